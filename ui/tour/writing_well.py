"""Writing well and fast: a misspelt word, phrases, the time and a tag by one key."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from app.usecases.phrases import starter_phrases
from ui.tour import eyes, in_record, writing
from ui.tour.guide import Guide
from ui.widgets.text_box import GrowingText, pen_of
from ui.writing.pen import WritingPen

_SECTION = "Teaching and learning"
_MISSPELT, _RIGHT = "recieve", "receive"


def mark_word(guide: Guide) -> None:
    """A misspelt word is marked once it is left, and its menu has what may be meant."""
    in_record.go_to_section(guide, _SECTION)
    guide.hands.type_into("What was seen", f"Pupils {_MISSPELT} counters and build the array.")
    for key in ("Ctrl+Home", "Ctrl+Right", "Right"):
        guide.hands.key(key)
    guide.hands.waiting.until(_is_marked, f"the mark of “{_MISSPELT}”")
    guide.hands.key("Ctrl+.")
    guide.hands.until_offered(_RIGHT)
    guide.show("spelling", "A misspelt word is marked; Ctrl and full stop offers what was meant.")
    guide.hands.pick(_RIGHT)


def insert_phrase(guide: Guide) -> None:
    """Phrases: a first set, one found by its words."""
    guide.hands.key("Ctrl+End")
    guide.hands.type(" ")
    guide.hands.key("Ctrl+Shift+P")
    guide.hands.until_says("Insert a phrase")
    guide.stage.until_rest()
    if eyes.says("You have no phrases yet"):
        guide.hands.press(f"Add {len(starter_phrases())} phrases")
    guide.hands.until_says("Find a phrase")
    guide.hands.type("explain")
    guide.show("phrases", "Phrases of one's own, found by any of their words.")
    guide.hands.key("Esc")


def write_fast(guide: Guide) -> None:
    """An abbreviation unfolds; a key writes the time, another tags the line."""
    guide.hands.type(";pet \n")
    guide.hands.key("F8")
    guide.hands.type("Year 4 draw bars before they calculate.")
    guide.hands.key("Alt+T")
    writing.until_saved(guide)
    guide.show("writing-fast", "A phrase unfolded from ;pet, the time by F8, a tag by Alt and T.")


def _is_marked() -> bool:
    """Whether the word at the cursor is marked."""
    box = QApplication.focusWidget()
    pen = pen_of(box) if isinstance(box, GrowingText) else None
    if not isinstance(pen, WritingPen) or not isinstance(box, GrowingText):
        return False
    return pen.marked.at(box, box.textCursor()) is not None
