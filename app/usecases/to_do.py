"""Things to do, each with its day: what Today lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.calendar import without_year
from app.domain.counting import counted
from app.domain.follow_through import Stage
from app.usecases.waiting import Waiting

SOON_DAYS = 14
"""How far ahead actions and windows are shown."""


class Due(StrEnum):
    """How a thing to do stands against its day."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"


class ToDoKind(StrEnum):
    """What is to be done."""

    SEND_NOTE = "send_note"
    FINISH_RECORD = "finish_record"
    WRITE_NOTE = "write_note"
    ACTION = "action"
    WINDOW = "window"
    ANSWER = "answer"
    CORRECTION = "correction"
    MAKE_FINAL = "make_final"
    QUALITY_READ = "quality_read"


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to do: what, about whom, by when; `target` is the id of what it is about.

    That is a record, for WRITE_NOTE a visit, an action or a project. `urn` is 0 where it is about
    several schools.
    """

    kind: ToDoKind
    due: Due
    by: date
    title: str
    detail: str
    urn: int = 0
    target: str = ""


def due_of(by: date, day: date) -> Due:
    """How something due `by` a day stands on `day`."""
    if by < day:
        return Due.LATE
    return Due.SOON if by <= day + timedelta(days=7) else Due.LATER


def by_words(by: date, day: date) -> str:
    """`Mon 19 Jan, 1 day late`, or how many days are left."""
    days = abs((by - day).days)
    if not days:
        return f"{without_year(by)}, today"
    count = counted(days, "day")
    return f"{without_year(by)}, {count} {'late' if by < day else 'left'}"


_FOLLOWED = {
    Stage.ACCURATE: (ToDoKind.ANSWER, "Record the answer"),
    Stage.DRAFT: (ToDoKind.CORRECTION, "Correct the note"),
    Stage.FINAL: (ToDoKind.MAKE_FINAL, "Make the note final"),
    Stage.QUALITY_READ: (ToDoKind.QUALITY_READ, "Quality read"),
}


def followed(waiting: Iterable[Waiting], names: Mapping[int, str], day: date) -> Iterator[ToDo]:
    """Notes that wait for their next stage; an answer of the school's only once its day is near.

    All else can be done now, over a holiday too. `names` are of their schools.
    """
    for one in waiting:
        kind, words = _FOLLOWED[one.stage]
        name = names.get(one.record.urn, "")
        said = "Reply hoped for by" if kind is ToDoKind.ANSWER else "Due"
        if kind is not ToDoKind.ANSWER or one.by <= day + timedelta(days=SOON_DAYS):
            yield ToDo(
                kind=kind,
                due=due_of(one.by, day),
                by=one.by,
                title=f"{words}: {name}",
                detail=f"{said} {by_words(one.by, day)}",
                urn=one.record.urn,
                target=one.record.id,
            )
