"""Asking whether a draft is to be discarded."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.dialog_work import DialogWork
from ui.screens.discard.dialog import DiscardDialog
from ui.tasks import Lanes

if TYPE_CHECKING:
    from app.parts import App


def open_discard(parent: QWidget, app: App, lanes: Lanes, record_id: str) -> DiscardDialog:
    """Ask over the window of `parent`; the dialog's `asked` is the yes."""
    from app.usecases.discarding import discard_plan

    dialog = DiscardDialog()
    work = DialogWork(lanes, dialog, parent)
    dialog.open_over(parent)
    dialog.asked.connect(dialog.accept)
    work.do(partial(discard_plan, app, record_id), dialog.show_plan)
    return dialog
