"""E-mail addresses: the one rule for what is one, wherever it is typed or used."""

from __future__ import annotations

import re
from collections.abc import Collection

# RFC 5322's dot-atom: what stands before the @ in practice. Quoted names are refused.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(\.{_ATOM})*")
_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_LONGEST = 254
_FEW = 8  # letters: two names that are shorter may well differ by two, ending and all
_SLIPS = 2
_ANYONES = {
    *("aol.com", "btinternet.com", "gmail.com", "googlemail.com", "gmx.com"),
    *("hotmail.co.uk", "hotmail.com", "icloud.com", "live.co.uk", "live.com"),
    *("mail.com", "me.com", "msn.com", "ntlworld.com", "outlook.com"),
    *("proton.me", "protonmail.com", "sky.com", "talktalk.net", "virginmedia.com"),
    *("yahoo.co.uk", "yahoo.com", "ymail.com"),
}
"""Domains in which anybody can have an address."""


def plain_address(text: str) -> str | None:
    """The address of one mailbox as a header takes it, its domain in ASCII; None where it is none.

    One plain mailbox (name@school.example); no display name, no list.
    """
    local, _, domain = text.strip().rpartition("@")
    ascii_domain = _in_ascii(domain)
    labels = ascii_domain.split(".")
    whole = f"{local}@{ascii_domain}"
    fits = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels)
    return whole if fits and _LOCAL.fullmatch(local) and len(whole) <= _LONGEST else None


def plain_server(text: str) -> str | None:
    """The name of a server in ASCII, or its address in numbers; None where it is neither."""
    name = _in_ascii(text.strip())
    fits = 0 < len(name) <= _LONGEST and all(map(_LABEL.fullmatch, name.split(".")))
    return name if fits else None


def domain_of(address: str) -> str:
    """What stands after the @, to be compared: in small letters, its letters in ASCII."""
    return _in_ascii(address.rpartition("@")[2].strip().casefold())


def looks_like(domain: str, others: Collection[str]) -> str:
    """The one of `others` that `domain` differs from by a slip of the keyboard; blank for none.

    Such as `oakfeield.example` for `oakfield.example`; never one of `others` itself.
    """
    if domain in others:
        return ""
    close = (one for one in sorted(others) if _is_a_slip(domain, one))
    return next(close, "")


def _is_a_slip(one: str, other: str) -> bool:
    """Whether the two differ by one or two letters, none of them in a name of a few."""
    shorter = min(len(one), len(other))
    return shorter >= _FEW and _letters_apart(one, other) <= _SLIPS


def _letters_apart(one: str, other: str) -> int:
    """How many letters have to be put in, taken out or changed to make one of the other."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        before, row[0] = row[0], at
        for place, its in enumerate(other, start=1):
            changed = before + (letter != its)
            before = row[place]
            row[place] = min(row[place] + 1, row[place - 1] + 1, changed)
    return row[-1]


def folded(address: str) -> str:
    """An address to be compared, however it was typed."""
    return (plain_address(address) or address).casefold()


def is_anyones(domain: str) -> bool:
    """Whether anybody can have an address in a domain, as `domain_of` tells it."""
    return domain in _ANYONES


def _in_ascii(domain: str) -> str:
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
