"""What an import of the national register of schools says, and what a search in it finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.schools import RegisterSchool, Urn


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


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """One fact that an import changed: `field` names it as RegisterSchool does."""

    urn: Urn
    name: str
    field: str
    old: str
    new: str


class ListKind(StrEnum):
    """What a file from the register lists."""

    SCHOOLS = "schools"
    LINKS = "links"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. Each row read is counted once, as one of the five that `read` adds up.

    For a list of schools these are schools; for a list of links `updated` and `unchanged` count
    links, and nothing is added. `left_out` rows were readable and not wanted: another local
    authority's, another kind of link, or a link of a school that is not in the register here.
    `closed` counts schools that were open before and are closed now. `not_in_file` counts schools
    that stay here as they were although the file, which names no local authority to keep to,
    does not list them. `changes` are the first CHANGES_TOLD of `changed`; `taken_on` are the
    changes to schools that somebody has taken on, all of them.
    """

    kind: ListKind
    read: int
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    left_out: int = 0
    refused: tuple[RefusedRow, ...] = ()
    closed: int = 0
    not_in_file: int = 0
    changed: int = 0
    changes: tuple[RegisterChange, ...] = ()
    taken_on: tuple[RegisterChange, ...] = ()


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
