"""Passphrase, recovery key and remembered unlock, changed by whoever knows the passphrase.

Each asks for the passphrase again: an open window that was left alone must not be enough to lock
its owner out. Opening with a passphrase takes about a second by design.
"""

from __future__ import annotations

from pathlib import Path

from app import vault


def change_passphrase(folder: Path, current: str, new: str) -> None:
    """Give the data folder a new passphrase; the old one opens no more, the recovery key stays.

    Raises WrongPassphraseError, and VaultError where the new one is too short.
    """
    vault.change_passphrase(folder, vault.unlock(folder, current), new)


def new_recovery_key(folder: Path, passphrase: str) -> str:
    """A new recovery key to print or save, shown once; the old one opens no more."""
    return vault.new_recovery_key(folder, vault.unlock(folder, passphrase))


def can_remember() -> bool:
    """Whether this system has a key store that can be trusted with the key."""
    return vault.can_remember()


def remember(folder: Path, passphrase: str) -> bool:
    """Keep the key in the system's key store; False where that refuses."""
    return vault.remember(folder, vault.unlock(folder, passphrase))


def forget(folder: Path) -> bool:
    """Take the key out of the system's key store; False where that refuses."""
    return vault.forget(folder)
