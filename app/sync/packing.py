"""Changes, forms and the names of sealed files as plain values that msgpack writes, and back.

What is read may be forged, so every value is looked at before it becomes one of ours: a wrong type
or too many of anything raises ValueError. Whether a change makes sense is for its receiver to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.changes import Change, FieldValue, Head, Stamp
from app.sync.plain import MOST_CHANGES, listed, named, number, several, text

MOST_BASES = 10_000
MOST_FORMS = 20
MOST_FILES = 1_000
_CHANGE_PARTS = 11


@dataclass(frozen=True, slots=True)
class PackedForm:
    """A form version that a record was begun with, as it was compiled."""

    form_id: str
    version: str
    title: str
    xml: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """What goes to a colleague: one record's changes, the forms it needs, its sealed files.

    `sent_by` is the id of who made it, `sent_at` when in ISO 8601; `files` holds the sealed bytes
    of photos by their SHA-256 in hex.
    """

    record_id: str
    sent_by: str
    sent_at: str
    changes: tuple[Change, ...]
    forms: tuple[PackedForm, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)


def to_plain(parcel: Parcel) -> dict[str, Any]:
    """A parcel as msgpack takes it; of its files the names and lengths."""
    return {
        "record": parcel.record_id,
        "by": parcel.sent_by,
        "at": parcel.sent_at,
        "changes": changes_to_plain(parcel.changes),
        "forms": [[form.form_id, form.version, form.title, form.xml] for form in parcel.forms],
        "files": [[name, len(content)] for name, content in parcel.files.items()],
    }


def from_plain(plain: object, content: Callable[[int], bytes]) -> Parcel:
    """The parcel that `to_plain` made; `content` gives the next so many bytes of its files.

    Raises ValueError or TypeError for anything else.
    """
    plain = named(plain)
    files = several(plain["files"], MOST_FILES, _file)
    return Parcel(
        record_id=text(plain["record"]),
        sent_by=text(plain["by"]),
        sent_at=text(plain["at"]),
        changes=changes_from_plain(plain["changes"]),
        forms=several(plain["forms"], MOST_FORMS, _form),
        files={name: content(size) for name, size in files},
    )


def changes_to_plain(changes: Iterable[Change]) -> list[list[Any]]:
    """Changes as msgpack takes them."""
    return [_change_to_plain(change) for change in changes]


def changes_from_plain(plain: object) -> tuple[Change, ...]:
    """The changes that `changes_to_plain` made; ValueError or TypeError for anything else."""
    return several(plain, MOST_CHANGES, _change)


def _change_to_plain(change: Change) -> list[Any]:
    return [
        *(change.scope, change.kind, change.id, change.field, change.value),
        *(change.head.device, change.head.seq, change.stamp.wall_ms, change.stamp.count),
        [[base.device, base.seq] for base in change.bases],
        change.by,
    ]


def _change(plain: object) -> Change:
    parts = listed(plain, _CHANGE_PARTS)
    if len(parts) != _CHANGE_PARTS:
        raise ValueError("a change has eleven parts")
    scope, kind, id_, name, value, device, seq, wall_ms, count, bases, by = parts
    return Change(
        scope=text(scope),
        kind=text(kind),
        id=text(id_),
        field=text(name),
        value=_value(value),
        head=Head(text(device), number(seq)),
        stamp=Stamp(number(wall_ms), number(count)),
        bases=several(bases, MOST_BASES, _head),
        by=text(by),
    )


def _head(plain: object) -> Head:
    device, seq = listed(plain, 2)
    return Head(text(device), number(seq))


def _form(plain: object) -> PackedForm:
    form_id, version, title, xml = listed(plain, 4)
    return PackedForm(text(form_id), text(version), text(title), text(xml))


def _file(plain: object) -> tuple[str, int]:
    name, size = listed(plain, 2)
    return text(name), number(size)


def _value(value: object) -> FieldValue:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError("not a field's value")
