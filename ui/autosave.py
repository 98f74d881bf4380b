"""Keeping answers while they are written: soon after a pause, and never later than two seconds.

What is to be kept is found by comparing what the form holds now with what is known to be kept, so
that a value the form set by itself is kept too, and what a failed save carried is carried again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.changes import Done, Seen
from ui.tasks import Lanes

if TYPE_CHECKING:
    from app.parts import App
    from app.usecases.records import Saved

PAUSE = 400  # milliseconds after the last answer
LONGEST = 2_000  # milliseconds after the first answer that is not kept
RETRY = 20_000  # milliseconds after a failure

Answers = Mapping[str, str | None]
Keep = Callable[[dict[str, str | None]], "Done[Saved]"]


class AnswerKeeper:
    """Saves answers of one record, each time with what its author has seen.

    Called on the store lane only, which does one thing after the other.
    """

    def __init__(self, app: App, record_id: str, seen: Seen) -> None:
        self._app = app
        self._record_id = record_id
        self._seen = seen

    def look(self, seen: Seen) -> None:
        """All that had come by `seen` stands on screen: what is saved from now on replaces it."""
        self._seen = seen

    def __call__(self, answers: Answers) -> Done[Saved]:
        from app.usecases.records import save_answers

        done = save_answers(self._app, self._record_id, answers, self._seen)
        self._seen = done.value.seen
        return done


class Autosave(QObject):
    """Keeps what `entered()` holds beyond `kept`, through `keep` on the store lane.

    `began` tells that something on screen is not kept yet, `rested` that all of it is; `saved`
    carries what a save answered, `failed` its error. After a failure it tries again by itself, and
    at every further answer.
    """

    began = Signal()
    rested = Signal()
    saved = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        lanes: Lanes,
        keep: Keep,
        entered: Callable[[], Mapping[str, str]],
        kept: Mapping[str, str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._keep = keep
        self._entered = entered
        self._kept = dict(kept)
        self._sent: list[dict[str, str | None]] = []
        self._waiting: list[Callable[[bool], None]] = []
        self._in_doubt = False
        self._pause = self._timer(PAUSE)
        self._longest = self._timer(LONGEST)
        self._retry = self._timer(RETRY)

    @property
    def settled(self) -> bool:
        """Whether everything that was entered is kept."""
        return not self._sent and not self.unsaved()

    @property
    def kept(self) -> Mapping[str, str]:
        """What is known to be kept, by ref."""
        return self._kept

    def unsaved(self) -> dict[str, str | None]:
        """What is not known to be kept, by ref; None for what was taken out."""
        return difference(self._kept, self._entered())

    def touch(self) -> None:
        """Something was entered: keep it after the next pause."""
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()
        if not self._in_doubt:
            self._in_doubt = True
            self.began.emit()

    def flush(self, then: Callable[[bool], None] | None = None) -> None:
        """Keep everything now; `then` is told whether all of it is kept."""
        for timer in (self._pause, self._longest, self._retry):
            timer.stop()
        if then is not None:
            self._waiting.append(then)
        batch = difference(self._expected(), self._entered())
        if batch:
            self._send(batch)
        elif not self._sent:
            self._settle()

    def note_kept(self, answers: Answers) -> None:
        """Take these for kept: something else wrote them, together with what they name."""
        _apply(self._kept, answers)

    def _send(self, batch: dict[str, str | None]) -> None:
        self._sent.append(batch)
        task = self._lanes.store(self._keep, batch)
        task.done.connect(lambda done: self._was_saved(batch, done))
        task.failed.connect(lambda error: self._was_not_saved(batch, error))
        task.start()

    def _was_saved(self, batch: dict[str, str | None], done: Done[Saved]) -> None:
        self._sent.remove(batch)
        _apply(self._kept, batch)
        self.saved.emit(done)
        if self.settled:
            self._settle()

    def _was_not_saved(self, batch: dict[str, str | None], error: Exception) -> None:
        self._sent.remove(batch)
        self._retry.start()
        self._tell(saved=False)
        self.failed.emit(error)

    def _settle(self) -> None:
        if self._in_doubt:
            self._in_doubt = False
            self.rested.emit()
        self._tell(saved=True)

    def _tell(self, *, saved: bool) -> None:
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then(saved)

    def _expected(self) -> dict[str, str]:
        """What will be kept once everything that was sent is."""
        expected = dict(self._kept)
        for batch in self._sent:
            _apply(expected, batch)
        return expected

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.flush)
        return timer


def difference(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str | None]:
    """What to keep so that `before` becomes `after`; None takes out."""
    changed: dict[str, str | None] = {
        ref: value for ref, value in after.items() if before.get(ref) != value
    }
    changed.update(dict.fromkeys(before.keys() - after.keys()))
    return changed


def _apply(kept: dict[str, str], batch: Answers) -> None:
    for ref, value in batch.items():
        if value is None:
            kept.pop(ref, None)
        else:
            kept[ref] = value
