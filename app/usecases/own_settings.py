"""Settings of this laptop and this person, read and kept in the encrypted store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from app.domain.changes import Seen
from app.domain.outbox import MailAccount
from app.domain.people import Adviser
from app.errors import InputError
from app.parts import App
from app.settings import EXPORT_FOLDER, LOCK_AFTER_MINUTES, SPELL_CHECK, SYNC_MINUTES, Setting
from app.storage import kept_account
from app.usecases.keys import can_remember
from app.usecases.safety_copies import CopyLine, copies_in_words

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SettingsView:
    """What the settings page shows; `seen` goes back with a change to `me`."""

    me: Adviser | None
    seen: Seen
    lock_after: int
    export_folder: Path | None
    copies: tuple[CopyLine, ...]
    can_remember: bool
    data_folder: Path
    spell_check: bool = True
    account: MailAccount | None = None
    sync_minutes: int = SYNC_MINUTES.default


def settings_view(app: App) -> SettingsView:
    """What the settings page shows."""
    with app.store.reading() as reader:
        me = reader.find(Adviser, id=app.me) if app.me else ()
        return SettingsView(
            me=me[0] if me else None,
            seen=reader.seen,
            lock_after=LOCK_AFTER_MINUTES.read(reader),
            export_folder=EXPORT_FOLDER.read(reader),
            copies=copies_in_words(app.folder),
            can_remember=can_remember(),
            data_folder=app.folder,
            spell_check=SPELL_CHECK.read(reader),
            account=kept_account(reader),
            sync_minutes=SYNC_MINUTES.read(reader),
        )


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
