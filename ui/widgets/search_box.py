"""The box to find things with: a magnifying glass, and the keys that lead to it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from ui import theme
from ui.widgets.text import KeyHints

_PAUSE = 120  # milliseconds without a key before the search starts


class SearchBox(QLineEdit):
    """Find as you type. `asked` carries the words after a short pause, or at once on Enter.

    `moved` carries 1 for Down and -1 for Up, for a list of results beneath it; `entered` is
    emitted on Enter alone, after `asked`.
    """

    asked = Signal(str)
    entered = Signal()
    moved = Signal(int)

    def __init__(self, placeholder: str, keys: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._keys = KeyHints([(keys, "")] if keys else ())
        self._keys.setParent(self)
        self._keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE)
        self._wait.timeout.connect(self._ask)
        self.textChanged.connect(self._typed)
        self._make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._ask()
            self.entered.emit()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_keys()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme.size("icon")
        picture = theme.picture("search", "text_muted", side, self.devicePixelRatioF())
        QPainter(self).drawPixmap(11, (self.height() - side) // 2, picture)

    def _typed(self, text: str) -> None:
        self._keys.setVisible(not text)
        self._wait.start()

    def _ask(self) -> None:
        self._wait.stop()
        self.asked.emit(self.text().strip())

    def _make_room(self) -> None:
        self.setTextMargins(theme.size("icon") + 8, 0, 0, 0)
        self._place_keys()

    def _place_keys(self) -> None:
        size = self._keys.sizeHint()
        self._keys.setGeometry(
            self.width() - size.width() - 10,
            (self.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )
