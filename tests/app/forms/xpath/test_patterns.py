from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.forms.xpath import XPathError
from app.forms.xpath.functions.pattern_machine import Machine
from app.forms.xpath.functions.pattern_syntax import python_pattern, read_pattern
from app.forms.xpath.functions.patterns import pattern_of


@pytest.mark.parametrize(
    ("pattern", "text", "answer"),
    [
        (r"^[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$", "DH1 3LE", True),
        (r"^\d{6}$", "900001", True),
        (r"^(yes|no)( (yes|no))*$", "yes no no", True),
        (r"^(yes|no)( (yes|no))*$", "yes maybe", False),
        (r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$", "office@school.example", True),
        (r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$", "office at school", False),
        (r"^[\]\[)(]+$", "[(", True),
        (r"^[]a]+$", "]a", True),
        (r"^[a-]+$", "a-", True),
        (r"^(\d\d:)+\d\d$", "10:20:30", True),
        (r"(?i)^year [0-9]{1,2}$", "YEAR 11", True),
        (r"(?i)^[^a]$", "A", False),
        (r"^(?!000)\d{3}$", "000", False),
        (r"^(?=.*\d)(?=.*[a-z]).{4,8}$", "ab12", True),
        (r"^(?=.*\d)(?=.*[a-z]).{4,8}$", "abcd", False),
        (r"\bword\b", "a word here", True),
        (r"\bword\b", "swords", False),
        (r"^\u00e9t\x41$", "étA", True),
        (r"^a{2,3}?$", "aaa", True),
        (r"^.{0,5000}$", "short", True),
        ("", "anything", True),
    ],
)
def test_the_patterns_of_real_forms_work(pattern, text, answer):
    assert pattern_of(pattern).found(text) is answer
    assert Machine(read_pattern(pattern)).found(text) is answer


@pytest.mark.parametrize(
    "pattern",
    [
        *("[", "(", ")", "*", "a**+", r"(a)\1", "(?<=a)b", "(?P=x)", "[z-a]", "a{3,2}", "^*"),
        *("a++", r"\p{L}", "\\", "((a{0,999}){0,99}){0,99}", "a" * 2_000, "(" * 40 + ")" * 40),
    ],
)
def test_what_is_no_pattern_here_is_refused_in_plain_words(pattern):
    with pytest.raises(XPathError):
        pattern_of(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "^(a+)+$",
        "^(a*)*$",
        "^(a|a)*$",
        "^(a|aa)+$",
        "^((?:[ab]|a))*$",
        "(a{1,20}){2,5}$",
        r"^(\w+\s?)*$",
        "(?:a+){2,9}$",
        "^a*a*a*a*a*a*$",
        "a?" * 60 + "a" * 60,
    ],
)
def test_a_pattern_that_would_never_finish_is_answered_all_the_same(pattern):
    began = time.process_time()
    assert pattern_of(pattern).found("a" * 59 + "!") is False
    assert time.process_time() - began < 2


def test_an_answer_too_long_for_its_pattern_is_an_error_and_not_a_wait():
    with pytest.raises(XPathError, match="too long"):
        pattern_of("(a{0,90}b?){1,90}!").found("ab" * 50_000)


PATTERNS = st.recursive(
    st.sampled_from(["a", "b", ".", "[ab]", "[^b]", r"\w", r"\d", r"\b", "^", "$"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map("({0[0]}|{0[1]})".format),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "*?"])).map(
            lambda pair: f"({pair[0]}){pair[1]}"
        ),
        inner.map("(?={})".format),
        inner.map("(?!{})".format),
    ),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(PATTERNS, st.text(alphabet="ab1 ", max_size=8))
def test_both_ways_of_matching_give_the_same_answer(pattern, text):
    try:
        tree = read_pattern(pattern)
    except XPathError:
        return
    expected = re.search(python_pattern(tree), text, re.ASCII) is not None
    assert Machine(tree).found(text) is expected


@given(st.text(alphabet="ab()[]{}|*+?\\^$.-,0123<>=!:di", max_size=24), st.text(max_size=20))
def test_any_text_is_a_pattern_or_is_refused(pattern, text):
    try:
        pattern_of(pattern).found(text)
    except XPathError:
        return
