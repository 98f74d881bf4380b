"""Visits: the appointments at a school, apart from the records that are written at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class VisitState(StrEnum):
    """Where an appointment stands."""

    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class VisitKind:
    """A kind of visit; kinds are data (resources/visit_kinds.toml).

    `form_id` is the form that is usually filled in at it, blank where there is none; `number` its
    place among the project's visits, 0 where it has none; `hours` its usual length. `note` is
    whether its form is waited for once the day has passed.
    """

    key: str
    label: str
    form_id: str = ""
    number: int = 0
    hours: float = 3.0
    note: bool = True

    @property
    def awaits_note(self) -> bool:
        """Whether something has to be written about such a visit."""
        return self.note and bool(self.form_id)


@dataclass(frozen=True, slots=True)
class Visit:
    """An appointment at a school. `kind` is a `VisitKind` key; `starts` is blank until agreed."""

    id: str
    urn: int
    kind: str
    on: date
    project_id: str = ""
    starts: time | None = None
    ends: time | None = None
    purpose: str = ""
    meeting: str = ""
    adviser_id: str = ""
    state: VisitState = VisitState.PLANNED
