"""A form that can be loaded, and would not be filled in as it was meant."""

from __future__ import annotations

import pytest

from app.forms.definition_check import doubts_about
from app.forms.xform import load_form
from tests.builders_forms import asks, bind, group, repeat, xform

COLOURS = (
    '<instance id="colours"><root><item><name>red</name><label>Red</label><warm>1</warm></item>'
    "<item><name>blue</name><label>Blue</label></item></root></instance>"
)
TOWNS = '<instance id="towns" src="jr://file-csv/towns.csv"/>'
WORDS = (
    '<itext><translation lang="en"><text id="a"><value>A</value></text></translation>'
    '<translation lang="cy"><text id="a"><value>A</value></text></translation></itext>'
)


def doubts(instance, model="", body="", itext="", outside=None):
    form = load_form(xform(instance, model, body, itext))
    return [(each.path, each.column, each.message) for each in doubts_about(form, outside or {})]


def select(nodeset, value="name", label="label"):
    return (
        f'<select1 ref="/data/a"><label>A</label><itemset nodeset="{nodeset}">'
        f'<value ref="{value}"/><label ref="{label}"/></itemset></select1>'
    )


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("geopoint", "a place on a map (geopoint)"),
        ("geotrace", "a line on a map (geotrace)"),
        ("geoshape", "an area on a map (geoshape)"),
        ("barcode", "a barcode (barcode)"),
    ],
)
def test_a_question_for_what_cannot_be_asked_is_told_by_name(kind, told):
    ((path, _column, message),) = doubts("<a/>", bind("/data/a", type=kind), asks("/data/a"))
    assert path == "/data/a"
    assert told in message


def test_a_place_that_is_worked_out_or_never_asked_is_no_matter():
    model = bind("/data/a", type="geopoint", calculate="'1 2'") + bind("/data/b", type="geopoint")
    assert doubts("<a/><b/>", model, asks("/data/a")) == []


@pytest.mark.parametrize("tag", ["select1", "select"])
def test_a_select_without_choices_is_told(tag):
    ((_path, _column, message),) = doubts("<a/>", "", f'<{tag} ref="/data/a"/>')
    assert "no choices" in message


@pytest.mark.parametrize(
    "says", ['start="x" end="9" step="1"', 'start="0" end="9" step="0"', 'end="1e9"']
)
def test_a_range_that_is_none_is_told(says):
    assert [column for _p, column, _m in doubts("<a/>", "", f'<range ref="/data/a" {says}/>')] == [
        "parameters"
    ]


def test_words_that_no_text_has_are_told_and_those_of_one_language_are_not():
    body = '<input ref="/data/a"><label ref="jr:itext(\'{}\')"/></input>'
    assert doubts("<a/>", "", body.format("a"), WORDS) == []
    ((path, column, message),) = doubts("<a/>", "", body.format("nope"), WORDS)
    assert (path, column, "called nope" in message) == ("/data/a", "label", True)


def test_rules_on_a_group_and_on_a_repeat_are_told_but_a_repeat_may_be_required():
    model = bind("/data/g", required="true()", constraint="1 = 1")
    model += bind("/data/r", required="true()", constraint="1 = 1")
    body = group("/data/g", asks("/data/g/a")) + repeat("/data/r", asks("/data/r/b"))
    found = doubts('<g><a/></g><r jr:template=""><b/></r>', model, body)
    assert [each[:2] for each in found] == [
        ("/data/g", "constraint"),
        ("/data/g", "required"),
        ("/data/r", "constraint"),
    ]


def test_a_counted_repeat_cannot_be_required():
    body = repeat("/data/r", asks("/data/r/b"), attributes=' jr:count="2"')
    found = doubts("<r><b/></r>", bind("/data/r", required="true()"), body)
    assert [each[:2] for each in found] == [("/data/r", "required")]


def test_a_default_that_is_no_answer_is_told():
    model = COLOURS + bind("/data/n", type="int")
    body = select("instance('colours')/root/item[warm = 1]") + asks("/data/n")
    assert doubts("<a>blue</a><n>3</n>", model, body) == []
    found = doubts("<a>green</a><n>three</n>", model, body)
    assert [each[:2] for each in found] == [("/data/a", "default"), ("/data/n", "default")]


@pytest.mark.parametrize(
    ("nodeset", "told"),
    [
        ("instance('colours')/root/item[wram = 1]", "Did you mean warm?"),
        ("instance('colours')/rot/item", "instance('colours')/root/item"),
        ("instance('colours')/root/items", "instance('colours')/root/item"),
    ],
)
def test_a_column_that_a_list_of_the_form_does_not_have_is_told(nodeset, told):
    found = doubts("<a/>", COLOURS, select(nodeset))
    assert [each[:2] for each in found] == [("/data/a", "choice_filter")]
    assert told in found[0][2]


def test_choices_whose_values_or_words_stand_in_no_column_are_told():
    found = doubts("<a/>", COLOURS, select("instance('colours')/root/item", "nam", "lable"))
    assert [message.rpartition(" ")[2] for _path, _column, message in found] == ["name?", "label?"]


def test_the_columns_of_a_file_are_looked_at_once_it_is_there():
    body = select("instance('towns')/root/item[region = 'n']")
    assert doubts("<a/>", TOWNS, body) == []
    assert (
        doubts("<a/>", TOWNS, body, outside={"towns": frozenset({"name", "label", "region"})}) == []
    )
    found = doubts("<a/>", TOWNS, body, outside={"towns": frozenset({"name", "label", "county"})})
    assert ["no column called region" in each[2] for each in found] == [True]


def test_words_in_several_languages_cannot_be_read_as_a_column():
    apart = COLOURS.replace("<label>Red</label>", "<itextId>a</itextId>")
    apart = apart.replace("<label>Blue</label>", "<itextId>a</itextId>")
    calculation = "instance('colours')/root/item[name = 'red']/label"
    found = doubts("<b/>", apart + bind("/data/b", calculate=calculation), "", WORDS)
    assert [(path, "jr:choice-name" in message) for path, _c, message in found] == [
        ("/data/b", True)
    ]


def test_a_mark_that_no_date_has_is_told_where_it_is_written():
    model = bind("/data/b", calculate="format-date(today(), '%d %Q%%')")
    ((path, column, message),) = doubts("<b/>", model)
    assert (path, column, message[:2]) == ("/data/b", "calculation", "%Q")
