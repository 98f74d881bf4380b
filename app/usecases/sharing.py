"""Two people share one record: each gives the other a file, in any order, as often as they like.

A file holds all that is known of the record, so one that was lost or came late does no harm: what
is known already is left alone, and what two people entered in one place is kept and told.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app import sync, vault
from app.domain.changes import Change, Done
from app.domain.counting import counted
from app.domain.people import Adviser
from app.domain.photos import Photo
from app.domain.records import Record, RecordState
from app.domain.section_duties import SectionDuty, helper_duty_id
from app.errors import InputError, NotFoundError, RuleError, StoreError
from app.forms.definition import FormDefinition
from app.parts import App
from app.storage import UnitOfWork, keep_sealed, read_sealed, sealed_since
from app.storage.wire import ANSWER
from app.usecases.clashes import ClashLine, clash_lines
from app.usecases.files_outside import (
    check_free,
    check_outside,
    plain_name,
    read_outside,
    write_outside,
)
from app.usecases.forms import definition_of
from app.usecases.forms_that_come import FormKey, arrived_form, forms_of_record, prepare_named
from app.usecases.guards import found_record, helps_with, own_subject, subject_of
from app.usecases.shared_parts import changes_to_share, changes_to_take, photos_to_share

SUFFIX = ".visitbook"
_COUNTED = {
    "answer": ("answer", "answers"),
    "action": ("action", "actions"),
    "met_person": ("person met", "people met"),
    "evidence": ("thing looked at", "things looked at"),
    "photo": ("photo", "photos"),
    "record_step": ("stage", "stages"),
}
_META = "/meta/"


@dataclass(frozen=True, slots=True)
class Shared:
    """A record's file, and the code that opens it: shown once, said aloud, kept nowhere.

    `holds` says in words what went in; `remark` what could not.
    """

    path: Path
    code: str
    holds: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """What a colleague's file comes to here. Counts are of what is new on this laptop.

    `is_new` tells that the record was not here before; `helps` that its school is another's, so
    that one writes in it and its holder finishes it. `after_finish` counts answers that came to a
    record that is finished here: they stand for its next revision, the finished one stays.
    `left_out` counts changes that could not be applied.
    """

    record: Record
    school_name: str
    sent_by: str
    sent_at: str
    is_new: bool
    helps: bool
    counts: tuple[tuple[str, int], ...]
    clashes: tuple[ClashLine, ...]
    after_finish: int = 0
    left_out: int = 0
    photos_missing: int = 0

    @property
    def brings_nothing(self) -> bool:
        """Whether all of the file was here already."""
        return not self.is_new and not any(count for _, count in self.counts)


def share_record(app: App, record_id: str, path: Path, *, replace_file: bool = False) -> Shared:
    """Write a record into a sealed file for a colleague; over one that is there if told to.

    Private answers stay here. From now on what was sent is never replaced by typing on, so that
    both laptops go on from the same words. Raises FileThereError, ExportError or InputError.
    """
    check_outside(app, path)
    if not replace_file:
        check_free([path])
    with app.store.unit_of_work() as work:
        record = found_record(work, record_id)
        definition = definition_of(app, record.form_id, record.form_version)
        changes = changes_to_share(work, record, definition)
        photos = photos_to_share(work, record)
        forms = _forms(work, record, changes)
        work.seal(changes)
        work.commit()
    files = dict(_files(app, photos))
    sent_at = app.clock().astimezone().isoformat(timespec="minutes")
    parcel = sync.Parcel(record.id, app.me, sent_at, changes, forms, files)
    code, salt = vault.fresh_code(), secrets.token_bytes(16)
    write_outside(path, sync.seal_parcel(parcel, vault.key_from_code(code, salt), salt))
    missing = len(photos) - len({photo.sha256 for photo in photos if photo.sha256 in files})
    remark = f"{missing} of the photos are not on this laptop, so they did not go along."
    return Shared(path, code, in_words(_counts(changes)), remark if missing else "")


def name_for(app: App, record_id: str) -> str:
    """A file's name for a record: its reference, the day, and who gives it.

    It tells nothing of the school to whoever finds it, and two who share one record on one day are
    not offered the same name.
    """
    with app.store.reading() as reader:
        record = found_record(reader, record_id)
        giver = reader.find(Adviser, id=app.me)
    day = app.clock().astimezone().date().isoformat()
    parts = (record.reference or "record", day, giver[0].name if giver else "")
    return f"{plain_name('_'.join(part for part in parts if part))}{SUFFIX}"


def look_into(app: App, path: Path, code: str) -> Joined:
    """What joining a colleague's file would do here; nothing is changed by looking."""
    parcel = _opened(path, code)
    prepare_named(app, parcel)
    with app.store.unit_of_work() as work:
        return _take_in(app, work, parcel)[0]  # left without a commit, so it is undone


def join_record(app: App, path: Path, code: str) -> Done[Joined]:
    """Take in what a colleague entered. Nothing that was entered here is lost by it."""
    parcel = _opened(path, code)
    _keep_files(app, parcel)
    prepare_named(app, parcel)
    with app.store.unit_of_work() as work:
        joined, changes = _take_in(app, work, parcel)
        made = work.commit()
    return Done(joined, (*changes, *made))


