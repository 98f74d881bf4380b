"""A workbook with anything in its cells or its bytes makes a form or is refused in a sentence."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.exceptions import IllegalCharacterError

from app.errors import FormError
from app.forms.compile import check_workbook, compile_workbook
from app.forms.xform import load_form
from tests.fuzz.budget import budget
from tests.fuzz.forms import HOSTILE, WORKBOOKS

HEADINGS = (
    *("type", "name", "label", "relevant", "calculation", "constraint", "required", "default"),
    *(
        "choice_filter",
        "repeat_count",
        "trigger",
        "appearance",
        "parameters",
        "label::Cymraeg (cy)",
    ),
    *("bind::vb:carry", "hint", "readonly", "media::image", "list_name", "form_id", "version"),
    *("namespaces", "instance_name", "body::x", "style", "", "::", "label::", "jr:count"),
)
TYPES = (
    *("text", "integer", "note", "calculate", "begin_group", "end_group", "begin repeat"),
    *("end repeat", "select_one l", "select_multiple l or_other", "rank l", "range", "image"),
    *("select_one_from_file a.csv", "csv-external", "select_one ${a}", "today", "audit", "trigger"),
    *(
        "begin loop over l",
        "geopoint",
        "start-geopoint",
        "background-audio",
        "hidden",
        "xml-external",
    ),
)
CELLS = st.one_of(
    st.sampled_from(TYPES),
    st.sampled_from(("a", "b", "l", "a b", "1", "meta", "instanceID", "__x", "a.b", "${a}")),
    st.sampled_from(("${a} > 1", "${a", "${}", "${a} + ${b}", "${last-saved#a}", "yes", "TRUE")),
    st.sampled_from(HOSTILE),
    st.none(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.text(max_size=12),
)
SHEETS = st.sampled_from(
    ("survey", "choices", "settings", "external_choices", "entities", "Survey")
)
ROWS = st.lists(st.lists(CELLS, max_size=7), max_size=8)
GRIDS = st.dictionaries(
    SHEETS, st.tuples(st.lists(st.sampled_from(HEADINGS), max_size=7), ROWS), max_size=3
)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("workbooks") / "form.xlsx"


def try_out(path):
    """Check and compile the workbook; what compiles without a mistake is read as a form."""
    with suppress(FormError):
        check_workbook(path)
        load_form(compile_workbook(path))


def put(sheet, rows):
    for row in rows:
        try:
            sheet.append(row)
        except (IllegalCharacterError, ValueError):
            continue


@budget(60)
@given(GRIDS, ROWS)
def test_sheets_with_anything_in_their_cells_make_a_form_or_are_refused(path, grids, rows):
    book = Workbook()
    survey = book.active
    survey.title = "survey"
    put(survey, [["type", "name", "label", "relevant", "calculation"], ["text", "a", "A"], *rows])
    for name, (headings, cells) in grids.items():
        if name.lower() != "survey":
            put(book.create_sheet(name), [headings, *cells])
    book.save(path)
    try_out(path)


@budget(60)
@given(ROWS, st.lists(st.sampled_from(TYPES), max_size=10))
def test_rows_of_every_type_in_any_order_make_a_form_or_are_refused(path, rows, types):
    book = Workbook()
    survey = book.active
    survey.title = "survey"
    put(survey, [["type", "name", "label", "calculation", "choice_filter", "repeat_count"]])
    for number, type_ in enumerate(types):
        put(survey, [[type_, f"n{number}", "L", *(rows[number][:3] if number < len(rows) else ())]])
    choices = book.create_sheet("choices")
    put(choices, [["list_name", "name", "label"], ["l", "a", "A"], ["l", "b", "B"]])
    book.save(path)
    try_out(path)


@cache
def parts():
    with zipfile.ZipFile(WORKBOOKS / "keeping_in_touch.xlsx") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


SPOTS = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=6)), min_size=1, max_size=4
)


@budget(25)
@given(st.data(), SPOTS)
def test_a_workbook_with_a_part_spoilt_makes_a_form_or_is_refused(path, data, spots):
    name = data.draw(st.sampled_from(sorted(parts())))
    content = parts()[name]
    for where, put_in in spots:
        at = int(where * len(content))
        content = content[:at] + put_in + content[at + len(put_in) :]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, whole in {**parts(), name: content}.items():
            archive.writestr(part, whole)
    try_out(path)


@budget(40)
@given(SPOTS, st.floats(0, 1))
def test_a_workbook_with_bytes_spoilt_makes_a_form_or_is_refused(path, spots, length):
    content = (WORKBOOKS / "keeping_in_touch.xlsx").read_bytes()
    for where, put_in in spots:
        at = int(where * len(content))
        content = content[:at] + put_in + content[at + len(put_in) :]
    path.write_bytes(content[: int(length * 2 * len(content))])
    try_out(path)
