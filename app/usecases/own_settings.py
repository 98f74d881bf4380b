"""Settings of this laptop and this person, read and kept in the encrypted store."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from app.errors import InputError
from app.parts import App
from app.settings import EXPORT_FOLDER, Setting

T = TypeVar("T")


def read_setting(app: App, setting: Setting[T]) -> T:
    """What is kept of a setting, else its default."""
    with app.store.reading() as reader:
        return setting.read(reader)


def keep_setting(app: App, setting: Setting[T], value: T) -> T:
    """Keep a setting; InputError where it cannot be that. Answers with what is kept."""
    with app.store.unit_of_work() as work:
        setting.write(work, value)
        work.commit()
    return value


def export_folder(app: App) -> Path | None:
    """The folder the person chose for PDFs and drafts; None until one is chosen."""
    return read_setting(app, EXPORT_FOLDER)


def usual_export_folder() -> Path:
    """The folder to suggest: `Visitbook` among this person's documents."""
    from platformdirs import user_documents_path

    return user_documents_path() / "Visitbook"


def choose_export_folder(app: App, folder: Path) -> Path:
    """Keep where PDFs and drafts go: never inside the data folder, which is not readable."""
    if not folder.is_absolute():
        raise InputError("Please choose a folder with its whole path. Nothing has been changed.")
    if folder.resolve().is_relative_to(app.folder.resolve()):
        raise InputError(
            "PDFs can be read by anyone who finds them, so they don’t belong in Visitbook’s own "
            "folder. Choose a folder of your own. Nothing has been changed."
        )
    kept: Path | None = folder
    keep_setting(app, EXPORT_FOLDER, kept)
    return folder
