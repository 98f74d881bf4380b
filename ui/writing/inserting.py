"""What is put into a box for the person: phrases for abbreviations, the time, tags of a line.

All of it goes the way of typed words, so that autosave and undo see it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from app.domain.phrases import Phrase, abbreviation_at_end
from ui.writing.marks import chosen

TAGS: Mapping[str, str] = {
    "tag_leadership": "Leadership: ",
    "tag_teaching": "Teaching: ",
    "tag_disadvantaged": "Disadvantaged: ",
    "tag_transition": "Transition: ",
}
"""What stands at the beginning of a line of notes, by the command that puts it there: the two
strands and the two threads, in words that can be printed as they are.
"""

_ENDING = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}


def ends_a_word(event: QKeyEvent) -> bool:
    """Whether this key puts a space or a new line behind what was typed."""
    held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
    return event.key() in _ENDING and held in _NOTHING_OR_KEYPAD


_NOTHING_OR_KEYPAD = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def expand(box: QPlainTextEdit, end: int, phrases: Iterable[Phrase]) -> Phrase | None:
    """Put the words of a phrase in place of its abbreviation that ends at `end`, if one does."""
    before = QTextCursor(box.document())
    before.setPosition(end)
    before.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
    typed = abbreviation_at_end(before.selectedText())
    wanted = typed.casefold()
    phrase = next((p for p in phrases if wanted and p.abbreviation.casefold() == wanted), None)
    if phrase is not None:
        chosen(box, end - len(typed), end).insertText(phrase.words)
    return phrase


def write_time(box: QPlainTextEdit, now: datetime) -> None:
    """Put the time at the cursor: `10:42 `, with a space before it after a word."""
    _insert(box, f"{_space_before(box.textCursor())}{now:%H:%M} ")


def write_words(box: QPlainTextEdit, words: str) -> None:
    """Put `words` at the cursor, in place of what is selected, apart from a word before them."""
    _insert(box, _space_before(box.textCursor()) + words)


def tag_line(box: QPlainTextEdit, tag: str) -> None:
    """Put `tag` at the beginning of the line, in place of another one; it goes where it stood."""
    block = box.textCursor().block()
    text = block.text()
    held = next((each for each in TAGS.values() if text.startswith(each)), "")
    start = block.position()
    chosen(box, start, start + len(held)).insertText("" if held == tag else tag)


def _insert(box: QPlainTextEdit, words: str) -> None:
    cursor = box.textCursor()
    cursor.insertText(words)
    box.setTextCursor(cursor)
    box.ensureCursorVisible()


def _space_before(cursor: QTextCursor) -> str:
    """A space where the words that are put in would stick to a word."""
    before = _character_before(cursor)
    return " " if before and (before.isalnum() or before in ".,;:!?)”’") else ""


def _character_before(cursor: QTextCursor) -> str:
    """What stands before the cursor or its selection in the same line, blank at its beginning."""
    probe = QTextCursor(cursor.document())
    probe.setPosition(cursor.selectionStart())
    if probe.atBlockStart():
        return ""
    probe.movePosition(QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor)
    return probe.selectedText()
