"""Finish, as a person at the keyboard meets it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication

from app.domain.records import RecordState
from app.mail import opener
from app.usecases import mail
from app.usecases.finishing import finish_view
from app.usecases.opened import open_record
from app.usecases.own_settings import choose_export_folder
from app.usecases.record_list import list_records
from app.usecases.records import reopen_record, start_project_record, start_record
from ui.paper.folder_dialog import FolderDialog
from ui.paper.window import PreviewDialog
from ui.places import FinishPage, Navigator, RecordPage
from ui.posting.letter_dialog import LetterDialog
from ui.screens.finish.screen import FinishScreen

NO_KEYS = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def screen(app, lanes, went, shown):
    return shown(FinishScreen(app, lanes, Navigator(went)), 1278, 700)


def record_of(app, state):
    return next(line.record.id for line in list_records(app) if line.record.state is state)


def open_at(qtbot, screen, record_id):
    screen.show_place(FinishPage(record_id))
    qtbot.waitUntil(lambda: screen.header.subtitle.words != "")
    qtbot.waitUntil(lambda: screen.panel.view.pages > 0)


@pytest.fixture
def ready(qtbot, app, screen):
    """The screen at a draft that has no gaps."""
    record_id = record_of(app, RecordState.FINISHED)
    reopen_record(app, record_id)
    open_at(qtbot, screen, record_id)
    return record_id


@pytest.fixture
def finished(qtbot, app, screen):
    record_id = record_of(app, RecordState.FINISHED)
    open_at(qtbot, screen, record_id)
    return record_id


def dialog(kind):
    return next(
        (w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()), None
    )


def test_what_is_missing_is_listed_and_each_line_leads_there(qtbot, app, screen, went):
    record_id = record_of(app, RecordState.DRAFT)
    open_at(qtbot, screen, record_id)
    gaps = finish_view(app, record_id).gaps

    assert screen.check.chip.text == f"{len(gaps)} missing"
    first = screen.check.lines.buttons[0]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Return)

    assert went == [RecordPage(record_id, gaps[0].ref)]


def test_the_rest_of_many_gaps_is_shown_on_request(qtbot, app, screen):
    record_id = record_of(app, RecordState.DRAFT)
    open_at(qtbot, screen, record_id)
    few = len(screen.check.lines.buttons)

    screen.check._show_all()

    assert few < len(screen.check.lines.buttons) == len(finish_view(app, record_id).gaps)


def test_a_record_with_gaps_is_not_finished_and_the_keyboard_goes_to_the_first(qtbot, app, screen):
    record_id = record_of(app, RecordState.DRAFT)
    open_at(qtbot, screen, record_id)

    qtbot.mouseClick(screen.finish, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(screen.check.refused.isVisible)
    assert "still needed" in screen.check.refused.text()
    assert not finish_view(app, record_id).is_finished
    qtbot.waitUntil(lambda: screen.check.lines.buttons[0].hasFocus() is True)


def test_why_finishing_was_refused_is_not_said_again_on_the_next_arrival(qtbot, app, screen):
    record_id = record_of(app, RecordState.DRAFT)
    open_at(qtbot, screen, record_id)
    qtbot.mouseClick(screen.finish, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(screen.check.refused.isVisible)

    screen.show_place(FinishPage(record_id))

    assert not screen.check.refused.isVisible()


def test_finishing_freezes_the_record_and_offers_the_draft(qtbot, app, screen, ready):
    assert screen.check.chip.text == "Ready to finish"
    assert not screen.mail.isEnabled()

    screen.finish.setFocus()
    with qtbot.waitSignal(screen.wrote):
        qtbot.keyClick(screen.finish, Qt.Key.Key_Space)
    qtbot.waitUntil(screen.hand_over.isVisible)

    assert finish_view(app, ready).is_finished
    assert screen.mail.isEnabled()
    assert screen.mail.kind == "main"
    assert "finish_on_site" not in screen.answers()
    assert screen.hand_over.chip.text == "Revision 2, locked"


def test_pages_turn_by_keys(qtbot, screen, ready):
    view = screen.panel.view
    assert view.count.text() == "page 1 of 2"
    view.area.setFocus()

    qtbot.keyClick(view.area, Qt.Key.Key_PageDown)

    assert view.count.text() == "page 2 of 2"
    assert not view.after.isEnabled()
    qtbot.waitUntil(lambda: not view.page.pixmap().isNull())
    qtbot.keyClick(view.area, Qt.Key.Key_PageUp)
    assert view.count.text() == "page 1 of 2"


def test_a_larger_page_is_drawn_anew(qtbot, screen, ready):
    view = screen.panel.view
    qtbot.waitUntil(lambda: not view.page.pixmap().isNull())
    before = view.page.pixmap().width()

    qtbot.mouseClick(view.larger, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: view.page.pixmap().width() > before * 1.4)


def test_the_whole_document_opens_in_a_window_of_its_own(qtbot, screen, ready):
    screen.answers()["preview_pdf"]()
    opened = dialog(PreviewDialog)

    qtbot.waitUntil(lambda: not opened.view.page.pixmap().isNull())
    assert opened.view.pages == 2
    opened.reject()


def test_the_pdf_opens_large_once_it_is_made_when_it_was_asked_for_before(qtbot, app, screen):
    screen.show_place(FinishPage(record_of(app, RecordState.FINISHED)))
    assert screen.panel.view.area.accessibleName() == "PDF"
    qtbot.mouseClick(screen.look, Qt.MouseButton.LeftButton)
    assert dialog(PreviewDialog) is None

    qtbot.waitUntil(lambda: dialog(PreviewDialog) is not None)
    assert dialog(PreviewDialog).view.pages == 2
    dialog(PreviewDialog).reject()


def test_the_first_pdf_asks_where_to_put_it_and_the_folder_is_remembered(
    qtbot, app, screen, finished, tmp_path
):
    qtbot.mouseClick(screen.hand_over.save, Qt.MouseButton.LeftButton)
    asked = dialog(FolderDialog)
    asked.line.setText(str(tmp_path / "notes"))
    with qtbot.waitSignal(screen.told) as told:
        qtbot.keyClick(asked.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(screen._view.files))

    made = list((tmp_path / "notes").iterdir())
    assert [path.suffix for path in made] == [".pdf"]
    assert made[0].name in told.args[1]
    assert finish_view(app, finished).folder == tmp_path / "notes"


@pytest.mark.parametrize(("place", "ending"), [(0, ".docx"), (1, ".html")])
def test_word_and_web_page_are_saved_from_a_menu_by_keyboard(
    qtbot, app, screen, finished, tmp_path, place, ending
):
    choose_export_folder(app, tmp_path / "notes")
    screen._load()
    qtbot.waitUntil(lambda: screen._view.folder is not None)
    button = screen.hand_over.save_other
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Down)
    qtbot.waitUntil(button.choices.isVisible)
    with qtbot.waitSignal(screen.told) as told:
        for _ in range(place + 1):
            qtbot.keyClick(button.choices, Qt.Key.Key_Down)
        qtbot.keyPress(button.choices, Qt.Key.Key_Return)  # released, the menu is gone already
    qtbot.waitUntil(lambda: bool(screen._view.files))

    (made,) = (tmp_path / "notes").iterdir()
    assert made.suffix == ending
    assert made.name in told.args[1]
    assert screen.hand_over.save.text() == "Save PDF"


def test_the_data_folder_is_refused_for_documents(qtbot, app, screen, finished):
    qtbot.mouseClick(screen.hand_over.save, Qt.MouseButton.LeftButton)
    asked = dialog(FolderDialog)
    asked.line.setText(str(app.folder / "inside"))
    qtbot.keyClick(asked.line, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: "own folder" in asked.error)
    assert finish_view(app, finished).folder is None
    asked.reject()


@pytest.fixture
def mail_program(monkeypatch):
    """Stands in for the person's mail program; set `shown` to False where there is none."""

    class Program:
        shown = True

        def open(self, _app, draft):
            self.drafts.append(draft)
            return mail.Handed(self.shown, "The mail program says so.", "mailto:head@x.example")

    program = Program()
    program.drafts = []
    monkeypatch.setattr(mail, "open_in_mail_program", program.open)
    return program


