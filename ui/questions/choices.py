"""Editors for choices: chips, a drop-down, the levels of a scale, a tick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout

from app import reference
from app.domain.levels import Level, Scale
from app.forms.definition import LiveChoice
from ui import theme
from ui.questions.editor import QuestionEditor
from ui.widgets.chips import ChoiceChips
from ui.widgets.choice import Choice
from ui.widgets.level_picker import LevelPicker
from ui.widgets.level_row import LevelRow
from ui.widgets.search_choice import SearchChoice
from ui.widgets.text import Words

MOST_CHIPS = 12
"""More choices than these stand in a drop-down: chips would fill the page."""
NOTHING_YET = "Nothing to choose from yet: what is offered depends on another answer."
ACKNOWLEDGED = "OK"  # what XLSForm keeps for a tick


class ChipsEditor(QuestionEditor):
    """Choices as chips, one of them or `several`; pressing one again takes it back."""

    wants_width = False

    def __init__(self, name: str, choices: Sequence[LiveChoice], *, several: bool) -> None:
        super().__init__()
        self.chips = ChoiceChips(_options(choices), name, several=several)
        self.column.addWidget(self.chips)
        self._follow()
        self.chips.chosen.connect(self._chosen)

    def show_value(self, value: str) -> None:
        self.chips.set_value(value.split())
        self._follow()

    def show_choices(self, choices: Sequence[LiveChoice]) -> None:
        self.chips.set_options(_options(choices))
        self._follow()

    def _chosen(self, values: tuple[str, ...]) -> None:
        self._follow()
        self.answered.emit(" ".join(values))

    def _follow(self) -> None:
        self.setFocusProxy(self.chips)


class DropDownEditor(QuestionEditor):
    """One of many choices; the blank one takes the answer back. A long list can be searched."""

    def __init__(self, name: str, choices: Sequence[LiveChoice], *, searched: bool = False) -> None:
        super().__init__()
        make = SearchChoice if searched or len(choices) > MOST_CHIPS else Choice
        self.choice = make(_with_blank(choices), name)
        self.column.addWidget(self.choice)
        self.setFocusProxy(self.choice)
        self.choice.chosen.connect(self.answered)

    def show_value(self, value: str) -> None:
        self.choice.set_value(value)

    def show_choices(self, choices: Sequence[LiveChoice]) -> None:
        self.choice.set_options(_with_blank(choices))


class LaterEditor(QuestionEditor):
    """One of choices that depend on another answer: none at first, chips, or a drop-down."""

    wants_width = False

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._value = ""
        self.inner: ChipsEditor | DropDownEditor | None = None
        self.nothing = Words(NOTHING_YET, "table", "text_muted", wrap=True)
        self.column.addWidget(self.nothing)

    def show_value(self, value: str) -> None:
        self._value = value
        if self.inner is not None:
            self.inner.show_value(value)

    def show_choices(self, choices: Sequence[LiveChoice]) -> None:
        kind = DropDownEditor if len(choices) > MOST_CHIPS else ChipsEditor
        self.nothing.setVisible(not choices)
        if not choices or not isinstance(self.inner, kind):
            self._drop()
        if choices and self.inner is None:
            self._make(choices)
        elif self.inner is not None:
            self.inner.show_choices(choices)
        if self.inner is not None:
            self.inner.show_value(self._value)

    def _make(self, choices: Sequence[LiveChoice]) -> None:
        if len(choices) > MOST_CHIPS:
            self.inner = DropDownEditor(self._name, choices)
        else:
            self.inner = ChipsEditor(self._name, choices, several=False)
        self.column.addWidget(self.inner)
        self.inner.show()
        self.setFocusProxy(self.inner)
        self.inner.answered.connect(self.answered)

    def _drop(self) -> None:
        if self.inner is not None:
            self.inner.hide()
            self.column.removeWidget(self.inner)
            self.inner.deleteLater()
            self.inner = None


class LevelEditor(QuestionEditor):
    """A level of a scale, with what each level means here."""

    def __init__(self, name: str, scale: str, choices: Sequence[LiveChoice]) -> None:
        super().__init__()
        self._name = name
        self._scale = scale
        self._made_for: tuple[LiveChoice, ...] = ()
        self.picker: LevelPicker | None = None
        self.show_choices(choices)

    def show_value(self, value: str) -> None:
        if self.picker is not None:
            self.picker.set_value(value)
            self.setFocusProxy(self.picker)

    def show_choices(self, choices: Sequence[LiveChoice]) -> None:
        if tuple(choices) == self._made_for or not choices:
            return
        before = self.picker
        self._made_for = tuple(choices)
        picker = self.picker = LevelPicker(scale_of(self._scale, choices), self._name)
        picker.chosen.connect(self._chosen)
        self.column.addWidget(picker)
        if before is not None:
            picker.set_value(before.value)
            before.hide()
            before.deleteLater()
        self.setFocusProxy(picker)

    def _chosen(self, value: str) -> None:
        if self.picker is not None:
            self.setFocusProxy(self.picker)
        self.answered.emit(value)


class LevelRowEditor(QuestionEditor):
    """A level in one line, for one phase of several; what the levels mean is said above it.

    The line is called by what is behind the comma of `name`: `Level, Key stage 1`.
    """

    def __init__(self, name: str, spoken: str, scale: str, choices: Sequence[LiveChoice]) -> None:
        super().__init__()
        self.scale = scale_of(scale, choices)
        self.row = LevelRow(self.scale, spoken)
        self.label = Words(name.rpartition(", ")[2], "table")
        self.label.setMinimumWidth(round(theme.em() * 6.5))
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.label)
        line.addWidget(self.row, 1)
        self.column.addLayout(line)
        self._follow()
        self.row.chosen.connect(self._chosen)

    def show_value(self, value: str) -> None:
        self.row.set_value(value.split())
        self._follow()

    def _chosen(self, values: tuple[str, ...]) -> None:
        self._follow()
        self.answered.emit("".join(values))

    def _follow(self) -> None:
        self.setFocusProxy(self.row)


class TickEditor(QuestionEditor):
    """Something to confirm."""

    wants_width = False

    def __init__(self, name: str) -> None:
        super().__init__()
        self.chips = ChoiceChips([(ACKNOWLEDGED, "Confirmed")], name, several=False)
        self.column.addWidget(self.chips)
        self.setFocusProxy(self.chips)
        self.chips.chosen.connect(lambda values: self.answered.emit("".join(values)))

    def show_value(self, value: str) -> None:
        self.chips.set_value([value])


def scale_of(key: str, choices: Sequence[LiveChoice]) -> Scale:
    """The scale that `choices` are the points of: those the scale calls levels, and the others.

    A scale that nobody described has its numbers for levels.
    """
    known = reference.scales().get(key)
    names = {level.value for level in known.levels} if known else None
    points = [Level(c.value, c.label, c.extra.get("descriptor", "")) for c in choices]
    levels = [p for p in points if (p.value in names if names else p.value.isdigit())]
    levels = levels or points
    return Scale(key, tuple(levels), tuple(p for p in points if p not in levels))


def _options(choices: Sequence[LiveChoice]) -> list[tuple[str, str]]:
    return [(choice.value, choice.label) for choice in choices]


def _with_blank(choices: Sequence[LiveChoice]) -> list[tuple[str, str]]:
    return [("", "Choose …"), *_options(choices)]
