"""Following a finished note through, as a person at the keyboard meets it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.follow_through import Stage
from app.domain.projects import Project
from app.domain.records import RecordState
from app.usecases.documents import export_record
from app.usecases.follow_through import record_step, steps
from app.usecases.mail import hand_over_document
from app.usecases.record_list import list_records
from app.usecases.records import finish_record, start_record
from tests.builders import another_adviser
from tests.builders_filling import fill_record
from tests.builders_follow import send
from ui.places import FinishPage, Navigator, RecordPage
from ui.screens.finish.answer_dialog import AnswerDialog, SentDialog
from ui.screens.finish.follow_words import chip_of, roles_in, slots_of
from ui.screens.finish.read_dialog import ReadDialog
from ui.screens.finish.screen import FinishScreen

HEAD = "headteacher"


@pytest.fixture
def screen(app, lanes, went, shown):
    return shown(FinishScreen(app, lanes, Navigator(went)), 1278, 700)


@pytest.fixture
def note(app):
    """The id of the sample's finished note."""
    return next(
        line.record.id
        for line in list_records(app)
        if line.record.state is RecordState.FINISHED and line.record.urn
    )


@pytest.fixture
def look(qtbot, screen):
    """Opens the page at a record, or looks at it again."""

    def at(record_id):
        screen.show_place(FinishPage(record_id))
        qtbot.waitUntil(lambda: screen._view is not None and screen._view.record.id == record_id)
        qtbot.waitUntil(lambda: screen.panel.view.pages > 0)

    return at


@pytest.fixture
def sent(app, look, note, tmp_path):
    send(app, note, tmp_path / "out")
    look(note)
    return note


@pytest.fixture
def asked(qtbot, screen):
    """Presses a button of the strip, and answers the dialog that it opens."""

    def press(button, kind):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: dialog(kind) is not None)
        return dialog(kind)

    return press


def dialog(kind):
    return next(
        (w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()), None
    )


def keep(qtbot, screen, opened):
    with qtbot.waitSignal(screen.following.kept):
        qtbot.mouseClick(opened.main, Qt.MouseButton.LeftButton)


def titles(card):
    return [step.accessibleName() for step in card.steps]


def shown_buttons(card):
    every = (card.read, card.sent, card.answer, card.correct, card.final, card.archive, card.back)
    return [button.text() for button in every if button.isVisible()]


def test_a_finished_note_shows_its_stages_in_place_of_what_happens_next(look, screen, note):
    look(note)
    assert screen.follow.isVisible()
    assert not screen.steps.isVisible()
    assert [name.split(".")[0] for name in titles(screen.follow)] == [
        "1, Finished, done",
        "2, Sent, now",
        "3, School’s answer",
        "4, Final",
        "5, Archived",
    ]
    assert shown_buttons(screen.follow) == ["I have sent it"]


def test_a_draft_shows_what_happens_next_and_no_stages(app, look, screen):
    draft = next(one for one in list_records(app) if one.record.state is RecordState.DRAFT)
    look(draft.record.id)
    assert screen.steps.isVisible()
    assert not screen.follow.isVisible()


def test_a_sent_note_waits_for_the_answer_and_says_until_when(screen, sent):
    card = screen.follow
    assert card.chip.text == "Sent for accuracy"
    assert "to Headteacher." in titles(card)[1]
    assert titles(card)[2].endswith("Hoped for by Tue 3 Feb 2026.")
    assert shown_buttons(card) == ["Record the answer", "Take the last step back"]


def test_the_answer_is_kept_with_the_keyboard_alone(qtbot, app, screen, sent, asked):
    opened = asked(screen.follow.answer, AnswerDialog)
    assert opened.role.value == HEAD
    assert opened.day.value == date(2026, 1, 20)
    opened.answer.chips[0].setFocus()
    qtbot.keyClick(opened.answer.chips[0], Qt.Key.Key_Space)
    with qtbot.waitSignal(screen.following.kept):
        qtbot.keyClick(opened.main, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.follow.chip.text == "Accurate")
    qtbot.waitUntil(lambda: screen.focusWidget() is screen.follow.final)
    assert steps(app, sent).stage is Stage.ACCURATE
    assert shown_buttons(screen.follow) == ["Make final", "Take the last step back"]


def test_what_is_missing_of_an_answer_is_said_at_its_field(qtbot, app, screen, sent, asked):
    opened = asked(screen.follow.answer, AnswerDialog)
    opened.ask()
    assert opened._answer_field.message.sentence
    qtbot.mouseClick(opened.answer.chips[1], Qt.MouseButton.LeftButton)
    opened.role.set_value("")
    opened.ask()
    assert opened._role_field.message.sentence
    assert opened._words_field.message.sentence
    assert steps(app, sent).stage is Stage.SENT
    opened.reject()


def test_silence_can_only_be_kept_once_the_day_has_passed(app, sent, screen):
    early = AnswerDialog(steps(app, sent))
    assert [chip.text() for chip in early.answer.chips] == ["Accurate", "Please correct"]
    app.clock.go_on(days=20)
    late = AnswerDialog(steps(app, sent))
    assert late.answer.chips[-1].text() == "No answer by Tue 3 Feb 2026"
    for each in (early, late):
        each.deleteLater()


def test_a_correction_shows_the_words_and_leads_to_the_next_revision(
    qtbot, app, screen, sent, asked, went
):
    opened = asked(screen.follow.answer, AnswerDialog)
    qtbot.mouseClick(opened.answer.chips[1], Qt.MouseButton.LeftButton)
    opened.words_said.set_text("It was Year 3.")
    keep(qtbot, screen, opened)
    qtbot.waitUntil(screen.follow.correct.isVisible)
    said = screen.follow._said.itemAt(0).widget().accessibleName()
    assert said == "Correction asked (Headteacher, Tue 20 Jan 2026): “It was Year 3.”"
    qtbot.mouseClick(screen.follow.correct, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: went == [RecordPage(sent)])
    assert steps(app, sent).record.revision == 2


