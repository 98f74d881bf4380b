"""What an answer costs grows with what reads it, and not with the form.

Cost is counted in calls of functions, which are the same on every machine and on every run.
"""

from __future__ import annotations

import sys

import pytest

from app.forms.session import FormSession
from app.forms.xform import load_form
from tests.builders_forms import NOON, asks, bind, repeat, session
from tests.builders_forms_sized import form_of


def calls_of(act) -> int:
    """How many functions of the program are called while `act` is done.

    Others may be called at any moment, such as those that watch the collector of garbage.
    """
    calls = 0

    def count(frame, event, _argument):
        nonlocal calls
        calls += event == "call" and frame.f_globals.get("__name__", "").startswith("app.")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(before)
    return calls


def answered(xml: str) -> int:
    live = FormSession(load_form(xml), clock=lambda: NOON)
    live.answer("/data/q0", "3")
    return calls_of(lambda: live.answer("/data/q0", "4"))


@pytest.mark.parametrize("readers", [0, 5])
def test_an_answer_costs_the_same_in_forms_of_a_hundred_and_of_four_thousand_binds(readers):
    assert answered(form_of(4_000, readers=readers)) == answered(form_of(100, readers=readers))


def test_each_reader_of_an_answer_costs_the_same():
    none, one, ten, hundred = (answered(form_of(1_000, readers=n)) for n in (0, 1, 10, 100))
    assert (ten - none) == 10 * (one - none)
    assert (hundred - none) == 100 * (one - none)


def in_a_row_of(rows: int) -> int:
    model = bind("/data/lesson/twice", calculate="../level * 2") + bind("/data/lesson/level")
    live = session(
        "<lesson><level/><twice/></lesson>",
        model,
        repeat("/data/lesson", asks("/data/lesson/level")),
    )
    refs = [live.add_repeat("/data/lesson")[0] for _ in range(rows)]
    live.answer(f"{refs[0]}/level", "3")
    return calls_of(lambda: live.answer(f"{refs[0]}/level", "4"))


def test_an_answer_in_a_row_costs_the_same_among_two_rows_and_two_hundred():
    assert in_a_row_of(200) == in_a_row_of(2)


def loading_of(binds: int, readers: int) -> int:
    xml = form_of(binds, readers=readers)
    load_form(xml)  # so that what is kept from one form for the next is kept for both
    return calls_of(lambda: load_form(xml))


def test_loading_a_form_costs_so_much_for_each_bind():
    assert loading_of(1_000, readers=0) < 10 * loading_of(100, readers=0)


def test_loading_a_form_costs_no_more_where_all_of_it_reads_one_question():
    assert loading_of(1_000, readers=900) < 10 * loading_of(100, readers=90)
