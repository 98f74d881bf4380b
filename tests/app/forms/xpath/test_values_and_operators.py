from __future__ import annotations

import math

import pytest

from app.forms.xpath import XPathError, compile_expression


@pytest.mark.parametrize(
    ("expression", "answer"),
    [
        ("1 + 2 * 3 - 4 div 2", "5"),
        ("(1 + 2) * 3", "9"),
        ("10 - 3 - 2", "5"),
        ("7 mod 3", "1"),
        ("-7 mod 3", "-1"),
        ("1 div 0", "Infinity"),
        ("-1 div 0", "-Infinity"),
        ("0 div 0", "NaN"),
        ("1 mod 0", "NaN"),
        ("--2", "2"),
        ("0.1 + 0.2", "0.30000000000000004"),
        ("0.0000001", "0.0000001"),
        ("1e3 * 10000000000000000000000", "10000000000000000000000000"),
        ("1 or0", "true"),
        ("2mod2", "0"),
        ("true() and not(false())", "true"),
        ("1 = 1 = 1", "true"),
        ("/visit/blank + 1", "NaN"),
    ],
)
def test_an_expression_of_operators_answers_as_xpath_says(text_at, expression, answer):
    assert text_at(expression) == answer


@pytest.mark.parametrize(
    ("expression", "answer"),
    [
        ("/visit/lesson/level = '3'", True),
        ("/visit/lesson/level = '4'", False),
        ("/visit/lesson/level != '3'", True),
        ("/visit/lesson/level > 4", True),
        ("4 < /visit/lesson/level", True),
        ("5 < /visit/lesson/level", False),
        ("5 <= /visit/lesson/level", True),
        ("2 > /visit/lesson/level", False),
        ("2 >= /visit/lesson/level", True),
        ("/visit/lesson/level > 5", False),
        ("/visit/lesson/level = /visit/wanted", True),
        ("/visit/wanted != /visit/lesson_count", False),
        ("/visit/blank = ''", True),
        ("/visit/nothing = ''", False),
        ("/visit/nothing != ''", False),
        ("/visit/blank > 0", False),
        ("/visit/blank = true()", True),
        ("/visit/nothing = false()", True),
        ("/visit/visited < '2026-10-21'", True),
        ("'a' < 'b'", False),
        ("if(1, 'x', 2) = 'x'", True),
    ],
)
def test_nodes_compare_if_any_of_them_does(at, expression, answer):
    assert at(expression) is answer


def test_the_second_side_of_and_is_not_looked_at_when_the_first_decides(at):
    assert at("false() and count('nodes are needed' | /visit) > 0") is False


def test_an_answer_that_is_not_asked_counts_as_blank_and_not_in_sums(at, answers):
    level = answers.named["visit"][0].named["lesson"][1].named["level"][0]
    level.relevant = False

    assert at("sum(/visit/lesson/level)") == 7
    assert at("count(/visit/lesson/level)") == 2
    assert at("join(' ', /visit/lesson/level)") == "2 5"
    assert at("/visit/lesson[2]/level = ''") is True


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("1 +", "ends"),
        ("(1", "expected ')'"),
        ("'open", "never closed"),
        ("a b", "expected an operator"),
        ("nothing_like_it(1)", "no function called nothing_like_it()"),
        ("count()", "count() needs 1 value; 0 given"),
        ("substring('a')", "2 to 3 values"),
        ("count('text')", "nodes are needed"),
        ("sideways::a", "no axis called 'sideways'"),
        ("a[", "the expression ends"),
        ("$variable", "cannot stand here"),
        ("a//", "expected a name"),
        ("regex(., '(a')", "a bracket is opened and never closed"),
    ],
)
def test_an_unsound_expression_is_refused_in_plain_words(expression, words):
    with pytest.raises(XPathError) as refusal:
        compile_expression(expression)
    assert words in str(refusal.value)


def test_a_refusal_tells_the_character_it_fails_at():
    with pytest.raises(XPathError) as refusal:
        compile_expression("1 + coutn(/a)")
    assert refusal.value.position == 5


def test_brackets_too_deep_are_refused_rather_than_crashing():
    with pytest.raises(XPathError, match="nested too deeply"):
        compile_expression("(" * 500 + "1" + ")" * 500)


def test_a_very_long_expression_is_refused():
    with pytest.raises(XPathError, match="longer than"):
        compile_expression("1 + " * 20_000 + "1")


def test_a_long_chain_of_operators_is_no_trouble(at):
    assert at(" + ".join(["1"] * 5_000)) == 5_000
    assert at(" or ".join(["false()"] * 3_000)) is False


def test_fifty_nested_ifs_are_no_trouble(text_at):
    expression = "'last'"
    for level in range(50):
        expression = f"if(/visit/wanted = {level + 100}, '{level}', {expression})"
    assert text_at(expression) == "last"


def test_the_same_text_is_compiled_once():
    assert compile_expression("1 + 1") is compile_expression("1 + 1")


def test_a_value_where_nodes_are_needed_is_refused_when_it_is_reached(at):
    with pytest.raises(XPathError, match="nodes are needed"):
        at("count(coalesce('a', 'b'))")


def test_one_value_can_be_asked_for_as_every_kind(at):
    assert at("/visit/wanted", ask="as_number") == 3
    assert at("/visit/wanted", ask="as_string") == "3"
    assert at("/visit/wanted", ask="as_boolean") is True
    assert [node.text for node in at("/visit/wanted", ask="as_nodes")] == ["3"]
    assert math.isnan(at("/visit/nothing", ask="as_number"))
