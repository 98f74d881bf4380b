"""The code that opens a shared record: said aloud, never in the file.

    7K3M-0QXA-9T4C      11 random digits (55 bits), then a check digit

Each try at the code costs what a try at a passphrase costs, so that nobody who has only the file
finds the code by trying.
"""

from __future__ import annotations

from app.errors import WrongCodeError
from app.vault.sealing import Cost, key_from_passphrase
from app.vault.spoken import SlipError, Spoken

_CODE = Spoken("code", digits=11)


def fresh_code() -> str:
    """A new code, as it is said: three groups of four."""
    return _CODE.to_text(_CODE.fresh())


def key_from_code(code: str, salt: bytes, cost: Cost | None = None) -> bytes:
    """The key that a code makes, however it was typed; slow on purpose.

    Raises WrongCodeError where it can be no such code.
    """
    try:
        said = _CODE.to_text(_CODE.from_text(code))
    except SlipError as slip:
        raise WrongCodeError(
            f"{slip} Nothing has been changed: compare it with what your colleague says."
        ) from slip
    return key_from_passphrase(said, salt, cost or Cost())
