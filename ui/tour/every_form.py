"""Each of the other built-in forms: a record begun, filled in, finished, and its PDF saved."""

from __future__ import annotations

from collections.abc import Mapping

from app.usecases.shipped_forms import PROJECT, ShippedForm, shipped_forms
from ui.tour import begun_forms, in_record, project_forms, saving, school_forms, writing
from ui.tour.form_script import Entry, Page
from ui.tour.guide import Guide
from ui.tour.looking_back import SCHOOL

ENTRIES: Mapping[str, Entry] = (
    begun_forms.BEGUN | school_forms.FINISHED | project_forms.FINISHED  # type: ignore[operator]  # they are dictionaries
)
"""By the form's id. The forms that other chapters fill in are not among them."""


def fill_every_form(guide: Guide) -> None:
    """A record in each form, at the section that says most about it, and its document."""
    for form in shipped_forms().values():
        if form.form_id in ENTRIES:
            _fill(guide, form, ENTRIES[form.form_id])


def _fill(guide: Guide, form: ShippedForm, entry: Entry) -> None:
    _begin(guide, form)
    for page in entry.pages:
        _fill_page(guide, page)
        if page.section == entry.shown:
            writing.until_saved(guide)
            name = f"form-{form.form_id.replace('_', '-')}"
            guide.album.take_now(name, f"{form.title}.")  # what counts again has done so
    if entry.finished:
        _finish(guide, form)


def _begin(guide: Guide, form: ShippedForm) -> None:
    if form.about == PROJECT:
        guide.hands.key("Alt+4")
        guide.hands.press("Write about the project")
        guide.hands.pick(form.title)
        guide.hands.until_says("Sections")
        guide.stage.until_rest()
    else:
        in_record.start_record(guide, SCHOOL, form.title)


def _finish(guide: Guide, form: ShippedForm) -> None:
    guide.hands.key("Ctrl+Shift+F")
    guide.hands.until_says("Ready to finish")
    guide.hands.key("Ctrl+Shift+F")
    guide.hands.until_says("This version is frozen")
    saving.save_pdf(guide, form.title)


def _fill_page(guide: Guide, page: Page) -> None:
    if page.section:
        in_record.go_to_section(guide, page.section)
    if page.people:
        writing.add_people(guide, page.people)
    if page.action:
        writing.agree_action(guide, begun=False, action=page.action)
    for name, answer in page.answers.items():
        in_record.answer(guide, in_record.block(guide, name), answer)
    for number, row in enumerate(page.rows, start=1):
        _fill_row(guide, number, row)


def _fill_row(guide: Guide, number: int, row: Mapping[str, str]) -> None:
    """A row of the repeat on this page; each is shown with its first question, so it is counted."""
    first, *_ = row
    if len(in_record.blocks(first)) < number:
        guide.hands.press("Add a row", writing.questions())
        guide.hands.waiting.until(
            lambda: len(in_record.blocks(first)) == number, f"row {number} of “{first}”"
        )
    for name, answer in row.items():
        in_record.answer(guide, in_record.block(guide, name, last=True), answer)
