"""A form of one's own: checked, put right, tried, imported, used, and moved to a newer version."""

from __future__ import annotations

from ui.tour import files, in_record, workbooks, writing
from ui.tour.guide import Guide
from ui.tour.looking_back import SCHOOL

_FILE = "number walk.xlsx"
_NEWER_FILE = "number walk, newer.xlsx"


def see_forms(guide: Guide) -> None:
    """The page of forms: all that are here."""
    guide.hands.key("Alt+4")
    guide.hands.press("Forms")
    guide.hands.until_says("built in")
    guide.show("forms", "Every form, with its version and the records begun with it.")


def check_form(guide: Guide) -> None:
    """A workbook with three mistakes: each by sheet, row and column, and what to do."""
    path = guide.stage.place / _FILE
    workbooks.write_with_mistakes(path)
    files.choose_file(guide, lambda: guide.hands.press("Import a form"), path)
    guide.hands.until_says("3 mistakes")
    guide.show("form-mistakes", "Three mistakes: where each one is, and what to do about it.")


def try_form(guide: Guide) -> None:
    """The workbook put right and checked again by one key; looked at, then tried."""
    workbooks.write_mended(guide.stage.place / _FILE)
    guide.hands.key("F5")
    guide.hands.until_says("This is how an adviser will see the form")
    guide.show("form-preview", "Put right, and checked again by F5: as an adviser will see it.")
    guide.hands.press("Try it")
    guide.hands.until_says("nothing is saved")
    in_record.choose(guide, "rooms_seen", "Hall", "Year 2")
    guide.show("form-trial", "Trying the form: questions come and go, and nothing is saved.")


def import_form(guide: Guide) -> None:
    """The form taken over, and a record begun with it."""
    guide.hands.press("Import this form")
    guide.hands.until_says("built in")
    guide.show("form-imported", "Imported: offered from now on wherever a record is begun.")
    in_record.start_record(guide, SCHOOL, workbooks.TITLE)
    in_record.choose(guide, "rooms_seen", "Hall", "Year 2")
    in_record.go_to_section(guide, "What was seen")
    guide.hands.type_into("Displays of number work", "4")
    guide.hands.key("Tab")
    in_record.choose(guide, "by_pupils", "Some")
    guide.hands.type_into("What to keep", "The counting corner by the Year 2 door.")
    writing.until_saved(guide)
    guide.show("own-form", "A record in the form that was drawn a minute ago.")


def import_newer(guide: Guide) -> None:
    """A newer version is imported: the record keeps its own, and is offered the newer one."""
    path = guide.stage.place / _NEWER_FILE
    workbooks.write_newer(path)
    guide.hands.key("Alt+4")
    guide.hands.press("Forms")
    files.choose_file(guide, lambda: guide.hands.press("Import a form"), path)
    guide.hands.until_says("This is how an adviser will see the form")
    guide.hands.press("Import this form")
    guide.hands.until_says("built in")
    guide.hands.key("Alt+3")
    guide.open_row(workbooks.TITLE)
    guide.hands.press("See what would change")
    guide.hands.until_says("Move this record")
    guide.show("newer-version", "What a newer version would change: new, taken over, kept aside.")


def move_record(guide: Guide) -> None:
    """The record moved to the newer version, and moved back."""
    guide.hands.press("Move the record")
    guide.hands.until_says("was moved")
    guide.show("moved", "Moved, on a yes only; Undo takes it back.")
    guide.hands.press("Undo")
    guide.hands.until_gone("was moved")
    in_record.go_to_section(guide, "The walk")
    guide.hands.until_says("Hall")
