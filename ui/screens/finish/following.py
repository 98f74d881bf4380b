"""Keeping the next stage of a finished record, and taking the last one back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.domain.changes import Done
from app.domain.follow_through import Stage
from app.domain.people import Adviser
from app.usecases.finishing import FinishView
from app.usecases.follow_through import TakenBack, put_back, readers, record_step, take_back
from ui.screens.finish.answer_dialog import AnswerDialog, SentDialog
from ui.screens.finish.read_dialog import ReadDialog
from ui.tasks import Lanes
from ui.widgets.form_dialog import FormDialog, still_there

if TYPE_CHECKING:
    from app.parts import App


class Following(QObject):
    """Does what the strip's buttons ask for; dialogs lie over `over`.

    `kept` says that the page should look again, `told` carries news, and `wrote` the changes.
    """

    kept = Signal()
    told = Signal(str, str, tuple)
    wrote = Signal(tuple)

    def __init__(self, app: App, lanes: Lanes, over: QWidget) -> None:
        super().__init__(over)
        self._app = app
        self._lanes = lanes
        self._over = over

    def keep(self, view: FinishView, stage: Stage) -> None:
        """Keep that the record reached a stage today."""
        act = partial(record_step, self._app, view.record.id, stage)
        self._run(act, lambda _value: self._tell(f"Kept: {stage.label.lower()}."))

    def ask_answer(self, view: FinishView) -> None:
        """Ask what the school answered."""
        dialog = AnswerDialog(view.follow)
        dialog.asked.connect(lambda: self._answer(view, dialog))
        dialog.open_over(self._over)

    def ask_read(self, view: FinishView) -> None:
        """Ask who read it for quality, and when."""
        act = partial(readers, self._app, view.record.id)
        self._lanes.run(act, done=lambda team: self._ask_reader(view, team))

    def ask_sent(self, view: FinishView) -> None:
        """Ask to whom it was sent in another way, and when."""
        dialog = SentDialog(view.follow)
        dialog.asked.connect(lambda: self._sent(view, dialog))
        dialog.open_over(self._over)

    def take_back(self, view: FinishView) -> None:
        """Take the last stage back; the banner offers to undo that."""
        self._run(partial(take_back, self._app, view.record.id), self._taken_back)

    def _ask_reader(self, view: FinishView, team: tuple[Adviser, ...]) -> None:
        if not isValid(self._over):
            return
        dialog = ReadDialog(view.follow, team)
        dialog.asked.connect(lambda: self._read(view, dialog))
        dialog.open_over(self._over)

    def _read(self, view: FinishView, dialog: ReadDialog) -> None:
        act = partial(
            record_step,
            self._app,
            view.record.id,
            Stage.QUALITY_READ,
            reader=dialog.reader,
            role=dialog.somebody_s_role,
            on=dialog.day.value,
        )
        self._run(act, lambda _value: self._tell("Kept: quality read."), dialog)

    def _answer(self, view: FinishView, dialog: AnswerDialog) -> None:
        stage = dialog.stage
        assert stage is not None
        silent = stage is Stage.NO_ANSWER
        act = partial(
            record_step,
            self._app,
            view.record.id,
            stage,
            role="" if silent else dialog.role.value,
            on=None if silent else dialog.day.value,
            words=dialog.words_said.text if stage is Stage.CORRECTION else "",
        )
        self._run(act, lambda _value: self._tell(f"Kept: {stage.label.lower()}."), dialog)

    def _sent(self, view: FinishView, dialog: SentDialog) -> None:
        final = Stage.FINAL_SENT in view.follow.following
        stage = Stage.FINAL_SENT if final else Stage.SENT
        act = partial(
            record_step,
            self._app,
            view.record.id,
            stage,
            role=dialog.role.value,
            on=dialog.day.value,
        )
        self._run(act, lambda _value: self._tell("Kept that it was sent."), dialog)

    def _taken_back(self, taken: TakenBack) -> None:
        undo = ("Undo", lambda: self._put_back(taken))
        self.told.emit("done", f"Taken back: {taken.stage.label.lower()}.", (undo,))

    def _put_back(self, taken: TakenBack) -> None:
        self._run(partial(put_back, self._app, taken), lambda _value: None)

    def _tell(self, words: str) -> None:
        self.told.emit("done", words, ())

    def _run(
        self,
        act: Callable[[], Done[Any]],
        then: Callable[[Any], object],
        dialog: FormDialog | None = None,
    ) -> None:
        """Do it in the store lane; what is wrong is said in the dialog, or in the banner."""
        if dialog is not None:
            dialog.show_busy(busy=True)

        def done(result: Done[Any]) -> None:
            if dialog is not None and still_there(dialog):
                dialog.accept()
            self.wrote.emit(result.changes)
            then(result.value)
            self.kept.emit()

        def failed(error: Exception) -> None:
            if dialog is not None and still_there(dialog):
                dialog.show_error(str(error))
            else:
                self.told.emit("late", str(error), ())

        self._lanes.run(act, done=done, failed=failed)
