"""Finished records leave as CSV, Excel or XML: nothing private, nothing that gives a child away."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from openpyxl import load_workbook

from app.errors import ExportError, FileThereError, InputError, NotFoundError
from app.usecases.answering import answer
from app.usecases.exporting import export_records, suggested_name
from app.usecases.panels import add_met_person
from app.usecases.records import finish_record, start_record
from tests.builders import a_full_record, an_app, with_school


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    app = an_app(tmp_path_factory.mktemp("exporting") / "data")
    with_school(app)
    yield app
    app.store.close()


@pytest.fixture(scope="module")
def finished(app):
    record_id = a_full_record(app)
    answer(app, record_id, "private_note", "For me alone")
    answer(app, record_id, "purpose", "=HYPERLINK(0)")
    add_met_person(app, record_id, "headteacher", "+44")
    finish_record(app, record_id)
    return record_id


def csv_rows(path):
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_csv_is_a_file_for_records_and_one_for_each_panel(app, finished, tmp_path):
    export_records(app, [finished], "csv", tmp_path / "out")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"records.csv", "actions.csv", "people.csv", "evidence.csv"} <= names
    head, labels, row = csv_rows(tmp_path / "out" / "records.csv")
    found = dict(zip(head, row, strict=True))
    assert found["reference"] == "S900001-V1"
    assert found["about.purpose"] == "'=HYPERLINK(0)"
    assert found["leadership.L1.L1_level.words"]
    assert labels[head.index("about.purpose")].startswith("Agreed purpose")
    assert csv_rows(tmp_path / "out" / "people.csv")[-1][-1] == "'+44"


def test_nothing_private_is_in_any_table(app, finished, tmp_path):
    export_records(app, [finished], "csv", tmp_path)
    export_records(app, [finished], "xlsx", tmp_path / "a.xlsx")
    for path in tmp_path.glob("*.csv"):
        assert "For me alone" not in path.read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        assert all(b"For me alone" not in book.read(name) for name in book.namelist())


def test_a_workbook_has_a_sheet_for_each_table(app, finished, tmp_path):
    (path,) = export_records(app, [finished], "xlsx", tmp_path).paths
    assert path.name == "S900001-V1.xlsx"
    book = load_workbook(path)
    assert {"records", "actions", "people", "evidence"} <= set(book.sheetnames)
    head = [cell.value for cell in book["records"][1]]
    purpose = book["records"][3][head.index("about.purpose")]
    assert (purpose.value, purpose.data_type) == ("=HYPERLINK(0)", "s")
    assert book["records"][3][head.index("about.visit_date")].is_date


def test_several_records_stand_in_one_table(app, finished, tmp_path):
    other = a_full_record(app)
    finish_record(app, other)
    export_records(app, [finished, other, finished], "csv", tmp_path)
    assert len(csv_rows(tmp_path / "records.csv")) == 2 + 2


def test_a_zip_holds_what_a_folder_would(app, finished, tmp_path):
    (path,) = export_records(app, [finished], "csv", tmp_path / "out.zip").paths
    with zipfile.ZipFile(path) as file:
        assert "records.csv" in file.namelist()
    assert suggested_name(app, [finished], "csv") == "S900001-V1.zip"


def test_a_draft_is_not_exported(app, tmp_path):
    draft = start_record(app, 900001, "visit_2").value.record.id
    with pytest.raises(NotFoundError, match="not been finished"):
        export_records(app, [draft], "csv", tmp_path)


@pytest.mark.parametrize(
    ("kind", "name", "file"),
    [
        ("xlsx", "mine.xlsx", "mine.xlsx"),
        ("xlsx", "", "S900001-V1.xlsx"),
        ("csv", "mine.zip", "mine.zip"),
        ("csv", "", "records.csv"),
        ("xml", "", "S900001-V1/S900001-V1.xml"),
    ],
)
def test_a_file_that_is_there_is_replaced_only_where_that_was_said(
    app, finished, tmp_path, kind, name, file
):
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text("My budget")
    with pytest.raises(FileThereError, match="already"):
        export_records(app, [finished], kind, tmp_path / name)
    assert [path.read_text() for path in tmp_path.rglob("*.*") if path.is_file()] == ["My budget"]

    export_records(app, [finished], kind, tmp_path / name, replace_files=True)
    assert (tmp_path / file).read_bytes() != b"My budget"


def test_nothing_goes_into_the_data_folder(app, finished):
    with pytest.raises(ExportError, match="own folder"):
        export_records(app, [finished], "csv", app.folder / "out")
    assert not (app.folder / "out").exists()


@pytest.mark.parametrize(("records", "kind"), [([], "csv"), (["x"], "pdf")])
def test_a_wish_that_makes_no_sense_is_told_in_words(app, tmp_path, records, kind):
    with pytest.raises(InputError):
        export_records(app, records, kind, tmp_path)
