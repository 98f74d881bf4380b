"""What is told of a form that somebody chose: where it is wrong, in the words of the sheets."""

from __future__ import annotations

import pytest

from app.usecases.form_check import read_form_file
from tests.builders_forms import asks, bind, xform
from tests.builders_workbooks import SETTINGS, choice, section, text, write_workbook

TOWNS = {"type": "select_one_from_file towns.csv", "name": "town", "label": "Town"}


@pytest.fixture
def told(tmp_path):
    """The mistakes in a workbook of these rows."""

    def check(*survey, choices=(), settings=SETTINGS, more=()):
        path = tmp_path / "form.xlsx"
        write_workbook(path, survey=list(survey), choices=list(choices), settings=[settings])
        return [(m.row, m.column, m.message) for m in read_form_file(path, more).mistakes]

    return check


def test_a_mistake_that_only_the_engine_finds_stands_in_the_row_of_its_own_question(told):
    twins = [*section("one", text("seen")), *section("two", text("seen", relevant="../zz = 1"))]
    ((row, column, message),) = told(*twins)
    assert (row, column) == (6, "")
    assert "“zz”" in message
    assert "/data" not in message


def test_questions_are_called_by_their_names_and_not_by_paths(told):
    ((row, _column, message),) = told(*section("g", text("a"), relevant="a = 'x'"), text("b"))
    assert row == 2
    assert "${g} (whether it is asked)" in message
    assert "/data" not in message


def test_a_mistake_in_the_name_of_a_record_stands_in_the_settings(told):
    ((row, column, message),) = told(text("a"), settings=SETTINGS | {"instance_name": "concat("})
    assert (row, column) == (2, "instance_name")
    assert "/data" not in message


def test_a_column_that_a_file_does_not_have_is_told_under_the_heading_that_names_it(told, tmp_path):
    towns = tmp_path / "towns.csv"
    towns.write_text("name,label,county\nx,X,c\n", encoding="utf-8")
    filtered = TOWNS | {"choice_filter": "couty = ${a}"}
    ((row, column, message),) = told(text("a"), filtered, more=[towns])
    assert (row, column) == (3, "choice_filter")
    assert "Did you mean county?" in message
    right = TOWNS | {"choice_filter": "county = ${a}"}
    assert told(text("a"), right, more=[towns]) == []


def test_a_file_without_the_values_of_its_choices_is_told(told, tmp_path):
    towns = tmp_path / "towns.csv"
    towns.write_text("code,title\nx,X\n", encoding="utf-8")
    found = told(TOWNS, more=[towns])
    assert [(row, column) for row, column, _ in found] == [(2, "type"), (2, "type")]


def test_the_words_of_a_list_in_two_languages_are_no_column_to_read(told):
    two = {"label::English (en)": "A", "label::Cymraeg (cy)": "A"}
    rows = [
        {"type": "select_one l", "name": "a", **two},
        {"type": "calculate", "name": "b", "calculation": "instance('l')/root/item[1]/label"},
    ]
    choices = [{"list_name": "l", "name": "x", **two}]
    ((row, column, message),) = told(*rows, choices=choices)
    assert (row, column) == (3, "calculation")
    assert "jr:choice-name" in message


def test_a_doubt_about_an_xform_names_its_question(tmp_path):
    path = tmp_path / "form.xml"
    path.write_text(xform("<a/>", bind("/data/a", type="geopoint"), asks("/data/a")))
    (mistake,) = read_form_file(path).mistakes
    assert mistake.message.startswith("${a}: Visitbook cannot ask for a place on a map")


def test_a_form_that_climbs_above_itself_is_refused_and_never_breaks_off(tmp_path):
    path = tmp_path / "form.xml"
    path.write_text(xform("<a/>", bind("../../../../x", required="true()"), asks("/data/a")))
    (mistake,) = read_form_file(path).mistakes
    assert "../../../../x" in mistake.message


def test_a_column_of_the_choices_that_is_blank_for_one_list_may_be_read_all_the_same(told):
    rows = [
        text("a"),
        {"type": "select_one l", "name": "b", "label": "B", "choice_filter": "region = ${a}"},
        {"type": "select_one m", "name": "c", "label": "C"},
    ]
    assert told(*rows, choices=[choice("l", "x"), choice("m", "y", region="n")]) == []
