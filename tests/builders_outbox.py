"""A message for the outbox, and an account, as tests of several layers want them."""

from __future__ import annotations

from app.domain.outbox import MailAccount, OutboxItem
from tests.builders import NOW

ACCOUNT = MailAccount("mail.westmarch.example", "adviser", "adviser@westmarch.example")


def an_item(number: int = 1, **more: object) -> OutboxItem:
    """A message that waits to be sent."""
    usual = {
        "id": f"item-{number}",
        "urn": 900001,
        "record_id": "record-1",
        "document_id": "document-1",
        "recipients": ("head@alderbrook.example",),
        "subject": "Note of visit 1",
        "body": "Dear colleague",
        "file_name": "note.pdf",
        "message_id": f"<item-{number}@westmarch.example>",
        "queued_at": NOW,
        "next_attempt": NOW,
    }
    return OutboxItem(**(usual | more))
