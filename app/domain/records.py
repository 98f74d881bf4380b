"""Records: one filled-in form each, from first answer to the frozen snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class RecordState(StrEnum):
    """Where a record stands. Finishing freezes a snapshot; a correction is a new revision."""

    DRAFT = "draft"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Record:
    """One filled-in form about one school.

    `form_version` is the version it began with and keeps. `revision` counts from 1: reopening a
    finished record makes it a draft of the next revision, and every finished revision keeps its
    own snapshot. `snapshot_hash` is the SHA-256 of the latest one, in hex.
    """

    id: str
    urn: int
    form_id: str
    form_version: str
    title: str
    reference: str
    on: date
    visit_id: str = ""
    project_id: str = ""
    adviser_id: str = ""
    state: RecordState = RecordState.DRAFT
    revision: int = 1
    started_at: datetime | None = None
    finished_at: datetime | None = None
    snapshot_hash: str = ""


@dataclass(frozen=True, slots=True)
class MetPerson:
    """Somebody met at a visit, by role; the name only where that person wished it."""

    id: str
    urn: int
    record_id: str
    role: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that was looked at: a source (a choice of the form's), where, how many, what."""

    id: str
    urn: int
    record_id: str
    source: str
    where: str = ""
    count: int = 1
    seen: str = ""


@dataclass(frozen=True, slots=True)
class PassedOn:
    """A concern about a child was passed to the school's safeguarding lead: when, whom by role.

    Never a detail (Keeping Children Safe in Education: the detail goes to the lead, not here).
    """

    id: str
    urn: int
    at: datetime
    role: str


BRIEFING, PUPIL_LIST = "briefing", "pupil_list"
"""Kinds of a school's documents that have rules of their own: for the adviser, with codes."""


@dataclass(frozen=True, slots=True)
class ProducedDocument:
    """A document made from a revision of a record: kind, file name, SHA-256 in hex, and when.

    One of a school as a whole has no `record_id`, and the hash is of it without a password.
    """

    id: str
    urn: int
    record_id: str
    kind: str
    file_name: str
    sha256: str
    at: datetime
    revision: int = 1


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A document was handed over: to whom (roles or addresses), how, and when."""

    id: str
    urn: int
    record_id: str
    document_id: str
    recipients: str
    how: str
    at: datetime
