"""E-mailing a document of a school from the dialog in which it is looked at."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.records import BRIEFING, PUPIL_LIST
from app.errors import ExportError
from app.usecases import mail
from app.usecases.mail_account import set_account
from app.usecases.outbox import outbox
from app.usecases.own_settings import choose_export_folder
from app.usecases.pupils import pupils_of
from app.usecases.school_documents import offers
from app.usecases.school_page import school_page
from app.usecases.schools import hand_over
from app.usecases.sending import send_waiting
from tests.builders import another_adviser
from tests.builders_mail_server import PASSWORD, attachment_of, serving
from ui.places import SchoolPage
from ui.posting.letter_dialog import LetterDialog
from ui.screens.documents import open_documents, opening

URN = 900001
HEAD = "head@alderbrook.example"


class Told:
    def __init__(self):
        self.words = []

    def tell(self, _kind, text, *_more, **_named):
        self.words.append(text)

    def present(self, error):
        raise error


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def opened(qtbot, app, lanes, over_window, told):
    def show(kind=PUPIL_LIST):
        work = open_documents(over_window(1366, 768), app, lanes, told, URN, kind)
        qtbot.waitUntil(lambda: not lanes.busy and bool(work.dialog.kind))
        return work

    return show


@pytest.fixture
def account(app, office, certificate):
    with serving(office, certificate) as account:
        given = (account.server, account.user_name, account.sender, PASSWORD)
        set_account(app, *given, security=account.security, port=account.port)
        yield account


@pytest.fixture
def mail_program(monkeypatch):
    """Stands in for the person's mail program; set `shown` to False where there is none."""

    class Program:
        shown = True

        def open(self, _app, draft):
            return mail.Handed(self.shown, "The mail program says so.", f"mailto:{draft.letter.to}")

    program = Program()
    monkeypatch.setattr(mail, "open_in_mail_program", program.open)
    return program


def letters():
    windows = QApplication.topLevelWidgets()
    return [w for w in windows if isinstance(w, LetterDialog) and w.isVisible()]


def found():
    return next(iter(letters()), None)


@pytest.fixture
def written(qtbot):
    """The letter of an open dialog, to the head, after each look that it wants."""

    def write(work):
        qtbot.waitUntil(work.dialog.mail.isEnabled)
        work.dialog.mail.setFocus()
        qtbot.keyClick(work.dialog.mail, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: found() is not None)
        letter = found()
        addresses = [person.email for person in letter.whom._known.people]
        letter.whom.ticks[addresses.index(HEAD)].click()
        if letter.sure.isVisible():
            letter.sure.tick.click()
        letter.check()
        return letter

    return write


def handed(app):
    return [one for line in school_page(app, URN).documents for one in line.handed]


def of_school(app):
    lines = school_page(app, URN).documents
    return [line for line in lines if not line.document.record_id]


def test_a_briefing_can_be_saved_and_says_why_it_is_not_mailed(qtbot, opened):
    dialog = opened(BRIEFING).dialog
    qtbot.waitUntil(dialog.save.isEnabled)
    assert not dialog.mail.isEnabled()
    assert "for you, not for the school" in dialog.mail.accessibleDescription()


def test_what_can_not_be_made_can_not_be_mailed(app, opened):
    missing = next(offer for offer in offers(app, URN) if offer.reason)
    dialog = opened(missing.kind.key).dialog
    assert not dialog.mail.isEnabled()
    assert dialog.mail.accessibleDescription() == missing.reason


def test_the_list_of_pupils_is_sent_once_locked_and_stands_on_the_school_s_page(
    qtbot, app, account, opened, written, told, office, tmp_path
):
    work = opened()
    letter = written(work)
    password = letter.lock.password
    with qtbot.waitSignal(work.queued):
        qtbot.mouseClick(letter.main, Qt.MouseButton.LeftButton)
    assert not work.dialog.isVisible()
    assert "outbox" in told.words[0]
    assert send_waiting(app).value.count == 1
    assert send_waiting(app, at_once=True).value.count == 0
    (arrived,) = office.arrived
    with pikepdf.open(io.BytesIO(attachment_of(arrived)), password=password) as pdf:
        assert len(pdf.pages) == 1
    (line,) = of_school(app)
    assert [(one.recipients, one.how) for one in line.handed] == [(f"Headteacher {HEAD}", "e-mail")]
    assert [path.suffix for path in tmp_path.rglob("*") if path.suffix in {".pdf", ".eml"}] == []


