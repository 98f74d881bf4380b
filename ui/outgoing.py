"""Looks after the outbox while the window is open: sends what is due, and says what needs a person.

Mail servers may keep one waiting, so sending has a lane of its own. Being offline is no news: what
waits is named at the foot of the window and is tried again by itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.counting import counted

if TYPE_CHECKING:
    from app.domain.changes import Done
    from app.parts import App
    from app.usecases.outbox import OutboxView
    from app.usecases.sending import Sent
    from ui.tasks import Lanes

EVERY = 60_000  # milliseconds between two looks at what is due


class Outgoing(QObject):
    """`changed` carries the outbox as it is now, `wrote` the changes of what was sent.

    `told` carries news as `Screen.told` does, `failed` an error to be presented. `began` and
    `ended` are about one round of sending.
    """

    changed = Signal(object)
    wrote = Signal(tuple)
    told = Signal(str, str, tuple)
    failed = Signal(object)
    began = Signal()
    ended = Signal()

    def __init__(self, app: App, lanes: Lanes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._lanes = lanes
        self._asked = False
        self.view: OutboxView | None = None
        self.sending = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)

    @property
    def words(self) -> str:
        """How much waits and what needs a person; blank where there is nothing."""
        from app.usecases.outbox_words import summary

        return summary(self.view) if self.view is not None else ""

    @property
    def when_closing(self) -> str:
        """What does not go while the window is closed, in words; blank where nothing waits."""
        from app.usecases.outbox_words import summary

        view = self.view
        if view is None or not view.waiting:
            return ""
        return (
            f"{summary(replace(view, items=view.on_their_way))} to be sent. Nothing is sent while "
            "Visitbook is closed: what waits stays in the outbox, and goes once it is open again."
        )

    def begin(self) -> None:
        """Say what is in doubt since the program last ended, send what is due, and go on so."""
        from app.usecases.outbox import settle_interrupted

        self._timer.start()
        self._lanes.run(settle_interrupted, self._app, done=self._show)

    def look(self) -> None:
        """Read the outbox anew, and send what is due."""
        from app.usecases.outbox import outbox

        self._lanes.run(outbox, self._app, done=self._show)

    def send_now(self) -> None:
        """Try all that waits, whatever hour was set for it; how it went is told."""
        self._asked = True
        self._send(at_once=True)

    def _show(self, view: OutboxView) -> None:
        self._keep(view)
        if view.is_due:
            self._send(at_once=False)

    def _keep(self, view: OutboxView) -> None:
        from app.usecases.outbox_words import needing

        before, self.view = self.view, view
        self.changed.emit(view)
        news = view.unsettled if before is None else view.in_doubt - before.in_doubt
        if news > 0:  # who was refused beside others was told when that was sent
            self._tell(f"{needing(view)}.")

    def _send(self, *, at_once: bool) -> None:
        from app.usecases.sending import send_waiting

        if self.sending:
            return
        self.sending = True
        self.began.emit()
        task = self._lanes.post(lambda stop: send_waiting(self._app, stop, at_once=at_once))
        task.done.connect(self._sent)
        task.failed.connect(self._failed)
        task.start()

    def _sent(self, done: Done[Sent]) -> None:
        from app.usecases.handing_over import not_to
        from app.usecases.outbox import outbox

        self.sending = False
        self.wrote.emit(done.changes)
        was_asked, self._asked = self._asked, False
        sent = done.value
        said = sent.said if was_asked or sent.needs_person else ""
        refused = not_to(sent.refused)
        gone = f"{counted(sent.count, 'message')} sent." if sent.count else ""
        if said or refused:
            self._tell(" ".join(filter(None, (gone if refused else "", refused, said))))
        elif gone:
            self.told.emit("done", gone, ())
        self.ended.emit()
        # Only a round that got somewhere is followed by another: no server is to be pressed.
        self._lanes.run(outbox, self._app, done=self._show if sent.count else self._keep)

    def _failed(self, error: Exception) -> None:
        self.sending = self._asked = False
        self.ended.emit()
        self.failed.emit(error)

    def _tell(self, words: str) -> None:
        self.told.emit("due", words, ())
