"""Everything that two people entered in one place, whatever it is about: told, and settled."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from app.domain.changes import Change, Done, FieldValue
from app.domain.merging import Clash
from app.errors import InputError, NotFoundError, VisitbookError
from app.forms.definition import Question, QuestionKind
from app.forms.refs import without_rows
from app.parts import App
from app.storage import Reader
from app.usecases.clashes import ClashLine, Version, clash_lines, is_of_finishing
from app.usecases.forms import definition_of
from app.usecases.guards import found_record
from app.usecases.log_words import LogWords, Subject, record_of

MINE, THEIRS, BOTH = "mine", "theirs", "both"
_ID_DIGITS = 8
_DELETED = "deleted"
_IN_WORDS = frozenset(
    {"purpose", "meeting", "what", "who", "known_by", "support", "seen", "where", "note", "helps"}
    | {"starting_point", "target", "words", "caption", "aim", "name"}
)
"""Fields, beside answers, that hold whatever somebody wrote."""


@dataclass(frozen=True, slots=True)
class TeamClash:
    """A clash with the id that commands name it by; it stays the same while the clash stands.

    `about` says where it is. `in_words` tells that it is about what somebody wrote, so that both
    may stand, or a new text. `also` are further fields that are settled with it in one go.
    """

    id: str
    line: ClashLine
    about: Subject
    in_words: bool = False
    also: tuple[Clash, ...] = ()

    @property
    def words(self) -> str:
        """What it is about, and each version with its author."""
        said = "; ".join(f"{v.who}: {v.words}" for v in self.line.versions)
        return f"{self.line.what}: {said}"


def clashes(app: App) -> tuple[TeamClash, ...]:
    """Every clash that nobody has settled, in a fixed order; two finishes of a record are one."""
    with app.store.reading() as reader:
        names = LogWords(app, reader)
        groups: dict[str, list[Clash]] = {}
        for clash in reader.all_clashes():
            groups.setdefault(record_of(clash.kind, clash.id), []).append(clash)
        return tuple(
            found
            for record_id, group in groups.items()
            for found in _of_record(app, reader, names, record_id, group)
        )


def clash_id(clash: Clash) -> str:
    """What a clash is called in commands."""
    place = f"{clash.kind}\n{clash.id}\n{clash.field}"
    return hashlib.sha256(place.encode()).hexdigest()[:_ID_DIGITS]


def settle(app: App, id_: str, keep: str, words: str | None = None) -> Done[TeamClash]:
    """End a clash: keep one's own version, the other's, both, or `words` in place of them all.

    Raises NotFoundError for an id that no clash has, InputError where it takes no such choice.
    """
    found = next((clash for clash in clashes(app) if clash.id == id_), None)
    if found is None:
        raise NotFoundError("There is no such clash; it may have been settled. See `clashes`.")
    if words is not None:
        return settle_with(app, found, _text(found, words))
    if keep == BOTH:
        return settle_with(app, found, _both(found))
    wanted = [at for at, v in enumerate(found.line.versions) if v.mine == (keep == MINE)]
    if not wanted:
        raise InputError(
            "None of the versions is yours. Nothing has been settled: choose theirs or a text."
        )
    return settle_with(app, found, wanted[0])


def settle_with(app: App, clash: TeamClash, choice: int | str) -> Done[TeamClash]:
    """End a clash: by the version at a place among those it has, or by a text in their place.

    It may have been settled meanwhile, by a colleague even: then the choice stands all the same.
    """
    text = _text(clash, choice) if isinstance(choice, str) else None
    with app.store.unit_of_work() as work:
        if text is not None:
            work.settle(clash.line.clash, text)
        else:
            assert isinstance(choice, int)
            work.settle(clash.line.clash, clash.line.versions[choice].value)
            for other in clash.also:
                work.settle(other, _same_device(clash, choice, other))
        return Done(clash, work.commit())


def both_versions(clash: TeamClash) -> str:
    """All versions one below the other. Raises InputError where they are not words."""
    return _both(clash)


def _of_record(
    app: App, reader: Reader, names: LogWords, record_id: str, group: Sequence[Clash]
) -> Iterable[TeamClash]:
    finishing = [clash for clash in group if is_of_finishing(clash)] if record_id else []
    others = [clash for clash in group if clash not in finishing]
    for line in clash_lines(app, reader, record_id, [*finishing[:1], *others]):
        clash = line.clash
        about = names.subject(clash.heads[0].scope, clash.kind, clash.id)
        also = tuple(finishing[1:]) if clash in finishing else ()
        told = _with_what_stands(reader, names, line) if clash.field == _DELETED else line
        in_words = _is_in_words(app, reader, record_id, line)
        yield TeamClash(clash_id(clash), told, about, in_words, also)


def _is_in_words(app: App, reader: Reader, record_id: str, line: ClashLine) -> bool:
    if not all(isinstance(version.value, str) for version in line.versions):
        return False
    if not line.ref:
        return line.clash.kind != "record" and line.clash.field in _IN_WORDS
    with suppress(VisitbookError):  # its form may not be here yet
        record = found_record(reader, record_id)
        definition = definition_of(app, record.form_id, record.form_version)
        item = definition.find(without_rows(line.ref))
        return isinstance(item, Question) and item.kind is QuestionKind.TEXT
    return False


def _with_what_stands(reader: Reader, names: LogWords, line: ClashLine) -> ClashLine:
    """Put what was changed before what says that it was deleted: either may be kept."""
    clash = line.clash
    edits = [c for c in reader.log_of([(clash.kind, clash.id)]) if c.field != _DELETED]
    if not edits:
        return line
    last = max(edits, key=lambda change: change.stamp)
    deleted = (each for each in line.versions if each.value is True)
    return replace(line, versions=(_kept(names, last), *deleted))


def _kept(names: LogWords, last: Change) -> Version:
    who = names.person(last.by)
    at = datetime.fromtimestamp(last.stamp.wall_ms / 1000, UTC).astimezone()
    return Version("changed, and so kept", who, at, mine=who == "You", value=False)


def _same_device(clash: TeamClash, choice: int, other: Clash) -> FieldValue:
    """What the author of the chosen version has in another field that goes with it."""
    chosen = clash.line.clash.heads[choice].head.device
    own = [head for head in other.heads if head.head.device == chosen]
    return (own or list(other.heads))[0].value


def _text(clash: TeamClash, words: str) -> str:
    if not clash.in_words:
        raise InputError(
            "This is not a text, so one of the versions has to be chosen. Nothing has been settled."
        )
    return words


def _both(clash: TeamClash) -> str:
    """All versions one below the other, where they are words."""
    values = [version.value for version in clash.line.versions]
    if not clash.in_words:
        raise InputError("Both can be kept of words only. Nothing has been settled.")
    return "\n\n".join(str(value) for value in values)
