"""Texts that carry a signature, such as the code on a printed card (ODK `extract-signed`)."""

from __future__ import annotations

import base64
import binascii

from app.forms.xpath.functions.signature import Function, function

# Ed25519 (RFC 8032): a signature of 64 bytes stands before what was signed.
_SIGNATURE = 64


def _extract_signed(text: str, public_key: str) -> str:
    """What was signed; blank unless the signature is sound and was made with that key."""
    data, key = _decoded(text), _decoded(public_key)
    content = data[_SIGNATURE:]
    if not content or not _is_sound(key, data[:_SIGNATURE], content):
        return ""
    return content.decode("utf-8", "replace")


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError):
        return b""


def _is_sound(key: bytes, signature: bytes, content: bytes) -> bool:
    # Few forms ask for it, so it is imported when the first one does.
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


FUNCTIONS: dict[str, Function] = {
    "extract-signed": function("text, text -> text", _extract_signed),
}
