"""A founding is read as it was written, or not at all."""

from __future__ import annotations

import msgpack
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.sync.founding import FORMAT, read_founding, team_of
from app.sync.frame import Fault, SegmentError
from app.sync.recovery import recovery_keys, recovery_parts, secret_for_recovery
from tests.builders_team import BEGIN, RECOVERY, SECRET, Team

TEAM = Team(was=("before-the-team",))
CONTENT = TEAM.founding_file


def fault_of(content):
    with pytest.raises(SegmentError) as refused:
        read_founding(content)
    return refused.value.fault


def signed(**said):
    plain = {**msgpack.unpackb(CONTENT[:-64]), **said}
    packed = msgpack.packb(plain)
    return packed + TEAM.founder.keys.sign(packed)


def test_a_founding_comes_back_as_it_was_written():
    founding = read_founding(CONTENT)
    assert (founding.team, founding.at) == (team_of(CONTENT), BEGIN)
    assert founding.founder.laptop == TEAM.founder.id
    assert founding.founder.device == TEAM.founder.device
    assert founding.founder.was == ("before-the-team",)
    assert founding.recovery == recovery_parts(RECOVERY)
    assert secret_for_recovery(founding, RECOVERY) == SECRET


def test_two_teams_of_one_founder_are_two_teams():
    assert Team().id != Team().id


def test_the_teams_secret_opens_to_its_own_recovery_key_alone():
    assert SECRET not in CONTENT
    with pytest.raises(SegmentError):
        secret_for_recovery(read_founding(CONTENT), recovery_keys(b"another secret"))


def test_a_byte_that_was_changed_is_noticed_at_every_place():
    faults = set()
    for at in range(len(CONTENT)):
        changed = bytearray(CONTENT)
        changed[at] ^= 1 << at % 8
        faults.add(fault_of(bytes(changed)))
    assert faults <= {Fault.DAMAGED, Fault.UNSIGNED, Fault.NEWER}


def test_half_a_founding_is_none():
    for end in range(len(CONTENT)):
        assert fault_of(CONTENT[:end]) is Fault.DAMAGED


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_other_bytes_are_refused(some):
    assert fault_of(some) is Fault.DAMAGED


def test_a_founding_that_another_signed_is_refused():
    plain = msgpack.packb(msgpack.unpackb(CONTENT[:-64]))
    assert fault_of(plain + Team().founder.keys.sign(plain)) is Fault.UNSIGNED


def test_a_founding_of_a_newer_program_is_told():
    assert fault_of(signed(version=2)) is Fault.NEWER


@pytest.mark.parametrize(
    "said",
    [
        *({"format": FORMAT + "s"}, {"founder": None}, {"recovery": {}}, {"at": "2026-01-05"}),
        *({"at": "0001-01-01T00:00:00+23:00"}, {"for_recovery": bytes(9_000)}),
        {"founder": msgpack.unpackb(CONTENT[:-64])["founder"] | {"device": "ab" * 16}},
        {"founder": msgpack.unpackb(CONTENT[:-64])["founder"] | {"recipient": "age1x"}},
        {"founder": msgpack.unpackb(CONTENT[:-64])["founder"] | {"member": ""}},
    ],
)
def test_a_founding_that_makes_no_sense_is_damaged(said):
    assert fault_of(signed(**said)) is Fault.DAMAGED