def test_what_the_store_refuses_is_said_in_the_dialog_and_nothing_is_lost(
    qtbot, screen, sent, asked
):
    opened = asked(screen.follow.answer, AnswerDialog)
    qtbot.mouseClick(opened.answer.chips[0], Qt.MouseButton.LeftButton)
    opened.day.set_value(date(2026, 1, 20) + timedelta(days=3))
    qtbot.mouseClick(opened.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "still to come" in opened.error)
    assert opened.role.value == HEAD
    opened.reject()


def test_a_note_sent_on_paper_is_kept_as_sent(qtbot, app, screen, note, look, asked, tmp_path):
    export_record(app, note, tmp_path / "out")
    look(note)
    opened = asked(screen.follow.sent, SentDialog)
    keep(qtbot, screen, opened)
    qtbot.waitUntil(lambda: screen.follow.chip.text == "Sent for accuracy")


def test_the_last_step_is_taken_back_and_the_banner_puts_it_back(qtbot, app, screen, sent):
    record_step(app, sent, Stage.ACCURATE, role=HEAD)
    screen._load()
    qtbot.waitUntil(lambda: screen.follow.chip.text == "Accurate")
    with qtbot.waitSignal(screen.told) as told:
        qtbot.mouseClick(screen.follow.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.follow.chip.text == "Sent for accuracy")
    _kind, _words, ((label, undo),) = told.args
    assert label == "Undo"
    undo()
    qtbot.waitUntil(lambda: screen.follow.chip.text == "Accurate")


def test_a_note_is_made_final_and_archived_by_its_buttons(qtbot, app, screen, sent):
    record_step(app, sent, Stage.ACCURATE, role=HEAD)
    screen._load()
    qtbot.waitUntil(screen.follow.final.isVisible)
    app.clock.go_on(hours=1)
    qtbot.mouseClick(screen.follow.final, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(screen.follow.sent.hasFocus)
    app.clock.go_on(hours=1)
    qtbot.mouseClick(screen.follow.archive, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.follow.chip.text == "Archived")
    qtbot.waitUntil(screen.hand_over.save.hasFocus)
    assert shown_buttons(screen.follow) == ["Take the last step back"]


def test_only_what_is_late_is_red(app, sent):
    assert chip_of(steps(app, sent))[0] == "soft"
    app.clock.go_on(days=20)
    assert chip_of(steps(app, sent)) == ("late", "Answer late")
    record_step(app, sent, Stage.NO_ANSWER)
    assert chip_of(steps(app, sent))[0] == "soft"


def test_what_the_team_keeps_is_finished_and_archived_and_no_more(app, look, screen, note):
    urn = next(one.record.urn for one in list_records(app) if one.record.id == note)
    record_id = start_record(app, urn, "book_look").value.record.id
    fill_record(app, record_id)
    finish_record(app, record_id)
    look(record_id)
    assert [slot.title for slot in slots_of(steps(app, record_id))] == ["Finished", "Archived"]
    assert shown_buttons(screen.follow) == ["Archive"]


def test_a_strip_names_people_by_role_and_leaves_their_addresses_out():
    to = "Headteacher head@a.example, Chair of governors chair@a.example"
    assert roles_in(to) == "Headteacher, Chair of governors"
    assert roles_in("head@a.example") == ""


def test_a_document_handed_over_after_it_was_final_is_the_final_copy(
    qtbot, app, screen, sent, tmp_path
):
    record_step(app, sent, Stage.ACCURATE, role=HEAD)
    record_step(app, sent, Stage.FINAL)
    app.clock.go_on(hours=1)
    document = export_record(app, sent, tmp_path / "out").value
    hand_over_document(app, document, "Headteacher", "e-mail")
    screen._load()
    qtbot.waitUntil(lambda: screen.follow.chip.text == "Final copy sent")


@pytest.fixture
def sampled(app, note):
    """The sample's note, of a project of which every note is read for quality."""
    record = steps(app, note).record
    with app.store.unit_of_work() as work:
        work.save(replace(work.get(Project, record.project_id), quality_one_in=1))
        work.commit()
    return note


def test_who_read_it_is_asked_and_the_author_is_not_in_the_list(
    qtbot, app, screen, look, sampled, asked
):
    other = another_adviser(app)
    look(sampled)
    opened = asked(screen.follow.read, ReadDialog)
    offered = [opened.who.itemData(at) for at in range(opened.who.count())]
    assert app.me not in offered
    opened.ask()
    assert opened._who_field.message.sentence
    opened.who.set_value(other.id)
    keep(qtbot, screen, opened)
    qtbot.waitUntil(lambda: "Second Adviser" in titles(screen.follow)[1])


def test_somebody_else_is_the_reader_by_role(qtbot, app, screen, look, sampled, asked):
    look(sampled)
    opened = asked(screen.follow.read, ReadDialog)
    assert opened.reader == ""
    assert opened._role_field.isVisible()  # there is nobody else in the team to choose
    opened.ask()
    assert opened._role_field.message.sentence
    opened.role.set_value("project_lead")
    keep(qtbot, screen, opened)
    qtbot.waitUntil(lambda: "Project lead" in titles(screen.follow)[1])


def test_where_every_note_is_read_the_strip_says_each(screen, look, sampled):
    look(sampled)
    assert "Each note is read by a colleague" in titles(screen.follow)[1]
