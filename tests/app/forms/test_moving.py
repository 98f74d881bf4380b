"""What a newer version of a form takes over from an older one, and what it has no place for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.forms.moving import WhyLeftOut, plan_move
from app.forms.session import FormSession
from app.forms.xform import load_form
from tests.builders_forms import asks, bind, group, repeat, xform

NOW = datetime(2026, 1, 20, 9, tzinfo=UTC)


def live(definition, entered):
    return FormSession(definition, entered, clock=lambda: NOW, begun=True)


def select(path, *values):
    items = "".join(f"<item><label>{v.title()}</label><value>{v}</value></item>" for v in values)
    return f'<select1 ref="{path}"><label>{path}</label>{items}</select1>'


def form(instance, *controls, binds=""):
    return load_form(xform(instance, binds, "".join(controls)))


def planned(old, new, entered):
    return plan_move(old, new, entered, live)


def test_an_answer_is_found_again_at_its_own_place():
    old = form("<a/><b/>", asks("/data/a", "/data/b"))
    new = form("<b/><a/><c/>", asks("/data/b", "/data/a", "/data/c"))
    move = planned(old, new, {"/data/a": "one", "/data/b": "two"})
    assert move.entries() == {"/data/a": "one", "/data/b": "two"}
    assert (len(move.new), move.left_out) == (1, ())


def test_a_question_that_moved_to_another_section_keeps_its_answer():
    old = form("<g><a/></g>", group("/data/g", asks("/data/g/a")))
    new = form("<h><a/></h>", group("/data/h", asks("/data/h/a")))
    assert planned(old, new, {"/data/g/a": "one"}).entries() == {"/data/h/a": "one"}


def test_a_name_that_stands_twice_in_the_newer_form_is_nobodys():
    old = form("<a/>", asks("/data/a"))
    new = form(
        "<g><a/></g><h><a/></h>",
        group("/data/g", asks("/data/g/a")) + group("/data/h", asks("/data/h/a")),
    )
    (left,) = planned(old, new, {"/data/a": "one"}).left_out
    assert (left.ref, left.value, left.why) == ("/data/a", "one", WhyLeftOut.NO_QUESTION)


def test_two_answers_never_meet_in_one_place():
    old = form("<a/><g><a/></g>", asks("/data/a") + group("/data/g", asks("/data/g/a")))
    new = form("<a/>", asks("/data/a"))
    move = planned(old, new, {"/data/a": "mine", "/data/g/a": "other"})
    assert move.entries() == {"/data/a": "mine"}
    assert [left.value for left in move.left_out] == ["other"]


def test_rows_keep_their_ids_also_where_their_repeat_moved():
    old = form("<r><a/></r>", repeat("/data/r", asks("/data/r/a")))
    new = form("<g><r><a/></r></g>", group("/data/g", repeat("/data/g/r", asks("/data/g/r/a"))))
    entered = {"/data/r[x1]": "8", "/data/r[x2]": "c", "/data/r[x2]/a": "second"}
    assert planned(old, new, entered).entries() == {
        "/data/g/r[x1]": "8",
        "/data/g/r[x2]": "c",
        "/data/g/r[x2]/a": "second",
    }


def test_an_answer_of_a_row_is_left_out_where_the_newer_form_has_no_rows_for_it():
    old = form("<r><a/></r>", repeat("/data/r", asks("/data/r/a")))
    new = form("<a/>", asks("/data/a"))
    move = planned(old, new, {"/data/r[x]": "8", "/data/r[x]/a": "one"})
    assert move.entries() == {}
    assert [left.ref for left in move.left_out] == ["/data/r[x]/a"]


@pytest.mark.parametrize(
    ("was", "now", "value", "why"),
    [
        ("int", "decimal", "4", None),
        ("int", "string", "4", None),
        ("string", "int", "four", WhyLeftOut.OTHER_KIND),
        ("date", "string", "2026-01-20", None),
        ("date", "time", "2026-01-20", WhyLeftOut.OTHER_KIND),
    ],
)
def test_an_answer_goes_where_every_answer_of_its_kind_can(was, now, value, why):
    old = form("<a/>", asks("/data/a"), binds=bind("/data/a", type=was))
    new = form("<a/>", asks("/data/a"), binds=bind("/data/a", type=now))
    move = planned(old, new, {"/data/a": value})
    assert [left.why for left in move.left_out] == ([why] if why else [])
    assert bool(move.moved) is (why is None)


def test_a_choice_that_is_no_longer_offered_is_left_out_and_named():
    old = form("<a/>", select("/data/a", "yes", "no", "maybe"))
    new = form("<a/>", select("/data/a", "yes", "no"))
    assert planned(old, new, {"/data/a": "no"}).left_out == ()
    (left,) = planned(old, new, {"/data/a": "maybe"}).left_out
    assert (left.why, left.label) == (WhyLeftOut.NOT_OFFERED, "/data/a")
    assert (left.value, left.words) == ("maybe", "Maybe")


def test_moving_there_and_back_gives_the_same_entries():
    old = form(
        "<g><a/></g><r><b/></r>",
        group("/data/g", asks("/data/g/a")),
        repeat("/data/r", asks("/data/r/b")),
    )
    new = form(
        "<a/><h><r><b/><c/></r></h>",
        asks("/data/a"),
        group("/data/h", repeat("/data/h/r", asks("/data/h/r/b", "/data/h/r/c"))),
    )
    entered = {"/data/g/a": "one", "/data/r[x]": "8", "/data/r[x]/b": "two"}
    there = planned(old, new, entered).entries()
    assert planned(new, old, there).entries() == entered


def rows(count=""):
    attributes = ' jr:count="/data/n"' if count else ""
    inner = repeat("/data/r", asks("/data/r/a"), attributes=attributes)
    binds = bind("/data/n", type="int", calculate=count) if count else ""
    return form("<n/><r><a/></r>", asks("/data/n"), inner, binds=binds)


@pytest.mark.parametrize(
    ("old", "new", "row"), [(rows(), rows("2"), "rabc"), (rows("2"), rows(), "n1")]
)
def test_words_in_rows_that_are_counted_otherwise_are_put_aside_and_said(old, new, row):
    entered = {f"/data/r[{row}]/a": "words"} | ({} if row == "n1" else {f"/data/r[{row}]": "i1"})
    move = planned(old, new, entered)
    assert move.entries() == {}
    (left,) = move.left_out
    assert (left.value, left.why) == ("words", WhyLeftOut.OTHER_ROWS)


def test_words_in_a_question_that_is_worked_out_now_are_put_aside_and_said():
    old = form("<a/><b/>", asks("/data/a", "/data/b"))
    worked_out = bind("/data/b", calculate="concat(/data/a, '!')")
    new = form("<a/><b/>", asks("/data/a", "/data/b"), binds=worked_out)
    move = planned(old, new, {"/data/a": "one", "/data/b": "typed"})
    assert move.entries() == {"/data/a": "one"}
    (left,) = move.left_out
    assert (left.value, left.why) == ("typed", WhyLeftOut.WORKED_OUT)
