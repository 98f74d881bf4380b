"""Make, open and change the keys of one data folder."""

from __future__ import annotations

import hmac
import math
import secrets
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.domain.counting import counted
from app.errors import VaultError, WrongPassphraseError, WrongRecoveryKeyError
from app.files import make_folder
from app.vault import attempts, keyfile, recovery, sealing
from app.vault.keyfile import KeyFile, PassphraseSlot, RecoverySlot
from app.vault.sealing import KEY_BYTES, Cost

SHORTEST_PASSPHRASE = 8
_VAULT_BYTES = 16


@dataclass(frozen=True, slots=True)
class NewVault:
    """What a set-up gives: the database key, and the recovery key to print, shown once."""

    key: bytes = field(repr=False)
    recovery_key: str = field(repr=False)


def is_set_up(folder: Path) -> bool:
    """Whether this data folder has keys."""
    return keyfile.is_there(folder)


def set_up(folder: Path, passphrase: str, *, cost: Cost | None = None) -> NewVault:
    """Make the keys of a new data folder, and the folder where it is missing.

    Raises VaultError where keys are there already (a second set would lock the data for good) or
    the passphrase is too short, and StoreError where the folder cannot be written.
    """
    if is_set_up(folder):
        raise VaultError(
            f"{folder} is set up already, and was left as it is. "
            "Unlock it with its passphrase or its recovery key."
        )
    _check_length(passphrase)
    make_folder(folder)
    key, vault = sealing.fresh_key(), secrets.token_hex(_VAULT_BYTES)
    secret = recovery.fresh_secret()
    keys = KeyFile(
        vault=vault,
        check=_check(key, vault),
        passphrase=_passphrase_slot(key, vault, passphrase, cost or Cost()),
        recovery=_recovery_slot(key, vault, secret),
    )
    keyfile.write(folder, keys)
    attempts.clear(folder)
    return NewVault(key, recovery.to_text(secret))


def unlock(folder: Path, passphrase: str, *, clock: Callable[[], float] = time.time) -> bytes:
    """The database key that the passphrase opens.

    Raises WrongPassphraseError; its `wait` says how many seconds to let pass before the next try.
    Until they have passed no passphrase is tried, not even the right one. Also raises
    NotSetUpError, and VaultError where the key file is damaged.
    """
    keys = keyfile.read(folder)
    left = attempts.seconds_left(folder, clock())
    if left > 0:
        raise WrongPassphraseError(
            f"Too many wrong passphrases in a row. Nothing is lost: try again in {_spell(left)}, "
            "or use your recovery key.",
            left,
        )
    slot = keys.passphrase
    outer = sealing.key_from_passphrase(passphrase, slot.salt, slot.cost)
    key = sealing.unseal(outer, slot.sealed, _purpose("passphrase", keys.vault))
    if key is None:
        raise _wrong_passphrase(attempts.note_failure(folder, clock()))
    attempts.clear(folder)
    return key


def unlock_with_recovery(folder: Path, recovery_key: str) -> bytes:
    """The database key that the recovery key opens; raises WrongRecoveryKeyError.

    No waiting here: 135 random bits are not guessed.
    """
    keys = keyfile.read(folder)
    outer = _recovery_outer(recovery.from_text(recovery_key), keys.recovery.salt)
    key = sealing.unseal(outer, keys.recovery.sealed, _purpose("recovery", keys.vault))
    if key is None:
        raise WrongRecoveryKeyError(
            "That is a recovery key, but not the one for this data. Nothing is lost: "
            "look for the copy that was printed last for this laptop."
        )
    attempts.clear(folder)
    return key


def change_passphrase(folder: Path, key: bytes, new: str, *, cost: Cost | None = None) -> None:
    """Seal the database key under a new passphrase, at today's cost; the old one opens no more.

    The recovery key stays as it is. Raises VaultError where `key` is not this folder's.
    """
    _check_length(new)
    keys = _own_keys(folder, key)
    slot = _passphrase_slot(key, keys.vault, new, cost or Cost())
    keyfile.write(folder, replace(keys, passphrase=slot))
    attempts.clear(folder)


def new_recovery_key(folder: Path, key: bytes) -> str:
    """A new recovery key to print; the old one opens no more. Raises VaultError on a wrong key."""
    keys = _own_keys(folder, key)
    secret = recovery.fresh_secret()
    keyfile.write(folder, replace(keys, recovery=_recovery_slot(key, keys.vault, secret)))
    return recovery.to_text(secret)


def belongs(keys: KeyFile, key: bytes) -> bool:
    """Whether `key` is the database key of these keys."""
    return len(key) == KEY_BYTES and hmac.compare_digest(keys.check, _check(key, keys.vault))


def _own_keys(folder: Path, key: bytes) -> KeyFile:
    """The folder's keys, once it is sure that sealing `key` anew locks nobody out."""
    keys = keyfile.read(folder)
    if not belongs(keys, key):
        raise VaultError(
            f"The data that is open does not belong to the keys in {folder}. "
            "Nothing was changed: close Visitbook, open it again and unlock it."
        )
    return keys


def _passphrase_slot(key: bytes, vault: str, passphrase: str, cost: Cost) -> PassphraseSlot:
    salt = sealing.fresh_salt()
    outer = sealing.key_from_passphrase(passphrase, salt, cost)
    return PassphraseSlot(salt, cost, sealing.seal(outer, key, _purpose("passphrase", vault)))


def _recovery_slot(key: bytes, vault: str, secret: int) -> RecoverySlot:
    salt = sealing.fresh_salt()
    outer = _recovery_outer(secret, salt)
    return RecoverySlot(salt, sealing.seal(outer, key, _purpose("recovery", vault)))


def _recovery_outer(secret: int, salt: bytes) -> bytes:
    return sealing.key_from_secret(recovery.to_bytes(secret), salt, "visitbook recovery key")


def _check(key: bytes, vault: str) -> bytes:
    return sealing.key_from_secret(key, vault.encode(), "visitbook check of the database key")


def _purpose(slot: str, vault: str) -> str:
    """Ties a sealed key to its slot and its folder's keys, so none can be moved elsewhere."""
    return f"visitbook keys 1 {slot} {vault}"


def _check_length(passphrase: str) -> None:
    if len(unicodedata.normalize("NFC", passphrase)) < SHORTEST_PASSPHRASE:
        raise VaultError(
            f"A passphrase needs at least {SHORTEST_PASSPHRASE} characters. "
            "Four words that do not belong together are easy to keep in mind."
        )


def _wrong_passphrase(wait: float) -> WrongPassphraseError:
    advice = "Check Caps Lock and the keyboard's language, or use your recovery key."
    if wait:
        advice = f"Try again in {_spell(wait)}, or use your recovery key."
    return WrongPassphraseError(
        f"That passphrase does not open the data. Nothing is lost. {advice}", wait
    )


def _spell(seconds: float) -> str:
    whole = math.ceil(seconds)
    return counted(whole, "second")
