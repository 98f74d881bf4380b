"""A document that is to be handed over, as a page gives it to `Posting`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.changes import Done
from app.domain.outbox import OutboxItem
from app.usecases.documents import ExportedDocument, Format
from app.usecases.letters import Letter
from app.usecases.mail import Addressees, Sent

Suggested = tuple[Letter, Addressees]


@dataclass(frozen=True, slots=True)
class Errand:
    """Which document of which school (0: of a project), and how it is saved and handed over.

    `folder` is where documents go, None until one is chosen; `sender` the address of the mail
    account, blank without one. `draft` and `queue` take a password, blank for an open PDF.
    `unread` says that it is of the sample that is read for quality first, and was not.
    """

    urn: int
    file_name: str
    folder: Path | None
    sender: str
    save: Callable[[Path, Format], Done[ExportedDocument]]
    suggest: Callable[[], Suggested]
    draft: Callable[[Path, Letter, str], Done[Sent]]
    queue: Callable[[Letter, str], Done[OutboxItem]]
    unread: bool = False
