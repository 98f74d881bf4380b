"""Forms, workbooks and records come from outside: what would swell or reach out is refused or
bounded, in a sentence.
"""

from __future__ import annotations

import zipfile

import pytest
from openpyxl import Workbook

from app.errors import FormError
from app.forms.compile import check_workbook, compile_workbook
from app.forms.markup import DEEPEST
from app.forms.openrosa import answers_from_xml
from app.forms.outside_files import is_safe_name
from app.forms.recompute import MOST_ROWS
from app.forms.rows import MOST_CELLS
from app.forms.workbook import LONGEST_CELL
from app.forms.xform import MOST_CHOICES, load_form
from tests.builders_forms import asks, bind, repeat, session, xform

SHEET = "xl/worksheets/sheet1.xml"
FORM = xform("<a/><r><b/></r>", "", asks("/data/a") + repeat("/data/r", asks("/data/r/b")))


def refusal(xml):
    with pytest.raises(FormError) as caught:
        load_form(xml)
    return str(caught.value)


def counted(count):
    rows = repeat("/data/r", asks("/data/r/b"), attributes=f' jr:count="{count}"')
    return session("<r><b/></r>", "", rows)


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        '<!DOCTYPE x SYSTEM "file:///etc/hosts"><x/>',
        '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://example.org/a.dtd"> %a;]><x/>',
        '<!DOCTYPE x [<!ENTITY a "b">]><x/>'.encode("utf-16"),
    ],
)
def test_nothing_in_a_form_may_name_another_file_or_swell(xml):
    assert "document type" in refusal(xml)


@pytest.mark.parametrize(
    "xml", ["", b"\0" * 99, "<x", b'<?xml version="1.0" encoding="klingon"?><x/>', "<x>\ud800</x>"]
)
def test_what_is_not_xml_is_told_in_a_sentence(xml):
    assert "not well-formed" in refusal(xml)


def test_elements_within_elements_are_bounded():
    deep = "<a>" * DEEPEST + "</a>" * DEEPEST
    assert "too deeply" in refusal(xform(deep))
    assert "too deeply" in refusal(xform("<a/>", "", "<group>" * 5_000 + "</group>" * 5_000))


def test_a_count_beyond_all_reason_makes_no_more_rows_than_a_record_holds():
    live = counted("1000000000")
    assert len(live.rows("/data/r")) == MOST_ROWS
    assert "more rows" in live.faults["/data/r"]
    assert len(counted("1 div 0").rows("/data/r")) == MOST_ROWS
    assert counted("'many'").rows("/data/r") == ()
    assert counted("-5").rows("/data/r") == ()


def test_counts_within_counts_are_bounded_together(monkeypatch):
    monkeypatch.setattr("app.forms.rows.MOST_CELLS", 2_000)
    inner = repeat("/data/r/s", asks("/data/r/s/b"), attributes=' jr:count="1000000"')
    rows = repeat("/data/r", inner, attributes=' jr:count="1000000"')
    live = session("<r><s><b/></s></r>", "", rows)
    assert len(live.rows("/data/r")) < MOST_ROWS
    assert any("more rows" in fault for fault in live.faults.values())
    assert MOST_CELLS > 100_000


def test_a_list_of_choices_without_end_is_refused_by_its_name():
    rows = "<item><name>n</name></item>" * (MOST_CHOICES + 1)
    assert "'towns'" in refusal(
        xform("<a/>", f'<instance id="towns"><root>{rows}</root></instance>')
    )


def test_an_expression_is_bounded_in_length_and_depth():
    for expression in ("(" * 999 + "1" + ")" * 999, "+".join(["1"] * 99_999), "-" * 99_999 + "1"):
        found = refusal(xform("<a/>", bind("/data/a", calculate=expression), asks("/data/a")))
        assert "deeply" in found or "longer" in found


@pytest.mark.parametrize(
    "name",
    [
        *("../up.csv", "/etc/hosts", "C:\\up.csv", "c:up.csv", "a/b.csv", "a\\b.csv", ".hidden"),
        *(
            "a\0.csv",
            "a\n.csv",
            "..",
            ".",
            "",
            "a..csv",
            "\u202egpj.csv",
            "a\u2044b.csv",
            "x" * 500,
        ),
    ],
)
def test_no_name_of_a_file_leads_out_of_its_folder(name):
    assert not is_safe_name(name)


def test_a_record_with_too_many_rows_or_answers_is_refused():
    form = load_form(FORM)
    for inside in ("<r/>" * (MOST_ROWS + 1), "".join(f"<q{n}>1</q{n}>" for n in range(150_001))):
        with pytest.raises(FormError, match="more"):
            answers_from_xml(form, f'<data id="a_form">{inside}</data>')


