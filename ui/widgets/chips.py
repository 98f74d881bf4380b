"""Chips: small states that are only read, and choices that are pressed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import theme
from ui.widgets.flow import FlowLayout

STATE_ICONS = {
    "done": "check",
    "due": "circle-dashed",
    "late": "circle-alert",
    "clash": "git-compare",
    "neutral": "circle",
    "soft": "circle-dot",
}
ARROWS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_BACKGROUNDS = {"soft": "soft"}
_WORDS = {"soft": "on_soft"}
_SIDE = 8  # pixels of room left and right of the words


class StateChip(QWidget):
    """A state in words on its colour, with its icon: `done`, `due`, `late`, `clash`, `neutral`.

    `soft` is for what is going on now. Not a control: nothing happens when it is pressed.
    """

    def __init__(self, kind: str, text: str, icon: str | None = None) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(kind, text, icon)

    @property
    def text(self) -> str:
        """The words."""
        return self._text

    def set_state(self, kind: str, text: str, icon: str | None = None) -> None:
        """Show another state; `icon` is blank for none, None for the one of its kind."""
        self._kind, self._text = kind, text
        self._icon = STATE_ICONS[kind] if icon is None else icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self._text, self._icon)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, self.rect(), self._kind, self._text, self._icon)


def chip_size(text: str, icon: str = "") -> QSize:
    """The room in pixels that a state chip takes."""
    metrics = QFontMetrics(theme.font("caption", strong=True))
    width = metrics.horizontalAdvance(text) + 2 * _SIDE
    if icon:
        width += _icon_side() + 5
    return QSize(width, metrics.height() + 6)


def paint_chip(painter: QPainter, rect: QRect, kind: str, text: str, icon: str = "") -> None:
    """Paint a state chip into `rect`; for the delegates of lists and tables too."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(_BACKGROUNDS.get(kind, f"{kind}_bg")))
    painter.drawRoundedRect(rect, theme.radius("chip"), theme.radius("chip"))
    words = rect.adjusted(_SIDE, 0, -_SIDE, 0)
    role = _WORDS.get(kind, kind)
    if icon:
        side = _icon_side()
        picture = theme.picture(icon, role, side, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPoint(words.x(), rect.y() + (rect.height() - side) // 2), picture)
        words.adjust(side + 5, 0, 0, 0)
    painter.setFont(theme.font("caption", strong=True))
    painter.setPen(theme.colour(role))
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    painter.restore()


class ChoiceChip(QPushButton):
    """One choice that can be pressed in: soft with a tick while it is."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.toggled.connect(self._tick)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in ARROWS:  # the group moves them, in its own order
            event.ignore()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._tick(self.isChecked())

    def _tick(self, checked: bool) -> None:  # noqa: FBT001 - what the signal sends
        if checked:
            self.setIcon(theme.icon("check", "on_soft"))
            self.setIconSize(theme.icon_size(gap=4))
        else:
            self.setIcon(QIcon())


class ChoiceChips(QWidget):
    """Choices as chips, one or several at a time; Tab enters the group, arrows move within it.

    `chosen` carries the chosen values, in the order of the options, when the person changed them.
    Where only one may be chosen, pressing it again takes the choice back.
    """

    chosen = Signal(tuple)

    def __init__(
        self, options: Sequence[tuple[str, str]], name: str, *, several: bool = True
    ) -> None:
        super().__init__()
        self._several = several
        self._chips: dict[str, ChoiceChip] = {}
        self._flow = FlowLayout(self, theme.space("gap_between_controls") - 2)
        self.setAccessibleName(name)
        self._name = name
        self.set_options(options)

    @property
    def value(self) -> tuple[str, ...]:
        """The values that are chosen, in the order of the options."""
        return tuple(value for value, chip in self._chips.items() if chip.isChecked())

    @property
    def chips(self) -> tuple[ChoiceChip, ...]:
        """The chips in their order."""
        return tuple(self._chips.values())

    def set_value(self, values: Sequence[str]) -> None:
        """Show `values` as chosen, without telling anybody."""
        for value, chip in self._chips.items():
            chip.setChecked(value in values)
        self._rove(self._entry())

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other options (value, words); what is chosen and still offered stays chosen."""
        before = self.value
        while item := self._flow.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._chips = {value: self._chip(value, words) for value, words in options}
        self.set_value(before)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = ARROWS.get(Qt.Key(event.key()))
        if step is None or not self._chips:
            super().keyPressEvent(event)
            return
        chips = self.chips
        here = next((at for at, chip in enumerate(chips) if chip.hasFocus()), 0)
        there = chips[(here + step) % len(chips)]
        self._rove(there)
        there.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chip(self, value: str, words: str) -> ChoiceChip:
        chip = ChoiceChip(words)
        chip.setAccessibleName(f"{self._name}: {words}")
        chip.clicked.connect(lambda: self._pressed(value))
        self._flow.addWidget(chip)
        return chip

    def _pressed(self, value: str) -> None:
        if not self._several:
            for other, chip in self._chips.items():
                if other != value:
                    chip.setChecked(False)
        self._rove(self._chips[value])
        self.chosen.emit(self.value)

    def _entry(self) -> ChoiceChip | None:
        chips = self.chips
        return next((chip for chip in chips if chip.isChecked()), chips[0] if chips else None)

    def _rove(self, entry: ChoiceChip | None) -> None:
        for chip in self.chips:
            takes_tab = chip is entry
            chip.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if takes_tab else Qt.FocusPolicy.ClickFocus
            )
        self.setFocusProxy(entry)  # type: ignore[arg-type]  # the stubs forget None


def _icon_side() -> int:
    return round(theme.size("icon") * 7 / 9)
