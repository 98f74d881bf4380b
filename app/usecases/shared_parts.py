"""Which changes go with a record to a colleague, and which of those that come are taken.

What goes is what the record's form needs to be filled in, and nothing that is private. What comes
may be forged, so a record brings what belongs to it and to its school, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.actions import ActionReview
from app.domain.changes import Change
from app.domain.merging import shown_order
from app.domain.own_forms import FormFile, OwnForm, own_form_id
from app.domain.photos import Photo
from app.domain.projects import Cohort, Membership, Window
from app.domain.pupils import FocusPupil
from app.domain.records import Record
from app.domain.section_duties import SectionDuty
from app.errors import InputError
from app.forms.definition import FormDefinition
from app.storage import Reader, made_here, rows_of_record
from app.storage.scopes import is_own_scope, record_scope
from app.storage.wire import ANSWER
from app.usecases.actions import earlier_actions
from app.usecases.guards import ME_SETTING
from app.usecases.privacy import private_refs

Thing = tuple[str, str]

RECORD, SNAPSHOT, SCHOOL, ADVISER = "record", "snapshot", "school", "adviser"
OF_ONE_RECORD = frozenset({"met_person", "evidence", "section_duty", "photo", "record_step"})
"""Rows that stand with one record for good; actions and their statuses go from record to record."""

ROWS = OF_ONE_RECORD | {"action", "action_review"}

OF_PROJECT = frozenset({"project", "cohort", "window"})
OF_TEAM = frozenset({ADVISER, "own_form", "form_file"})
THEIRS = frozenset({SCHOOL, *OF_PROJECT, *OF_TEAM})
"""Kinds that are taken only where nobody on this laptop wrote them: who holds a school here, say,
is not for a colleague's file to question."""

WITH = frozenset({"membership", "cohort", "window"})
"""Kinds that are taken only where the school or the project that they are of is not settled so."""

NEVER = frozenset(
    {"passed_on", "phrase", "learned_word", "document", "handover", "key_person", "holiday"}
)
_SHARED = ("school:", "project:")


def changes_to_share(
    reader: Reader, record: Record, definition: FormDefinition
) -> tuple[Change, ...]:
    """What goes with a record, in the order in which it came to be here; nothing private."""
    things = set(_things(reader, record, definition))
    found = [c for c in reader.log_of(things) if not is_own_scope(c.scope)]
    private = _private_fields(record.id, found, definition)
    shared = [c for c in found if not (c.kind == RECORD and c.field in private)]
    people = _people(reader, record) | {change.by for change in shared if change.by}
    return (*shared, *reader.log_of((ADVISER, person) for person in people))


def photos_to_share(reader: Reader, record: Record) -> tuple[Photo, ...]:
    """The photos whose files go along."""
    return reader.find(Photo, record_id=record.id, private=False)


def _things(reader: Reader, record: Record, definition: FormDefinition) -> Iterator[Thing]:
    yield RECORD, record.id
    private = {
        ("photo", photo.id) for photo in reader.find(Photo, record_id=record.id, private=True)
    }
    yield from rows_of_record(reader.connection, record.id, ROWS) - private
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
    reader: Reader,
    record_id: str,
    changes: Iterable[Change],
    definitions: Iterable[FormDefinition],
) -> tuple[Change, ...]:
    """Those of a colleague's changes that belong to the record and may be taken in here.

    What is private in any of `definitions` is taken from nobody.
    """
    changes = tuple(changes)
    bounds = _Bounds(record_id, _scope(reader, record_id, changes), changes)
    me = reader.setting(ME_SETTING) or ""
    belonging = [c for c in changes if bounds.hold(c) and (c.kind, c.id) != (ADVISER, me)]
    things = {(change.kind, change.id) for change in belonging}
    kept = _kept_from_it(reader, record_id, things)
    scopes = _scopes_here(reader, things)
    private = _own_fields(reader, record_id)
    for definition in definitions:
        private |= _private_fields(record_id, belonging, definition)
    return tuple(
        change
        for change in belonging
        if (change.kind, change.id) not in kept
        and not (change.kind in WITH and bounds.holder_of(change) in kept)
        and change.scope in scopes.get((change.kind, change.id), {change.scope})
        and not (change.kind == RECORD and change.field in private)
    )


def _own_fields(reader: Reader, record_id: str) -> frozenset[str]:
    """Fields of the record in which one's own private answers stand, whatever its form says now."""
    lines = reader.log_of([(RECORD, record_id)])
    return frozenset(c.field for c in lines if is_own_scope(c.scope) and c.value)


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


