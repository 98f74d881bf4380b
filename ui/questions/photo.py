"""The editor of a photo: chosen, pasted or dropped; shown with its caption; larger, other, gone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QStandardPaths, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QApplication, QFileDialog, QVBoxLayout, QWidget

from app.usecases.photos import LONGEST_CAPTION, REMINDER
from ui.questions.editor import QuestionEditor
from ui.questions.photo_answer import PhotoAnswer
from ui.questions.photo_shown import DropPlace, PhotoDialog, PhotoView
from ui.questions.shown import ValueEditor
from ui.widgets.buttons import Button, button_row
from ui.widgets.check_box import CheckBox
from ui.widgets.field import Field
from ui.widgets.icon_line import IconLine
from ui.widgets.progress import StoppableProgress
from ui.widgets.text import Words, restyle
from ui.widgets.text_box import GrowingText
from ui.widgets.undo_line import UndoLine

_ENDINGS = ("jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff", "heic", "avif")
_KINDS = f"Pictures ({' '.join(f'*.{ending}' for ending in _ENDINGS)});;All files (*)"

_ASK_FIRST = "Tick “Agreed with the school” first, then add the photo."
_NOTHING_COPIED = "There is no picture on the clipboard. Copy one, then paste it here."
_ONE = "One photo answers this question. Drop a single picture."
_TOO_LONG = f"A caption has at most {LONGEST_CAPTION} letters; what came after them was left out."


class PhotoEditor(QuestionEditor):
    """Answers a question with a photo of work or a display."""

    def __init__(self, answer: PhotoAnswer, name: str) -> None:
        super().__init__()
        self.answer = answer
        self._named = name
        self._locked = not answer.live.is_draft
        self.setAcceptDrops(True)
        self._make_empty()
        self._make_filled()
        self.progress = StoppableProgress()
        self.undo = UndoLine()
        self.reminder = IconLine("shield-check", "text_muted", REMINDER, "caption", "text_muted")
        for part in (self.empty, self.filled, self.progress, self.undo, self.reminder):
            self.column.addWidget(part)
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

        What is hidden takes no keyboard along: it stays in this editor.
        """
        had = _holds(self)
        self._show_photo()
        self._show_consent()
        parts = self._parts()
        for part, shown in parts.items():
            if shown:
                part.show()
        self.setFocusProxy(self._entry())
        if had and any(not shown and _holds(part) for part, shown in parts.items()):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        for part, shown in parts.items():
            part.setVisible(shown)
        self.misread.emit(self.answer.trouble)

    def choose(self) -> None:
        """Ask for a file, and add it."""
        start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
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
            self.answer.complain(_ASK_FIRST)
        elif len(files) == 1:
            self.answer.add(Path(files[0]))
        elif not files and isinstance(image, QImage) and not image.isNull():
            self.answer.add(image)
        else:
            self.answer.complain(_ONE if files else otherwise)

    def _make_empty(self) -> None:
        self.agreed = CheckBox("Agreed with the school")
        self.agreed.setAccessibleDescription(REMINDER)
        self.choose_button = Button("Choose a file", "image-plus", small=True)
        self.paste_button = Button("Paste", "clipboard-list", small=True)
        self.choose_button.setAccessibleName(f"Choose a file: {self._named}")
        self.paste_button.setAccessibleName(f"Paste a picture: {self._named}")
        self.empty = DropPlace()
        self.empty.column.addWidget(Words("Add a photo of work or a display", "body", strong=True))
        self.empty.column.addWidget(self.agreed, 0, Qt.AlignmentFlag.AlignLeft)
        hint = Words("or drop a picture here", "caption", "text_muted")
        self.empty.column.addWidget(button_row(self.choose_button, self.paste_button, hint))

    def _make_filled(self) -> None:
        self.filled = QWidget()
        self.view = PhotoView()
        self.caption = GrowingText(lines=1, most=4, name=f"Caption: {self._named}")
        self.caption.setPlaceholderText("What it shows, such as: Bar models in Year 4 books")
        self.larger = Button("View larger", "zoom-in", small=True)
        self.other = Button("Replace", "refresh-cw", small=True)
        self.remove = Button("Remove", "x", "text", small=True)
        for button in (self.larger, self.other, self.remove):
            button.setAccessibleName(f"{button.text()}: {self._named}")
        column = QVBoxLayout(self.filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.view)
        column.addWidget(Field("Caption", self.caption, "printed beneath the photo"))
        column.addWidget(button_row(self.larger, self.other, self.remove))

    def _connect(self) -> None:
        answer = self.answer
        answer.changed.connect(self.refresh)
        answer.progressed.connect(self.progress.show_progress)
        answer.replaced.connect(self._offer_old)
        answer.consent.changed.connect(self._show_consent)
        self.progress.stop_asked.connect(answer.stop)
        self.agreed.toggled.connect(lambda on: answer.consent.give(agreed=on))
        self.choose_button.clicked.connect(self.choose)
        self.paste_button.clicked.connect(self.paste)
        self.other.clicked.connect(self.choose)
        self.larger.clicked.connect(self._view_larger)
        self.view.opened.connect(self._view_larger)
        self.remove.clicked.connect(self._remove)
        self.caption.textChanged.connect(self._captioned)
        self.caption.left.connect(self.left)
        self.caption.installEventFilter(self)

    def _show_photo(self) -> None:
        answer = self.answer
        words = answer.caption or self._named
        self.view.show_image(answer.image, f"Photo: {words}")
        self.caption.set_text(answer.caption)
        self.caption.setEnabled(answer.photo is not None)
        if self.caption.isReadOnly() != self._locked:
            self.caption.setReadOnly(self._locked)
            restyle(self.caption)
        self.larger.setVisible(answer.image is not None)
        self.other.setVisible(not self._locked)
        self.remove.setVisible(not self._locked)
        for button in (self.other, self.remove):
            button.setEnabled(not answer.is_busy)

    def _show_consent(self) -> None:
        agreed = self.answer.consent.agreed
        self.agreed.setChecked(agreed)
        for widget in (self.agreed, self.choose_button, self.paste_button):
            widget.setEnabled(not self._locked)
        if not self._locked:
            for button in (self.choose_button, self.paste_button):
                button.set_reason("" if agreed else _ASK_FIRST)
        if agreed and self.answer.trouble == _ASK_FIRST:
            self.answer.complain("")

    def _parts(self) -> dict[QWidget, bool]:
        """What the editor is made of, and whether it is to be seen now."""
        busy, there = self.answer.is_busy, bool(self.answer.file_name)
        return {
            self.filled: there,
            self.empty: not there and not busy,
            self.progress: busy,
            self.reminder: not self._locked,
        }

    def _entry(self) -> QWidget:
        """Where the keyboard goes."""
        answer = self.answer
        if answer.is_busy:
            return self.progress.stop
        if answer.photo is not None:
            return self.caption
        if answer.file_name:
            return self.other
        return self.choose_button if answer.consent.agreed else self.agreed

    def _captioned(self) -> None:
        words = " ".join(self.caption.text.splitlines())
        if words != self.caption.text or len(words) > LONGEST_CAPTION:
            self.caption.set_text(words[:LONGEST_CAPTION])
            self.misread.emit(_TOO_LONG if len(words) > LONGEST_CAPTION else "")
        self.answer.say_caption(self.caption.text)

    def _view_larger(self) -> None:
        photo = self.answer.photo
        if photo is not None and self.answer.image is not None:
            title = self.answer.caption or self._named
            PhotoDialog(self.answer.live, photo, title).open_over(self)

    def _remove(self) -> None:
        before = self.answer.remove()
        self.undo.offer("Photo removed.", lambda: self._bring_back(before))

    def _offer_old(self, before: str) -> None:
        self.undo.offer("Photo replaced.", lambda: self._bring_back(before), focus=False)

    def _bring_back(self, file_name: str) -> None:
        self.answer.put_back(file_name)
        self.setFocus(Qt.FocusReason.OtherFocusReason)


def _holds(part: QWidget) -> bool:
    """Whether the keyboard is in `part`."""
    focused = QApplication.focusWidget()
    return focused is not None and (part is focused or part.isAncestorOf(focused))


class UntakenPhotoEditor(ValueEditor):
    """A photo is asked for where there is no record that could keep one."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        said = "A photo of work or a display is added here, once this is a real record."
        self.column.addWidget(Words(said, "caption", "text_muted", wrap=True))
