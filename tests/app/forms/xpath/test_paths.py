from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from app.forms.xml_tree import read_xml
from app.forms.xpath import Context, World, XPathError, compile_expression, evaluate

NOW = datetime(2026, 11, 3, tzinfo=UTC)
TREE = read_xml(
    "<r><a i='1'><b>x</b><b>y</b></a><!--said--><a i='2'><b>z</b><c><b>w</b></c></a><?do it?></r>"
)


def found(expression, start="/r", **more):
    node = evaluate(start, TREE, now=lambda: NOW)[0]
    return evaluate(expression, node, now=lambda: NOW, **more)


def texts(expression, start="/r"):
    return [node.string_value() for node in found(expression, start)]


@pytest.mark.parametrize(
    ("expression", "answer"),
    [
        ("/r/a/b", ["x", "y", "z"]),
        ("//b", ["x", "y", "z", "w"]),
        ("a/b[1]", ["x", "z"]),
        ("a/b[1.5]", []),
        ("a/b[0]", []),
        ("a/b[3]", []),
        ("a/b['text']", ["x", "y", "z"]),
        ("(a/b)[1]", ["x"]),
        ("a[2]//b", ["z", "w"]),
        ("//b[last()]", ["y", "z", "w"]),
        ("a[@i='2']/b", ["z"]),
        ("a/@i", ["1", "2"]),
        ("a[b='y']/@i", ["1"]),
        ("a[c]/b", ["z"]),
        ("//b[. = 'w']/ancestor::a/@i", ["2"]),
        ("//c/preceding-sibling::b", ["z"]),
        ("//c/preceding::b", ["x", "y", "z"]),
        ("//c/preceding::b[1]", ["z"]),
        ("a[1]/following::b", ["z", "w"]),
        ("a/following-sibling::a/b", ["z"]),
        ("//c/ancestor-or-self::*[1]/b", ["w"]),
        ("//b/..//b", ["x", "y", "z", "w"]),
        ("descendant::b[2]", ["y"]),
        ("comment()", ["said"]),
        ("processing-instruction('do')", ["it"]),
        ("//text()[. = 'x']", ["x"]),
        ("a[position() = 2]/b | a[1]/b[2]", ["y", "z"]),
        ("//b | //b", ["x", "y", "z", "w"]),
        ("a/self::a/b[. != 'x']", ["y", "z"]),
        ("*/*[self::c]/b", ["w"]),
        ("id('none')", []),
    ],
)
def test_a_path_leads_to_its_nodes_in_document_order_each_once(expression, answer):
    assert texts(expression) == answer


def test_a_path_may_set_out_from_a_call():
    assert texts("if(true(), a, c)/b[2]") == ["y"]


def test_with_a_table_of_namespaces_the_rules_of_xpath_hold():
    tree = read_xml("<r xmlns='urn:x' xmlns:o='urn:o'><a>1</a><o:a>2</o:a></r>")

    def values(expression, **names):
        nodes = evaluate(expression, tree, now=lambda: NOW, namespaces=names)
        return [node.string_value() for node in nodes]

    assert values("/r/a") == []
    assert values("/q:r/q:a", q="urn:x") == ["1"]
    assert values("/r/a", **{"": "urn:x"}) == ["1"]
    assert values("/q:r/p:*", q="urn:x", p="urn:o") == ["2"]
    with pytest.raises(XPathError, match="prefix 'z' is not declared"):
        values("/z:r")


def test_without_a_table_a_name_matches_in_every_namespace_as_forms_mean_it(world):
    tree = read_xml("<r xmlns='urn:x' xmlns:o='urn:o'><a>1</a><o:a>2</o:a></r>")
    context = Context(tree, world=world)

    assert compile_expression("/r/a").as_string(context) == "1"
    assert compile_expression("/r/o:a").as_string(context) == "2"


def test_a_filter_of_choices_looks_at_the_answers_from_every_choice(text_at, at):
    filtered = "instance('levels')/root/item[name = /visit/wanted and scale = 'b']/label"
    assert text_at(filtered) == "Sound"
    here = "instance('levels')/root/item[name = current()/../level]/label"
    assert text_at(here, "visit/lesson/note", row=3) == "Strong"
    assert at("count(instance('levels')/root/item[scale = 'b'])") == 2
    assert at("count(instance('no_such_list')/root/item)") == 0


