"""What sections are called that their author gave no name."""

from __future__ import annotations

from app.usecases.section_titles import section_title
from tests.builders_forms import asks, group, session


def titles(live):
    return [section_title(live, section) for section in live.definition.sections]


def labelled(path, words):
    return f'<input ref="{path}"><label>{words}</label></input>'


def test_loose_questions_before_and_after_a_group_are_told_apart():
    long = "Which of the many things that were agreed at the last visit were done by today and why"
    live = session(
        "<a/><b/><g><c/></g><d/><h><e/></h><f/>",
        "",
        labelled("/data/a", "Who was there?")
        + asks("/data/b")
        + group("/data/g", asks("/data/g/c"))
        + labelled("/data/d", long)
        + group("/data/h", asks("/data/h/e"))
        + labelled("/data/f", ""),
    )
    first, group_one, second, group_two, third = titles(live)
    assert first == "Who was there?"
    assert long.startswith(second.removesuffix(" …"))
    assert len(second) < len(long)
    assert third == "Questions 3"
    assert group_one != group_two


def test_loose_questions_alone_are_just_questions():
    assert titles(session("<a/>", "", labelled("/data/a", "Who was there?"))) == ["Questions"]
