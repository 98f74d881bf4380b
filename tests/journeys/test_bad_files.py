"""Files from outside that cannot be used: one clear sentence, what to do, and nothing is lost."""

from __future__ import annotations

import pytest

from tests.builders_register import list_text, listed, write_list
from tests.builders_workbooks import section, text, write_workbook


def schools(laptop) -> list[int]:
    found = laptop.does("schools", "--search", "primary")["schools"]
    return sorted(school["urn"] for school in found)


def test_a_csv_that_is_no_school_list_names_what_is_missing(with_school, tmp_path):
    path = tmp_path / "cake sale.csv"
    path.write_text("Cake,Price\nVictoria sponge,2.50\n")
    said = with_school.is_refused("import-schools", path)
    assert "cake sale.csv" in said
    assert "URN" in said
    assert "Nothing has been changed." in said
    assert schools(with_school) == [900001]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\r\n \r\n"])
def test_an_empty_file_is_called_empty(with_school, tmp_path, content):
    path = tmp_path / "edubasealldata.csv"
    path.write_bytes(content)
    said = with_school.is_refused("import-schools", path)
    assert "is empty. Nothing has been changed. Download the list" in said
    assert schools(with_school) == [900001]


def test_a_file_that_is_not_there_is_told_of(with_school, tmp_path):
    said = with_school.is_refused("import-schools", tmp_path / "gone.csv")
    assert "gone.csv could not be opened. Nothing has been changed." in said


def test_a_workbook_in_place_of_a_csv_is_told_how_to_save_it(with_school, tmp_path):
    book = write_workbook(tmp_path / "schools.xlsx", survey=[text("one")])
    said = with_school.is_refused("import-schools", book)
    assert "Excel workbook" in said
    assert "CSV UTF-8" in said


def test_a_truncated_row_is_refused_by_its_line_and_the_others_come_in(with_school, tmp_path):
    rows = [listed(urn, f"Primary {urn}") for urn in (900002, 900003, 900004)]
    lines = list_text(*rows).splitlines(keepends=True)
    lines[2] = lines[2][:60] + '"\r\n'
    (tmp_path / "cut.csv").write_text("".join(lines), newline="")
    report = with_school.does("import-schools", tmp_path / "cut.csv")
    assert report["added"] == 2
    (refused,) = report["refused"]
    assert refused["line"] == 3
    assert "cut short" in refused["reason"]
    assert schools(with_school) == [900001, 900002, 900004]


def test_a_file_that_breaks_off_within_a_row_says_at_which_line(with_school, tmp_path):
    whole = list_text(listed(900002, "Primary A"), listed(900003, "Primary B"))
    (tmp_path / "cut.csv").write_text(whole[:-80], newline="")
    report = with_school.does("import-schools", tmp_path / "cut.csv")
    assert [row["line"] for row in report["refused"]] == [3]
    assert schools(with_school) == [900001, 900002]


def test_an_import_that_fails_half_way_leaves_the_old_list_whole(
    with_school, tmp_path, monkeypatch
):
    rows = [listed(900100 + number, f"Primary {number}") for number in range(500)]
    write_list(tmp_path / "many.csv", listed(900001, "Renamed Primary"), *rows)

    def full(*_):
        from app.errors import DiskFullError

        raise DiskFullError("The disk is full, so this could not be saved. Free some space.")

    with monkeypatch.context() as patch:
        patch.setattr("app.storage.RegisterImport.finish", full)
        assert "disk is full" in with_school.is_refused("import-schools", tmp_path / "many.csv")
    (school,) = with_school.does("schools", "--search", "primary")["schools"]
    assert school["name"] == "Alderbrook Primary School"


def test_a_workbook_with_a_cycle_names_the_rows_of_it(laptop, tmp_path):
    survey = section(
        "sums",
        {"type": "calculate", "name": "one", "calculation": "${two} + 1"},
        {"type": "calculate", "name": "two", "calculation": "${one} + 1"},
        text("plain"),
    )
    book = write_workbook(tmp_path / "cycle.xlsx", survey=survey)
    code, out, err = laptop.types("check-form", book)
    assert (code, out) == (1, "")
    assert "one" in err
    assert "two" in err


def test_a_workbook_with_an_unknown_question_names_its_row_and_type(laptop, tmp_path):
    survey = section("about", {"type": "hologram", "name": "seen", "label": "Seen"})
    code, out, err = laptop.types(
        "check-form", write_workbook(tmp_path / "odd.xlsx", survey=survey)
    )
    assert (code, out) == (1, "")
    assert "odd.xlsx has a mistake and cannot be used yet." in err
    assert "row 3" in err
    assert "hologram" in err


def test_a_workbook_that_asks_for_an_unknown_name_says_which(laptop, tmp_path):
    survey = section("about", text("why", relevant="${nowhere} = 'x'"))
    _, _, err = laptop.types("check-form", write_workbook(tmp_path / "odd.xlsx", survey=survey))
    assert "nowhere" in err


def test_what_is_only_worth_knowing_is_remarked_on_and_the_form_works(laptop, tmp_path):
    book = write_workbook(
        tmp_path / "form.xlsx", survey=section("about", text("why")), settings=[{"version": "1"}]
    )
    code, out, _ = laptop.types("check-form", book)
    assert code == 0
    assert "1 question. It works; worth knowing:" in out
    (remark,) = laptop.does("check-form", book)["remarks"]
    assert remark["sheet"] == "settings"


def test_a_form_without_remarks_says_so(laptop, tmp_path):
    book = write_workbook(tmp_path / "form.xlsx", survey=section("about", text("why")))
    assert "No mistakes found" in laptop.types("check-form", book)[1]


def test_a_file_that_is_no_workbook_is_told_of(laptop, tmp_path):
    (tmp_path / "form.xlsx").write_text("no workbook")
    assert "form.xlsx" in laptop.is_refused("check-form", tmp_path / "form.xlsx")
