"""Lists that stand outside a form: read as rows, whatever program wrote them, and bounded."""

from __future__ import annotations

import json

import pytest

from app.errors import FormError
from app.forms import outside_lists
from app.forms.outside_files import is_safe_name
from app.forms.outside_lists import read_list

ROWS = ({"name": "a", "label": "Café"}, {"name": "b", "label": "Two, three"})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_is_read_in_the_encodings_that_spreadsheets_write(encoding):
    assert (
        read_list("x.csv", 'name,label\r\na,Café\r\n\r\nb,"Two, three"\r\n'.encode(encoding))
        == ROWS
    )


@pytest.mark.parametrize("divider", [";", "\t"])
def test_a_csv_divided_by_something_else_is_read(divider):
    text = f"name{divider}label\na{divider}Café\nb{divider}Two, three\n"
    assert read_list("x.csv", text.encode()) == ROWS


def test_an_xml_list_is_read():
    items = "".join(
        f"<item><name>{r['name']}</name><label>{r['label']}</label></item>" for r in ROWS
    )
    assert read_list("x.xml", f"<root>{items}</root>".encode()) == ROWS


def test_places_of_geojson_have_their_point_as_forms_know_it():
    feature = {
        "id": "f1",
        "geometry": {"type": "Point", "coordinates": [-1.5, 54.25]},
        "properties": {"title": "Gate", "open": True, "note": None},
    }
    content = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    (row,) = read_list("x.geojson", content)
    assert row == {
        "geometry": "54.25 -1.5 0 0",
        "id": "f1",
        "title": "Gate",
        "open": "true",
        "note": "",
    }


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.csv", b"", "is empty"),
        ("x.csv", b'name\n"never closed', "CSV UTF-8"),
        ("x.xml", b"<root><item><a><b/></a></item></root>", "parts within parts"),
        ("x.xml", b'<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>', "document type"),
        ("x.xml", b"<root>", "well-formed"),
        ("x.geojson", b"[1, 2]", "FeatureCollection"),
        ("x.geojson", b"[" * 100_000, "FeatureCollection"),
        ("x.txt", b"name\na", "not a list"),
    ],
)
def test_what_is_no_list_is_refused_in_words(name, content, said):
    with pytest.raises(FormError, match=said):
        read_list(name, content)


@pytest.mark.parametrize(
    ("limit", "value"), [("MOST_ROWS", 1), ("MOST_COLUMNS", 1), ("LONGEST_CELL", 3), ("LARGEST", 9)]
)
def test_a_list_is_bounded(monkeypatch, limit, value):
    monkeypatch.setattr(outside_lists, limit, value)
    with pytest.raises(FormError):
        read_list("x.csv", b"name,label\na,Four\nb,Five\n")


@pytest.mark.parametrize(
    "name", ["../x.csv", "a/b.csv", ".hidden", "a\\b.csv", "a\nb.csv", "", "a..csv"]
)
def test_names_that_lead_elsewhere_are_not_safe(name):
    assert not is_safe_name(name)


def test_usual_names_are_safe():
    assert all(is_safe_name(n) for n in ("rooms.csv", "Year 6 (b).png", "écoles.csv"))
