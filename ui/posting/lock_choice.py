"""Whether the attached PDF is locked, and the password that is told in another way."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.usecases.outbox import fresh_password
from ui import theme
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.text import Words

TELL = (
    "Write it down and tell it by telephone, with its dashes and capitals. It is shown here only, "
    "is kept nowhere and is not in the message."
)


class LockChoice(QWidget):
    """A box to tick; once it is, a fresh password. `changed` says that more or less is shown."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tick = CheckBox("Protect the PDF with a password")
        self.shown = Words("", "section", strong=True)
        self._copy = Button("Copy the password", "copy", small=True)
        self._more = QWidget()
        self._build()
        self.tick.toggled.connect(self._toggle)
        self._copy.clicked.connect(self._take)

    @property
    def password(self) -> str:
        """The password, blank where the PDF is not to be locked."""
        return self.shown.text() if self.tick.isChecked() else ""

    def suggest(self) -> None:
        """Tick it beforehand, with a password at hand."""
        self._make()
        self.tick.setChecked(True)

    def _build(self) -> None:
        self.shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        more = QVBoxLayout(self._more)
        more.setContentsMargins(theme.size("icon") + 10, 0, 0, 0)
        more.setSpacing(6)
        more.addWidget(self.shown)
        more.addWidget(Words(TELL, "caption", "text_muted", wrap=True))
        more.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeft)
        self._more.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.tick)
        column.addWidget(self._more)

    def _toggle(self, wanted: bool) -> None:  # noqa: FBT001 - what the signal sends
        self._make()
        self._more.setVisible(wanted)
        if wanted:
            announce(self, f"{self.shown.accessibleName()}. {TELL}")
        self.changed.emit()

    def _make(self) -> None:
        if not self.shown.text():
            self.shown.setText(fresh_password())
            self.shown.setAccessibleName(f"Password: {' '.join(self.shown.text())}")

    def _take(self) -> None:
        QGuiApplication.clipboard().setText(self.shown.text())
