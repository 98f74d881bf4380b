"""A record on screen: its live form, what is kept of it, and the rows of its panels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.changes import Done
from app.domain.records import RecordState
from app.forms.definition import Effect
from app.forms.session import FormSession
from app.parts import App
from app.usecases.opened import OpenRecord
from app.usecases.record_now import RecordNow
from app.usecases.record_rows import RecordRows, SeenRows, externals, read_rows
from app.usecases.records import save_place
from ui.autosave import LONGEST, PAUSE, RETRY, AnswerKeeper, Autosave, difference
from ui.history import History, Step
from ui.tasks import Lanes

_AGAIN = 10  # milliseconds until it is asked again whether all is written


class RowOnScreen(Protocol):
    """A row of a panel that holds words which are not kept yet."""

    def keep(self) -> None:
        """Write them; tell the record by `row_kept` once they are."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """Refs of what others wrote: those that are shown now, those held back because something is
    being written there, and those of rows, which are shown once the record is read anew.
    """

    shown: frozenset[str]
    held: frozenset[str]
    rows: frozenset[str]


class LiveRecord(QObject):
    """What every part of the editor works on. Only drafts take answers.

    `changed(ref, effect)` follows every act; `ref` is the question that was answered, blank where
    rows were changed. `rows_changed` follows every write of a panel's row. `began`, `rested`,
    `saved` (a `Done`) and `failed` (an error) tell of the keeping of answers and rows alike, as
    those of `Autosave` do of answers. `panels` are those that were drawn, by ref: they live as
    long as the record is on screen.
    """

    is_trial = False
    """Whether nothing of it is ever kept."""

    changed = Signal(str, object)
    rows_changed = Signal()
    began = Signal()
    rested = Signal()
    saved = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        app: App,
        lanes: Lanes,
        opened: OpenRecord,
        session: FormSession,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.app = app
        self.opened = opened
        self.place = opened.place
        self.session = session
        self.rows: RecordRows = opened.rows
        self.seen = opened.seen
        self.panels: dict[str, QObject] = {}
        self.history = History(session)
        self._lanes = lanes
        self._unkept: list[RowOnScreen] = []
        self._wanting: list[RowOnScreen] = []
        self._writing = 0
        self._pause = self._timer(PAUSE)
        self._longest = self._timer(LONGEST)
        self._retry = self._timer(RETRY)
        self._keeper = AnswerKeeper(app, opened.record.id, opened.seen)
        self.autosave = Autosave(lanes, self._keeper, session.entered, opened.answers, self)
        self.autosave.began.connect(self.began)
        self.autosave.rested.connect(self._rest)
        self.autosave.saved.connect(self.saved)
        self.autosave.failed.connect(self.failed)

    @property
    def lanes(self) -> Lanes:
        """Where what reads or writes the store is done."""
        return self._lanes

    @property
    def is_draft(self) -> bool:
        """Whether anything may be written."""
        return self.opened.record.state is RecordState.DRAFT

    @property
    def settled(self) -> bool:
        """Whether everything on screen is kept."""
        return self.autosave.settled and not self._unkept and not self._writing

    # Answers

    def answer(self, ref: str, value: str, *, typed: bool = False) -> None:
        """Give an answer, blank to take it back; it is kept after a pause.

        What is `typed` letter by letter is undone in runs, everything else at once.
        """
        if self.is_draft and value != self.session.value(ref):
            effect = self.session.answer(ref, value)
            self.history.note(ref, typed_at=monotonic() if typed else None)
            self._tell(ref, effect)

    def add_repeat(self, ref: str, after: str | None = None) -> str:
        """Add a row to a repeat, last or after another; answers its ref."""
        row, effect = self.session.add_repeat(ref, after)
        self.history.note(row)
        self._tell("", effect)
        return row

    def remove_repeat(self, row: str) -> None:
        """Take a row of a repeat out; `restore_repeat` brings it back."""
        self._act_on(row, self.session.remove_repeat(row))

    def restore_repeat(self, row: str) -> None:
        """Bring a row back with everything that was entered in it."""
        self._act_on(row, self.session.restore_repeat(row))

    def move_repeat(self, row: str, place: int) -> None:
        """Put a row at another place among its like; 0 is first."""
        was = self.session.rows(row.rpartition("[")[0]).index(row)
        effect = self.session.move_repeat(row, place)
        self.history.note(row, moved=(was, place))
        self._tell("", effect)

    def undo(self) -> Step | None:
        """Take back what was last done to the answers; None where there is nothing."""
        return self._step(self.history.undo) if self.is_draft else None

    def undo_at(self, ref: str) -> bool:
        """Undo what was done at `ref`; False where something else was done since."""
        return self.history.ends_at(ref) and self.undo() is not None

    def redo(self) -> Step | None:
        """Do again what was last taken back; None where there is nothing."""
        return self._step(self.history.redo) if self.is_draft else None

    def _step(self, go: Callable[[], Step | None]) -> Step | None:
        step = go()
        for ref, effect in step.acts if step is not None else ():
            self._tell("" if ref.endswith("]") else ref, effect)
        return step

    def _act_on(self, row: str, effect: Effect) -> None:
        self.history.note(row)
        self._tell("", effect)

    def flush(self, then: Callable[[bool], None] | None = None) -> None:
        """Keep everything now; `then` is told whether all of it is kept."""
        self._keep_rows()
        self.autosave.flush()
        if then is not None:
            self._when_written(then)

    def once_kept(self, act: Callable[[], object]) -> None:
        """Keep everything now, then do `act`; where it could not be kept, nothing is done."""

        def go_on(saved: bool) -> None:  # noqa: FBT001 - what the autosave tells
            if saved:
                act()

        self.flush(go_on)

    def keep_place(self, place: str) -> None:
        """Keep where the person is, for this laptop alone."""
        self.place = place
        self._lanes.run(save_place, self.app, self.opened.record.id, place, failed=_not_worth_it)

    def take_in(self, now: RecordNow, writing: str = "") -> Arrived:
        """Show what others wrote in the record since it was read, from what is kept `now`.

        The answer to `writing` stays as it is on screen, and so does whatever is not kept yet. As
        long as anything is held back so, what is typed next clashes with what came: its author has
        not seen it.
        """
        unsaved = self.autosave.unsaved()
        came = difference(self.autosave.kept, now.answers)
        held = {ref for ref in came if ref == writing or ref in unsaved}
        rows = {ref for ref in came if "[" in ref and not self._has_place(ref)}
        shown = {ref: value for ref, value in came.items() if ref not in held | rows}
        self.autosave.note_kept(shown)
        for ref, effect in self.history.take(shown):
            self._tell(ref, effect)
        if not (held or rows):
            self._keeper.look(now.seen)
        return Arrived(frozenset(shown), frozenset(held), frozenset(rows))

    def _has_place(self, ref: str) -> bool:
        """Whether the rows that `ref` stands in are on screen, and no row itself came or went."""
        row = ref.rpartition("]")[0] + "]"
        return row != ref and bool(self.session.entered().get(row))

    # Rows of panels

    def row_touched(self, row: RowOnScreen) -> None:
        """A row holds words that are not kept: have it keep them after the next pause."""
        if row not in self._unkept:
            self._unkept.append(row)
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()
        self.began.emit()

    def row_kept(self, row: RowOnScreen) -> None:
        """All that stands in the row is kept, or it is gone."""
        waiting = [rows for rows in (self._unkept, self._wanting) if row in rows]
        for rows in waiting:
            rows.remove(row)
        if waiting:
            self._rest()

    def row_wants(self, row: RowOnScreen) -> None:
        """The row cannot be kept before it is given more, and says so: nothing is called saved."""
        if row in self._unkept:
            self._unkept.remove(row)
        if row not in self._wanting:
            self._wanting.append(row)

    def begin_work(self) -> None:
        """Something slow makes what is to be kept: it is waited for, as a write is."""
        self._writing += 1
        self.began.emit()

    def end_work(self) -> None:
        """That is through, or given up."""
        self._writing -= 1
        self._rest()

    def write(
        self,
        function: Callable[..., Done[Any]],
        *args: Any,
        then: Callable[[Any], None] | None = None,
        failed: Callable[[], None] | None = None,
        **named: Any,
    ) -> None:
        """Write a row of a panel on the store lane: `function(app, *args, **named)`.

        The rows are read again after it. `then` gets the value that was written.
        """
        record_id, app = self.opened.record.id, self.app

        def work() -> tuple[Done[Any], SeenRows]:
            done = function(app, *args, **named)
            return done, read_rows(app, record_id)

        def take(result: tuple[Done[Any], SeenRows]) -> None:
            done, fresh = result
            if then is not None:
                then(done.value)
            self._take_rows(fresh)
            self.saved.emit(done)
            self._writing -= 1
            self._rest()

        def drop(error: Exception) -> None:
            self._writing -= 1
            if failed is not None:
                failed()
            self._retry.start()
            self.failed.emit(error)

        self._writing += 1
        self._lanes.run(work, done=take, failed=drop)

    @property
    def rows_settled(self) -> bool:
        """Whether no row of a panel holds words that are not kept."""
        return not (self._unkept or self._wanting or self._writing)

    def read_rows(self) -> None:
        """Read the rows again, where another page changed them."""
        self._lanes.run(read_rows, self.app, self.opened.record.id, done=self._take_rows)

    def _when_written(self, then: Callable[[bool], None]) -> None:
        """Once the lane has done what it was asked for until now, say whether all is kept."""

        def look(_nothing: object) -> None:
            if self._writing:  # what a row wrote led to another write of it, or a photo is made
                QTimer.singleShot(_AGAIN, self, lambda: self._when_written(then))
            else:
                self.autosave.flush(lambda saved: then(saved and not self._unkept))

        self._lanes.run(int, done=look)

    def _keep_rows(self) -> None:
        for timer in (self._pause, self._longest, self._retry):
            timer.stop()
        for row in tuple(self._unkept):
            row.keep()

    def _rest(self) -> None:
        if self.settled and not self._wanting:
            self.rested.emit()

    def _take_rows(self, fresh: SeenRows) -> None:
        before = externals(self.opened.school, self.rows)
        self.rows, self.seen = fresh.rows, fresh.seen
        for name, rows in externals(self.opened.school, fresh.rows).items():
            if rows != before[name]:
                effect = self.session.set_externals(name, rows)
                self.history.outside()
                self._tell("", effect)
        self.rows_changed.emit()

    def _tell(self, ref: str, effect: Effect) -> None:
        if not self.autosave.settled:
            self.autosave.touch()
        self.changed.emit(ref, effect)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self._keep_rows)
        return timer


def _not_worth_it(_error: Exception) -> None:
    """A place that could not be kept is not worth a banner; answers have one of their own."""
