"""A level in one line: its numbers as chips, the chosen one with its word, and what is no level.

For several levels beneath each other, which share one explanation of what each level means; see
`ui.widgets.level_picker` for one level by itself. The keys are the same.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.domain.levels import Scale
from ui.widgets.chips import ChoiceChips

_ASIDE_KEYS = {Qt.Key.Key_0: 0, Qt.Key.Key_X: 1}


class LevelRow(ChoiceChips):
    """Chooses one level of `scale`, or one of its answers that are no level.

    `chosen` carries the value that is chosen, none where it was taken back. 1 to 9 choose a level,
    0 and X what is no level, Backspace takes the choice back, arrows move.
    """

    def __init__(self, scale: Scale, name: str) -> None:
        self._scale = scale
        numbers = [(level.value, str(at)) for at, level in enumerate(scale.levels, start=1)]
        aside = [(level.value, level.word) for level in scale.aside]
        super().__init__([*numbers, *aside], name, several=False)
        for level, chip in zip((*scale.levels, *scale.aside), self.chips, strict=True):
            meaning = ", ".join(part for part in (level.word, level.descriptor) if part)
            chip.setAccessibleName(f"{name}: {chip.text()}, {meaning}")
            chip.setToolTip(meaning)
        self._word()
        self.chosen.connect(self._word)

    def set_value(self, values: object) -> None:
        super().set_value(values)  # type: ignore[arg-type]  # as the chips take them
        self._word()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self.set_value(())
            self.chosen.emit(())
        elif not self._press(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _press(self, key: Qt.Key) -> bool:
        """Press the chip that belongs to a key; False where none does."""
        levels = len(self._scale.levels)
        chips = self.chips[levels:] if key in _ASIDE_KEYS else self.chips[:levels]
        at = _ASIDE_KEYS.get(key, key - Qt.Key.Key_1)
        if not 0 <= at < len(chips):
            return False
        chips[at].click()
        chips[at].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _word(self) -> None:
        """Say the word of the chosen level beside its number."""
        numbered = zip(self._scale.levels, self.chips, strict=False)
        for at, (level, chip) in enumerate(numbered, start=1):
            chip.setText(f"{at} {level.word}" if chip.isChecked() else str(at))
