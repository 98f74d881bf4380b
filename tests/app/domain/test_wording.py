"""Suggestions on the words of a note."""

from __future__ import annotations

import pytest

from app.domain.wording import WordLists, remarks_on
from app.reference import word_lists

CODE = "is a pupil’s code: printed as [pupil code]"
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
        ("We saw Tyler count.", [f"“Tyler” {PERSON}"]),
        ("The teacher was incompetent.", ["“incompetent” may read as blame"]),
        ("It is nobody’s fault.", ["“fault” may read as blame", "“nobody” may be too strong"]),
        ("The teacher struggled.", ["“teacher struggled” may read as blame"]),
        ("Pupils struggled with fractions.", []),
        ("P07 and P07 moved on.", [f"“P07” {CODE}"]),
        ("Y4-12 read out N-3.", [f"“Y4-12” {CODE}", f"“N-3” {CODE}"]),
        ("Y10 and Y7-11 looked at Q12, X10 and page p12.", []),
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


def test_a_code_that_the_school_has_is_known_however_it_looks():
    lists = WordLists(90, (), (), ())
    found = [remark.text for remark in remarks_on("7B read. 12 counted.", lists, ("7b", "12"))]
    assert found == [f"“7B” {CODE}"]


def test_what_is_never_printed_may_hold_codes():
    assert list(remarks_on("P07 moved on.", word_lists(), printed=False)) == []
