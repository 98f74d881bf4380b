"""The editor of a photo: chosen, pasted or dropped; shown with its caption; larger, other, gone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from ui.questions.editor import QuestionEditor
from ui.questions.photo_answer import PhotoAnswer
from ui.questions.photo_parts import ASK_FIRST, EmptyPhoto, FilledPhoto
from ui.questions.photo_shown import PhotoDialog
from ui.questions.shown import ValueEditor
from ui.usual_folders import pictures
from ui.widgets.progress import StoppableProgress
from ui.widgets.text import Words
from ui.widgets.undo_line import UndoLine

_ENDINGS = ("jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff", "heic", "avif")
_KINDS = f"Pictures ({' '.join(f'*.{ending}' for ending in _ENDINGS)});;All files (*)"
_NOTHING_COPIED = "There is no picture on the clipboard. Copy one, then paste it here."
_ONE = "One photo answers this question. Drop a single picture."


class PhotoEditor(QuestionEditor):
    """Answers a question with a photo of work or a display.

    What shows a photo is made when there is one: a form may ask for many.
    """

    def __init__(self, answer: PhotoAnswer, name: str) -> None:
        super().__init__()
        self.answer = answer
        self.filled: FilledPhoto | None = None
        self.progress: StoppableProgress | None = None
        self.undo = UndoLine()
        self.empty = EmptyPhoto(name)
        self.none = Words("No photo", "table", "text_muted")
        self._named = name
        self._locked = not answer.live.is_draft
        self._undone: str | None = None  # what Undo would bring back
        self.setAcceptDrops(True)
        self.column.addWidget(self.empty)
        self.column.addWidget(self.none)
        self.column.addWidget(self.undo)
        self._connect()
        self.refresh()

    def show_value(self, value: str) -> None:
        """The photo follows the form by itself."""

    def set_wrong(self, *, wrong: bool) -> None:
        self.empty.set_wrong(wrong=wrong)

    def set_locked(self, *, locked: bool) -> None:
        if locked != self._locked:
            self._locked = locked
            self.refresh()

    def refresh(self) -> None:
        """Draw what there is now: nothing yet, a photo, or one that is being made.

        What is hidden, or rests meanwhile, takes no keyboard along: it stays in this editor.
        """
        self._make_parts()
        parts = self._parts()
        left = [part for part, shown in parts if not shown and _holds(part)]
        for part, shown in parts:
            if shown and part.isHidden():
                part.show()
        self._show_filled()
        self.setFocusProxy(self._entry())
        if left:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        for part, shown in parts:
            if not shown and not part.isHidden():
                part.hide()
        if self._undone == self.answer.file_name:
            self.undo.withdraw()
        self.misread.emit(self.answer.trouble)

    def choose(self) -> None:
        """Ask for a file, and add it."""
        start = str(pictures())
        chosen, _kind = QFileDialog.getOpenFileName(self, "Choose a photo", start, _KINDS)
        if chosen:
            self.answer.add(Path(chosen))

    def paste(self) -> None:
        """Add the picture that was copied: a picture itself, or a file."""
        self._take(QApplication.clipboard().mimeData(), _NOTHING_COPIED)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and not self._locked:
            self.paste()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+V in the caption pastes words, and a picture where there are none."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            copied = QApplication.clipboard().mimeData()
            pastes = event.matches(QKeySequence.StandardKey.Paste)
            if pastes and copied.hasImage() and not copied.hasText() and not self._locked:
                self.paste()
                return True
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self._locked and (event.mimeData().hasUrls() or event.mimeData().hasImage()):
            event.acceptProposedAction()
            self.empty.set_over(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.empty.set_over(over=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.empty.set_over(over=False)
        event.acceptProposedAction()
        self._take(event.mimeData(), _ONE)

    def _take(self, brought: QMimeData, otherwise: str) -> None:
        """Add the picture that was pasted or dropped, or say `otherwise`."""
        files = [url.toLocalFile() for url in brought.urls() if url.isLocalFile()]
        image = brought.imageData() if brought.hasImage() else None
        if not self.answer.consent.agreed:
            self.answer.complain(ASK_FIRST)
        elif len(files) == 1:
            self.answer.add(Path(files[0]))
        elif not files and isinstance(image, QImage) and not image.isNull():
            self.answer.add(image)
        else:
            self.answer.complain(_ONE if files else otherwise)

    def _show_filled(self) -> None:
        """Draw the photo; the button that asked for another rests while that one is made."""
        filled, progress = self.filled, self.progress
        if filled is None:
            return
        asked = any(_holds(button) for button in (filled.other, filled.remove))
        if asked and progress is not None and self.answer.is_busy:
            progress.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        filled.show_answer(locked=self._locked)

    def _make_parts(self) -> None:
        """Make what is needed now and was not before."""
        if self.filled is None and self.answer.file_name:
            filled = self.filled = FilledPhoto(self.answer, self._named)
            self.column.insertWidget(0, filled)
            filled.captioned.connect(self.misread)
            filled.other.clicked.connect(self.choose)
            filled.larger.clicked.connect(self._view_larger)
            filled.view.opened.connect(self._view_larger)
            filled.remove.clicked.connect(self._remove)
            filled.caption.left.connect(self.left)
            filled.caption.installEventFilter(self)
        if self.progress is None and self.answer.is_busy:
            progress = self.progress = StoppableProgress()
            self.column.insertWidget(self.column.indexOf(self.undo), progress)
            self.answer.progressed.connect(progress.show_progress)
            progress.stop_asked.connect(self.answer.stop)

    def _connect(self) -> None:
        answer, empty = self.answer, self.empty
        answer.changed.connect(self.refresh)
        answer.replaced.connect(self._offer_old)
        answer.consent.changed.connect(self._show_consent)
        empty.agreed.toggled.connect(self._agreed)
        empty.choose.clicked.connect(self.choose)
        empty.paste.clicked.connect(self.paste)
        self._show_consent()

    def _parts(self) -> list[tuple[QWidget, bool]]:
        """What the editor is made of, and whether it is to be seen now."""
        busy, there = self.answer.is_busy, bool(self.answer.file_name)
        parts: list[tuple[QWidget | None, bool]] = [
            (self.filled, there),
            (self.empty, not there and not busy and not self._locked),
            (self.none, not there and self._locked),
            (self.progress, busy),
        ]
        return [(part, shown) for part, shown in parts if part is not None]

    def _entry(self) -> QWidget:
        """Where the keyboard goes."""
        if self.progress is not None and self.answer.is_busy:
            return self.progress.stop
        if self.filled is not None and self.answer.file_name:
            return self.filled.entry()
        return self.empty.entry()

    def _agreed(self, agreed: bool) -> None:  # noqa: FBT001 - what the box tells
        self.answer.consent.give(agreed=agreed)

    def _show_consent(self) -> None:
        agreed = self.answer.consent.agreed
        self.empty.show_consent(agreed=agreed)
        self.setFocusProxy(self._entry())
        if agreed and self.answer.trouble == ASK_FIRST:
            self.answer.complain("")

    def _view_larger(self) -> None:
        photo = self.answer.photo
        if photo is not None and self.answer.image is not None:
            title = self.answer.caption or self._named
            PhotoDialog(self.answer.live, photo, title).open_over(self)

    def _remove(self) -> None:
        before = self._undone = self.answer.remove()
        self.undo.offer("Photo removed.", lambda: self._bring_back(before))

    def _offer_old(self, before: str) -> None:
        self._undone = before
        self.undo.offer("Photo replaced.", lambda: self._bring_back(before), focus=False)

    def _bring_back(self, file_name: str) -> None:
        self.answer.put_back(file_name)
        self.setFocus(Qt.FocusReason.OtherFocusReason)


def _holds(part: QWidget) -> bool:
    """Whether the keyboard is in `part`, or will be: a dialog before it may just be closing."""
    focused = part.window().focusWidget()
    return focused is not None and (part is focused or part.isAncestorOf(focused))


class UntakenPhotoEditor(ValueEditor):
    """A photo is asked for where there is no record that could keep one."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        said = "A photo of work or a display is added here, once this is a real record."
        self.column.addWidget(Words(said, "caption", "text_muted", wrap=True))
