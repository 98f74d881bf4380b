"""A repeat that the form needs a row of."""

from __future__ import annotations

from app.forms.definition import Problem, ProblemKind, Progress
from app.usecases.readiness import gaps_of
from tests.builders_forms import asks, bind, group, reopened, repeat, session

LESSONS = "/data/s/lesson"
NEEDED = Problem(LESSONS, ProblemKind.MISSING, "Add a lesson.")


def lessons(**says):
    says = {"required": "true()", "jr_requiredMsg": "Add a lesson.", **says}
    return session(
        '<s><a/><lesson jr:template=""><x/></lesson><z/></s>',
        bind(LESSONS, **says)
        + bind("/data/s/a", required="true()")
        + bind("/data/s/z", required="true()"),
        group(
            "/data/s",
            asks("/data/s/a"),
            repeat(LESSONS, asks(f"{LESSONS}/x")),
            asks("/data/s/z"),
        ),
    )


def refs(live):
    return [problem.ref for problem in live.problems()]


def test_a_repeat_without_rows_is_a_problem_at_its_place_in_the_form():
    live = lessons()
    assert refs(live) == ["/data/s/a", LESSONS, "/data/s/z"]
    assert live.problems_of(LESSONS) == [NEEDED]
    assert NEEDED in live.problems_of("/data/s")
    assert live.is_required(LESSONS)


def test_a_row_settles_it_and_taking_it_out_brings_it_back():
    live = lessons()
    row, effect = live.add_repeat(LESSONS)
    assert effect.states == frozenset()
    assert LESSONS not in refs(live)
    assert LESSONS not in refs(reopened(live))
    live.remove_repeat(row)
    assert LESSONS in refs(live)
    live.restore_repeat(row)
    assert LESSONS not in refs(live)


def test_it_is_counted_in_its_section_like_a_question():
    live = lessons()
    assert live.progress() == (Progress("/data/s", 0, 3, 3),)
    row, _effect = live.add_repeat(LESSONS)
    live.answer("/data/s/a", "1")
    assert live.progress() == (Progress("/data/s", 2, 4, 1),)
    live.remove_repeat(row)
    assert live.progress() == (Progress("/data/s", 1, 3, 2),)


def test_it_may_hang_on_an_answer():
    live = lessons(required="/data/s/a = 'taught'")
    assert LESSONS not in refs(live)
    assert live.answer("/data/s/a", "taught").states == {LESSONS}
    assert LESSONS in refs(live)
    assert live.progress() == (Progress("/data/s", 1, 3, 2),)


def test_rows_that_are_not_asked_for_are_not_missed():
    live = lessons(relevant="/data/s/a = 'taught'")
    assert LESSONS not in refs(live)
    live.answer("/data/s/a", "taught")
    assert LESSONS in refs(live)
    live.answer("/data/s/a", "no")
    assert live.progress() == (Progress("/data/s", 1, 2, 1),)


def test_nobody_is_told_to_add_a_row_where_the_form_lets_nobody():
    live = lessons(readonly="true()")
    assert LESSONS not in refs(live)
    assert live.progress()[0].needed == 2


def test_a_repeat_without_a_message_of_its_own_says_what_to_do():
    live = lessons(jr_requiredMsg="")
    assert [p.message for p in live.problems_of(LESSONS)] == [
        "At least one is needed here: add it."
    ]


def test_the_gap_names_the_repeat_and_leads_there():
    live = lessons()
    gap = next(gap for gap in gaps_of(live.definition, live) if gap.ref == LESSONS)
    assert (gap.section, gap.question, gap.message) == ("/data/s", LESSONS, "Add a lesson.")


def test_a_repeat_within_a_row_is_needed_in_each_row():
    inner = "/data/r/i"
    live = session(
        '<r jr:template=""><i jr:template=""><x/></i></r>',
        bind(inner, required="true()"),
        repeat("/data/r", repeat(inner, asks(f"{inner}/x"))),
    )
    first, _effect = live.add_repeat("/data/r")
    second, _effect = live.add_repeat("/data/r")
    live.add_repeat(f"{second}/i")
    assert refs(live) == [f"{first}/i"]
    assert live.progress()[0].needed == 1
    live.remove_repeat(first)
    assert live.progress()[0].needed == 0
