"""An audit day: phases, prompts in any order with their states, a prompt split, the core only."""

from __future__ import annotations

from itertools import cycle

from PySide6.QtWidgets import QAbstractItemView

from app.bootstrap import local_clock
from ui.screens.record.scope_strip import ScopeStrip
from ui.tour import eyes, in_record, script, writing
from ui.tour.guide import Guide
from ui.widgets.level_picker import LevelPicker
from ui.widgets.level_row import LevelRow

SCHOOL = "Fernhurst Primary School"
"""Where the sample has an audit planned."""

_COMPONENTS = ("Specialist knowledge", "Quality first teaching")
_LOOKED_AT = 4  # prompts of each component
_FOUND = "QA4"
_STATES = (("QA1", "3"), ("QA2", "0"), ("QA3", "X"))
_MORE, _SPLIT = "QA5", "QA6"


def open_audit(guide: Guide) -> None:
    """An audit, opened from its school's visits."""
    guide.hands.key("Alt+2")
    guide.open_row(SCHOOL)
    guide.hands.until_says("Key people")
    guide.hands.key("Ctrl+2")
    guide.stage.until_rest()
    guide.hands.click_cell(eyes.named(QAbstractItemView), "audit")
    guide.hands.press("Open")
    guide.hands.until_says("About this audit")
    guide.show("audit", "The whole-school audit: six components, 55 prompts.")


def begin_day(guide: Guide) -> None:
    """The phases that are covered, and the day beside the record with its timer."""
    guide.hands.type_into("Date", f"{local_clock():%d/%m/%Y}")
    in_record.choose(guide, "phases", "Early years")  # was chosen: it is left out
    guide.hands.key("Ctrl+2")
    guide.hands.press("Start the timer")
    writing.until_saved(guide)
    guide.show(
        "audit-day", "Two phases, and the day beside: which part is on, and how long is left."
    )
    guide.hands.key("Ctrl+1")


def find_prompt(guide: Guide) -> None:
    """A prompt found by its code, and answered there."""
    in_record.find(guide, _FOUND)
    guide.show("audit-find", "Ctrl and F finds a prompt by its code, and words in every section.")
    guide.hands.key("Return")
    guide.hands.waiting.until(
        lambda: writing.name_in_focus().startswith(_FOUND), f"the prompt {_FOUND}"
    )
    guide.hands.press("Close the search")
    guide.hands.key("2")
    in_record.give_keys(guide, f"{_FOUND}_seen")
    guide.hands.type(script.AUDIT_SEEN)


def give_states(guide: Guide) -> None:
    """Prompts in any order: rated, not seen, does not apply, more needed."""
    for code, key in _STATES:
        in_record.go_to(guide, code)
        guide.hands.key(key)
    in_record.go_to(guide, _MORE)
    in_record.choose(guide, f"{_MORE}_state", "Looked at, more needed")
    writing.until_saved(guide)
    guide.show("audit-states", "In any order: the list says how far each prompt is.")


def split_prompt(guide: Guide) -> None:
    """A prompt whose level differs from phase to phase: a line of keys for each."""
    in_record.go_to(guide, _SPLIT)
    in_record.choose(guide, f"{_SPLIT}_split", "Yes")
    guide.album.until_steady()
    for row, key in zip(eyes.visible(LevelRow, writing.questions()), "23", strict=True):
        guide.hands.give_keys(row)
        guide.hands.key(key)
    writing.until_saved(guide)
    guide.show("audit-split", "A prompt split by phase: a level for each, one piece of evidence.")


def be_quick(guide: Guide) -> None:
    """Quick: three core prompts of each component; taken back with Ctrl and Z."""
    strip = eyes.named(ScopeStrip)
    guide.hands.click(in_record.chip(strip, "Core prompts only"))
    guide.show("audit-quick", "A quick audit asks the three core prompts of each component.")
    guide.hands.key("Ctrl+Z")
    guide.hands.until_gone("not among the core")


def take_back(guide: Guide) -> None:
    """Two answers in two sections, taken back one after the other and done again."""
    for code, key in (("LD1", "3"), ("QFT1", "2")):
        in_record.go_to(guide, code)
        guide.hands.key(key)
    writing.until_saved(guide)
    for code in ("QFT1", "LD1"):
        guide.hands.key("Ctrl+Z")
        guide.hands.waiting.until(
            lambda code=code: writing.name_in_focus().startswith(code),  # type: ignore[misc]  # mypy cannot tell what a default in a lambda is
            f"the prompt {code}",
        )
    guide.show("audit-undo", "Ctrl and Z goes back to each answer in turn, across sections.")
    guide.hands.key("Ctrl+Shift+Z")
    guide.hands.key("Ctrl+Shift+Z")
    writing.until_saved(guide)


def give_levels(guide: Guide) -> None:
    """Levels by key in further components."""
    for component in _COMPONENTS:
        in_record.go_to_section(guide, component)
        guide.stage.until_rest()
        pickers = eyes.visible(LevelPicker, writing.questions())[:_LOOKED_AT]
        for picker, key in zip(pickers, cycle(script.AUDIT_LEVELS), strict=False):
            guide.hands.give_keys(picker)
            guide.hands.key(key)
    writing.until_saved(guide)
    guide.show("audit-levels", "Prompt after prompt: levels by key, evidence when there is time.")
