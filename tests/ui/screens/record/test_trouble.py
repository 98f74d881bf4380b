"""When saving fails: the words stay, the trouble is said, and a copy can be saved elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from app.errors import DiskFullError
from app.usecases import records
from ui.screens.record import saving

SEEN = "/data/teaching/T3/T3_seen"


@pytest.fixture
def full_disk(monkeypatch):
    """A disk that is full until the test makes room."""
    state = {"full": True}
    save = records.save_answers

    def refuse(*args):
        if state["full"]:
            raise DiskFullError("The disk is full. Make some room and try again.")
        return save(*args)

    monkeypatch.setattr(records, "save_answers", refuse)
    return state


def banner(made):
    return next((b for b in made.window.banners.banners if "Not saved since" in b.text), None)


@pytest.fixture
def in_trouble(editor, qtbot, visit_2, full_disk, monkeypatch):
    made = editor(visit_2, SEEN)
    qtbot.keyClicks(made.block("T3_seen").editor.box, "Precious words")
    qtbot.waitUntil(lambda: banner(made) is not None)
    yield made
    monkeypatch.undo()
    full_disk["full"] = False
    made.live.flush()
    qtbot.waitUntil(lambda: made.live.settled)


def test_the_words_stay_and_the_banner_says_since_when(in_trouble):
    assert in_trouble.block("T3_seen").editor.box.text == "Precious words"
    text = banner(in_trouble).text
    assert text.startswith("Not saved since 09:00. The disk is full.")
    assert text.endswith("Your words are still on screen.")
    assert "Not saved since 09:00" in in_trouble.window.status.words


def test_a_copy_of_the_unsaved_words_goes_where_the_person_chose(
    in_trouble, qtbot, tmp_path, monkeypatch
):
    path = tmp_path / "rescued.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    in_trouble.screen.news._save_copy()
    qtbot.waitUntil(path.exists)
    said = path.read_text(encoding="utf-8")
    assert "Is the agreed approach visible in more than one class?: What was seen" in said
    assert "Precious words" in said


def test_try_again_saves_and_the_banner_goes(in_trouble, qtbot, full_disk, visit_2):
    full_disk["full"] = False
    in_trouble.screen.news._try_again()
    qtbot.waitUntil(lambda: banner(in_trouble) is None)
    assert in_trouble.kept(visit_2)[SEEN] == "Precious words"
    assert "Saved 09:00" in in_trouble.window.status.words


def test_the_window_stays_while_words_are_not_saved(in_trouble, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(
        saving.SavingNews, "ask_to_lose", lambda _self: asked.append("asked") or False
    )
    in_trouble.window.close()
    qtbot.waitUntil(lambda: bool(asked))
    assert in_trouble.window.isVisible()
    assert in_trouble.block("T3_seen").editor.box.text == "Precious words"


def test_finish_waits_until_the_words_are_saved(in_trouble, qtbot):
    in_trouble.screen.panes.finish.click()
    qtbot.waitUntil(lambda: not in_trouble.lanes.busy)
    assert in_trouble.window.screen_on_show is in_trouble.screen


def test_words_that_are_on_screen_only_are_there_again_after_another_page(
    in_trouble, qtbot, visit_2, audit
):
    in_trouble.open(audit)
    in_trouble.open(visit_2)
    assert in_trouble.block("T3_seen").editor.box.text == "Precious words"
