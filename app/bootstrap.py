"""The only wiring: a data folder, its keys and its store become an `App`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app import vault
from app.parts import App
from app.storage import FolderLock, open_store
from app.usecases.people import ME_SETTING, introduce

Clock = Callable[[], datetime]


def local_clock() -> datetime:
    """The time on this laptop, with its zone."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Begun:
    """A new laptop: the open program, and the recovery key to print or save, shown once."""

    app: App
    recovery_key: str


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
    """Set a data folder up: keys, an empty encrypted store, and who holds this laptop."""
    new = vault.set_up(folder, passphrase)
    app = open_with_key(folder, new.key, clock=clock)
    app = introduce(app, name=name, role=role, email=email, organisation=organisation)
    return Begun(app, new.recovery_key)


def unlock(folder: Path, passphrase: str, *, clock: Clock = local_clock) -> App:
    """Open a data folder with its passphrase."""
    return open_with_key(folder, vault.unlock(folder, passphrase), clock=clock)


def open_with_key(folder: Path, key: bytes, *, clock: Clock = local_clock) -> App:
    """Open a data folder with its key, as a remembered unlock does."""
    store = open_store(folder, key, clock=clock)
    with store.reading() as reader:
        me = reader.setting(ME_SETTING) or ""
    store.person = me
    return App(folder=folder, store=store, clock=clock, me=me)


__all__ = ["Begun", "FolderLock", "begin", "local_clock", "open_with_key", "unlock"]
