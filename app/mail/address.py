"""What may stand in a message's headers: addresses of one mailbox each, and single lines."""

from __future__ import annotations

import unicodedata

from app.domain.email import plain_address
from app.errors import MailError


def checked_address(text: str) -> str:
    """The address as it goes into a header, its domain in ASCII; raises MailError.

    One plain mailbox (name@school.example); no display name, no list.
    """
    whole = plain_address(text)
    if whole is None:
        shown = "".join(" " if _is_control(letter) else letter for letter in text)[:80]
        raise MailError(
            f"“{shown}” is not an e-mail address. Nothing has been sent and the document is safe: "
            "put the address right and try again."
        )
    return whole


def checked_line(text: str, what: str) -> str:
    """`text` where it is one line; raises MailError where a line break would make a new header."""
    if any(_is_control(letter) for letter in text):
        raise MailError(
            f"The {what} has a line break or another hidden character in it. "
            "Nothing has been sent and the document is safe: type it again on one line."
        )
    return text


def _is_control(letter: str) -> bool:
    """Control characters, surrogates, and the two separators that some programs read as breaks."""
    return unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"}
