from __future__ import annotations

import pytest

from app.forms.xpath import compile_expression


def reads(expression, base="/visit/lesson/note"):
    return [one.resolve(base) for one in compile_expression(expression).references]


@pytest.mark.parametrize(
    ("expression", "paths"),
    [
        ("/visit/school", ["/visit/school"]),
        ("../level", ["/visit/lesson/level"]),
        (".", ["/visit/lesson/note"]),
        ("../../school/@kind", ["/visit/school/@kind"]),
        ("level", ["/visit/lesson/note/level"]),
        (
            "../level = '3' and selected(/visit/strands, 'number')",
            ["/visit/lesson/level", "/visit/strands"],
        ),
        (
            "/visit/lesson[level = ../wanted]/note",
            ["/visit/lesson/level", "/visit/wanted", "/visit/lesson/note"],
        ),
        (
            "/visit/lesson[level = current()/../level]/note",
            ["/visit/lesson/level", "/visit/lesson/note"],
        ),
        ("count(/visit/lesson)", ["/visit/lesson"]),
        ("position(..)", ["/visit/lesson"]),
        (
            "indexed-repeat(/visit/lesson/level, /visit/lesson, ../../wanted)",
            ["/visit/lesson/level", "/visit/lesson", "/visit/wanted"],
        ),
        ("pulldata('schools', 'name', 'urn', /visit/school)", ["/visit/school"]),
        ("jr:choice-name( ../level ,' /visit/lesson/level ')", ["/visit/lesson/level"]),
        ("if(../level, /visit/a, /visit/b)", ["/visit/lesson/level", "/visit/a", "/visit/b"]),
        ("(/visit/a | /visit/b)/c", ["/visit/a/c", "/visit/b/c"]),
        ("-(/visit/a)", ["/visit/a"]),
        ("/visit/a/text()", ["/visit/a"]),
        ("once(../level)", ["/visit/lesson/level"]),
        ("1 + 2", []),
    ],
)
def test_the_paths_an_expression_reads_are_known_without_running_it(expression, paths):
    found = reads(expression)
    assert sorted(set(paths)) == sorted({path for path in found if path})
    assert None not in found


def test_a_path_that_may_lead_anywhere_says_so():
    (anything,) = compile_expression("//level").references
    assert anything.any_descendant
    assert anything.resolve("/visit/note") is None
    assert anything.scope("/visit/note") == ""


def test_a_path_that_goes_down_anywhere_tells_where_it_begins():
    (below,) = compile_expression("/visit/lesson//code").references
    assert below.resolve("/visit") is None
    assert below.scope("/visit") == "/visit/lesson"


def test_a_wildcard_tells_what_it_stands_below():
    (any_child,) = compile_expression("../*").references
    assert any_child.resolve("/visit/lesson/note") is None
    assert any_child.scope("/visit/lesson/note") == "/visit/lesson"


def test_a_path_above_the_root_is_no_path():
    (above,) = compile_expression("../../..").references
    assert above.resolve("/visit/note") is None


def test_a_path_into_a_list_carries_the_name_of_the_list():
    found = compile_expression("instance('levels')/root/item[name = ../../wanted]/label").references
    assert {one.instance for one in found} == {"levels"}
    assert ("root", "item", "label") in [one.steps for one in found]


def test_a_filter_of_choices_reads_both_the_list_and_the_answers():
    found = compile_expression("instance('levels')/root/item[scale = /visit/scale]").references
    assert ("visit", "scale") in [one.steps for one in found if not one.instance]


def test_an_instance_that_is_chosen_while_running_may_be_any():
    found = compile_expression("instance(/visit/which)/root/item").references
    assert any(one.any_descendant for one in found)


@pytest.mark.parametrize(
    "expression",
    ["today()", "now()", "random()", "uuid()", "position(..)", "if(1, today(), 2)", "once(1)"],
)
def test_what_may_answer_differently_by_itself_is_called_volatile(expression):
    assert compile_expression(expression).volatile


@pytest.mark.parametrize("expression", ["/visit/a", "../lesson[position() = 2]", "count(/visit/b)"])
def test_what_depends_on_answers_alone_is_not_volatile(expression):
    assert not compile_expression(expression).volatile


def test_an_expression_names_the_functions_it_calls():
    assert compile_expression("if(today() > 1, count(/a), 2)").uses == {"if", "today", "count"}
