"""Documents in other formats, of records that are finished, and of a whole school."""

from __future__ import annotations

from collections.abc import Sequence

from app.usecases.shipped_forms import shipped_forms
from ui.tour import begun_forms, eyes, saving
from ui.tour.guide import Guide
from ui.tour.looking_back import SCHOOL
from ui.widgets.cell_table import CellTable
from ui.widgets.search_box import SearchBox

FINISHED_SCHOOL = "Marlpit Lane Primary School"
"""Of this one the sample has a whole year: its application, its visits, its review."""

FINISHED_FORMS = (*begun_forms.BEGUN, "visit_3", "maths_audit")
"""The forms that no chapter fills in to the end; the sample has a finished record of each."""

_AUDIT = "maths_audit"
_OTHER_WAYS = (
    ("Save as Word", ".docx", "for Word"),
    ("Save as web page", ".html", "as a web page"),
)
_DOCUMENT = ("PDF and e-mail", "PDF")
"""What the way to a finished record's document is called: what is for the team is not sent."""

_BRIEFING = "Briefing"


def save_other_ways(guide: Guide) -> None:
    """The finished note once more, for Word and as a web page."""
    guide.hands.press("Save another way")
    guide.hands.until_offered(_OTHER_WAYS[0][0])
    guide.show("save-another-way", "The same words for Word, or as a web page.")
    guide.hands.key("Esc")
    _save_other_ways(guide, "The note of visit")


def finished_records(guide: Guide) -> None:
    """The documents of records that were finished a year ago, the audit's in every format."""
    for form_id in FINISHED_FORMS:
        form = shipped_forms()[form_id]
        _open_finished(guide, form.title.partition(":")[0])
        saving.save_pdf(guide, form.title)
        if form_id == _AUDIT:
            guide.show("audit-report", "The report of a whole audit, finished and agreed.")
            _save_other_ways(guide, "The report of the audit")
    _search_box(guide)
    guide.hands.key("Ctrl+A")
    guide.hands.key("Del")


def school_papers(guide: Guide) -> None:
    """The briefing before a visit; then every other document, of a school that has them all."""
    _open_papers(guide, SCHOOL)
    guide.hands.until_says("page 1 of")
    guide.show("briefing", "A briefing before the visit, on one page.")
    _save_papers(guide, SCHOOL, [_BRIEFING])
    _open_papers(guide, FINISHED_SCHOOL)
    others = [words for words in eyes.choices("Document") if words != _BRIEFING]
    _save_papers(guide, FINISHED_SCHOOL, others)
    guide.hands.key("Alt+1")


def _save_other_ways(guide: Guide, what: str) -> None:
    for choice, ending, words in _OTHER_WAYS:
        saving.save_other(guide, choice, ending, f"{what} {words}")


def _open_finished(guide: Guide, title: str) -> None:
    """A finished record of that school, found in the list by its title, at its documents."""
    _search_box(guide)
    guide.hands.dictate(f"{FINISHED_SCHOOL} {title}")
    table = eyes.named(CellTable)
    guide.hands.waiting.until(lambda: _all_say(table, FINISHED_SCHOOL), f"records of “{title}”")
    guide.hands.click_cell(table, title)
    guide.hands.press(next(words for words in _DOCUMENT if eyes.has_button(words)))
    guide.hands.until_says("This version is frozen")


def _search_box(guide: Guide) -> None:
    """Give the keyboard to the search above the records."""
    guide.hands.key("Alt+3")
    guide.stage.until_rest()
    guide.hands.click(eyes.named(SearchBox, "Find a school or a record"))


def _all_say(table: CellTable, words: str) -> bool:
    """Whether every row of the table has `words`, and there is one."""
    rows = table.model().rowCount()
    said = [str(table.model().index(row, 0).data()) for row in range(rows)]
    return bool(said) and all(words in one for one in said)


def _open_papers(guide: Guide, school: str) -> None:
    guide.hands.key("Alt+2")
    guide.open_row(school)
    guide.hands.until_says("Key people")
    _look_at_papers(guide)


def _look_at_papers(guide: Guide) -> None:
    guide.hands.press("More")
    guide.hands.pick("Briefing for the next visit")
    guide.hands.until_says("Documents of this school")
    guide.stage.until_rest()


def _save_papers(guide: Guide, school: str, kinds: Sequence[str]) -> None:
    for kind in kinds:
        if not eyes.says("Documents of this school"):  # it closes once a document is saved
            _look_at_papers(guide)
        guide.hands.choose("Document", kind)
        saving.save_pdf(guide, f"{kind}, {school}")
