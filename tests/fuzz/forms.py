"""The forms that the searches set out from, and how a form or a record is spoilt."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from app.forms.compile import compile_workbook
from app.forms.xform import load_form
from tests.builders_forms import asks, bind, group, repeat, xform

WORKBOOKS = Path(__file__).resolve().parents[2] / "resources" / "forms"
BUILT_IN = ("visit_1", "lesson_visit", "pupil_voice", "maths_audit", "data_review")

SMALL = xform(
    '<a>1</a><g><b/><c/></g><r jr:template=""><x/><y/></r><pick/><many/><n/>',
    '<instance id="l"><root><item><name>p</name><label>P</label><in>1</in></item>'
    "<item><name>q</name><label>Q</label><in>2</in></item></root></instance>"
    + bind("/data/a", type="int", constraint=". &lt; 9", jr_constraintMsg="Under nine.")
    + bind("/data/g", relevant="/data/a != 2")
    + bind("/data/g/b", type="date", required="/data/g/c = ''")
    + bind("/data/r/y", calculate="position(..) + count(../../r) + sum(/data/r/x)")
    + bind("/data/n", calculate="jr:choice-name(/data/pick, '/data/pick')")
    + '<setvalue event="odk-instance-first-load" ref="/data/g/c" value="today()"/>',
    asks("/data/a")
    + group("/data/g", asks("/data/g/b", "/data/g/c"))
    + repeat("/data/r", asks("/data/r/x"), attributes=' jr:count="if(/data/a &lt; 30, /data/a, 3)"')
    + '<select1 ref="/data/pick"><label>Pick <output value="/data/a"/></label>'
    "<itemset nodeset=\"instance('l')/root/item[in = /data/a]\">"
    '<value ref="name"/><label ref="label"/></itemset></select1>'
    '<select ref="/data/many"><item><label>M</label><value>m</value></item></select>',
)

HOSTILE = (
    *("", " ", "0", "-1", "1e999", "NaN", "Infinity", "true()", "null", ".", "..", "/", "//", "*"),
    *(
        "/data",
        "/data/a",
        "/data/r",
        "/data/r/x",
        "/nowhere",
        "../x",
        "current()/..",
        "@k",
        "/data/",
    ),
    *(
        "position(..)",
        "count(/data/r)",
        "1 +",
        "'",
        "((",
        "nope()",
        "regex(., '(a+)+$')",
        "/data/a#1",
    ),
    *(
        "instance('l')/root/item",
        "instance('none')/root",
        "jr:itext('x')",
        "x[",
        "]",
        "[r1]",
        "a b",
    ),
    *("\u202e", "\U0001f600", "&#0;", "&lt;", "../../etc", "9" * 400, "geopoint", "select1", "int"),
    *("odk-new-repeat", "odk-instance-load", "xforms-value-changed", "2026-02-30", "24:61", "1,5"),
)
ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
ELEMENT = re.compile(r"<([\w:.-]+)([^<>]*)/>|<([\w:.-]+)([^<>]*)>[^<>]*</\3>|<output[^<>]*/>")
TAG = re.compile(r"(?<=[</])[A-Za-z][\w:.-]*")
TAGS = ("group", "repeat", "input", "select1", "range", "upload", "label", "itemset", "data", "a")

Spoiling = tuple[str, float, float, str]


@cache
def page(name: str) -> str:
    """The XForm of a form by its name, `small` for the one above."""
    return SMALL if name == "small" else compile_workbook(WORKBOOKS / f"{name}.xlsx")


@cache
def definition(name: str):
    """The form of that name, read once."""
    return load_form(page(name))


def spoilings(most: int) -> st.SearchStrategy[list[Spoiling]]:
    """Some places to spoil, each as parts of the whole, with what to put there."""
    part = st.floats(0, 1, exclude_max=True)
    kinds = st.sampled_from(["value", "value", "value", "drop", "twice", "move", "tag", "cut"])
    words = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=8))
    return st.lists(st.tuples(kinds, part, part, words), min_size=1, max_size=most)


def spoilt(xml: str, found: list[Spoiling]) -> str:
    """The XML with all of that done to it."""
    for kind, where, other, word in found:
        xml = _spoil(xml, kind, where, other, word)
    return xml


def _spoil(xml: str, kind: str, where: float, other: float, word: str) -> str:
    if kind == "cut":
        start = int(where * len(xml))
        return xml[:start] + word + xml[start + int(other * 40) :]
    pattern = {"value": ATTRIBUTE, "tag": TAG}.get(kind, ELEMENT)
    places = [match.span(2) if kind == "value" else match.span() for match in pattern.finditer(xml)]
    if not places:
        return xml
    start, end = places[int(where * len(places))]
    if kind == "value":
        return xml[:start] + word.replace("<", "&lt;").replace('"', "'") + xml[end:]
    if kind == "tag":
        return xml[:start] + TAGS[int(other * len(TAGS))] + xml[end:]
    piece, rest = xml[start:end], xml[:start] + xml[end:]
    if kind == "drop":
        return rest
    to = places[int(other * len(places))][0]
    return xml[:to] + piece + xml[to:] if kind == "twice" else rest[:to] + piece + rest[to:]
