"""A form that was spoilt is read or refused in a sentence, and a record of it can be begun."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.errors import FormError, NotFoundError, RuleError
from app.forms.openrosa import answers_from_xml
from app.forms.session import FormSession
from app.forms.xform import load_form
from tests.builders_forms import NOON, asks, bind, ids, repeat, xform
from tests.fuzz.budget import budget
from tests.fuzz.forms import BUILT_IN, definition, page, spoilings, spoilt


def try_out(xml):
    """Read the form and, where it is one, begin a record, answer all of it and write it out."""
    try:
        form = load_form(xml)
    except FormError:
        return
    live = FormSession(form, clock=lambda: NOON, new_id=ids(), seed=1)
    for ref, cell in list(live._tree.cells.items())[:200]:
        if not cell.spot.children and ref in live._tree.cells:
            live.choices(ref)
            live.label(ref)
            with suppress(RuleError):
                live.answer(ref, "1")
    for ref in list(live._tree.cells)[:200]:
        live.problems_of(ref)
    for path in [place.path for place in form.blueprint.places.values() if place.repeat]:
        with suppress(RuleError, NotFoundError):
            row, _effect = live.add_repeat(path)
            live.remove_repeat(row)
            live.restore_repeat(row)
    live.problems()
    live.progress()
    answers_from_xml(form, live.to_xml())


ITEMS = '<itemset nodeset="..//a"><value ref="."/><label ref="."/></itemset>'
FOUND = {
    "a bind above the form": xform("<a/>", bind("../../../../x", required="true()"), ""),
    "a question above the form": xform("<a/>", "", asks("../../../../../a")),
    "a value set above the form": xform(
        "<a/>", '<setvalue event="odk-instance-load" ref="../../../x" value="1"/>', ""
    ),
    "a repeat of the whole form": xform(
        "<a/>", bind("/data/a", calculate="count(../a)"), repeat("/data", asks("/data/a"))
    ),
    "as many forms as anything": xform(
        "<a/>", "", repeat("/data", asks("/data/a"), attributes=' jr:count="*"')
    ),
    "a name that begins like the repeat": xform(
        "<r><a/><s/></r><rk/>",
        "",
        repeat("/data/r", asks("/data/r/a"), f'<select1 ref="/data/r/s">{ITEMS}</select1>')
        + asks("/data/rk"),
    ),
    "a form that is one question": xform("", "", asks("/data")),
    "a repeat that asks for its own place": xform(
        "<r><a/></r>", bind("/data/r", relevant="position(.) != 2"), repeat("/data/r")
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_broke_once_is_read_or_refused(name):
    try_out(FOUND[name])


# Elements within elements ran out of calls to read them by.
@example([("cut", 0.5, 0.0, "<a>" * 400 + "</a>" * 400)])
@budget(200)
@given(spoilings(6))
def test_a_small_form_in_any_state_is_read_or_refused(found):
    try_out(spoilt(page("small"), found))


@pytest.mark.parametrize("name", BUILT_IN)
@budget(6)
@given(spoilings(4))
def test_a_built_in_form_in_any_state_is_read_or_refused(name, found):
    try_out(spoilt(page(name), found))


# An encoding that nobody knows was no error that anybody waited for.
@example(b'<?xml version="1.0" encoding="klingon"?><x/>', 0.0)
@budget(100)
@given(st.binary(max_size=200), st.floats(0, 1))
def test_bytes_of_any_kind_are_read_or_refused(content, where):
    whole = page("small").encode()
    at = int(where * len(whole))
    for data in (content, whole[:at] + content + whole[at:], whole[:at] + content):
        try_out(data)


def _begun(name):
    live = FormSession(definition(name), clock=lambda: NOON, new_id=ids(), seed=1)
    return live.to_xml(relevant_only=False)


@budget(120)
@given(st.sampled_from(("small", "visit_1")), spoilings(6))
def test_a_record_in_any_state_is_taken_over_or_refused(name, found):
    form = definition(name)
    try:
        entries = answers_from_xml(form, spoilt(_begun(name), found))
    except FormError:
        return
    live = FormSession(form, entries, clock=lambda: NOON, begun=True, seed=1)
    live.problems()
    again = answers_from_xml(form, live.to_xml(relevant_only=False))
    FormSession(form, again, clock=lambda: NOON, begun=True, seed=1)
