"""A record that asks for photos in the editor, with a clipboard and a way to be slow."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QApplication

from app.usecases.photos import add_photo
from tests.builders_photo_editor import (
    shows,
)
from tests.builders_photos import WALL, a_photo_record
from tests.builders_pictures import a_photo
from ui.questions import photo_answer


@pytest.fixture
def record_id(app):
    return a_photo_record(app)


@pytest.fixture
def clipboard(qapp):
    """The clipboard, empty before and after."""
    board = QApplication.clipboard()
    board.clear()
    yield board
    board.clear()


@pytest.fixture
def at_wall(editor, record_id, qtbot):
    """The editor of the photo of a wall, with the keyboard in it."""

    def open_it(record=record_id, *, agreed=True):
        made = editor(record, WALL)
        wall = made.block("wall").editor
        if agreed:
            wall.empty.agreed.setChecked(True)
        return made, wall

    return open_it


@pytest.fixture
def with_wall(at_wall, app, record_id, qtbot):
    """The editor of a wall that has a photo."""
    photo = add_photo(app, record_id, WALL, a_photo(600, 400), "Bar models").value
    made, wall = at_wall()
    qtbot.waitUntil(lambda: shows(wall))
    return made, wall, photo


@pytest.fixture
def slowly(monkeypatch):
    """Making a photo waits until it is let on."""
    go_on, begun, real = threading.Event(), threading.Event(), photo_answer.seal_photo

    def seal(app, content, longest, step):
        begun.set()
        go_on.wait(10)
        return real(app, content, longest, step)

    monkeypatch.setattr(photo_answer, "seal_photo", seal)
    yield go_on, begun
    go_on.set()
