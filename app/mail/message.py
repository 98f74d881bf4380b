"""Messages as mail programs and servers read them: checked headers, a text, attachments."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from app.errors import MailError
from app.mail.address import checked_address, checked_line

_SEVEN_BIT = SMTP.clone(cte_type="7bit")  # no server has to be asked whether it takes more
_FORBIDDEN_IN_NAMES = set('/\\:*?"<>|')

Attachments = Sequence[tuple[str, bytes]]
"""(file name, content) of each."""


def make_message(
    *,
    to: Sequence[str],
    subject: str,
    body: str,
    attachments: Attachments,
    sender: str,
    sender_name: str = "",
    message_id: str,
    at: datetime,
) -> bytes:
    """A message ready to be sent; raises MailError for what cannot stand in its place.

    `sender_name` is who writes, as mail programs show it; blank shows the address alone.

    `message_id` is what one message keeps for good, however often it is sent: by it, mail programs
    tell that two are the same.
    """
    message = EmailMessage(policy=_SEVEN_BIT)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = checked_line(message_id, "message’s own number")
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


def write(
    message: EmailMessage,
    *,
    to: Sequence[str],
    subject: str,
    body: str,
    attachments: Attachments,
    sender: str,
    sender_name: str = "",
) -> None:
    """Write the headers, the text and the attachments of a message; raises MailError."""
    if sender:
        message["From"] = _from(sender, sender_name)
    if to:
        message["To"] = ", ".join(checked_address(address) for address in to)
    message["Subject"] = checked_line(subject, "subject")
    try:
        message.set_content(body)
    except UnicodeEncodeError as problem:
        raise MailError(
            "The message has a character in it that cannot be sent. Nothing has been sent and the "
            "document is safe: type the message again."
        ) from problem
    for name, content in attachments:
        _attach(message, name, content)


def _from(sender: str, name: str) -> Address:
    """Who it is from; a name stops no message, so what cannot stand in a header is left out."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    return Address(plain, addr_spec=checked_address(sender))


def _attach(message: EmailMessage, name: str, content: bytes) -> None:
    checked_line(name, "attachment's name")
    if not name.strip(". ") or _FORBIDDEN_IN_NAMES & set(name):
        raise MailError(
            f"“{name}” cannot be the name of an attachment. Nothing has been sent and the document "
            "is safe: give it a plain file name."
        )
    kind, _ = mimetypes.guess_type(name)
    main, _, sub = (kind or "application/octet-stream").partition("/")
    message.add_attachment(content, maintype=main, subtype=sub, filename=name)
