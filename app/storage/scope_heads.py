"""What stands in a scope: its live heads, each naming all that was ever replaced in its field.

Who takes in nothing but these shows the same as who took in every change before them, also where
some of those changes arrive later, or arrived long ago.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from sqlalchemy import bindparam, or_, select

from app.domain.changes import Change, Head
from app.domain.merging import heads_of
from app.storage.arrivals import IN_A_FILE, MOST_BASES
from app.storage.change_log import read_line
from app.storage.fitting import fits
from app.storage.reader import Reader
from app.storage.tables.changes import changes as log

_OF_SCOPE = (
    select(log)
    .where(log.c.scope == bindparam("of_scope"))
    .order_by(log.c.kind, log.c.id, log.c.field, log.c.arrival)
)
_UNSENT = (
    select(log.c.arrival)
    .where(
        log.c.scope == bindparam("of_scope"),
        or_(log.c.sealed_in.is_(None), log.c.sealed_in == IN_A_FILE),
    )
    .limit(1)
)


def scope_heads(reader: Reader, scope: str) -> tuple[Change, ...] | None:
    """The live heads of a scope; None while something of it has not been sent, or is too much."""
    if reader.connection.execute(_UNSENT, {"of_scope": scope}).first() is not None:
        return None
    rows = reader.connection.execute(_OF_SCOPE, {"of_scope": scope})
    found: list[Change] = []
    for _field, lines in groupby((read_line(row).change for row in rows), _field_of):
        heads = tuple(_kept(tuple(lines)))
        if any(len(head.bases) > MOST_BASES for head in heads):
            return None
        found += heads
    return tuple(found)


def _field_of(change: Change) -> tuple[str, str, str]:
    return change.kind, change.id, change.field


def _kept(changes: tuple[Change, ...]) -> Iterator[Change]:
    """The heads of one field; where one cannot be shown here, all that might be shown for it."""
    heads = heads_of(changes)
    if not all(map(fits, heads)):
        yield from changes
        return
    replaced = _replaced(changes, heads)
    for head in heads:
        yield replace(head, bases=tuple(sorted({*head.bases, *replaced} - {head.head})))


def _replaced(changes: Iterable[Change], heads: Iterable[Change]) -> set[Head]:
    """Everything that was replaced in a field, also what never arrived here."""
    live = {head.head for head in heads}
    named = {base for change in changes for base in change.bases}
    return (named | {change.head for change in changes}) - live
