"""Documents of a school in the window: chosen, looked at, saved."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.records import BRIEFING, PUPIL_LIST
from app.errors import ExportError
from app.usecases.own_settings import choose_export_folder, export_folder
from app.usecases.school_documents import KINDS, offers
from app.usecases.school_page import school_page
from ui.paper.folder_dialog import FolderDialog
from ui.screens.documents import open_documents, opening

URN = 900001


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
    def show(kind="", urn=URN):
        work = open_documents(over_window(), app, lanes, told, urn, kind)
        qtbot.waitUntil(lambda: not lanes.busy and bool(work.dialog.kind))
        return work

    return show


def test_the_briefing_is_shown_as_a_page_before_it_is_saved(qtbot, opened, lanes):
    dialog = opened(BRIEFING).dialog
    qtbot.waitUntil(lambda: dialog.view.pages == 1)
    assert dialog.save.isEnabled()
    assert "One page before a visit" in dialog.holds.text()
    assert "not for the school" in dialog.holds.text()


def test_a_document_is_saved_in_the_folder_for_pdfs_and_the_page_is_told(
    qtbot, app, opened, lanes, told, tmp_path
):
    choose_export_folder(app, tmp_path)
    work = opened(BRIEFING)
    qtbot.waitUntil(work.dialog.save.isEnabled)
    with qtbot.waitSignal(work.wrote):
        qtbot.keyClick(work.dialog.save, Qt.Key.Key_Return)
    (line,) = [one for one in school_page(app, URN).documents if not one.document.record_id]
    assert (tmp_path / line.document.file_name).is_file()
    assert told.words == [f"Saved as {line.document.file_name} in {tmp_path}."]


def test_a_document_is_saved_as_word_or_as_a_web_page(qtbot, app, opened, tmp_path):
    choose_export_folder(app, tmp_path)
    for way, ending in (("word", "docx"), ("web_page", "html")):
        work = opened(BRIEFING)
        qtbot.waitUntil(work.dialog.save_other.isEnabled)
        with qtbot.waitSignal(work.wrote):
            getattr(work.dialog, way).trigger()
        assert len(list(tmp_path.glob(f"*.{ending}"))) == 1


def test_the_folder_is_asked_for_the_first_time(qtbot, app, opened, lanes, told, tmp_path):
    work = opened(BRIEFING)
    qtbot.waitUntil(work.dialog.save.isEnabled)
    work.dialog.save.click()
    found = work.dialog.findChildren
    qtbot.waitUntil(lambda: bool(found(FolderDialog)) and found(FolderDialog)[0].isVisible())
    asked = found(FolderDialog)[0]
    asked.line.setText(str(tmp_path / "out"))
    with qtbot.waitSignal(work.wrote):
        asked.main.click()
    assert export_folder(app) == tmp_path / "out"
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 1


def test_what_can_not_be_made_yet_says_why_and_can_not_be_saved(qtbot, app, opened, lanes):
    missing = next(offer for offer in offers(app, URN) if offer.reason)
    dialog = opened(missing.kind.key).dialog
    assert dialog.message.sentence == missing.reason
    assert not dialog.save.isEnabled()
    assert dialog.view.pages == 0


def test_another_kind_can_be_chosen_and_shows_its_own_pages(qtbot, opened, lanes):
    dialog = opened().dialog
    assert dialog.kinds.count() == len(KINDS)
    dialog.kinds.set_value(BRIEFING)
    dialog.kinds.chosen.emit(BRIEFING)
    qtbot.waitUntil(lambda: dialog.view.pages == 1)


def test_a_folder_that_can_not_be_used_is_said_in_the_dialog(qtbot, app, opened, lanes, tmp_path):
    blocked = tmp_path / "file"
    choose_export_folder(app, blocked)
    work = opened(BRIEFING)
    qtbot.waitUntil(work.dialog.save.isEnabled)
    blocked.write_text("no folder")
    work.dialog.save.click()
    qtbot.waitUntil(lambda: "can’t be used" in work.dialog.message.sentence)
    assert work.dialog.save.isEnabled()


def test_the_keyboard_comes_back_to_the_button_whose_work_failed(
    qtbot, app, opened, lanes, tmp_path
):
    go_on = threading.Event()
    blocked = tmp_path / "file"
    choose_export_folder(app, blocked)
    dialog = opened(BRIEFING).dialog
    qtbot.waitUntil(dialog.save.isEnabled)
    blocked.write_text("no folder")
    lanes.slow(lambda _progress: go_on.wait(20)).start()
    dialog.save.setFocus()
    qtbot.keyClick(dialog.save, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.save.isEnabled())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert dialog.kind == BRIEFING
    go_on.set()
    qtbot.waitUntil(lambda: "can’t be used" in dialog.message.sentence)
    assert dialog.save.hasFocus()


def test_a_document_that_failed_says_nothing_of_the_one_chosen_since(
    qtbot, opened, lanes, monkeypatch
):
    dialog = opened(BRIEFING).dialog
    qtbot.waitUntil(dialog.save.isEnabled)
    real, go_on = opening.preview_of_school, threading.Event()

    def late(app, urn, kind, visit):
        if kind == PUPIL_LIST:
            go_on.wait(20)
            raise ExportError("It could not be drawn.")
        return real(app, urn, kind, visit)

    monkeypatch.setattr(opening, "preview_of_school", late)
    for kind in (PUPIL_LIST, BRIEFING):
        dialog.kinds.set_value(kind)
        dialog.kinds.chosen.emit(kind)
    go_on.set()
    qtbot.waitUntil(lambda: dialog.view.pages == 1 and not lanes.busy)
    assert dialog.message.sentence == ""
