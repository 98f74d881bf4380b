"""The main pages in other looks: dark, words twice as large, a smaller window."""

from __future__ import annotations

from ui.main_window import USUAL_SIZE
from ui.tour.guide import Guide
from ui.tour.visit import SCHOOL

_SMALL = (1280, 720)


def other_looks(guide: Guide) -> None:
    """Today, a school, a record and its finish, in each look, chosen in the settings."""
    _wear(guide, "Dark")
    _go_round(guide, "dark", "in dark colours")
    _wear(guide, "Light", "200 %")
    _go_round(guide, "200", "with words twice as large")
    _wear(guide, "100 %")
    guide.stage.resize(*_SMALL)
    _go_round(guide, "1280x720", "in a window of 1280 by 720")
    guide.stage.resize(*USUAL_SIZE)


def _wear(guide: Guide, *choices: str) -> None:
    """Choose colours or the size of the words in the settings."""
    guide.hands.key("Ctrl+,")
    guide.hands.until_says("Colours")
    for words in choices:
        guide.hands.press(words)


def _go_round(guide: Guide, name: str, words: str) -> None:
    guide.hands.key("Alt+1")
    guide.hands.until_says(SCHOOL)
    guide.show(f"today-{name}", f"Today {words}.")
    guide.hands.key("Alt+2")
    guide.open_row(SCHOOL)
    guide.hands.key("Ctrl+1")
    guide.hands.until_says("Key people")
    guide.show(f"school-{name}", f"A school's page {words}.")
    guide.hands.key("Alt+3")
    guide.open_row("Note of visit 2")
    guide.hands.until_says("Next section")
    guide.show(f"record-{name}", f"The record editor {words}.")
    guide.hands.key("Ctrl+Shift+F")
    guide.hands.until_says("Ready to finish")
    guide.show(f"finish-{name}", f"Finish {words}.")
