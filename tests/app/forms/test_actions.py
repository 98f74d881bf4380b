from __future__ import annotations

import pytest

from app.errors import FormError
from app.forms.openrosa import answers_from_xml
from tests.builders_forms import asks, bind, reopened, repeat, session

FIRST = "odk-instance-first-load"


def setvalue(ref, event, value="", literal=""):
    said = f' value="{value}"' if value else ""
    return f'<setvalue ref="{ref}" event="{event}"{said}>{literal}</setvalue>'


def input_with(path, *actions):
    return f'<input ref="{path}">{"".join(actions)}</input>'


def test_a_first_load_value_is_set_once_and_counts_as_entered():
    live = session("<a/>", setvalue("/data/a", FIRST, value="1 + 1"), asks("/data/a"))
    assert live.entered() == {"/data/a": "2"}
    live.answer("/data/a", "")
    assert reopened(live).value("/data/a") == ""


def test_a_value_set_at_every_load_is_set_again():
    live = session("<a/>", setvalue("/data/a", "odk-instance-load", literal="x"), asks("/data/a"))
    live.answer("/data/a", "y")
    assert reopened(live).value("/data/a") == "x"


def test_first_load_inside_a_question_reads_calculated_values():
    live = session(
        "<a>4</a><b/><c/>",
        bind("/data/b", calculate="/data/a * 2"),
        input_with("/data/a", setvalue("/data/c", FIRST, value="/data/b")),
    )
    assert live.value("/data/c") == "8"


def test_an_answer_sets_another_place_after_everything_is_worked_out():
    live = session(
        "<a/><b/><c/>",
        bind("/data/b", calculate="/data/a * 2"),
        input_with("/data/a", setvalue("/data/c", "xforms-value-changed", value="../b + 1")),
    )
    effect = live.answer("/data/a", "4")
    assert effect.computed == {"/data/b": "8", "/data/c": "9"}
    assert live.entered() == {"/data/a": "4", "/data/c": "9"}


def test_an_attribute_can_be_set_read_and_sent_and_is_kept():
    live = session(
        '<a by="nobody"/><b/>',
        bind("/data/b", calculate="concat('by ', /data/a/@by)")
        + setvalue("/data/a/@by", FIRST, value="concat('a', 'b')"),
        asks("/data/a"),
    )
    assert live.value("/data/b") == "by ab"
    assert live.entered() == {"/data/a/@by": "ab"}
    assert '<a by="ab"/>' in live.to_xml()
    assert reopened(live).value("/data/b") == "by ab"
    assert answers_from_xml(live.definition, live.to_xml()) == live.entered()


def test_an_attribute_that_was_set_can_be_given_back_what_it_held():
    changes = setvalue("/data/a/@by", "xforms-value-changed", literal="somebody")
    live = session(
        '<a by="nobody"/><b/>',
        bind("/data/b", calculate="/data/a/@by"),
        input_with("/data/a", changes),
    )
    before = live.entered()
    live.answer("/data/a", "x")
    assert live.value("/data/b") == "somebody"
    for ref in live.entered():
        live.answer(ref, before.get(ref, ""))
    assert (live.entered(), live.value("/data/b")) == (before, "nobody")


def test_a_place_may_read_its_own_attribute():
    live = session('<a n="3"/>', bind("/data/a", calculate="./@n + 1"))
    assert live.value("/data/a") == "4"


def test_an_attribute_that_the_form_does_not_have_is_told():
    with pytest.raises(FormError, match="/data/a/@by: the form has no such place"):
        session("<a/>", setvalue("/data/a/@by", FIRST, literal="x"), asks("/data/a"))


def test_a_blank_value_counts_and_not_the_text_beside_it():
    action = f'<setvalue ref="/data/a" event="{FIRST}" value="">not this</setvalue>'
    assert session("<a>x</a>", action, asks("/data/a")).value("/data/a") == ""


def test_spaces_around_the_place_that_is_set_do_not_matter():
    live = session("<a/>", setvalue(" /data/a ", FIRST, literal="x"), asks("/data/a"))
    assert live.value("/data/a") == "x"


