"""Moving a record to another version of its form: offered, previewed, done on a yes, undoable.

A record keeps the version it began with until somebody says otherwise. Answers that the other
version has no place for are kept aside with the record, and moving back finds them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import quote

from app.domain.changes import Done
from app.domain.own_forms import OwnForm, version_order
from app.domain.photos import Photo
from app.domain.records import Record, RecordState
from app.errors import RuleError
from app.forms.definition import FormDefinition
from app.forms.moving import LeftOut, Move, WhyLeftOut, label_at, plan_move, words_at
from app.forms.refs import without_rows
from app.forms.session import FormSession
from app.parts import App
from app.storage import UnitOfWork
from app.storage.scopes import is_own_scope
from app.storage.wire import ANSWER, RECORD
from app.usecases.forms import definition_of, list_forms, newest_form
from app.usecases.guards import draft, found_record
from app.usecases.opened import OpenRecord, open_record, session_with
from app.usecases.privacy import private_refs


@dataclass(frozen=True, slots=True)
class VersionMove:
    """What moving a record to another version of its form would do.

    `taken_over` counts answers; `new` are labels of questions the record's version lacks;
    `left_out` are the answers that would be kept aside.
    """

    record_id: str
    from_version: str
    to_version: str
    taken_over: int
    new: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class VersionStanding:
    """How a record stands to the versions of its form.

    `newer` is the version it could be moved to, `before` the one it could be moved back to, both
    blank where there is none; `aside` are the answers that its present version has no place for.
    """

    newer: str
    before: str
    aside: tuple[LeftOut, ...]


def version_standing(app: App, record_id: str) -> VersionStanding:
    """How a record stands to the versions of its form."""
    with app.store.reading() as reader:
        record = found_record(reader, record_id)
        before = reader.setting(_came_from(record)) or ""
    return VersionStanding(
        newer=newer_version(app, record),
        before=before if record.state is RecordState.DRAFT else "",
        aside=kept_aside(app, record_id),
    )


def newer_version(app: App, record: Record) -> str:
    """The version that a draft could be moved to; blank where it has the newest."""
    if record.state is not RecordState.DRAFT:
        return ""
    versions = (line.version for line in list_forms(app) if line.form_id == record.form_id)
    newest = max(versions, key=version_order, default="")
    return newest if version_order(newest) > version_order(record.form_version) else ""


def preview_move(app: App, record_id: str, version: str = "") -> VersionMove:
    """What moving to `version` would do, or to the newest; nothing is changed by asking."""
    opened = open_record(app, record_id)
    target = _target(app, opened, version)
    move = _planned(app, opened, target)
    return VersionMove(
        record_id=record_id,
        from_version=opened.record.form_version,
        to_version=target.version,
        taken_over=sum(1 for each in move.moved if not each.ref.endswith("]")),
        new=move.new,
        left_out=move.left_out,
    )


def move_record(app: App, record_id: str, version: str = "") -> Done[OpenRecord]:
    """Move a draft to `version` of its form, or to the newest.

    Answers without a place there are kept aside. Moving to the version it had undoes this.
    """
    opened = open_record(app, record_id)
    target = _target(app, opened, version)
    move = _planned(app, opened, target)
    back = {r: v for r, v in _aside_of(opened, target.version).items() if r not in move.entries()}
    entries = {**back, **move.entries()}
    aside = _put_aside(opened, target, move)
    taken = dict.fromkeys((_aside(target.version) + ref for ref in back), None)
    first = _first_values(app, opened, target, entries)
    written: dict[str, str | None] = {**taken, **aside, **first, **entries}
    private = _private(opened.definition, aside) | _private(target, written)
    with app.store.unit_of_work() as work:
        record = draft(work, record_id)
        moved = replace(record, form_version=target.version, title=target.title)
        work.save(moved, opened.seen)
        if version_order(target.version) > version_order(record.form_version):
            work.keep_setting(_came_from(moved), record.form_version)
        work.save_answers(record, written, opened.seen, private=private)
        _close_photos(work, record, target)
        changes = work.commit()
    return Done(open_record(app, record_id), changes)


def _came_from(record: Record) -> str:
    """The name of the setting that keeps, for this laptop, from which version a record came."""
    return f"came_from:{record.id}:{record.form_version}"


def _close_photos(work: UnitOfWork, record: Record, target: FormDefinition) -> None:
    """A photo goes no further once the question that it answers is private."""
    answers = work.answers(record.id)
    private = {answers[ref] for ref in private_refs(target, answers)}
    for photo in work.find(Photo, record_id=record.id, private=False):
        if photo.file_name in private:
            work.save(replace(photo, private=True))


def kept_aside(app: App, record_id: str) -> tuple[LeftOut, ...]:
    """Answers of a record that its present version has no place for."""
    opened = open_record(app, record_id)
    asked = {item.path for item in opened.definition.questions()}
    found: dict[str, LeftOut] = {}
    for version in _other_versions(app, opened.record):
        other = definition_of(app, opened.definition.form_id, version)
        aside = _aside_of(opened, version)
        then = replace(opened, definition=other, answers={**opened.answers, **aside})
        for left in _planned(app, then, opened.definition).left_out:
            if left.ref in aside or without_rows(left.ref) not in asked:
                found.setdefault(left.ref, left)
    return tuple(found.values())


def _put_aside(opened: OpenRecord, target: FormDefinition, move: Move) -> dict[str, str | None]:
    """Where what is left out is kept, if the other version asks something else at its ref.

    Left where it was, it would be shown as the answer to that: a private one in every document.
    """
    asked = {item.path for item in target.questions()}
    prefix = _aside(opened.record.form_version)
    kept: dict[str, str | None] = {}
    for left in move.left_out:
        if without_rows(left.ref) in asked:
            kept |= {left.ref: None, prefix + left.ref: left.value}
    return kept


def _private(definition: FormDefinition, refs: Iterable[str]) -> frozenset[str]:
    """Those of `refs` that are private in a form, also where they are put aside in its version."""
    prefix = _aside(definition.version)
    were = {ref: ref.removeprefix(prefix) for ref in refs}
    private = private_refs(definition, were.values())
    return frozenset(ref for ref, was in were.items() if was in private)


def _aside(version: str) -> str:
    """What stands before the refs of answers that were put aside in that version.

    No element's name begins with a dot, so no form has anything there.
    """
    return f"/.aside/{quote(version, safe='')}"


def _aside_of(opened: OpenRecord, version: str) -> dict[str, str]:
    """What was put aside in that version, by the refs it has there."""
    prefix = _aside(version)
    kept = ((r.removeprefix(prefix), v) for r, v in opened.answers.items() if r.startswith(prefix))
    return {ref: value for ref, value in kept if ref.startswith("/")}


def _target(app: App, opened: OpenRecord, version: str) -> FormDefinition:
    record = opened.record
    if record.state is not RecordState.DRAFT:
        raise RuleError("This record is finished, so it keeps the version of its form.")
    newer = newer_version(app, record)
    if (version or newer) in {"", record.form_version}:
        raise RuleError(
            "This record has the newest version of its form already. Nothing has been changed."
        )
    if version in {"", newer}:
        return newest_form(app, record.form_id)
    return definition_of(app, record.form_id, version)


def _other_versions(app: App, record: Record) -> tuple[str, ...]:
    with app.store.reading() as reader:
        compiled = {form.version for form in reader.forms() if form.form_id == record.form_id}
        own = {form.version for form in reader.find(OwnForm, form_id=record.form_id)}
    return tuple(sorted((compiled | own) - {record.form_version}, key=version_order, reverse=True))


def _planned(app: App, opened: OpenRecord, target: FormDefinition) -> Move:
    """The move, less what was written as private and would not be there."""
    live = partial(session_with, app, opened)
    move = plan_move(opened.definition, target, opened.answers, live)
    were = _written_as_private(app, opened, (each.ref for each in move.moved))
    will_be = private_refs(target, (each.to for each in move.moved))
    open_now = [each for each in move.moved if each.ref in were and each.to not in will_be]
    before = live(opened.definition, opened.answers)
    kept_back = [_kept_back(before, each.ref, each.value) for each in open_now]
    return Move(
        moved=tuple(each for each in move.moved if each not in open_now),
        left_out=(*move.left_out, *kept_back),
        new=move.new,
    )


def _kept_back(before: FormSession, ref: str, value: str) -> LeftOut:
    why, words = WhyLeftOut.NO_LONGER_PRIVATE, words_at(before, ref, value)
    return LeftOut(ref, label_at(before, ref), value, why, words)


def _written_as_private(app: App, opened: OpenRecord, refs: Iterable[str]) -> frozenset[str]:
    """Those of `refs` that were answered while they were private, and not before they became so."""
    private = private_refs(opened.definition, refs)
    with app.store.reading() as reader:
        heads = {ref: reader.heads(RECORD, opened.record.id, ANSWER + ref) for ref in private}
    return frozenset(
        ref for ref, of in heads.items() if not of or any(map(is_own_scope, (h.scope for h in of)))
    )


def _first_values(
    app: App, opened: OpenRecord, target: FormDefinition, entries: Mapping[str, str]
) -> dict[str, str]:
    """The first values of questions that the record's version lacks, as a new record has them."""
    fresh = session_with(app, opened, target, None)
    asked_before = {item.path for item in opened.definition.questions()}
    return {
        ref: value
        for ref, value in fresh.entered().items()
        if "[" not in ref and ref not in asked_before and ref not in entries
    }
