"""What is frozen of a record's photos: which they are and their captions, never their keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.domain.photos import Photo
from app.domain.snapshot import SnapshotAnswer, SnapshotGroup, SnapshotPanel
from app.forms.definition import QuestionKind


def with_photos(
    sections: tuple[SnapshotGroup, ...], photos: Iterable[Photo]
) -> tuple[SnapshotGroup, ...]:
    """The sections with what is known of each photo that an answer names."""
    named = {photo.file_name: photo for photo in photos}
    return tuple(_group(section, named) for section in sections)


def _group(group: SnapshotGroup, named: Mapping[str, Photo]) -> SnapshotGroup:
    return replace(group, items=tuple(_item(item, named) for item in group.items))


def _item(
    item: SnapshotAnswer | SnapshotGroup | SnapshotPanel, named: Mapping[str, Photo]
) -> SnapshotAnswer | SnapshotGroup | SnapshotPanel:
    if isinstance(item, SnapshotGroup):
        return _group(item, named)
    if isinstance(item, SnapshotPanel) or item.kind != QuestionKind.IMAGE:
        return item
    photo = named.get(item.value)
    extra = _extra(photo) if photo is not None else {"file_name": item.value}
    words = photo.caption if photo is not None else ""
    return replace(item, words=words, extra=extra if item.value else {})


def _extra(photo: Photo) -> dict[str, str]:
    return {
        "photo": photo.id,
        "file_name": photo.file_name,
        "sha256": photo.sha256,
        "width": str(photo.width),
        "height": str(photo.height),
    }
