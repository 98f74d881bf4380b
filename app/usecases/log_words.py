"""What the log's scopes and things are called, for people: schools, records, nouns, persons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from app.domain.calendar import in_words as day_in_words
from app.domain.people import Adviser
from app.domain.projects import Project
from app.domain.records import Record
from app.domain.schools import School

if TYPE_CHECKING:
    from app.parts import App
    from app.storage import Reader

PRIVATE = "For you alone"
THE_TEAM = "The whole team"
SOMEBODY = "A colleague"
NOBODY_SAID = "Not known"
NOUNS = {
    "school": "School details",
    "key_person": "People at the school",
    "project": "Project",
    "cohort": "Cohorts",
    "membership": "Schools of the project",
    "window": "Visit windows",
    "visit": "Visits",
    "met_person": "People met",
    "evidence": "What was looked at",
    "passed_on": "Private entries",
    "action": "Actions",
    "action_review": "Status of earlier actions",
    "focus_pupil": "Focus pupils",
    "document": "Documents",
    "handover": "Notes handed over",
    "record_step": "Notes followed through",
    "holiday": "Holidays",
    "section_duty": "Who does which section",
    "photo": "Photos",
    "own_form": "Forms",
    "form_file": "Forms",
    "phrase": "Phrases",
    "learned_word": "Learned words",
    "adviser": "People in the team",
}
"""Every kind but records, which have titles."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What something in the log is about: a record's title or a noun, and of which school.

    `record_id` and `urn` lead there; blank and 0 where there is no such page.
    """

    what: str
    where: str
    record_id: str = ""
    urn: int = 0


class LogWords:
    """Reads names once each; use it on one open reader."""

    def __init__(self, app: App, reader: Reader) -> None:
        self._app = app
        self._reader = reader
        self._records: dict[str, Record | None] = {}
        self._schools: dict[int, str] = {}

    def subject(self, scope: str, kind: str, id_: str) -> Subject:
        """What a thing of the log is called, and where it belongs."""
        record = self._record(record_of(kind, id_))
        urn = _urn_of(scope)
        where = self.place(scope)
        if record is not None:
            title = f"{record.title}, {day_in_words(record.on)}"
            return Subject(title, where, record.id, urn)
        if where == PRIVATE:
            return Subject("Private entries", where)
        return Subject(NOUNS.get(kind, "A record"), where, urn=urn)

    def place(self, scope: str) -> str:
        """What a scope is called."""
        if scope.startswith("adviser:"):
            return PRIVATE
        if scope.startswith("project:"):
            return self._projects.get(scope.removeprefix("project:"), "A project")
        urn = _urn_of(scope)
        return self._school(urn) if urn else THE_TEAM

    def person(self, by: str) -> str:
        """The name of who wrote something."""
        if not by:
            return NOBODY_SAID
        return "You" if by == self._app.me else self._people.get(by) or SOMEBODY

    def _record(self, record_id: str) -> Record | None:
        if record_id not in self._records:
            found = self._reader.find(Record, id=record_id) if record_id else ()
            self._records[record_id] = found[0] if found else None
        return self._records[record_id]

    def _school(self, urn: int) -> str:
        if urn not in self._schools:
            found = self._reader.find(School, urn=urn)
            self._schools[urn] = found[0].name if found else f"School {urn}"
        return self._schools[urn]

    @cached_property
    def _people(self) -> dict[str, str]:
        return {adviser.id: adviser.name for adviser in self._reader.find(Adviser)}

    @cached_property
    def _projects(self) -> dict[str, str]:
        return {project.id: project.title for project in self._reader.find(Project)}


def record_of(kind: str, id_: str) -> str:
    """The record that a thing is part of by its id; blank where the id does not tell."""
    if kind == "snapshot":
        return id_.rpartition(".")[0]
    return id_ if kind == "record" else ""


def _urn_of(scope: str) -> int:
    urn = scope.removeprefix("school:")
    return int(urn) if urn != scope and urn.isdecimal() else 0
