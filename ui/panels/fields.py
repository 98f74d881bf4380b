"""Small labelled fields of a panel's rows."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.field import Field


def field(label: str, editor: QWidget, hint: str = "") -> Field:
    """`editor` with its label above, and a short hint beside the label."""
    return Field(label, editor, hint)


def show_words(shown: QLineEdit, words: str) -> None:
    """Show what is kept in a line; a space that was just typed, and the cursor, stay."""
    if shown.text().strip() != words:
        shown.setText(words)


def line(name: str, placeholder: str = "") -> QLineEdit:
    """A line of text."""
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(placeholder)
    return made
