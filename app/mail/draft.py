"""A draft message as a file that mail programs open for editing: `X-Unsent: 1`, nothing sent."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from app.errors import MailError
from app.mail.address import checked_address, checked_line

_FORBIDDEN_IN_NAMES = set('/\\:*?"<>|')


def make_draft(
    *,
    to: Sequence[str],
    subject: str,
    body: str,
    attachments: Sequence[tuple[str, bytes]],
    sender: str = "",
) -> bytes:
    """The draft, to be kept as an `.eml` file: `attachments` are (file name, content).

    `to` may be empty: the mail program then asks. There is no Date and no Message-ID, since both
    are made by sending. Raises MailError for an address, subject or name that cannot stand there.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if sender:
        message["From"] = checked_address(sender)
    if to:
        message["To"] = ", ".join(checked_address(address) for address in to)
    message["Subject"] = checked_line(subject, "subject")
    try:
        message.set_content(body)
    except UnicodeEncodeError as problem:
        raise MailError(
            "The message has a character in it that cannot be sent. No draft was made and the "
            "document is safe: type the message again."
        ) from problem
    for name, content in attachments:
        _attach(message, name, content)
    return message.as_bytes()


def mailto_link(to: Sequence[str], subject: str, body: str) -> str:
    """A link that opens an empty message with these (RFC 6068); a link carries no attachment."""
    addresses = ",".join(quote(checked_address(address), safe="@") for address in to)
    lines = "\r\n".join(body.splitlines())
    subject = quote(checked_line(subject, "subject"), safe="")
    return f"mailto:{addresses}?subject={subject}&body={quote(lines, safe='')}"


def _attach(message: EmailMessage, name: str, content: bytes) -> None:
    checked_line(name, "attachment's name")
    if not name.strip(". ") or _FORBIDDEN_IN_NAMES & set(name):
        raise MailError(
            f"“{name}” cannot be the name of an attachment. No draft was made and the document "
            "is safe: give it a plain file name."
        )
    kind, _ = mimetypes.guess_type(name)
    main, _, sub = (kind or "application/octet-stream").partition("/")
    message.add_attachment(content, maintype=main, subtype=sub, filename=name)
