"""Words that are there in one language and missing in another."""

from __future__ import annotations

from app.forms.compile import check_workbook
from tests.builders_workbooks import write_workbook

ENGLISH, WELSH = "label::English (en)", "label::Cymraeg (cy)"


def asks(name, english, welsh=None):
    return {"type": "text", "name": name, ENGLISH: english, WELSH: welsh}


def remarks(tmp_path, survey, choices=()):
    path = write_workbook(tmp_path / "form.xlsx", survey=survey, choices=list(choices))
    found = check_workbook(path)
    assert not any(mistake.stops for mistake in found)
    return [(m.sheet, m.row, m.column, m.message) for m in found]


def test_rows_without_the_words_of_a_language_are_named_under_its_heading(tmp_path):
    rows = [asks("a", "A", "A"), *(asks(f"q{n}", "Q") for n in range(7))]
    ((sheet, row, column, message),) = remarks(tmp_path, rows)
    assert (sheet, row, column) == ("survey", 3, WELSH)
    assert "Rows 3, 4, 5, 6, 7 and 2 more have no words here" in message


def test_choices_need_their_words_in_each_language_too(tmp_path):
    select = {**asks("a", "A", "A"), "type": "select_one l"}
    choices = [
        {"list_name": "l", "name": "x", ENGLISH: "X", WELSH: "X"},
        {"list_name": "l", "name": "y", WELSH: "Y"},
    ]
    assert [each[:3] for each in remarks(tmp_path, [select], choices)] == [("choices", 3, ENGLISH)]


def test_a_language_that_is_not_written_at_all_yet_is_not_told_row_by_row(tmp_path):
    assert remarks(tmp_path, [asks("a", "A"), asks("b", "B")]) == []


def test_a_form_in_one_language_is_never_told(tmp_path):
    rows = [{"type": "text", "name": "a", "label": "A"}, {"type": "hidden", "name": "b"}]
    assert remarks(tmp_path, rows) == []
