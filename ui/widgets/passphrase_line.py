"""The line for a passphrase: hidden or shown, with a word when the capitals are locked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import Button
from ui.widgets.field import FieldMessage
from ui.widgets.text import restyle

CAPITALS = "Caps Lock seems to be on."


class _Line(QLineEdit):
    capitals = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if len(typed) == 1 and typed.isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.capitals.emit(typed.isupper() != shift)
        super().keyPressEvent(event)


class PassphraseLine(QWidget):
    """A passphrase, hidden until the eye is pressed. `entered` is emitted on Enter."""

    entered = Signal()
    edited = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.line = _Line()
        self.line.setAccessibleName(name)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye = Button("", icon="eye", name="Show what is typed")
        self._hint = FieldMessage()
        self._build()
        self.setFocusProxy(self.line)
        self.eye.clicked.connect(self._toggle)
        self.line.returnPressed.connect(self.entered)
        self.line.textChanged.connect(self.edited)
        self.line.capitals.connect(
            lambda on: self._hint.set_sentence(CAPITALS if on else "", "due")
        )

    @property
    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def forget(self) -> None:
        """Empty it and hide again."""
        self.line.clear()
        self.line.setEchoMode(QLineEdit.EchoMode.Normal)
        self._toggle()

    def set_error(self, *, wrong: bool) -> None:
        """Show or take away the red edge."""
        self.line.setProperty("error", wrong)
        restyle(self.line)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.space("gap_between_controls"))
        row.addWidget(self.line, 1)
        row.addWidget(self.eye)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("gap_label_to_field"))
        column.addLayout(row)
        column.addWidget(self._hint)

    def _toggle(self) -> None:
        hidden = self.line.echoMode() == QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self.eye.set_icon("eye-off" if hidden else "eye")
        words = "Hide what is typed" if hidden else "Show what is typed"
        self.eye.setAccessibleName(words)
        self.eye.setToolTip(words)
