"""A line that says what was taken away and offers to bring it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.text import Words


class UndoLine(QWidget):
    """`Action removed. [Undo]`, hidden until there is something to undo; it serves the last one."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = Button("Undo", small=True)
        self._words = Words("", "table", "text_muted")
        self._bring_back: Callable[[], None] | None = None
        self.undo.clicked.connect(self._undo)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words)
        row.addWidget(self.undo)
        row.addStretch(1)
        self.hide()

    def offer(self, words: str, bring_back: Callable[[], None], *, focus: bool = True) -> None:
        """Say what was taken away; Undo calls `bring_back`.

        The keyboard goes to it, unless (`focus`) the person may be elsewhere by now.
        """
        self._bring_back = bring_back
        self._words.setText(words)
        self.show()
        if focus:
            self.undo.setFocus()
        announce(self, f"{words} Undo brings it back.")

    def _undo(self) -> None:
        bring_back, self._bring_back = self._bring_back, None
        self.hide()
        if bring_back is not None:
            bring_back()
