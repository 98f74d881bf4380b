"""A message that is sent: stable, in plain seven-bit lines, and nothing smuggled into its head."""

from __future__ import annotations

import email
import email.policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import MailError
from app.mail.message import make_message
from tests.builders import NOW


def made(**changes):
    parts = {
        "to": ["head@alderbrook.example"],
        "subject": "Note of visit",
        "body": "Dear colleague\n",
        "attachments": [("note.pdf", b"%PDF")],
        "sender": "adviser@westmarch.example",
        "message_id": "<item-1@westmarch.example>",
        "at": NOW,
    }
    return make_message(**(parts | changes))


def opened(content):
    return email.message_from_bytes(content, policy=email.policy.default)


def test_a_message_says_who_to_whom_when_and_which_one_it_is():
    message = opened(made())
    assert message["From"] == "adviser@westmarch.example"
    assert message["To"] == "head@alderbrook.example"
    assert message["Message-ID"] == "<item-1@westmarch.example>"
    assert message["Date"].datetime == NOW
    assert message["X-Unsent"] is None


def test_any_server_can_take_it():
    content = made(subject="Tŷ’r Felin", body="£5 – " + "long " * 400)
    assert content.isascii()
    assert all(len(line) <= 998 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert opened(content)["Subject"] == "Tŷ’r Felin"


@pytest.mark.parametrize("part", ["subject", "sender", "message_id"])
@given(before=st.text(max_size=5), after=st.text(max_size=5), at=st.sampled_from("\r\n"))
def test_no_part_of_the_head_can_begin_another_line(part, before, after, at):
    with pytest.raises(MailError):
        made(**{part: f"x{before}{at}Bcc: spy@elsewhere.example{after}x"})


@given(st.sampled_from("\r\n,;<> "), st.text(max_size=5))
def test_no_address_can_be_two_or_begin_another_line(sign, more):
    with pytest.raises(MailError):
        made(to=[f"head@alderbrook.example{sign}{more}spy@elsewhere.example"])
