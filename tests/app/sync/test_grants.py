"""A wrapped key opens to those whom it was wrapped for, and is the key that it is said to be."""

from __future__ import annotations

from dataclasses import replace

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.sync.entries import LARGEST_BLOB, MOST_TO, Granted, entries_from_plain, entries_to_plain
from app.sync.frame import Fault, SegmentError
from app.sync.grants import MOST_TOGETHER, open_key, wrap_key
from app.sync.keys import fresh_laptop_keys, fresh_scope_key
from app.sync.unpacking import pack_plain
from tests.builders_team import RECOVERY, SCHOOL, SECRET

LAPTOP, OTHER, STRANGER = (fresh_laptop_keys() for _ in range(3))
KEY = fresh_scope_key(3)


def wrapped(*laptops, scope=SCHOOL, key=KEY, recovery=RECOVERY.recipient):
    recipients = {laptop.laptop_id: laptop.recipient for laptop in laptops}
    return wrap_key(SECRET, scope, key, recipients, recovery)


GRANT = wrapped(LAPTOP, OTHER)[0]


def fault_of(granted, keys=LAPTOP, secret=SECRET):
    with pytest.raises(SegmentError) as refused:
        open_key(granted, keys, secret)
    return refused.value.fault


def holding(inside, **said):
    """A grant with whatever inside, wrapped for the laptop."""
    blob = pyrage.encrypt(inside, [pyrage.x25519.Recipient.from_str(LAPTOP.recipient)])
    return replace(GRANT, blob=blob, **said)


@pytest.mark.parametrize("keys", [LAPTOP, OTHER, RECOVERY])
def test_a_key_opens_to_every_laptop_it_is_for_and_to_the_recovery_key(keys):
    assert open_key(GRANT, keys, SECRET) == (SCHOOL, KEY)


def test_a_key_does_not_open_to_others():
    assert fault_of(GRANT, STRANGER) is Fault.NO_KEY


def test_nothing_of_a_key_or_its_scope_can_be_read_in_a_grant():
    assert KEY.key not in GRANT.blob
    assert b"900001" not in pack_plain(entries_to_plain([GRANT]))


def test_a_key_for_many_laptops_goes_in_several_grants_that_are_never_slow_to_open():
    laptops = [fresh_laptop_keys() for _ in range(2 * MOST_TOGETHER + 1)]
    grants = wrapped(*laptops)
    assert len(grants) == 3
    assert {id_ for grant in grants for id_ in grant.to} == {one.laptop_id for one in laptops}
    assert sum(map(len, (grant.to for grant in grants))) == len(laptops)
    for grant in grants:
        assert len(grant.to) <= MOST_TOGETHER <= MOST_TO
        assert len(grant.blob) <= LARGEST_BLOB
        assert open_key(grant, RECOVERY, SECRET) == (SCHOOL, KEY)
    mine = next(grant for grant in grants if laptops[0].laptop_id in grant.to)
    assert open_key(mine, laptops[0], SECRET) == (SCHOOL, KEY)
    assert entries_from_plain(entries_to_plain(grants)) == grants


def test_a_key_for_nobody_is_still_kept_for_the_recovery_key():
    (grant,) = wrapped()
    assert open_key(grant, RECOVERY, SECRET) == (SCHOOL, KEY)


def test_a_key_that_is_one_persons_own_is_not_for_the_recovery_key():
    (grant,) = wrapped(LAPTOP, recovery="")
    assert open_key(grant, LAPTOP, SECRET) == (SCHOOL, KEY)
    assert fault_of(grant, RECOVERY) is Fault.NO_KEY
    assert wrapped(recovery="") == ()


@pytest.mark.parametrize("said", [{"tag": "ab" * 16}, {"epoch": 2}, {"key_id": "ab" * 8}])
def test_a_key_that_is_not_the_one_it_is_said_to_be_is_refused(said):
    assert fault_of(replace(GRANT, **said)) is Fault.MISPLACED


def test_a_key_of_another_team_is_refused():
    assert fault_of(GRANT, secret=bytes(32)) is Fault.MISPLACED


@pytest.mark.parametrize(
    "plain",
    [
        *([], {}, {"scope": SCHOOL, "epoch": 3}, {"scope": SCHOOL, "epoch": 3, "key": b"short"}),
        *(
            {"scope": 1, "epoch": 3, "key": KEY.key},
            {"scope": SCHOOL, "epoch": "3", "key": KEY.key},
        ),
        {"scope": "s" * 201, "epoch": 3, "key": KEY.key},
    ],
)
def test_what_holds_no_key_is_damaged(plain):
    assert fault_of(holding(pack_plain(plain))) is Fault.DAMAGED


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=100))
def test_any_bytes_inside_are_refused(inside):
    assert fault_of(holding(inside)) is Fault.DAMAGED


def test_a_byte_that_was_changed_is_noticed_at_every_place():
    for at in range(len(GRANT.blob)):
        changed = bytearray(GRANT.blob)
        changed[at] ^= 1 << at % 8
        assert fault_of(replace(GRANT, blob=bytes(changed))) is Fault.NO_KEY


def test_nothing_is_wrapped_for_what_is_no_recipient():
    with pytest.raises(ValueError, match="nothing can be wrapped"):
        wrapped(recovery="age1nobody")


def test_a_grant_without_bounds_is_not_read():
    long = Granted(GRANT.tag, 1, GRANT.key_id, (), bytes(LARGEST_BLOB + 1))
    many = replace(GRANT, to=("ab" * 16,) * (MOST_TO + 1))
    read = entries_from_plain(entries_to_plain([long, many, GRANT]))
    assert read[2] == GRANT
    assert [type(each).__name__ for each in read[:2]] == ["Unread", "Unread"]
