"""The level picker: the levels of a scale as cards, and the answers that are no level beneath.

While any of them has the focus, 1 to 9 choose a level, 0 the first and X the second answer that
is no level (not seen today, does not apply), Backspace takes the choice back, arrows move, and
Space chooses. The cards stand four in a row, two by two where that would be too narrow or the
text is large.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.levels import Level, Scale
from ui import theme
from ui.widgets.chips import ARROWS, ChoiceChip
from ui.widgets.flow import EqualGrid, FlowLayout
from ui.widgets.level_card import LevelCard
from ui.widgets.text import KeyHints

_LARGE_TEXT = 150  # percent, from which cards want more room for their words
_ASIDE_KEYS = {Qt.Key.Key_0: 0, Qt.Key.Key_X: 1}


class LevelPicker(QWidget):
    """Chooses one level of `scale`, or one of its answers that are no level.

    `chosen` carries the value when the person changed it, blank where they took it back. `name`
    is the question, which the group is read out as.
    """

    chosen = Signal(str)

    def __init__(self, scale: Scale, name: str = "", *, hints: bool = True) -> None:
        super().__init__()
        self._scale = scale
        self._buttons: dict[str, QAbstractButton] = {}
        self._keys = KeyHints(self._hints())
        self.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._build_cards())
        column.addWidget(self._build_aside(hints=hints))
        self._set_policy()
        self._rove(self._entry())

    @property
    def value(self) -> str:
        """The value that is chosen, blank where nothing is."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    @property
    def cards(self) -> tuple[LevelCard, ...]:
        """The cards, from the lowest level."""
        return tuple(card for card in self._buttons.values() if isinstance(card, LevelCard))

    @property
    def aside(self) -> tuple[ChoiceChip, ...]:
        """The chips of the answers that are no level."""
        return tuple(chip for chip in self._buttons.values() if isinstance(chip, ChoiceChip))

    def set_value(self, value: str) -> None:
        """Show `value` as chosen, blank for nothing, without telling anybody."""
        for key, button in self._buttons.items():
            button.setChecked(key == value)
        self._rove(self._entry())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._keys.parentWidget() is not None:
            self._keys.setHidden(_is_large())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in ARROWS:
            self._move(ARROWS[key])
        elif key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self._choose("")
        elif (button := self._button_for(key)) is not None:
            button.click()
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def _build_cards(self) -> QWidget:
        levels = self._scale.levels
        holder = QWidget()
        four, gap = len(levels), theme.space("gap_between_controls")
        columns = sorted({four, (four + 1) // 2, 1}, reverse=True)
        grid = EqualGrid(holder, columns, _narrowest_card, gap)
        for place, level in enumerate(levels, start=1):
            card = LevelCard(level, place, four, holder)
            grid.addWidget(card)
            self._take(level, card)
        return _height_follows_width(holder)

    def _build_aside(self, *, hints: bool) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        flow = FlowLayout(None, theme.space("gap_between_controls"))
        for level in self._scale.aside:
            chip = ChoiceChip(level.word)
            flow.addWidget(chip)
            self._take(level, chip)
        row.addLayout(flow, 1)
        if hints:
            row.addWidget(self._keys, 0, Qt.AlignmentFlag.AlignRight)
            self._keys.setHidden(_is_large())
        return _height_follows_width(holder)

    def _hints(self) -> list[tuple[list[str], str]]:
        numbers = [str(place) for place in range(1, len(self._scale.levels) + 1)]
        hints = [(numbers, "choose")]
        aside = [key for key, _level in zip("0X", self._scale.aside, strict=False)]
        return [*hints, (aside, "no level")] if aside else hints

    def _take(self, level: Level, button: QAbstractButton) -> None:
        self._buttons[level.value] = button
        button.clicked.connect(lambda: self._pressed(level.value))

    def _pressed(self, value: str) -> None:
        self._choose(value if self._buttons[value].isChecked() else "")

    def _choose(self, value: str) -> None:
        self.set_value(value)
        self.chosen.emit(value)

    def _button_for(self, key: Qt.Key) -> QAbstractButton | None:
        buttons = self.aside if key in _ASIDE_KEYS else self.cards
        at = _ASIDE_KEYS.get(key, key - Qt.Key.Key_1)
        return buttons[at] if 0 <= at < len(buttons) else None

    def _move(self, step: int) -> None:
        buttons = tuple(self._buttons.values())
        here = next((at for at, button in enumerate(buttons) if button.hasFocus()), 0)
        there = buttons[(here + step) % len(buttons)]
        self._rove(there)
        there.setFocus(Qt.FocusReason.OtherFocusReason)

    def _entry(self) -> QAbstractButton:
        return self._buttons.get(self.value) or next(iter(self._buttons.values()))

    def _rove(self, entry: QAbstractButton) -> None:
        for button in self._buttons.values():
            policy = Qt.FocusPolicy.StrongFocus if button is entry else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        self.setFocusProxy(entry)

    def _set_policy(self) -> None:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


def _narrowest_card() -> float:
    return (14 if _is_large() else 8.5) * theme.em()


def _is_large() -> bool:
    return theme.look().text_percent >= _LARGE_TEXT


def _height_follows_width(widget: QWidget) -> QWidget:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
    return widget
