"""The cards of a section: a prompt, a question, short questions side by side, a panel."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.forms.definition import Effect, Group, Item, Question, Repeat
from app.usecases.prompt_states import PromptState, prompt_at
from ui.live_record import LiveRecord
from ui.panels.panel import Panel
from ui.questions.block import QuestionBlock, private_mark
from ui.screens.record.items_column import ItemsColumn, repeat_rows
from ui.screens.record.outline import (
    CardKind,
    CardPlan,
    code_of,
    panel_of,
    panel_rows,
    questions_in,
)
from ui.screens.record.repeat_rows import RepeatRows
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.chips import StateChip
from ui.widgets.text import Words, show_wording

AT_RISK = "at-risk"
"""The appearance of a note that says what to do when a child may be at risk."""
Content = ItemsColumn | RepeatRows | Panel
_CHIPS = {
    PromptState.NOT_LOOKED: ("neutral", "circle"),
    PromptState.MORE_NEEDED: ("due", "circle-dashed"),
    PromptState.RATED: ("done", "circle-check"),
    PromptState.NOT_SEEN: ("neutral", "eye-off"),
    PromptState.NOT_APPLYING: ("neutral", "minus"),
}
MakePanel = Callable[[LiveRecord, str, str], Panel | None]


class RecordCard(Card):
    """One card of a section. `action_asked(ref)` wishes for an action made from it.

    `at_risk_asked` wishes to be told whom to tell of a child at risk, where a note says to.
    """

    action_asked = Signal(str)
    at_risk_asked = Signal()

    def __init__(
        self, live: LiveRecord, plan: CardPlan, section: str, make_panel: MakePanel
    ) -> None:
        self.plan = plan
        self.ref: str = plan.item.path
        self._live = live
        self._short = plan.kind in {CardKind.SHORT, CardKind.NOTE}
        super().__init__("" if self._short else live.session.label(self.ref), style="question")
        if not self._short:
            show_wording(self.title, live.session.wording(self.ref), self.title.text())
        room = self._stripe.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # so that nothing moves when the keyboard comes
        self._stripe.setSizePolicy(room)
        self._state = Words("", "caption", "text_muted")
        self._state.setContentsMargins(0, 4, 0, 0)
        self._chip = StateChip("due", "Not answered yet")
        self.content = self._content(section, make_panel)
        self._fill()

    def blocks(self) -> Iterator[QuestionBlock]:
        """The questions of the card that are asked now."""
        return iter(()) if isinstance(self.content, Panel) else self.content.blocks()

    def stops(self) -> list[QWidget]:
        """Where Ctrl+Down stops in this card: each short question, or the card's beginning."""
        if isinstance(self.content, Panel):
            return [self.content.entry()]
        if isinstance(self.content, RepeatRows):
            return self.content.stops()
        if not self._short:
            entry = self.entry(self.ref)
            return [entry.editor] if entry is not None and not entry.is_note else []
        return [block.editor for block in self.blocks() if not block.is_note]

    def holds(self, ref: str) -> bool:
        """Whether the question, group or row at `ref` stands in this card."""
        return any(_within(ref, item.path) for item in self.plan.items)

    def entry(self, ref: str) -> QuestionBlock | None:
        """Where the keyboard goes that wants to `ref`: to the level, where that is the prompt."""
        if isinstance(self.content, ItemsColumn | RepeatRows):
            self.content.reveal(ref)
        blocks = list(self.blocks())
        asked = [block for block in blocks if not block.is_note] or blocks
        levels = [block for block in asked if block.asking.question.marks.level]
        if ref == self.ref and levels:
            return levels[0]
        return self.block_of(ref) or next(iter(asked), None)

    def first_row_button(self, ref: str) -> QWidget | None:
        """The way to a first row, where `ref` is a repeat of this card that has none yet."""
        found = (rows for rows in self.findChildren(RepeatRows) if rows.ref == ref)
        return next((stop for rows in found if rows.is_empty for stop in rows.stops()), None)

    def block_of(self, ref: str) -> QuestionBlock | None:
        """The question at `ref`, or the first below it; None where there is none."""
        found = (block for block in self.blocks() if _within(block.ref, ref))
        return next(found, None)

    def release(self) -> None:
        """Let go of a panel: it holds rows that may still have to be kept, and is drawn again."""
        if isinstance(self.content, Panel):
            self.content.hide()
            self.content.setParent(None)

    def follow(self, effect: Effect) -> None:
        """Show what an act changed in this card."""
        if isinstance(self.content, ItemsColumn | RepeatRows):
            self.content.follow(effect)
        if self.ref in effect.labels:
            session = self._live.session
            show_wording(self.title, session.wording(self.ref), session.label(self.ref))

    def leave(self) -> None:
        """The keyboard went on from it: what its answers still lack may be said from now on."""
        if isinstance(self.content, ItemsColumn | RepeatRows):
            self.content.show_evidence(left=True)

    def refresh(self) -> None:
        """Show what is needed of the card now, and whether it is asked at all."""
        session = self._live.session
        asked = any(session.is_relevant(item.path) for item in self.plan.items)
        if self.isHidden() == asked:
            self.setVisible(asked)
        missing = [p for item in self.plan.items for p in session.problems_of(item.path)]
        prompt = prompt_at(session, self.plan.item)
        if prompt is not None and prompt.state_ref:
            kind, icon = _CHIPS[prompt.state]
            self._chip.set_state(kind, prompt.words, icon)
            self._chip.show()
            self._state.setText(prompt.code)
            return
        self._chip.setVisible(bool(missing) and not self._short)
        if missing:
            self._chip.set_state("due", "Not answered yet" if not self._begun() else "Not complete")
        self._state.setText("" if missing else self._state_words())

    def _content(self, section: str, make_panel: MakePanel) -> Content:
        item = self.plan.item
        panel = make_panel(self._live, panel_of(item), self.ref) if panel_of(item) else None
        if panel is not None:
            return panel
        if isinstance(item, Repeat):
            return repeat_rows(self._live, item, item.path)
        if isinstance(item, Group):
            return ItemsColumn(self._live, item.items, item.path, item.path)
        return ItemsColumn(self._live, self.plan.items, section, section, named=self._short)

    def _fill(self) -> None:
        if not self._short:
            for widget in (self._state, self._chip):
                self.heading.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.content)
        self.content.show()
        if any(AT_RISK in q.appearance for item in self.plan.items for q in questions_in(item)):
            self._add_at_risk_button()
        if self._is_private():
            self.body.addWidget(private_mark())
        if self.plan.kind is CardKind.GROUP and self._live.is_draft and self._agrees_actions():
            self._add_action_button()

    def _add_at_risk_button(self) -> None:
        button = Button("Show whom to tell", "life-buoy", small=True)
        button.clicked.connect(self.at_risk_asked)
        self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_action_button(self) -> None:
        button = Button("Make an action from this", "plus", small=True)
        button.clicked.connect(lambda: self.action_asked.emit(self.ref))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button)
        self.body.addLayout(row)

    def _agrees_actions(self) -> bool:
        """Whether the form has a panel that an action could be made in."""
        questions = self._live.opened.definition.questions()
        return any(panel_of(question) == "actions" for question in questions)

    def _state_words(self) -> str:
        needed = "needed to finish" if self._needed() else ""
        return " · ".join(part for part in (code_of(self.plan.item), needed) if part)

    def _needed(self) -> bool:
        session = self._live.session
        if isinstance(self.plan.item, Repeat):
            return session.is_required(self.ref)
        asked = [q for item in self.plan.items for q in questions_in(item)]
        return any(session.is_required(q.path) for q in asked if session.is_relevant(q.path))

    def _begun(self) -> bool:
        panel = panel_of(self.plan.item)
        if panel:
            return panel_rows(self._live.rows, panel) > 0
        if isinstance(self.plan.item, Repeat):
            return bool(self._live.session.rows(self.ref))
        return any(self._live.session.value(block.ref) for block in self.blocks())

    def _is_private(self) -> bool:
        items: tuple[Item, ...] = self.plan.items
        return any(isinstance(item, Question) and item.marks.private for item in items)


def _within(ref: str, path: str) -> bool:
    return ref == path or ref.startswith((f"{path}/", f"{path}["))
