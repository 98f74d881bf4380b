"""The questions of a card, one beneath the other; chips and short fields stand side by side.

Questions that are not asked have no widgets; they get them when they are first asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.levels import Scale
from app.forms.definition import Effect, Group, Item, Question, Repeat
from app.usecases.prompt_states import evidence_among
from ui.live_record import LiveRecord
from ui.questions.block import QuestionBlock
from ui.questions.choices import LevelRowEditor
from ui.questions.making import Asking, is_chips, is_short
from ui.screens.record.phase_levels import PhaseLevels, is_phase_level, level_for_all
from ui.screens.record.repeat_rows import RepeatRows
from ui.widgets.flow import FlowLayout
from ui.widgets.tab_order import follow_layout
from ui.widgets.text import Words

NO_EVIDENCE = "No evidence given yet: what did you see?"
_SIDE_BY_SIDE = 16  # pixels between two questions in one line
_BENEATH = 10  # pixels between two such lines


class _Part:
    """Items that are drawn together: one by itself, or a run that flows. `widget` once drawn."""

    def __init__(self, items: tuple[Item, ...], *, flows: bool) -> None:
        self.items = items
        self.flows = flows
        self.widget: QWidget | None = None
        self.drawn: dict[str, QWidget] = {}


class ItemsColumn(QWidget):
    """Draws `items`, which stand at `ref` where the form calls it `path`.

    `named` is False where the card says the only question's label already.
    """

    def __init__(
        self, live: LiveRecord, items: tuple[Item, ...], path: str, ref: str, *, named: bool = True
    ) -> None:
        super().__init__()
        self._live = live
        self._path = path
        self._ref = ref
        self._named = named
        self._headed = 0
        self._parts = [_Part(run, flows=flows) for flows, run in _runs(items)]
        self._inner: list[ItemsColumn | RepeatRows] = []
        self._evidence = evidence_among(items) if live.is_draft else None
        self._seen: QuestionBlock | None = None
        self._was_left = self._lacks_evidence()  # when the record was left, or the section
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.sync()

    def head(self, title: str) -> None:
        """Put a title above the questions."""
        self._column.insertWidget(0, Words(title, "body", strong=True, wrap=True))
        self._headed = 1

    def reveal(self, ref: str) -> None:
        """Draw what stands at `ref`, where it is a row that is not drawn yet."""
        for inner in self._inner:
            inner.reveal(ref)

    def blocks(self) -> Iterator[QuestionBlock]:
        """The questions that are drawn and asked, in order."""
        for part in self._parts:
            for item in part.items:
                widget = part.drawn.get(self._ref_of(item))
                if widget is not None and not widget.isHidden():
                    yield from _blocks_in(widget)

    def follow(self, effect: Effect) -> None:
        """Show what an act changed."""
        if effect.shown or effect.hidden or effect.rows:
            self.sync()
        for block in self.blocks():
            block.follow(effect)
        self.show_evidence()

    def show_evidence(self, *, left: bool = False) -> None:
        """Say quietly where a level has no evidence, once the keyboard has `left` it for others."""
        self._was_left = self._was_left or left
        self._say_evidence()
        for inner in self._inner:
            inner.show_evidence(left=left)

    def sync(self) -> None:
        """Draw what is asked now, hide what is not."""
        drawn = sum(len(part.drawn) for part in self._parts)
        for part in self._parts:
            for item in part.items:
                self._sync_item(part, item)
            if part.widget is not None:
                part.widget.setVisible(any(not w.isHidden() for w in part.drawn.values()))
        self._name_levels()
        self._say_evidence()
        if drawn and drawn != sum(len(part.drawn) for part in self._parts):
            follow_layout(self)

    def _sync_item(self, part: _Part, item: Item) -> None:
        ref = self._ref_of(item)
        asked = self._live.session.is_relevant(ref)
        drawn = part.drawn.get(ref)
        if drawn is not None:
            if drawn.isHidden() == asked:
                drawn.setVisible(asked)
            if asked and isinstance(drawn, ItemsColumn | RepeatRows):
                drawn.sync()
        elif asked:
            part.drawn[ref] = drawn = self._draw(item, ref)
            self._note(item, drawn)
            self._place(part)
            drawn.show()  # what is put into a page on screen is hidden until it is asked

    def _note(self, item: Item, drawn: QWidget) -> None:
        if isinstance(drawn, ItemsColumn | RepeatRows):
            self._inner.append(drawn)
        elif isinstance(drawn, QuestionBlock) and self._evidence is not None:
            self._seen = drawn if item.path == self._evidence.seen else self._seen

    def _draw(self, item: Item, ref: str) -> QWidget:
        if isinstance(item, Repeat):
            return repeat_rows(self._live, item, ref)
        if isinstance(item, Group):
            return _titled(self._live, item, ref)
        phase = is_phase_level(item)
        asking = Asking(self._live.session, item, ref, self._live.app.today, phase, self._live)
        last = self._live.opened.last_answers.get(item.name) if item.marks.carry else None
        locked = not self._live.is_draft
        named = self._named and not phase
        pictures = self._live.opened.pictures
        block = QuestionBlock(asking, named=named, locked=locked, last=last, pictures=pictures)
        typed = block.editor.is_typed
        block.answered.connect(lambda at, value: self._live.answer(at, value, typed=typed))
        return block

    def _place(self, part: _Part) -> None:
        """Put what is drawn of a part into the column, in the order of the form."""
        if part.widget is None:
            part.widget = self._holder(part) or next(iter(part.drawn.values()))
            before = self._parts[: self._parts.index(part)]
            at = self._headed + sum(1 for other in before if other.widget is not None)
            self._column.insertWidget(at, part.widget)
            if part.flows and not isinstance(part.widget, PhaseLevels):
                FlowLayout(part.widget, _SIDE_BY_SIDE, line_gap=_BENEATH, top=True)
        drawn = [part.drawn.get(self._ref_of(item)) for item in part.items]
        shown = [widget for widget in drawn if widget is not None]
        if isinstance(part.widget, PhaseLevels):
            part.widget.put(shown, _scale_in(shown))
        elif part.flows:
            _refill(part.widget, shown)

    def _holder(self, part: _Part) -> QWidget | None:
        """What holds the items of a part that is drawn as more than one thing."""
        first = part.items[0]
        if not is_phase_level(first):
            return QWidget() if part.flows else None
        session, name = self._live.session, level_for_all(first)
        siblings = (item for other in self._parts for item in other.items)
        ref = next((self._ref_of(item) for item in siblings if item.name == name), "")
        return PhaseLevels((session.hint(ref), session.guidance(ref)) if ref else ())

    def _name_levels(self) -> None:
        """Leave the label of a lone level out: the card's title is the question."""
        levels = [
            b for b in self.blocks() if b.asking.question.marks.level and not b.asking.in_line
        ]
        for block in levels:
            block.set_named(named=self._named and len(levels) > 1)

    def _lacks_evidence(self) -> bool:
        evidence, session = self._evidence, self._live.session
        return evidence is not None and evidence.is_lacking(session, self._path, self._ref)

    def _say_evidence(self) -> None:
        if self._seen is not None:
            lacking = self._was_left and self._lacks_evidence()
            self._seen.set_wanting(NO_EVIDENCE if lacking else "")

    def _ref_of(self, item: Item) -> str:
        return self._ref + item.path.removeprefix(self._path)


