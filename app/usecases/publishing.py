"""Finished notes put in a plain folder for others to read, when somebody asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.domain.records import Record, RecordState
from app.errors import ExportError
from app.parts import App
from app.usecases.at_hand import Report, silent
from app.usecases.documents import check_folder, draw, write_document
from app.usecases.handing_over import is_for_school


@dataclass(frozen=True, slots=True)
class Published:
    """What was put in the folder: new files, those that were there already, those left alone.

    `left` names files that are there with other content: nothing there is ever written over.
    """

    folder: Path
    written: tuple[str, ...] = ()
    there: int = 0
    left: tuple[str, ...] = ()


def publish(app: App, folder: Path, report: Report = silent) -> Published:
    """Put the PDF of every finished record for a school into `folder`, under its usual name.

    Records for the team alone are left out. Raises ExportError where that is no folder for it.
    """
    check_folder(app, folder)
    with app.store.reading() as reader:
        finished = reader.find(Record, state=RecordState.FINISHED)
        records = [record for record in finished if is_for_school(reader, record)]
    written: list[str] = []
    left: list[str] = []
    for done, record in enumerate(records):
        report(done, len(records), "Writing notes …")
        drawn = draw(app, record.id)
        path = folder / drawn.file_name
        if not path.exists():
            write_document(path, drawn.content)
            written.append(drawn.file_name)
        elif _content(path) != drawn.content:
            left.append(drawn.file_name)
    there = len(records) - len(written) - len(left)
    return Published(folder, tuple(written), there, tuple(left))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ExportError(
            f"{path.name} can’t be read, so it was left as it is. Your records are safe. "
            "Check the folder, or choose another."
        ) from error
