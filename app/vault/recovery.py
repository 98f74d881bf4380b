"""The recovery key as a person prints, keeps and types it: seven groups of four.

7K3M-0QXA-...-9T4C      27 random digits (135 bits), then a check digit
"""

from __future__ import annotations

from app.errors import WrongRecoveryKeyError
from app.vault.spoken import SlipError, Spoken

_KEY = Spoken("recovery key", digits=27)


def fresh_secret() -> int:
    """135 random bits."""
    return _KEY.fresh()


def to_text(secret: int) -> str:
    """The secret as it is printed, in groups."""
    return _KEY.to_text(secret)


def from_text(text: str) -> int:
    """The secret that was typed; raises WrongRecoveryKeyError, saying what kind of slip it is."""
    try:
        return _KEY.from_text(text)
    except SlipError as slip:
        raise WrongRecoveryKeyError(
            f"{slip} Nothing is lost: compare each group with your printed copy and try again."
        ) from slip


def to_bytes(secret: int) -> bytes:
    """The secret as bytes, to make a key from."""
    return _KEY.to_bytes(secret)
