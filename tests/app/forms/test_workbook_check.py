from __future__ import annotations

import pytest

from app.forms.compile import check_workbook, compile_workbook
from app.forms.workbook_check import MOST_TOLD
from tests.builders_workbooks import SETTINGS, choice, section, text, write_workbook


@pytest.fixture
def told(tmp_path):
    """What the check says of a workbook: the mistakes that stop a form, or with `all` every one."""

    def check(survey, choices=(), *, settings=SETTINGS, everything=False):
        path = tmp_path / "form.xlsx"
        write_workbook(path, survey=survey, choices=list(choices), settings=[settings])
        found = check_workbook(path)
        return [mistake for mistake in found if everything or mistake.stops]

    return check


def words(mistakes):
    return [str(mistake) for mistake in mistakes]


def test_a_good_form_has_no_mistakes(told):
    rows = section("about", text("purpose", required="yes"), {**text("when"), "type": "date"})
    assert told(rows, everything=True) == []


def test_every_mistake_is_told_with_its_sheet_row_and_column(told):
    survey = [
        {"type": "txet", "name": "first", "label": "First"},
        {"type": "select_one colours", "name": "second", "label": "Second"},
        {"type": "text", "name": "third", "label": "Third", "relevant": "${scond} = '1'"},
        {"type": "text", "name": "fourth", "label": "Fourth", "constraint": "1 +"},
    ]
    found = told(survey, [choice("colour", "red"), choice("colour", "red")])
    assert [(m.sheet, m.row, m.column) for m in found] == [
        ("survey", 2, "type"),
        ("survey", 3, "type"),
        ("survey", 4, "relevant"),
        ("survey", 5, "constraint"),
        ("choices", 3, "name"),
    ]


def test_a_misspelt_word_is_met_with_the_nearest_known_one(told):
    survey = [
        {"type": "interger", "name": "roll", "label": "Roll"},
        {"type": "select_one colour", "name": "one", "label": "One"},
        text("two", calculation="${rol} + 1"),
    ]
    said = words(told(survey, [choice("colours", "red")]))
    assert said == [
        (
            "sheet survey, row 2, column type: There is no type of question called interger."
            " Did you mean integer?"
        ),
        (
            "sheet survey, row 3, column type: The choices sheet has no list called colour."
            " Did you mean colours?"
        ),
        (
            "sheet survey, row 4, column calculation: There is no question called rol."
            " Did you mean roll?"
        ),
    ]


@pytest.mark.parametrize(
    "type_", ["geopoint", "audio", "barcode", "select_one_external towns", "begin loop over x"]
)
def test_a_type_that_cannot_be_asked_here_stops_the_form(told, type_):
    assert told([{"type": type_, "name": "where", "label": "Where"}])


def test_a_type_that_cannot_be_asked_here_is_named_in_words(told):
    (mistake,) = told([{"type": "geopoint", "name": "where", "label": "Where"}])
    assert "a place on a map (geopoint)" in mistake.message


@pytest.mark.parametrize(
    "type_",
    [
        *("text", "note", "integer", "decimal", "date", "time", "dateTime", "acknowledge"),
        *("image", "photo", "select_one l", "select one from l", "select_multiple l", "rank l"),
        *("select_one l or_other", "select all that apply from l", "int", "range"),
    ],
)
def test_the_usual_types_and_their_older_spellings_are_known(told, type_):
    assert told([{"type": type_, "name": "q", "label": "Q"}], [choice("l", "a")]) == []


def test_a_block_that_is_never_ended_is_told_where_it_begins(told):
    survey = [{"type": "begin_group", "name": "about", "label": "About"}, text("purpose")]
    (mistake,) = told(survey)
    assert (mistake.row, mistake.message) == (
        2,
        "about is begun but never ended: add end_group.",
    )


def test_an_end_without_a_beginning_is_told(told):
    (mistake,) = told([text("purpose"), {"type": "end_repeat"}])
    assert (mistake.row, "Nothing is open here" in mistake.message) == (3, True)


