"""What others write in a record while it is open: shown at once, but never where one is writing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.changes import Change
from app.domain.counting import counted
from app.domain.records import Record
from app.parts import App
from app.usecases.record_now import RecordNow, record_now
from ui.changes import Changes
from ui.live_record import LiveRecord
from ui.screens.record.panes import Panes
from ui.tasks import Lanes
from ui.widgets.banner import BannerHost

_KEY = "arrived"
_OF_ROWS = frozenset({"action", "action_review", "met_person", "evidence", "focus_pupil"})
HELD = "Somebody else changed the answer that you are in. Yours stays on screen, and both are kept."
ANEW = "Somebody else added or took out rows in this record. Everything that you wrote is kept."
MOVED_ON = (
    "Somebody else finished this record, reopened it or moved its form. What you wrote is kept."
)
GONE = (
    "This record is not on this laptop any more. All that was saved of it was sent. Copy what you "
    "typed since, if you need it."
)


class Arriving(QObject):
    """Looks what came whenever something was written elsewhere.

    `anew_asked` is a wish to read the record again, `came` follows once something was shown.
    """

    anew_asked = Signal()
    came = Signal()

    def __init__(
        self, app: App, lanes: Lanes, banners: BannerHost, panes: Panes, changes: Changes
    ) -> None:
        super().__init__(panes)
        self._app = app
        self._lanes = lanes
        self._banners = banners
        self._panes = panes
        self._live: LiveRecord | None = None
        self._holding = False
        self._rows_stale = False
        changes.changed.connect(self._heard)

    def show_record(self, live: LiveRecord) -> None:
        """Follow this record from now on."""
        if self._live is not live:
            live.saved.connect(lambda _done: self._saved(live))
        self._live = live
        self._holding = self._rows_stale = False
        self._banners.clear(_KEY)

    def _heard(self, changes: tuple[Change, ...], starter: QObject | None) -> None:
        live = self._live
        if live is None or live.is_trial or starter is self._panes.parent():
            return
        rows = not changes or any(change.kind in _OF_ROWS for change in changes)
        self._rows_stale = self._rows_stale or rows
        if rows or any(change.id == live.opened.record.id for change in changes):
            self._look(live)

    def _saved(self, live: LiveRecord) -> None:
        """What was held back may be shown, or have become a clash, now that all is kept."""
        waits = self._holding or self._rows_stale
        if waits and live is self._live and live.autosave.settled:
            self._look(live)

    def _look(self, live: LiveRecord, *, all_of_it: bool = False) -> None:
        take = partial(self._take, live, all_of_it)
        self._lanes.run(record_now, self._app, live.opened.record.id, done=take)

    def _take(self, live: LiveRecord, all_of_it: bool, now: RecordNow) -> None:  # noqa: FBT001 - a callback's own
        if live is not self._live:
            return
        if now.record is None:
            self._say("late", GONE)
            return
        if _moved_on(live.opened.record, now.record):
            self._say("due", MOVED_ON, "Read it anew", self.anew_asked.emit)
            return
        writing = "" if all_of_it else self._writing
        arrived = live.take_in(now, writing)
        for ref in arrived.shown if all_of_it else ():
            self._panes.page.show_answer(ref)
        if self._rows_stale and live.rows_settled:
            self._rows_stale = False
            live.read_rows()
        self._holding = bool(arrived.held)
        self._tell(live, len(arrived.shown), held=self._holding, rows=bool(arrived.rows))
        self.came.emit()

    def _tell(self, live: LiveRecord, shown: int, *, held: bool, rows: bool) -> None:
        if rows:
            self._say("due", ANEW, "Show them", self.anew_asked.emit)
        elif held:
            self._say("due", HELD, "Show theirs", partial(self._look, live, all_of_it=True))
        elif shown:
            came = counted(shown, "answer")
            self._say("info", f"{came} came from somebody else and can be seen here now.")

    def _say(self, kind: str, words: str, label: str = "", act: object = None) -> None:
        actions = ((label, act),) if label and callable(act) else ()
        self._banners.show_banner(kind, words, actions, key=_KEY)

    @property
    def _writing(self) -> str:
        """The ref of the question that has the keyboard, blank where none has."""
        block = self._panes.page.current_block
        focused: QWidget | None = QApplication.focusWidget()
        inside = block is not None and focused is not None and block.isAncestorOf(focused)
        return block.ref if block is not None and inside else ""


def _moved_on(before: Record, now: Record) -> bool:
    """Whether it is to be written in another way than when it was opened."""
    was = (before.state, before.revision, before.form_id, before.form_version)
    return was != (now.state, now.revision, now.form_id, now.form_version)
