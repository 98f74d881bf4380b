"""A PDF behind a password: AES-256, and screen readers may still read it aloud."""

from __future__ import annotations

import secrets
from io import BytesIO

from pikepdf import Encryption, Pdf, Permissions

MOST_BYTES = 127
"""What a PDF's password may have at most (ISO 32000-2, 7.6.4.3.3); more would be cut off."""


def with_password(pdf: bytes, password: str) -> bytes:
    """The PDF, which opens with `password` alone; each time with other bytes.

    Whoever opens it may do all that they may with the plain one. The owner's password is thrown
    away. Raises ValueError for a password that a PDF can't have.
    """
    if not 0 < len(password.encode()) <= MOST_BYTES:
        raise ValueError(f"a PDF's password has 1 to {MOST_BYTES} bytes")
    result = BytesIO()
    may = Permissions(accessibility=True, modify_assembly=True)
    how = Encryption(user=password, owner=secrets.token_urlsafe(), R=6, aes=True, allow=may)
    with Pdf.open(BytesIO(pdf)) as opened:
        opened.save(result, encryption=how)
    return result.getvalue()
