"""What an e-mail address is, for everything that asks for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.email import domain_of, is_anyones, looks_like, plain_address, plain_server


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


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Mail.Westmarch.Example ", "Mail.Westmarch.Example"),
        ("localhost", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
        ("post.école.example", "post.xn--cole-9oa.example"),
        ("", None),
        ("mail westmarch.example", None),
        ("mail.westmarch.example:465", None),
        ("https://mail.westmarch.example", None),
        ("mail.westmarch.example\r\nX", None),
    ],
)
def test_a_server_has_a_plain_name(typed, kept):
    assert plain_server(typed) == kept


@pytest.mark.parametrize(
    ("domain", "like"),
    [
        ("oakfeild.example", "oakfield.example"),
        ("oakfeield.example", "oakfield.example"),
        ("oakfield.example", ""),
        ("trust.example", ""),
        ("westmarch.example", ""),
        ("a.com", ""),
    ],
)
def test_a_domain_that_is_nearly_one_of_the_school_s_is_told_from_another(domain, like):
    assert looks_like(domain, {"oakfield.example", "post.example", "b.com"}) == like


@given(st.text("ab.", max_size=12))
def test_no_domain_looks_like_itself_and_one_letter_more_is_a_slip(middle):
    domain = f"school{middle}.example"
    assert looks_like(domain, {domain}) == ""
    assert looks_like(f"x{domain}", {domain}) == domain


def test_domains_are_compared_whatever_their_capitals():
    assert domain_of("head@École.Example") == domain_of("x@xn--cole-9oa.example")
    assert domain_of("no address") == "no address"


@pytest.mark.parametrize(
    ("address", "anyones"),
    [
        ("head@Gmail.com", True),
        ("head@alderbrook.example", False),
        ("head@gmail.com.example", False),
    ],
)
def test_a_domain_in_which_anybody_can_have_an_address_is_known(address, anyones):
    assert is_anyones(domain_of(address)) is anyones
