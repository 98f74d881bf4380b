"""Roles, kinds of visit and scales: data in resources/, read once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any

from app.domain.levels import Level, Scale
from app.domain.people import Role
from app.domain.visits import VisitKind
from app.domain.wording import WordLists
from app.errors import NotFoundError
from app.paths import resource_path


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource_path(name).read_text(encoding="utf-8"))


@cache
def team_roles() -> tuple[Role, ...]:
    """The roles of a project's team."""
    return tuple(map(_role, _read("roles.toml")["team"]))


@cache
def school_roles() -> tuple[Role, ...]:
    """The roles of key people at a school."""
    return tuple(map(_role, _read("roles.toml")["school"]))


def _role(row: dict[str, Any]) -> Role:
    return Role(row["key"], row["label"], tuple(row.get("aliases", ())))


@cache
def quality_roles() -> frozenset[str]:
    """The roles of those who read others' notes for their quality."""
    rows = _read("roles.toml")["team"]
    return frozenset(row["key"] for row in rows if row.get("reads_for_quality", False))


def role_label(key: str) -> str:
    """The words for a role; a role that is not in the list is its own words."""
    roles = (*team_roles(), *school_roles())
    return next((role.label for role in roles if role.key == key), key)


def role_key(text: str, roles: tuple[Role, ...]) -> str:
    """The key that `text` means among `roles`, else `text`.

    It may be a key, a label, or another name that people use for the role, in any case.
    """
    wanted = _as_compared(text)
    for role in roles:
        if wanted in {_as_compared(name) for name in (role.key, role.label, *role.aliases)}:
            return role.key
    return text.strip()


def _as_compared(name: str) -> str:
    """`name` without case and with single spaces; a key's underscores and hyphens are spaces."""
    return " ".join(re.sub(r"[_-]", " ", name.casefold()).split())


def school_role_marks(key: str) -> tuple[bool, bool]:
    """(leads safeguarding, receives notes) as the list of roles has it for `key`."""
    for row in _read("roles.toml")["school"]:
        if row["key"] == key:
            return row.get("safeguarding_lead", False), row.get("receives_notes", False)
    return False, False


@cache
def visit_kinds() -> tuple[VisitKind, ...]:
    """The kinds of visit, in the order of the programme."""
    return tuple(
        VisitKind(
            key=row["key"],
            label=row["label"],
            form_id=row.get("form", ""),
            number=row.get("number", 0),
            hours=row["hours"],
            note=row.get("note", True),
        )
        for row in _read("visit_kinds.toml")["kind"]
    )


def visit_kind(key: str) -> VisitKind:
    """The kind of visit with that key; NotFoundError where there is none."""
    for kind in visit_kinds():
        if kind.key == key:
            return kind
    known = ", ".join(kind.key for kind in visit_kinds())
    raise NotFoundError(f"There is no kind of visit called “{key}”. Known kinds: {known}.")


def visit_kind_of(form_id: str) -> VisitKind | None:
    """The kind of visit of which a form is the note; None for what is written beside visits."""
    kinds = (kind for kind in visit_kinds() if kind.form_id)
    return next((kind for kind in kinds if kind.form_id == form_id), None)


@cache
def evidence_sources() -> dict[str, str]:
    """What is looked at on a visit: the words for each source that forms know by a key."""
    rows = _read("evidence_sources.toml")["source"]
    return {row["key"]: row["label"] for row in rows}


@cache
def scales() -> dict[str, Scale]:
    """Scales by key."""
    return {
        row["key"]: Scale(
            row["key"],
            tuple(Level(level["value"], level["word"]) for level in row["levels"]),
            tuple(Level(level["value"], level["word"]) for level in row.get("aside", ())),
        )
        for row in _read("scales.toml")["scale"]
    }


@cache
def word_lists() -> WordLists:
    """What is looked for in notes, as it ships."""
    rows = _read("wording.toml")
    words = {kind: tuple(rows[kind]) for kind in ("blaming", "too_strong", "first_names")}
    return WordLists(rows["longest_sentence"], **words)
