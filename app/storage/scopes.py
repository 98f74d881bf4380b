"""Which scope a thing is in: who it is for, since a scope is what is shared and has a key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.records import Record

_OWN = "adviser:"

ScopeRule = Callable[[Any, str], str]
"""The scope of a thing, given the id of the adviser who writes it."""


def school_scope(urn: int) -> str:
    """The scope of everything about one school."""
    return f"school:{urn}"


def own_scope(adviser_id: str) -> str:
    """The scope of what is for one adviser's eyes: private answers, concerns passed on.

    It is shared with that adviser's other devices at most, never with a school's other advisers.
    """
    return f"{_OWN}{adviser_id}"


def is_own_scope(scope: str) -> bool:
    """Whether what is in that scope is for one adviser's eyes."""
    return scope.startswith(_OWN)


def record_scope(record: Record) -> str:
    """The scope of a record and its answers: its school, or its project where it has no school."""
    return school_scope(record.urn) if record.urn else f"project:{record.project_id}"


def of_record(record: Any, _by: str) -> str:
    """For whoever may read the record."""
    return record_scope(record)


def of_school(thing: Any, _by: str) -> str:
    """For whoever works with the school that a thing is about."""
    return school_scope(thing.urn) if thing.urn else "team"  # of a record about a project


def of_photo(photo: Any, by: str) -> str:
    """A photo is for whoever may read the question that it answers."""
    return own_scope(by) if photo.private else of_school(photo, by)


def of_project(thing: Any, _by: str) -> str:
    """For the project that a thing is of."""
    return f"project:{thing.project_id}"


def itself(project: Any, _by: str) -> str:
    """For the project that it is."""
    return f"project:{project.id}"


def team(_thing: Any, _by: str) -> str:
    """For the whole team."""
    return "team"


def of_writer(_thing: Any, by: str) -> str:
    """For whoever wrote it, and nobody else."""
    return own_scope(by)
