"""Offering a newer version of a record's form: what it would do, done on a yes, undone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.changes import Done
from app.forms.moving import LeftOut, WhyLeftOut
from app.parts import App
from app.usecases.form_versions import VersionMove, move_record, newer_version, preview_move
from app.usecases.opened import OpenRecord
from ui.failures import Failures
from ui.live_record import LiveRecord
from ui.tasks import Lanes
from ui.widgets.banner import BannerHost
from ui.widgets.form_dialog import FormDialog, still_there
from ui.widgets.text import Words

_KEY = "form version"
_LONGEST = 160  # letters of an answer that are shown
_WHY = {
    WhyLeftOut.NO_QUESTION: "the new version doesn’t ask this",
    WhyLeftOut.OTHER_KIND: "the new version asks for another kind of answer",
    WhyLeftOut.WORKED_OUT: "the new version works this out by itself",
    WhyLeftOut.OTHER_ROWS: "the new version counts these rows by itself, or no longer does",
    WhyLeftOut.NOT_OFFERED: "this choice is no longer offered",
    WhyLeftOut.NO_LONGER_PRIVATE: "you wrote it as private, and the new version would print it",
}


class FormVersion(QObject):
    """Offers the newer version of the form of the record on screen.

    `moved` carries the `Done` of a move: the record has to be opened again.
    """

    moved = Signal(object)

    def __init__(
        self, app: App, lanes: Lanes, banners: BannerHost, failures: Failures, over: QWidget
    ) -> None:
        super().__init__(over)
        self._app = app
        self._lanes = lanes
        self._banners = banners
        self._failures = failures
        self._over = over
        self._live: LiveRecord | None = None
        self._declined: set[tuple[str, str]] = set()

    def show_record(self, live: LiveRecord) -> None:
        """Look whether there is a newer version of the form of this record."""
        self._live = live
        self._banners.clear(_KEY)
        record = live.opened.record
        self._lanes.run(newer_version, self._app, record, done=partial(self._offer, live))

    def _offer(self, live: LiveRecord, version: str) -> None:
        record_id = live.opened.record.id
        if live is not self._live or not version or (record_id, version) in self._declined:
            return
        self._banners.show_banner(
            "info",
            "There is a newer version of this form. This record keeps the version it began with, "
            "unless you move it.",
            (
                ("See what would change", partial(self._preview, live)),
                ("Keep this version", partial(self._declined.add, (record_id, version))),
            ),
            key=_KEY,
        )

    def _preview(self, live: LiveRecord) -> None:
        """What is on screen is kept first: the preview tells of all that was answered."""

        def go_on() -> None:
            if live is self._live:
                work = partial(preview_move, self._app, live.opened.record.id)
                self._lanes.run(work, done=self._ask, failed=self._failures.present)

        live.once_kept(go_on)

    def _ask(self, move: VersionMove) -> None:
        dialog = VersionDialog(move)
        dialog.asked.connect(partial(self._move, dialog, move))
        dialog.open_over(self._over)

    def _move(self, dialog: VersionDialog, move: VersionMove) -> None:
        dialog.show_busy(busy=True)

        def done(result: Done[OpenRecord]) -> None:
            if still_there(dialog):
                dialog.accept()
            self._taken(result, move)

        def failed(error: Exception) -> None:
            if still_there(dialog):
                dialog.reject()
            self._failures.present(error)

        work = partial(move_record, self._app, move.record_id, move.to_version)
        self._lanes.run(work, done=done, failed=failed)

    def _taken(self, result: Done[OpenRecord], move: VersionMove) -> None:
        self.moved.emit(result)
        aside = len(move.left_out)
        kept = f" {_answers(aside)} kept aside with it." if aside else ""
        self._banners.show_banner(
            "done",
            f"The record was moved to the newer version of its form.{kept}",
            (("Undo", partial(self._undo, move)),),
            key=f"{_KEY} moved",
        )

    def _undo(self, move: VersionMove) -> None:
        live = self._live
        if live is None or live.opened.record.id != move.record_id:
            return

        def go_on() -> None:
            self._declined.add((move.record_id, move.to_version))
            work = partial(move_record, self._app, move.record_id, move.from_version)
            self._lanes.run(work, done=self.moved.emit, failed=self._failures.present)

        live.once_kept(go_on)


class VersionDialog(FormDialog):
    """What moving a record to a newer version of its form would do."""

    def __init__(self, move: VersionMove) -> None:
        super().__init__(
            "Move this record to the newer version?",
            "Move the record",
            f"{_answers(move.taken_over)} taken over as they are. Nothing is deleted, and you "
            "can undo this.",
            icon="arrow-right",
            ems=40,
        )
        self._part("New questions", [f"• {label}" for label in move.new], "No new questions.")
        self._part(
            "Kept aside",
            [_left(each) for each in move.left_out],
            "Nothing has to be kept aside.",
        )
        self.cancel.setText("Keep this version")

    def _part(self, title: str, lines: Iterable[str], none: str) -> None:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Words(title, "body", strong=True))
        for line in [*lines] or [none]:
            column.addWidget(Words(line, "table", wrap=True))
        self.column.addWidget(part)


def _answers(count: int) -> str:
    return "1 answer is" if count == 1 else f"{count or 'No'} answers are"


def _left(left: LeftOut) -> str:
    said = " ".join((left.words or left.value).split())
    said = f"{said[:_LONGEST]}…" if len(said) > _LONGEST else said
    asked = left.label or left.ref
    return f"• {asked if asked.endswith('?') else f'{asked}:'} “{said}” ({_WHY[left.why]})"
