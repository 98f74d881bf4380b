"""The only wiring: a data folder, its keys and its store become an `App`.

The store is imported when a folder is opened, not before: the window is on screen first.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import VaultError
from app.paths import KEY_FILE

if TYPE_CHECKING:
    from app.parts import App
    from app.storage import FolderLock

Clock = Callable[[], datetime]
SAMPLE_FOLDER = "sample"


def local_clock() -> datetime:
    """The time on this laptop, with its zone."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Begun:
    """A new laptop: the open program, and the recovery key to print or save, shown once."""

    app: App
    recovery_key: str


def is_set_up(folder: Path) -> bool:
    """Whether the data folder has keys, so that a passphrase opens it."""
    return (folder / KEY_FILE).exists()


def lock_folder(folder: Path) -> FolderLock:
    """The right to write in the data folder, taken: FolderInUseError while another has it."""
    from app.storage import FolderLock

    lock = FolderLock(folder)
    lock.take()
    return lock


def begin(
    folder: Path,
    *,
    name: str,
    role: str,
    passphrase: str,
    email: str = "",
    organisation: str = "",
    clock: Clock = local_clock,
) -> Begun:
    """Set a data folder up: keys, an encrypted store, who holds this laptop, phrases to begin with.

    All of it or nothing: what was begun is removed where a step fails. Raises VaultError where
    there are keys, or records whose keys are lost: those are never overwritten.
    """
    from app import vault
    from app.usecases.people import introduce
    from app.usecases.phrases import add_starter_phrases

    _refuse_if_keys_are_lost(folder)
    new = vault.set_up(folder, passphrase)
    try:
        app = open_with_key(folder, new.key, clock=clock)
        try:
            app = introduce(app, name=name, role=role, email=email, organisation=organisation)
            add_starter_phrases(app)
        except BaseException:
            app.store.close()
            raise
    except BaseException:
        _undo_beginning(folder)
        raise
    return Begun(app, new.recovery_key)


def _refuse_if_keys_are_lost(folder: Path) -> None:
    """Records without their keys are a loss, not a beginning: a new key would never open them."""
    from app.storage import holds_records

    if not is_set_up(folder) and holds_records(folder):
        raise VaultError(
            f"The records in {folder} are here, but {KEY_FILE}, which unlocks them, is missing. "
            f"Nothing has been changed. Every safety copy and backup has {KEY_FILE} in it: "
            "restore the newest one, and keep what it sets aside."
        )


def _undo_beginning(folder: Path) -> None:
    """Remove what a beginning made that failed; there was neither key nor database before it."""
    from app.storage import remove_new

    remove_new(folder)
    with contextlib.suppress(OSError):  # what made the set-up fail is told, not this
        (folder / KEY_FILE).unlink(missing_ok=True)


def begin_sample(folder: Path, *, clock: Clock = local_clock) -> App:
    """Open a fresh sample project below the data folder `folder`; an earlier one is replaced.

    Its passphrase is thrown away: everything in it is invented, and made anew each time.
    """
    import secrets
    import shutil

    from app.usecases.sample import fill_with_sample, read_sample

    place = folder / SAMPLE_FOLDER
    shutil.rmtree(place, ignore_errors=True)
    me = read_sample()["me"]
    begun = begin(place, passphrase=secrets.token_urlsafe(), clock=clock, **me)
    fill_with_sample(begun.app)
    return begun.app


def unlock(
    folder: Path, passphrase: str, *, remember: bool = False, clock: Clock = local_clock
) -> App:
    """Open a data folder with its passphrase; `remember` keeps the key in the system's key store.

    Raises WrongPassphraseError, and what opening the store raises.
    """
    from app import vault

    _refuse_if_keys_are_lost(folder)
    key = vault.unlock(folder, passphrase)
    if remember:
        vault.remember(folder, key)
    return open_with_key(folder, key, clock=clock)


def remembered_key(folder: Path) -> bytes | None:
    """The key that the system's key store kept for this data folder; None where it has none."""
    from app import vault

    return vault.remembered(folder)


def recover(
    folder: Path, recovery_key: str, new_passphrase: str, *, clock: Clock = local_clock
) -> App:
    """Open a data folder with its recovery key, and give it a new passphrase.

    Raises WrongRecoveryKeyError, and what opening the store raises.
    """
    from app import vault

    _refuse_if_keys_are_lost(folder)
    key = vault.unlock_with_recovery(folder, recovery_key)
    vault.change_passphrase(folder, key, new_passphrase)
    return open_with_key(folder, key, clock=clock)


def change_passphrase(folder: Path, passphrase: str, new_passphrase: str) -> None:
    """Give a data folder a new passphrase; the recovery key stays as it is.

    Raises WrongPassphraseError, and VaultError where the new one is too short.
    """
    from app import vault

    _refuse_if_keys_are_lost(folder)
    vault.change_passphrase(folder, vault.unlock(folder, passphrase), new_passphrase)


def forget_key(folder: Path) -> bool:
    """Take a remembered key out of the system's key store; False where that refuses."""
    from app import vault

    return vault.forget(folder)


def open_with_key(folder: Path, key: bytes, *, clock: Clock = local_clock) -> App:
    """Open a data folder with its key, as a remembered unlock does."""
    from app.parts import App
    from app.storage import open_store
    from app.usecases.guards import ME_SETTING

    store = open_store(folder, key, clock=clock)
    with store.reading() as reader:
        me = reader.setting(ME_SETTING) or ""
    store.person = me
    return App(folder=folder, store=store, clock=clock, me=me)
