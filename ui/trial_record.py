"""A form that is tried: a live record that is kept nowhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from app.domain.changes import Done
from app.forms.definition import Effect
from app.forms.session import FormSession
from app.parts import App
from app.usecases.opened import OpenRecord
from ui.live_record import LiveRecord
from ui.tasks import Lanes


class TrialRecord(LiveRecord):
    """Does all that a live record does, except that nothing is ever written.

    It `takes_answers` once somebody tries the form; before that it is only looked at. Rows of
    panels are kept in real records only.
    """

    is_trial = True

    def __init__(
        self,
        app: App,
        lanes: Lanes,
        opened: OpenRecord,
        session: FormSession,
        parent: QObject | None = None,
        *,
        takes_answers: bool = False,
    ) -> None:
        super().__init__(app, lanes, opened, session, parent)
        self._takes_answers = takes_answers

    @property
    def is_draft(self) -> bool:
        return self._takes_answers

    @property
    def settled(self) -> bool:
        return True

    def flush(self, then: Callable[[bool], None] | None = None) -> None:
        if then is not None:
            then(True)

    def keep_place(self, place: str) -> None:
        self.place = place

    def write(
        self,
        function: Callable[..., Done[Any]],
        *args: Any,
        then: Callable[[Any], None] | None = None,
        failed: Callable[[], None] | None = None,
        **named: Any,
    ) -> None:
        """Nothing is written in a trial."""

    def read_rows(self) -> None:
        """A trial has no rows."""

    def _tell(self, ref: str, effect: Effect) -> None:
        self.changed.emit(ref, effect)
