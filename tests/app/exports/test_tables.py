"""Finished records as tables: a row each, repeats and panels apart, in CSV and in Excel."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from openpyxl import load_workbook

from app.domain.snapshot import Snapshot, SnapshotAnswer, SnapshotGroup, SnapshotPanel
from app.exports import Column, Table, as_entered, csv_files, tables_of, workbook
from app.exports.workbook import LONGEST_CELL


def asked(ref, value, kind="text", label="", words=""):
    name = ref.rsplit("/", 1)[-1]
    return SnapshotAnswer(ref, name, label or name.capitalize(), kind, value, words or value)


def lesson(row, *items):
    return SnapshotGroup(f"/data/seen/lesson[{row}]", "lesson", "Lesson", tuple(items), row)


def a_snapshot(number=1, form_id="visit_1", sections=None, **more):
    usual = (
        SnapshotGroup(
            "/data/about",
            "about",
            "About",
            (
                asked("/data/about/on", "2026-01-20", "date"),
                asked("/data/about/level", "2", "select_one", "Level", "Developing"),
                asked("/data/about/hours", "3", "integer"),
                SnapshotPanel("/data/about/acts", "acts", "Actions", "actions"),
                SnapshotGroup("/data/about/in", "in", "", (asked("/data/about/in/deep", "d"),)),
            ),
        ),
        SnapshotGroup(
            "/data/seen",
            "seen",
            "Seen",
            (
                lesson("r1", asked("/data/seen/lesson[r1]/class", "Year 4")),
                lesson(
                    "r2",
                    asked("/data/seen/lesson[r2]/class", "Year 5"),
                    SnapshotGroup(
                        "/data/seen/lesson[r2]/book[b1]",
                        "book",
                        "Book",
                        (asked("/data/seen/lesson[r2]/book[b1]/mark", "neat"),),
                        "b1",
                    ),
                ),
            ),
        ),
    )
    facts = {"school": "Alderbrook", "urn": "900001", "date": "2026-01-20", "adviser": "A. B."}
    return Snapshot(
        f"r{number}", f"S-V{number}", "Visit", form_id, "1", "Visit", 1, "2026-01-21T09:00",
        facts, usual if sections is None else sections, **more,
    )  # fmt: skip


def named(tables):
    return {table.name: table for table in tables}


def rows(table):
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def test_a_record_is_one_row_with_days_numbers_values_and_words():
    (row,) = rows(named(tables_of([a_snapshot()]))["records"])
    assert row["reference"] == "S-V1"
    assert row["fact.urn"] == 900001
    assert row["about.on"] == date(2026, 1, 20)
    assert (row["about.level"], row["about.level.words"]) == ("2", "Developing")
    assert row["about.hours"] == 3
    assert row["about.in.deep"] == "d"


def test_questions_stand_in_the_form_s_order():
    table = named(tables_of([a_snapshot()]))["records"]
    names = [column.name for column in table.columns if column.name.startswith("about")]
    assert names == ["about.on", "about.level", "about.level.words", "about.hours", "about.in.deep"]


def test_a_photo_has_its_caption_beside_it():
    photo = asked("/data/wall/photo", "p1.jpg", "image", "Photo", "Bar models")
    table = tables_of([a_snapshot(sections=(SnapshotGroup("/data/wall", "wall", "", (photo,)),))])
    (row,) = rows(table[0])
    assert (row["wall.photo"], row["wall.photo.caption"]) == ("p1.jpg", "Bar models")
    assert table[0].columns[-1].label == "Photo (caption)"


def test_the_words_above_a_column_say_which_prompt_it_is_of():
    def prompt(name, label):
        level = asked(f"/data/s/{name}/level", "2", "select_one", "Level", "Developing")
        return SnapshotGroup(f"/data/s/{name}", name, label, (level,))

    prompts = (prompt("a", "Can a sequence be seen?"), prompt("b", "Do books\n match?"))
    section = SnapshotGroup("/data/s", "s", "Seen", (*prompts, asked("/data/s/on", "x")))
    table = tables_of([a_snapshot(sections=(section,))])[0]
    labels = [column.label for column in table.columns]
    assert labels[-5:] == [
        "Can a sequence be seen? · Level",
        "Can a sequence be seen? · Level (in words)",
        "Do books match? · Level",
        "Do books match? · Level (in words)",
        "On",
    ]
    assert {"URN", "Local authority"} <= set(labels)


def test_rows_of_repeats_name_their_record_and_the_row_they_stand_in():
    tables = named(tables_of([a_snapshot()]))
    lessons = rows(tables["seen.lesson"])
    assert [(one["reference"], one["place"], one["seen.lesson.class"]) for one in lessons] == [
        ("S-V1", 1, "Year 4"),
        ("S-V1", 2, "Year 5"),
    ]
    (book,) = rows(tables["seen.lesson.book"])
    assert (book["parent_row"], book["seen.lesson.book.mark"]) == ("r2", "neat")


def test_records_that_were_asked_different_questions_share_one_table():
    first = SnapshotGroup("/d/a", "a", "A", (asked("/d/a/x", "1"), asked("/d/a/z", "3")))
    second = SnapshotGroup("/d/a", "a", "A", (asked("/d/a/x", "4"), asked("/d/a/y", "5")))
    table = named(tables_of([a_snapshot(1, sections=(first,)), a_snapshot(2, sections=(second,))]))
    found = rows(table["records"])
    assert [(r["a.x"], r["a.y"], r["a.z"]) for r in found] == [("1", None, "3"), ("4", "5", None)]
    names = [column.name for column in table["records"].columns]
    assert names.index("a.x") < names.index("a.y") < names.index("a.z")


def test_records_of_different_forms_have_tables_of_their_own():
    tables = named(tables_of([a_snapshot(1), a_snapshot(2, "book_look")]))
    assert {"visit_1.records", "book_look.records", "visit_1.seen.lesson"} <= set(tables)


@pytest.mark.parametrize(
    "form_id", ["../../evil/own", "C:\\own", "/own", "..", "a/b:c", "\u202eown"]
)
def test_no_file_is_called_by_a_path(form_id):
    made = csv_files(
        tables_of([a_snapshot(1, form_id), a_snapshot(2, f"{form_id}."), a_snapshot(3)])
    )
    assert all(re.fullmatch(r"\w[\w.-]*\.csv", name) for name in made)
    assert len(made) == len(tables_of([a_snapshot(1, "a"), a_snapshot(2, "b"), a_snapshot(3)]))


def test_panels_are_tables_with_their_record():
    action = {"number": "1", "reference": "S-V1-A1", "what": "Plan", "by": "2026-03-01", "id": "x"}
    pupil = {"code": "P07", "year": "4", "disadvantaged": "yes"}
    tables = named(tables_of([a_snapshot(actions=(action,), pupils=(pupil,))]))
    (row,) = rows(tables["actions"])
    assert (row["reference"], row["number"], row["by"]) == ("S-V1-A1", 1, date(2026, 3, 1))
    assert rows(tables["pupils"])[0]["code"] == "P07"
    assert "people" not in tables


def test_a_small_number_of_pupils_stays_in_words():
    said = SnapshotAnswer("/d/a/n", "n", "Pupils", "integer", "", "fewer than 6")
    table = tables_of([a_snapshot(sections=(SnapshotGroup("/d/a", "a", "A", (said,)),))])[0]
    assert rows(table)[0]["a.n"] == "fewer than 6"


def read(content):
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def a_table(*cells):
    columns = tuple(Column(f"c{at}", f"Column {at}") for at in range(len(cells)))
    return Table("t", columns, (tuple(cells),))


def test_csv_has_names_then_labels_then_rows():
    lines = read(csv_files([a_table("ä, „b“", date(2026, 1, 20), 3, None)])["t.csv"])
    assert lines == [
        ["c0", "c1", "c2", "c3"],
        ["Column 0", "Column 1", "Column 2", "Column 3"],
        ["ä, „b“", "2026-01-20", "3", ""],
    ]


@pytest.mark.parametrize("text", ["=1+1", " \t=1+1", "\r=1", "@a", "-1", "+1", "\uff1d1", "'=1"])
def test_no_cell_of_either_kind_is_worked_out(text):
    (cell,) = read(csv_files([a_table(text)])["t.csv"])[2]
    assert cell.startswith("'")
    assert as_entered(cell) == text.replace("\r", "\n")
    found = sheet_of(workbook([a_table(text)]))["A3"]
    assert found.data_type == "s"
    assert found.quotePrefix
    assert found.value == text.replace("\r", "\n")


def sheet_of(content):
    return load_workbook(io.BytesIO(content)).worksheets[0]


def test_a_label_is_made_harmless_too():
    table = Table("t", (Column("a", "=cmd()"),), (("x",),))
    assert read(csv_files([table])["t.csv"])[1] == ["'=cmd()"]
    assert sheet_of(workbook([table]))["A2"].data_type == "s"


def test_days_and_numbers_are_such_in_excel():
    sheet = sheet_of(workbook([a_table(date(2026, 1, 20), 3, "text", date(1850, 1, 1))]))
    assert [cell.value for cell in sheet[3]][1:] == [3, "text", "1850-01-01"]
    assert sheet["A3"].is_date
    assert sheet["A3"].value.date() == date(2026, 1, 20)


@pytest.mark.parametrize("letter", ["x", "é", "😀"])
def test_text_too_long_for_a_cell_goes_on_in_the_next_column_without_loss(letter):
    text = letter * (LONGEST_CELL + 5_000)
    sheet = sheet_of(workbook([a_table("before", text, "after")]))
    cells = [cell.value for cell in sheet[3]]
    assert (cells[0], cells[-1]) == ("before", "after")
    assert "".join(cells[1:-1]) == text
    assert all(len(cell.encode("utf-16-le")) // 2 <= LONGEST_CELL for cell in cells)
    assert sheet["C2"].value == "Column 1 (continued, 2)"


def test_control_characters_break_neither_file():
    text = "a\x00b\x0bc\ufffed"
    assert read(csv_files([a_table(text)])["t.csv"])[2] == ["a\ufffdb\ufffdc\ufffdd"]
    assert sheet_of(workbook([a_table(text)]))["A3"].value == "a\ufffdb\ufffdc\ufffdd"


def test_sheets_have_names_that_excel_takes():
    names = ["a" * 40, "a" * 41, "x[1]/y:z*?\\", "History", "'quoted'", "A" * 40]
    tables = [Table(name, (Column("c", "C"),), (("x",),)) for name in names]
    found = load_workbook(io.BytesIO(workbook(tables))).sheetnames
    assert len({name.casefold() for name in found}) == 6
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in found)


def test_a_number_that_excel_would_round_stays_text():
    section = SnapshotGroup("/d/a", "a", "A", (asked("/d/a/n", "12345678901234567", "integer"),))
    assert rows(tables_of([a_snapshot(sections=(section,))])[0])[0]["a.n"] == "12345678901234567"
