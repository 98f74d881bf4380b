"""What has to hold before something may be written."""

from __future__ import annotations

from app.domain.calendar import in_words
from app.domain.projects import Project
from app.domain.records import Record, RecordState
from app.domain.schools import School, Urn
from app.errors import NotFoundError, RuleError
from app.storage import Reader

ME_SETTING = "adviser_id"
"""The setting that says which adviser holds this laptop."""


def taken_on(reader: Reader, urn: int) -> School:
    """The school taken on, or NotFoundError in words; it may have been given up since."""
    found = reader.find(School, urn=urn)
    if not found:
        raise NotFoundError(f"You have not taken on a school with URN {urn}.")
    return found[0]


def own_school(reader: Reader, urn: int) -> School:
    """The school, which has to be one's own now: what is written of it is for who holds it."""
    school = taken_on(reader, urn)
    if school.given_up is not None:
        when = in_words(school.given_up)
        raise RuleError(
            f"You gave this school up on {when}; take it on again first. Nothing has been changed."
        )
    if school.adviser_id not in {"", reader.setting(ME_SETTING)}:
        raise RuleError(
            f"{school.name} is with another adviser now; take it on again first. "
            "Nothing has been changed."
        )
    return school


def subject_of(reader: Reader, record: Record) -> School:
    """What a record is about: its school; without a URN its project, called by the project's title.

    Raises NotFoundError in words where neither is here.
    """
    if record.urn:
        return taken_on(reader, record.urn)
    found = reader.find(Project, id=record.project_id)
    if not found:
        raise NotFoundError("The project that this record is about is not on this laptop.")
    return School(Urn(0), found[0].title)


def own_subject(reader: Reader, record: Record) -> School:
    """As `subject_of`, where the record may be written: a school has to be one's own now."""
    return own_school(reader, record.urn) if record.urn else subject_of(reader, record)


def found_record(reader: Reader, record_id: str) -> Record:
    """The record, or NotFoundError in words."""
    found = reader.find(Record, id=record_id)
    if not found:
        raise NotFoundError("There is no such record on this laptop.")
    return found[0]


def draft(reader: Reader, record_id: str) -> Record:
    """The record of a school of one's own, which has to be a draft.

    A finished one is changed by reopening it.
    """
    record = found_record(reader, record_id)
    own_subject(reader, record)
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
