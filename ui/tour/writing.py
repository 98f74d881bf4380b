"""Writing in the record editor: rows, levels by key, evidence, and gap after gap."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from ui.panels.panel import Panel
from ui.panels.status_button import StatusButton
from ui.questions.block import QuestionBlock
from ui.screens.record.section_page import SectionPage
from ui.tour import eyes, script
from ui.tour.guide import Guide
from ui.tour.waiting import TourError
from ui.widgets.chips import ChoiceChip
from ui.widgets.level_card import LevelCard

_MOST_GAPS = 80
NO_GAPS = "No gaps left"


def questions() -> SectionPage:
    """The questions in the middle of the editor."""
    return eyes.named(SectionPage)


def go_to_section(guide: Guide, title: str) -> None:
    """Turn to a section, page by page, with the button above the questions."""
    guide.stage.until_rest()
    while not eyes.says(title, questions()):
        guide.hands.press("Next section", questions())


def name_in_focus() -> str:
    """The name of the question, or of the panel, that has the keyboard; blank for neither."""
    widget = QApplication.focusWidget()
    while widget is not None:
        if isinstance(widget, QuestionBlock | Panel):
            return widget.ref.rpartition("/")[2].partition("[")[0]
        widget = widget.parentWidget()
    return ""


def until_saved(guide: Guide) -> None:
    """Wait until the foot of the window says that everything is saved."""
    guide.hands.waiting.until(
        lambda: guide.stage.window.status.words.startswith("Saved"), "“Saved” at the foot"
    )
    guide.stage.until_rest()


def add_people(guide: Guide, roles: Sequence[str] = script.PEOPLE) -> None:
    """Whom one met, by role."""
    for role in roles:
        guide.hands.press("Add a person", questions())
        guide.hands.type(role)
        guide.hands.key("Tab")


def add_evidence(guide: Guide) -> None:
    """What was looked at: the source, where, how many, what was seen."""
    for row in script.EVIDENCE:
        guide.hands.press("Add what was looked at", questions())
        for words in row:
            guide.hands.type_here(words)
            guide.hands.key("Tab")


def give_statuses(guide: Guide) -> None:
    """A status for each earlier action, from its menu, and what was seen of it."""
    for status, seen in script.STATUSES:
        without = [b for b in _statuses() if b.status is None]
        if not without:
            return
        guide.hands.click(without[0])
        guide.hands.pick(status)
        guide.stage.until_rest()
        guide.hands.key("Tab")
        guide.hands.type(seen)


def agree_action(guide: Guide, *, begun: bool, action: Mapping[str, str] = script.ACTION) -> None:
    """The fields of an agreed action; `begun` where its row is open already."""
    if not begun:
        guide.hands.press("Add an action", questions())
    for name, words in action.items():
        guide.hands.type_into(name, words)
        guide.hands.key("Tab")
    guide.hands.press("On track", questions())


def fill_gaps(guide: Guide) -> int:
    """Jump from gap to gap and answer each, until none is left; answers how many there were."""
    for filled in range(_MOST_GAPS):
        if eyes.says(NO_GAPS):
            return filled
        guide.hands.key("Ctrl+G")
        _fill(guide, name_in_focus())
        guide.album.until_steady()  # the gaps are counted again a moment after an answer
    raise TourError(f"after {_MOST_GAPS} answers there are still gaps")


def _fill(guide: Guide, name: str) -> None:
    rows: dict[str, Callable[[], None]] = {
        "met_with": lambda: add_people(guide),
        "evidence": lambda: add_evidence(guide),
        "prev_actions": lambda: give_statuses(guide),
        "actions": lambda: agree_action(guide, begun=False),
    }
    if name in rows:
        rows[name]()
    else:
        answer(guide, name)


def answer(guide: Guide, name: str) -> None:
    """Answer the question that has the keyboard, as the script says."""
    focused = guide.hands.focused()
    if isinstance(focused, LevelCard):
        guide.hands.key(script.LEVEL_KEYS.get(name, "2"))
    elif isinstance(focused, ChoiceChip):
        guide.hands.click(_chip(focused, script.CHOICES[name]))
    elif isinstance(focused, QComboBox):
        guide.hands.type(script.CHOICES[name])
    elif isinstance(focused, QPlainTextEdit | QLineEdit):
        guide.hands.type_here(script.TEXTS.get(name, script.ANY_TEXT))
    else:
        raise TourError(f"the gap “{name}” leads to {type(focused).__name__}, which takes no words")


def _chip(beside: QWidget, words: str) -> QAbstractButton:
    group = beside.parentWidget()
    chips = eyes.visible(ChoiceChip, group)
    found = next((chip for chip in chips if chip.text().startswith(words)), None)
    if found is None:
        offered = ", ".join(chip.text() for chip in chips)
        raise TourError(f"“{words}” is not among the choices {offered}")
    return found


def _statuses() -> list[StatusButton]:
    return [button for button in eyes.visible(StatusButton, questions()) if button.isEnabled()]
