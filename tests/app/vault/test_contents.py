"""Sealed bytes open with their key as what they were sealed as, and with nothing else."""

from __future__ import annotations

import pytest

from app.vault import open_content, seal_content

CONTENT = b"\xff\xd8\xff\xe0 a picture"


def test_what_was_sealed_opens_with_its_key():
    sealed = seal_content(CONTENT, "photo 1")
    assert open_content(sealed.content, sealed.key, "photo 1") == CONTENT


def test_nothing_can_be_read_in_the_sealed_bytes():
    sealed = seal_content(CONTENT * 50, "photo 1")
    assert b"picture" not in sealed.content
    assert b"\xff\xd8\xff" not in sealed.content
    assert CONTENT.decode("latin-1") not in repr(sealed)


def test_every_sealing_has_a_key_of_its_own():
    assert seal_content(CONTENT, "a").key != seal_content(CONTENT, "a").key


@pytest.mark.parametrize(
    ("key", "about"),
    [("0f" * 32, "photo 1"), (None, "photo 2"), ("no key", "photo 1"), ("0f", "photo 1")],
)
def test_another_key_or_purpose_opens_nothing(key, about):
    sealed = seal_content(CONTENT, "photo 1")
    assert open_content(sealed.content, key or sealed.key, about) is None


def test_changed_or_shortened_bytes_open_to_nothing():
    sealed = seal_content(CONTENT, "photo 1")
    changed = bytearray(sealed.content)
    changed[-1] ^= 1
    for spoilt in (bytes(changed), sealed.content[:-1], sealed.content[:16], b"", b"VBS1"):
        assert open_content(spoilt, sealed.key, "photo 1") is None
