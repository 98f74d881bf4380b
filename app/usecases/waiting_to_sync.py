"""What of this laptop is not in the team's store yet, by its name and how many changes."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.counting import counted
from app.parts import App
from app.storage import UnsentThing, unsent_things
from app.usecases.log_words import LogWords, Subject, record_of

MOST_THINGS = 5_000


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """Something with changes that wait: a record, or what else of one school or project."""

    about: Subject
    changes: int

    @property
    def words(self) -> str:
        """`Visit 2, Thu 15 Jan 2026, Holly Bank Junior: 3 changes`."""
        return f"{self.about.what}, {self.about.where}: {counted(self.changes, 'change')}"


def waiting_to_sync(app: App) -> tuple[WaitingLine, ...]:
    """What waits, those with most changes first."""
    with app.store.reading() as reader:
        names = LogWords(app, reader)
        waiting: dict[Subject, int] = {}
        for thing in unsent_things(reader, MOST_THINGS):
            about = _about(names, thing)
            waiting[about] = waiting.get(about, 0) + thing.changes
    lines = [WaitingLine(about, changes) for about, changes in waiting.items()]
    return tuple(sorted(lines, key=lambda line: (-line.changes, line.about.what)))


def _about(names: LogWords, thing: UnsentThing) -> Subject:
    if not thing.kind:
        return Subject("Sealed, ready to be sent", names.place(thing.scope))
    id_ = thing.id if record_of(thing.kind, thing.id) else ""
    return names.subject(thing.scope, thing.kind, id_)
