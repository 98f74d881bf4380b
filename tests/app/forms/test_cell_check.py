"""Cells that are sound, though they look like some that are not."""

from __future__ import annotations

import pytest

from app.forms.compile import check_workbook, compile_workbook
from app.forms.session import FormSession
from app.forms.xform import load_form
from tests.builders_forms import NOON
from tests.builders_workbooks import SETTINGS, choice, text, write_workbook

LESSON = {"type": "begin_repeat", "name": "lesson", "label": "Lesson"}
END = {"type": "end_repeat"}


@pytest.fixture
def begun(tmp_path):
    """A record of a form of these rows, in which nobody checked anything wrong."""

    def begin(*survey, choices=()):
        path = tmp_path / "form.xlsx"
        write_workbook(path, survey=list(survey), choices=list(choices), settings=[SETTINGS])
        assert check_workbook(path) == []
        return FormSession(load_form(compile_workbook(path)), clock=lambda: NOON)

    return begin


@pytest.mark.parametrize(
    "words",
    ["Mr Smith (the head)", "Year 3 (Autumn)", "Smith-Jones", "1/2", "it's", "Maths and English"],
)
def test_a_default_in_plain_words_is_those_words(begun, words):
    assert begun(text("a", default=words)).value("/data/a") == words


@pytest.mark.parametrize(
    ("kind", "default", "value"),
    [
        ("text", "concat('Year 3 - Autumn')", "Year 3 - Autumn"),
        ("date", "today()", "2026-03-09"),
        ("integer", "7 - 8", "-1"),
        ("integer", "12", "12"),
        ("select_one colours", "red", "red"),
        ("select_multiple colours", "red blue", "red blue"),
        ("select_one colours", "if(1 = 1, 'blue', 'red')", "blue"),
    ],
)
def test_a_default_may_be_an_answer_or_worked_out(begun, kind, default, value):
    row = {"type": kind, "name": "a", "label": "A", "default": default}
    colours = [choice("colours", "red"), choice("colours", "blue")]
    assert begun(row, choices=colours).value("/data/a") == value


def test_a_repeat_may_be_required_with_words_of_its_own(begun):
    words = {"required": "yes", "required_message": "Add a lesson."}
    live = begun(LESSON | words, text("seen"), END)
    for row in live.rows("/data/lesson"):
        live.remove_repeat(row)
    assert [(p.ref, p.message) for p in live.problems()] == [("/data/lesson", "Add a lesson.")]


def test_a_filter_reads_the_columns_of_its_list_and_the_answers(begun):
    filtered = "region = ${where} or name = 'red' or selected(${where}, label)"
    row = {"type": "select_one l", "name": "a", "label": "A", "choice_filter": filtered}
    choices = [choice("l", "red", region="n"), choice("l", "blue", region="s")]
    live = begun(text("where"), row, choices=choices)
    live.answer("/data/where", "s")
    assert [each.value for each in live.choices("/data/a")] == ["red", "blue"]


def test_a_group_may_ask_for_what_stands_within_it_by_its_bare_name(begun):
    total = {"type": "calculate", "name": "n", "calculation": "count(${lesson}[./seen = 'x'])"}
    live = begun(LESSON, text("seen"), END, total)
    live.answer(f"{live.rows('/data/lesson')[0]}/seen", "x")
    assert live.value("/data/n") == "1"


def test_a_count_beyond_what_a_record_holds_is_worth_a_word(tmp_path):
    rows = [LESSON | {"repeat_count": "100000"}, text("a"), END]
    (remark,) = check_workbook(write_workbook(tmp_path / "form.xlsx", survey=rows))
    assert (remark.stops, remark.row, remark.column) == (False, 2, "repeat_count")
    assert "5,000" in remark.message
