"""A segment gives its changes to those who have the key, and in every other case none at all."""

from __future__ import annotations

from dataclasses import replace

import msgpack
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.changes import Change, Head, Stamp
from app.errors import InputError
from app.sync import frame, segments, unpacking
from app.sync.frame import FIRST, MAGIC, Fault, SegmentError, file_hash, read_header
from app.sync.keys import ScopeKey, fresh_scope_key
from app.sync.names import FileName, StreamName, file_name
from app.sync.segments import open_segment, seal_segment
from tests.builders_team import SCHOOL, TAG, TEAM, Laptop, a_change

KEY = fresh_scope_key()
WRITER = Laptop()
DEVICE = WRITER.device.name
CANARY = "Canary words of a note"
SMALL = seal_segment(WRITER.next_place(), [a_change(DEVICE, value=CANARY)], KEY, WRITER.keys)


def opened(file, **other):
    usual = {
        "team": TEAM,
        "scope": SCHOOL,
        "previous": FIRST,
        "keys": [KEY],
        "verify_key_of": WRITER.knows(),
    }
    return open_segment(file.name, file.content, **(usual | other))


def fault_of(file, **other):
    with pytest.raises(SegmentError) as refused:
        opened(file, **other)
    return refused.value.fault


def renamed(content, seq=1, stream=SMALL.name.stream, ending="seg"):
    """Any bytes under a name whose hash fits them."""
    return segments.SealedFile(file_name(stream, seq, content, ending), content)


def sealed(body, laptop=WRITER, **said):
    """A file that a laptop of the team signed, with whatever inside and whatever in its header."""
    place = laptop.next_place()
    header = segments.Header(
        *(place.team, place.scope, place.device, place.device_nonce, place.seq, place.previous),
        *(KEY.epoch, KEY.key_id, laptop.id),
    )
    sealing = segments._sealing(KEY, body)
    return renamed(frame.write_frame(replace(header, **said), sealing, laptop.keys))


def packed(plain):
    return zstandard.ZstdCompressor().compress(msgpack.packb(plain))


