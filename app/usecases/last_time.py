"""What was answered last time at this school, for the side panel and for carrying forward."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from app.domain.records import Record, RecordState
from app.domain.snapshot import from_json
from app.storage import Reader

_PHOTO = "image"
LOOKED_BACK = 3
"""How many earlier records are looked through: the last three travel with a school."""


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """An earlier answer to a question of the same name, from the record `record_id`."""

    value: str
    words: str
    title: str
    on: date
    record_id: str = ""


def last_answers(
    reader: Reader,
    record: Record,
    private: frozenset[str] = frozenset(),
    carried: frozenset[str] = frozenset(),
) -> dict[str, LastAnswer]:
    """The newest earlier answer by question name, from finished records of the same school.

    `private` names questions whose answers no snapshot holds: what this laptop has of those is
    one's own. `carried` names questions that are asked again after a long time, such as the
    confidence asked at the launch and in July: for these every earlier record is looked through.
    """
    found: dict[str, LastAnswer] = {}
    for place, earlier in enumerate(earlier_records(reader, record)):
        missing = carried - found.keys()
        if place >= LOOKED_BACK and not missing:
            break
        wanted = None if place < LOOKED_BACK else missing
        for name, answer in _answers_of(reader, earlier, private):
            if name not in found and (wanted is None or name in wanted):
                found[name] = answer
    return found


def _answers_of(
    reader: Reader, earlier: Record, private: frozenset[str]
) -> Iterator[tuple[str, LastAnswer]]:
    about = (earlier.title, earlier.on, earlier.id)
    content = reader.snapshot(earlier.id)
    for answer in from_json(content).answers() if content else ():
        if answer.value and answer.kind != _PHOTO:  # a photo stays with its record
            yield answer.name, LastAnswer(answer.value, answer.words, *about)
    for ref, value in reader.answers(earlier.id).items() if private else ():
        name = ref.rsplit("/", 1)[-1]
        if name in private:
            yield name, LastAnswer(value, value, *about)


def earlier_records(reader: Reader, record: Record, most: int | None = None) -> tuple[Record, ...]:
    """Finished records of the same school from before this one, the newest first."""
    same = {"urn": record.urn, **({} if record.urn else {"project_id": record.project_id})}
    others = reader.find(Record, state=RecordState.FINISHED, **same)
    before = [other for other in others if (other.on, other.id) < (record.on, record.id)]
    newest = sorted(before, key=lambda other: (other.on, other.id), reverse=True)
    return tuple(islice(newest, most))
