"""What has to hold before something may be written."""

from __future__ import annotations

from datetime import date

from app.domain.calendar import LIKELY_YEARS, in_words
from app.domain.people import Adviser
from app.domain.projects import Project
from app.domain.records import Record, RecordState
from app.domain.schools import School, Urn
from app.domain.section_duties import SectionDuty, helper_duty_id
from app.errors import InputError, NotFoundError, RuleError
from app.storage import Reader, scope_keys_kept
from app.storage.scopes import school_scope

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
    """As `subject_of`, where the record may be finished: a school has to be one's own now."""
    if helps_with(reader, record):
        raise RuleError(
            f"{_holder_of(reader, record)} holds this school and finishes its records. "
            "What you entered is kept: share the record with them, so that they can."
        )
    return own_school(reader, record.urn) if record.urn else subject_of(reader, record)


def writable(reader: Reader, record: Record) -> School:
    """As `subject_of`, where the record may be written: by who holds the school, or by a helper.

    In a team also by whoever has the school's key: its holder reads it, and finishes.
    """
    if helps_with(reader, record) or _has_key(reader, record):
        return subject_of(reader, record)
    return own_school(reader, record.urn) if record.urn else subject_of(reader, record)


def _has_key(reader: Reader, record: Record) -> bool:
    """Whether this laptop has the key of a school that another adviser of its team holds."""
    if not record.urn or not scope_keys_kept(reader, school_scope(record.urn)):
        return False
    school = reader.find(School, urn=record.urn)
    return bool(school) and school[0].adviser_id != "" and school[0].given_up is None


def helps_with(reader: Reader, record: Record) -> bool:
    """Whether this laptop's adviser helps with the record of a school that another one holds."""
    me = reader.setting(ME_SETTING)
    if not me or not reader.find(SectionDuty, id=helper_duty_id(record.id, me), adviser_id=me):
        return False
    school = reader.find(School, urn=record.urn)
    return bool(school) and school[0].adviser_id not in {"", me}


def _holder_of(reader: Reader, record: Record) -> str:
    school = taken_on(reader, record.urn)
    holder = reader.find(Adviser, id=school.adviser_id)
    return holder[0].name if holder else "Another adviser"


def found_record(reader: Reader, record_id: str) -> Record:
    """The record, or NotFoundError in words."""
    found = reader.find(Record, id=record_id)
    if not found:
        raise NotFoundError("There is no such record on this laptop.")
    return found[0]


def draft(reader: Reader, record_id: str) -> Record:
    """A record that this laptop's adviser may write, which has to be a draft.

    A finished one is changed by reopening it.
    """
    record = found_record(reader, record_id)
    writable(reader, record)
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


def likely_day(day: date) -> date:
    """The day of a visit or a record; InputError where its year can only be a slip."""
    if day.year not in LIKELY_YEARS:
        raise InputError(
            f"A visit can’t be in the year {day.year}. Nothing has been kept: check the year."
        )
    return day
