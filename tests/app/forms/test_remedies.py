"""Each kind of mistake that authors make says where it is, and what to do about it."""

from __future__ import annotations

import pytest

from app.forms.compile import check_workbook, compile_workbook
from app.forms.xform import load_form
from tests.builders_workbooks import SETTINGS, choice, section, text, write_workbook

SURVEY, CHOICES = "survey", "choices"
ABOUT = {"type": "begin_group", "name": "about", "label": "About"}
END = {"type": "end_group"}
REPEAT = {"type": "begin_repeat", "name": "lesson", "label": "Lesson"}
END_REPEAT = {"type": "end_repeat"}


def asks(kind, name="q", **cells):
    return {"type": kind, "name": name, "label": "What?", **cells}


BROKEN = {
    "an unknown type": ([asks("hologram")], 2, "type", "Use text, select_one"),
    "a type nearly right": ([asks("intger")], 2, "type", "Did you mean integer?"),
    "a place on a map": ([asks("geopoint")], 2, "type", "ask for it in words"),
    "a barcode": ([asks("barcode")], 2, "type", "Ask for it as text."),
    "a list of the external sheet": (
        [asks("select_one_external towns")],
        2,
        "type",
        "Use select_one_from_file",
    ),
    "no type": ([text("a"), {"type": None, "name": "b", "label": "B"}], 3, "type", "Give it one"),
    "no name": ([asks("text", None)], 2, "name", "Give it a short one"),
    "a name with a space": ([asks("text", "two words")], 2, "name", "no spaces"),
    "a name used twice": ([text("a"), text("a")], 3, "name", "Choose another name."),
    "no label": ([asks("text", label=None)], 2, "label", "Write one."),
    "a select without a list": ([asks("select_one")], 2, "type", "select_one my_list"),
    "a list that is not there": ([asks("select_one lost")], 2, "type", "Add it there."),
    "a list nearly right": ([asks("select_one colour")], 2, "type", "Did you mean colours?"),
    "no file of choices": ([asks("select_one_from_file a.doc")], 2, "type", "Name a .csv"),
    "a group never ended": ([ABOUT, text("a")], 2, "type", "add end_group"),
    "an end too many": ([text("a"), END], 3, "type", "remove this row"),
    "a repeat ended as a group": (
        [{**ABOUT, "type": "begin_repeat"}, text("a"), END],
        2,
        "type",
        "add end_repeat",
    ),
    "an empty calculation": ([asks("calculate", label=None)], 2, "calculation", "Write one"),
    "a formula cut short": ([asks("calculate", calculation="1 +")], 2, "calculation", "cannot be"),
    "an unknown function": (
        [asks("calculate", calculation="vlookup(1)")],
        2,
        "calculation",
        "no function called vlookup()",
    ),
    "an unknown question": ([text("a", relevant="${zz} = 1")], 2, "relevant", "another name"),
    "a question nearly right": ([text("seen", relevant="${sen} = 1")], 2, "relevant", "mean seen?"),
    "an open reference": ([text("a", relevant="${a = 1")], 2, "relevant", "Write ${name}."),
    "a circle": (
        [
            asks("calculate", "one", calculation="${two}"),
            asks("calculate", "two", calculation="${one}"),
        ],
        2,
        "calculation",
        "Break it at one place.",
    ),
    "an unknown list to read": (
        [asks("calculate", calculation="count(instance('towns')/root/item)")],
        2,
        "calculation",
        "Add it to the choices sheet",
    ),
    "a prefix that is not declared": (
        [text("a", **{"bind::zz:carry": "yes"})],
        1,
        "bind::zz:carry",
        "Add a namespaces column",
    ),
    "a panel that is not there": (
        [{"type": "note", "name": "n", "label": "N", "appearance": "panel-peple"}],
        2,
        "appearance",
        "Did you mean panel-people?",
    ),
    "SurveyCTO's search": (
        [asks("select_one colours", appearance="search('towns')")],
        2,
        "appearance",
        "Use select_one_from_file",
    ),
    "SurveyCTO's calculate_here": (
        [asks("calculate_here", calculation="1")],
        2,
        "type",
        "Use calculate",
    ),
    "SurveyCTO's index": ([asks("calculate", calculation="index()")], 2, "calculation", "position"),
    "SurveyCTO's duration": (
        [asks("calculate", calculation="duration()")],
        2,
        "calculation",
        "remove the row",
    ),
    "KoboToolbox's matrix": (
        [asks("begin_kobomatrix"), text("a"), {"type": "end_kobomatrix"}],
        2,
        "type",
        "Use begin_group",
    ),
    "a word without quotes": (
        [text("a"), text("b", relevant="${a} = yes")],
        3,
        "relevant",
        "For the word itself write 'yes'.",
    ),
    "a question without its sign": (
        [text("a"), text("b", relevant="a = 'yes'")],
        3,
        "relevant",
        "Write ${a} for the answer",
    ),
    "required perhaps": ([text("a", required="maybe")], 2, "required", "Write yes, no, or a cond"),
    "required by itself": ([text("a", required="${a} = ''")], 2, "required", "another question"),
    "read-only by itself": ([text("a", readonly="${a} != ''")], 2, "readonly", "another question"),
    "true without brackets": (
        [text("a"), text("b", relevant="${a} = 1 or true")],
        3,
        "relevant",
        "Write true()",
    ),
    "a trigger that nobody answers": (
        [asks("calculate", "a", calculation="1"), text("b", calculation="1", trigger="${a}")],
        3,
        "trigger",
        "Name a question that is answered",
    ),
    "a trigger without its sign": (
        [text("a"), text("b", calculation="1", trigger="a")],
        3,
        "trigger",
        "as ${a}",
    ),
    "a picture of no size": (
        [asks("image", parameters="max-pixels=abc")],
        2,
        "parameters",
        "=1200",
    ),
    "a parameter nearly right": (
        [asks("image", parameters="max-pixel=100")],
        2,
        "parameters",
        "Did you mean max-pixels?",
    ),
    "a range of no steps": (
        [asks("range", parameters="start=0 end=10 step=0")],
        2,
        "parameters",
        "Write start=0 end=10 step=1.",
    ),
    "a range without end": (
        [asks("range", parameters="start=0 end=1000000000 step=0.000001")],
        2,
        "parameters",
        "Write a longer step.",
    ),
    "an entity": ([text("a", save_to="x")], 2, "save_to", "Clear this column."),
    "a required group": (
        [{**ABOUT, "required": "yes"}, text("a"), END],
        2,
        "required",
        "within it",
    ),
    "a constraint on a group": (
        [{**ABOUT, "constraint": "1 = 1"}, text("a"), END],
        2,
        "constraint",
        "on a question within it",
    ),
    "a constraint on a repeat": (
        [REPEAT | {"constraint": "1 = 1"}, text("a"), END_REPEAT],
        2,
        "constraint",
        "on a question within it",
    ),
    "a counted repeat that is required": (
        [REPEAT | {"required": "yes", "repeat_count": "3"}, text("a"), END_REPEAT],
        2,
        "required",
        "Clear this cell",
    ),
    "a number that begins as a word": (
        [asks("integer", default="abc")],
        2,
        "default",
        "such as 12",
    ),
    "a day that begins as a word": ([asks("date", default="today")], 2, "default", "write today()"),
    "a choice that is not offered": (
        [asks("select_one colours", default="reed")],
        2,
        "default",
        "Did you mean red?",
    ),
    "words that would be called": (
        [text("a", default="head(s) of year")],
        2,
        "default",
        "write concat('head(s) of year')",
    ),
    "words that would be a sum": (
        [text("a", default="Year 3 - Autumn")],
        2,
        "default",
        "write concat('Year 3 - Autumn')",
    ),
    "a filter by a column that is not there": (
        [text("a"), asks("select_one colours", choice_filter="nme = ${a}")],
        3,
        "choice_filter",
        "Did you mean name?",
    ),
    "a column nearly right": (
        [asks("calculate", calculation="instance('colours')/root/item[name = 'red']/lable")],
        2,
        "calculation",
        "Did you mean label?",
    ),
    "a list without its steps": (
        [asks("calculate", calculation="count(instance('colours')/item)")],
        2,
        "calculation",
        "Write instance('colours')/root/item.",
    ),
    "a mark that no date has": (
        [asks("calculate", calculation="format-date(today(), '%d %Q')")],
        2,
        "calculation",
        "%Q is no part of a date.",
    ),
    "KoboToolbox's ranking": (
        [asks("begin_rank"), asks("rank__level", "b"), {"type": "end_rank"}],
        2,
        "type",
        "Use the type rank",
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_mistake_in_the_survey_says_what_to_do(tmp_path, kind):
    survey, row, column, remedy = BROKEN[kind]
    path = write_workbook(tmp_path / "form.xlsx", survey=survey, choices=[choice("colours", "red")])
    first = next(m for m in check_workbook(path) if m.stops)
    assert (first.sheet, first.row, first.column) == (SURVEY, row, column)
    assert remedy in first.message


@pytest.mark.parametrize(
    ("choices", "column", "remedy"),
    [
        ([{"list_name": "colours", "label": "Red"}], "name", "Give it a short one."),
        ([choice("colours", "red", label=None)], "label", "Write one."),
        ([choice("colours", "red"), choice("colours", "red")], "name", "Give it another name."),
        ([choice("colours", "dark red")], "name", "Write _ for the space."),
        ([choice(None, "red"), choice("colours", "red")], "list_name", "Write the name"),
    ],
)
def test_a_mistake_in_the_choices_says_what_to_do(tmp_path, choices, column, remedy):
    survey = [asks("select_multiple colours")]
    path = write_workbook(tmp_path / "form.xlsx", survey=survey, choices=choices)
    first = next(m for m in check_workbook(path) if m.stops)
    assert (first.sheet, first.column) == (CHOICES, column)
    assert remedy in first.message


def test_a_workbook_without_its_sheets_and_columns_says_what_to_add(tmp_path):
    (first,) = check_workbook(write_workbook(tmp_path / "a.xlsx", questions=[text("a")]))
    assert "Give the sheet with the questions that name." in first.message
    path = write_workbook(tmp_path / "b.xlsx", survey=[{"kind": "text", "name": "a"}])
    assert "Add that heading in row 1." in check_workbook(path)[0].message


def test_what_only_a_device_of_another_program_knows_stays_blank(tmp_path):
    path = write_workbook(
        tmp_path / "form.xlsx",
        survey=[
            {"type": "caseid", "name": "case", "appearance": "hidden"},
            {"type": "text audit", "name": "steps", "appearance": "p=100"},
            {"type": "sensor_stream light_level", "name": "light"},
            *section("about", text("seen", relevant="${case} = ''")),
        ],
    )
    assert [(m.row, m.stops) for m in check_workbook(path)] == [(2, False), (3, False), (4, False)]
    definition = load_form(compile_workbook(path))
    assert [question.name for question in definition.questions()] == ["seen"]


def test_a_plug_in_of_surveycto_is_remarked_on_by_name(tmp_path):
    survey = [text("a", appearance="custom-timed-choice(duration=10)")]
    (remark,) = check_workbook(write_workbook(tmp_path / "form.xlsx", survey=survey))
    assert (remark.stops, remark.column) == (False, "appearance")
    assert "custom-timed-choice" in remark.message


def test_columns_that_only_kobotoolbox_reads_are_passed_over(tmp_path):
    survey = [text("a", **{"$kuid": "a1", "$autoname": "a", "$xpath": "a"})]
    path = write_workbook(tmp_path / "form.xlsx", survey=survey, settings=[SETTINGS])
    assert check_workbook(path) == []
    assert "<a/>" in compile_workbook(path)
