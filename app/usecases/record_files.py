"""Records that come as XML: a file of one with its pictures beside it, or a ZIP file of several."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from app.errors import InputError
from app.usecases.files_outside import read_outside
from app.usecases.photos import picture_file

LARGEST_XML = 32 * 2**20
LARGEST_PICTURE = 25 * 2**20
MOST_ENTRIES = 5_000
MOST_RECORDS = 500
LARGEST_UNPACKED = 2**30
_SWELLS, _FROM = 200, 2**20  # times what is packed, of parts larger than this
_MOST_STEPS = 4
_PACKED_AS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_SEALED = 1  # the flag of a part with a password
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class RecordFile:
    """One record's XML. `name` tells it from others in `path`, and is blank for a file of its own.

    Nothing of it is read before it is asked for.
    """

    path: Path
    name: str = ""

    def xml(self) -> bytes:
        """The XML. Raises InputError where it can't be read or is too large."""
        if not self.name:
            return read_outside(self.path, LARGEST_XML)
        content = _read_member(self.path, self.name, LARGEST_XML)
        if content is None:
            raise _damaged(self.path)
        return content

    def picture(self, file_name: str) -> bytes | None:
        """The bytes of a picture that lies beside it, None where there is none of that name.

        `file_name` has to be a file's name alone. Raises InputError or OSError.
        """
        if self.name:
            beside = PurePosixPath(self.name).with_name(file_name)
            return _read_member(self.path, str(beside), LARGEST_PICTURE)
        path = self.path.with_name(file_name)
        return picture_file(path) if path.is_file() else None


def record_files(path: Path) -> tuple[RecordFile, ...]:
    """The records of a file, in the order of their names; an XML is one, whatever it holds.

    Raises InputError for a ZIP file that is damaged, has a password, would swell, or holds none.
    """
    if not _is_zip(path):
        return (RecordFile(path),)
    with _opened(path) as archive:
        names = sorted(each.filename for each in _sound(path, archive) if _is_xml(each.filename))
    if not names:
        raise InputError(
            f"{path.name} holds no record’s XML. Nothing has been changed: choose a ZIP file that "
            "was exported as OpenRosa XML."
        )
    if len(names) > MOST_RECORDS:
        raise InputError(f"{path.name} holds more than {MOST_RECORDS} records and was not read.")
    return tuple(RecordFile(path, name) for name in names)


def _is_zip(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(2) == b"PK"
    except OSError as error:
        raise _unreadable(path) from error


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except OSError as error:
        raise _unreadable(path) from error
    except _BROKEN as error:
        raise _damaged(path) from error


def _sound(path: Path, archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """The files in a ZIP that is what it says; nothing is unpacked to find that out."""
    entries = archive.infolist()
    swells = any(e.file_size > max(_FROM, e.compress_size * _SWELLS) for e in entries)
    too_large = sum(entry.file_size for entry in entries) > LARGEST_UNPACKED
    if len(entries) > MOST_ENTRIES or too_large or swells:
        raise InputError(
            f"{path.name} unpacks to far more than records can need, so it was not read. "
            "Nothing has been changed."
        )
    if any(entry.flag_bits & _SEALED for entry in entries):
        raise InputError(f"{path.name} has a password. Unpack it, and import the XML in it.")
    if any(entry.compress_type not in _PACKED_AS for entry in entries):
        raise InputError(
            f"{path.name} is packed in a way that can’t be read. Pack it as plain ZIP."
        )
    for entry in entries:
        if not _stays_inside(entry.orig_filename):
            raise InputError(
                f"A name in {path.name} leads out of its folder, so it was not read. "
                "Nothing has been changed."
            )
        if not entry.is_dir() and not _is_hidden(entry.filename):
            yield entry


def _stays_inside(name: str) -> bool:
    steps = name.split("/")
    odd = any(letter in name for letter in "\\:\0") or name.startswith("/")
    return not odd and ".." not in steps and len(steps) <= _MOST_STEPS


def _is_hidden(name: str) -> bool:
    """What some systems pack beside the files themselves."""
    return any(step.startswith((".", "__MACOSX")) for step in name.split("/"))


def _is_xml(name: str) -> bool:
    return name.lower().endswith(".xml")


def _read_member(path: Path, name: str, most: int) -> bytes | None:
    """A file in the ZIP; never more than `most` bytes of it are unpacked, whatever it says."""
    try:
        with _opened(path) as archive:
            if name not in {each.filename for each in _sound(path, archive)}:
                return None
            with archive.open(name) as file:
                content = file.read(most + 1)
    except OSError as error:
        raise _unreadable(path) from error
    except _BROKEN as error:
        raise _damaged(path) from error
    if len(content) > most:
        raise InputError(f"{name} is larger than {most // 2**20} MB, so it was not read.")
    return content


def _unreadable(path: Path) -> InputError:
    return InputError(
        f"{path.name} can’t be read. Nothing has been changed. "
        "Check that it is still there and that you may read it."
    )


def _damaged(path: Path) -> InputError:
    return InputError(
        f"{path.name} is damaged or cut short. Nothing has been changed: "
        "export the records again, or ask for the file again."
    )
