"""What was typed, made fit to be shown: the same characters and the same links in every format."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from urllib.parse import quote, urlsplit

MISSING = "\N{REPLACEMENT CHARACTER}"
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_KEPT_IN_LINK = "%/:?#@!$&'()*+,;=~-._"


def printable_text(text: str) -> str:
    """`text` without what is not to be seen: control and format characters, in composed form.

    What is left may stand in any XML: a lone surrogate or no character is the replacement mark.
    """
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text)
    return "".join(map(_visible, composed))


@cache
def _visible(character: str) -> str:
    """The character itself, a space for white space, nothing for what has no look of its own."""
    if character.isspace():
        return character if character == "\N{NO-BREAK SPACE}" else " "
    category = unicodedata.category(character)
    if category in {"Cc", "Cf"} or "\ufe00" <= character <= "\ufe0f":
        return ""
    return MISSING if category in {"Cs", "Cn"} else character


def safe_address(link: str) -> str:
    """The address in ASCII where it may be followed; blank for all but http(s) and mailto.

    One that names no host is blank as well: Word takes a whole file with it for damaged.
    """
    if not _SAFE_LINK.fullmatch(link.strip()):
        return ""
    address = quote(link.strip(), safe=_KEPT_IN_LINK, errors="replace")
    return address if _is_whole(address) else ""


def _is_whole(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    return bool(host) or parts.scheme == "mailto"
