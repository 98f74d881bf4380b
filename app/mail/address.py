"""What may stand in a draft's headers: addresses of one mailbox each, and single lines."""

from __future__ import annotations

import re
import unicodedata

from app.errors import MailError

# RFC 5322's dot-atom: what stands before the @ in practice. Quoted names are refused.
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_LONGEST = 254


def checked_address(text: str) -> str:
    """The address as it goes into a header, its domain in ASCII; raises MailError.

    One plain mailbox (name@school.example); no display name, no list.
    """
    local, _, domain = text.strip().rpartition("@")
    ascii_domain = _in_ascii(domain)
    labels = ascii_domain.split(".")
    whole = f"{local}@{ascii_domain}"
    fits = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels)
    if not (fits and _LOCAL.fullmatch(local) and len(whole) <= _LONGEST):
        shown = "".join(" " if _is_control(letter) else letter for letter in text)[:80]
        raise MailError(
            f"“{shown}” is not an e-mail address. No draft was made and the document is safe: "
            "put the address right and try again."
        )
    return whole


def checked_line(text: str, what: str) -> str:
    """`text` where it is one line; raises MailError where a line break would make a new header."""
    if any(_is_control(letter) for letter in text):
        raise MailError(
            f"The {what} has a line break or another hidden character in it. "
            "No draft was made and the document is safe: type it again on one line."
        )
    return text


def _in_ascii(domain: str) -> str:
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _is_control(letter: str) -> bool:
    """Control characters, surrogates, and the two separators that some programs read as breaks."""
    return unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"}
