"""Where a dialog for files begins: a folder of the person's that is there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

_Location = QStandardPaths.StandardLocation


def documents() -> Path:
    """The person's documents, else their home."""
    return _there(_Location.DocumentsLocation)


def pictures() -> Path:
    """The person's pictures, else their home."""
    return _there(_Location.PicturesLocation)


def _there(location: QStandardPaths.StandardLocation) -> Path:
    """Such a folder is missing on some computers; a dialog then opens wherever it likes."""
    named = QStandardPaths.writableLocation(location)
    return Path(named) if named and Path(named).is_dir() else Path.home()
