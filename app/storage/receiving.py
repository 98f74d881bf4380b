"""Takes changes that were made elsewhere in, and brings the rows in line with the heads shown.

A row follows from the changes of its thing alone, so rows are the same wherever the same changes
are, in whatever order they came:

- a field holds the value of its shown head; one that was never logged, its blank;
- a thing that lacks a field it cannot do without stays in the log until that arrives;
- what this program does not know, or cannot hold, stays in the log and hides nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, and_, select
from sqlalchemy.dialects.sqlite import insert

from app.domain.changes import DELETED, Change, FieldValue, Seen
from app.domain.merging import Clash, Fields, by_field, clashes_of, is_deleted, shown
from app.domain.replica import Place
from app.domain.snapshot import snapshot_hash
from app.storage import wire
from app.storage.answer_rows import keep_answers
from app.storage.arrivals import Thing, lines_of, take_in
from app.storage.change_log import begin_as
from app.storage.fitting import BY_NAME, MISFIT, MOST_REVISIONS, fits, held, knows
from app.storage.kinds import Kind
from app.storage.tables.changes import changes as log
from app.storage.tables.laptop import settings
from app.storage.tables.records import snapshots

_KEEP_SNAPSHOT = insert(snapshots)
_KEEP_SNAPSHOT = _KEEP_SNAPSHOT.on_conflict_do_update(
    index_elements=[snapshots.c.record_id, snapshots.c.revision],
    set_={
        "sha256": _KEEP_SNAPSHOT.excluded.sha256,
        "content": _KEEP_SNAPSHOT.excluded.content,
    },
)
_FROM_ELSEWHERE = select(log.c.kind, log.c.id).where(log.c.made_here.is_(False)).distinct()
_other = log.alias()
_BESIDE_OTHERS = (
    select(log.c.kind, log.c.id)
    .join(
        _other,
        and_(_other.c.kind == log.c.kind, _other.c.id == log.c.id, _other.c.field == log.c.field),
    )
    .where(
        *(log.c.sealed_in.is_(None), log.c.replaced_at.is_(None)),
        *(_other.c.replaced_at.is_(None), _other.c.device != log.c.device),
    )
    .distinct()
)
_FIELDS_SETTING = "known_fields"


def _fingerprint() -> str:
    """Tells what this program can apply from what another could: kinds, fields, enums' words."""
    words = [
        f"{name}.{field} {getattr(kind.table.c[at].type, 'words', '')!r}"
        f"{list(getattr(kind.table.c[at].type, 'words', ()))}"
        for name, kind in BY_NAME.items()
        for field, at in kind.wire.attributes.items()
    ]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


KNOWN_FIELDS = _fingerprint()
"""Changes whenever a program knows more, or less, of what may arrive."""


class Why(StrEnum):
    """Why a change is not applied."""

    IMPOSSIBLE = "impossible"
    """It could not even be kept in the log, or bears the name of another change."""
    UNKNOWN = "unknown"
    """This program knows no such thing or field: a newer one may."""
    WRONG = "wrong"
    """Its field cannot hold its value."""


@dataclass(frozen=True, slots=True)
class NotApplied:
    """A change that shows nowhere, and why; all but impossible ones are kept in the log."""

    change: Change
    why: Why


@dataclass(frozen=True, slots=True)
class Received:
    """What came of changes that arrived.

    `taken` are those that were new here, also where another head is shown. `clashes` are of the
    fields they touch. `waiting` are things that still lack something they cannot do without.
    """

    taken: tuple[Change, ...] = ()
    clashes: tuple[Clash, ...] = ()
    not_applied: tuple[NotApplied, ...] = ()
    waiting: tuple[Thing, ...] = ()


def receive(
    connection: Connection, place: Place, changes: Iterable[Change], new_device: Callable[[], str]
) -> Received:
    """Takes `changes` into the log and brings the rows that they concern in line."""
    arrived = take_in(connection, place, changes, new_device)
    touched: dict[Thing, set[str]] = {}
    for change in (*arrived.fresh, *arrived.wider, *arrived.again):
        touched.setdefault((change.kind, change.id), set()).add(change.field)
    things = {thing: by_field(lines) for thing, lines in arrived.lines.items()}
    waiting = bring_in_line(connection, things, touched)
    impossible = [NotApplied(change, Why.IMPOSSIBLE) for change in arrived.refused]
    fit = [(change, fits(change)) for change in arrived.fresh]
    unfit = [NotApplied(change, _why(change)) for change, does in fit if not does]
    return Received(
        taken=tuple(change for change, does in fit if does),
        clashes=tuple(_clashes(things, touched, Seen(place.arrival))),
        not_applied=(*impossible, *unfit),
        waiting=waiting,
    )


def known_fields(connection: Connection) -> str | None:
    """The fingerprint of the fields that the rows were last brought in line with."""
    wanted = select(settings.c.value).where(settings.c.name == _FIELDS_SETTING)
    return connection.execute(wanted).scalar_one_or_none()


def catch_up(connection: Connection) -> None:
    """Brings everything in line that came from elsewhere, for a program that knows more now."""
    kept = insert(settings).values(name=_FIELDS_SETTING, value=KNOWN_FIELDS)
    kept = kept.on_conflict_do_update(index_elements=["name"], set_={"value": KNOWN_FIELDS})
    connection.execute(kept)
    things = {(row.kind, row.id) for row in connection.execute(_FROM_ELSEWHERE)}
    lines = lines_of(connection, things)
    of_things = {thing: by_field(line.change for line in of) for thing, of in lines.items()}
    bring_in_line(connection, of_things, of_things)


