"""Photos of work and displays: added to a record, captioned, shown, swept away once unused.

A photo's picture is sealed under a key of its own and put beside the database; its row, which has
the key, is kept together with the answer that names it. The file comes first: what is cut off in
between leaves a file that nobody names, never an answer without its picture.

A photo belongs to a record while an answer or a finished revision names it. Taking it out clears
the answer alone, so that undoing that needs nothing else; the day's first start sweeps away what
nobody names any more, once the day's safety copy is made.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app import vault
from app.domain.changes import Done, Seen
from app.domain.pasted import whole
from app.domain.photos import Photo
from app.domain.records import Record, RecordState
from app.errors import DamagedStoreError, InputError, NotFoundError, StoreError
from app.forms.definition import Question, QuestionKind
from app.parts import App
from app.storage import (
    Reader,
    keep_sealed,
    known_elsewhere,
    read_sealed,
    remove_leftovers,
    remove_sealed,
    sealed_since,
)
from app.storage.sealed_files import DAMAGED
from app.usecases.answering import changed_since, check_taken, full_ref, question_at
from app.usecases.forms import definition_of
from app.usecases.guards import draft, found_record
from app.usecases.opened import live_session, open_record
from app.usecases.privacy import private_refs

if TYPE_CHECKING:
    from app.sources.pictures import Pixels, Step

REMINDER = "No faces, no names: work and displays only. Agreed with the school?"
LONGEST_CAPTION = 300
_DAY = 24 * 60 * 60.0
_ABOUT = "visitbook photo "


@dataclass(frozen=True, slots=True)
class SealedPhoto:
    """A photo whose sealed file is on the disk and that no record names yet."""

    id: str
    file_name: str
    key: str = field(repr=False)
    sha256: str
    width: int
    height: int
    size: int


def add_photo(
    app: App,
    record_id: str,
    ref: str,
    content: bytes,
    caption: str = "",
    step: Step | None = None,
) -> Done[Photo]:
    """Add a photo as the answer to a question of a draft; one that was there is replaced.

    `ref` is the question's ref, or its name where only one has it. Raises InputError for what is no
    picture or no question for one, and RuleError where nothing may be written.
    """
    opened = open_record(app, record_id)
    session = live_session(app, opened)
    ref = full_ref(opened.definition, ref)
    question = question_at(opened.definition, ref)
    if question.kind is not QuestionKind.IMAGE:
        raise InputError(f"{ref} is not answered with a photo. Nothing has been added.")
    check_taken(session, ref)
    before = session.entered()
    sealed = seal_photo(app, content, longest_side(question), step)
    session.answer(ref, sealed.file_name)
    more = changed_since(before, session)
    return keep_photo(app, record_id, ref, sealed, caption=caption, more=more, seen=opened.seen)


def longest_side(question: Question) -> int:
    """How many pixels the longer side of a photo may have: what its form says, at most 2,000."""
    from app.sources.pictures import LONGEST_SIDE

    said = question.parameters.get("max-pixels", "").strip()
    asked = int(said) if said.isdecimal() and len(said) < 10 else LONGEST_SIDE  # noqa: PLR2004 - a number, not a novel
    return max(1, min(asked, LONGEST_SIDE))


def seal_photo(app: App, content: bytes, longest: int, step: Step | None = None) -> SealedPhoto:
    """Make a plain picture of any, seal it, and put it on the disk; slow. See `plain_picture`."""
    from app.sources.pictures import plain_picture

    picture = plain_picture(content, longest, step)
    photo_id = app.new_id()
    sealed = vault.seal_content(picture.content, _ABOUT + photo_id)
    return SealedPhoto(
        id=photo_id,
        file_name=f"{photo_id}.{picture.extension}",
        key=sealed.key,
        sha256=keep_sealed(app.folder, sealed.content),
        width=picture.width,
        height=picture.height,
        size=len(picture.content),
    )


def seal_photo_file(app: App, path: Path, longest: int, step: Step | None = None) -> SealedPhoto:
    """As `seal_photo`, of a file."""
    return seal_photo(app, picture_file(path), longest, step)


def picture_file(path: Path) -> bytes:
    """The bytes of a picture's file; InputError where it can't be read or is too large."""
    from app.sources.pictures import read_picture_file

    return read_picture_file(path)


def keep_photo(
    app: App,
    record_id: str,
    ref: str,
    sealed: SealedPhoto,
    *,
    caption: str = "",
    more: Mapping[str, str | None] | None = None,
    seen: Seen | None = None,
) -> Done[Photo]:
    """Keep a sealed photo's row and the answer that names it, at once; `more` are other answers."""
    words = _caption(caption)
    with app.store.unit_of_work() as work:
        record = draft(work, record_id)
        answers = {**(more or {}), ref: sealed.file_name}
        definition = definition_of(app, record.form_id, record.form_version)
        private = private_refs(definition, answers)
        photo = Photo(
            id=sealed.id,
            urn=record.urn,
            record_id=record.id,
            file_name=sealed.file_name,
            key=sealed.key,
            sha256=sealed.sha256,
            width=sealed.width,
            height=sealed.height,
            size=sealed.size,
            caption=words,
            private=ref in private,
        )
        work.save(photo)
        work.save_answers(record, answers, work.seen if seen is None else seen, private=private)
        return Done(photo, work.commit())


