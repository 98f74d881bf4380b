"""What has to hold before something may be written."""

from __future__ import annotations

from app.domain.records import Record, RecordState
from app.domain.schools import School
from app.errors import NotFoundError, RuleError
from app.storage import Reader


def found_record(reader: Reader, record_id: str) -> Record:
    """The record, or NotFoundError in words."""
    found = reader.find(Record, id=record_id)
    if not found:
        raise NotFoundError("There is no such record on this laptop.")
    return found[0]


def draft(reader: Reader, record_id: str) -> Record:
    """The record, which has to be a draft: a finished one is changed by reopening it."""
    record = found_record(reader, record_id)
    if record.state is not RecordState.DRAFT:
        raise RuleError(
            "This record is finished, so it can’t be changed. "
            "Reopen it to make a new revision; the finished one stays as it is."
        )
    return record


def codes_allowed(school: School) -> None:
    """Pupil codes may be kept only once the school has signed the agreement on data (R1)."""
    if school.agreement_date is None:
        raise RuleError(
            f"{school.name} has no signed agreement yet, so no pupil codes may be kept. "
            "Enter the agreement’s date on the school’s page first."
        )
