"""Searching everything that was written about a school before, from inside a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.records import Record
from app.domain.search_words import words_of
from app.domain.snapshot import Snapshot, SnapshotAnswer, SnapshotGroup, asked_within, from_json
from app.parts import App
from app.storage import Reader
from app.usecases.forms import definition_of
from app.usecases.guards import found_record
from app.usecases.last_time import earlier_records
from app.usecases.privacy import private_texts

MOST_HITS = 60
PRIVATE_NOTE = "private_note"
"""The built-in forms' private note, also where the form at hand has none."""

_AROUND = 90  # letters shown before and after what was found


@dataclass(frozen=True, slots=True)
class EarlierHit:
    """One earlier answer, action or piece of evidence in which the words were found.

    `label` says what was asked, `excerpt` holds what was found with some words around it. `ref` is
    the answer's place in its record, blank for rows of panels; `private` is one's own and in no
    document.
    """

    record_id: str
    title: str
    on: date
    label: str
    excerpt: str
    ref: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class EarlierHits:
    """What a search found, the newest record first; `looked_through` counts the records."""

    hits: tuple[EarlierHit, ...]
    looked_through: int
    more: bool = False


def search_earlier(app: App, record_id: str, text: str) -> EarlierHits:
    """Every place in earlier finished records of the same school that has all words of `text`.

    A word may be only the beginning of one; accents, capitals and punctuation don't matter. The
    person's own private texts are searched too.
    """
    wanted = words_of(text)
    with app.store.reading() as reader:
        record = found_record(reader, record_id)
        definition = definition_of(app, record.form_id, record.form_version)
        private = private_texts(definition) | {PRIVATE_NOTE}
        earlier = earlier_records(reader, record)
        found = list(_search(reader, earlier, wanted, private)) if wanted else []
    return EarlierHits(tuple(found[:MOST_HITS]), len(earlier), more=len(found) > MOST_HITS)


def _search(
    reader: Reader, records: Iterable[Record], wanted: list[str], private: frozenset[str]
) -> Iterator[EarlierHit]:
    for record in records:
        content = reader.snapshot(record.id)
        texts = [] if content is None else list(_texts(from_json(content)))
        own = _own_texts(reader, record, private)
        for ref, label, words, is_private in (*texts, *own):
            excerpt = _excerpt(words, label, wanted)
            if excerpt:
                about = (record.id, record.title, record.on)
                yield EarlierHit(*about, label, excerpt, ref, is_private)


def _texts(snapshot: Snapshot) -> Iterator[tuple[str, str, str, bool]]:
    """What there is to search: its ref, what was asked, the words, and that none is private."""
    for section in snapshot.sections:
        for label, answer in _asked(section, ""):
            if answer.words:
                yield answer.ref, label, answer.words, False
    for action in snapshot.actions:
        said = ("what", "who", "known_by", "support")
        yield "", f"Action {action['reference']}", _joined(action, said), False
    for line in snapshot.earlier:
        if line.get("seen"):
            yield "", f"Action {line['reference']}", line["seen"], False
    for seen in snapshot.evidence:
        yield "", "Evidence", _joined(seen, ("source", "where", "seen")), False


def _asked(group: SnapshotGroup, within: str) -> Iterator[tuple[str, SnapshotAnswer]]:
    """Each answer with what was asked; where a prompt or a row asked it, that one's words too."""
    for item in group.items:
        if isinstance(item, SnapshotAnswer):
            yield asked_within(within, item.label), item
        elif isinstance(item, SnapshotGroup):
            yield from _asked(item, item.label or within)


def _joined(row: object, names: Iterable[str]) -> str:
    values = (row.get(name, "") for name in names) if isinstance(row, dict) else ()
    return " · ".join(str(value) for value in values if value)


def _own_texts(
    reader: Reader, record: Record, private: frozenset[str]
) -> Iterator[tuple[str, str, str, bool]]:
    for ref, value in reader.answers(record.id).items():
        if ref.rsplit("/", 1)[-1] in private:
            yield ref, "Private note", value, True


def _excerpt(words: str, label: str, wanted: list[str]) -> str:
    """The words around the first that was found; blank where not all are there."""
    have = words_of(f"{label} {words}")
    if not all(any(word.startswith(part) for word in have) for part in wanted):
        return ""
    at = _first_at(words, wanted)
    begin, end = max(0, at - _AROUND), at + _AROUND
    cut = " ".join(words[begin:end].split())
    return f"{'…' if begin else ''}{cut}{'…' if end < len(words) else ''}"


def _first_at(words: str, wanted: list[str]) -> int:
    """Where the first word that was looked for begins, 0 where only the label has it."""
    at = 0
    for word in words.split(" "):
        if any(part.startswith(tuple(wanted)) for part in words_of(word)):
            return at
        at += len(word) + 1
    return 0
