"""Which changes go with a record to a colleague, and which of those that come are taken.

What goes is what the record's form needs to be filled in, and nothing that is private. What comes
may be forged, so a record brings what belongs to it and to its school, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.actions import ActionReview
from app.domain.changes import Change
from app.domain.own_forms import FormFile, OwnForm, own_form_id
from app.domain.photos import Photo
from app.domain.projects import Cohort, Membership, Window
from app.domain.pupils import FocusPupil
from app.domain.records import Record
from app.domain.section_duties import SectionDuty
from app.errors import InputError
from app.forms.definition import FormDefinition
from app.storage import Reader, made_here, rows_of_record
from app.storage.wire import ANSWER, record_scope
from app.usecases.actions import earlier_actions
from app.usecases.guards import ME_SETTING
from app.usecases.privacy import private_refs

Thing = tuple[str, str]

RECORD, SNAPSHOT, SCHOOL, ADVISER = "record", "snapshot", "school", "adviser"
ROWS = frozenset({"met_person", "evidence", "action", "action_review", "section_duty", "photo"})
OF_PROJECT = frozenset({"project", "cohort", "window"})
OF_TEAM = frozenset({ADVISER, "own_form", "form_file"})
BESIDE = frozenset({SCHOOL, "membership", "visit", "focus_pupil"})
THEIRS = frozenset({SCHOOL, *OF_PROJECT, *OF_TEAM})
"""Kinds that are taken only where nobody on this laptop wrote them: who holds a school here, say,
is not for a colleague's file to question."""

NEVER = frozenset({"passed_on", "phrase", "learned_word", "document", "handover", "key_person"})
_OWN = "adviser:"
_SHARED = ("school:", "project:")


def changes_to_share(
    reader: Reader, record: Record, definition: FormDefinition
) -> tuple[Change, ...]:
    """What goes with a record, in the order in which it came to be here; nothing private."""
    things = set(_things(reader, record, definition))
    found = [c for c in reader.log_of(things) if not c.scope.startswith(_OWN)]
    private = _private_fields(record.id, found, definition)
    shared = [c for c in found if not (c.kind == RECORD and c.field in private)]
    people = _people(reader, record) | {change.by for change in shared if change.by}
    return (*shared, *reader.log_of((ADVISER, person) for person in people))


def photos_to_share(reader: Reader, record: Record) -> tuple[Photo, ...]:
    """The photos whose files go along."""
    return reader.find(Photo, record_id=record.id, private=False)


def _things(reader: Reader, record: Record, definition: FormDefinition) -> Iterator[Thing]:
    yield RECORD, record.id
    yield from rows_of_record(reader.connection, record.id, ROWS)
    yield from ((SNAPSHOT, f"{record.id}.{number}") for number in range(1, record.revision + 1))
    if record.visit_id:
        yield "visit", record.visit_id
    if record.urn:
        yield SCHOOL, str(record.urn)
        yield from _of_earlier(reader, record)
    if record.project_id:
        yield from _of_project(reader, record)
    if "panel-pupils" in {word for q in definition.questions() for word in q.appearance}:
        yield from (("focus_pupil", pupil.id) for pupil in reader.find(FocusPupil, urn=record.urn))
    form = own_form_id(record.form_id, record.form_version)
    yield from (("own_form", own.id) for own in reader.find(OwnForm, id=form))
    yield from (("form_file", file.id) for file in reader.find(FormFile, own_form_id=form))


def _of_earlier(reader: Reader, record: Record) -> Iterator[Thing]:
    """The earlier actions that the record asks after, with the statuses they were given."""
    ids = tuple(line.action.id for line in earlier_actions(reader, record))
    yield from (("action", id_) for id_ in ids)
    reviews = reader.find(ActionReview, action_id=ids)
    yield from (("action_review", review.id) for review in reviews)


def _of_project(reader: Reader, record: Record) -> Iterator[Thing]:
    project = record.project_id
    yield "project", project
    yield from (("cohort", cohort.id) for cohort in reader.find(Cohort, project_id=project))
    yield from (("window", window.id) for window in reader.find(Window, project_id=project))
    members = reader.find(Membership, project_id=project, urn=record.urn)
    yield from (("membership", member.id) for member in members)


def _people(reader: Reader, record: Record) -> set[str]:
    me = reader.setting(ME_SETTING) or ""
    duties = reader.find(SectionDuty, record_id=record.id)
    return {record.adviser_id, me, *(duty.adviser_id for duty in duties)} - {""}


def _private_fields(
    record_id: str, changes: Iterable[Change], definition: FormDefinition
) -> frozenset[str]:
    """Fields of the record that are private answers, whatever scope they were once logged in."""
    named = {c.field for c in changes if c.id == record_id and c.field.startswith(ANSWER)}
    refs = {field.removeprefix(ANSWER) for field in named}
    return frozenset(ANSWER + ref for ref in private_refs(definition, refs))


def changes_to_take(
    reader: Reader, record_id: str, changes: Iterable[Change], definition: FormDefinition | None
) -> tuple[Change, ...]:
    """Those of a colleague's changes that belong to the record and may be taken in here."""
    changes = tuple(changes)
    scope = _scope(reader, record_id, changes)
    me = reader.setting(ME_SETTING) or ""
    belonging = [
        c for c in changes if _belongs(c, record_id, scope) and (c.kind, c.id) != (ADVISER, me)
    ]
    things = {(change.kind, change.id) for change in belonging}
    settled = {thing for thing in made_here(reader.connection, things) if thing[0] in THEIRS}
    scopes = _scopes_here(reader, things)
    private = _private_fields(record_id, belonging, definition) if definition else frozenset()
    return tuple(
        change
        for change in belonging
        if (change.kind, change.id) not in settled
        and not (change.kind == "membership" and (SCHOOL, scope.partition(":")[2]) in settled)
        and change.scope in scopes.get((change.kind, change.id), {change.scope})
        and not (change.kind == RECORD and change.field in private)
    )


def _scope(reader: Reader, record_id: str, changes: Iterable[Change]) -> str:
    """The scope of the record: as it is here, else as all of its changes say."""
    here = reader.find(Record, id=record_id)
    if here:
        return record_scope(here[0])
    said = {
        change.scope
        for change in changes
        if (change.kind, change.id) == (RECORD, record_id) and change.scope.startswith(_SHARED)
    }
    if len(said) != 1:
        raise InputError(
            "This file holds no whole record. Nothing has been changed: "
            "ask your colleague to share the record again."
        )
    return said.pop()


def _belongs(change: Change, record_id: str, scope: str) -> bool:
    if change.kind in OF_TEAM:
        return change.scope == "team"
    if change.kind in OF_PROJECT:
        return change.scope.startswith("project:")
    if change.scope != scope or change.kind in NEVER:
        return change.scope == "team" and scope.startswith("project:") and change.kind in ROWS
    if change.kind == RECORD:
        return change.id == record_id
    if change.kind == SNAPSHOT:
        return change.id.rpartition(".")[0] == record_id
    return change.kind != SCHOOL or scope == f"school:{change.id}"


def _scopes_here(reader: Reader, things: Iterable[Thing]) -> dict[Thing, set[str]]:
    """In which scopes the things are known here; one's own private answers are in one's own."""
    scopes: dict[Thing, set[str]] = {}
    for change in reader.log_of(things):
        if not change.scope.startswith(_OWN):
            scopes.setdefault((change.kind, change.id), set()).add(change.scope)
    return scopes
