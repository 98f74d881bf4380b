"""Where one can be in the window, and going there and back.

A place is a small frozen value; a screen says where to go and never which screen shows it, so
screens do not know each other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.usecases.form_check import FormDraft
    from app.usecases.own_forms import FormVersion


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in the window."""


@dataclass(frozen=True, slots=True)
class Today(Place):
    """What is on today, what is due, and what is on this laptop only."""


@dataclass(frozen=True, slots=True)
class Schools(Place):
    """My schools, and the register to find others in. `search` is looked for at once.

    `ask` opens what is asked for there: `import` the register's list, or `add` a school by hand.
    """

    search: str = ""
    ask: str = ""


@dataclass(frozen=True, slots=True)
class SchoolPage(Place):
    """One school, at one of its tabs; `tab` is blank for the first."""

    urn: int
    tab: str = ""


@dataclass(frozen=True, slots=True)
class Records(Place):
    """All records, or those of one school (`urn`, 0 for all)."""

    urn: int = 0


@dataclass(frozen=True, slots=True)
class RecordPage(Place):
    """One record in the editor, at the question `ref` where one is named."""

    record_id: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class FinishPage(Place):
    """One record before and after it is finished."""

    record_id: str


@dataclass(frozen=True, slots=True)
class AuditPage(Place):
    """The profile of one audit."""

    record_id: str


@dataclass(frozen=True, slots=True)
class Project(Place):
    """The project: cohorts, windows, who is where."""


@dataclass(frozen=True, slots=True)
class Forms(Place):
    """The forms there are; the one called `form_id` is the current one.

    `ask`: `import` to choose a file, `again` to check the last one again, `result` to show what
    the last check found.
    """

    form_id: str = ""
    ask: str = ""


@dataclass(frozen=True, slots=True)
class FormTrial(Place):
    """A form as an adviser will see it: one that is not imported (`draft`), or one that is here."""

    draft: FormDraft | None = None
    kept: FormVersion | None = None


@dataclass(frozen=True, slots=True)
class Outbox(Place):
    """The messages that wait to be sent, and what became of the others."""


@dataclass(frozen=True, slots=True)
class Sync(Place):
    """What waits, what clashes and what came, with the clash `clash_id` open where one is named.

    `ask` opens what is asked for there: `make` a team, or `join` one.
    """

    clash_id: str = ""
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Members(Place):
    """Who is in the team, and where its files lie. `ask` is `place` to say where they lie now."""

    ask: str = ""


@dataclass(frozen=True, slots=True)
class Phrases(Place):
    """The phrases and the learned words of whoever holds this laptop.

    `ask`: `looks` for the words to look at twice, which stand there too.
    """

    ask: str = ""


@dataclass(frozen=True, slots=True)
class Settings(Place):
    """Settings of this laptop and this person."""


@dataclass(frozen=True, slots=True)
class Help(Place):
    """The help pages."""


class Navigator:
    """Goes to places and back. `show` puts a place on screen and may refuse with False."""

    def __init__(self, show: Callable[[Place], bool] | None = None) -> None:
        self._show = show or (lambda _place: True)
        self._trail: list[Place] = []

    @property
    def here(self) -> Place | None:
        """Where the window is."""
        return self._trail[-1] if self._trail else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place to go back to."""
        return len(self._trail) > 1

    def on_show(self, show: Callable[[Place], bool]) -> None:
        """Name what puts places on screen, where the navigator was made first."""
        self._show = show

    def go(self, place: Place) -> None:
        """Go to `place`; the trail for going back grows, and ends at a place already on it."""
        if not self._show(place):
            return
        trail = self._trail
        at = next((n for n, seen in enumerate(trail) if same_thing(seen, place)), len(trail))
        self._trail = [*trail[:at], place]

    def start_over(self, place: Place) -> None:
        """Go to `place` as a new beginning, with nothing to go back to."""
        if self._show(place):
            self._trail = [place]

    def forget(self, record_id: str) -> None:
        """Take the pages of a record that is gone off the trail, but for the one on screen."""
        before = [p for p in self._trail[:-1] if getattr(p, "record_id", "") != record_id]
        self._trail = [*before, *self._trail[-1:]]

    def back(self) -> None:
        """Go back to the place before this one, where there is one."""
        if self.can_go_back and self._show(self._trail[-2]):
            self._trail.pop()


def same_thing(one: Place, other: Place) -> bool:
    """Whether both are the same thing, whatever part of it is shown."""
    return _thing(one) == _thing(other)


def _thing(place: Place) -> tuple[object, ...]:
    return (
        type(place),
        getattr(place, "urn", 0) if isinstance(place, SchoolPage) else 0,
        getattr(place, "record_id", ""),
    )
