"""A laptop's keys come back as they were kept, and names follow from keys alone."""

from __future__ import annotations

import pytest

from app.sync.keys import (
    ScopeKey,
    device_name,
    fresh_device,
    fresh_laptop_keys,
    fresh_scope_key,
    is_signed,
    laptop_id,
    laptop_keys_from_bytes,
    scope_tag,
)

KEYS = fresh_laptop_keys()


def test_a_laptops_keys_come_back_as_they_were_kept():
    again = laptop_keys_from_bytes(KEYS.to_bytes())
    assert again == KEYS
    assert (again.laptop_id, again.recipient) == (KEYS.laptop_id, KEYS.recipient)


@pytest.mark.parametrize("other", [b"", bytes(32), KEYS.to_bytes()[:-1], bytes(32) + b"\xff"])
def test_other_bytes_are_no_keys(other):
    with pytest.raises(ValueError):  # noqa: PT011 - what the codec or the reader says
        laptop_keys_from_bytes(other)


def test_a_signature_holds_for_its_bytes_and_its_signer_alone():
    signature = KEYS.sign(b"some words")
    assert is_signed(KEYS.verify_key, signature, b"some words")
    assert not is_signed(KEYS.verify_key, signature, b"other words")
    assert not is_signed(fresh_laptop_keys().verify_key, signature, b"some words")
    assert not is_signed(bytes(5), signature, b"some words")
    assert not is_signed(KEYS.verify_key, b"", b"some words")


def test_a_laptop_may_have_many_devices_and_each_follows_from_its_nonce():
    first, second = fresh_device(KEYS), fresh_device(KEYS)
    assert first.name != second.name
    assert first.name == device_name(KEYS.verify_key, first.nonce)
    assert first.name != device_name(fresh_laptop_keys().verify_key, first.nonce)
    assert KEYS.laptop_id == laptop_id(KEYS.verify_key)


def test_a_scopes_tag_tells_the_scope_to_those_with_the_teams_secret_alone():
    tag = scope_tag(bytes(32), "school:900001")
    assert tag == scope_tag(bytes(32), "school:900001")
    assert tag not in {
        scope_tag(bytes(32), "school:900002"),
        scope_tag(b"\1" * 32, "school:900001"),
    }
    assert len(tag) == 32


def test_two_keys_of_a_scope_have_two_ids():
    assert fresh_scope_key().key_id != fresh_scope_key().key_id


def test_names_outside_never_change_from_one_version_to_the_next():
    # as they stand in every team's store
    assert scope_tag(bytes(32), "school:900001") == "127257e1c9ae634b0a047a6b1d04d325"
    assert device_name(bytes(32), bytes(16)) == "74fd8dc2f2654b46403f7d84d1876e70"
    assert ScopeKey(1, bytes(32)).key_id == "66687aadf862bd77"
