"""The briefing before a visit: one page for the adviser, whatever the school holds.

It is made from what is known now, not from a finished record, and says so. What would make it
longer than a page is shortened: all of it stands on the school's page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.domain.briefings import BriefedAction, BriefedResult, Briefing
from app.domain.calendar import in_words
from app.domain.counting import counted
from app.domain.visits import Visit
from app.reports.blocks import (
    Block,
    Column,
    Document,
    Facts,
    Paragraph,
    Run,
    Table,
    Text,
    Voice,
    bold,
    joined,
    plain,
)
from app.reports.content.furniture import text_cells
from app.reports.content.history import history_blocks
from app.reports.content.parts import part
from app.reports.content.printable import code_free
from app.reports.content.pupils import counts_in_words
from app.reports.content.tables import without_blank_columns
from app.reports.content.words import sentence, short_date

TITLE = "Briefing"
FOR_ADVISER = "For the adviser"
MADE_LIVE = "Made from what this laptop held on that day; not from a finished record."
NOT_SIGNED = "Not signed yet: no pupil codes before it is"


@dataclass(frozen=True, slots=True)
class Room:
    """How much a briefing may say: `long` and `short` are letters of a text, the others rows.

    `history` is whether there is room for the year's visits as a figure and a table.
    """

    actions: int
    results: int
    long: int
    short: int
    history: bool = False


ROOMS = (
    Room(actions=9, results=5, long=480, short=150, history=True),
    Room(actions=6, results=3, long=320, short=110, history=True),
    Room(actions=9, results=5, long=480, short=150),
    Room(actions=7, results=4, long=320, short=110),
    Room(actions=6, results=3, long=220, short=80),
    Room(actions=5, results=3, long=140, short=60),
    Room(actions=4, results=2, long=80, short=36),
    Room(actions=2, results=1, long=24, short=12),
)
"""From what usually fits a page to what always does."""


def briefings(facts: Briefing) -> Iterator[Document]:
    """The briefing at its fullest, then shorter and shorter: the first that fits one page is it."""
    for room in ROOMS:
        yield briefing(facts, room)


def briefing(facts: Briefing, room: Room) -> Document:
    """The briefing with no more than there is `room` for."""
    told = _Telling(facts, room)
    school = told.short(facts.school.name)
    lead = (
        (Run(told.short(facts.organisation), bold=True), Run(" · ")) if facts.organisation else ()
    )
    head = f"{TITLE} · {school} · {in_words(facts.made)}"
    return Document(
        title=f"{TITLE} · {school} · {facts.made.isoformat()}",
        head=(*lead, Run(head)),
        mark=FOR_ADVISER,
        foot=f"{FOR_ADVISER}, not for the school. {MADE_LIVE} Remove it after the visit.",
        blocks=tuple(told.blocks()),
        subject=TITLE,
    )


class _Telling:
    """Tells the facts within the room there is, and no pupil's code."""

    def __init__(self, facts: Briefing, room: Room) -> None:
        self._facts, self._room = facts, room
        self._withhold: Callable[[str], str] = code_free(facts.codes)

    def blocks(self) -> Iterable[Block]:
        facts = self._facts
        yield Paragraph(plain(TITLE), Voice.TITLE)
        about = " · ".join(part for part in (facts.school.name, facts.kind) if part)
        aside = bold(f"As of {in_words(facts.made)}")
        yield Paragraph(plain(self.short(about)), Voice.SUBTITLE, aside=aside)
        yield self._school()
        yield from part("Next visit", self._next_visit())
        yield from part("Whom to meet", self._people())
        yield from part("Last actions", self._actions())
        yield from part("Focus pupils", self._pupils())
        yield from part("Key results", self._results())
        if self._room.history:
            yield from part("The year so far", history_blocks(self._facts.history))

    def short(self, text: str) -> str:
        return _cut(self._withhold(text), self._room.short)

    def _long(self, text: str) -> str:
        return _cut(self._withhold(text), self._room.long)

    def _school(self) -> Facts:
        school = self._facts.school
        signed = school.agreement_date
        roll = f"{school.pupils:,} on roll" if school.pupils else ""
        phase = _listed("; ", school.phase, f"ages {school.ages}" if school.ages else "", roll)
        pairs = (
            ("School", _listed(", ", school.name, f"URN\u00a0{school.urn}")),
            ("Agreement", f"Signed {in_words(signed)}" if signed else NOT_SIGNED),
            ("Phase", phase),
            ("LA, trust", _listed("; ", school.la_name, school.trust)),
            ("Project", _listed(", ", self._facts.project, self._facts.cohort)),
            ("Telephone", school.telephone),
        )
        return Facts(tuple((label, bold(self.short(words))) for label, words in pairs if words))

    def _next_visit(self) -> Iterable[Block]:
        visit = self._facts.visit
        if visit is None:
            yield Paragraph(plain("None is planned."))
        else:
            window = f"{self._facts.window} window" if self._facts.window else ""
            when = _listed(", ", in_words(visit.on), _hours(visit))
            about = self.short(_listed(" · ", self._facts.kind, window))
            yield Paragraph(joined((bold(sentence(when)), plain(sentence(about)))))
            yield from self._labelled("Meeting", visit.meeting)
            yield from self._labelled("Purpose", visit.purpose)
        asked = self.short(self._facts.ready_from)
        yield from self._labelled(f"Asked for last time ({asked})", self._facts.ready)

    def _labelled(self, label: str, text: str) -> Iterable[Block]:
        if text.strip():
            yield Paragraph(joined((bold(f"{label}:"), plain(self._long(text)))))

    def _people(self) -> Iterable[Block]:
        roles = tuple(dict.fromkeys(self._facts.people))
        if roles:
            yield Paragraph(plain(sentence(self._long("; ".join(roles)))))

    def _actions(self) -> Iterable[Block]:
        actions = self._facts.actions
        if not actions:
            return
        shown = actions[: self._room.actions]
        columns = (
            Column("Action", 3.6),
            Column("Who", 1.5),
            Column("By", 0.9),
            Column("Status", 1.5),
        )
        yield Table(columns, tuple(map(self._action, shown)), "The last actions, with their status")
        yield from _more(actions[len(shown) :])

    def _action(self, action: BriefedAction) -> tuple[tuple[Text, ...], ...]:
        by, made = action.by, self._facts.made
        day = short_date(by.isoformat(), made.isoformat()) if by else ""
        late = action.is_open and by is not None and by < made
        status = action.status or ("No status yet" if action.is_open else "")
        return (
            (plain(self.short(action.what)),),
            (plain(self._half(action.who)),),
            (plain(day),),
            (bold(f"{status}, late" if late else status),),
        )

    def _pupils(self) -> Iterable[Block]:
        return counts_in_words([{"status": each.value} for each in self._facts.pupils])

    def _results(self) -> Iterable[Block]:
        results = self._facts.results[: self._room.results]
        if not results:
            return
        if self._facts.results_from:
            yield Paragraph(plain(sentence(self._long(self._facts.results_from))))
        columns = (
            Column("Measure", 2.4),
            Column("School", 1.1),
            Column("Interval", 1.4),
            Column("Compared with", 1.8),
        )
        rows = tuple(map(self._result, results))
        yield without_blank_columns(Table(columns, rows, "Key results", header_columns=1))

    def _result(self, result: BriefedResult) -> tuple[tuple[Text, ...], ...]:
        told = (result.measure, result.school, result.interval, result.beside)
        return text_cells(map(self._half, told))

    def _half(self, text: str) -> str:
        return _cut(self._withhold(text), self._room.short // 2)


def _more(left_out: Sequence[BriefedAction]) -> Iterable[Block]:
    if left_out:
        still_open = sum(action.is_open for action in left_out)
        told = f"And {counted(len(left_out), 'more action')} on the school’s page"
        if still_open:
            told += f", {still_open} of them open"
        yield Paragraph(plain(f"{told}."), Voice.QUIET)


def _hours(visit: Visit) -> str:
    told = (f"{hour:%H:%M}" for hour in (visit.starts, visit.ends) if hour)
    return " to ".join(told)


def _listed(separator: str, *parts: str) -> str:
    return separator.join(part for part in parts if part)


def _cut(text: str, most: int) -> str:
    """`text` on one line, cut between words where it is longer than `most` letters."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    kept = line[: most - 1]
    return f"{kept.rsplit(' ', 1)[0] if ' ' in kept[most // 2 :] else kept}…"
