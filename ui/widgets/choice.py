"""A drop-down list of choices with the kit's chevron."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter

from ui import theme


def dress_completions(completer: QCompleter) -> None:
    """Give the list beneath a line, of what may be meant, the look of a drop-down's."""
    popup = completer.popup()
    if popup is not None:
        popup.setProperty("kind", "completions")


class Choice(QComboBox):
    """One of several choices (value, words). `chosen` carries the value the person chose.

    The wheel does nothing while it is closed: scrolling a page must not change an answer.
    """

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]] = (), name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.set_options(options)
        self.activated.connect(lambda _row: self.chosen.emit(self.value))

    @property
    def value(self) -> str:
        """The value that is chosen, blank where there is none."""
        return str(self.currentData() or "")

    def set_value(self, value: str) -> None:
        """Show `value` as chosen, without telling anybody; nothing where it is not offered."""
        self.setCurrentIndex(self.findData(value))

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other options; what is chosen and still offered stays chosen."""
        before = self.value
        self.clear()
        for value, words in options:
            self.addItem(words, value)
        self.set_value(before or (options[0][0] if options else ""))

    def set_groups(self, groups: Iterable[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        """Offer options below headings, which cannot be chosen; a blank heading is not shown."""
        before, first = self.value, ""
        self.clear()
        for heading, options in groups:
            if heading:
                self._add_heading(heading)
            for value, words in options:
                self.addItem(words, value)
                first = first or value
        self.set_value(before or first)

    def _add_heading(self, words: str) -> None:
        self.addItem(words)
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        heading = model.item(self.count() - 1)
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme.size("icon")
        role = "text" if self.isEnabled() else "text_disabled"
        picture = theme.picture("chevron-down", role, side, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.drawPixmap(self.width() - side - 8, (self.height() - side) // 2, picture)