@pytest.fixture
def letter(qtbot, app, screen, finished, tmp_path):
    """The letter dialog, open, with a folder chosen before."""
    choose_export_folder(app, tmp_path / "notes")
    screen._load()
    qtbot.waitUntil(lambda: screen._view.folder is not None)
    qtbot.mouseClick(screen.mail, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog(LetterDialog) is not None)
    return dialog(LetterDialog)


def test_those_who_receive_notes_are_ticked_and_a_new_address_is_asked_twice(
    qtbot, app, screen, letter, mail_program, finished
):
    assert [person.email for person in letter.chosen] == ["head@alderbrook.example"]
    assert letter.subject.text().startswith("Note of visit 1: Alderbrook Primary School, ")
    assert "not written to before" in letter.whom.ticks[0].accessibleDescription()

    qtbot.mouseClick(letter.main, Qt.MouseButton.LeftButton)
    assert "head@alderbrook.example" in letter.error
    assert mail_program.drafts == []
    with qtbot.waitSignal(screen.posting.handed):
        qtbot.keyClick(letter.main, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(screen._view.handed))

    qtbot.waitUntil(lambda: screen.window().focusWidget() is screen.mail)
    (handed,) = finish_view(app, finished).handed
    assert handed.recipients == "Headteacher head@alderbrook.example"
    assert mail_program.drafts[0].path.exists()
    qtbot.waitUntil(lambda: screen.focusWidget() is screen.mail)
    assert mail.recipients(app, finished)[0].used


