"""The photo that answers one question of a record: made, kept and captioned, editor or no editor.

It lives as long as the record is on screen, so that what was begun is kept although the person
went on to another section.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal
from PySide6.QtGui import QImage, QImageWriter

from app.domain.photos import Photo
from app.errors import InputError, NotFoundError, StoppedError, VisitbookError
from app.forms.definition import Question
from app.parts import App
from app.usecases.photos import (
    SealedPhoto,
    agree_photos,
    caption_photo,
    keep_photo,
    longest_side,
    photo_named,
    photo_pixels,
    photos_agreed,
    seal_photo,
    seal_photo_file,
)
from ui.failures import UNEXPECTED, note_unexpected
from ui.live_record import LiveRecord
from ui.tasks import Progress, Task

Source = Path | QImage
SHOWN = 1_000
"""Pixels of the longer side that a photo is read with for its place on the page."""
_NOT_HERE = (
    "This photo is not on this laptop. The record is safe; the photo may still be on the laptop "
    "that it was added on."
)


@dataclass(frozen=True, slots=True)
class ReadPhoto:
    """What an answer's file name stands for: its row, its picture, or why it can't be shown."""

    file_name: str
    photo: Photo | None = None
    image: QImage | None = None
    trouble: str = ""


class PhotoAnswer(QObject):
    """The answer to one question for a photo. `photo` and `image` are None where there are none.

    `changed` follows whatever is to be drawn anew, `progressed` tells how far a photo is that is
    being made, `replaced` has the file name of the one before. `trouble` says what went wrong.
    """

    changed = Signal()
    progressed = Signal(int, int, str)
    replaced = Signal(str)

    def __init__(self, live: LiveRecord, ref: str, question: Question) -> None:
        super().__init__(live)
        self.setObjectName(_name(ref))
        self.live = live
        self.ref = ref
        self.consent = consent_of(live)
        self.photo: Photo | None = None
        self.image: QImage | None = None
        self.trouble = ""
        self._longest = longest_side(question)
        self._shown = ""
        self._making: Task | None = None
        self._sealed: SealedPhoto | None = None
        self._fresh: Photo | None = None
        self._keeping = False
        self._captions: dict[str, str] = {}  # those not kept yet, by the id of their photo
        live.changed.connect(self._follow)
        self._follow()

    @property
    def file_name(self) -> str:
        """What the answer names, blank where there is no photo."""
        return self._shown

    @property
    def is_busy(self) -> bool:
        """Whether a photo is being made."""
        return self._making is not None or self._sealed is not None

    @property
    def caption(self) -> str:
        """What the photo shows, in words, also those that are not kept yet."""
        if self.photo is None:
            return ""
        return self._captions.get(self.photo.id, self.photo.caption)

    def add(self, source: Source) -> None:
        """Make a photo of a file or a picture from the clipboard, and keep it as the answer."""
        if self.is_busy or not self.live.is_draft:
            return
        self.trouble = ""
        self.live.flush()  # the question may stand in a row that is not kept yet
        self.live.begin_work()
        task = self.live.lanes.slow(_seal, self.live.app, source, self._longest)
        self._making = task
        task.progressed.connect(self.progressed)
        task.done.connect(self._made)
        task.failed.connect(self._not_made)
        task.start()
        self.changed.emit()

    def stop(self) -> None:
        """Give up the photo that is being made."""
        if self._making is not None:
            self._making.stop()

    def remove(self) -> str:
        """Take the photo out; answers the file name that puts it back."""
        before = self._shown
        self.live.answer(self.ref, "")
        return before

    def put_back(self, file_name: str) -> None:
        """Have an earlier photo for the answer again."""
        if self.file_name != file_name:
            self.live.undo_at(self.ref)
        self.live.answer(self.ref, file_name)

    def say_caption(self, words: str) -> None:
        """Keep what the photo shows, soon."""
        if self.photo is not None and words != self.caption:
            self._captions[self.photo.id] = words
            self.live.row_touched(self)

    def complain(self, sentence: str) -> None:
        """Say what went wrong, blank for nothing."""
        if sentence != self.trouble:
            self.trouble = sentence
            self.changed.emit()

    def keep(self) -> None:
        """Write what is not kept yet: the record asks for this."""
        if self._keeping:
            return
        if self._sealed is not None:
            self._keep_sealed(self._sealed)
        elif self._captions:
            self._keep_caption(*next(iter(self._captions.items())))
        else:
            self.live.row_kept(self)

    def _follow(self) -> None:
        """Show what the form has for an answer now, whoever gave it."""
        try:
            file_name = self.live.session.value(self.ref)
        except NotFoundError:  # the row it stands in was taken out, and may be brought back
            return
        if file_name != self._shown:
            self._shown = file_name
            fresh = self._fresh
            self.photo = fresh if fresh is not None and fresh.file_name == file_name else None
            self.image = None
            self.trouble = ""
            self._read()
            self.changed.emit()

    def _read(self) -> None:
        if self._shown:
            record_id = self.live.opened.record.id
            self.live.lanes.run(_read_photo, self.live.app, record_id, self._shown, done=self._take)

    def _take(self, read: ReadPhoto) -> None:
        if read.file_name == self._shown:
            self.photo, self.image, self.trouble = read.photo, read.image, read.trouble
            self.changed.emit()

    def _made(self, sealed: SealedPhoto) -> None:
        self._making = None
        self._sealed = sealed
        self.live.row_touched(self)
        self.live.end_work()
        self.keep()

    def _not_made(self, error: Exception) -> None:
        self._making = None
        if not isinstance(error, VisitbookError):
            note_unexpected(error)
        told = str(error) if isinstance(error, VisitbookError) else UNEXPECTED
        self.trouble = "" if isinstance(error, StoppedError) else told
        self.live.end_work()
        self.changed.emit()

    def _keep_sealed(self, sealed: SealedPhoto) -> None:
        self._keeping = True
        self.live.write(
            keep_photo,
            self.live.opened.record.id,
            self.ref,
            sealed,
            caption=self.caption,
            seen=self.live.opened.seen,
            then=self._kept,
            failed=self._not_kept,
        )

    def _kept(self, photo: Photo) -> None:
        self._fresh = photo
        sealed, self._sealed = self._sealed, None
        self._keeping = False
        before, words = self._shown, self.caption
        if words != photo.caption:  # typed while the photo was being kept
            self._captions[photo.id] = words
        if sealed is not None:
            self.live.autosave.note_kept({self.ref: sealed.file_name})
            self.live.answer(self.ref, sealed.file_name)
        self.keep()
        self.changed.emit()
        if before:
            self.replaced.emit(before)

    def _keep_caption(self, photo_id: str, words: str) -> None:
        def kept(captioned: Photo) -> None:
            self._keeping = False
            if self.photo is not None and self.photo.id == photo_id:
                self.photo = captioned
            if self._captions.get(photo_id) == words:
                del self._captions[photo_id]
            self.keep()

        self._keeping = True
        seen = self.live.opened.seen
        self.live.write(caption_photo, photo_id, words, seen, then=kept, failed=self._not_kept)

    def _not_kept(self) -> None:
        self._keeping = False


class PhotoConsent(QObject):
    """Whether photos are agreed with the school, for one record; asked before its first photo."""

    changed = Signal()

    def __init__(self, live: LiveRecord) -> None:
        super().__init__(live)
        self.agreed = False
        self._live = live
        record_id = live.opened.record.id
        live.lanes.run(photos_agreed, live.app, record_id, done=self._take)

    def give(self, *, agreed: bool) -> None:
        """Keep that they are, or are not."""
        if agreed != self.agreed:
            record_id = self._live.opened.record.id
            self._live.lanes.store(agree_photos, self._live.app, record_id, agreed=agreed).start()
            self._take(agreed)

    def _take(self, agreed: bool) -> None:  # noqa: FBT001 - what the task answers
        self.agreed = agreed
        self.changed.emit()


def photo_at(live: LiveRecord, ref: str, question: Question) -> PhotoAnswer:
    """The photo of that question, the same one each time the question is drawn."""
    found = live.findChild(PhotoAnswer, _name(ref))
    return found if isinstance(found, PhotoAnswer) else PhotoAnswer(live, ref, question)


def consent_of(live: LiveRecord) -> PhotoConsent:
    """The one consent of a record."""
    found = live.findChild(PhotoConsent)
    return found if isinstance(found, PhotoConsent) else PhotoConsent(live)


def read_larger(app: App, photo_id: str, longest: int) -> QImage:
    """A photo for a window of its own, its longer side at most `longest` pixels."""
    pixels = photo_pixels(app, photo_id, longest)
    image = QImage(
        pixels.content, pixels.width, pixels.height, 3 * pixels.width, QImage.Format.Format_RGB888
    )
    return image.copy()  # of its own: the bytes above go


def _read_photo(app: App, record_id: str, file_name: str) -> ReadPhoto:
    photo = photo_named(app, record_id, file_name)
    if photo is None:
        return ReadPhoto(file_name, trouble=_NOT_HERE)
    try:
        return ReadPhoto(file_name, photo, read_larger(app, photo.id, SHOWN))
    except VisitbookError as error:
        return ReadPhoto(file_name, photo, trouble=str(error))


def _seal(progress: Progress, app: App, source: Source, longest: int) -> SealedPhoto:
    if isinstance(source, QImage):
        return seal_photo(app, _as_png(source), longest, progress)
    return seal_photo_file(app, source, longest, progress)


def _as_png(image: QImage) -> bytes:
    """A picture from the clipboard as a file would hold it."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if image.isNull() or not QImageWriter(buffer, QByteArray(b"png")).write(image):
        raise InputError("There is no picture on the clipboard that can be read. Copy it again.")
    return bytes(content.data())


def _name(ref: str) -> str:
    return f"photo {ref}"
