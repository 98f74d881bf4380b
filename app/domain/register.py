"""What an import of the national register of schools says, and what a search in it finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from app.domain.changes import Change
from app.domain.schools import RegisterSchool, SchoolStatus, Urn

FlatSchool = tuple[Any, ...]
"""A school of the register as files and tables hold it: the fields of RegisterSchool in order.

The status is its word, days are ISO 8601 text, successors have a space between them, and what is
not known is blank text. A country of schools is brought in like this, for the making of objects
would take a third of the time.
"""

FIELDS = tuple(field.name for field in fields(RegisterSchool))
"""The names of what a FlatSchool holds."""

_STATUS, _OPENED, _CLOSED, _SUCCESSORS = map(
    FIELDS.index, ("status", "opened", "closed", "successors")
)
_NUMBERS = tuple(map(FIELDS.index, ("low_age", "high_age", "pupils")))


def school_of(flat: Sequence[Any]) -> RegisterSchool:
    """The school that a FlatSchool holds."""
    values = list(flat)
    values[_STATUS] = SchoolStatus(flat[_STATUS])
    for place in _NUMBERS:
        values[place] = None if flat[place] == "" else flat[place]
    for place in (_OPENED, _CLOSED):
        values[place] = date.fromisoformat(flat[place]) if flat[place] else None
    values[_SUCCESSORS] = tuple(Urn(int(urn)) for urn in flat[_SUCCESSORS].split())
    return RegisterSchool(*values)


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that cannot be used: the line of the file it starts on, from 1, and why not."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class SchoolLink:
    """The register's word that `linked` is the `kind` of `urn`, such as its successor."""

    urn: Urn
    linked: Urn
    kind: str

    @property
    def is_successor(self) -> bool:
        """Whether `linked` took the place of `urn`, alone or with others."""
        return self.kind.casefold().startswith("successor")


_FIELD_WORDS = {
    "la_code": "Authority code",
    "la_name": "Local authority",
    "kind": "Type",
    "low_age": "Lowest age",
    "high_age": "Highest age",
    "pupils": "On roll",
    "head": "Headteacher",
}


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """One fact that an import changed: `field` names it as RegisterSchool does."""

    urn: Urn
    name: str
    field: str
    old: str
    new: str

    @property
    def field_words(self) -> str:
        """What the field is called where it is shown, such as `Local authority`."""
        return _FIELD_WORDS.get(self.field, self.field.replace("_", " ").capitalize())

    @property
    def reopens(self) -> bool:
        """Whether a closed school is open by it."""
        return (self.field, self.old, self.new) == ("status", "closed", "open")


class ListKind(StrEnum):
    """What a file from the register lists."""

    SCHOOLS = "schools"
    LINKS = "links"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Each of the `read` rows of a list of schools is one of added, updated, unchanged, left out or
    refused. For a list of links, updated and unchanged count the schools whose successors it
    tells. `left_out` rows were readable and not wanted: another local authority's, another kind
    of link, or a link of a school that is not in the register here. `closed` counts schools that
    were open before and are closed now, `reopened` those that were closed and are open in the file,
    as an older list has them; `not_in_file` those that stay here as they were although
    the file, which was not to be kept to one authority, does not list them. `changes` are the
    first CHANGES_TOLD of `changed`; `taken_on` are the changes to schools that somebody has taken
    on, all of them, and `logged` is what the log has of these.
    """

    kind: ListKind
    read: int
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    left_out: int = 0
    refused: tuple[RefusedRow, ...] = ()
    closed: int = 0
    reopened: int = 0
    not_in_file: int = 0
    changed: int = 0
    changes: tuple[RegisterChange, ...] = ()
    taken_on: tuple[RegisterChange, ...] = ()
    logged: tuple[Change, ...] = ()


CHANGES_TOLD = 500
"""How many changes a report lists: more than anyone reads, and little to keep in memory."""


@dataclass(frozen=True, slots=True)
class RegisterMatches:
    """The schools that fit what was typed, best first; `more` where there are others.

    `taken_on` holds the URNs of those that somebody of the team has taken on.
    """

    schools: tuple[RegisterSchool, ...] = ()
    more: bool = False
    taken_on: frozenset[Urn] = frozenset()
