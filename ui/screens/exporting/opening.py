"""Opening the dialogs of export and import, and doing what they ask for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from ui.dialog_work import DialogWork
from ui.failures import Failures
from ui.places import Navigator, RecordPage, Records
from ui.screens.exporting.export_dialog import ExportDialog
from ui.screens.exporting.import_dialog import ImportDialog
from ui.tasks import Lanes
from ui.usual_folders import documents
from ui.widgets.form_dialog import FormDialog, still_there

if TYPE_CHECKING:
    from app.domain.changes import Done
    from app.parts import App
    from app.usecases.exporting import Exported
    from app.usecases.importing import Imported

NONE_FINISHED = "No record in this list is finished yet, so there is nothing to export."


def open_export(
    parent: QWidget, app: App, lanes: Lanes, failures: Failures, records: tuple[str, ...]
) -> ExportDialog | None:
    """Ask which records leave as what, and write them; None where none is finished."""
    from app.usecases.exporting import FORMATS, export_records, suggested_name

    if not records:
        failures.tell("due", NONE_FINISHED, key="export")
        return None
    dialog = ExportDialog(FORMATS, records)

    def suggest(_value: str = "") -> None:
        name = partial(suggested_name, app, dialog.records, dialog.kind.value)
        dialog.show_busy(busy=True)
        lanes.run(name, done=suggested, failed=partial(_fail, dialog))

    def suggested(name: str) -> None:
        if still_there(dialog):
            typed = dialog.line.text().strip()
            dialog.suggest((dialog.path.parent if typed else documents()) / name)

    def exported(made: Exported) -> None:
        where = made.paths[0]
        failures.tell("done", f"Saved {where.name} in {where.parent}. {made.remark}".strip())
        if still_there(dialog):
            dialog.accept()

    def save() -> None:
        replaces = dialog.replaces
        dialog.show_busy(busy=True)
        task = lanes.slow(
            lambda _progress, *args: export_records(app, *args, replace_files=replaces),
            dialog.records,
            dialog.kind.value,
            dialog.path,
        )
        task.done.connect(exported)
        task.failed.connect(partial(_fail, dialog))
        task.start()

    dialog.which.chosen.connect(suggest)
    dialog.kind.chosen.connect(suggest)
    dialog.asked.connect(save)
    dialog.open_over(parent)
    suggest()
    return dialog


def open_import(parent: QWidget, app: App, lanes: Lanes, navigator: Navigator) -> DialogWork:
    """Ask for records' XML and their school, take them in, lead to the drafts."""
    from app.usecases.importing import import_records, records_there
    from app.usecases.schools import my_schools

    dialog = ImportDialog()
    work = DialogWork(lanes, dialog, parent)
    taken_ids: list[str] = []

    def offer(lines: Any) -> None:
        dialog.offer([(str(line.school.urn), line.school.name) for line in lines])

    def look() -> None:
        path = dialog.path
        work.do(partial(records_there, app, path), partial(dialog.show_records, path))

    def take() -> None:
        if dialog.is_known:
            chosen = partial(import_records, app, dialog.path, dialog.urn, dialog.names)
            work.do(chosen, was_taken)
        else:
            look()

    def was_taken(done: Done[Imported]) -> None:
        taken_ids[:] = [each.record.id for each in done.value.taken]
        dialog.show_taken(done.value)

    def to_records() -> None:
        dialog.accept()
        navigator.go(RecordPage(taken_ids[0]) if len(taken_ids) == 1 else Records())

    dialog.file_named.connect(look)
    dialog.asked.connect(take)
    dialog.open_asked.connect(to_records)
    dialog.open_over(parent)
    work.do(partial(my_schools, app), offer)
    return work


def _fail(dialog: FormDialog, error: Exception) -> None:
    if still_there(dialog):
        dialog.show_failure(error)
