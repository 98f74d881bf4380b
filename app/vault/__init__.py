"""The keys: a passphrase, a recovery key or the system's key store, each opening one database key.

The database key is 32 random bytes and never changes. `keys.json`, beside the database, holds it
twice, sealed under the passphrase and under the recovery key; a new passphrase only seals it anew.
"""

from app.vault.keyfile import FILE_NAME
from app.vault.keys import (
    NewVault,
    change_passphrase,
    is_set_up,
    new_recovery_key,
    set_up,
    unlock,
    unlock_with_recovery,
)
from app.vault.remembered import can_remember, forget, remember, remembered
from app.vault.sealing import Cost

__all__ = [
    "FILE_NAME",
    "Cost",
    "NewVault",
    "can_remember",
    "change_passphrase",
    "forget",
    "is_set_up",
    "new_recovery_key",
    "remember",
    "remembered",
    "set_up",
    "unlock",
    "unlock_with_recovery",
]
