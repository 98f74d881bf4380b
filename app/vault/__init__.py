"""The keys: a passphrase, a recovery key or the system's key store, each opening one database key.

The database key is 32 random bytes and never changes. `keys.json`, beside the database, holds it
twice, sealed under the passphrase and under the recovery key; a new passphrase only seals it anew.
A picture beside the database is sealed under a key of its own, which stands in the database.
"""

from app.vault.contents import SealedContent, open_content, seal_content
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
from app.vault.sharing_code import fresh_code, key_from_code
from app.vault.team_recovery import fresh_team_key, secret_of_team_key

__all__ = [
    "FILE_NAME",
    "Cost",
    "NewVault",
    "SealedContent",
    "can_remember",
    "change_passphrase",
    "forget",
    "fresh_code",
    "fresh_team_key",
    "is_set_up",
    "key_from_code",
    "new_recovery_key",
    "open_content",
    "remember",
    "remembered",
    "seal_content",
    "secret_of_team_key",
    "set_up",
    "unlock",
    "unlock_with_recovery",
]
