"""A form of one's own without a screen: saved, changed, checked, taken over, filled in, printed."""

from __future__ import annotations

import json

import pytest
from openpyxl import load_workbook

from tests.builders_workbooks import section, text, write_workbook

ROOMS = "name,label\nhall,The hall\nlab,The laboratory\n"
SETTINGS = {"form_title": "School walk", "form_id": "school_walk", "version": "2026091501"}


@pytest.fixture
def walk(tmp_path):
    """A workbook that names a list of rooms, and the list."""
    survey = section(
        "about",
        text("seen", required="yes"),
        {"type": "select_one_from_file rooms.csv", "name": "room", "label": "Which room?"},
    )
    (tmp_path / "rooms.csv").write_text(ROOMS)
    return write_workbook(tmp_path / "walk.xlsx", survey=survey, settings=[SETTINGS])


def change(path, version, label):
    """Give a workbook another version, and the question about the day another label."""
    book = load_workbook(path)
    settings, survey = book["settings"], book["survey"]
    heads = [cell.value for cell in settings[1]]
    settings.cell(2, heads.index("version") + 1).value = version
    columns = [cell.value for cell in survey[1]]
    names = [row[columns.index("name")] for row in survey.values]
    survey.cell(names.index("visit_date") + 1, columns.index("label") + 1).value = label
    book.save(path)


def test_a_built_in_form_is_changed_in_its_workbook_and_taken_over(with_school, tmp_path):
    copy = tmp_path / "mine.xlsx"
    assert with_school.does("form-workbook", "book_look", copy) == str(copy)
    refused = with_school.types("import-form", copy)[2]
    assert "raise its version to" in refused
    change(copy, "3026010101", "On which day?")
    assert with_school.does("check-form", copy)["works"]
    taken = with_school.does("import-form", copy)
    assert (taken["form_id"], taken["version"]) == ("book_look", "3026010101")
    (line,) = (f for f in with_school.does("forms") if f["form_id"] == "book_look")
    assert line["version"] == "3026010101"
    started = with_school.does("start-record", "--school", "900001", "--form", "book_look")
    labels = [one["label"] for one in with_school.does("show", started["id"])["refs"]]
    assert "On which day?" in labels


def test_a_form_with_a_list_is_filled_in_finished_and_printed(with_school, walk, tmp_path):
    missing = with_school.types("import-form", walk)[2]
    assert "The form names the list rooms.csv: choose it together with the form." in missing
    with_school.does("import-form", walk, "--with", tmp_path / "rooms.csv")
    started = with_school.does("start-record", "--school", "900001", "--form", "school_walk")
    with_school.does("answer", started["id"], "seen", "Children counting aloud")
    with_school.does("answer", started["id"], "room", "lab")
    assert with_school.does("finish", started["id"])["state"] == "finished"
    (made,) = with_school.does("export", started["id"], tmp_path / "out")
    assert made["path"].endswith(".pdf")


def test_what_is_wrong_is_told_as_json_with_its_place(laptop, tmp_path):
    path = write_workbook(tmp_path / "bad.xlsx", survey=section("about", text("a b")))
    code, out, err = laptop.types("check-form", path, "--json")
    told = json.loads(out)
    assert code == 1
    assert not told["works"]
    (mistake,) = told["mistakes"]
    assert (mistake["sheet"], mistake["row"], mistake["column"]) == ("survey", 3, "name")
    assert "bad.xlsx cannot be used yet" in err


def test_every_version_is_listed_and_one_can_be_withdrawn(with_school, walk, tmp_path):
    with_school.does("import-form", walk, "--with", tmp_path / "rooms.csv")
    with_school.does("withdraw-form", "school_walk")
    code, out, _ = with_school.types("forms", "--all")
    assert code == 0
    line = "school_walk  School walk (version 2026091501), your own, withdrawn, 0 records"
    assert line in out.splitlines()
    assert "school_walk" not in with_school.types("forms")[1]
    refused = with_school.types("start-record", "--school", "900001", "--form", "school_walk")[2]
    assert "no form called “school_walk”" in refused
    with_school.does("withdraw-form", "school_walk", "--undo")
    assert "school_walk" in with_school.types("forms")[1]


def test_an_own_version_of_a_built_in_form_is_withdrawn_and_brought_back(laptop, tmp_path):
    book = tmp_path / "book.xlsx"
    laptop.does("form-workbook", "book_look", book)
    change(book, "3026010101", "On which day?")
    laptop.does("import-form", book)
    laptop.does("withdraw-form", "book_look")
    laptop.does("withdraw-form", "book_look", "--undo")
    assert "(version 3026010101)" in laptop.types("forms")[1]


def test_a_built_in_form_says_that_it_cannot_be_withdrawn(laptop):
    assert "is built in and cannot be withdrawn" in laptop.is_refused("withdraw-form", "visit_3")


def test_the_workbook_of_a_form_that_is_not_there_is_told_in_words(laptop, tmp_path):
    assert "no form of your own lost" in laptop.is_refused("form-workbook", "lost", tmp_path / "x")


def test_an_old_workbook_says_how_to_save_it(laptop, tmp_path):
    path = tmp_path / "old.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0 old")
    assert "Save it as .xlsx" in laptop.is_refused("import-form", path)


def test_a_form_file_that_is_not_there_is_told_in_words(laptop, tmp_path):
    for name in ("lost.xlsx", "lost.xml"):
        assert name in laptop.is_refused("check-form", tmp_path / name)
