"""Ids that never meet on two devices, and that sort by when they were made."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable

IdSource = Callable[[], str]

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: no i, l, o, u to misread aloud
_LENGTH = 26


def new_id() -> str:
    """A fresh id: 26 letters and digits, 48 bits of time and 80 of chance."""
    number = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    return "".join(_ALPHABET[number >> shift & 31] for shift in range((_LENGTH - 1) * 5, -1, -5))