def in_words(counts: Iterable[tuple[str, int]]) -> str:
    """Counts as people say them: `12 answers, 2 photos`; `nothing` where there is nothing."""
    said = [counted(count, *_COUNTED[kind]) for kind, count in counts if count]
    return ", ".join(said) or "nothing"


def _counts(changes: Iterable[Change]) -> tuple[tuple[str, int], ...]:
    """How many things of each kind changes are about; a record's answers by their references."""
    found: dict[str, set[str]] = {kind: set() for kind in _COUNTED}
    for change in changes:
        if change.kind == "record" and change.field.startswith(ANSWER):
            if change.value and not change.field.endswith("]") and _META not in change.field:
                found["answer"].add(change.field)
        elif change.kind in found:
            found[change.kind].add(change.id)
    return tuple((kind, len(found[kind])) for kind in _COUNTED)


def _forms(
    work: UnitOfWork, record: Record, changes: Iterable[Change]
) -> tuple[sync.PackedForm, ...]:
    """The form as it was compiled here; one of the team's own goes with its files as changes."""
    if any(change.kind == "own_form" for change in changes):
        return ()
    xml = work.form_xml(record.form_id, record.form_version)
    named = (form for form in work.forms() if form.form_id == record.form_id)
    title = next((form.title for form in named), record.title)
    if xml is None:
        return ()
    return (sync.PackedForm(record.form_id, record.form_version, title, xml),)


def _files(app: App, photos: Iterable[Photo]) -> Iterable[tuple[str, bytes]]:
    for photo in photos:
        try:
            yield photo.sha256, read_sealed(app.folder, photo.sha256)
        except (NotFoundError, StoreError):
            continue  # told in a remark


def _opened(path: Path, code: str) -> sync.Parcel:
    content = read_outside(path, sync.MOST_BYTES)
    return sync.open_parcel(content, vault.key_from_code(code, sync.salt_of(content)))


def _take_in(app: App, work: UnitOfWork, parcel: sync.Parcel) -> tuple[Joined, tuple[Change, ...]]:
    before = work.find(Record, id=parcel.record_id)
    forms = forms_of_record(app, work, parcel)
    taking = changes_to_take(work, parcel.record_id, parcel.changes, forms.values())
    received = work.receive(taking)
    record = _arrived_record(work, parcel.record_id)
    forms |= arrived_form(work, record)
    helps = _help(app, work, record)
    sender = work.find(Adviser, id=parcel.sent_by)
    answers = dict(_counts(received.taken))["answer"]
    finished = bool(before) and before[0].state is RecordState.FINISHED
    joined = Joined(
        record=record,
        school_name=subject_of(work, record).name,
        sent_by=sender[0].name if sender else "A colleague",
        sent_at=parcel.sent_at,
        is_new=not before,
        helps=helps,
        counts=_counts(received.taken),
        clashes=_clash_lines(app, work, record, forms),
        after_finish=answers if finished else 0,
        left_out=len(received.not_applied),
        photos_missing=_photos_missing(app, work, record, parcel),
    )
    return joined, received.taken


def _arrived_record(work: UnitOfWork, record_id: str) -> Record:
    found = work.find(Record, id=record_id)
    if not found:
        raise InputError(
            "This file holds only a part of the record, or nothing new of one that was discarded "
            "here. Nothing has been changed: ask your colleague to share it again."
        )
    return found[0]


def _help(app: App, work: UnitOfWork, record: Record) -> bool:
    """Whether one helps with the record from now on: where its school is another's."""
    if helps_with(work, record):
        return True
    try:
        own_subject(work, record)
    except RuleError:
        duty_id = helper_duty_id(record.id, app.me)
        work.save(SectionDuty(duty_id, record.urn, record.id, "", app.me))
        return helps_with(work, record)
    return False


def _clash_lines(
    app: App, work: UnitOfWork, record: Record, forms: Mapping[FormKey, FormDefinition]
) -> tuple[ClashLine, ...]:
    """The clashes of the record, those that were here before the file too.

    What has come is not committed, and may never be: so the forms are known for this alone, and
    the program reads them, with their lists, from what was kept when they are first used.
    """
    looking = replace(app, definitions={**app.definitions, **forms}, form_files={})
    return clash_lines(looking, work, record.id, work.clashes(record.id))


def _photos_missing(app: App, work: UnitOfWork, record: Record, parcel: sync.Parcel) -> int:
    here = {*sealed_since(app.folder), *parcel.files}
    return sum(photo.sha256 not in here for photo in work.find(Photo, record_id=record.id))


def _keep_files(app: App, parcel: sync.Parcel) -> None:
    """Puts photos' sealed files on the disk before the rows that name them, as a photo's own is."""
    named = {change.value for change in parcel.changes if change.field == "sha256"}
    for name, content in parcel.files.items():
        if name in named and keep_sealed(app.folder, content) != name:
            raise InputError(
                "A photo in this file is not the one it is said to be. Nothing has been changed: "
                "ask your colleague to share the record again."
            )
