"""No cell is taken for a formula, and what was entered can be had back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exports import as_entered, harmless
from app.exports.harmless import printable

FORMULAS = ["=1+1", "+44 1234", "-cmd|' /C calc'!A0", "@SUM(A1)", '=HYPERLINK("http://a","b")']
SKIPPED = ["", " ", "\t", "\r", "\n", "\u00a0", "\ufeff", "\u200b", "\u3000", " \t '"]


@pytest.mark.parametrize(
    "formula", [*FORMULAS, "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM", "−2"]
)
@pytest.mark.parametrize("before", SKIPPED)
def test_what_a_spreadsheet_would_work_out_begins_with_an_apostrophe(before, formula):
    assert harmless(before + formula).startswith("'")


@pytest.mark.parametrize("text", ["", "Plain", "3 - 2", "a=b", "'quoted'", "e@westmarch.example"])
def test_plain_text_is_left_as_it_is(text):
    assert harmless(text) == text


@given(st.text(alphabet=st.sampled_from("=+-@' \t\nab\uff1d"), max_size=8) | st.text(max_size=20))
def test_what_was_entered_comes_back(text):
    assert as_entered(harmless(text)) == text


@given(st.text(max_size=20))
def test_control_characters_never_reach_a_cell(text):
    shown = printable(text)
    assert not any(letter < " " and letter not in "\t\n" for letter in shown)