def test_blocks_that_cross_are_told_once_and_the_rest_is_still_checked(told):
    survey = [
        {"type": "begin_group", "name": "about", "label": "About"},
        {"type": "begin_repeat", "name": "lesson", "label": "Lesson"},
        text("seen"),
        {"type": "end_group"},
        text("last", relevant="${nobody} = 1"),
    ]
    assert [(m.row, m.column) for m in told(survey)] == [(3, "type"), (6, "relevant")]


def test_the_same_name_twice_in_a_group_is_told_with_the_first_row(told):
    (mistake,) = told([text("purpose"), text("purpose")])
    assert (mistake.row, "row 2" in mistake.message) == (3, True)


def test_the_same_name_in_two_groups_is_fine_until_somebody_refers_to_it(told):
    two = [*section("one", text("seen")), *section("two", text("seen"))]
    assert told(two) == []
    (mistake,) = told([*two, text("last", relevant="${seen} != ''")])
    assert "rows 3 and 6" in mistake.message


def test_a_question_needs_a_name_and_a_label(told):
    survey = [{"type": "text", "label": "Purpose"}, {"type": "text", "name": "seen"}]
    assert [(m.row, m.column) for m in told(survey)] == [(2, "name"), (3, "label")]


def test_a_name_must_be_one_that_every_program_takes(told):
    assert [m.column for m in told([text("two words"), text("1st"), text("a-b.c")])] == [
        "name",
        "name",
    ]


def test_a_label_in_any_language_is_a_label(told):
    survey = [{"type": "text", "name": "diben", "label::Cymraeg (cy)": "Beth yw'r diben?"}]
    assert told(survey) == []


def test_a_row_without_a_type_is_told(told):
    (mistake,) = told([text("purpose"), {"name": "seen", "label": "Seen"}])
    assert (mistake.row, mistake.column) == (3, "type")


def test_a_disabled_row_is_left_alone(told):
    assert told([text("purpose"), {"type": "txet", "name": "old", "disabled": "yes"}]) == []


@pytest.mark.parametrize(
    "expression",
    [
        "1 +",
        "if(",
        "selected(${purpose}",
        "nosuchfunction(1)",
        "'open",
        "${purpose} = = 1",
        "${pur",
    ],
)
@pytest.mark.parametrize("column", ["relevant", "constraint", "calculation", "required"])
def test_an_expression_that_cannot_be_read_is_told(told, column, expression):
    survey = [text("purpose"), text("seen", **{column: expression})]
    (mistake,) = told(survey)
    assert (mistake.row, mistake.column) == (3, column)


def test_the_place_of_a_slip_is_counted_in_the_text_as_the_author_wrote_it(told):
    (mistake,) = told([text("purpose"), text("seen", relevant="${purpose} = 'a' )")])
    assert "at character 18" in mistake.message


def test_a_list_that_an_expression_reads_must_be_there(told):
    survey = [
        {"type": "csv-external", "name": "vb_actions"},
        text("one", relevant="count(instance('vb_actions')/root/item) > 0"),
        text("two", relevant="count(instance('vb_action')/root/item) > 0"),
    ]
    (mistake,) = told(survey)
    assert (mistake.row, "Did you mean vb_actions?" in mistake.message) == (4, True)


def test_a_reference_in_a_label_or_a_message_is_checked_too(told):
    survey = [
        text("purpose"),
        {"type": "note", "name": "hello", "label": "For ${prupose}"},
        text("seen", constraint=". != ''", constraint_message="Not like ${nobody}"),
    ]
    assert [(m.row, m.column) for m in told(survey)] == [(3, "label"), (4, "constraint_message")]


def test_a_circle_is_told_once_and_names_its_questions(told):
    survey = [
        {"type": "calculate", "name": "a", "calculation": "${b} + 1"},
        {"type": "calculate", "name": "b", "calculation": "${c} + 1"},
        {"type": "calculate", "name": "c", "calculation": "${a} + 1"},
        {"type": "calculate", "name": "d", "calculation": "${a} + 1"},
    ]
    (mistake,) = told(survey)
    assert "a needs b needs c needs a" in mistake.message


