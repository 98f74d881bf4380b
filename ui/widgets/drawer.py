"""A drawer: a side panel that lies over the page where there is no room beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import Button
from ui.widgets.text import Words

_WIDEST = 0.85  # of what it lies over, so that the page is still seen to be there


class Drawer(QFrame):
    """Lies over the right side of `over`; Esc or the cross closes it, the keyboard goes back."""

    closed = Signal()

    def __init__(self, title: str, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setProperty("kind", "drawer")
        self.setAccessibleName(title)
        self.setAutoFillBackground(True)
        self._before: QWidget | None = None
        self._content: QWidget | None = None
        self._close = Button("", "x", "text", name="Close")
        self._close.clicked.connect(self.close_drawer)
        self._column = QVBoxLayout(self)
        self._build(title)
        over.installEventFilter(self)
        self.hide()

    def set_content(self, content: QWidget) -> None:
        """Put `content` into the drawer; whatever was in it is handed back without a parent."""
        self.take_content()
        self._content = content
        self._column.addWidget(content, 1)
        content.show()

    def take_content(self) -> QWidget | None:
        """Take the content out, for a place beside the page again."""
        content, self._content = self._content, None
        if content is not None:
            self._column.removeWidget(content)
            content.setParent(None)
        return content

    def open_drawer(self) -> None:
        """Slide in, without moving: it is simply there, with the keyboard."""
        self._before = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_drawer(self) -> None:
        """Close it and give the keyboard back to where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_drawer()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _build(self, title: str) -> None:
        padding = theme.space("card_padding")
        self._column.setContentsMargins(padding, 8, 8, padding)
        heading = QHBoxLayout()
        heading.addWidget(Words(title, "card_title"), 1)
        heading.addWidget(self._close)
        self._column.addLayout(heading)

    def _place(self) -> None:
        width = min(theme.size("side_panel"), round(self._over.width() * _WIDEST))
        self.setGeometry(self._over.width() - width, 0, width, self._over.height())
