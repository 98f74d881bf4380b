"""Suggestions on the words of a note."""

from __future__ import annotations

import pytest

from app.domain.wording import WordLists, remarks_on
from app.reference import word_lists

PERSON = "may be a person: replace with a code or role"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pupils could say what each bar stands for.", []),
        (
            "Mrs Example taught Year 4.",
            [f"“Mrs Example” {PERSON}"],
        ),
        (
            "We saw Amelia Smith count.",
            [f"“Amelia Smith” {PERSON}"],
        ),
        ("St James and St. Mary work together.", []),
        ("The amelia in the garden, and Jamestown.", []),
        ("Planning is weak and weak again.", ["“weak” may read as blame"]),
        ("Pupils always draw first.", ["“always” may be too strong"]),
        (" ".join(["word"] * 36) + ".", ["one sentence has 36 words"]),
        ("\n".join(["- a short point of six words"] * 9), []),
    ],
)
def test_what_is_worth_a_second_look(text, expected):
    assert [remark.text for remark in remarks_on(text, word_lists())] == expected


def test_only_what_the_lists_name_is_pointed_out():
    lists = WordLists(5, ("rubbish",), (), ("Example",))
    found = [
        r.text
        for r in remarks_on("Weak, always, Example. Rubbish of six or more words here.", lists)
    ]
    assert [text.split("”")[0] for text in found[:2]] == ["“Example", "“rubbish"]
    assert found[2:] == ["one sentence has 7 words"]


def test_empty_lists_point_nothing_out():
    assert list(remarks_on("Mr is weak.", WordLists(90, (), (), ()))) == []
