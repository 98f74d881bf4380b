"""Schools: the register brought in, found as one types, taken on, and a year of visits planned."""

from __future__ import annotations

from datetime import date, timedelta

from app.bootstrap import local_clock
from ui.tour import eyes
from ui.tour.guide import Guide
from ui.tour.register_list import write_register
from ui.widgets.search_box import SearchBox

TAKEN_ON = "Larkhill Green Primary School"
TYPED = "larkh gre pri"
ESTABLISHED = "Alderbrook Primary School"
_TABS = (
    ("visits", "Visits of one school: planned, held, and what was written of each."),
    ("actions", "Actions of one school, open ones first, each with its status."),
    ("pupils", "Focus pupils by code only, with target, review date and status."),
    ("documents", "What was made of the records, and to whom it was handed over."),
    ("people", "Key people by role, the designated safeguarding lead among them."),
)
_KINDS = ("Launch day", "Visit 1", "Visit 2", "Visit 3", "Visit 4")
_TUESDAY = 1
_APART = 56  # days between two visits that are planned in the tour


def import_register(guide: Guide) -> None:
    """The register's file: chosen, watched while it comes in, and what came of it."""
    path = guide.stage.place / "edubasealldata.csv"
    write_register(path)
    guide.hands.press("Import the school list")
    guide.hands.type_into("File", str(path))
    guide.show("import", "Importing the school register, as it is downloaded.")
    guide.hands.press("Import")
    guide.hands.until_says("MB read")
    guide.album.take_now("import-progress", "The register comes in; Stop leaves nothing half done.")
    guide.hands.until_says("added")
    guide.show("import-result", "What came in, and the one row that could not be used, with why.")
    guide.hands.press("Done")


def find_school(guide: Guide) -> None:
    """A school found as one types, and taken on with Enter."""
    guide.hands.click(eyes.named(SearchBox))
    guide.hands.type(TYPED)
    guide.hands.until_says(TAKEN_ON)
    guide.show("find", "Find as you type, by the beginnings of words, towns, postcodes or URNs.")
    guide.hands.key("Return")
    guide.hands.until_says("You have taken on")
    guide.show("taken-on", "Taken on with Enter; Undo takes it back.")


def plan_year(guide: Guide) -> None:
    """The launch day and four visits, planned at once on the school's page."""
    guide.hands.press("Open its page")
    guide.hands.until_says("Plan the year")
    guide.show("new-school", "The page of a school that has just been taken on.")
    guide.hands.press("Plan the year")
    for kind, day in zip(_KINDS, _days(local_clock().date()), strict=True):
        guide.hands.type_into(kind, f"{day:%d/%m/%Y}")
        guide.hands.key("Tab")
    guide.show("plan-year", "A year at once; a day outside its window warns and never blocks.")
    guide.hands.press("Plan these visits")
    guide.hands.until_gone("Half days of three hours")
    guide.show("planned", "Launch day and four visits are planned.")
    guide.hands.key("Alt+1")
    guide.hands.until_says("Next visit")
    guide.show("today-planned", "Today, with the first school and its next visit.")


def show_school(guide: Guide) -> None:
    """Every tab of a school that has been worked with for some weeks."""
    guide.hands.press("School page")
    guide.hands.until_says("Key people")
    guide.show("school", "A school's page: visits this year, actions, people, pupils, agreement.")
    for number, (tab, sentence) in enumerate(_TABS, start=2):
        guide.hands.key(f"Ctrl+{number}")
        guide.show(f"school-{tab}", sentence)
    guide.hands.key("Alt+1")


def show_schools(guide: Guide) -> None:
    """One's own schools."""
    guide.hands.key("Alt+2")
    guide.hands.until_says(ESTABLISHED)
    guide.show("schools", "One's own schools, with the next visit of each.")


def _days(today: date) -> list[date]:
    """The next Tuesday, and Tuesdays eight weeks apart after it."""
    first = today + timedelta(days=(_TUESDAY - today.weekday()) % 7 or 7)
    return [first + timedelta(days=_APART * at) for at in range(len(_KINDS))]
