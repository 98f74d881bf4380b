"""Keeps what goes to the team's store and what came from there: streams, and their segments.

A change that has not left the laptop is in no segment. Sealing a segment marks its changes with the
segment's name in the same transaction, so a change is in one segment and in no other, whatever
stops the program.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import and_, bindparam, delete, func, insert, literal_column, or_, select, update
from sqlalchemy.dialects.sqlite import insert as keep

from app.domain.changes import Change
from app.domain.team import OwnSegment, StreamPlace
from app.storage.arrivals import IN_A_FILE
from app.storage.change_log import read_line
from app.storage.reader import Reader
from app.storage.tables.changes import changes as log
from app.storage.tables.team import known_segments, own_segments, roster_segments
from app.storage.unit_of_work import UnitOfWork

_IN_A_FILE = log.c.sealed_in == literal_column(f"'{IN_A_FILE}'")  # written out: an index has it
_UNSENT = and_(log.c.made_here, or_(log.c.sealed_in.is_(None), _IN_A_FILE))
_SEALED = update(log).where(
    log.c.device == bindparam("of_device"), log.c.seq == bindparam("of_seq")
)
_OWN = [own_segments.c[each.name] for each in fields(OwnSegment)]


def unsent_scopes(reader: Reader) -> dict[str, int]:
    """How many changes made here are in no segment yet, by their scope."""
    wanted = select(log.c.scope, func.count().label("waiting")).where(_UNSENT).group_by(log.c.scope)
    return {str(row.scope): int(row.waiting) for row in reader.connection.execute(wanted)}


def unsent_changes(reader: Reader, scope: str, most: int) -> tuple[Change, ...]:
    """The first changes of a scope that are in no segment yet, `most` at most."""
    wanted = select(log).where(_UNSENT, log.c.scope == scope).order_by(log.c.arrival).limit(most)
    return tuple(read_line(row).change for row in reader.connection.execute(wanted))


def devices_before(reader: Reader) -> tuple[str, ...]:
    """The names under which changes made here stand that left in a file, and in no segment yet."""
    wanted = select(log.c.device).where(_UNSENT, log.c.device != reader.device).distinct()
    return tuple(reader.connection.execute(wanted).scalars())


def last_heard(reader: Reader, devices: Iterable[str]) -> int:
    """When the last change of these devices that is here was made, in ms since 1970; 0 for none."""
    of_devices = log.c.device.in_(tuple(devices))
    wanted = select(func.coalesce(func.max(log.c.stamp_ms), 0)).where(of_devices)
    found: int = reader.connection.execute(wanted).scalar_one()
    return found


def known_places(reader: Reader, tag: str) -> frozenset[StreamPlace]:
    """Every segment of a scope that was taken in or made here."""
    wanted = select(known_segments).where(known_segments.c.tag == tag)
    rows = reader.connection.execute(wanted)
    return frozenset(StreamPlace(row.tag, row.device, row.seq, row.hash) for row in rows)


def last_place(reader: Reader, tag: str, device: str) -> StreamPlace:
    """How far one stream is known here; before its first segment where it is not known."""
    of_stream = (known_segments.c.tag == tag, known_segments.c.device == device)
    order = (known_segments.c.seq.desc(), known_segments.c.hash)
    wanted = select(known_segments).where(*of_stream).order_by(*order).limit(1)
    row = reader.connection.execute(wanted).one_or_none()
    return StreamPlace(tag, device) if row is None else StreamPlace(tag, device, row.seq, row.hash)


def last_places(reader: Reader, devices: Iterable[str]) -> tuple[StreamPlace, ...]:
    """How far every stream of these devices is known here."""
    of_devices = known_segments.c.device.in_(tuple(devices))
    wanted = select(known_segments).where(of_devices).order_by(known_segments.c.seq)
    last: dict[tuple[str, str], StreamPlace] = {}
    for row in reader.connection.execute(wanted):
        last[row.tag, row.device] = StreamPlace(row.tag, row.device, row.seq, row.hash)
    return tuple(last.values())


def keep_places(work: UnitOfWork, places: Iterable[StreamPlace]) -> None:
    """Keeps that segments were taken in or made here."""
    rows = [asdict(each) for each in places]
    if rows:
        work.connection.execute(keep(known_segments).on_conflict_do_nothing(), rows)


def keep_own_segment(
    work: UnitOfWork, segment: OwnSegment, content: bytes, changes: Sequence[Change]
) -> None:
    """Keeps a segment that was made here, and marks its changes as being in it."""
    work.connection.execute(insert(own_segments).values(**asdict(segment), content=content))
    sealed = [{"of_device": c.head.device, "of_seq": c.head.seq} for c in changes]
    if sealed:
        work.connection.execute(_SEALED.values(sealed_in=segment.name), sealed)


def own_segments_kept(reader: Reader, *, unsent: bool = False) -> tuple[OwnSegment, ...]:
    """The segments made here, in the order of their making; with `unsent`, those not read back."""
    wanted = select(*_OWN).order_by(own_segments.c.made_at, own_segments.c.name)
    if unsent:
        wanted = wanted.where(own_segments.c.sent_at.is_(None))
    return tuple(OwnSegment(**row._mapping) for row in reader.connection.execute(wanted))  # noqa: SLF001 - the public way to a row's names, underscore and all


def own_segment_content(reader: Reader, name: str) -> bytes:
    """The sealed bytes of a segment made here."""
    wanted = select(own_segments.c.content).where(own_segments.c.name == name)
    content: bytes = reader.connection.execute(wanted).scalar_one()
    return content


def mark_sent(work: UnitOfWork, names: Iterable[str], moment: datetime | None) -> None:
    """Keeps that segments were read back from the team's store; None that they are not there."""
    for name in names:
        wanted = update(own_segments).where(own_segments.c.name == name)
        work.connection.execute(wanted.values(sent_at=moment))


def photos_waiting(reader: Reader) -> tuple[str, ...]:
    """The sealed files of photos that segments name which were not read back yet."""
    unsent = select(own_segments.c.name).where(own_segments.c.sent_at.is_(None))
    naming = (log.c.kind == "photo", log.c.field == "sha256", log.c.sealed_in.in_(unsent))
    rows = reader.connection.execute(select(log.c.value).where(*naming))
    values = {json.loads(row.value) for row in rows}
    return tuple(sorted(value for value in values if isinstance(value, str)))


def forget_own_segments(work: UnitOfWork, names: Iterable[str]) -> None:
    """Forgets the bytes of segments that a snapshot covers."""
    for name in names:
        work.connection.execute(delete(own_segments).where(own_segments.c.name == name))


def roster_segments_kept(reader: Reader) -> dict[str, bytes]:
    """Every segment of the roster that is known here, by name."""
    rows = reader.connection.execute(select(roster_segments).order_by(roster_segments.c.name))
    return {row.name: row.content for row in rows}


def keep_roster_segment(work: UnitOfWork, name: str, content: bytes) -> None:
    """Keeps a segment of the roster."""
    fresh = keep(roster_segments).values(name=name, content=content)
    work.connection.execute(fresh.on_conflict_do_nothing())
