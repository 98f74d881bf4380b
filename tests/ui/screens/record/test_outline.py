"""What the cards of a record are called by for short."""

from __future__ import annotations

import pytest

from app.forms.definition import Question, QuestionKind
from ui.screens.record.outline import code_of


@pytest.mark.parametrize(
    ("name", "code"), [("QA4", "QA4"), ("T3", "T3"), ("R", ""), ("summary", ""), ("need_1", "")]
)
def test_a_code_is_shown_where_people_say_it_and_a_lone_letter_is_not(name, code):
    assert code_of(Question(f"/data/{name}", name, QuestionKind.TEXT)) == code
