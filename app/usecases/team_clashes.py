"""Everything that two people entered in one place, whatever it is about: told, and settled."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from app.domain.changes import Done, FieldValue
from app.domain.merging import Clash
from app.errors import InputError, NotFoundError
from app.parts import App
from app.usecases.clashes import ClashLine, clash_lines

MINE, THEIRS, BOTH = "mine", "theirs", "both"
_ID_DIGITS = 8


@dataclass(frozen=True, slots=True)
class TeamClash:
    """A clash with the id that commands name it by; it stays the same while the clash stands."""

    id: str
    line: ClashLine

    @property
    def words(self) -> str:
        """What it is about, and each version with its author."""
        said = "; ".join(f"{v.who}: {v.words}" for v in self.line.versions)
        return f"{self.line.what}: {said}"


def clashes(app: App) -> tuple[TeamClash, ...]:
    """Every clash that nobody has settled, in a fixed order."""
    with app.store.reading() as reader:
        return tuple(
            TeamClash(clash_id(line.clash), line)
            for clash in reader.all_clashes()
            for line in clash_lines(app, reader, _record_of(clash), [clash])
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
    value = words if words is not None else _chosen(found, keep)
    with app.store.unit_of_work() as work:
        work.settle(found.line.clash, value)
        return Done(found, work.commit())


def _chosen(clash: TeamClash, keep: str) -> FieldValue:
    versions = clash.line.versions
    if keep == BOTH:
        return _both(clash)
    wanted = [version for version in versions if version.mine == (keep == MINE)]
    if not wanted:
        raise InputError(
            "None of the versions is yours. Nothing has been settled: choose theirs or a text."
        )
    return wanted[0].value


def _both(clash: TeamClash) -> FieldValue:
    """All versions one below the other, where they are words."""
    values = [version.value for version in clash.line.versions]
    if not all(isinstance(value, str) for value in values) or clash.line.clash.field == "deleted":
        raise InputError("Both can be kept of words only. Nothing has been settled.")
    return "\n\n".join(str(value) for value in values)


def _record_of(clash: Clash) -> str:
    """The record that an answer's clash is in: its question then says what it is about."""
    return clash.id if clash.kind == "record" else ""
