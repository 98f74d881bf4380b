"""The places that two people filled in: both versions, and a button to choose between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.buttons import Button, button_row
from ui.widgets.text import Words

if TYPE_CHECKING:
    from app.usecases.clashes import ClashLine, Version

SETTLED = "Settled: your choice stands."


class ClashList(QWidget):
    """One block for each place. `chosen(clash line, value)` asks that one version stands."""

    chosen = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Filled in by two people")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(14)
        self.blocks: list[ClashBlock] = []

    def show_lines(self, lines: Sequence[ClashLine]) -> None:
        """Show these places in place of what was shown."""
        self.hide()  # what is added to a hidden part is shown with it, and counts at once
        for block in self.blocks:
            block.deleteLater()
        self.blocks = [ClashBlock(line) for line in lines]
        for block in self.blocks:
            block.chosen.connect(self.chosen)
            self._column.addWidget(block)
        self.setVisible(bool(self.blocks))


class ClashBlock(QWidget):
    """One place: its question, the version that is shown, the others."""

    chosen = Signal(object, object)

    def __init__(self, line: ClashLine) -> None:
        from app.usecases.sharing_words import clash_words

        super().__init__()
        self.line = line
        what, *versions = clash_words(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Words(what, "body", wrap=True, strong=True))
        for words in versions:
            column.addWidget(Words(words, "table", wrap=True))
        self.buttons = [self._button(at, version) for at, version in enumerate(line.versions)]
        self._row = button_row(*self.buttons)
        self._settled = Words(SETTLED, "table", "done", wrap=True)
        self._settled.hide()
        column.addWidget(self._row, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._settled)

    def show_settled(self) -> None:
        """Say that one version was chosen."""
        self._row.hide()
        self._settled.show()

    def _button(self, at: int, version: Version) -> Button:
        whose = "mine" if version.mine else f"{version.who}’s"
        button = Button(f"Keep {whose}" if at == 0 else f"Use {whose}", small=True)
        button.setAccessibleDescription(f"{self.line.what}: {version.words}")
        button.clicked.connect(lambda: self.chosen.emit(self, version.value))
        return button