class _Bounds:
    """What belongs to one record: its rows, its school or its project, its form. Nothing else.

    A change has to be in the right scope, and must not put its thing elsewhere by what it says.
    """

    def __init__(self, record_id: str, scope: str, changes: Iterable[Change]) -> None:
        self._record_id = record_id
        self._scope = scope
        said = {
            change.field: change.value
            for change in sorted(changes, key=shown_order)
            if (change.kind, change.id) == (RECORD, record_id)
        }
        kind, _, owner = scope.partition(":")
        self._urn = owner if kind == "school" else "0"
        self._project = owner if kind == "project" else str(said.get("project") or "")
        self._form = own_form_id(str(said.get("form")), str(said.get("form_version")))
        self._form_says = {name: said.get(name) for name in ("form", "form_version")}
        self._visit = str(said.get("visit") or "")

    def hold(self, change: Change) -> bool:
        """Whether a change belongs to the record."""
        if change.kind in NEVER or not self._stays(change):
            return False
        if change.kind in OF_TEAM:
            return change.scope == "team" and self._is_of_form(change)
        if change.kind in OF_PROJECT:
            return change.scope == f"project:{self._project}" and self._is_of_project(change)
        if change.kind in ROWS and self._urn == "0":
            return change.scope in {"team", self._scope}
        return change.scope == self._scope and self._is_of_record(change)

    def holder_of(self, change: Change) -> Thing:
        """Whose holder decides on a thing that is not known here: the school, or the project."""
        if change.kind == "membership":
            return SCHOOL, self._urn
        return "project", self._project

    def _stays(self, change: Change) -> bool:
        """Whether what a change says leaves its thing with this school, project and record."""
        if change.field == "urn":
            return str(change.value) == self._urn
        if change.field == "record" and change.kind in OF_ONE_RECORD:
            return change.value == self._record_id
        of_project = change.kind in WITH or (change.kind == RECORD and self._urn == "0")
        return change.field != "project" or not of_project or change.value == self._project

    def _is_of_form(self, change: Change) -> bool:
        if change.kind == ADVISER:
            return True
        if change.kind == "form_file":
            stays = change.field != "own_form" or change.value == self._form
            return stays and _is_of_own_form(change.id, self._form)
        says = {"form": self._form_says["form"], "version": self._form_says["form_version"]}
        return change.id == self._form and change.value == says.get(change.field, change.value)

    def _is_of_project(self, change: Change) -> bool:
        return change.kind != "project" or change.id == self._project

    def _is_of_record(self, change: Change) -> bool:
        if change.kind == RECORD:
            return change.id == self._record_id
        if change.kind == SNAPSHOT:
            return change.id.rpartition(".")[0] == self._record_id
        if change.kind == "visit":
            return change.id == self._visit
        return change.kind != SCHOOL or change.id == self._urn


def _is_of_own_form(id_: str, form: str) -> bool:
    """Whether it is the id of an own form or of one of its files."""
    return id_ == form or id_.startswith(f"{form}/")


def _kept_from_it(reader: Reader, record_id: str, things: Iterable[Thing]) -> set[Thing]:
    """Things here that no file changes: what is decided here, rows of other records, whole forms.

    A form version never changes once it is here: records are being filled in with it. No own
    form comes to stand before one that is here compiled either.
    """
    things = set(things)
    settled = {thing for thing in made_here(reader.connection, things) if thing[0] in THEIRS}
    of_others = {
        (c.kind, c.id)
        for c in reader.log_of({thing for thing in things if thing[0] in OF_ONE_RECORD})
        if c.field == "record" and c.value != record_id
    }
    forms = {id_ for kind, id_ in things if kind == "own_form"}
    files = {id_ for kind, id_ in things if kind == "form_file"}
    whole = {("own_form", form.id) for form in reader.find(OwnForm, id=tuple(forms))}
    whole |= {("form_file", file.id) for file in reader.find(FormFile, id=tuple(files))}
    return settled | of_others | whole | _beside_compiled(reader, things)


def _beside_compiled(reader: Reader, things: Iterable[Thing]) -> set[Thing]:
    """Own forms that would stand before a form that is here compiled, and files of such."""
    compiled = [own_form_id(form.form_id, form.version) for form in reader.forms()]
    own = ((kind, id_) for kind, id_ in things if kind in {"own_form", "form_file"})
    return {thing for thing in own if any(_is_of_own_form(thing[1], form) for form in compiled)}


def _scopes_here(reader: Reader, things: Iterable[Thing]) -> dict[Thing, set[str]]:
    """In which scopes the things are known here; one's own private answers are in one's own."""
    scopes: dict[Thing, set[str]] = {}
    for change in reader.log_of(things):
        if not is_own_scope(change.scope) or change.kind != RECORD:
            scopes.setdefault((change.kind, change.id), set()).add(change.scope)
    return scopes
