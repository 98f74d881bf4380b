"""Changes, forms and the names of sealed files as plain values that msgpack writes, and back.

What is read may be forged, so every value is looked at before it becomes one of ours: a wrong type
or too many of anything raises ValueError. Whether a change makes sense is for its receiver to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from app.domain.changes import Change, FieldValue, Head, Stamp

T = TypeVar("T")

MOST_CHANGES = 200_000
MOST_BASES = 10_000
MOST_FORMS = 20
MOST_FILES = 1_000
_TEXT = 64_000_000
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
        "changes": [_change_to_plain(change) for change in parcel.changes],
        "forms": [[form.form_id, form.version, form.title, form.xml] for form in parcel.forms],
        "files": [[name, len(content)] for name, content in parcel.files.items()],
    }


def from_plain(plain: object, content: Callable[[int], bytes]) -> Parcel:
    """The parcel that `to_plain` made; `content` gives the next so many bytes of its files.

    Raises ValueError or TypeError for anything else.
    """
    if not isinstance(plain, dict):
        raise TypeError("a parcel is a mapping")
    listed = _several(plain["files"], MOST_FILES, _file)
    return Parcel(
        record_id=_text(plain["record"]),
        sent_by=_text(plain["by"]),
        sent_at=_text(plain["at"]),
        changes=_several(plain["changes"], MOST_CHANGES, _change),
        forms=_several(plain["forms"], MOST_FORMS, _form),
        files={name: content(size) for name, size in listed},
    )


def _change_to_plain(change: Change) -> list[Any]:
    return [
        *(change.scope, change.kind, change.id, change.field, change.value),
        *(change.head.device, change.head.seq, change.stamp.wall_ms, change.stamp.count),
        [[base.device, base.seq] for base in change.bases],
        change.by,
    ]


def _change(plain: object) -> Change:
    parts = _list(plain, _CHANGE_PARTS)
    if len(parts) != _CHANGE_PARTS:
        raise ValueError("a change has eleven parts")
    scope, kind, id_, name, value, device, seq, wall_ms, count, bases, by = parts
    return Change(
        scope=_text(scope),
        kind=_text(kind),
        id=_text(id_),
        field=_text(name),
        value=_value(value),
        head=Head(_text(device), _number(seq)),
        stamp=Stamp(_number(wall_ms), _number(count)),
        bases=_several(bases, MOST_BASES, _head),
        by=_text(by),
    )


def _head(plain: object) -> Head:
    device, seq = _list(plain, 2)
    return Head(_text(device), _number(seq))


def _form(plain: object) -> PackedForm:
    form_id, version, title, xml = _list(plain, 4)
    return PackedForm(_text(form_id), _text(version), _text(title), _text(xml))


def _file(plain: object) -> tuple[str, int]:
    name, size = _list(plain, 2)
    return _text(name), _number(size)


def _several(plain: object, most: int, read: Callable[[object], T]) -> tuple[T, ...]:
    return tuple(read(each) for each in _list(plain, most))


def _list(plain: object, most: int) -> list[Any]:
    if not isinstance(plain, list) or len(plain) > most:
        raise TypeError("not a list of that length")
    return plain


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _TEXT:
        raise TypeError("not a text")
    return value


def _number(value: object) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("not a number")
    return value


def _value(value: object) -> FieldValue:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError("not a field's value")
