"""Each of the other built-in forms, begun once, with a few answers typed in."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.usecases.shipped_forms import PROJECT, ShippedForm, shipped_forms
from ui.questions.block import QuestionBlock
from ui.tour import eyes, in_record, writing
from ui.tour.form_script import ENTRIES, Entry
from ui.tour.guide import Guide
from ui.tour.looking_back import SCHOOL
from ui.widgets.chips import ChoiceChip
from ui.widgets.level_picker import LevelPicker


def fill_every_form(guide: Guide) -> None:
    """A record in each form, at the section that says most about it."""
    for form in shipped_forms().values():
        if form.form_id in ENTRIES:
            _fill(guide, form, ENTRIES[form.form_id])


def _fill(guide: Guide, form: ShippedForm, entry: Entry) -> None:
    if form.about == PROJECT:
        guide.hands.key("Alt+4")
        guide.hands.press("Write about the project")
        guide.hands.pick(form.title)
        guide.hands.until_says("Sections")
        guide.stage.until_rest()
    else:
        in_record.start_record(guide, SCHOOL, form.title)
    if entry.section:
        in_record.go_to_section(guide, entry.section)
    for name, answer in entry.answers.items():
        _answer(guide, in_record.block(guide, name), answer)
    writing.until_saved(guide)
    name = f"form-{form.form_id.replace('_', '-')}"
    guide.album.take_now(name, f"{form.title}.")  # what counts again has done so: it is saved


def _answer(guide: Guide, block: QuestionBlock, answer: str) -> None:
    """Answer a question as it is answered: by a key, a chip or words."""
    pickers = eyes.visible(LevelPicker, block)
    chips = eyes.visible(ChoiceChip, block)
    if pickers:
        guide.hands.give_keys(pickers[0])
        guide.hands.key(answer)
    elif chips:
        for words in answer.split("|"):
            guide.hands.click(in_record.chip(block, words))
    else:
        lines = [*eyes.visible(QPlainTextEdit, block), *eyes.visible(QLineEdit, block)]
        guide.hands.click(lines[0])
        guide.hands.type_here(answer)
