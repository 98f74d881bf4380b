from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from app.errors import FormError
from app.forms.openrosa import VISITBOOK, answers_from_xml, remark
from app.forms.session import FormSession
from tests.builders_forms import NOON, asks, bind, group, repeat, session


def filled():
    live = session(
        '<a/><hide/><g><b/></g><r jr:template=""><x/><s jr:template=""><y/></s></r><sum/><end/>'
        "<orx:meta><orx:instanceID/></orx:meta>",
        bind("/data/g", relevant="/data/hide != 'yes'")
        + bind("/data/sum", calculate="sum(/data/r/x)")
        + bind("/data/end", jr_preload="timestamp", jr_preloadParams="end")
        + bind("/data/orx:meta/orx:instanceID", jr_preload="uid"),
        asks("/data/a", "/data/hide")
        + group("/data/g", asks("/data/g/b"))
        + repeat("/data/r", asks("/data/r/x"), repeat("/data/r/s", asks("/data/r/s/y"))),
    )
    live.answer("/data/a", "a < b & \x01c")
    live.answer("/data/g/b", "inside")
    for number in "123":
        row, _ = live.add_repeat("/data/r")
        live.answer(f"{row}/x", number)
    inner, _ = live.add_repeat(f"{row}/s")
    live.answer(f"{inner}/y", "deep")
    return live


def test_a_record_leaves_as_instance_xml_with_its_id_and_rows():
    root = fromstring(filled().to_xml())
    space = "{http://www.w3.org/2002/xforms}"
    assert root.tag == f"{space}data"
    assert (root.get("id"), root.get("version")) == ("a_form", "3")
    assert root.findtext(f"{space}a") == "a < b & c"
    assert [row.findtext(f"{space}x") for row in root.findall(f"{space}r")] == ["1", "2", "3"]
    assert root.findtext(f"{space}sum") == "6"
    assert root.findtext(f"{space}end") == "2026-03-09T12:00:00.000+00:00"
    meta = "{http://openrosa.org/xforms}"
    assert root.findtext(f"{meta}meta/{meta}instanceID") == "uuid:a1"


def test_what_is_not_asked_is_left_out_unless_wanted():
    live = filled()
    live.answer("/data/hide", "yes")
    assert "inside" not in live.to_xml()
    assert "inside" in live.to_xml(relevant_only=False)
    assert "template" not in live.to_xml()


def test_a_record_read_back_is_the_same_record():
    live = filled()
    entries = answers_from_xml(live.definition, live.to_xml())
    again = FormSession(live.definition, entries, clock=lambda: NOON, begun=True)
    assert again.to_xml() == live.to_xml()
    assert answers_from_xml(live.definition, live.to_xml()) == entries


def test_a_remark_is_an_attribute_of_its_own_namespace_and_comes_back_at_its_row():
    live = filled()
    row = live.rows("/data/r")[1]
    said = 'Bars & "models" < 5'
    xml = live.to_xml(remarks={f"{row}/x": {"caption": said}, "/data": {"urn": "900001"}})
    root = fromstring(xml)
    assert root.get(f"{{{VISITBOOK}}}urn") == "900001"
    plain = answers_from_xml(live.definition, live.to_xml())
    added = dict(answers_from_xml(live.definition, xml).items() - plain.items())
    (row_again,) = {ref for ref in plain if ref.endswith("[x2]")}
    assert added == {remark(f"{row_again}/x", "caption"): said}


def test_a_remark_goes_beside_a_form_s_own_use_of_the_prefix():
    live = session(
        '<a xmlns:vb="http://other.example/x"/><vb:b xmlns:vb="http://other.example/x"/>',
        "",
        asks("/data/a"),
    )
    xml = live.to_xml(remarks={"/data/a": {"caption": "Wall"}})
    entries = answers_from_xml(live.definition, xml)
    assert entries[remark("/data/a", "caption")] == "Wall"


def test_counted_rows_read_back_into_the_same_rows():
    live = session(
        '<n/><k jr:template=""><v/></k>',
        "",
        asks("/data/n") + repeat("/data/k", asks("/data/k/v"), attributes=' jr:count="/data/n"'),
    )
    live.answer("/data/n", "2")
    live.answer("/data/k[n2]/v", "x")
    assert answers_from_xml(live.definition, live.to_xml()) == live.entered()


def test_elements_the_form_does_not_have_are_kept_under_their_path():
    live = session("<a/>", "", asks("/data/a"))
    xml = '<data id="a_form"><a>1</a><old><b>2</b></old></data>'
    assert answers_from_xml(live.definition, xml) == {"/data/a": "1", "/data/old/b": "2"}


def test_a_record_of_another_form_is_refused():
    live = session("<a/>", "", asks("/data/a"))
    for xml in ('<data id="other"><a/></data>', "<!DOCTYPE d []><data/>", "none"):
        with pytest.raises(FormError):
            answers_from_xml(live.definition, xml)
