"""Suggestions on the words of a note."""

from __future__ import annotations

import pytest

from app.domain.wording import remarks_on


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pupils could say what each bar stands for.", []),
        ("Mrs Example taught Year 4.", ["may name a person: use a role"]),
        ("Planning is weak and weak again.", ["“weak” may read as blame"]),
        ("Pupils always draw first.", ["“always” may be too strong"]),
        (" ".join(["word"] * 36) + ".", ["one sentence has 36 words"]),
        ("\n".join(["- a short point of six words"] * 9), []),
    ],
)
def test_what_is_worth_a_second_look(text, expected):
    assert [remark.text for remark in remarks_on(text)] == expected
