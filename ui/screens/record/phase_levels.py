"""One level for each phase: what each level means, once, and beneath it a line for each phase."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.levels import Level, Scale
from app.forms.definition import Item, Question
from ui import theme
from ui.widgets.flow import EqualGrid
from ui.widgets.text import KeyHints, Words

_LEVEL = "_level_"


def is_phase_level(item: Item) -> bool:
    """Whether an item asks for the level of one phase, such as `QA4_level_ks1`."""
    return isinstance(item, Question) and bool(item.marks.level) and _LEVEL in item.name


class PhaseLevels(QWidget):
    """Holds the levels of a prompt by phase; `put` shows them in order.

    `told` is what the form says beside the level: what to look for, and of which phase what.
    """

    def __init__(self, told: Sequence[str] = ()) -> None:
        super().__init__()
        self._told = told
        self._legend: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def put(self, rows: list[QWidget], scale: Scale | None) -> None:
        """Show `rows` beneath what the levels of `scale` mean."""
        if self._legend is None and scale is not None:
            self._legend = _legend(scale, self._told)
            self._column.addWidget(self._legend)
        first = 1 if self._legend is not None else 0
        for at, row in enumerate(rows, start=first):
            if self._column.indexOf(row) != at:
                self._column.insertWidget(at, row)


def level_for_all(item: Item) -> str:
    """The name of the level that those by phase stand for: `QA4_level` for `QA4_level_ks1`."""
    return item.name.rpartition(_LEVEL)[0] + _LEVEL.rstrip("_")


def _legend(scale: Scale, told: Sequence[str]) -> QWidget:
    """The levels side by side, each with its number, its word and what it means here."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 2)
    column.setSpacing(6)
    for words in filter(None, told):
        column.addWidget(Words(words, "caption", "text_muted", wrap=True))
    top = QHBoxLayout()
    top.addWidget(Words("What each level means", "caption", strong=True), 1)
    numbers = [str(at) for at in range(1, len(scale.levels) + 1)]
    top.addWidget(KeyHints([(numbers, "choose"), (("0", "X"), "no level")]))
    column.addLayout(top)
    cells = QWidget()
    four = len(scale.levels)
    columns = sorted({four, (four + 1) // 2, 1}, reverse=True)
    grid = EqualGrid(cells, columns, lambda: theme.em() * 8.5, theme.space("gap_between_controls"))
    for at, level in enumerate(scale.levels, start=1):
        grid.addWidget(_meaning(at, level))
    column.addWidget(cells)
    return holder


def _meaning(number: int, level: Level) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(Words(f"{number} {level.word}", "caption", strong=True))
    column.addWidget(Words(level.descriptor, "caption", "text_muted", wrap=True))
    column.addStretch(1)
    column.setAlignment(Qt.AlignmentFlag.AlignTop)
    return holder
