"""A shared record's file opens with its code, and tells in words why it does not."""

from __future__ import annotations

import msgpack
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.changes import Change, Head, Stamp
from app.errors import InputError, WrongCodeError
from app.sync import PackedForm, Parcel, open_parcel, record_file, salt_of, seal_parcel, unpacking
from app.sync.packing import from_plain, to_plain

KEY, SALT = bytes(range(32)), bytes(range(16))
CHANGE = Change(
    "school:900001", "record", "r1", "answer:/note", "Zoë’s 3 × 4", Head("d1", 7), Stamp(9, 1),
    (Head("d2", 3),), "p1",
)  # fmt: skip
PARCEL = Parcel(
    "r1", "p1", "2026-01-20T09:00:00+00:00", (CHANGE,),
    (PackedForm("maths_audit", "2026.1", "Audit", "<h:html/>"),),
    {"a" * 64: b"sealed bytes", "b" * 64: b""},
)  # fmt: skip


@pytest.fixture(scope="module")
def content():
    return seal_parcel(PARCEL, KEY, SALT)


def sealed(inside, key=KEY):
    """A file made by somebody who knows the code, with whatever inside."""
    return record_file._FILE.seal(inside, key, SALT)


def packed(plain):
    body = zstandard.ZstdCompressor().compress(msgpack.packb(plain))
    return sealed(len(body).to_bytes(4, "big") + body)


def test_a_record_comes_out_as_it_went_in(content):
    assert salt_of(content) == SALT
    assert open_parcel(content, KEY) == PARCEL


def test_nothing_of_the_record_can_be_read_in_the_file(content):
    assert b"audit" not in content.lower()
    assert b"900001" not in content


def test_lists_that_would_fill_the_memory_are_refused_while_they_are_unpacked(monkeypatch):
    monkeypatch.setattr(unpacking, "_MOST_VALUES", 1_000)
    with pytest.raises(InputError, match="damaged") as refused:
        open_parcel(packed({"changes": [[[]] * 10] * 100}), KEY)
    assert "more than any that is made" in str(refused.value.__cause__)


def test_a_wrong_code_is_told_from_a_damaged_file(content):
    with pytest.raises(WrongCodeError, match="does not open this file"):
        open_parcel(content, bytes(32))
    damaged = content[:-20] + bytes([content[-20] ^ 1]) + content[-19:]
    with pytest.raises(InputError, match="damaged, or somebody changed it"):
        open_parcel(damaged, KEY)


def test_half_a_copy_is_told_as_such_wherever_it_ends(content):
    for end in range(1, len(content), 7):
        with pytest.raises(InputError, match="only a part of it was copied"):
            open_parcel(content[:end], KEY)


def test_what_hangs_on_behind_makes_the_file_useless(content):
    with pytest.raises(InputError, match="damaged"):
        open_parcel(content + b"x", KEY)


@pytest.mark.parametrize("other", [b"", b"%PDF-1.7 ...", b"VISITBOOK BACKUP\n" + bytes(90)])
def test_another_file_is_told_as_such(other):
    with pytest.raises(InputError, match="not a shared record"):
        salt_of(other)


def test_a_file_of_a_newer_program_asks_for_that_program(content):
    at = len(record_file.MAGIC)
    with pytest.raises(InputError, match="newer version of Visitbook"):
        salt_of(content[:at] + b"\x02" + content[at + 1 :])


def test_a_salt_that_was_changed_opens_nothing(content):
    at = len(record_file.MAGIC) + 1
    forged = content[:at] + bytes(16) + content[at + 16 :]
    with pytest.raises(WrongCodeError):
        open_parcel(forged, KEY)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_one_changed_byte_is_always_noticed(content, data):
    at = data.draw(st.integers(0, len(content) - 1))
    changed = bytearray(content)
    changed[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises((InputError, WrongCodeError)):
        open_parcel(bytes(changed), KEY)


def test_a_file_that_grows_without_end_is_stopped(monkeypatch):
    monkeypatch.setattr(unpacking, "MOST_UNPACKED", 1_000_000)
    bomb = zstandard.ZstdCompressor().compress(bytes(50_000_000))
    assert len(bomb) < 10_000
    with pytest.raises(InputError, match="damaged"):
        open_parcel(sealed(len(bomb).to_bytes(4, "big") + bomb), KEY)


def test_a_record_that_no_file_could_hold_is_not_written(monkeypatch):
    monkeypatch.setattr(record_file, "MOST_BYTES", 1_200)
    large = Parcel("r1", "p1", "", (), (), {"a" * 64: bytes(2_000)})
    with pytest.raises(InputError, match="too large for one file"):
        seal_parcel(large, KEY, SALT)


@pytest.mark.parametrize(
    "forged",
    [
        [],
        {},
        {**to_plain(PARCEL), "record": 7},
        {**to_plain(PARCEL), "changes": "many"},
        {**to_plain(PARCEL), "changes": [[1, 2, 3]]},
        {**to_plain(PARCEL), "changes": [["a"] * 11]},
        {**to_plain(PARCEL), "files": [["a", 10**12]]},
        {**to_plain(PARCEL), "files": [["a", -5]]},
        {**to_plain(PARCEL), "forms": [["a", "b", "c", b"bytes"]]},
    ],
)
def test_what_is_no_record_inside_is_refused_in_words(forged):
    with pytest.raises(InputError, match="damaged"):
        open_parcel(packed(forged), KEY)


def test_nesting_without_end_is_refused_in_words():
    body = zstandard.ZstdCompressor().compress(b"\x91" * 3_000_000 + b"\xc0")
    with pytest.raises(InputError, match="damaged"):
        open_parcel(sealed(len(body).to_bytes(4, "big") + body), KEY)


def test_too_many_of_anything_is_refused():
    plain = {**to_plain(PARCEL), "forms": [["f", "1", "t", "x"]] * 21}
    with pytest.raises(TypeError):
        from_plain(plain, bytes)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_inside_are_refused_in_words(inside):
    with pytest.raises(InputError):
        open_parcel(sealed(inside), KEY)
