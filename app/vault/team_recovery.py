"""A team's recovery key as a person prints, keeps and types it: eight groups of four.

    7K3M-0QXA-...-9T4C      31 random digits (155 bits), then a check digit

It is longer than a laptop's recovery key, so that one is not taken for the other.
"""

from __future__ import annotations

from app.errors import WrongRecoveryKeyError
from app.vault.spoken import SlipError, Spoken

_KEY = Spoken("team recovery key", digits=31)


def fresh_team_key() -> str:
    """A new key, as it is printed."""
    return _KEY.to_text(_KEY.fresh())


def secret_of_team_key(text: str) -> bytes:
    """The secret that was typed; raises WrongRecoveryKeyError, saying what kind of slip it is."""
    try:
        return _KEY.to_bytes(_KEY.from_text(text))
    except SlipError as slip:
        raise WrongRecoveryKeyError(
            f"{slip} Nothing is lost: compare each group with the printed copy and try again."
        ) from slip
