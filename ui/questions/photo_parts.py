"""What the editor of a photo shows: the way to add one, and the one that was added."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.usecases.photos import LONGEST_CAPTION, REMINDER
from ui.questions.photo_answer import PhotoAnswer
from ui.questions.photo_shown import DropPlace, PhotoView
from ui.widgets.buttons import Button, button_row
from ui.widgets.check_box import CheckBox
from ui.widgets.field import Field
from ui.widgets.text import Words, restyle
from ui.widgets.text_box import GrowingText

ASK_FIRST = "Tick “Agreed with the school” first, then add the photo."
_TOO_LONG = f"A caption has at most {LONGEST_CAPTION} letters; what came after them was left out."


class EmptyPhoto(DropPlace):
    """Buttons to add a photo with, once it was said that the school agreed."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.agreed = CheckBox("Agreed with the school")
        self.agreed.setAccessibleDescription(REMINDER)
        self.choose = Button("Choose a file", "image-plus", small=True)
        self.paste = Button("Paste", "clipboard-list", small=True)
        self.choose.setAccessibleName(f"Choose a file: {name}")
        self.paste.setAccessibleName(f"Paste a picture: {name}")
        words = Words("Add a photo of work or a display", "table", strong=True)
        self.column.addWidget(button_row(self.agreed, Words(REMINDER, "caption", "text_muted")))
        self.column.addWidget(button_row(words, self.choose, self.paste))
        self.setToolTip("A picture can be dropped here")

    def show_consent(self, *, agreed: bool) -> None:
        """Offer the buttons, or say what comes first."""
        self.agreed.setChecked(agreed)
        for button in (self.choose, self.paste):
            button.set_reason("" if agreed else ASK_FIRST)

    def entry(self) -> QWidget:
        """Where the keyboard goes."""
        return self.choose if self.agreed.isChecked() else self.agreed


class FilledPhoto(QWidget):
    """A photo with its caption, and what can be done with it.

    `captioned` has a sentence where words were left out of the caption, else nothing.
    """

    captioned = Signal(str)

    def __init__(self, answer: PhotoAnswer, name: str) -> None:
        super().__init__()
        self._answer = answer
        self._named = name
        self.view = PhotoView()
        self.caption = GrowingText(lines=1, most=4, name=f"Caption: {name}")
        self.caption.setPlaceholderText("What it shows, such as: Bar models in Year 4 books")
        self.larger = Button("View larger", "zoom-in", small=True)
        self.other = Button("Replace", "refresh-cw", small=True)
        self.remove = Button("Remove", "x", "text", small=True)
        self.reminder = Words(REMINDER, "caption", "text_muted", wrap=True)
        for button in (self.larger, self.other, self.remove):
            button.setAccessibleName(f"{button.text()}: {name}")
        self.caption.textChanged.connect(self._captioned)
        self._build()

    def show_answer(self, *, locked: bool) -> None:
        """Show the photo as it is now."""
        answer = self._answer
        self.view.show_image(answer.image, f"Photo: {answer.caption or self._named}")
        self.caption.set_text(answer.caption)
        self.caption.setEnabled(answer.photo is not None)
        if self.caption.isReadOnly() != locked:
            self.caption.setReadOnly(locked)
            restyle(self.caption)
        self.larger.setVisible(answer.image is not None)
        for part in (self.other, self.remove, self.reminder):
            part.setVisible(not locked)
        for button in (self.other, self.remove):
            button.setEnabled(not answer.is_busy)

    def entry(self) -> QWidget:
        """Where the keyboard goes."""
        return self.caption if self._answer.photo is not None else self.other

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.view)
        column.addWidget(Field("Caption", self.caption, "printed beneath the photo"))
        column.addWidget(button_row(self.larger, self.other, self.remove))
        column.addWidget(self.reminder)

    def _captioned(self) -> None:
        words = " ".join(self.caption.text.splitlines())
        too_long = len(words) > LONGEST_CAPTION
        if words != self.caption.text or too_long:
            self.caption.set_text(words[:LONGEST_CAPTION])
        self._answer.say_caption(self.caption.text)
        self.captioned.emit(_TOO_LONG if too_long else "")
