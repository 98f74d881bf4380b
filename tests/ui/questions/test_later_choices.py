"""Choices that depend on another answer: none at first, a few as chips, many as a list."""

from __future__ import annotations

import pytest

from app.forms.definition import LiveChoice
from ui.questions.choices import MOST_CHIPS, ChipsEditor, DropDownEditor, LaterEditor


def choices(count):
    return [LiveChoice(f"c{n}", f"Choice {n}") for n in range(count)]


@pytest.fixture
def editor(qtbot):
    made = LaterEditor("Room")
    qtbot.addWidget(made)
    made.given = []
    made.answered.connect(made.given.append)
    return made


def test_without_choices_it_says_why(editor):
    assert not editor.nothing.isHidden()
    editor.show_choices(choices(2))
    assert editor.nothing.isHidden()


def test_few_stand_as_chips_and_many_in_a_list_with_the_answer_kept(editor):
    editor.show_choices(choices(2))
    editor.show_value("c1")
    assert isinstance(editor.inner, ChipsEditor)
    editor.show_choices(choices(MOST_CHIPS + 1))
    assert isinstance(editor.inner, DropDownEditor)
    assert editor.inner.choice.value == "c1"
    editor.show_choices([])
    assert editor.inner is None


def test_what_is_chosen_is_told(editor):
    editor.show_choices(choices(MOST_CHIPS + 1))
    editor.inner.choice.set_value("c3")
    editor.inner.choice.chosen.emit("c3")
    assert editor.given == ["c3"]