def test_where_no_program_opens_drafts_the_other_ways_are_offered(
    qtbot, app, screen, letter, mail_program, finished
):
    mail_program.shown = False
    letter.check()
    with qtbot.waitSignal(screen.posting.handed):
        qtbot.mouseClick(letter.main, Qt.MouseButton.LeftButton)

    trouble = screen.hand_over.trouble
    qtbot.waitUntil(trouble.isVisible)
    assert trouble.link.isVisible()
    assert trouble.folder.isVisible()
    assert finish_view(app, finished).handed == ()
    qtbot.waitUntil(lambda: screen.focusWidget() is trouble.link)

    qtbot.mouseClick(trouble.by_hand, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(screen._view.handed))
    assert finish_view(app, finished).handed[0].how == mail.BY_HAND
    qtbot.waitUntil(lambda: screen.focusWidget() is screen.mail)


@pytest.fixture
def unsent(qtbot, screen, letter, mail_program):
    """The page after no mail program took the draft."""
    mail_program.shown = False
    letter.check()
    qtbot.mouseClick(letter.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.focusWidget() is screen.hand_over.trouble.link)


def test_while_the_other_ways_to_send_stand_there_each_of_them_stands_there_once(
    qtbot, app, screen, unsent
):
    assert not screen.hand_over.show_folder.isVisible()
    assert not screen.follow.sent.isVisible()
    qtbot.mouseClick(screen.hand_over.trouble.by_hand, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(screen.hand_over.show_folder.isVisible)


def test_after_saving_the_keyboard_is_where_it_was_and_on_nothing_that_records_a_sending(
    qtbot, app, screen, unsent, finished
):
    screen.hand_over.save_other.setFocus()
    with qtbot.waitSignal(screen.posting.ended):
        screen.hand_over.word.trigger()
    qtbot.waitUntil(lambda: screen.focusWidget() is screen.hand_over.save_other)
    assert finish_view(app, finished).handed == ()


def test_where_no_program_opens_a_new_message_its_words_can_be_copied(
    qtbot, app, screen, unsent, monkeypatch
):
    monkeypatch.setattr(opener, "open_link", lambda _link, desktop: False)
    with qtbot.waitSignal(screen.told) as told:
        qtbot.mouseClick(screen.hand_over.trouble.link, Qt.MouseButton.LeftButton)
    kind, _words, ((_label, copy),) = told.args
    copy()
    assert kind == "due"
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("head@alderbrook.example\nNote of visit 1: Alderbrook")
    assert "Dear colleague" in copied


def test_after_handing_over_the_pdf_and_the_draft_can_be_removed(
    qtbot, app, screen, letter, mail_program, finished, tmp_path
):
    letter.check()
    qtbot.mouseClick(letter.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(screen.hand_over.remove.isVisible)
    assert len(list((tmp_path / "notes").iterdir())) == 2

    qtbot.mouseClick(screen.hand_over.remove, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: not list((tmp_path / "notes").iterdir()))
    qtbot.waitUntil(lambda: screen._view.files == ())


def test_reopening_makes_a_draft_of_the_next_revision(qtbot, app, screen, finished, went):
    assert screen.hand_over.reopen.text() == "Reopen as revision 2"
    qtbot.mouseClick(screen.hand_over.reopen, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: went == [RecordPage(finished)])
    record = finish_view(app, finished).record
    assert (record.state, record.revision) == (RecordState.DRAFT, 2)


def test_what_the_team_keeps_to_itself_is_offered_to_no_school(qtbot, app, screen, ready):
    school = open_record(app, ready).record.urn
    book_look = start_record(app, school, "book_look").value.record.id
    open_at(qtbot, screen, book_look)
    qtbot.waitUntil(lambda: not screen.agreed.isVisible())

    assert not screen.mail.isVisible()
    assert [step.isVisible() for step in screen.steps.steps] == [True, True, False, False]
    assert "no school is sent this" in screen.panel.to.text()


def test_a_record_that_is_no_note_waits_for_no_check_of_the_head(qtbot, app, screen, ready):
    school = open_record(app, ready).record.urn
    call = start_record(app, school, "keeping_in_touch").value.record.id
    open_at(qtbot, screen, call)
    qtbot.waitUntil(lambda: not screen.agreed.isVisible())

    assert screen.mail.isVisible()
    assert [step.isVisible() for step in screen.steps.steps] == [True, True, True, False]


def test_a_note_shows_its_actions_and_whom_it_goes_to(qtbot, screen, ready):
    assert screen.agreed.isVisible()
    assert all(step.isVisible() for step in screen.steps.steps)
    assert "usually the head" in screen.panel.to.text()


def test_a_record_about_a_project_is_not_finished_on_site(qtbot, app, screen):
    project = next(one.record.project_id for one in list_records(app) if one.record.project_id)
    lesson = start_project_record(app, project, "lesson_learned").value.record.id
    open_at(qtbot, screen, lesson)
    qtbot.waitUntil(lambda: screen.finish.text() == "Finish")


def test_the_second_press_on_the_button_that_led_here_finishes_nothing(qtbot, app, screen, ready):
    middle = QPointF(screen.finish.rect().center())
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        press = QMouseEvent(
            kind, middle, middle, Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, NO_KEYS
        )
        QApplication.sendEvent(screen.finish, press)

    assert screen.finish.isEnabled()
    assert not finish_view(app, ready).is_finished
