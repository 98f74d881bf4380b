"""Finished records leave as tables for spreadsheets, or as XML that other clients read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.photos import Photo
from app.domain.snapshot import Snapshot
from app.errors import ExportError, InputError
from app.parts import App
from app.usecases.files_outside import check_free, check_outside, plain_name, write_outside
from app.usecases.instances import instance_xml
from app.usecases.photos import picture_or_none
from app.usecases.records import finished_snapshot

XML, CSV, XLSX = "xml", "csv", "xlsx"
FORMATS: Mapping[str, str] = {
    XLSX: "Excel workbook",
    CSV: "CSV files",
    XML: "OpenRosa XML with photos",
}
"""What records can leave as, with the words for each."""

ZIP = ".zip"


@dataclass(frozen=True, slots=True)
class Exported:
    """The files that were written, and what could not go along."""

    paths: tuple[Path, ...]
    remark: str = ""


def export_records(
    app: App, record_ids: Sequence[str], kind: str, path: Path, *, replace_files: bool = False
) -> Exported:
    """Write finished records to `path`: a workbook, or a folder of files, or a ZIP file of them.

    Raises InputError for a format that there is not, NotFoundError where a record has not been
    finished, FileThereError where a file is there that was not said to be replaced, and ExportError
    where nothing can be written.
    """
    if kind not in FORMATS:
        raise InputError(f"There is no format “{kind}”. Choose from: {', '.join(FORMATS)}.")
    check_outside(app, path)
    snapshots = [finished_snapshot(app, record_id) for record_id in dict.fromkeys(record_ids)]
    if not snapshots:
        raise InputError("No record was chosen, so there is nothing to export.")
    content, missing = _MAKERS[kind](app, snapshots)
    if kind == XLSX:
        target = path / f"{_name(snapshots)}.xlsx" if path.is_dir() else path
        files = {target: content[""]}
    else:
        files = _placed(path, content)
    if not replace_files:
        check_free(files)
    for each, inside in files.items():
        write_outside(each, inside)
    return Exported(tuple(files), _remark(missing))


def suggested_name(app: App, record_ids: Sequence[str], kind: str) -> str:
    """A name for the file or folder of an export."""
    name = _name([finished_snapshot(app, record_id) for record_id in record_ids])
    return f"{name}.xlsx" if kind == XLSX else f"{name}{ZIP}"


Made = tuple[dict[str, bytes], int]
"""Files by their path below the target, and how many photos are missing."""


def _workbook(_app: App, snapshots: Sequence[Snapshot]) -> Made:
    from app.exports import tables_of, workbook

    return {"": workbook(tables_of(_printable(snapshots)))}, 0


def _csv(_app: App, snapshots: Sequence[Snapshot]) -> Made:
    from app.exports import csv_files, tables_of

    return csv_files(tables_of(_printable(snapshots))), 0


def _printable(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """As papers are: nothing private, and no number of pupils that gives a small group away."""
    from app.reports.content.printable import printable

    return [printable(snapshot, school_copy=True) for snapshot in snapshots]


def _xml(app: App, snapshots: Sequence[Snapshot]) -> Made:
    files: dict[str, bytes] = {}
    missing = 0
    for snapshot in snapshots:
        name = _folder_name(snapshot, files)
        files[f"{name}/{name}.xml"] = instance_xml(app, snapshot).encode()
        for photo in _photos(app, snapshot):
            picture = picture_or_none(app, photo.id)
            if picture is None:
                missing += 1
            else:
                files[f"{name}/{photo.file_name}"] = picture
    return files, missing


_MAKERS: Mapping[str, Callable[[App, Sequence[Snapshot]], Made]] = {
    XML: _xml,
    CSV: _csv,
    XLSX: _workbook,
}


def _photos(app: App, snapshot: Snapshot) -> tuple[Photo, ...]:
    """The photos that the frozen answers name."""
    named = {answer.value for answer in snapshot.answers() if answer.kind == "image"}
    with app.store.reading() as reader:
        photos = reader.find(Photo, record_id=snapshot.record_id)
    return tuple(photo for photo in photos if photo.file_name in named and not photo.private)


def _folder_name(snapshot: Snapshot, files: Iterable[str]) -> str:
    name = plain_name(snapshot.reference or snapshot.record_id)
    taken = {file.split("/")[0].casefold() for file in files}
    return name if name.casefold() not in taken else f"{name}-{plain_name(snapshot.record_id)}"


def _name(snapshots: Sequence[Snapshot]) -> str:
    first = snapshots[0]
    return plain_name(first.reference or first.form_id) if len(snapshots) == 1 else "records"


def _placed(path: Path, content: Mapping[str, bytes]) -> dict[Path, bytes]:
    """The files by where they go: one ZIP file, or each at its place in a folder."""
    if path.suffix.lower() == ZIP:
        return {path: _zipped(content)}
    targets = {path / name: each for name, each in content.items()}
    inside = path.resolve()
    if not all(target.resolve().is_relative_to(inside) for target in targets):
        raise ExportError("A name in this export leads out of its folder. Nothing was written.")
    return targets


def _zipped(content: Mapping[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as file:
        for name, each in content.items():
            file.writestr(name, each)
    return whole.getvalue()


def _remark(missing: int) -> str:
    if not missing:
        return ""
    photos = "1 photo is" if missing == 1 else f"{missing} photos are"
    return f"{photos} not on this laptop, so the XML names what is not beside it."
