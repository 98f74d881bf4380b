"""The questions of a card, one beneath the other; chips and short fields stand side by side.

Questions that are not asked have no widgets; they get them when they are first asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.forms.definition import Effect, Group, Item, Question, Repeat
from ui.live_record import LiveRecord
from ui.questions.block import QuestionBlock
from ui.questions.making import Asking, is_chips, is_short
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.tab_order import follow_layout
from ui.widgets.text import Words
from ui.widgets.undo_line import UndoLine

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
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.sync()

    def head(self, title: str) -> None:
        """Put a title above the questions."""
        self._column.insertWidget(0, Words(title, "body", strong=True, wrap=True))
        self._headed = 1

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

    def sync(self) -> None:
        """Draw what is asked now, hide what is not."""
        drawn = sum(len(part.drawn) for part in self._parts)
        for part in self._parts:
            for item in part.items:
                self._sync_item(part, item)
            if part.widget is not None:
                part.widget.setVisible(any(not w.isHidden() for w in part.drawn.values()))
        self._name_levels()
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
            part.drawn[ref] = self._draw(item, ref)
            self._place(part)
            part.drawn[ref].show()  # what is put into a page on screen is hidden until it is asked

    def _draw(self, item: Item, ref: str) -> QWidget:
        if isinstance(item, Repeat):
            return RepeatRows(self._live, item, ref)
        if isinstance(item, Group):
            return _titled(self._live, item, ref)
        asking = Asking(self._live.session, item, ref, self._live.app.today)
        last = self._live.opened.last_answers.get(item.name) if item.marks.carry else None
        locked = not self._live.is_draft
        block = QuestionBlock(asking, named=self._named, locked=locked, last=last)
        typed = block.editor.is_typed
        block.answered.connect(lambda at, value: self._live.answer(at, value, typed=typed))
        return block

    def _place(self, part: _Part) -> None:
        """Put what is drawn of a part into the column, in the order of the form."""
        if part.widget is None:
            part.widget = QWidget() if part.flows else next(iter(part.drawn.values()))
            before = self._parts[: self._parts.index(part)]
            at = self._headed + sum(1 for other in before if other.widget is not None)
            self._column.insertWidget(at, part.widget)
            if part.flows:
                FlowLayout(part.widget, _SIDE_BY_SIDE, line_gap=_BENEATH, top=True)
        if part.flows:
            _refill(part.widget, [part.drawn.get(self._ref_of(item)) for item in part.items])

    def _name_levels(self) -> None:
        """Leave the label of a lone level out: the card's title is the question."""
        levels = [b for b in self.blocks() if b.asking.question.marks.level]
        for block in levels:
            block.set_named(named=self._named and len(levels) > 1)

    def _ref_of(self, item: Item) -> str:
        return self._ref + item.path.removeprefix(self._path)


class RepeatRows(QWidget):
    """The rows of a repeat, each with its questions, to be added, taken out and brought back."""

    def __init__(self, live: LiveRecord, repeat: Repeat, ref: str) -> None:
        super().__init__()
        self._live = live
        self._repeat = repeat
        self._ref = ref
        self._rows: dict[str, _Row] = {}
        self._undo = UndoLine()
        self._add = Button("Add a row", "plus", small=True)
        self._add.setAccessibleName(f"Add a row: {live.session.label(ref)}")
        self._add.clicked.connect(self._add_row)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addWidget(self._undo)
        self._column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._add.setVisible(live.is_draft and not repeat.counted)
        self.sync()

    def blocks(self) -> Iterator[QuestionBlock]:
        """The questions of all rows, in order."""
        for row in self._rows.values():
            yield from row.questions.blocks()

    def follow(self, effect: Effect) -> None:
        """Show what an act changed."""
        if effect.shown or effect.hidden or effect.rows:
            self.sync()
        for block in self.blocks():
            block.follow(effect)

    def sync(self) -> None:
        """Draw the rows that there are now, in their order."""
        wanted = self._live.session.rows(self._ref)
        for ref in [ref for ref in self._rows if ref not in wanted]:
            gone = self._rows.pop(ref)
            for block in gone.questions.blocks():
                block.retire()
            gone.hide()
            gone.deleteLater()
        for at, ref in enumerate(wanted):
            self._place(at, ref)
        self._rows = {ref: self._rows[ref] for ref in wanted}
        follow_layout(self)

    def _place(self, at: int, ref: str) -> None:
        row = self._rows.get(ref)
        if row is None:
            row = self._rows[ref] = _Row(self._live, self._repeat, ref)
            row.remove_asked.connect(lambda: self._remove_row(ref))
        row.set_number(at + 1)
        row.questions.sync()
        self._column.insertWidget(at, row)
        row.show()

    def _add_row(self) -> None:
        row = self._rows[self._live.add_repeat(self._ref)]
        first = next(row.questions.blocks(), None)
        if first is not None:
            first.editor.go_to(0)

    def _remove_row(self, ref: str) -> None:
        self._live.remove_repeat(ref)
        self._undo.offer("Row removed.", lambda: self._live.restore_repeat(ref))


class _Row(QFrame):
    """One row: its number, its questions, and a way to take it out."""

    remove_asked = Signal()

    def __init__(self, live: LiveRecord, repeat: Repeat, ref: str) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        self.questions = ItemsColumn(live, repeat.items, repeat.path, ref)
        self._number = Words("", "caption", "text_muted", strong=True)
        self._remove = Button("Remove", "x", "text", small=True)
        self._remove.clicked.connect(self.remove_asked)
        heading = QHBoxLayout()
        heading.addWidget(self._number, 1)
        heading.addWidget(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 12)
        column.addLayout(heading)
        self._remove.setVisible(live.is_draft and not repeat.counted)
        column.addWidget(self.questions)

    def set_number(self, number: int) -> None:
        """Show which row it is, from 1."""
        self._number.setText(f"Row {number}")
        self._remove.setAccessibleName(f"Remove row {number}")


def _runs(items: tuple[Item, ...]) -> Iterator[tuple[bool, tuple[Item, ...]]]:
    """Items one by one, except that chips and short fields in a row are one run that flows.

    Chips by themselves take the whole width.
    """
    for flows, found in groupby(items, _flows):
        run = tuple(found)
        if flows and (len(run) > 1 or _is_short(run[0])):
            yield True, run
        else:
            yield from ((False, (item,)) for item in run)


def _flows(item: Item) -> bool:
    return isinstance(item, Question) and (is_chips(item) or is_short(item))


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


def _refill(holder: QWidget, widgets: list[QWidget | None]) -> None:
    flow = holder.layout()
    assert isinstance(flow, FlowLayout)
    while (item := flow.takeAt(0)) is not None:
        item.invalidate()
    for widget in widgets:
        if widget is not None:
            flow.addWidget(widget)
