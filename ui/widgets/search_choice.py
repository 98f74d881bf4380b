"""A drop-down list of many choices that can be searched by typing any part of one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from ui.widgets.choice import Choice

_ARRIVING = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
}


class SearchChoice(Choice):
    """As `Choice`; typing offers what has those letters anywhere in it.

    What was typed and is no choice gives way to the answer that stood there before.
    """

    def __init__(self, options: Sequence[tuple[str, str]] = (), name: str = "") -> None:
        super().__init__(options, name)
        self._line = QLineEdit()
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(12)  # a long choice must not widen the page
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        completer = self.completer()
        assert isinstance(completer, QCompleter)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._line.setAccessibleName(name)
        self._line.returnPressed.connect(self._settle)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in _ARRIVING:
            self._line.selectAll()  # so that typing takes the place of what stands there

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:  # not to its own list
            self._settle()

    def _settle(self) -> None:
        """Take what was typed as the choice it names, or show the choice that stands."""
        typed = self._line.text().strip()
        found = self._found(typed) if typed else -1
        if found >= 0 and found != self.currentIndex():
            self.setCurrentIndex(found)
            self.chosen.emit(self.value)
        self.setEditText(self.itemText(self.currentIndex()))

    def _found(self, typed: str) -> int:
        """The row that `typed` names: by all of its words, or by a part that no other has."""
        whole = self.findText(typed, Qt.MatchFlag.MatchFixedString)
        if whole >= 0:
            return whole
        parts = [at for at in range(self.count()) if typed.casefold() in self._words_at(at)]
        return parts[0] if len(parts) == 1 else -1

    def _words_at(self, row: int) -> str:
        return self.itemText(row).casefold()
