"""The whole-school audit: a prompt split by phase, and the profile that follows."""

from __future__ import annotations

from itertools import cycle

from PySide6.QtWidgets import QAbstractItemView

from ui.questions.block import QuestionBlock
from ui.tour import eyes, script, writing
from ui.tour.guide import Guide
from ui.widgets.cell_table import CellTable
from ui.widgets.chips import ChoiceChip
from ui.widgets.level_picker import LevelPicker

SCHOOL = "Fernhurst Primary School"
"""Where the sample has an audit planned."""

_COMPONENTS = ("Leadership", "Specialist knowledge", "Quality first teaching")
_LOOKED_AT = 4  # prompts of each component


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


def split_prompt(guide: Guide) -> None:
    """A prompt whose level differs from phase to phase."""
    writing.go_to_section(guide, "Quality assurance")
    guide.album.until_steady()
    chip = _split_chip()
    guide.hands.click(chip)
    guide.album.until_steady()
    _choose_levels(guide, 2)
    guide.show("audit-split", "A prompt split by phase: a level for each, one piece of evidence.")


def give_levels(guide: Guide) -> None:
    """Levels by key in further components."""
    for component in _COMPONENTS:
        writing.go_to_section(guide, component)
        guide.album.until_steady()
        _choose_levels(guide, _LOOKED_AT)
    writing.until_saved(guide)
    guide.show("audit-levels", "Prompt after prompt: levels by key, evidence when there is time.")


def show_profile(guide: Guide) -> None:
    """The profile: the middle level of each component and phase, and what was not looked at."""
    guide.hands.key("Alt+3")
    guide.hands.until_says(SCHOOL)
    guide.hands.click_cell(eyes.named(CellTable), SCHOOL)
    guide.hands.press("Audit profile")
    guide.hands.until_says("Not an inspection grade")
    guide.show("audit-profile", "The profile of the audit; what was not looked at never counts.")


def _split_chip() -> ChoiceChip:
    """The chip “Yes” of the first question whether levels differ by phase."""
    blocks = eyes.visible(QuestionBlock, writing.questions())
    asking = next(block for block in blocks if block.ref.endswith("_split"))
    return next(chip for chip in eyes.visible(ChoiceChip, asking) if chip.text() == "Yes")


def _choose_levels(guide: Guide, many: int) -> None:
    pickers = eyes.visible(LevelPicker, writing.questions())[:many]
    for picker, key in zip(pickers, cycle(script.AUDIT_LEVELS), strict=False):
        guide.hands.give_keys(picker)
        guide.hands.key(key)