def go_on_as(connection: Connection, device: str) -> int:
    """Goes on under a new device's name; answers its last number.

    Of two changes of one moment the greater name is shown, so what stands beside others is brought
    in line.
    """
    seq = begin_as(connection, device)
    things = {(row.kind, row.id) for row in connection.execute(_BESIDE_OTHERS)}
    lines = lines_of(connection, things)
    of_things = {thing: by_field(line.change for line in of) for thing, of in lines.items()}
    bring_in_line(connection, of_things, of_things)
    return seq


def bring_in_line(
    connection: Connection,
    things: Mapping[Thing, Fields],
    touched: Mapping[Thing, Collection[str]],
) -> tuple[Thing, ...]:
    """Brings the rows of things in line with their changes; answers with those that wait.

    Of a record's answers only those in `touched` are written: the others stand.
    """
    rows = _Rows()
    for (name, id_), fields in things.items():
        if name == wire.SNAPSHOT:
            rows.add_snapshot(id_, fields)
            continue
        if name == wire.RECORD:
            rows.add_answers(id_, {at: fields[at] for at in touched[name, id_]})
        if name in BY_NAME:
            rows.add(BY_NAME[name], id_, fields)
    rows.write(connection)
    return tuple(rows.waiting)


@dataclass(slots=True)
class _Rows:
    """Rows to write, gathered so that each kind of statement runs once."""

    things: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    answers: dict[str, dict[str, FieldValue]] = field(default_factory=dict)
    frozen: list[dict[str, Any]] = field(default_factory=list)
    waiting: list[Thing] = field(default_factory=list)

    def add(self, kind: Kind, id_: str, fields: Fields) -> None:
        row = row_of_thing(kind, id_, fields)
        if row is None:
            self.waiting.append((kind.wire.kind, id_))
        else:
            self.things.setdefault(kind.wire.kind, []).append(row)

    def add_answers(self, record_id: str, fields: Fields) -> None:
        for name, changes in fields.items():
            if not name.startswith(wire.ANSWER):
                continue
            head = shown(changes, fits)
            ref = name.removeprefix(wire.ANSWER)
            of_record = self.answers.setdefault(record_id, {})
            of_record[ref] = head.value if head is not None else None

    def add_snapshot(self, id_: str, fields: Fields) -> None:
        row = _row_of_snapshot(id_, fields)
        if row is None:
            self.waiting.append((wire.SNAPSHOT, id_))
        else:
            self.frozen.append(row)

    def write(self, connection: Connection) -> None:
        for name, rows in self.things.items():
            connection.execute(_keeping(BY_NAME[name]), rows)
        for record_id, refs in self.answers.items():
            keep_answers(connection, record_id, refs)
        if self.frozen:
            connection.execute(_KEEP_SNAPSHOT, self.frozen)


def row_of_thing(kind: Kind, id_: str, fields: Mapping[str, list[Change]]) -> dict[str, Any] | None:
    """The row that follows from a thing's changes; None while something it needs is missing."""
    key = kind.identity.key or ""
    identity = _identity(kind, id_)
    row: dict[str, Any] = {key: identity}
    for name, attribute in kind.wire.attributes.items():
        row[attribute] = _shown_in(kind, name, fields.get(name, ()))
    if MISFIT in row.values():
        return None
    row["deleted"] = is_deleted(fields)
    return row


def _shown_in(kind: Kind, name: str, changes: Sequence[Change]) -> object:
    """What the attribute of a field holds by its changes."""
    head = changes[0] if len(changes) == 1 else shown(changes, fits)
    found = held(kind, name, head.value) if head else MISFIT
    return _blank(kind, name) if found is MISFIT else found


def _identity(kind: Kind, id_: str) -> object:
    """What the identity column holds: a number for a school, which goes by its URN."""
    if kind.identity.key == "id":
        return id_
    return int(id_) if id_.isascii() and id_.isdigit() and len(id_) <= 6 else MISFIT  # noqa: PLR2004 - a URN has six digits


def _blank(kind: Kind, name: str) -> object:
    blank: FieldValue | object = kind.wire.blank.get(name, MISFIT)
    return MISFIT if blank is MISFIT else held(kind, name, blank)  # type: ignore[arg-type]  # not MISFIT here


def _row_of_snapshot(id_: str, fields: Mapping[str, list[Change]]) -> dict[str, Any] | None:
    """The row of a snapshot whose content and hash have arrived and belong together."""
    record_id, _, revision = id_.rpartition(".")
    content = shown(fields.get(wire.SNAPSHOT_CONTENT, ()), fits)
    if content is None or not revision.isascii() or not revision.isdigit():
        return None
    text = str(content.value)
    hashes = {change.value for change in fields.get(wire.SNAPSHOT_HASH, ())}
    digest = snapshot_hash(text)
    if digest not in hashes or not 0 < int(revision) < MOST_REVISIONS:
        return None
    of = {"record_id": record_id, "revision": int(revision)}
    return {**of, "sha256": digest, "content": text}


def _keeping(kind: Kind) -> Any:
    fresh = insert(kind.table)
    names = (*kind.attributes, "deleted")
    replaced = {name: fresh.excluded[name] for name in names if name != kind.identity.key}
    return fresh.on_conflict_do_update(index_elements=[kind.identity], set_=replaced)


def _why(change: Change) -> Why:
    kind = BY_NAME.get(change.kind)
    known = change.field == DELETED or (kind is not None and knows(kind, change.field))
    known = known or change.kind == wire.SNAPSHOT or change.field.startswith(wire.ANSWER)
    return Why.WRONG if known else Why.UNKNOWN


def _clashes(
    things: Mapping[Thing, Fields], touched: Mapping[Thing, Collection[str]], seen: Seen
) -> Iterable[Clash]:
    for thing, names in touched.items():
        yield from clashes_of(thing, things[thing], names, seen)
