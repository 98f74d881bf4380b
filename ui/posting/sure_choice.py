"""Saying that an address is right, although nothing here shows that it is the school's."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.announce import announce
from ui.widgets.check_box import CheckBox
from ui.widgets.field import FieldMessage
from ui.widgets.icon_line import IconLine

UNVOUCHED = "Nothing here shows that {} belongs to this school."
CHECKED = "I have checked it letter by letter"
TICK_FIRST = "Check the address, and tick that you did; or take it out above."


class SureChoice(QWidget):
    """A box to tick for addresses that nothing vouches for; hidden where there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._addresses: tuple[str, ...] = ()
        self.line = IconLine("triangle-alert", "due", "")
        self.tick = CheckBox(CHECKED)
        self.message = FieldMessage()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.line, self.tick, self.message):
            column.addWidget(part)
        self.hide()

    @property
    def addresses(self) -> frozenset[str]:
        """The addresses that a person said are right."""
        return frozenset(self._addresses if self.tick.isChecked() else ())

    def show_addresses(self, addresses: tuple[str, ...]) -> None:
        """Ask about these; what was said of others counts no more."""
        words = UNVOUCHED.format(" or ".join(addresses))
        if addresses != self._addresses:
            self._addresses = addresses
            self.tick.setChecked(False)
            self.message.set_sentence("")
            if addresses:
                announce(self, words)
        self.line.words.setText(words)
        self.line.setAccessibleName(words)
        self.tick.setAccessibleDescription(words)
        self.setVisible(bool(addresses))

    def check(self) -> bool:
        """Whether all that are asked about are said to be right; else that is asked for."""
        missing = bool(self._addresses) and not self.tick.isChecked()
        self.message.set_sentence(TICK_FIRST if missing else "")
        return not missing
