"""The draft: what mail programs find in it, and what never gets into its headers."""

import email
import email.policy
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from app.errors import MailError
from app.mail.draft import mailto_link, make_draft

PDF = b"%PDF-1.7 not really\n\x00\xff"


def made(**changes):
    parts = {
        "to": ["head@coppiceview.example"],
        "subject": "Note of visit",
        "body": "Dear colleague,\n\nPlease find the note attached.\n",
        "attachments": [("note.pdf", PDF)],
    }
    return make_draft(**(parts | changes))


def opened(content):
    return email.message_from_bytes(content, policy=email.policy.default)


def test_the_draft_carries_recipients_subject_text_and_the_pdf():
    message = opened(made(to=["head@coppiceview.example", "maths@coppiceview.example"]))

    assert message["To"] == "head@coppiceview.example, maths@coppiceview.example"
    assert message["Subject"] == "Note of visit"
    assert "Please find the note attached." in message.get_body(("plain",)).get_content()
    (attachment,) = message.iter_attachments()
    assert attachment.get_content_type() == "application/pdf"
    assert attachment.get_filename() == "note.pdf"
    assert attachment.get_content() == PDF


def test_the_draft_is_marked_unsent_and_has_nothing_that_sending_adds():
    content = made(sender="adviser@service.example")
    message = opened(content)

    assert message["X-Unsent"] == "1"
    assert message["From"] == "adviser@service.example"
    assert message["Date"] is None
    assert message["Message-ID"] is None
    assert content.count(b"\n") == content.count(b"\r\n")


def test_letters_beyond_ascii_survive_in_subject_text_and_file_name():
    message = opened(
        made(
            subject="Nodyn ymweliad: Ysgol Tŷ’r Felin – 20 Ionawr",
            body="Diolch am eich amser, £5 – “campus”.\n",
            attachments=[("Nodyn Tŷ’r Felin.pdf", PDF)],
        )
    )

    assert message["Subject"] == "Nodyn ymweliad: Ysgol Tŷ’r Felin – 20 Ionawr"
    text = message.get_body(("plain",)).get_content()
    assert text.splitlines() == ["Diolch am eich amser, £5 – “campus”."]
    assert next(message.iter_attachments()).get_filename() == "Nodyn Tŷ’r Felin.pdf"


def test_a_long_subject_is_folded_and_read_back_whole():
    subject = "Note of visit: " + "Saint Somebody’s Church of England Primary School " * 8

    assert opened(made(subject=subject.strip()))["Subject"] == subject.strip()


def test_a_domain_beyond_ascii_is_written_as_mail_servers_want_it():
    address = opened(made(to=["head@ysgol-tŷ.example"]))["To"]

    assert address.isascii()
    assert address.encode().partition(b"@")[2].decode("idna") == "ysgol-tŷ.example"


def test_a_draft_may_leave_the_recipients_to_the_mail_program():
    assert opened(made(to=[]))["To"] is None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "head",
        "head@",
        "@school.example",
        "head@school",
        "head@school..example",
        "head@-school.example",
        "head of school@school.example",
        "a@b.example, c@d.example",
        "a@b.example;c@d.example",
        "Head <head@school.example>",
        "head@school.example\r\nBcc: spy@elsewhere.example",
        "head\n@school.example",
        "hëad@school.example",
        "head..x@school.example",
        "a" * 250 + "@school.example",
    ],
)
def test_what_is_not_one_plain_address_is_refused_as_recipient_and_sender(address):
    with pytest.raises(MailError, match="is not an e-mail address"):
        made(to=[address])
    if address:
        with pytest.raises(MailError, match="is not an e-mail address"):
            made(sender=address)


@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\r", "\x00", "\x0b", "\x85", "\u2028"])
def test_no_line_break_makes_a_new_header(line_break):
    with pytest.raises(MailError, match="line break"):
        made(subject=f"Note{line_break}Bcc: spy@elsewhere.example")
    with pytest.raises(MailError, match="line break"):
        made(attachments=[(f"note{line_break}Bcc: spy.pdf", PDF)])


@pytest.mark.parametrize("name", ["", "..", "../note.pdf", "C:\\note.pdf", 'no"te.pdf', " . "])
def test_an_attachment_has_a_plain_file_name(name):
    with pytest.raises(MailError, match="cannot be the name"):
        made(attachments=[(name, PDF)])


def test_a_character_that_no_mail_can_carry_gets_a_sentence():
    with pytest.raises(MailError, match="cannot be sent"):
        made(body="half a pair: \ud83d")


def test_the_link_carries_recipients_subject_and_text_and_nothing_more():
    link = mailto_link(
        ["head@school.example", "o'neil+x@school.example"],
        "50 % of & more? #1",
        "Dear colleague,\n\nGood – very good.\n",
    )
    parts = urlsplit(link)

    assert parts.scheme == "mailto"
    assert unquote(parts.path) == "head@school.example,o'neil+x@school.example"
    assert "+" not in link
    assert " " not in link
    assert parse_qs(parts.query, strict_parsing=True) == {
        "subject": ["50 % of & more? #1"],
        "body": ["Dear colleague,\r\n\r\nGood – very good."],
    }


def test_a_link_takes_no_address_that_smuggles_a_field_in():
    with pytest.raises(MailError):
        mailto_link(["a@b.example?bcc=spy@elsewhere.example"], "x", "y")
