"""What two people entered in the same place: said in words, and settled by one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from app.domain.changes import Change, Done, FieldValue
from app.domain.merging import Clash
from app.domain.people import Adviser
from app.errors import NotFoundError, VisitbookError
from app.forms.session import FormSession
from app.parts import App
from app.storage import Reader
from app.storage.wire import ANSWER
from app.usecases.guards import draft
from app.usecases.opened import live_session, open_on
from app.usecases.readiness import question_words

FINISHED_TWICE = "The record was finished twice"
_OF_FINISHING = {"state", "finished_at", "snapshot_sha256", "content", "sha256", "revision"}
_NOUNS = {
    "record": "The record",
    "visit": "The visit",
    "met_person": "A person met",
    "evidence": "Something looked at",
    "action": "An action",
    "action_review": "The status of an earlier action",
    "focus_pupil": "A focus pupil",
    "section_duty": "Who does a section",
    "photo": "A photo",
}
_MOST_SHOWN = 2_000


@dataclass(frozen=True, slots=True)
class Version:
    """One of the versions: what was entered, by whom and when. `mine` tells this laptop's own."""

    words: str
    who: str
    at: datetime
    mine: bool
    value: FieldValue


@dataclass(frozen=True, slots=True)
class ClashLine:
    """A clash in words; the version that is shown comes first. `ref` is blank for no answer."""

    what: str
    versions: tuple[Version, ...]
    clash: Clash
    ref: str = ""


def record_clashes(app: App, record_id: str) -> tuple[ClashLine, ...]:
    """What of a record two people entered without seeing the other's, and nobody has settled."""
    with app.store.reading() as reader:
        return clash_lines(app, reader, record_id, reader.clashes(record_id))


def clash_lines(
    app: App, reader: Reader, record_id: str, clashes: Iterable[Clash]
) -> tuple[ClashLine, ...]:
    """Clashes in words; two finishes are one line, whatever differs between them."""
    session = _session(app, reader, record_id)
    lines: list[ClashLine] = []
    for clash in clashes:
        line = _line(app, reader, session, clash)
        if line.what != FINISHED_TWICE or all(other.what != line.what for other in lines):
            lines.append(line)
    return tuple(lines)


def is_of_finishing(clash: Clash) -> bool:
    """Whether a clash is about a record having been finished by two people."""
    return clash.kind == "snapshot" or (clash.kind == "record" and clash.field in _OF_FINISHING)


def settle_clash(app: App, record_id: str, clash: Clash, value: FieldValue) -> Done[str]:
    """End a clash of a draft: `value`, one of its versions, replaces them all."""
    if value not in {head.value for head in clash.heads} and clash.field != "deleted":
        raise NotFoundError("That version is no longer among those to choose from.")
    with app.store.unit_of_work() as work:
        draft(work, record_id)
        work.settle(clash, value)
        return Done(record_id, work.commit())


def _session(app: App, reader: Reader, record_id: str) -> FormSession | None:
    with suppress(VisitbookError):  # its form may not be here yet: then the name has to do
        return live_session(app, open_on(app, reader, record_id))
    return None


def _line(app: App, reader: Reader, session: FormSession | None, clash: Clash) -> ClashLine:
    ref = clash.field.removeprefix(ANSWER) if clash.field.startswith(ANSWER) else ""
    versions = tuple(_version(app, reader, session, ref, head) for head in clash.heads)
    return ClashLine(_what(session, clash, ref), versions, clash, ref)


def _what(session: FormSession | None, clash: Clash, ref: str) -> str:
    if ref:
        return _label(session, ref)
    if is_of_finishing(clash):
        return FINISHED_TWICE
    noun = _NOUNS.get(clash.kind, clash.kind.replace("_", " ").capitalize())
    if clash.field == "deleted":
        return f"{noun}: deleted by one, changed by another"
    return f"{noun}: {clash.field.replace('_', ' ')}"


def _label(session: FormSession | None, ref: str) -> str:
    if session is not None:
        with suppress(VisitbookError, KeyError):
            return question_words(session, ref) or ref
    return ref.rsplit("/", 1)[-1].replace("_", " ")


def _version(
    app: App, reader: Reader, session: FormSession | None, ref: str, head: Change
) -> Version:
    who = reader.find(Adviser, id=head.by) if head.by else ()
    return Version(
        words=_words(session, ref, head),
        who=who[0].name if who else "A colleague",
        at=datetime.fromtimestamp(head.stamp.wall_ms / 1000, UTC).astimezone(),
        mine=head.by == app.me,
        value=head.value,
    )


def _words(session: FormSession | None, ref: str, head: Change) -> str:
    if head.field == "deleted":
        return "deleted"
    text = "" if head.value is None else str(head.value)
    if not text:
        return "left blank"
    if session is not None and ref:
        with suppress(VisitbookError, KeyError):
            return _chosen(session, ref, text)
    return text[:_MOST_SHOWN]


def _chosen(session: FormSession, ref: str, text: str) -> str:
    choices: Sequence[str] = [choice.value for choice in session.choices(ref)]
    parts = text.split()
    if choices and parts and set(parts) <= set(choices):
        return ", ".join(session.choice_label(ref, part) for part in parts)
    return text[:_MOST_SHOWN]
