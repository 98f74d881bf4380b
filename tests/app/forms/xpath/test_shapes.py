"""Expressions that differ in their paths alone share what is compiled, and nothing else changes."""

from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, given, settings

from app.forms.xpath import Context, XPathError, _compiled, compile_expression
from tests.app.forms.xpath.test_any_text import EXPRESSIONS, NODES, WORLD

WRITTEN_AS_FORMS_WRITE = [
    " /visit/wanted  != ''",
    "/visit/wanted>=3 or /visit/blank",
    "if(/visit/blank='',/visit/wanted,'/visit/school')",
    "concat( /visit/wanted , \"/visit/blank\", ' /visit/school ')",
    "sum(/visit/lesson/level) div count(/visit/lesson)",
    "coalesce(/visit/blank, /visit/wanted) + /visit/lesson_count",
    "/visit/wanted | /visit/school",
    "(/visit/wanted)",
    "(/visit/lesson)[2]/level",
    "(/visit/lesson/level)[. > /visit/wanted]",
    "(/visit/lesson)[level = /visit/wanted]",
    "/visit/lesson[level = /visit/wanted]/level",
    "/visit/lesson [1]/ level",
    "/visit/lesson/pupil/code",
    "/visit/*/level",
    "//level = /visit/wanted",
    "//lesson /level",
    "indexed-repeat(/visit/lesson/level, /visit/lesson, /visit/wanted)",
    "instance('levels')/root/item[name = /visit/wanted ]/label",
    "instance('levels')/root/item",
    "jr:choice-name( /visit/wanted ,' /visit/wanted ')",
    "position(/visit/lesson)",
    "current()/../wanted",
    "-/visit/wanted",
    "../wanted * /visit/wanted",
    "/visit/wanted * /visit/wanted",
    "/visit/_hole_0 = /visit/wanted",
    "wanted- /visit/wanted",
    "and /visit/wanted",
    "/visit/wanted /visit/school",
    "/visit/wanted(1)",
    "nothing(/visit/wanted)",
    "not(/visit/wanted, 1)",
    "' /visit/wanted",
    "regex(/visit/wanted, '(')",
]


def told(compiled, context):
    """Everything that an expression tells, as something to compare."""
    found = compiled.evaluate(context)
    if isinstance(found, float) and math.isnan(found):
        found = "not a number"
    kinds = (compiled.as_string(context), str(compiled.as_number(context)))
    return found, kinds, compiled.as_boolean(context)


def outcome(compile_one, text, context):
    try:
        compiled = compile_one(text)
        reads = (compiled.references, compiled.uses, compiled.volatile)
        return reads, told(compiled, context)
    except XPathError as error:
        return str(error)


def in_a_form(text):
    return compile_expression(text, pinned=True)


def by_itself(text):
    return _compiled(text, None, pinned=True, late=False)


@pytest.mark.parametrize("text", WRITTEN_AS_FORMS_WRITE)
@pytest.mark.parametrize("row", [0, 1])
def test_an_expression_means_the_same_as_if_it_were_compiled_by_itself(answers, world, text, row):
    node = answers.named["visit"][0].named["lesson"][row].named["level"][0]
    ours, alone = (outcome(one, text, Context(node, world=world)) for one in (in_a_form, by_itself))
    assert ours == alone


BY_CHANCE = {"random", "randomize", "uuid"}


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(EXPRESSIONS)
def test_any_expression_means_the_same_as_if_it_were_compiled_by_itself(text):
    if any(name in text for name in BY_CHANCE):
        return
    for node in NODES:
        ours, alone = (
            outcome(one, text, Context(node, world=WORLD)) for one in (in_a_form, by_itself)
        )
        assert ours == alone


def test_expressions_of_one_shape_share_their_closures():
    one, other = in_a_form(" /visit/a  != 'x'"), in_a_form(" /visit/b/c  != 'x'")
    assert one.code is other.code
    assert in_a_form(" /visit/a  != 'y'").code is not one.code


def test_expressions_of_one_shape_read_their_own_paths(at):
    assert at("/visit/wanted > 2", pinned=True)
    assert not at("/visit/blank > 2", pinned=True)
    (one,) = in_a_form("/visit/wanted > 2").references
    assert one.steps == ("visit", "wanted")


def test_a_path_named_twice_is_read_once():
    found = in_a_form("/visit/a + /visit/b + /visit/a").references
    assert [one.steps for one in found] == [("visit", "a"), ("visit", "b")]
