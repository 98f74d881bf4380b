"""The printed recovery key alone is enough to open what a team holds, and to sign for it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from pyrage import x25519

from app.sync.keys import is_signed
from app.sync.recovery import _age_identity, recovery_keys
from app.vault import fresh_team_key, secret_of_team_key


def test_the_printed_key_gives_the_same_keys_every_time():
    printed = fresh_team_key()
    first, again = (recovery_keys(secret_of_team_key(text)) for text in (printed, printed.lower()))
    assert first == again
    assert first.recipient == again.recipient
    assert is_signed(first.verify_key, again.sign(b"words"), b"words")
    assert recovery_keys(secret_of_team_key(fresh_team_key())).laptop_id != first.laptop_id


@settings(max_examples=50, deadline=None)
@given(st.binary(min_size=32, max_size=32))
def test_32_bytes_become_an_identity_that_age_reads(key):
    written = _age_identity(key)
    assert str(x25519.Identity.from_str(written)) == written


def test_what_was_printed_years_ago_still_gives_the_same_keys():
    keys = recovery_keys(bytes(range(20)))
    assert keys.laptop_id == "99c8aa62d6832ae66c1051cc1890f550"
    assert keys.recipient == "age1s98fnswwjv5x0mx85z222sqq83zpjth93nxtjx3ruaj8ha0p536s85w4j8"
