"""What the cards of a record are called by for short."""

from __future__ import annotations

import pytest

from app.forms.definition import Question, QuestionKind
from app.usecases.record_rows import RecordRows
from tests.builders_forms import asks, group, repeat, session
from ui.screens.record.outline import code_of, tallies


@pytest.mark.parametrize(
    ("name", "code"), [("QA4", "QA4"), ("T3", "T3"), ("R", ""), ("summary", ""), ("need_1", "")]
)
def test_a_code_is_shown_where_people_say_it_and_a_lone_letter_is_not(name, code):
    assert code_of(Question(f"/data/{name}", name, QuestionKind.TEXT)) == code


def section_of(live):
    """How far the only section of a record is."""
    (found,) = tallies(live.definition, live, RecordRows())
    return found


def test_the_questions_of_the_rows_there_are_count():
    live = session(
        '<g><a/><r jr:template=""><x/><y/><i><p/><q/></i></r></g>',
        "",
        group(
            "/data/g",
            asks("/data/g/a"),
            repeat(
                "/data/g/r",
                asks("/data/g/r/x", "/data/g/r/y"),
                group("/data/g/r/i", asks("/data/g/r/i/p", "/data/g/r/i/q")),
            ),
        ),
    )
    assert (section_of(live).answered, section_of(live).asked) == (0, 1)
    row, _ = live.add_repeat("/data/g/r")
    assert (section_of(live).answered, section_of(live).asked) == (0, 4)
    live.answer(f"{row}/x", "1")
    live.answer(f"{row}/i/q", "1")
    assert (section_of(live).answered, section_of(live).asked) == (2, 4)
    other, _ = live.add_repeat("/data/g/r")
    live.answer(f"{other}/y", "1")
    assert (section_of(live).answered, section_of(live).asked) == (3, 7)
    live.remove_repeat(row)
    assert (section_of(live).answered, section_of(live).asked) == (1, 4)


def test_rows_in_rows_and_in_groups_count():
    live = session(
        '<g><h><r jr:template=""><x/><s jr:template=""><y/></s></r></h></g>',
        "",
        group(
            "/data/g",
            group(
                "/data/g/h",
                repeat(
                    "/data/g/h/r",
                    asks("/data/g/h/r/x"),
                    repeat("/data/g/h/r/s", asks("/data/g/h/r/s/y")),
                ),
            ),
        ),
    )
    row, _ = live.add_repeat("/data/g/h/r")
    inner, _ = live.add_repeat(f"{row}/s")
    live.answer(f"{inner}/y", "deep")
    assert (section_of(live).answered, section_of(live).asked) == (1, 2)
