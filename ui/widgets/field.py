"""A field: an editor with its label above it, and what is wrong with it beneath."""

from __future__ import annotations

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.text import IconLabel, Words, restyle

_CHANGES = ("textChanged", "edited", "chosen", "changed")
"""What editors call the signal that they were changed."""


class Field(QWidget):
    """An editor with its label above, an optional hint and caption, and a message beneath.

    What was wrong is said no longer once the editor is changed.
    """

    def __init__(self, label: str, editor: QWidget, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        self.label = Words(label, "caption", strong=True)
        self.label.setBuddy(editor)
        self.caption = Words("", "caption", "text_muted")
        self.message = FieldMessage()
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        if hint:
            editor.setAccessibleDescription(hint)
        self._build(hint)
        for name in _CHANGES:
            changed = getattr(editor, name, None)
            if isinstance(changed, SignalInstance):
                changed.connect(self._put_right)

    def set_error(self, sentence: str) -> None:
        """Say what is wrong beneath the editor, or nothing where `sentence` is blank."""
        self.message.set_sentence(sentence)
        self.editor.setProperty("error", bool(sentence))
        restyle(self.editor)

    def _put_right(self, *_changed: object) -> None:
        if self.message.is_error:
            self.set_error("")

    def _build(self, hint: str) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(self.label)
        heading.addWidget(Words(hint, "caption", "text_muted", wrap=True), 1)
        heading.addWidget(self.caption)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("gap_label_to_field"))
        column.addLayout(heading)
        column.addWidget(self.editor)
        column.addWidget(self.message)


def line_with(line: QLineEdit, button: QWidget, name: str) -> QWidget:
    """A line with a button behind it that fills it in, as the editor of a `Field`."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(line, 1)
    row.addWidget(button)
    line.setAccessibleName(name)
    return holder


class FieldMessage(QWidget):
    """What is wrong with a field: an icon and a sentence, hidden while all is well."""

    def __init__(self) -> None:
        super().__init__()
        self._kind = "late"
        self._icon = IconLabel("circle-alert", "late")
        self._words = Words("", "caption", "late", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said, blank while hidden."""
        return self._words.text()

    @property
    def is_error(self) -> bool:
        """Whether what is said is an error, and no warning."""
        return bool(self.sentence) and self._kind == "late"

    def set_sentence(self, sentence: str, kind: str = "late") -> None:
        """Say `sentence`, as an error or (`due`) a warning; blank hides it."""
        self._kind = kind
        self._words.setText(sentence)
        self._words.set_role(kind)
        self._icon.set_icon("triangle-alert" if kind == "due" else "circle-alert", kind)
        self.setVisible(bool(sentence))