def test_without_an_account_it_becomes_a_draft_and_its_files_can_be_removed(
    qtbot, app, opened, written, mail_program, told, tmp_path
):
    choose_export_folder(app, tmp_path / "out")
    work = opened()
    before = len(handed(app))
    letter = written(work)
    with qtbot.waitSignal(work.wrote):
        qtbot.mouseClick(letter.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(work.dialog.after.isVisible)
    assert work.dialog.mail.isEnabled()
    assert len(handed(app)) == before + 1
    assert len(list((tmp_path / "out").iterdir())) == 2
    assert not work.dialog.after.by_hand.isVisible()

    qtbot.mouseClick(work.dialog.after.remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not list((tmp_path / "out").iterdir()))
    qtbot.waitUntil(lambda: not work.dialog.after.isVisible())


def test_where_no_program_takes_the_draft_the_person_says_that_it_was_sent(
    qtbot, app, opened, written, mail_program, tmp_path
):
    choose_export_folder(app, tmp_path / "out")
    mail_program.shown = False
    work = opened()
    letter = written(work)
    qtbot.mouseClick(letter.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(work.dialog.after.by_hand.isVisible)
    assert of_school(app)[0].handed == ()
    with qtbot.waitSignal(work.wrote):
        qtbot.mouseClick(work.dialog.after.by_hand, Qt.MouseButton.LeftButton)
    assert [one.how for one in of_school(app)[0].handed] == [mail.BY_HAND]


def test_what_is_refused_is_said_in_the_letter_and_nothing_is_queued(
    qtbot, app, account, opened, written
):
    code = pupils_of(app, URN)[0].code
    work = opened()
    letter = written(work)
    letter.body.set_text(f"About {code}")
    qtbot.mouseClick(letter.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "pupil’s code" in letter.error)
    assert outbox(app).items == ()
    letter.reject()
    assert work.dialog.mail.isEnabled()


def test_a_draft_that_is_refused_leaves_the_letter_open_with_all_that_was_typed(
    qtbot, app, opened, written, mail_program, tmp_path
):
    choose_export_folder(app, tmp_path / "out")
    code = pupils_of(app, URN)[0].code
    work = opened()
    letter = written(work)
    letter.body.set_text(f"About {code}")
    qtbot.mouseClick(letter.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "pupil’s code" in letter.error)
    assert letter.body.text == f"About {code}"
    letter.body.set_text("Dear colleague")
    qtbot.mouseClick(letter.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(work.dialog.after.isVisible)
    assert letters() == []


@pytest.mark.parametrize("wait_between", [False, True])
def test_pressing_twice_opens_one_letter(qtbot, app, account, opened, lanes, wait_between):
    work = opened()
    qtbot.waitUntil(work.dialog.mail.isEnabled)
    work.dialog.mail.click()
    if wait_between:
        through = lanes.store(lambda: None)
        with qtbot.waitSignal(through.done):
            through.start()
    work.dialog.mail.click()
    qtbot.waitUntil(lambda: bool(letters()) and not lanes.busy)
    assert len(letters()) == 1


def test_the_letter_names_its_own_document_where_the_preview_failed(
    qtbot, app, account, opened, told, monkeypatch
):
    def fails(*_given):
        raise ExportError("It could not be drawn.")

    work = opened(BRIEFING)
    qtbot.waitUntil(work.dialog.save.isEnabled)
    monkeypatch.setattr(opening, "preview_of_school", fails)
    while work.dialog.kind != PUPIL_LIST:
        qtbot.keyClick(work.dialog.kinds, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "drawn" in work.dialog.message.sentence)
    qtbot.mouseClick(work.dialog.mail, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(letters()))
    said = [label.text() for label in found().findChildren(QLabel) if "Attached" in label.text()]
    assert "FocusPupils" in said[0]


def test_a_school_that_was_handed_to_another_is_said_in_the_dialog(qtbot, app, account, opened):
    work = opened()
    qtbot.waitUntil(work.dialog.mail.isEnabled)
    hand_over(app, URN, another_adviser(app).id)
    qtbot.mouseClick(work.dialog.mail, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "with another adviser" in work.dialog.message.sentence)
    assert found() is None


def test_what_goes_out_after_the_dialog_was_closed_is_told_all_the_same(
    qtbot, app, opened, written, mail_program, tmp_path
):
    choose_export_folder(app, tmp_path / "out")
    work = opened()
    letter = written(work)
    with qtbot.waitSignals([work.wrote, work.destroyed]):
        qtbot.mouseClick(letter.main, Qt.MouseButton.LeftButton)
        work.dialog.reject()
    assert len(of_school(app)[0].handed) == 1


def test_the_letter_leads_to_the_school_s_page(qtbot, app, opened, written):
    choose_export_folder(app, app.folder.parent / "out")
    work = opened()
    letter = written(work)
    with qtbot.waitSignal(work.school_asked) as asked:
        letter.school_asked.emit()
    assert asked.args == [SchoolPage(URN)]
    assert found() is None
