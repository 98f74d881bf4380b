from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from xml.etree import ElementTree as ET

import pytest

from app.errors import FormError
from app.forms.compile import check_workbook, compile_workbook
from app.forms.workbook import LARGEST_UNPACKED, MOST_ROWS
from tests.builders_workbooks import SETTINGS, choice, section, text, write_workbook

XF = "{http://www.w3.org/2002/xforms}"


@pytest.fixture
def good(tmp_path):
    return write_workbook(
        tmp_path / "good.xlsx",
        survey=section(
            "about",
            text("purpose", required="yes"),
            {"type": "select_one levels", "name": "level", "label": "Level"},
        ),
        choices=[choice("levels", 1, descriptor="Seen once"), choice("levels", 2.0)],
    )


def refused(path):
    with pytest.raises(FormError) as caught:
        check_workbook(path)
    with pytest.raises(FormError, match=r"\."):
        compile_workbook(path)
    return str(caught.value)


def test_a_workbook_becomes_an_xform(good):
    root = ET.fromstring(compile_workbook(good))
    binds = {bind.get("nodeset"): bind for bind in root.iter(f"{XF}bind")}
    assert binds["/data/about/purpose"].get("required") == "true()"
    (form,) = [node for node in root.iter(f"{XF}data") if node.get("id")]
    assert (form.get("id"), form.get("version")) == ("a_note", "2026091501")


def test_whole_numbers_in_cells_stay_whole_and_other_columns_of_choices_come_along(good):
    root = ET.fromstring(compile_workbook(good))
    items = [item for item in root.iter(f"{XF}item") if item.find(f"{XF}name") is not None]
    assert [item.findtext(f"{XF}name") for item in items] == ["1", "2"]
    assert items[0].findtext(f"{XF}descriptor") == "Seen once"


def test_a_form_with_mistakes_is_refused_with_all_of_them(tmp_path):
    survey = [text("one", relevant="${two} = 1"), text("three", constraint="1 +")]
    path = write_workbook(tmp_path / "bad.xlsx", survey=survey)
    with pytest.raises(FormError, match=r"bad\.xlsx has 2 mistakes") as caught:
        compile_workbook(path)
    assert [mistake.row for mistake in caught.value.mistakes] == [2, 3]


def test_what_is_only_worth_knowing_does_not_stop_a_form(tmp_path):
    path = write_workbook(tmp_path / "form.xlsx", survey=[text("one")], settings=[{"version": "1"}])
    assert [mistake.stops for mistake in check_workbook(path)] == [False]
    assert "<h:title>" in compile_workbook(path)


def test_rows_are_counted_as_the_spreadsheet_counts_them(tmp_path):
    survey = [text("one"), {}, {}, text("two", relevant="1 +")]
    path = write_workbook(tmp_path / "form.xlsx", survey=survey)
    assert [mistake.row for mistake in check_workbook(path)] == [5]


def test_a_missing_file_is_told(tmp_path):
    assert "There is no file gone.xlsx" in refused(tmp_path / "gone.xlsx")


def test_a_folder_is_no_workbook(tmp_path):
    assert "There is no file" in refused(tmp_path)


def test_an_empty_file_is_told(tmp_path):
    path = tmp_path / "empty.xlsx"
    path.touch()
    assert "is empty" in refused(path)


def test_a_text_file_with_a_workbooks_name_is_told(tmp_path):
    path = tmp_path / "notes.xlsx"
    path.write_text("type,name,label\ntext,purpose,Purpose\n")
    assert "is not an Excel workbook" in refused(path)


def test_an_old_or_locked_excel_file_is_told_what_to_do(tmp_path):
    path = tmp_path / "old.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "Save it as .xlsx without a password" in refused(path)


def test_another_kind_of_zip_is_no_workbook(tmp_path):
    path = tmp_path / "photos.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("photo.txt", "not a sheet")
    assert "is not an Excel workbook" in refused(path)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_workbook_that_was_cut_short_is_told(good, part):
    content = good.read_bytes()
    good.write_bytes(content[: int(len(content) * part)])
    assert "damaged or cut short" in refused(good)


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("content", ["", "<worksheet", "\x00\x01", "<a/>"])
def test_a_workbook_with_spoilt_insides_never_crashes(good, name, content):
    rewrite(good, {name: content})
    try:
        assert check_workbook(good)
    except FormError as error:
        assert "good.xlsx" in str(error)  # noqa: PT017 - either of the two answers is right


def test_every_byte_of_a_workbook_may_be_wrong_without_a_crash(good):
    content = good.read_bytes()
    for place in range(0, len(content), max(1, len(content) // 60)):
        good.write_bytes(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])
        try:
            check_workbook(good)
        except FormError as error:
            assert str(error).endswith(".")  # noqa: PT017 - it may as well have been readable


def test_a_file_that_would_swell_is_not_unpacked(good):
    rewrite(good, {"xl/worksheets/sheet9.xml": " " * (LARGEST_UNPACKED + 1)})
    assert good.stat().st_size < 200_000
    assert "unpacks to far more" in refused(good)


def test_entities_in_a_sheet_are_not_expanded(good):
    lines = ['<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa">']
    lines += [
        f'<!ENTITY {n} "{f"&{m};" * 10}">' for m, n in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    sheet = f"{''.join(lines)}]><worksheet><sheetData><row><c>&i;</c></row></sheetData></worksheet>"
    rewrite(good, {"xl/worksheets/sheet1.xml": sheet})
    assert "good.xlsx" in refused(good)


@pytest.mark.parametrize("extent", ["A1", "A1:XFD1048576"])
def test_a_sheet_with_a_wrong_extent_is_read_as_it_is(good, extent):
    with zipfile.ZipFile(good) as archive:
        name = "xl/worksheets/sheet2.xml"
        sheet = archive.read(name).decode()
    claimed = re.sub(r'<dimension ref="[^"]*"', f'<dimension ref="{extent}"', sheet)
    assert claimed != sheet
    rewrite(good, {name: claimed})
    assert check_workbook(good) == []
    assert "<about>" in compile_workbook(good)


def test_more_rows_than_any_form_has_are_refused(tmp_path):
    survey = [{"type": "text", "name": "q"}] * (MOST_ROWS + 1)
    path = write_workbook(tmp_path / "long.xlsx", survey=survey)
    assert "20,000 rows" in refused(path)


def test_nothing_heavy_is_loaded_before_a_form_is_compiled():
    code = "import sys, app.forms.compile; print([m for m in sys.modules if m in HEAVY])"
    code = f"HEAVY = {{'pyxform', 'openpyxl', 'lxml'}}\n{code}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_forms_own_id_wins_and_the_files_name_helps_out(tmp_path):
    path = write_workbook(tmp_path / "learning_walk.xlsx", survey=[text("one")], settings=[{}])
    assert 'id="learning_walk"' in compile_workbook(path)
    assert SETTINGS["form_id"] not in compile_workbook(path)


def rewrite(path, changed):
    """The same zip with some entries replaced or added."""
    with zipfile.ZipFile(path) as old:
        entries = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in {**entries, **changed}.items():
            new.writestr(name, content)
