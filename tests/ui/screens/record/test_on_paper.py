"""The record as it would be on paper, beside the questions."""

from __future__ import annotations

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.paper.window import PreviewDialog
from ui.screens.record.beside import DAY, KNOWN, PAPER

SEEN = "/data/teaching/T3/T3_seen"
NOTE = "/data/private/private_note"
CTRL = Qt.KeyboardModifier.ControlModifier


def words_of(preview):
    document = pypdfium2.PdfDocument(preview.pdf)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(words.split())


@pytest.fixture
def paper(editor, visit_2, qtbot):
    """A draft with its pages on show."""
    made = editor(visit_2, SEEN)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_3, CTRL)
    panel = made.screen.panes.paper
    qtbot.waitUntil(lambda: panel._preview is not None)
    return made, panel


def test_pages_follow_what_is_written_while_they_are_in_sight(paper, qtbot):
    made, panel = paper
    qtbot.keyClicks(made.block("T3_seen").editor.box, "Bars in three rooms.")
    qtbot.waitUntil(lambda: "Bars in three rooms." in words_of(panel._preview))
    assert panel.view.pages >= 1
    assert made.block("T3_seen").editor.box.hasFocus()

    made.screen.panes.show_tab(KNOWN)
    before = panel._preview
    qtbot.keyClicks(made.block("T3_seen").editor.box, " Words too.")
    qtbot.waitUntil(lambda: made.kept(made.live.opened.record.id)[SEEN].endswith("too."))
    assert panel._preview is before
    made.screen.panes.show_tab(PAPER)
    qtbot.waitUntil(lambda: "Words too." in words_of(panel._preview))


def test_what_is_private_is_on_no_page_and_is_said_to_be(paper, qtbot):
    made, panel = paper
    made.page.go_to(NOTE)
    made.screen.moving.go_to(NOTE)
    qtbot.keyClicks(QApplication.focusWidget(), "Secretwords")
    qtbot.waitUntil(lambda: made.kept(made.live.opened.record.id).get(NOTE) == "Secretwords")
    qtbot.waitUntil(lambda: not panel._stale and not panel._making)
    assert "Secretwords" not in words_of(panel._preview)
    assert "Private note" in panel.left_out.text()


def test_pages_get_more_room_than_what_is_known(paper):
    made, _panel = paper
    wide = made.screen.panes.beside.width()
    made.screen.panes.show_tab(DAY)
    assert made.screen.panes.beside.width() < wide


def test_the_pages_open_large(paper, qtbot):
    made, panel = paper
    panel.large.click()
    dialog = made.window.findChild(PreviewDialog)
    assert dialog.view.pages == panel.view.pages
    dialog.reject()


def test_a_finished_record_shows_its_pages_too(editor, finished, qtbot):
    made = editor(finished)
    made.screen.panes.show_tab(PAPER)
    qtbot.waitUntil(lambda: made.screen.panes.paper._preview is not None)
