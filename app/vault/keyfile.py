"""`keys.json`: the database key, sealed twice, and what is needed to open it. Nothing else.

    {"format": "visitbook keys", "version": 1, "vault": "...", "check": "...",
     "passphrase": {"salt", "memory_kib", "passes", "lanes", "nonce", "sealed"},
     "recovery": {"salt", "nonce", "sealed"}}

Bytes are hexadecimal. Whoever can write the file can make it useless, but no number in it is
believed unseen: Argon2 would otherwise take all the memory that a changed file asks for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.errors import NewerStoreError, NotSetUpError, StoreError, VaultError
from app.files import replace_file
from app.paths import KEY_FILE
from app.vault.sealing import KEY_BYTES, Cost, Sealed

FILE_NAME = KEY_FILE
_FORMAT = "visitbook keys"
_VERSION = 1
_LONGEST_FILE = 16 * 1024
_MEMORY_KIB = range(64, 1024 * 1024 + 1)  # 64 KiB, what Argon2 can do at all, to 1 GiB
_PASSES = range(1, 17)
_LANES = range(1, 9)
_TAG_BYTES = 16


@dataclass(frozen=True, slots=True)
class PassphraseSlot:
    """The database key under the passphrase, with the cost it was sealed at."""

    salt: bytes
    cost: Cost
    sealed: Sealed


@dataclass(frozen=True, slots=True)
class RecoverySlot:
    """The database key under the recovery key."""

    salt: bytes
    sealed: Sealed


@dataclass(frozen=True, slots=True)
class KeyFile:
    """All of `keys.json`. `vault` names this set of keys; `check` tells its database key."""

    vault: str
    check: bytes
    passphrase: PassphraseSlot
    recovery: RecoverySlot


def is_there(folder: Path) -> bool:
    """Whether the folder holds keys."""
    return (folder / FILE_NAME).is_file()


def write(folder: Path, keys: KeyFile) -> None:
    """Put `keys` in place of what was there; the old file stays if that fails."""
    cost = keys.passphrase.cost
    content = {
        "format": _FORMAT,
        "version": _VERSION,
        "vault": keys.vault,
        "check": keys.check.hex(),
        "passphrase": {
            "salt": keys.passphrase.salt.hex(),
            "memory_kib": cost.memory_kib,
            "passes": cost.passes,
            "lanes": cost.lanes,
            **_sealed_to_json(keys.passphrase.sealed),
        },
        "recovery": {
            "salt": keys.recovery.salt.hex(),
            **_sealed_to_json(keys.recovery.sealed),
        },
    }
    replace_file(folder / FILE_NAME, (json.dumps(content, indent=1) + "\n").encode())


def read(folder: Path) -> KeyFile:
    """The folder's keys; raises NotSetUpError, NewerStoreError, StoreError or VaultError."""
    content = _read_json(folder / FILE_NAME)
    try:
        return _from_json(content)
    except (KeyError, TypeError, ValueError) as problem:
        raise _damaged(folder) from problem


def _read_json(path: Path) -> object:
    try:
        with path.open("rb") as file:
            content = file.read(_LONGEST_FILE + 1)
    except FileNotFoundError as problem:
        raise NotSetUpError(
            f"Visitbook has not been set up in {path.parent} yet: it holds no {FILE_NAME}."
        ) from problem
    except OSError as problem:
        raise StoreError(
            f"{FILE_NAME} in {path.parent} cannot be read. Nothing was changed. "
            "Check that the disk is connected and that you may read that folder."
        ) from problem
    if len(content) > _LONGEST_FILE:
        raise _damaged(path.parent)
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as problem:
        raise _damaged(path.parent) from problem


def _damaged(folder: Path) -> VaultError:
    return VaultError(
        f"{FILE_NAME} in {folder} is damaged, so the data cannot be unlocked with it. "
        f"The data itself is untouched: put back {FILE_NAME} from a safety copy or a backup."
    )


def _from_json(content: object) -> KeyFile:
    whole = _mapping(content)
    if whole["format"] != _FORMAT:
        raise ValueError("not a key file")
    if _number(whole, "version", range(1, 1_000_000)) > _VERSION:
        raise NewerStoreError(
            "These keys were written by a newer version of Visitbook. Nothing was changed: "
            "install the newer version to open them."
        )
    passphrase, recovery = _mapping(whole["passphrase"]), _mapping(whole["recovery"])
    cost = Cost(
        _number(passphrase, "memory_kib", _MEMORY_KIB),
        _number(passphrase, "passes", _PASSES),
        _number(passphrase, "lanes", _LANES),
    )
    return KeyFile(
        vault=_bytes(whole, "vault", range(8, 33)).hex(),
        check=_bytes(whole, "check", range(KEY_BYTES, KEY_BYTES + 1)),
        passphrase=PassphraseSlot(_salt(passphrase), cost, _sealed_from_json(passphrase)),
        recovery=RecoverySlot(_salt(recovery), _sealed_from_json(recovery)),
    )


def _sealed_to_json(sealed: Sealed) -> dict[str, str]:
    return {"nonce": sealed.nonce.hex(), "sealed": sealed.ciphertext.hex()}


def _sealed_from_json(slot: Mapping[str, object]) -> Sealed:
    length = KEY_BYTES + _TAG_BYTES
    return Sealed(
        _bytes(slot, "nonce", range(12, 13)), _bytes(slot, "sealed", range(length, length + 1))
    )


def _salt(slot: Mapping[str, object]) -> bytes:
    return _bytes(slot, "salt", range(16, 65))


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError("not a mapping")
    return value


def _number(slot: Mapping[str, object], name: str, allowed: range) -> int:
    value = slot[name]
    if type(value) is not int or value not in allowed:
        raise ValueError(f"{name} is out of bounds")
    return value


def _bytes(slot: Mapping[str, object], name: str, lengths: range) -> bytes:
    value = slot[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} is not text")
    decoded = bytes.fromhex(value)
    if len(decoded) not in lengths:
        raise ValueError(f"{name} has a wrong length")
    return decoded
