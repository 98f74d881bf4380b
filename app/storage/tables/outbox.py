"""Tables of this laptop alone, never logged: the mail account, and the messages on their way."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, Table

from app.domain.outbox import OutboxState, Security
from app.storage.tables.columns import Moment, Word, Words, flag, identity, metadata, number, text

mail_account = Table(
    "mail_account",
    metadata,
    Column("only", Integer, primary_key=True, nullable=False),
    text("server"),
    number("port"),
    Column("security", Word(Security), nullable=False),
    text("user_name"),
    text("sender"),
    text("password"),
    text("trouble"),
)
"""One row, or none where no account is set up."""

outbox = Table(
    "outbox",
    metadata,
    identity(),
    number("urn"),
    text("record_id", index=True),
    text("document_id"),
    Column("recipients", Words, nullable=False),
    text("subject"),
    text("body"),
    text("file_name"),
    text("message_id"),
    Column("queued_at", Moment, nullable=False),
    Column("next_attempt", Moment, nullable=False),
    flag("protected"),
    Column("state", Word(OutboxState), nullable=False),
    number("attempts"),
    Column("first_tried", Moment),
    text("said"),
    Column("refused", Words, nullable=False),
    Column("sent_at", Moment),
    text("claimed_by"),
    Column("content", LargeBinary, nullable=False),
)
"""`claimed_by` names the start of the program that is sending it; `content` is the attachment."""
