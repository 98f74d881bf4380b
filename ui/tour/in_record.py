"""Ways within an open record: to a question by its code, to its block, through its choices."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ui.questions.block import QuestionBlock
from ui.tour import eyes, writing
from ui.tour.guide import Guide
from ui.tour.waiting import TourError
from ui.widgets.chips import ChoiceChip
from ui.widgets.level_picker import LevelPicker
from ui.widgets.section_list import SectionList


def find(guide: Guide, words: str) -> None:
    """Type `words` into the line that Ctrl+F opens."""
    guide.hands.key("Ctrl+F")
    guide.hands.type_here(words)
    guide.hands.waiting.until(lambda: "place" in eyes.words_on_screen(), f"places of “{words}”")


def go_to(guide: Guide, words: str) -> None:
    """Find `words`, go to the first place and put the line away."""
    find(guide, words)
    guide.hands.key("Return")
    guide.hands.waiting.until(lambda: bool(writing.name_in_focus()), f"the question of “{words}”")
    guide.hands.press("Close the search")


def block(guide: Guide, name: str, *, last: bool = False) -> QuestionBlock:
    """The question that the form calls `name`, as soon as it is on screen.

    It is the first of those that share a name, as in the rows of a repeat, or the `last`.
    """
    guide.hands.waiting.until(lambda: bool(blocks(name)), f"the question “{name}”")
    return blocks(name)[-1 if last else 0]


def blocks(name: str) -> list[QuestionBlock]:
    """The questions on screen that the form calls `name`, from the top downwards."""
    shown = eyes.visible(QuestionBlock, writing.questions())
    return [block for block in shown if block.ref.rpartition("/")[2] == name]


def answer(guide: Guide, asked: QuestionBlock, given: str) -> None:
    """Answer a question as it is answered: by a key, a chip, a choice of a list, or words."""
    pickers = eyes.visible(LevelPicker, asked)
    chips = eyes.visible(ChoiceChip, asked)
    lists = eyes.visible(QComboBox, asked)
    if pickers:
        guide.hands.give_keys(pickers[0])
        guide.hands.key(given)
    elif chips:
        for words in given.split("|"):
            guide.hands.click(chip(asked, words))
    elif lists:
        guide.hands.choose_in(lists[0], given)
    else:
        lines = [*eyes.visible(QPlainTextEdit, asked), *eyes.visible(QLineEdit, asked)]
        guide.hands.click(lines[0])
        guide.hands.dictate(given)


def choose(guide: Guide, name: str, *words: str) -> None:
    """Press the chips of a question that begin with these words."""
    for wanted in words:
        guide.hands.click(chip(block(guide, name), wanted))


def chip(within: QWidget, words: str) -> ChoiceChip:
    """The chip that begins with `words`."""
    chips = eyes.visible(ChoiceChip, within)
    found = next((each for each in chips if each.text().startswith(words)), None)
    if found is None:
        offered = ", ".join(each.text() for each in chips)
        raise TourError(f"“{words}” is not among the choices {offered}")
    return found


def go_to_section(guide: Guide, title: str) -> None:
    """Press a section in the list on the left."""
    guide.stage.until_rest()
    guide.hands.click_cell(eyes.named(SectionList), title)
    guide.stage.until_rest()


def start_record(guide: Guide, school: str, form: str) -> None:
    """Begin a record with Ctrl and N."""
    guide.hands.key("Ctrl+N")
    guide.hands.until_says("Start a record")
    guide.stage.until_rest()
    guide.hands.choose("School", school)
    guide.hands.choose("Form", form)
    guide.hands.press("Start record", eyes.front())
    guide.hands.until_says("Next section")
    guide.stage.until_rest()


def give_keys(guide: Guide, name: str) -> None:
    """Give the keyboard to the question that the form calls `name`."""
    guide.hands.give_keys(block(guide, name).editor)
