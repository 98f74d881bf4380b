from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.forms.order_keys import key_between

PLACES = st.lists(st.integers(min_value=0, max_value=400), min_size=1, max_size=60)


@given(PLACES)
def test_a_key_sorts_between_any_two_neighbours(places):
    keys = []
    for number, place in enumerate(places):
        at = place % (len(keys) + 1)
        low = keys[at - 1] if at else ""
        high = keys[at] if at < len(keys) else ""
        keys.insert(at, key_between(low, high, f"r{number:x}"))
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_keys_of_rows_added_last_stay_short():
    key = ""
    for number in range(3000):
        later = key_between(key, "", f"r{number}")
        assert later > key
        key = later
    assert len(key) < 10


def test_rows_put_at_one_place_apart_from_each_other_get_different_keys():
    low, high = key_between("", "", "a"), key_between(key_between("", "", "a"), "", "b")
    assert key_between(low, high, "r1f") != key_between(low, high, "r2e")


def test_keys_that_others_wrote_do_no_harm():
    for low, high in (("1", "2"), ("ä", ""), ("", "B"), ("x", "x")):
        assert key_between(low, high, "r1")
