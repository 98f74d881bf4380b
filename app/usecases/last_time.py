"""What was answered last time at this school, for the side panel and for carrying forward."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.records import Record, RecordState
from app.domain.snapshot import from_json
from app.storage import Reader

LOOKED_BACK = 3
"""How many earlier records are looked through: the last three travel with a school."""


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """An earlier answer to a question of the same name."""

    value: str
    words: str
    title: str
    on: date


def last_answers(
    reader: Reader, record: Record, private: frozenset[str] = frozenset()
) -> dict[str, LastAnswer]:
    """The newest earlier answer by question name, from finished records of the same school.

    `private` names questions whose answers no snapshot holds: what this laptop has of those is
    one's own.
    """
    found: dict[str, LastAnswer] = {}
    for earlier in _earlier(reader, record):
        content = reader.snapshot(earlier.id)
        for answer in from_json(content).answers() if content else ():
            if answer.value and answer.name not in found:
                found[answer.name] = LastAnswer(
                    answer.value, answer.words, earlier.title, earlier.on
                )
        for ref, value in reader.answers(earlier.id).items() if private else ():
            name = ref.rsplit("/", 1)[-1]
            if name in private and name not in found:
                found[name] = LastAnswer(value, value, earlier.title, earlier.on)
    return found


def _earlier(reader: Reader, record: Record) -> list[Record]:
    others = reader.find(Record, urn=record.urn, state=RecordState.FINISHED)
    before = [other for other in others if (other.on, other.id) < (record.on, record.id)]
    newest = sorted(before, key=lambda other: (other.on, other.id), reverse=True)
    return newest[:LOOKED_BACK]
