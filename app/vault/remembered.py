"""Remembered unlock: the database key in the system's own key store, where there is one.

Windows Credential Locker, the macOS keychain, or the desktop's secret service on Linux. A Linux
without a desktop has none; then nothing is remembered and the passphrase is asked for.
"""

from __future__ import annotations

import logging
from pathlib import Path

from app.errors import VaultError
from app.vault import keyfile
from app.vault.keys import belongs

_SERVICE = "Visitbook"
_TRUSTED = 1  # keyring's own line: stores below it keep secrets in plain files, or nowhere
_log = logging.getLogger(__name__)


def can_remember() -> bool:
    """Whether this computer has a key store that can be trusted with the key."""
    try:
        import keyring

        return bool(keyring.get_keyring().priority >= _TRUSTED)
    except Exception as problem:  # noqa: BLE001  # each system's store raises errors of its own
        _note("asked for", problem)
        return False


def remember(folder: Path, key: bytes) -> bool:
    """Keep the key for the next start; False where the system has no key store or refuses.

    Raises VaultError where `key` is not this folder's, and NotSetUpError.
    """
    keys = keyfile.read(folder)
    if not belongs(keys, key):
        raise VaultError("That key does not open the data in this folder, so it was not kept.")
    if not can_remember():
        return False
    import keyring

    try:
        keyring.set_password(_SERVICE, keys.vault, key.hex())
    except Exception as problem:  # noqa: BLE001  # as above
        _note("written", problem)
        return False
    return True


def remembered(folder: Path) -> bytes | None:
    """The key kept for this folder, or None: never kept, forgotten, or another folder's."""
    if not keyfile.is_there(folder) or not can_remember():
        return None
    import keyring

    keys = keyfile.read(folder)
    try:
        kept = keyring.get_password(_SERVICE, keys.vault)
        key = bytes.fromhex(kept or "")
    except Exception as problem:  # noqa: BLE001  # as above
        _note("read", problem)
        return None
    return key if belongs(keys, key) else None


def forget(folder: Path) -> bool:
    """Take the key out of the key store. True when it keeps none any more; False where it refuses.

    Tell the person of a False: the next start would still open without the passphrase.
    """
    if not keyfile.is_there(folder) or not can_remember():
        return True
    import keyring

    vault = keyfile.read(folder).vault
    try:
        if keyring.get_password(_SERVICE, vault) is not None:
            keyring.delete_password(_SERVICE, vault)
    except Exception as problem:  # noqa: BLE001  # as above
        _note("cleared", problem)
        return False
    return True


def _note(what: str, problem: Exception) -> None:
    """Log that the key store failed, by the error's type alone: its text may hold a name."""
    _log.warning("the key store could not be %s: %s", what, type(problem).__name__)