def _runs(items: tuple[Item, ...]) -> Iterator[tuple[bool, tuple[Item, ...]]]:
    """Items one by one, except that chips and short fields in a row are one run that flows.

    Chips by themselves take the whole width.
    """
    for flows, found in groupby(items, _flows):
        run = tuple(found)
        if is_phase_level(run[0]) or (flows and (len(run) > 1 or _is_short(run[0]))):
            yield True, run
        else:
            yield from ((False, (item,)) for item in run)


def _flows(item: Item) -> str:
    """What run an item belongs to: those that flow, levels by phase, or none (blank)."""
    if is_phase_level(item):
        return "phases"
    flows = isinstance(item, Question) and (is_chips(item) or is_short(item))
    return "flows" if flows else ""


def _is_short(item: Item) -> bool:
    return isinstance(item, Question) and is_short(item)


def _blocks_in(widget: QWidget) -> Iterator[QuestionBlock]:
    if isinstance(widget, QuestionBlock):
        yield widget
    elif isinstance(widget, ItemsColumn | RepeatRows):
        yield from widget.blocks()


def _titled(live: LiveRecord, group: Group, ref: str) -> ItemsColumn:
    """A group within a card: its items beneath its title."""
    inner = ItemsColumn(live, group.items, group.path, ref)
    title = live.session.label(ref)
    if title:
        inner.head(title)
    return inner


def repeat_rows(live: LiveRecord, repeat: Repeat, ref: str) -> RepeatRows:
    """The rows of a repeat, whose questions are drawn as everywhere."""

    def questions(live: LiveRecord, repeat: Repeat, row: str) -> ItemsColumn:
        return ItemsColumn(live, repeat.items, repeat.path, row)

    return RepeatRows(live, repeat, ref, questions)


def _scale_in(blocks: list[QWidget]) -> Scale | None:
    editors = (block.editor for block in blocks if isinstance(block, QuestionBlock))
    return next((e.scale for e in editors if isinstance(e, LevelRowEditor)), None)


def _refill(holder: QWidget, widgets: list[QWidget]) -> None:
    flow = holder.layout()
    assert isinstance(flow, FlowLayout)
    while flow.takeAt(0) is not None:
        pass
    for widget in widgets:
        flow.addWidget(widget)
    flow.invalidate()  # or a holder that was measured before keeps its height
