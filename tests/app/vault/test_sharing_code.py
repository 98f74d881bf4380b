"""The code of a shared record is easy to say, and forgiving to type."""

from __future__ import annotations

import re

import pytest

from app.errors import WrongCodeError
from app.vault import Cost, fresh_code, key_from_code
from app.vault.sharing_code import _CODE

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
SALT = bytes(16)


def test_a_code_is_three_groups_of_four_and_never_twice_the_same():
    codes = {fresh_code() for _ in range(50)}
    assert len(codes) == 50
    assert all(re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}", c) for c in codes)


def test_a_code_has_at_least_forty_random_bits():
    assert _CODE.bits >= 40


def test_a_code_is_read_as_people_type_it():
    code = fresh_code()
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert key_from_code(typed, SALT, CHEAP) == key_from_code(code, SALT, CHEAP)


def test_another_code_or_salt_makes_another_key():
    code = fresh_code()
    keys = {key_from_code(c, s, CHEAP) for c in (code, fresh_code()) for s in (SALT, b"x" * 16)}
    assert len(keys) == 4


@pytest.mark.parametrize(
    ("typed", "said"),
    [("7K3M", "4 were typed"), ("7K3M-0QXA-9T4?", "no “\\?” in it"), ("", "0 were typed")],
)
def test_a_slip_is_told_as_what_it_is(typed, said):
    with pytest.raises(WrongCodeError, match=said):
        key_from_code(typed, SALT, CHEAP)


def test_two_swapped_digits_are_noticed_before_anything_is_tried():
    code = next(c for c in iter(fresh_code, "") if c[0] != c[1])
    with pytest.raises(WrongCodeError, match="slip in that code"):
        key_from_code(code[1] + code[0] + code[2:], SALT, CHEAP)
