"""What `once()` keeps, and what goes on following the answers."""

from __future__ import annotations

import pytest

from app.forms.openrosa import answers_from_xml
from app.forms.session import FormSession
from tests.builders_forms import NOON, asks, bind, reopened, session


def live(calculation):
    return session("<a/><t/>", bind("/data/t", calculate=calculation), asks("/data/a"))


def values(form, *given):
    found = []
    for value in given:
        form.answer("/data/a", value)
        found.append(form.value("/data/t"))
    return found


def test_a_branch_without_once_is_followed_and_what_once_gave_comes_back():
    form = live("if(/data/a = 'yes', once(uuid()), '')")
    assert form.value("/data/t") == ""
    first, none, again = values(form, "yes", "no", "yes")
    assert (bool(first), none, again) == (True, "", first)


def test_the_words_of_the_other_branch_are_never_taken_for_what_once_gave():
    form = live("if(/data/a = 'yes', once('kept'), 'none')")
    assert values(form, "no", "yes", "no") == ["none", "kept", "none"]


def test_what_stands_around_once_follows_the_answers():
    form = live("concat(once(uuid(5)), '-', /data/a)")
    first, second = values(form, "x", "y")
    assert (first[-2:], second) == ("-x", f"{first[:-1]}y")


@pytest.mark.parametrize(
    "calculation", ["if(/data/a = 'x', once(uuid()), '')", "concat(once(uuid()), '-', /data/a)"]
)
def test_what_once_gave_is_there_when_the_record_is_opened_again(calculation):
    form = live(calculation)
    form.answer("/data/a", "x")
    again = reopened(form)
    assert again.value("/data/t") == form.value("/data/t") != ""
    assert values(again, "y", "x")[-1] == form.value("/data/t")


def test_what_once_gave_is_taken_over_from_a_record_of_another_program():
    form = live("if(/data/a = 'x', once(uuid()), '')")
    form.answer("/data/a", "x")
    entries = answers_from_xml(form.definition, form.to_xml())
    again = FormSession(form.definition, entries, clock=lambda: NOON, begun=True)
    assert again.value("/data/t") == form.value("/data/t")


def test_a_value_with_once_inside_it_is_not_built_upon_itself():
    form = live("concat(once('x'), /data/a)")
    form.answer("/data/a", "1")
    entries = answers_from_xml(form.definition, form.to_xml())
    again = FormSession(form.definition, entries, clock=lambda: NOON, begun=True)
    assert again.value("/data/t") == "x1"