def caption_photo(app: App, photo_id: str, caption: str, seen: Seen | None = None) -> Done[Photo]:
    """Say what a photo of a draft shows; blank takes the words away."""
    words = _caption(caption)
    with app.store.unit_of_work() as work:
        photo = work.get(Photo, photo_id)
        draft(work, photo.record_id)
        captioned = replace(photo, caption=words)
        work.save(captioned, seen)
        return Done(captioned, work.commit())


def remove_photo(app: App, record_id: str, ref: str) -> Done[str]:
    """Take the photo that answers `ref` out of a draft; answers the file name it had."""
    with app.store.unit_of_work() as work:
        record = draft(work, record_id)
        had = work.answers(record_id).get(ref, "")
        definition = definition_of(app, record.form_id, record.form_version)
        private = private_refs(definition, [ref])
        work.save_answers(record, {ref: None}, work.seen, private=private)
        return Done(had, work.commit())


def photos_of(app: App, record_id: str) -> tuple[Photo, ...]:
    """The photos that a record's answers name, in the order of their refs."""
    return tuple(photos_by_ref(app, record_id).values())


def photos_by_ref(app: App, record_id: str) -> dict[str, Photo]:
    """The photos of a record by the ref of the question that each answers."""
    with app.store.reading() as reader:
        found_record(reader, record_id)
        named = {photo.file_name: photo for photo in reader.find(Photo, record_id=record_id)}
        answers = reader.answers(record_id)
    return {ref: named[name] for ref, name in answers.items() if name in named}


def photo_named(app: App, record_id: str, file_name: str) -> Photo | None:
    """The photo that an answer names, None where it is not on this laptop."""
    with app.store.reading() as reader:
        found = reader.find(Photo, record_id=record_id, file_name=file_name)
    return found[0] if found else None


def picture_of(app: App, photo_id: str) -> bytes:
    """A photo as a JPEG or PNG. NotFoundError where it is not here, DamagedStoreError if spoilt."""
    with app.store.reading() as reader:
        photo = reader.get(Photo, photo_id)
    sealed = read_sealed(app.folder, photo.sha256)
    picture = vault.open_content(sealed, photo.key, _ABOUT + photo.id)
    if picture is None:
        raise DamagedStoreError(DAMAGED)
    return picture


def picture_or_none(app: App, photo_id: str) -> bytes | None:
    """As `picture_of`, None for one that can't be had: a document says so and goes on."""
    try:
        return picture_of(app, photo_id)
    except (NotFoundError, StoreError):
        return None


def photo_pixels(app: App, photo_id: str, longest: int) -> Pixels:
    """A photo to be drawn on the screen, its longer side at most `longest` pixels."""
    from app.sources.pictures import pixels_of

    return pixels_of(picture_of(app, photo_id), longest)


def photos_agreed(app: App, record_id: str) -> bool:
    """Whether it was said of this record that photos are agreed with the school (R21)."""
    with app.store.reading() as reader:
        return reader.setting(_agreed(record_id)) is not None


def agree_photos(app: App, record_id: str, *, agreed: bool = True) -> None:
    """Keep that photos are agreed with the school, for this record on this laptop; or not."""
    with app.store.unit_of_work() as work:
        found_record(work, record_id)
        work.keep_setting(_agreed(record_id), app.today().isoformat() if agreed else None)
        work.commit()


def sweep_photos(app: App, now: float | None = None) -> Done[int]:
    """Remove photos that neither an answer nor a finished revision names; answers how many files.

    What was written less than a day ago stays: it may be on its way. `now` is in seconds since
    1970. Call it where nobody can undo anything any more: at a start, after the safety copy.
    """
    before = (time.time() if now is None else now) - _DAY
    since = sealed_since(app.folder)
    with app.store.unit_of_work() as work:
        photos = work.find(Photo)
        old = [photo for photo in photos if since.get(photo.sha256, 0.0) < before]
        unused = [photo for photo in old if not _is_named(work, photo)]
        for photo in unused:
            work.delete(photo)
        changes = work.commit()
    needed = {photo.sha256 for photo in photos if photo not in unused}
    gone = [name for name, at in since.items() if name not in needed and at < before]
    for name in gone:
        remove_sealed(app.folder, name)
    remove_leftovers(app.folder, before)
    return Done(len(gone), changes)


def _is_named(reader: Reader, photo: Photo) -> bool:
    """Whether an answer or a finished revision names the photo, or nobody here can tell.

    A colleague's draft may still name what was shared, until the record is finished.
    """
    records = reader.find(Record, id=photo.record_id)
    if not records or photo.file_name in reader.answers(photo.record_id).values():
        return True
    heads = (head for clash in reader.clashes(photo.record_id) for head in clash.heads)
    if any(head.value == photo.file_name for head in heads):
        return True  # a colleague's other answer, which somebody may still choose
    if records[0].state is RecordState.DRAFT and known_elsewhere(
        reader.connection, [("photo", photo.id)]
    ):
        return True
    revisions = range(1, records[0].revision + 1)
    return any(photo.id in (reader.snapshot(photo.record_id, r) or "") for r in revisions)


def _caption(words: str) -> str:
    line = " ".join(whole(words).split())
    if len(line) > LONGEST_CAPTION:
        raise InputError(
            f"A caption has at most {LONGEST_CAPTION} letters. Please say it in fewer words."
        )
    return line


def _agreed(record_id: str) -> str:
    return f"photos_agreed:{record_id}"
