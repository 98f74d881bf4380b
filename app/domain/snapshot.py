"""The frozen content of a finished record: documents and exports are made from this alone.

Plain values that go to canonical JSON and back without loss; the hash of that JSON proves that a
record is unchanged.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

SNAPSHOT_FORMAT = 1
PRIVATE_NAMES = frozenset({"private", "private_note", "safeguarding"})
"""Questions and sections called so are private, whatever their form's marks say."""


@dataclass(frozen=True, slots=True)
class SnapshotAnswer:
    """One question as it was asked and answered.

    `value` is kept as entered; `words` is what is shown and printed; `kind` a `QuestionKind`
    value. `marks` holds what is set of component, strand, threads (space-separated), level
    and more; `extra` what else the chosen choice's list says, such as its `descriptor`, and of a
    photo (kind `image`, its caption being the words) its `photo` (the id), `file_name`, `sha256` of
    the sealed file, `width` and `height`.
    """

    ref: str
    name: str
    label: str
    kind: str
    value: str
    words: str
    marks: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SnapshotPanel:
    """Where a panel stands among the questions; `panel` is such as `actions` or `people`."""

    ref: str
    name: str
    label: str
    panel: str


@dataclass(frozen=True, slots=True)
class SnapshotGroup:
    """A section, a group or one row of a repeat, with what is in it, in order.

    Only what was asked is here: what was not relevant when the record was finished is left out,
    and so is everything private: a snapshot is shared with whoever works with the school.
    `row` is the row's id, blank for what is no row.
    """

    ref: str
    name: str
    label: str
    items: tuple[SnapshotAnswer | SnapshotGroup | SnapshotPanel, ...]
    row: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)

    def answers(self) -> Iterator[SnapshotAnswer]:
        """Every answer in this group and the groups in it."""
        for item in self.items:
            if isinstance(item, SnapshotAnswer):
                yield item
            elif isinstance(item, SnapshotGroup):
                yield from item.answers()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A record as it was when it was finished.

    `facts` are plain words for the head of a document: school, urn, la, phase, ages, trust,
    project, organisation, cohort, window, visit_kind, visit_number, visits_in_all, date, starts,
    ends, adviser, adviser_role, contact, agreement_date, keep_until, head_role, chair,
    send_by, reply_by, audience (each only where known; dates in ISO). The rows below are mappings
    of plain words:

    actions: id, number, reference, what, who, by, known_by, support, confidence, carried_from
    earlier: id, number, reference, what, who, by, status, seen
    people: role, name
    evidence: source, where, count, seen
    pupils: code, year, disadvantaged, send, eal, prior, starting_point, target, helps,
    review_date, status

    codes: the codes that pupils of the school have or had, so that none is printed from words
    """

    record_id: str
    reference: str
    title: str
    form_id: str
    form_version: str
    form_title: str
    revision: int
    finished_at: str
    facts: Mapping[str, str]
    sections: tuple[SnapshotGroup, ...]
    actions: tuple[Mapping[str, str], ...] = ()
    earlier: tuple[Mapping[str, str], ...] = ()
    people: tuple[Mapping[str, str], ...] = ()
    evidence: tuple[Mapping[str, str], ...] = ()
    pupils: tuple[Mapping[str, str], ...] = ()
    codes: tuple[str, ...] = ()

    def answers(self) -> Iterator[SnapshotAnswer]:
        """Every answer, in the form's order."""
        for section in self.sections:
            yield from section.answers()

    def answer(self, name: str) -> SnapshotAnswer | None:
        """The first answer whose question has that name."""
        return next((answer for answer in self.answers() if answer.name == name), None)

    def section(self, name: str) -> SnapshotGroup | None:
        """The section of that name."""
        return next((section for section in self.sections if section.name == name), None)


def asked_within(group: str, question: str) -> str:
    """A question's words behind those of the group that it stands in: a prompt, a row."""
    before = " ".join(group.split())
    return f"{before} · {question}" if before and before != question else question


def to_json(snapshot: Snapshot) -> str:
    """The canonical JSON: sorted keys, no spaces, UTF-8 as it is."""
    content = {"format": SNAPSHOT_FORMAT, **asdict(snapshot)}
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Snapshot:
    """The snapshot that `to_json` wrote."""
    content = json.loads(text)
    content.pop("format")
    content["sections"] = tuple(_group(section) for section in content["sections"])
    for rows in ("actions", "earlier", "people", "evidence", "pupils", "codes"):
        content[rows] = tuple(content.get(rows, ()))
    return Snapshot(**content)


def _group(content: dict[str, Any]) -> SnapshotGroup:
    return SnapshotGroup(**{**content, "items": tuple(_item(item) for item in content["items"])})


def _item(content: dict[str, Any]) -> SnapshotAnswer | SnapshotGroup | SnapshotPanel:
    if "items" in content:
        return _group(content)
    return SnapshotPanel(**content) if "panel" in content else SnapshotAnswer(**content)


def is_snapshot(text: str) -> bool:
    """Whether `text` is such canonical JSON, through and through: it may come from elsewhere."""
    try:
        snapshot = from_json(text)
        return to_json(snapshot) == text and all(map(_is_sound, _parts(asdict(snapshot))))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return False


def _parts(content: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """Every value within, with the name it goes by; those of a list go by the list's name."""
    for name, value in content.items():
        if isinstance(value, dict):
            yield from _parts(value)
        elif isinstance(value, tuple | list):
            for each in value:
                yield from _parts(each) if isinstance(each, dict) else ((name, each),)
        else:
            yield name, value


def _is_sound(part: tuple[str, object]) -> bool:
    name, value = part
    return type(value) is (int if name == "revision" else str)


def snapshot_hash(text: str) -> str:
    """The SHA-256 of canonical JSON, in hex: the proof that a finished record is unchanged."""
    return hashlib.sha256(text.encode()).hexdigest()
