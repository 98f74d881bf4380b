"""How a day runs: its parts one after the other, and a timer that says which of them is on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from app.domain.counting import counted

_HOUR = 60  # minutes


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a day: what is done, for how many minutes, how many after the day's beginning."""

    what: str
    minutes: int
    begins: int

    @property
    def ends(self) -> int:
        """Minutes from the day's beginning to the part's end."""
        return self.begins + self.minutes


@dataclass(frozen=True, slots=True)
class RunningOrder:
    """The parts of a day in order. `starts` is the time it is planned for, None for any."""

    parts: tuple[Part, ...]
    starts: time | None = None

    @property
    def minutes(self) -> int:
        """How long the day is, breaks with it."""
        return self.parts[-1].ends if self.parts else 0


@dataclass(frozen=True, slots=True)
class Timer:
    """Time that runs from `since`, added to what had run before; None while it stands."""

    ran: timedelta = timedelta()
    since: datetime | None = None

    @property
    def begun(self) -> bool:
        """Whether it was started and not set back."""
        return self.since is not None or bool(self.ran)

    def elapsed(self, now: datetime) -> timedelta:
        """How long it has run; a clock that was set back counts for nothing."""
        if self.since is None:
            return self.ran
        return self.ran + max(now - self.since, timedelta())

    def started(self, now: datetime) -> Timer:
        """The same, running from now on."""
        return self if self.since is not None else Timer(self.ran, now)

    def paused(self, now: datetime) -> Timer:
        """The same, standing."""
        return Timer(self.elapsed(now))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a day stands: the part that is on, or in a break the one that comes next.

    `at` is the number of that part from 0, as many as there are parts once all are through; `left`
    are the minutes left of it, or until it begins; `over` the minutes beyond the whole day.
    """

    at: int
    left: int
    in_break: bool = False
    over: int = 0


def standing(order: RunningOrder, elapsed: timedelta) -> Standing:
    """Where a day stands after so long; a minute begun counts as left."""
    minutes = int(elapsed.total_seconds() // 60)
    for at, part in enumerate(order.parts):
        if minutes < part.begins:
            return Standing(at, part.begins - minutes, in_break=True)
        if minutes < part.ends:
            return Standing(at, part.ends - minutes)
    return Standing(len(order.parts), 0, over=minutes - order.minutes)


def minutes_in_words(minutes: int) -> str:
    """`25 minutes`, `1 hour`, `2 hours 5 minutes`."""
    hours, rest = divmod(minutes, _HOUR)
    parts = []
    if hours:
        parts.append(counted(hours, "hour"))
    if rest or not hours:
        parts.append(counted(rest, "minute"))
    return " ".join(parts)
