"""Markdown and the few tags that XLSForm knows, in what a form says."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.text_marks import plain, rich


@pytest.mark.parametrize(
    ("text", "said", "shown"),
    [
        ("Nothing at all", "Nothing at all", ""),
        ("**Bold** and *soft*", "Bold and soft", "<b>Bold</b> and <i>soft</i>"),
        ("__Bold__ and _soft_", "Bold and soft", "<b>Bold</b> and <i>soft</i>"),
        ("# Heading\nwords", "Heading\nwords", "<b>Heading</b><br>words"),
        ("<b>Bold</b><br>next", "Bold\nnext", "<b>Bold</b><br>next"),
        ("snake_case_name stays", "snake_case_name stays", ""),
        ("2 * 3 * 4", "2 * 3 * 4", ""),
        (r"not \*soft\*", "not *soft*", ""),
        ('a <span style="color:red">red</span> word', "a red word", ""),
        ("[Guide](https://example.org/a)", "Guide (https://example.org/a)", ""),
        ("pupils < 6 & teachers", "pupils < 6 & teachers", ""),
        ("**5 < 6**", "5 < 6", "<b>5 &lt; 6</b>"),
        ("five &lt; six", "five < six", ""),
        ("#1 is best", "#1 is best", ""),
    ],
)
def test_marks_are_shown_or_left_out(text, said, shown):
    assert plain(text) == said
    assert rich(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        '**x** <img src="file:///etc/passwd">',
        "**x** <script>alert(1)</script>",
        "**x** &lt;img src=x&gt;",
        '**x** <a href="http://example.org">y</a>',
        "**x** <b onclick='y'>z</b>",
    ],
)
def test_no_other_tag_becomes_one(text):
    assert set(re.findall(r"</?([a-z]+)[^>]*>", rich(text))) <= {"b", "i", "u", "br"}


@given(st.text(alphabet="*_#<>b/[]()\\ &a\n", max_size=60))
def test_whatever_is_written_the_tags_are_few_and_without_attributes(text):
    assert set(re.findall(r"<[^>]*>", rich(text))) <= {
        *("<b>", "</b>", "<i>", "</i>", "<u>", "</u>", "<br>")
    }
    plain(text)


@pytest.mark.parametrize("piece", ["*a", "**a", "_a ", "<b>", "[a](", "\\", "# a\n", "<span "])
def test_a_hostile_text_takes_no_time(piece):
    began = time.process_time()
    plain(piece * 5_000)
    rich(piece * 5_000)
    assert time.process_time() - began < 2


def test_a_heading_with_thousands_of_spaces_takes_no_longer_than_one_without():
    words = "# a" + " " * 200_000 + "x"
    assert plain(words).endswith("x")  # it took minutes where each space was tried as the end