def test_a_question_that_decides_on_its_own_section_is_a_circle(told):
    survey = section("about", text("purpose"), relevant="${purpose} != ''")
    (mistake,) = told(survey)
    assert "purpose needs purpose" in mistake.message


def test_a_sum_over_other_rows_of_a_repeat_is_no_circle(told):
    survey = [
        {"type": "begin_repeat", "name": "lesson", "label": "Lesson"},
        {**text("minutes"), "type": "integer"},
        {
            "type": "calculate",
            "name": "total",
            "calculation": "${minutes} + indexed-repeat(${total}, ${lesson}, position(..) - 1)",
        },
        {"type": "end_repeat"},
    ]
    assert told(survey) == []


def test_a_value_that_is_set_when_another_changes_may_build_on_itself(told):
    count = {**text("count"), "type": "integer", "calculation": "${count} + 1"}
    assert told([text("seen"), {**count, "trigger": "${seen}"}]) == []
    assert told([text("seen"), count])


def test_a_constraint_may_name_its_own_question(told):
    assert told([text("purpose", constraint="string-length(${purpose}) > 3")]) == []


def test_choices_need_names_and_labels(told):
    survey = [{"type": "select_one l", "name": "q", "label": "Q"}]
    choices = [choice("l", "a"), choice("l", None), {"list_name": "l", "name": "b"}]
    assert [(m.sheet, m.row, m.column) for m in told(survey, choices)] == [
        ("choices", 3, "name"),
        ("choices", 4, "label"),
    ]


def test_a_choice_may_stand_twice_where_the_settings_allow_it(told):
    survey = [{"type": "select_one l", "name": "q", "label": "Q"}]
    twice = [choice("l", "a"), choice("l", "a")]
    assert [m.row for m in told(survey, twice)] == [3]
    assert told(survey, twice, settings={**SETTINGS, "allow_choice_duplicates": "yes"}) == []


@pytest.mark.parametrize("type_", ["audit", "background-audio", "start-geopoint"])
def test_a_row_that_asks_nothing_of_a_person_stays_blank_with_a_word(told, type_):
    survey = [{"type": type_, "name": type_.replace("-", "_")}, text("purpose")]
    assert told(survey) == []
    (mistake,) = told(survey, everything=True)
    assert type_ in mistake.message
    assert "stays blank" in mistake.message


def test_a_sheet_full_of_mistakes_is_checked_in_seconds(told):
    survey = [text(f"question_{n}", relevant=f"${{qestion_{n}}} = 1") for n in range(3_000)]
    assert 1 < len(told(survey)) <= MOST_TOLD


def test_a_space_in_a_choice_matters_only_where_several_may_be_chosen(told):
    choices = [choice("l", "two words")]
    assert told([{"type": "select_one l", "name": "q", "label": "Q"}], choices) == []
    (mistake,) = told([{"type": "select_multiple l", "name": "q", "label": "Q"}], choices)
    assert (mistake.sheet, mistake.row) == ("choices", 2)


def test_a_panel_that_does_not_exist_is_told_with_the_one_that_was_meant(told):
    (mistake,) = told([{"type": "note", "name": "n", "label": "N", "appearance": "panel-action"}])
    assert "Did you mean panel-actions?" in mistake.message


def test_an_appearance_without_effect_is_told_but_does_not_stop_the_form(told):
    survey = [text("purpose", appearance="multiline signature")]
    assert told(survey) == []
    (mistake,) = told(survey, everything=True)
    assert "signature" in mistake.message


def test_an_appearance_that_nobody_knows_is_told_with_the_one_that_was_meant(told):
    known = "multiline w4 columns-3 table-list ex:org.app(a='b c')"
    survey = [text("purpose", appearance=f"mutiline {known}"), text("why", appearance="frobnicate")]
    assert told(survey) == []
    found = told(survey, everything=True)
    assert [(m.row, "Did you mean multiline?" in m.message) for m in found] == [
        (2, True),
        (2, False),
        (3, False),
    ]
    assert "without the appearance ex" in found[1].message