def test_what_is_set_is_written_as_the_answer_there_is():
    live = session(
        "<n/><d/>",
        bind("/data/n", type="int")
        + bind("/data/d", type="date")
        + setvalue("/data/n", FIRST, value="7 div 2")
        + setvalue("/data/d", FIRST, value="now()"),
        asks("/data/n", "/data/d"),
    )
    assert live.entered() == {"/data/n": "3", "/data/d": "2026-03-09"}


def test_an_answer_given_again_triggers_nothing():
    live = session(
        "<a/><n>0</n>",
        bind("/data/n", type="int"),
        input_with("/data/a", setvalue("/data/n", "xforms-value-changed", value=". + 1")),
    )
    for answer in ("x", "x", "y"):
        live.answer("/data/a", answer)
    assert live.value("/data/n") == "2"


def test_actions_trigger_each_other_but_never_without_end():
    live = session(
        "<a/><b/>",
        "",
        input_with("/data/a", setvalue("/data/b", "xforms-value-changed", value="/data/a + 1"))
        + input_with("/data/b", setvalue("/data/a", "xforms-value-changed", value="/data/b + 1")),
    )
    live.answer("/data/a", "1")
    assert int(live.value("/data/b")) > 1


def test_an_empty_setvalue_clears_its_target():
    live = session("<a>x</a>", setvalue("/data/a", FIRST), asks("/data/a"))
    assert live.value("/data/a") == ""
    assert live.entered() == {}


def rows_with_defaults():
    return session(
        '<r jr:template=""><a/><b/></r><wanted/><k jr:template=""><c/></k>',
        "",
        repeat(
            "/data/r",
            setvalue("/data/r/a", "odk-new-repeat", value="position(..)"),
            setvalue(
                "/data/r/b",
                "odk-new-repeat",
                value="/data/r[position() = position(current()/..) - 1]/b",
            ),
            asks("/data/r/a", "/data/r/b"),
        )
        + asks("/data/wanted")
        + repeat(
            "/data/k",
            setvalue("/data/k/c", "odk-new-repeat", value="concat('row ', position(..))"),
            asks("/data/k/c"),
            attributes=' jr:count="/data/wanted"',
        ),
    )


def test_a_new_row_may_take_its_default_from_the_row_before():
    live = rows_with_defaults()
    one, _ = live.add_repeat("/data/r")
    live.answer(f"{one}/b", "same")
    two, effect = live.add_repeat("/data/r")
    assert effect.computed == {f"{two}/a": "2", f"{two}/b": "same"}
    assert live.entered()[f"{two}/b"] == "same"
    assert live.value(f"{one}/a") == "1"


def test_counted_rows_get_their_defaults_and_keep_what_a_person_changed():
    live = rows_with_defaults()
    live.answer("/data/wanted", "2")
    assert live.value("/data/k[n2]/c") == "row 2"
    live.answer("/data/k[n2]/c", "")
    live.answer("/data/k[n1]/c", "mine")
    again = reopened(live)
    assert (again.value("/data/k[n1]/c"), again.value("/data/k[n2]/c")) == ("mine", "")


def test_rows_that_are_there_from_the_start_are_not_new():
    live = session(
        "<r><a/></r>",
        "",
        repeat("/data/r", setvalue("/data/r/a", "odk-new-repeat", literal="2"), asks("/data/r/a")),
    )
    (row,) = live.rows("/data/r")
    assert live.value(f"{row}/a") == ""


def test_a_trigger_in_a_row_sets_a_place_in_that_row_or_in_a_named_one():
    live = session(
        '<r jr:template=""><a/><b/><c/></r>',
        "",
        repeat(
            "/data/r",
            input_with(
                "/data/r/a",
                setvalue("/data/r/b", "xforms-value-changed", value="../a"),
                setvalue("/data/r[position() = 1]/c", "xforms-value-changed", literal="first"),
            ),
        ),
    )
    one, _ = live.add_repeat("/data/r")
    two, _ = live.add_repeat("/data/r")
    live.answer(f"{two}/a", "x")
    assert [live.value(f"{row}/b") for row in (one, two)] == ["", "x"]
    assert [live.value(f"{row}/c") for row in (one, two)] == ["first", ""]


def test_who_fills_in_the_form_is_known_under_the_older_name_too():
    asked = bind("/data/who", jr_preload="context", jr_preloadParams="UserName")
    live = session("<who/>", asked, asks("/data/who"), properties={"username": "adviser-3"})
    assert live.value("/data/who") == "adviser-3"
