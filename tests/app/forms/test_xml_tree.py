from __future__ import annotations

import pytest

from app.forms.tree import Kind
from app.forms.xml_tree import XmlError, read_xml


def test_everything_in_a_document_becomes_a_node_in_its_place():
    tree = read_xml("<?go now?><a x='1'>one<b/><!--said-->two<![CDATA[<three>]]></a>")

    go, top = tree.children
    assert (go.kind, go.name, go.text) == (Kind.INSTRUCTION, "go", "now")
    assert [child.kind for child in top.children] == [
        Kind.TEXT,
        Kind.ELEMENT,
        Kind.COMMENT,
        Kind.TEXT,
    ]
    assert top.string_value() == "onetwo<three>"
    assert top.attribute("x") == "1"


def test_names_carry_their_namespaces():
    tree = read_xml("<a xmlns='urn:d' xmlns:p='urn:p' p:x='1' y='2'><p:b/><c xmlns=''/></a>")

    (top,) = tree.children
    assert (top.name, top.namespace, top.prefix) == ("a", "urn:d", "")
    assert [(c.name, c.namespace, c.prefix) for c in top.children] == [
        ("b", "urn:p", "p"),
        ("c", "", ""),
    ]
    assert top.attribute("x", "urn:p") == "1"
    assert top.attribute("y") == "2"
    declared = [node for node in top.attributes if node.kind is Kind.NAMESPACE]
    assert [(node.prefix, node.name, node.text) for node in declared] == [
        ("", "xmlns", "urn:d"),
        ("xmlns", "p", "urn:p"),
    ]


def test_a_section_of_character_data_can_be_kept_apart():
    tree = read_xml("<a>x<![CDATA[y]]>z</a>", sections_apart=True)
    assert [child.text for child in tree.children[0].children] == ["x", "y", "z"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<a>", "not XML"),
        ("", "not XML"),
        ("<a/><b/>", "not XML"),
        ("<p:a/>", "prefix 'p'"),
        ("<!DOCTYPE a><a/>", "document type"),
        ("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", "document type"),
        ("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "document type"),
        ("<a>" * 500 + "</a>" * 500, "nested too deeply"),
    ],
)
def test_what_is_not_plain_xml_is_refused_in_plain_words(text, words):
    with pytest.raises(XmlError, match=words):
        read_xml(text)


def test_a_bare_document_type_can_be_allowed_and_nothing_more():
    tree = read_xml("<!DOCTYPE html><html/>", bare_doctype=True)
    assert [child.kind for child in tree.children] == [Kind.DOCTYPE, Kind.ELEMENT]
    for worse in (
        "<!DOCTYPE a SYSTEM 'x.dtd'><a/>",
        "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
    ):
        with pytest.raises(XmlError):
            read_xml(worse, bare_doctype=True)
