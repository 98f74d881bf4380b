"""Files in a team's store that are forged, tampered with, or of other programs: whole syncs."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

import pytest

from app import sync
from app.domain.changes import Head
from app.domain.schools import School
from app.domain.team import TeamRole
from app.storage import refused
from app.sync.frame import MAGIC
from app.sync.segments import signed_file
from app.usecases.sync import sync_now
from app.usecases.team import invite, join_team, remove_member
from tests.builders import with_school
from tests.builders_sharing import a_colleague, found
from tests.builders_synced import a_change, answers_at, changes_in, forger, says, state
from tests.builders_teams import sync_all

pytestmark = pytest.mark.usefixtures("cheap_codes")
LARGE = 1 << 30


@pytest.fixture
def asha(bench):
    return bench.open("asha")


@pytest.fixture
def ben(bench):
    return bench.open("ben")


@pytest.fixture
def hand(asha, bench):
    """Asha's laptop with another program."""
    return forger(asha, bench)


def faults(app):
    with app.store.reading() as reader:
        return [each.fault for each in refused(reader)]


def is_refused(app, fault):
    """The next sync takes nothing in, tells one file, and goes to its end; as does another."""
    before, log = state(app), changes_in(app)
    for _time in range(2):
        result = sync_now(app).value
        assert (result.received, result.refused, result.late) == (0, 1, 0)
    assert faults(app) == [fault]
    assert (state(app), changes_in(app)) == (before, log)


def waits(app):
    """The next sync takes nothing in, and tells one file that is late."""
    before = state(app)
    result = sync_now(app).value
    assert (result.received, result.refused, result.late) == (0, 0, 1)
    assert state(app) == before


def test_a_segment_sealed_with_a_key_nobody_was_given_waits_for_that_key(hand, asha, ben):
    key = sync.fresh_scope_key(9)
    sealed = sync.seal_segment(hand.place(), [a_change(asha, "town", "Elsewhere")], key, hand.keys)
    hand.lay(sealed.name, sealed.content)
    waits(ben)


def test_a_segment_sealed_with_another_key_than_it_says_is_refused(hand, asha, ben):
    key, other = hand.key(), sync.fresh_scope_key(1)
    body = sync.seal_segment(hand.place(), [a_change(asha, "town", "Elsewhere")], other, hand.keys)
    sealed = signed_file(
        hand.place(), key.epoch, key.key_id, lambda _lead, _nonce: body.content, hand.keys
    )
    hand.lay(sealed.name, sealed.content)
    is_refused(ben, "damaged")


@pytest.mark.parametrize("at", [0, 40, 300, -200, -1])
def test_a_tampered_segment_is_never_taken_in_and_the_right_one_is(bench, asha, ben, at):
    says(asha, bench.record, "Genuine")
    sync_now(asha)
    path = bench.newest(asha)
    genuine = path.read_bytes()
    spoilt = bytearray(genuine)
    spoilt[at] ^= 1
    path.write_bytes(spoilt)
    waits(ben)
    path.write_bytes(genuine)

    assert sync_now(ben).value.received == 1
    assert answers_at(ben, bench.record) == "Genuine"


def test_a_tampered_segment_under_a_fitting_name_is_refused(hand, bench, asha, ben):
    says(asha, bench.record, "Genuine")
    sync_now(asha)
    path = bench.newest(asha)
    spoilt = bytearray(path.read_bytes())
    spoilt[-70] ^= 1
    name = sync.read_name(str(path.relative_to(bench.store)))
    path.unlink()
    hand.lay(replace(name, hash=sync.file_hash(bytes(spoilt))[:16]), bytes(spoilt))
    is_refused(ben, "unsigned")


def replayed(name, bench, _other):
    """The same file as the next of its stream."""
    return replace(name, seq=name.seq + 1)


def in_another_stream(name, _bench, other):
    """The same file in another laptop's stream."""
    with other.store.reading() as reader:
        return replace(name, stream=replace(name.stream, device=reader.device), seq=9)


def in_another_scope(name, bench, _other):
    """The same file in another scope."""
    return replace(name, stream=replace(name.stream, scope=bench.tag("team")), seq=9)


@pytest.mark.parametrize("move", [replayed, in_another_stream, in_another_scope])
def test_a_segment_replayed_under_another_name_is_refused(hand, bench, asha, ben, move):
    path = bench.newest(asha)
    name = sync.read_name(str(path.relative_to(bench.store)))
    hand.lay(move(name, bench, ben), path.read_bytes())
    result = sync_now(ben).value
    assert (result.received, result.refused + result.late) == (0, 1)
    sync_all(asha, ben)
    says(asha, bench.record, "Goes on")
    sync_all(asha, ben)
    assert answers_at(ben, bench.record) == "Goes on"


