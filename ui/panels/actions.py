"""Agreed actions: what, who by role, by when, how we will know, support, how likely it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.actions import MOST_ACTIONS, Action, Confidence
from app.domain.changes import Done
from app.usecases.actions import add_action, change_action, put_back_action, remove_action
from ui.panels.fields import field, line, show_words
from ui.panels.panel import EditedPanel
from ui.panels.role_choice import role_choice
from ui.panels.row_editor import RowEditor, Verb
from ui.widgets.chips import ChoiceChips
from ui.widgets.date_time import DateField
from ui.widgets.text_box import GrowingText

_CONFIDENCE = [(level.value, level.label) for level in Confidence]
_FULL = f"{MOST_ACTIONS} actions are agreed, and more are seldom kept."


class ActionRow(RowEditor):
    """One agreed action. `strand` and `carried_from` of a new one come from where it was made."""

    strand = ""
    carried_from = ""
    needs = "Not kept yet: say what is to be done."

    def build(self) -> None:
        self.what = GrowingText(lines=1, name="What is to be done")
        self._who = role_choice("Who does it, by role")
        self._by = DateField("By when", self.live.app.today)
        self._known_by = GrowingText(lines=1, name="How we will know")
        self._support = line("Support from us")
        self._confidence = ChoiceChips(_CONFIDENCE, "How sure we are", several=False)
        self.fields.addWidget(field("What", self.what))
        self.fields.addWidget(_side_by_side(field("Who", self._who), field("By when", self._by)))
        self.fields.addWidget(field("How we will know", self._known_by))
        support = field("Support from us", self._support)
        sure = field("How sure are we?", self._confidence)
        self.fields.addWidget(_side_by_side(support, sure))
        self._connect()

    def values(self) -> Mapping[str, Any]:
        chosen = self._confidence.value
        return {
            "what": self.what.text.strip(),
            "who": self._who.value,
            "by": self._by.value,
            "known_by": self._known_by.text.strip(),
            "support": self._support.text().strip(),
            "confidence": Confidence(chosen[0]) if chosen else None,
        }

    def show_row(self, row: Action) -> None:
        self.title.setText(row.reference)
        for box, words in ((self.what, row.what), (self._known_by, row.known_by)):
            if box.text.strip() != words:
                box.set_text(words)
        self._who.set_value(row.who)
        self._by.set_value(row.by)
        show_words(self._support, row.support)
        self._confidence.set_value([row.confidence.value] if row.confidence else [])

    def is_worth_keeping(self) -> bool:
        return bool(self.what.text.strip())

    def add(self, values: Mapping[str, Any]) -> tuple[Verb, tuple[Any, ...], Mapping[str, Any]]:
        made_of = {"strand": self.strand, "carried_from": self.carried_from}
        return add_action, (self.live.opened.record.id,), {**values, **made_of}

    def change(self) -> Verb:
        return change_action

    def first_field(self) -> QWidget:
        return self.what

    def _connect(self) -> None:
        self.what.textChanged.connect(self.touched)
        self._known_by.textChanged.connect(self.touched)
        self._support.textEdited.connect(self.touched)
        self._who.chosen.connect(self.touched)
        self._by.changed.connect(self.touched)
        self._confidence.chosen.connect(self.touched)

    def _as_it_stands(self) -> Any:
        standing = super()._as_it_stands()
        return standing if standing.what else replace(standing, what=self.row.what)


class ActionsPanel(EditedPanel):
    """The actions agreed at this record, at most five."""

    add_words = "Add an action"
    removed_words = "Action removed."

    def build(self) -> None:
        super().build()
        self.empty.setText("No actions yet. Agree up to five at each visit.")

    def show_rows(self) -> None:
        super().show_rows()
        self.add_button.set_reason(_FULL if len(self.editors) >= MOST_ACTIONS else "")

    def add_row(self) -> RowEditor:
        editor = super().add_row()
        self.add_button.set_reason(_FULL if len(self.editors) >= MOST_ACTIONS else "")
        return editor

    def kept_rows(self) -> Sequence[Action]:
        return self.live.rows.actions

    def editor(self, row: Action | None, number: int) -> ActionRow:
        return ActionRow(self.live, row, f"Action {number}")

    def remover(self) -> Callable[..., Done[Any]]:
        return remove_action

    def restorer(self) -> Callable[..., Done[Any]]:
        return put_back_action

    def make(self, words: str, strand: str) -> ActionRow | None:
        """A new action that begins with `words`, chosen so that typing replaces them.

        None where five are agreed already.
        """
        if len(self.editors) >= MOST_ACTIONS:
            return None
        editor = self.add_row()
        assert isinstance(editor, ActionRow)
        editor.strand = strand
        editor.what.setPlainText(words)
        editor.what.selectAll()
        return editor


def _side_by_side(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    for widget in widgets:
        row.addWidget(widget, 1)
    return holder
