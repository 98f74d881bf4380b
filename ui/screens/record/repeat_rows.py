"""The rows of a repeat. A few are drawn beneath each other; of many, a list and the one open row.

Two hundred lessons would be thousands of editors: no more than one row's are ever made then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.forms.definition import Effect, Item, Question, QuestionKind, Repeat
from ui import theme
from ui.live_record import LiveRecord
from ui.questions.block import QuestionBlock
from ui.widgets.buttons import Button
from ui.widgets.section_list import SectionList, SectionRow, SectionState
from ui.widgets.tab_order import follow_layout
from ui.widgets.text import Words
from ui.widgets.undo_line import UndoLine

FEW = 4
"""So many rows are drawn whole; of more, the list and one row."""

_SHOWN = 7  # lines of the list that are seen at once
_TELLING = 2  # answers that a row is told by in the list
_RENAME = 150  # milliseconds after an answer until the list says the row's new words
_CHOOSING = {QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE, QuestionKind.RANK}
_UNTOLD = {QuestionKind.NOTE, QuestionKind.CALCULATED, QuestionKind.IMAGE}


class RowQuestions(Protocol):
    """The questions of one row, drawn."""

    def blocks(self) -> Iterator[QuestionBlock]:
        """Those that are asked, in order."""

    def sync(self) -> None:
        """Draw what is asked now, hide what is not."""

    def reveal(self, ref: str) -> None:
        """Draw what stands at `ref`, if it can be drawn here."""

    def show_evidence(self, *, left: bool = False) -> None:
        """Say where a level has no evidence, once the keyboard has `left` them."""


MakeQuestions = Callable[[LiveRecord, Repeat, str], QWidget]


class RepeatRows(QWidget):
    """The rows of a repeat, each with its questions, to be added, moved, taken out, brought back.

    `make_questions` draws the questions of one row.
    """

    def __init__(
        self, live: LiveRecord, repeat: Repeat, ref: str, make_questions: MakeQuestions
    ) -> None:
        super().__init__()
        self._live = live
        self._repeat = repeat
        self._ref = ref
        self._make_questions = make_questions
        self._rows: dict[str, _Row] = {}
        self._open = ""
        self.list = SectionList()
        self.add_button = Button("Add a row", "plus", small=True)
        self._undo = UndoLine()
        self._renaming = QTimer(self)
        self._build()
        self._connect()
        self.sync()

    @property
    def ref(self) -> str:
        """Where the repeat stands in the record."""
        return self._ref

    @property
    def is_empty(self) -> bool:
        """Whether there is no row yet."""
        return not self._live.session.rows(self._ref)

    def blocks(self) -> Iterator[QuestionBlock]:
        """The questions of all rows that are drawn, in order."""
        for row in self._rows.values():
            yield from row.questions.blocks()

    def stops(self) -> list[QWidget]:
        """Where Ctrl+Down stops: the list or the first question, else the way to the first row."""
        if not self.list.isHidden():
            return [self.list]
        first = next((block for block in self.blocks() if not block.is_note), None)
        if first is not None:
            return [first.editor]
        return [] if self.add_button.isHidden() else [self.add_button]

    def follow(self, effect: Effect) -> None:
        """Show what an act changed."""
        if effect.shown or effect.hidden or effect.rows:
            self.sync()
        for block in self.blocks():
            block.follow(effect)
        self.show_evidence()

    def show_evidence(self, *, left: bool = False) -> None:
        """As that of a row's questions, in all that are drawn."""
        for row in self._rows.values():
            row.questions.show_evidence(left=left)

    def reveal(self, ref: str) -> None:
        """Open the row that `ref` stands in, where there are many."""
        row = _row_in(self._ref, ref)
        if row and row not in self._rows and row in self._live.session.rows(self._ref):
            self._open = row
            self.sync()
        if row in self._rows:
            self._rows[row].questions.reveal(ref)

    def sync(self) -> None:
        """Draw the rows that there are now, in their order, or of many the one that is open."""
        refs = self._live.session.rows(self._ref)
        many = len(refs) > FEW
        wanted = refs if not many else tuple(ref for ref in refs if ref == self._open)
        for ref in [ref for ref in self._rows if ref not in wanted]:
            self._drop(self._rows.pop(ref))
        for at, ref in enumerate(wanted):
            self._place(at, ref, refs)
        self._rows = {ref: self._rows[ref] for ref in wanted}
        self.list.setVisible(many)
        if many:
            self._show_list(refs)
        follow_layout(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            row = self.list.row_at(self.list.currentIndex())
            if row is not None and self._act_on(row.key, event):
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        label = self._live.session.label(self._ref)
        self.list.setAccessibleName(f"Rows: {label}")
        self.add_button.setAccessibleName(f"Add a row: {label}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addWidget(self.list)
        self._column.addWidget(self._undo)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.list.setUniformItemSizes(True)  # or each of them would be measured
        self.list.hide()
        self.add_button.setVisible(self._can_change)
        self._renaming.setSingleShot(True)
        self._renaming.setInterval(_RENAME)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._add_row)
        self.list.chosen.connect(self._choose)
        self.list.installEventFilter(self)
        self._renaming.timeout.connect(self._rename)
        self._live.changed.connect(self._heard)

    @property
    def _can_change(self) -> bool:
        return self._live.is_draft and not self._repeat.counted

    @property
    def _row_name(self) -> str:
        """What a row is called; a repeat within a row has no heading of its own to say it."""
        label = self._live.session.label(self._ref) if "[" in self._ref else ""
        return f"{label}: row" if label else "Row"

    def _place(self, at: int, ref: str, refs: tuple[str, ...]) -> None:
        row = self._rows.get(ref)
        if row is None:
            questions = self._make_questions(self._live, self._repeat, ref)
            row = _Row(questions, self._row_name, can_change=self._can_change)
            self._rows[ref] = row
            row.remove_asked.connect(lambda: self._remove_row(ref))
            row.move_asked.connect(lambda by: self._move_row(ref, by))
        row.set_number(refs.index(ref) + 1, len(refs))
        row.questions.sync()
        if self._column.indexOf(row) != at + 1:
            self._column.insertWidget(at + 1, row)
        row.show()

    def _drop(self, row: _Row) -> None:
        for block in row.questions.blocks():
            block.retire()
        row.hide()
        row.deleteLater()

    # Acts

    def _choose(self, ref: str) -> None:
        """Open a row of the list, with the keyboard at its first question."""
        self.reveal(ref)
        self._enter(ref)

    def _enter(self, ref: str) -> None:
        blocks = self._rows[ref].questions.blocks() if ref in self._rows else iter(())
        first = next((block for block in blocks if not block.is_note), None)
        if first is not None:
            first.editor.go_to(0)

    def _add_row(self) -> None:
        ref = self._live.add_repeat(self._ref)
        self._choose(ref)

    def _remove_row(self, ref: str) -> None:
        self._live.remove_repeat(ref)
        self._undo.offer("Row removed.", lambda: self._bring_back(ref))

    def _bring_back(self, ref: str) -> None:
        gone = ref not in self._live.session.rows(self._ref)  # it may be back by Ctrl+Z
        if gone and not self._live.undo_at(ref):
            self._live.restore_repeat(ref)
        self._choose(ref)

    def _move_row(self, ref: str, by: int) -> None:
        refs = self._live.session.rows(self._ref)
        there = refs.index(ref) + by
        if 0 <= there < len(refs):
            self._live.move_repeat(ref, there)

    def _act_on(self, ref: str, event: QKeyEvent) -> bool:
        """Move or take out the row that is chosen in the list; False for any other key."""
        key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if not self._can_change:
            return False
        if key in _MOVES and alt:
            self._move_row(ref, _MOVES[Qt.Key(key)])
            self.list.setCurrentIndex(self.list.rows.index(self.list.rows.row_of(ref)))
        elif key == Qt.Key.Key_Delete:
            self._remove_row(ref)
        else:
            return False
        return True

    # The list

    def _show_list(self, refs: tuple[str, ...]) -> None:
        lines = [self._line(at, ref) for at, ref in enumerate(refs, start=1)]
        self.list.show_sections(lines, self._open)
        self.list.setFixedHeight((theme.size("table_row") + 1) * min(len(lines), _SHOWN) + 4)

    def _line(self, number: int, ref: str) -> SectionRow:
        gaps = len(self._live.session.problems_of(ref))
        state = SectionState.TO_DO if gaps else SectionState.OPTIONAL
        words = self._words(ref)
        title = f"{number}  {words}" if words else f"{number}"
        return SectionRow(ref, title, state, f"{gaps} to do" if gaps else "")

    def _words(self, ref: str) -> str:
        """The first answers of a row, by which people know it."""
        return " · ".join(islice(self._said(ref), _TELLING))

    def _said(self, ref: str) -> Iterator[str]:
        session = self._live.session
        for question in _told(self._repeat.items):
            at = ref + question.path.removeprefix(self._repeat.path)
            value = session.value(at)
            if value and question.kind in _CHOOSING:
                value = session.choice_label(at, value)
            if value:
                yield " ".join(value.split())[:60]

    def _heard(self, ref: str, _effect: Effect) -> None:
        if self._open and ref.startswith(f"{self._open}/") and not self.list.isHidden():
            self._renaming.start()

    def _rename(self) -> None:
        if not self.list.isHidden():
            self._show_list(self._live.session.rows(self._ref))


class _Row(QFrame):
    """One row: its number, its questions, and the ways to move it and take it out.

    `move_asked` carries -1 for up and 1 for down; Alt+Up and Alt+Down wish for it too.
    """

    remove_asked = Signal()
    move_asked = Signal(int)

    def __init__(self, questions: QWidget, name: str, *, can_change: bool) -> None:
        super().__init__()
        self._name = name
        self.setProperty("kind", "row")
        self.questions: RowQuestions = questions  # type: ignore[assignment]  # a widget that is one
        self._can_change = can_change
        self._number = Words("", "caption", "text_muted", strong=True)
        self._up = Button("", "arrow-up", "text", small=True)
        self._down = Button("", "arrow-down", "text", small=True)
        self._remove = Button("Remove", "x", "text", small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 12)
        heading = QHBoxLayout()
        column.addLayout(heading)
        heading.addWidget(self._number, 1)
        for button in (self._up, self._down, self._remove):
            heading.addWidget(button)
            button.setVisible(can_change)
        self._up.clicked.connect(lambda: self.move_asked.emit(-1))
        self._down.clicked.connect(lambda: self.move_asked.emit(1))
        self._remove.clicked.connect(self.remove_asked)
        column.addWidget(questions)

    def set_number(self, number: int, count: int) -> None:
        """Show which row it is, from 1, and of how many."""
        said = f"{self._name} {number}"
        self._number.setText(said if count <= FEW else f"{said} of {count}")
        for button, words in (
            (self._up, f"Move row {number} up"),
            (self._down, f"Move row {number} down"),
            (self._remove, f"Remove row {number}"),
        ):
            button.setAccessibleName(words)
            button.setToolTip(words)
        self._up.setEnabled(number > 1)
        self._down.setEnabled(number < count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if self._can_change and alt and event.key() in _MOVES:
            self.move_asked.emit(_MOVES[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)


_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def _told(items: tuple[Item, ...]) -> Iterator[Question]:
    """The questions of a row whose answers say which row it is."""
    for item in items:
        if isinstance(item, Question):
            if item.kind not in _UNTOLD:
                yield item
        elif not isinstance(item, Repeat):
            yield from _told(item.items)


def _row_in(repeat: str, ref: str) -> str:
    """The row of `repeat` that `ref` is or stands in, blank where it stands elsewhere."""
    if not ref.startswith(f"{repeat}["):
        return ""
    return ref[: ref.index("]", len(repeat)) + 1]
