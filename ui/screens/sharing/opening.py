"""Opening the dialogs of sharing, and doing what they ask for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.places import Navigator, RecordPage, Records
from ui.screens.sharing.clash_list import ClashBlock
from ui.screens.sharing.clashes_dialog import ClashesDialog
from ui.screens.sharing.join_dialog import JoinDialog
from ui.screens.sharing.share_dialog import ShareDialog
from ui.tasks import Lanes
from ui.usual_folders import documents
from ui.widgets.form_dialog import FormDialog, still_there

if TYPE_CHECKING:
    from app.domain.changes import Done
    from app.parts import App
    from app.usecases.sharing import Joined


class SharingWork(QObject):
    """The work behind one dialog, done through the store lane. `wrote` carries changes."""

    wrote = Signal(tuple)

    def __init__(self, app: App, lanes: Lanes, dialog: FormDialog) -> None:
        super().__init__(dialog)
        self._app = app
        self._lanes = lanes
        self._dialog = dialog

    def run(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Do `work`, then `done` with its answer unless the dialog was closed meanwhile."""
        dialog = self._dialog

        def tell(answer: Any) -> None:
            if still_there(dialog):
                done(answer)

        def complain(error: Exception) -> None:
            if still_there(dialog):
                dialog.show_error(str(error))

        dialog.show_busy(busy=True)
        self._lanes.run(work, done=tell, failed=complain)

    def settle(self, record_id: str, block: ClashBlock, value: object) -> None:
        """Have one version of a place stand."""
        from app.usecases.clashes import settle_clash

        def settled(done: Done[str]) -> None:
            self._dialog.show_busy(busy=False)
            self.wrote.emit(done.changes)
            block.show_settled()

        work = partial(settle_clash, self._app, record_id, block.line.clash, value)  # type: ignore[arg-type]  # a version's own value
        self.run(work, settled)


def open_share(parent: QWidget, app: App, lanes: Lanes, record_id: str) -> ShareDialog:
    """Ask where a record's file goes, write it, and show its code."""
    from app.usecases.sharing import name_for, share_record

    dialog = ShareDialog()
    work = SharingWork(app, lanes, dialog)
    dialog.open_over(parent)
    work.run(partial(name_for, app, record_id), lambda name: dialog.suggest(documents() / name))
    dialog.asked.connect(
        lambda: work.run(partial(share_record, app, record_id, dialog.path), dialog.show_shared)
    )
    return dialog


def open_join(
    parent: QWidget, app: App, lanes: Lanes, navigator: Navigator, path: Path | None = None
) -> SharingWork:
    """Ask for a colleague's file and its code, show what it does, join it."""
    from app.usecases.sharing import join_record, look_into

    dialog = JoinDialog()
    work = SharingWork(app, lanes, dialog)
    joined_id: list[str] = []

    def previewed(joined: Joined) -> None:
        joined_id[:] = [joined.record.id]
        dialog.show_preview(joined)

    def was_joined(done: Done[Joined]) -> None:
        dialog.show_busy(busy=False)
        dialog.show_joined(done.value)
        work.wrote.emit(done.changes)

    def to_record() -> None:
        dialog.accept()
        navigator.go(Records())  # leaves the record, where it is open, so that it is read anew
        navigator.go(RecordPage(joined_id[0]))

    dialog.asked.connect(
        lambda: work.run(partial(look_into, app, dialog.path, dialog.typed), previewed)
    )
    dialog.join_asked.connect(
        lambda: work.run(partial(join_record, app, dialog.path, dialog.typed), was_joined)
    )
    dialog.open_asked.connect(to_record)
    dialog.clashes.chosen.connect(lambda block, value: work.settle(joined_id[0], block, value))
    if path is not None:
        dialog.line.setText(str(path))
    dialog.open_over(parent)
    (dialog.code if path else dialog.choose).setFocus()
    return work


def open_clashes(parent: QWidget, app: App, lanes: Lanes, record_id: str) -> SharingWork:
    """Show the places of a record that two people filled in, to choose between."""
    from app.usecases.clashes import record_clashes

    dialog = ClashesDialog()
    work = SharingWork(app, lanes, dialog)
    dialog.open_over(parent)

    def show(lines: Any) -> None:
        dialog.show_busy(busy=False)
        dialog.show_lines(lines)

    dialog.clashes.chosen.connect(lambda block, value: work.settle(record_id, block, value))
    work.run(partial(record_clashes, app, record_id), show)
    return work