def test_an_absolute_path_inside_a_filter_starts_from_the_answers_not_from_the_list(at):
    assert at("count(instance('levels')/root/item[/visit/wanted = '3'])") == 3


def test_inside_a_row_a_pinned_path_means_that_row(text_at):
    assert text_at("/visit/lesson/level", "visit/lesson/note", row=2, pinned=True) == "3"
    assert text_at("/visit/lesson/level", "visit/lesson/note", row=2) == "2"


def test_a_pinned_path_still_counts_all_rows(at):
    assert at("count(/visit/lesson)", "visit/lesson/note", row=2, pinned=True) == 3
    assert at("count(/visit/lesson[level > 2])", "visit/lesson/note", row=2, pinned=True) == 2


def test_a_pinned_path_outside_any_row_sees_all_rows(at):
    assert at("sum(/visit/lesson/level)", "visit/school", pinned=True) == 10


def test_a_pinned_path_into_rows_below_the_own_row_sees_those_rows(at):
    assert at("count(/visit/lesson/pupil)", "visit/lesson/note", row=1, pinned=True) == 2
    assert at("count(/visit/lesson/pupil[code = 'B1'])", "visit/lesson/note", pinned=True) == 0


def test_indexed_repeat_reads_the_row_it_names_even_where_paths_are_pinned(text_at):
    asked = "indexed-repeat(/visit/lesson/level, /visit/lesson, position(..) - 1)"
    assert text_at(asked, "visit/lesson/note", row=3, pinned=True) == "3"
    assert text_at(asked, "visit/lesson/note", row=1, pinned=True) == ""


def test_indexed_repeat_goes_down_through_rows_within_rows(text_at):
    asked = "indexed-repeat(/visit/lesson/pupil/code, /visit/lesson, 1, /visit/lesson/pupil, 2)"
    turned = "indexed-repeat(/visit/lesson/pupil/code, /visit/lesson/pupil, 2, /visit/lesson, 1)"
    assert text_at(asked) == text_at(turned) == "A2"


def test_position_of_a_node_is_the_number_of_its_row(at):
    assert at("position(..)", "visit/lesson/note", row=2) == 2


def test_current_is_where_the_expression_stands_even_in_brackets(at):
    assert at("count(/visit/lesson[level = current()])", "visit/wanted") == 1


def test_evaluating_changes_nothing_in_the_tree(answers, world):
    visit = answers.named["visit"][0]
    before = [id(node) for node in answers.walk()]
    context = Context(visit, world=world)
    for expression in (
        "//*",
        "lesson[2]/preceding-sibling::*",
        "randomize(lesson, 3)",
        "//pupil/..",
    ):
        compile_expression(expression).evaluate(context)
    assert [id(node) for node in answers.walk()] == before


def test_one_seed_gives_one_order_and_it_is_the_one_that_other_clients_give(world):
    tree = read_xml("<r>" + "".join(f"<i>{n}</i>" for n in "ABCDEFGH") + "</r>")

    def order(seed):
        nodes = compile_expression(f"randomize(/r/i, {seed})").evaluate(Context(tree, world=world))
        return "".join(node.string_value() for node in nodes)

    assert order("42") == order("'42'") == "AFCBHEGD"
    assert order("0") == order("''") == "CBHAFDGE"
    assert order("-1") == "DCBFEHGA"
    assert order("'a word'") == "AFDHBGCE"


def test_without_a_seed_the_order_comes_from_the_world_that_is_given():
    tree = read_xml("<r>" + "<i/>" * 20 + "</r>")

    def order(chance):
        given = World(now=lambda: NOW, random=random.Random(chance), new_id=str)
        nodes = compile_expression("randomize(/r/i)").evaluate(Context(tree, world=given))
        return [node.place for node in nodes]

    assert order(1) == order(1)
    assert order(1) != order(2)
