"""A draft message as a file that mail programs open for editing: `X-Unsent: 1`, nothing sent."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from app.mail.address import checked_address, checked_line
from app.mail.message import Attachments, write


def make_draft(
    *,
    to: Sequence[str],
    subject: str,
    body: str,
    attachments: Attachments,
    sender: str = "",
    sender_name: str = "",
) -> bytes:
    """The draft, to be kept as an `.eml` file.

    `to` may be empty: the mail program then asks. There is no Date and no Message-ID, since both
    are made by sending. Raises MailError for an address, subject or name that cannot stand there.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    write(
        message,
        to=to,
        subject=subject,
        body=body,
        attachments=attachments,
        sender=sender,
        sender_name=sender_name,
    )
    return message.as_bytes()


def mailto_link(to: Sequence[str], subject: str, body: str) -> str:
    """A link that opens an empty message with these (RFC 6068); a link carries no attachment."""
    addresses = ",".join(quote(checked_address(address), safe="@") for address in to)
    lines = "\r\n".join(body.splitlines())
    subject = quote(checked_line(subject, "subject"), safe="")
    return f"mailto:{addresses}?subject={subject}&body={quote(lines, safe='')}"
