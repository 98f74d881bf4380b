"""Who changed what, and when: the log in people's words, newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from app.domain.changes import Change
from app.domain.counting import counted
from app.domain.people import Adviser
from app.domain.schools import School
from app.errors import VisitbookError
from app.forms.refs import without_rows
from app.forms.session import FormSession
from app.parts import App
from app.storage import LoggedChange, Reader, newest_changes
from app.storage.scopes import school_scope
from app.storage.wire import ANSWER
from app.usecases.guards import found_record
from app.usecases.log_words import PRIVATE, LogWords, Subject
from app.usecases.opened import live_session, open_on
from app.usecases.readiness import question_words

PAGE = 400
"""Changes that are read at a time; what was changed together is one line."""

_TOGETHER = 30 * 60 * 1_000  # milliseconds within which changes of one thing are one line
_MOST_NAMED = 3
_LONGEST = 160
_PLAIN = {
    "on": "date",
    "starts": "start",
    "ends": "end",
    "by": "by when",
    "known_by": "how it is known",
    "adviser": "adviser",
    "agreement_date": "agreement",
    "given_up": "given up",
    "form_version": "form’s version",
    "finished_at": "finished",
    "snapshot_sha256": "finished content",
    "deleted": "removed",
    "seen": "what was seen",
    "email": "e-mail",
    "la": "local authority",
    "la_name": "local authority",
}
_OF_A_NEW_THING = frozenset({"urn", "record", "project", "form", "form_id", "code", "la", "word"})
"""Fields that are given once, when a thing is made."""
_UNSAID = _OF_A_NEW_THING | {
    *("sha256", "snapshot_sha256", "key", "width", "height", "size", "visit", "action", "document"),
    *("form_version", "by_hand", "own_form", "at", "carried_from", "started_at", "private"),
}


@dataclass(frozen=True, slots=True)
class HistoryWish:
    """Whose changes, of which school; blank and 0 for all. `before` is where the next page goes on.

    0 begins at the newest.
    """

    person: str = ""
    urn: int = 0
    before: int = 0


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """What one person changed of one thing in one go. `what` names the fields or questions."""

    at: datetime
    who: str
    about: Subject
    what: str
    changes: int
    ref: str = ""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """One page; `next` goes into the next wish, 0 where there is no more."""

    lines: tuple[HistoryLine, ...]
    next: int = 0


@dataclass(frozen=True, slots=True)
class HistoryChoices:
    """Whose changes, and of which schools, can be asked for: ids and URNs with their names."""

    people: tuple[tuple[str, str], ...] = ()
    schools: tuple[tuple[int, str], ...] = ()


def change_history(app: App, wish: HistoryWish, most: int = PAGE) -> HistoryPage:
    """A page of what was changed here and elsewhere, newest first."""
    scope = school_scope(wish.urn) if wish.urn else ""
    with app.store.reading() as reader:
        found = newest_changes(reader, most, before=wish.before, scope=scope, by=wish.person)
        words = _Words(app, reader)
        lines = [words.line(run) for run in _runs(found)]
    lines.sort(key=lambda line: line.at, reverse=True)
    return HistoryPage(tuple(lines), found[-1].arrival if len(found) == most else 0)


def history_choices(app: App) -> HistoryChoices:
    """Whose changes, and of which schools, can be asked for."""
    with app.store.reading() as reader:
        people = sorted((a.name, a.id) for a in reader.find(Adviser) if a.name)
        schools = sorted((school.name, int(school.urn)) for school in reader.find(School))
    return HistoryChoices(
        tuple((id_, "You" if id_ == app.me else name) for name, id_ in people),
        tuple((urn, name) for name, urn in schools),
    )


def _runs(found: Iterable[LoggedChange]) -> Iterator[list[Change]]:
    """Changes of one thing by one person that arrived one after the other, within half an hour."""
    run: list[Change] = []
    for logged in found:
        if run and not _goes_with(run[0], logged.change):
            yield run
            run = []
        run.append(logged.change)
    if run:
        yield run


def _goes_with(last: Change, change: Change) -> bool:
    alike = (last.kind, last.by, last.scope) == (change.kind, change.by, change.scope)
    same = alike and (last.id == change.id or last.kind != "record")
    return same and last.stamp.wall_ms - change.stamp.wall_ms < _TOGETHER


@dataclass
class _Words:
    app: App
    reader: Reader
    sessions: dict[tuple[str, str], FormSession | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = LogWords(self.app, self.reader)

    def line(self, run: Sequence[Change]) -> HistoryLine:
        """One line for what was changed in one go."""
        newest = run[0]
        about = self.names.subject(newest.scope, newest.kind, newest.id)
        refs = [c.field.removeprefix(ANSWER) for c in run if c.field.startswith(ANSWER)]
        return HistoryLine(
            at=datetime.fromtimestamp(newest.stamp.wall_ms / 1000, UTC).astimezone(),
            who=self.names.person(newest.by),
            about=about,
            what="" if about.where == PRIVATE else self._what(run, refs),
            changes=len(run),
            ref=refs[0] if len(refs) == 1 and about.record_id else "",
        )

    def _what(self, run: Sequence[Change], refs: Sequence[str]) -> str:
        """The questions that were answered, or the fields that were filled in."""
        if not refs:
            return _of_fields(run)
        asked = [words for ref in refs if (words := self._question(run[0].id, ref))]
        return _listed(asked) or counted(len(refs), "answer")

    def _question(self, record_id: str, ref: str) -> str:
        session = self._session(record_id)
        if session is not None:
            with suppress(VisitbookError, KeyError):
                return question_words(session, ref)
        return without_rows(ref).rpartition("/")[2].replace("_", " ")

    def _session(self, record_id: str) -> FormSession | None:
        """A live form of the record's version, one for all records of it: making one is slow."""
        with suppress(VisitbookError):  # the record, or its form, may not be here yet
            record = found_record(self.reader, record_id)
            form = (record.form_id, record.form_version)
            if form not in self.sessions:
                self.sessions[form] = None
                opened = open_on(self.app, self.reader, record_id)
                self.sessions[form] = live_session(self.app, opened)
            return self.sessions[form]
        return None


def _of_fields(run: Sequence[Change]) -> str:
    """The fields that were filled in, and whether what they are of is new."""
    things = {change.id for change in run}
    fields = {change.field for change in run}
    new = "Added" if fields & _OF_A_NEW_THING else ""
    if len(things) > 1:
        return f"{new or 'Changed'}: {counted(len(things), 'entry', 'entries')}"
    said = [_PLAIN.get(c.field, c.field.replace("_", " ")) for c in run if c.field not in _UNSAID]
    named = _listed(said)
    return ": ".join(
        part for part in (new, named[:1].lower() + named[1:] if new else named) if part
    )


def _listed(words: Sequence[str]) -> str:
    """`Date; Start; End and 2 more`, each once."""
    once = list(dict.fromkeys(" ".join(each.split()) for each in words if each))
    named = "; ".join(once[:_MOST_NAMED])
    if len(named) > _LONGEST:
        named = f"{named[:_LONGEST].rsplit(' ', 1)[0]} …"
    more = len(once) - _MOST_NAMED
    said = f"{named} and {more} more" if more > 0 else named
    return said[:1].upper() + said[1:]