def test_two_swapped_segments_wait_until_each_is_in_its_place(bench, asha, ben):
    for words in ("One", "Two"):
        says(asha, bench.record, words)
        sync_now(asha)
    first, second = bench.of(asha)[-2:]
    contents = first.read_bytes(), second.read_bytes()
    first.write_bytes(contents[1])
    second.write_bytes(contents[0])
    result = sync_now(ben).value
    assert (result.received, result.late) == (0, 2)
    first.write_bytes(contents[0])
    second.write_bytes(contents[1])
    sync_now(ben)
    assert answers_at(ben, bench.record) == "Two"


def test_a_segment_signed_by_a_stranger_is_refused_and_told_until_it_is_gone(hand, asha, ben):
    keys = sync.fresh_laptop_keys()
    device = sync.fresh_device(keys)
    change = replace(a_change(asha, "town", "Elsewhere"), head=Head(device.name, 1))
    place = hand.place(device=device.name, device_nonce=device.nonce, seq=1, previous=sync.FIRST)
    sealed = sync.seal_segment(place, [change], hand.key(), keys)
    path = hand.lay(sealed.name, sealed.content)
    is_refused(ben, "stranger")
    path.unlink()

    assert sync_now(ben).value.refused == 0


def test_a_segment_that_a_removed_member_wrote_afterwards_is_refused(bench, ben):
    asha, cleo = bench.open("asha"), bench.open("cleo")
    says(cleo, bench.record, "Before")
    sync_all(cleo, asha, ben)
    hand = forger(cleo, bench)
    remove_member(asha, cleo.me)
    sync_all(asha, ben)
    hand.sends(replace(a_change(cleo, "town", "Elsewhere"), by=cleo.me))
    is_refused(ben, "removed")
    assert answers_at(ben, bench.record) == "Before"


def test_what_a_member_sent_before_being_removed_stays_although_nobody_had_heard_it(bench):
    asha, ben, cleo = bench.open_all("asha", "ben", "cleo")
    says(cleo, bench.record, "Not heard")
    sync_now(cleo)
    remove_member(asha, cleo.me)
    sync_all(asha, ben)
    assert answers_at(asha, bench.record) == answers_at(ben, bench.record) == "Not heard"
    assert state(asha) == state(ben)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"head": Head("f" * 32, 5)}, "foreign"),
        ({"by": "somebody else"}, "foreign"),
        ({"scope": "team"}, "misplaced"),
        ({"id": "900002"}, "misplaced"),
    ],
)
def test_a_segment_that_says_what_its_author_may_not_is_refused_whole(
    hand, asha, ben, changed, fault
):
    genuine = a_change(asha, "town", "Elsewhere")
    hand.sends(a_change(asha, "la_name", "Elsewhere"), replace(genuine, **changed))
    is_refused(ben, fault)


@pytest.mark.parametrize("said", [True, False])
def test_a_decompression_bomb_by_a_member_is_refused_without_filling_the_memory(hand, ben, said):
    import zstandard

    packer = zstandard.ZstdCompressor(level=1, write_content_size=said)
    piece = bytes(1 << 20)
    packing = packer.compressobj(size=LARGE) if said else packer.compressobj()
    bomb = b"".join(packing.compress(piece) for _ in range(LARGE // len(piece))) + packing.flush()
    key = hand.key()
    seal = sync.segments._sealing(key, bomb)
    sealed = signed_file(hand.place(), key.epoch, key.key_id, seal, hand.keys)
    hand.lay(sealed.name, sealed.content)

    tracemalloc.start()
    is_refused(ben, "damaged")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 64 << 20


def test_a_segment_of_a_newer_format_is_told_and_stops_nothing_else(
    bench, asha, ben, hand, monkeypatch
):
    newer = MAGIC[:6] + bytes([MAGIC[6] + 1]) + MAGIC[7:]
    with monkeypatch.context() as patch:
        patch.setattr("app.sync.frame.MAGIC", newer)
        hand.sends(a_change(asha, "town", "From a newer program"))
    is_refused(ben, "newer")
    cleo = bench.open("cleo")
    says(cleo, bench.record, "Goes on")
    sync_all(cleo, ben)
    assert answers_at(ben, bench.record) == "Goes on"


def test_a_segment_that_comes_before_its_authors_joining_is_taken_in_after_it(bench, tmp_path):
    asha, ben = bench.open_all("asha", "ben")
    dora = a_colleague(tmp_path / "dora")
    with_school(dora, 900002, name="Birchwood Primary School")
    invited = invite(asha, TeamRole.MANAGER, tmp_path / "dora.vbinvite").value
    join_team(dora, invited.path, invited.code)
    sync_all(asha, dora)
    with dora.store.reading() as reader:
        late = {
            path: path.read_bytes()
            for path in (bench.store / "v1" / "roster" / reader.device).glob("*.seg")
        }
    for path in late:
        path.unlink()
    sync_now(ben)
    assert set(faults(ben)) == {"stranger"}

    for path, content in late.items():
        path.write_bytes(content)
    sync_now(ben)
    result = sync_now(ben).value

    assert (result.refused, result.late) == (0, 0)
    assert {school.urn for school in found(ben, School)} == {900001, 900002}
    dora.store.close()
