"""A record and the versions of its form: moved on a yes, moved back, and what is kept aside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.changes import Done
from app.domain.own_forms import version_order
from app.parts import App
from app.usecases.form_versions import (
    VersionMove,
    VersionStanding,
    move_record,
    preview_move,
    version_standing,
)
from app.usecases.opened import OpenRecord
from ui.commands import Act
from ui.failures import Failures
from ui.live_record import LiveRecord
from ui.screens.record.kept_aside import KeptAsideDialog, left_words
from ui.screens.record.sections_panel import SectionsPanel
from ui.tasks import Lanes
from ui.widgets.banner import BannerHost
from ui.widgets.form_dialog import FormDialog, still_there
from ui.widgets.text import Words

_KEY = "form version"
_NONE = VersionStanding("", "", ())


class FormVersion(QObject):
    """Offers the newer version of the form of the record on screen, and the way back from it.

    `moved` carries the `Done` of a move: the record has to be opened again. `changed` follows when
    other acts may be offered.
    """

    moved = Signal(object)
    changed = Signal()

    def __init__(
        self,
        app: App,
        lanes: Lanes,
        banners: BannerHost,
        failures: Failures,
        sections: SectionsPanel,
    ) -> None:
        super().__init__(sections)
        self._app = app
        self._lanes = lanes
        self._banners = banners
        self._failures = failures
        self._sections = sections
        self._live: LiveRecord | None = None
        self._standing = _NONE
        self._declined: set[tuple[str, str]] = set()
        sections.aside_asked.connect(self._show_aside)

    def show_record(self, live: LiveRecord) -> None:
        """Look how this record stands to the versions of its form."""
        self._live = live
        self._banners.clear(_KEY)
        self._take(live, _NONE)
        record_id = live.opened.record.id
        self._lanes.run(version_standing, self._app, record_id, done=partial(self._found, live))

    def acts(self) -> Mapping[str, Act]:
        """What can be done now."""
        live, acts = self._live, dict[str, Act]()
        if live is not None and self._standing.before:
            acts["move_back"] = partial(self._preview, live, self._standing.before)
        if self._standing.aside:
            acts["kept_aside"] = self._show_aside
        return acts

    def _take(self, live: LiveRecord, standing: VersionStanding) -> None:
        if live is self._live:
            self._standing = standing
            self._sections.show_aside(len(standing.aside))
            self.changed.emit()

    def _found(self, live: LiveRecord, standing: VersionStanding) -> None:
        self._take(live, standing)
        self._offer(live, standing.newer)

    def _show_aside(self) -> None:
        KeptAsideDialog(self._standing.aside).open_over(self._sections)

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

    def _preview(self, live: LiveRecord, version: str = "") -> None:
        """What is on screen is kept first: the preview tells of all that was answered."""

        def go_on() -> None:
            if live is self._live:
                work = partial(preview_move, self._app, live.opened.record.id, version)
                self._lanes.run(work, done=self._ask, failed=self._failures.present)

        live.once_kept(go_on)

    def _ask(self, move: VersionMove) -> None:
        dialog = VersionDialog(move)
        dialog.asked.connect(partial(self._move, dialog, move))
        dialog.open_over(self._sections)

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
        if _goes_back(move):  # or the version just left would be offered at once
            self._declined.add((move.record_id, move.from_version))
        self.moved.emit(result)
        aside = len(move.left_out)
        where = f"back to version {move.to_version}" if _goes_back(move) else "to the newer version"
        kept = f" {_answers(aside)} kept aside with it." if aside else ""
        self._banners.show_banner(
            "done",
            f"The record was moved {where} of its form.{kept}",
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
    """What moving a record to a newer version of its form would do, or back to an earlier one."""

    def __init__(self, move: VersionMove) -> None:
        back = _goes_back(move)
        super().__init__(
            f"Move this record back to version {move.to_version}?"
            if back
            else "Move this record to the newer version?",
            "Move the record",
            f"{_answers(move.taken_over)} taken over as they are. Nothing is deleted, and you "
            "can undo this.",
            icon="arrow-right",
            ems=40,
        )
        title, none = (
            ("Questions again", "No more questions.")
            if back
            else ("New questions", "No new questions.")
        )
        self._part(title, [f"• {label}" for label in move.new], none)
        self._part(
            "Kept aside",
            [
                f"• {left_words(each, 'that version' if back else 'the new version')}"
                for each in move.left_out
            ],
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


def _goes_back(move: VersionMove) -> bool:
    return version_order(move.to_version) < version_order(move.from_version)
