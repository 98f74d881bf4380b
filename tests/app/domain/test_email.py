"""What an e-mail address is, for everything that asks for one."""

from __future__ import annotations

import pytest

from app.domain.email import plain_address


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("head@school.example", "head@school.example"),
        (" a.b+c@mail.school.example ", "a.b+c@mail.school.example"),
        ("head@école.example", "head@xn--cole-9oa.example"),
    ],
)
def test_one_plain_mailbox_is_an_address(typed, kept):
    assert plain_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "head",
        "head@school",
        "@school.example",
        "head@.example",
        "a@b@school.example",
        "a b@school.example",
        ".a@school.example",
        "Head <head@school.example>",
        "a@school.example, b@school.example",
        "head@school..example",
        "head@-school.example",
        f"{'a' * 250}@school.example",
    ],
)
def test_anything_else_is_none(typed):
    assert plain_address(typed) is None
