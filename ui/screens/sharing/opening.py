"""Opening the dialogs of sharing, and doing what they ask for."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.dialog_work import DialogWork
from ui.places import Navigator, RecordPage, Records
from ui.screens.sharing.clash_list import ClashBlock
from ui.screens.sharing.clashes_dialog import ClashesDialog
from ui.screens.sharing.join_dialog import JoinDialog
from ui.screens.sharing.share_dialog import ShareDialog
from ui.tasks import Lanes
from ui.usual_folders import documents

if TYPE_CHECKING:
    from app.domain.changes import Done, FieldValue
    from app.parts import App
    from app.usecases.sharing import Joined


def open_share(parent: QWidget, app: App, lanes: Lanes, record_id: str) -> ShareDialog:
    """Ask where a record's file goes, write it, and show its code."""
    from app.usecases.sharing import name_for, share_record

    dialog = ShareDialog()
    work = DialogWork(lanes, dialog, parent)
    dialog.open_over(parent)
    work.fetch(partial(name_for, app, record_id), lambda name: dialog.suggest(documents() / name))

    def share() -> None:
        sharing = partial(share_record, app, record_id, dialog.path, replace_file=dialog.replaces)
        work.do(sharing, dialog.show_shared)

    dialog.asked.connect(share)
    return dialog


def open_join(
    parent: QWidget, app: App, lanes: Lanes, navigator: Navigator, path: Path | None = None
) -> DialogWork:
    """Ask for a colleague's file and its code, show what it does, join it."""
    from app.usecases.sharing import join_record, look_into

    dialog = JoinDialog()
    work = DialogWork(lanes, dialog, parent)
    joined_id: list[str] = []

    def previewed(joined: Joined) -> None:
        joined_id[:] = [joined.record.id]
        dialog.show_preview(joined)

    def was_joined(done: Done[Joined]) -> None:
        dialog.show_joined(done.value)

    def to_record() -> None:
        dialog.accept()
        navigator.go(Records())  # leaves the record, where it is open, so that it is read anew
        navigator.go(RecordPage(joined_id[0]))

    dialog.asked.connect(
        lambda: work.do(partial(look_into, app, dialog.path, dialog.typed), previewed)
    )
    dialog.join_asked.connect(
        lambda: work.do(partial(join_record, app, dialog.path, dialog.typed), was_joined)
    )
    dialog.open_asked.connect(to_record)
    dialog.clashes.chosen.connect(
        lambda block, value: _settle(work, app, joined_id[0], block, value)
    )
    if path is not None:
        dialog.line.setText(str(path))
    dialog.open_over(parent)
    (dialog.code if path else dialog.choose).setFocus()
    return work


def open_clashes(parent: QWidget, app: App, lanes: Lanes, record_id: str) -> DialogWork:
    """Show the places of a record that two people filled in, to choose between."""
    from app.usecases.clashes import record_clashes

    dialog = ClashesDialog()
    work = DialogWork(lanes, dialog, parent)
    dialog.open_over(parent)
    dialog.clashes.chosen.connect(lambda block, value: _settle(work, app, record_id, block, value))
    work.fetch(partial(record_clashes, app, record_id), dialog.show_lines)
    return work


def _settle(
    work: DialogWork, app: App, record_id: str, block: ClashBlock, value: FieldValue
) -> None:
    """Have one version of a place stand."""
    from app.usecases.clashes import settle_clash

    settle = partial(settle_clash, app, record_id, block.line.clash, value)
    work.do(settle, lambda _done: block.show_settled())