def test_our_marks_need_their_namespace(told):
    survey = [{**text("purpose"), "bind::vb:carry": "yes"}]
    (mistake,) = told(survey)
    assert (mistake.row, mistake.column) == (1, "bind::vb:carry")
    assert told(survey, settings={**SETTINGS, "namespaces": 'vb="https://x.example/vb"'}) == []


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("relevent", "relevant"),
        ("constrain", "constraint"),
        ("requird", "required"),
        ("calculaton", "calculation"),
        ("choice_filer", "choice_filter"),
        ("triger", "trigger"),
        ("defualt", "default"),
    ],
)
def test_a_rule_under_a_misspelt_heading_stops_the_form_for_it_would_work_without_it(
    told, heading, meant
):
    (mistake,) = told([text("purpose"), {**text("seen"), heading: "1 = 1"}])
    assert (mistake.row, mistake.column) == (1, heading)
    assert f"Did you mean {meant}?" in mistake.message


def test_another_heading_that_is_nearly_a_known_one_is_told_but_does_not_stop_the_form(told):
    survey = [{**text("purpose"), "apearance": "multiline", "our own remarks": "ask first"}]
    assert told(survey) == []
    (mistake,) = told(survey, everything=True)
    assert (mistake.column, "Did you mean appearance?" in mistake.message) == ("apearance", True)


def test_a_column_that_nothing_reads_is_remarked_on(told):
    survey = [{**text("purpose"), "condition": "x"}]
    assert told(survey) == []
    assert [m.column for m in told(survey, everything=True)] == ["condition"]


def test_a_workbook_without_a_survey_sheet_is_told_what_is_missing(tmp_path):
    path = write_workbook(tmp_path / "form.xlsx", surveys=[text("purpose")])
    (mistake,) = check_workbook(path)
    assert "no sheet called survey" in mistake.message


def test_a_survey_without_its_columns_or_rows_is_told(tmp_path):
    without = write_workbook(tmp_path / "one.xlsx", survey=[{"type": "text", "label": "Purpose"}])
    assert ["column called name" in m.message for m in check_workbook(without)] == [True]
    rowless = write_workbook(tmp_path / "two.xlsx", survey=[{"type": None, "name": None}])
    assert ["no questions" in m.message for m in check_workbook(rowless)] == [True]


def test_what_only_the_compiler_sees_is_told_as_a_mistake_too(told):
    survey = [{"type": "select_one l", "name": "q", "label": "Q", "parameters": "randomize=maybe"}]
    (mistake,) = told(survey, [choice("l", "a")])
    assert "true or false" in mistake.message


def test_a_form_without_an_id_or_a_version_is_worth_a_word(told):
    found = told([text("purpose")], settings={"form_title": "A note"}, everything=True)
    assert [(m.column, m.stops) for m in found] == [("form_id", False), ("version", False)]


def test_a_loop_over_choices_is_named_as_what_it_is(told):
    (mistake, *_) = told([{"type": "begin loop over rooms", "name": "room"}, text("a")])
    assert "loop over choices" in mistake.message


def test_an_audit_row_needs_no_name_and_a_form_may_show_the_id_of_its_record(told):
    survey = [{"type": "audit"}, {**text("purpose"), "label": "Purpose of ${instanceID}"}]
    assert told(survey) == []


def test_a_row_that_only_holds_a_remark_is_left_out_with_a_word(told):
    survey = [text("purpose"), {"type": None, "hint_for_us": None, "relevant": "to be agreed"}]
    found = told(survey, everything=True)
    (left_out,) = [m for m in found if m.row == 3]
    assert not left_out.stops
    assert "left out" in left_out.message


def test_a_sheet_with_a_blank_beside_its_name_is_that_sheet(tmp_path):
    path = write_workbook(tmp_path / "form.xlsx", **{"survey ": [text("purpose")]})
    assert check_workbook(path) == []
    assert "<purpose/>" in compile_workbook(path)


def test_headings_below_a_title_are_found_where_they_stand(tmp_path):
    rows = [{"Our form": "type", " ": "name"}, {"Our form": "text", " ": "purpose"}]
    (mistake,) = check_workbook(write_workbook(tmp_path / "form.xlsx", survey=rows))
    assert (mistake.row, "The headings stand in row 2." in mistake.message) == (2, True)
