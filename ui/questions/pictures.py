"""Pictures that a form shows: beside a question's words, and of the choices it offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImageReader, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.forms.definition import LiveChoice
from ui import theme
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Words

_MOST_PIXELS = 4_000_000  # what import keeps is far smaller; a file may have come another way
_WIDEST = 30  # ems of a question's picture
_HIGHEST = 18
_CHOICE = 7  # ems of the picture of a choice, either way


def picture_of(content: bytes | None) -> QPixmap | None:
    """The picture in `content`; None where there is none that can be shown."""
    if not content:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _MOST_PIXELS:
        return None
    image = reader.read()
    return None if image.isNull() else QPixmap.fromImage(image)


def _shown(picture: QPixmap, name: str, wide: float, high: float) -> QLabel:
    """A label with the picture, no larger than so many ems, and never larger than it is."""
    label = QLabel()
    width = min(round(wide * theme.em()), picture.width())
    height = min(round(high * theme.em()), picture.height())
    kept = Qt.AspectRatioMode.KeepAspectRatio
    smooth = Qt.TransformationMode.SmoothTransformation
    label.setPixmap(picture.scaled(width, height, kept, smooth))
    label.setAccessibleName(name)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return label


def question_picture(content: bytes | None, name: str) -> QLabel | None:
    """The picture beside the words of a question called `name`."""
    picture = picture_of(content)
    return None if picture is None else _shown(picture, f"Picture: {name}", _WIDEST, _HIGHEST)


class ChoicePictures(QWidget):
    """The pictures of choices, each with what it is called beneath; hidden where there are none."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        super().__init__()
        self._pictures = pictures
        self._made_for: tuple[tuple[str, str], ...] = ()
        self._flow = FlowLayout(self, 14, line_gap=8, top=True)
        self.hide()

    def show_choices(self, choices: Sequence[LiveChoice]) -> None:
        """Show the pictures of these choices in place of those before."""
        wanted = tuple((choice.label, choice.image) for choice in choices if choice.image)
        if wanted == self._made_for:
            return
        self._made_for = wanted
        while item := self._flow.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for label, image in wanted:
            picture = picture_of(self._pictures.get(image))
            if picture is not None:
                self._flow.addWidget(_captioned(picture, label))
        self.setVisible(self._flow.count() > 0)


def _captioned(picture: QPixmap, label: str) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(_shown(picture, f"Picture: {label}", _CHOICE, _CHOICE))
    column.addWidget(Words(label, "caption", "text_muted"))
    return holder
