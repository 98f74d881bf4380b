"""Where things may stand: a change from elsewhere is in a scope that its thing can have."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.changes import Change
from app.storage.scopes import (
    ScopeRule,
    itself,
    of_photo,
    of_project,
    of_record,
    of_school,
    of_writer,
    team,
)
from app.storage.wire import ANSWER, RECORD, SNAPSHOT, WIRE_KINDS

_FAMILIES: Mapping[ScopeRule, frozenset[str]] = {
    of_school: frozenset({"school", "team"}),
    of_record: frozenset({"school", "project", "adviser"}),
    of_photo: frozenset({"school", "team", "adviser"}),
    of_project: frozenset({"project"}),
    itself: frozenset({"project"}),
    team: frozenset({"team"}),
    of_writer: frozenset({"adviser"}),
}
_HOMES: Mapping[str, frozenset[str]] = {
    **{each.kind: _FAMILIES[each.scope] for each in WIRE_KINDS},
    SNAPSHOT: frozenset({"school", "project"}),
}
"""In which families of scopes things of a kind may stand."""


def is_at_home(change: Change) -> bool:
    """Whether a change may stand in its scope; kinds of a newer program may stand in any.

    Who has the key of one school may say nothing of another by it.
    """
    allowed = _HOMES.get(change.kind)
    family, _, owner = change.scope.partition(":")
    if allowed is None:
        return True
    if family not in allowed:
        return False
    if family == "adviser":
        return change.kind != RECORD or change.field.startswith(ANSWER)
    if family == "school":
        return _is_of("school", "urn", owner, change)
    if family == "project":
        return _is_of("project", "project", owner, change)
    return change.field != "urn" or change.value == 0


def _is_of(kind: str, naming: str, owner: str, change: Change) -> bool:
    """Whether a change is of that owner: the thing itself, or one that names it if it names any."""
    if change.kind == kind and change.id != owner:
        return False
    return change.field != naming or change.kind == kind or str(change.value) == owner