def test_a_record_of_another_make_is_refused():
    with pytest.raises(FormError, match="no record of"):
        answers_from_xml(load_form(FORM), "<other/>")


@pytest.mark.parametrize("answer", ["a\r\nb\rc\td", "<&>\"'", "  ]]> ", "\U0001f600 é"])
def test_an_answer_comes_back_from_the_record_letter_by_letter(answer):
    live = session("<a/>", "", asks("/data/a"))
    live.answer("/data/a", answer)
    assert answers_from_xml(live.definition, live.to_xml())["/data/a"] == answer


def test_letters_that_xml_cannot_hold_are_left_out_of_the_record():
    live = session("<a/>", "", asks("/data/a"))
    live.answer("/data/a", "a\0b\ud800c\ufffed\x0b")
    assert answers_from_xml(live.definition, live.to_xml()) == {"/data/a": "abcd"}


@pytest.fixture
def workbook(tmp_path):
    """Makes a workbook whose survey sheet may be written by hand."""

    def made(*rows, sheet=b"", edit=lambda _book: None):
        path = tmp_path / "form.xlsx"
        book = Workbook()
        book.active.title = "survey"
        for row in (("type", "name", "label"), *rows):
            book.active.append(row)
        edit(book)
        book.save(path)
        if sheet:
            _replaced(path, sheet)
        return path

    return made


def _replaced(path, sheet):
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, SHEET: sheet}.items():
            archive.writestr(name, content)


def rows_xml(rows, before=""):
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'{before}<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def row_xml(number, *texts):
    cells = (f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{number}">{"".join(cells)}</row>'


HEAD = row_xml(1, "type", "name", "label")


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        (rows_xml(HEAD + row_xml(2, "text", "a", "x" * (LONGEST_CELL + 1))), "letters"),
        (rows_xml(HEAD + "".join(row_xml(n, "text") for n in range(2, 20_003))), "20,000 rows"),
        (rows_xml(HEAD, '<!DOCTYPE x [<!ENTITY a "text">]>'), "damaged"),
        (b"<a>" * 10_000, "damaged"),
        (rows_xml(HEAD + '<row r="2"><c r="ZZZZZ2"><v>1</v></c></row>'), "damaged"),
        (rows_xml(HEAD + '<row r="2"><c r="A2" t="s"><v>99999999</v></c></row>'), "damaged"),
        (b" " * 40_000_000, "unpacks"),
    ],
)
def test_a_sheet_that_cannot_be_a_forms_is_refused_in_a_sentence(workbook, sheet, told):
    with pytest.raises(FormError, match=told):
        compile_workbook(workbook(sheet=sheet))


def test_a_part_under_any_name_counts_for_how_far_a_workbook_unpacks(workbook):
    path = workbook(("text", "a", "A"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/picture.png", b"\0" * 40_000_000)
    with pytest.raises(FormError, match="unpacks"):
        compile_workbook(path)


def test_a_workbook_cut_short_anywhere_is_refused(workbook):
    path = workbook(("text", "a", "A"))
    whole = path.read_bytes()
    for length in range(0, len(whole) - 1, 97):
        path.write_bytes(whole[:length])
        with pytest.raises(FormError):
            compile_workbook(path)


def test_merged_cells_hidden_sheets_and_formulas_are_read_for_what_they_show(workbook):
    def hide_and_merge(book):
        book["survey"].merge_cells("A3:C3")
        book["survey"].sheet_state = "hidden"
        book.create_sheet("drawings")

    path = workbook(("text", "a", "A"), ("note", None, None), edit=hide_and_merge)
    assert all(mistake.row == 3 for mistake in check_workbook(path) if mistake.stops)
    path = workbook(("text", "a", "=1+1"))
    assert "label" in str(check_workbook(path)[0])


def test_groups_within_groups_without_end_are_told_by_row(workbook):
    begun = [("begin_group", f"g{number}", "G") for number in range(2_000)]
    path = workbook(*begun, ("text", "a", "A"), *[("end_group", None, None)] * 2_000)
    (mistake,) = [found for found in check_workbook(path) if found.stops]
    assert mistake.row == 32
    assert "within one another" in mistake.message


def test_rows_that_make_more_rows_when_they_come_are_counted_as_far_as_a_record_can_hold(
    monkeypatch,
):
    monkeypatch.setattr("app.forms.recompute.MOST_ROWS", 400)
    numbered = '<setvalue ref="/data/r/a" event="odk-new-repeat" value="count(/data/r)"/>'
    live = session(
        '<n/><r jr:template=""><a/></r>',
        bind("/data/n", calculate="count(/data/r) + 1"),
        repeat("/data/r", numbered, asks("/data/r/a"), attributes=' jr:count="/data/n"'),
    )
    assert [live.value(f"{row}/a") for row in live.rows("/data/r")][-2:] == ["399", "400"]
