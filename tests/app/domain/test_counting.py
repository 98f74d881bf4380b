"""A number and its noun agree."""

from __future__ import annotations

import pytest

from app.domain.counting import counted


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 answers"), (1, "1 answer"), (2, "2 answers"), (1_204, "1,204 answers")],
)
def test_a_number_and_its_noun_agree(number, said):
    assert counted(number, "answer") == said


def test_a_plural_that_takes_more_than_an_s_is_given():
    assert [counted(n, "entry", "entries") for n in (1, 2)] == ["1 entry", "2 entries"]