texts = st.text(max_size=40)
values = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False)
made_changes = st.lists(
    st.builds(
        Change,
        scope=st.just(SCHOOL),
        kind=texts,
        id=texts,
        field=texts,
        value=values | texts,
        head=st.builds(Head, st.just(DEVICE), st.integers(1, 2**40)),
        stamp=st.builds(Stamp, st.integers(0, 2**45), st.integers(0, 2**31)),
        bases=st.lists(st.builds(Head, texts, st.integers(1, 2**40)), max_size=3).map(tuple),
        by=texts,
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(made_changes)
def test_changes_come_out_as_they_went_in(changes):
    file = seal_segment(WRITER.next_place(), changes, KEY, WRITER.keys)
    assert opened(file) == tuple(changes)
    assert file.name.fits(file.content)


def test_a_file_says_where_it_belongs_and_what_it_follows_upon():
    laptop = Laptop()
    first = laptop.write([a_change(laptop.device.name)], KEY)
    second = laptop.write([a_change(laptop.device.name, 2)], KEY)

    header = read_header(second.content)
    assert (header.team, header.scope, header.device) == (TEAM, TAG, laptop.device.name)
    assert (header.seq, header.previous) == (2, file_hash(first.content))
    assert (header.epoch, header.key_id, header.signer) == (1, KEY.key_id, laptop.id)
    assert str(second.name).startswith(f"v1/{TAG}/{laptop.device.name}/00000002-")


def test_nothing_of_the_notes_can_be_read_in_a_file():
    content = SMALL.content
    for canary in (CANARY, "900001", "school", "record", "answer"):
        assert canary.encode() not in content
        assert packed(canary) not in content
    assert WRITER.keys.seed not in content
    assert KEY.key not in content


def test_keys_are_not_told_where_values_are_printed():
    shown = repr([WRITER.keys, KEY, SMALL])
    assert repr(WRITER.keys.seed) not in shown
    assert WRITER.keys.identity not in shown
    assert repr(KEY.key) not in shown


def test_a_file_that_ends_anywhere_too_early_is_incomplete():
    for end in range(len(SMALL.content)):
        cut = segments.SealedFile(SMALL.name, SMALL.content[:end])
        assert fault_of(cut) is Fault.INCOMPLETE


def test_a_byte_that_was_changed_is_noticed_at_every_place():
    for at in range(len(SMALL.content)):
        changed = bytearray(SMALL.content)
        changed[at] ^= 1 << at % 8
        assert fault_of(segments.SealedFile(SMALL.name, bytes(changed))) is Fault.INCOMPLETE


def test_a_byte_that_was_changed_is_noticed_at_every_place_under_a_fitting_name():
    faults = set()
    for at in range(len(SMALL.content)):
        for bit in (0, 3, 7):
            changed = bytearray(SMALL.content)
            changed[at] ^= 1 << bit
            faults.add(fault_of(renamed(bytes(changed))))
    expected = {Fault.NEWER, Fault.DAMAGED, Fault.MISPLACED, Fault.STRANGER, Fault.UNSIGNED}
    assert faults == expected


def test_what_is_cut_short_under_a_fitting_name_is_never_taken():
    for end in range(len(SMALL.content)):
        assert fault_of(renamed(SMALL.content[:end])) in {Fault.DAMAGED, Fault.UNSIGNED}


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", MAGIC, MAGIC[:6], MAGIC + b"\x00\x05"]))
def test_any_other_bytes_are_refused(some, before):
    assert fault_of(renamed(before + some)) in {Fault.DAMAGED, Fault.NEWER}


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_that_a_member_seals_are_refused(body):
    assert fault_of(sealed(body)) is Fault.DAMAGED


@pytest.mark.parametrize(
    "plain",
    [
        *([], {}, None, 7, {"changes": None}, {"changes": [[1] * 11]}, {"changes": [["a"] * 10]}),
        {"changes": [["s", "k", "i", "f", b"bytes", "d", 1, 1, 1, [], "p"]]},
        {"changes": [["s", "k", "i", "f", "v", "d", -1, 1, 1, [], "p"]]},
        {"changes": [["s", "k", "i", "f", "v", "d", 1, 1, 1, [["d", 1]] * 10_001, "p"]]},
    ],
)
def test_what_holds_no_changes_is_damaged(plain):
    assert fault_of(sealed(packed(plain))) is Fault.DAMAGED


def test_a_newer_format_is_told_from_damage():
    newer = MAGIC[:6] + b"\x02\n" + SMALL.content[8:]
    assert fault_of(renamed(newer)) is Fault.NEWER


def test_a_file_under_another_number_stream_scope_or_ending_is_misplaced():
    content = SMALL.content
    other = "ef" * 16
    assert fault_of(renamed(content, seq=2)) is Fault.MISPLACED
    assert fault_of(renamed(content, stream=StreamName(TAG, other))) is Fault.MISPLACED
    assert fault_of(renamed(content, stream=StreamName(other, DEVICE))) is Fault.MISPLACED
    assert fault_of(renamed(content, ending="snap")) is Fault.MISPLACED
    assert fault_of(SMALL, team=other) is Fault.MISPLACED


def test_nobody_writes_in_anothers_stream_even_with_the_key():
    other = Laptop()
    taken = sealed(packed({"changes": []}), other, device=DEVICE)
    assert fault_of(renamed(taken.content), verify_key_of=WRITER.knows(other)) is Fault.MISPLACED
    nonce_too = {"device": DEVICE, "device_nonce": WRITER.device.nonce}
    taken = sealed(packed({"changes": []}), other, **nonce_too)
    assert fault_of(renamed(taken.content), verify_key_of=WRITER.knows(other)) is Fault.MISPLACED
    taken = sealed(packed({"changes": []}), other, **nonce_too, signer=WRITER.id)
    assert fault_of(renamed(taken.content), verify_key_of=WRITER.knows(other)) is Fault.UNSIGNED


def test_a_signer_whom_nobody_knows_is_a_stranger():
    assert fault_of(SMALL, verify_key_of=Laptop().knows()) is Fault.STRANGER
    wrong_key = {WRITER.id: Laptop().keys.verify_key}.get
    assert fault_of(SMALL, verify_key_of=wrong_key) is Fault.STRANGER


def test_a_file_that_does_not_follow_upon_the_one_before_breaks_the_chain():
    laptop = Laptop()
    laptop.write([a_change(laptop.device.name)], KEY)
    second = laptop.write([a_change(laptop.device.name, 2)], KEY)
    assert fault_of(second, verify_key_of=laptop.knows()) is Fault.BROKEN_CHAIN


def test_a_laptop_without_the_key_is_told_so():
    assert fault_of(SMALL, keys=[]) is Fault.NO_KEY
    assert fault_of(SMALL, keys=[fresh_scope_key()]) is Fault.NO_KEY
    assert fault_of(SMALL, keys=[ScopeKey(2, KEY.key)]) is Fault.NO_KEY


def test_one_of_several_keys_is_found():
    assert opened(SMALL, keys=[fresh_scope_key(), KEY, fresh_scope_key(2)])


def test_changes_under_anothers_name_are_refused_all_together():
    changes = [a_change(DEVICE), a_change("before-the-team", 2)]
    file = seal_segment(WRITER.next_place(), changes, KEY, WRITER.keys)
    assert fault_of(file) is Fault.FOREIGN
    assert opened(file, was=["before-the-team"]) == tuple(changes)


def test_changes_of_another_scope_do_not_come_in_with_this_scopes_key():
    changes = [a_change(DEVICE), a_change(DEVICE, 2, scope="school:900002")]
    file = seal_segment(WRITER.next_place(), changes, KEY, WRITER.keys)
    assert fault_of(file) is Fault.MISPLACED


def test_a_body_that_grows_without_end_is_stopped(monkeypatch):
    monkeypatch.setattr(unpacking, "MOST_UNPACKED", 1_000_000)
    bomb = zstandard.ZstdCompressor().compress(bytes(50_000_000))
    assert len(bomb) < 10_000
    assert fault_of(sealed(bomb)) is Fault.DAMAGED
    with pytest.raises(ValueError, match="grows beyond any"):
        unpacking.unpack(bomb)
    unsaid = zstandard.ZstdCompressor(write_content_size=False).compress(bytes(50_000_000))
    assert fault_of(sealed(unsaid)) is Fault.DAMAGED


@pytest.mark.parametrize("deep", [b"\x91" * 3_000_000 + b"\xc0", b"\x81\xa0" * 500_000 + b"\xc0"])
def test_nesting_without_end_is_stopped(deep):
    assert fault_of(sealed(zstandard.ZstdCompressor().compress(deep))) is Fault.DAMAGED


def test_lists_and_names_that_would_fill_the_memory_are_stopped(monkeypatch):
    monkeypatch.setattr(unpacking, "_MOST_VALUES", 1_000)
    for many in ([[]] * 10, {str(number): {} for number in range(10)}):
        assert unpacking.unpack(packed([many] * 20)) == [many] * 20
        with pytest.raises(ValueError, match="more than any"):
            unpacking.unpack(packed([many] * 100))


def test_a_long_text_is_no_header():
    long = b"\xda" + (60_000).to_bytes(2, "big") + b"x" * 60_000
    lead = MAGIC + len(long).to_bytes(2, "big") + long
    assert fault_of(renamed(lead + bytes(12 + 64))) is Fault.DAMAGED


@pytest.mark.parametrize(
    "said",
    [
        *({"team": "7E" * 16}, {"scope": "v1/../.."}, {"scope": "roster"}, {"device": 7}),
        *({"device_nonce": bytes(15)}, {"seq": 0}, {"seq": 10**8}, {"seq": True}),
        *({"previous": ""}, {"epoch": -1}, {"epoch": 1 << 40}, {"key_id": ""}, {"signer": None}),
        {"scope": "roster", "key_id": ""},
        {"scope": "roster", "epoch": 0},
    ],
)
def test_a_header_with_anything_else_in_it_is_damaged(said):
    assert fault_of(sealed(b"", **said)) is Fault.DAMAGED


def test_more_than_a_file_may_hold_is_not_sealed(monkeypatch):
    changes = [a_change(DEVICE, value="x" * 2_000)]
    monkeypatch.setattr(segments, "LARGEST_FILE", 300)
    with pytest.raises(InputError, match="too much to be sent at once"):
        seal_segment(WRITER.next_place(), changes, KEY, WRITER.keys)
    monkeypatch.setattr(unpacking, "MOST_UNPACKED", 1_000)
    with pytest.raises(InputError, match="too much to be sent at once"):
        seal_segment(WRITER.next_place(), changes, KEY, WRITER.keys)


def test_a_stream_has_no_file_beyond_its_last_number():
    for seq in (0, 10**8):
        with pytest.raises(ValueError, match="no such number"):
            seal_segment(replace(WRITER.next_place(), seq=seq), [], KEY, WRITER.keys)


def test_a_file_of_another_kind_is_no_segment():
    name = FileName(SMALL.name.stream, 1, file_hash(b"%PDF-1.7")[:16])
    assert fault_of(segments.SealedFile(name, b"%PDF-1.7")) is Fault.DAMAGED
