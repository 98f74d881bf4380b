"""What tests ask of the editor of a photo, and pictures as people bring them."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QFileDialog

from app.usecases.photos import photos_of
from ui.widgets.text import Words

NOTE = "/data/walls/note"
CONTROL = Qt.KeyboardModifier.ControlModifier


def a_copied_picture(width=900, height=600, colour="red"):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(colour)
    return image


def shows(wall):
    return wall.filled is not None and wall.filled.view.isVisible()


def in_progress(wall):
    return wall.progress is not None and wall.progress.isVisible()


def reminded(wall):
    said = [words for words in wall.findChildren(Words) if "No faces, no names" in words.text()]
    return any(words.isVisible() for words in said)


def wait_for_photo(qtbot, app, record_id, wall):
    qtbot.waitUntil(lambda: shows(wall) and not wall.answer.is_busy, timeout=10_000)
    (photo,) = photos_of(app, record_id)
    return photo


def choose(monkeypatch, path):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))


def dropped(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(9, 9), action, data, left, Qt.KeyboardModifier.NoModifier)
    event.data = data  # or it is gone before it is read
    return event
