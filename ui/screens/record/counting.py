"""A note that belongs to no visit: counted as the one it is of by one press, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.changes import Done
from app.domain.visits import VisitState
from app.parts import App
from app.usecases.counted_visits import Counted, count_as_visit, uncount
from app.usecases.opened import OpenRecord
from ui.commands import Act
from ui.failures import Failures
from ui.live_record import LiveRecord
from ui.screen import Screen
from ui.tasks import Lanes
from ui.visit_words import count_words, counted_words
from ui.widgets.buttons import Button


class Counting(QObject):
    """The button in the header of a record, there while its note counts as no visit.

    `changed` follows when other acts may be offered.
    """

    changed = Signal()

    def __init__(self, app: App, lanes: Lanes, failures: Failures, screen: Screen) -> None:
        super().__init__(screen)
        self._app = app
        self._lanes = lanes
        self._failures = failures
        self._screen = screen
        self._live: LiveRecord | None = None
        self._roomy = True
        self.button = Button("Count as a visit", "calendar-plus", small=True)
        self.button.setToolTip("No visit of this school has this note yet")
        self.button.hide()
        self.button.clicked.connect(self._count)
        screen.header.add(self.button)

    def show_record(self, live: LiveRecord) -> None:
        """Offer it where the record is the note of a visit and belongs to none."""
        self._offer(live if _is_free(live.opened) else None)

    def set_roomy(self, *, roomy: bool) -> None:
        """Leave the button out where the header is narrow; the menu has it all the same."""
        self._roomy = roomy
        self.button.setVisible(roomy and self._live is not None)

    def acts(self) -> Mapping[str, Act]:
        """What can be done now."""
        return {"count_as_visit": self._count} if self._live is not None else {}

    def _offer(self, live: LiveRecord | None) -> None:
        self._live = live
        if live is not None:
            self.button.setText(count_words(live.opened.record.form_id))
        self.set_roomy(roomy=self._roomy)
        self.changed.emit()

    def _count(self) -> None:
        """What is on screen is kept first: its day is the day of the visit."""
        live = self._live
        if live is not None:
            live.once_kept(partial(self._write, live))

    def _write(self, live: LiveRecord) -> None:
        work = partial(count_as_visit, self._app, live.opened.record.id)
        self._run(work, partial(self._counted, live))

    def _counted(self, live: LiveRecord, done: Done[Counted]) -> None:
        self._screen.wrote.emit(done.changes)
        if live is self._live:
            self._offer(None)
        undo = partial(self._take_back, live, done.value)
        self._screen.told.emit("done", counted_words(done.value.visit), (("Undo", undo),))

    def _take_back(self, live: LiveRecord, counted: Counted) -> None:
        def back(done: Done[Any]) -> None:
            self._screen.wrote.emit(done.changes)
            self._offer(live)

        self._run(partial(uncount, self._app, counted), back)

    def _run(self, work: Callable[[], Done[Any]], done: Callable[[Done[Any]], None]) -> None:
        self._lanes.run(work, done=done, failed=self._failures.present)


def _is_free(opened: OpenRecord) -> bool:
    """Whether a record is the note of a visit and belongs to none that still stands."""
    if not opened.record.urn or not count_words(opened.record.form_id):
        return False
    return opened.visit is None or opened.visit.state is VisitState.CANCELLED
