"""Texts that carry a signature are read only where it is sound."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.forms.tree import Kind, Node
from app.forms.xpath import evaluate

MAKER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))


def coded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def public(maker: Ed25519PrivateKey) -> str:
    return coded(maker.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))


def signed(content: bytes) -> str:
    return coded(MAKER.sign(content) + content)


def extracted(text: str, key: str) -> object:
    node = Node(Kind.DOCUMENT)
    expression = f"extract-signed('{text}', '{key}')"
    return evaluate(expression, node, now=lambda: datetime(2026, 3, 9, tzinfo=UTC))


def test_what_was_signed_comes_out_where_the_signature_is_sound():
    assert extracted(signed("Ysgol 7, é".encode()), public(MAKER)) == "Ysgol 7, é"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (signed(b"x"), public(OTHER)),
        (coded(MAKER.sign(b"x") + b"y"), public(MAKER)),
        (coded(b"too short"), public(MAKER)),
        (signed(b""), public(MAKER)),
        ("not base64 at all", public(MAKER)),
        (signed(b"x"), coded(b"no key")),
        ("", ""),
    ],
)
def test_anything_else_comes_out_blank(text: str, key: str):
    assert extracted(text, key) == ""
