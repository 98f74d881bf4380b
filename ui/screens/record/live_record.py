"""A record on screen: its live form, what is kept of it, and the rows of its panels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.changes import Done
from app.domain.records import RecordState
from app.forms.definition import Effect
from app.forms.session import FormSession
from app.parts import App
from app.usecases.opened import OpenRecord
from app.usecases.record_rows import RecordRows, SeenRows, externals, read_rows
from app.usecases.records import save_place
from ui.autosave import AnswerKeeper, Autosave
from ui.tasks import Lanes


class LiveRecord(QObject):
    """What every part of the editor works on. Only drafts take answers.

    `changed(ref, effect)` follows every act; `ref` is the question that was answered, blank where
    rows were changed. `rows_changed` follows every write of a panel's row, `wrote` carries what
    a write answered (`Done`), and `failed` the error of one that was not kept.
    """

    changed = Signal(str, object)
    rows_changed = Signal()
    wrote = Signal(object)
    failed = Signal(object)

    def __init__(self, app: App, lanes: Lanes, opened: OpenRecord, session: FormSession) -> None:
        super().__init__()
        self.app = app
        self.opened = opened
        self.session = session
        self.rows: RecordRows = opened.rows
        self.seen = opened.seen
        self._lanes = lanes
        keeper = AnswerKeeper(app, opened.record.id, opened.seen)
        self.autosave = Autosave(lanes, keeper, session.entered, opened.answers)

    @property
    def is_draft(self) -> bool:
        """Whether anything may be written."""
        return self.opened.record.state is RecordState.DRAFT

    def answer(self, ref: str, value: str) -> None:
        """Give an answer, blank to take it back; it is kept after a pause."""
        if self.is_draft and value != self.session.value(ref):
            self._tell(ref, self.session.answer(ref, value))

    def add_repeat(self, ref: str) -> str:
        """Add a row to a repeat; answers its ref."""
        row, effect = self.session.add_repeat(ref)
        self._tell("", effect)
        return row

    def remove_repeat(self, row: str) -> None:
        """Take a row of a repeat out; `restore_repeat` brings it back."""
        self._tell("", self.session.remove_repeat(row))

    def restore_repeat(self, row: str) -> None:
        """Bring a row back with everything that was entered in it."""
        self._tell("", self.session.restore_repeat(row))

    def write(
        self,
        function: Callable[..., Done[Any]],
        *args: Any,
        then: Callable[[Any], None] | None = None,
        **named: Any,
    ) -> None:
        """Write a row of a panel on the store lane: `function(app, *args, **named)`.

        The rows are read again after it; `then` gets the value that was written.
        """
        record_id, app = self.opened.record.id, self.app

        def work() -> tuple[Done[Any], SeenRows]:
            done = function(app, *args, **named)
            return done, read_rows(app, record_id)

        def take(result: tuple[Done[Any], SeenRows]) -> None:
            done, fresh = result
            self._take_rows(fresh)
            self.wrote.emit(done)
            if then is not None:
                then(done.value)

        self._lanes.run(work, done=take, failed=self.failed.emit)

    def read_rows(self) -> None:
        """Read the rows again, where another page changed them."""
        self._lanes.run(read_rows, self.app, self.opened.record.id, done=self._take_rows)

    def keep_place(self, place: str) -> None:
        """Keep where the person is, for this laptop alone."""
        self._lanes.run(save_place, self.app, self.opened.record.id, place, failed=_not_worth_it)

    def _take_rows(self, fresh: SeenRows) -> None:
        before = externals(self.opened.school, self.rows)
        self.rows, self.seen = fresh.rows, fresh.seen
        for name, rows in externals(self.opened.school, fresh.rows).items():
            if rows != before[name]:
                self.changed.emit("", self.session.set_externals(name, rows))
        self.autosave.touch()
        self.rows_changed.emit()

    def _tell(self, ref: str, effect: Effect) -> None:
        self.autosave.touch()
        self.changed.emit(ref, effect)


def _not_worth_it(_error: Exception) -> None:
    """A place that could not be kept is not worth a banner; answers have one of their own."""
