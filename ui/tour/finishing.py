"""Finishing on site: the check, the frozen PDF, the draft, and a new revision."""

from __future__ import annotations

from ui.tour import in_record, saving, script, writing
from ui.tour.guide import Guide
from ui.tour.waiting import TourError


def finish(guide: Guide) -> None:
    """Nothing is missing: the record is finished on site."""
    guide.hands.press("Finish visit")
    guide.hands.until_says("Ready to finish")
    guide.hands.until_says("page 1 of")
    guide.show("ready-to-finish", "Ready to finish: actions to read aloud, and the PDF beside.")
    guide.hands.press("Finish on site")
    guide.hands.until_says("This version is frozen")
    guide.show("finished", "Finished on site: this version is frozen.")


def look_at_pdf(guide: Guide) -> None:
    """The PDF as large as the window allows, then saved in a folder of one's own choice."""
    guide.hands.press("Preview PDF")
    guide.hands.until_says("Close")
    guide.show("pdf-preview", "The note of visit as it will be printed.")
    guide.hands.press("Close")
    guide.hands.press("Save PDF")
    guide.hands.type_into("Folder", str(guide.album.folder))
    guide.show("where-pdfs-go", "The first PDF: where such files go, and that they are readable.")
    guide.hands.press("Use this folder")
    guide.hands.until_says("Saved as")
    guide.show("pdf-saved", "The PDF is saved, under a name that sorts by date.")


def write_draft(guide: Guide) -> None:
    """The e-mail draft, opened in the person's own mail program, which the tour does not start."""
    guide.hands.press("E-mail draft")
    guide.hands.until_says("You press send there")
    guide.show("draft", "The e-mail draft: to whom, its subject, a short text.")
    guide.hands.press("Open draft")
    guide.hands.until_says("Look at the address once more")
    guide.show("new-address", "An address that was never written to is looked at twice.")
    guide.hands.press("Open draft")
    guide.hands.until_says("Handed over")
    guide.show("handed-over", "Recorded as handed over: to whom and when.")
    _list_files(guide, "The note of visit", "The e-mail draft with the note attached")


def reopen(guide: Guide) -> None:
    """The finished record opened again as revision 2; the first stays as it is."""
    guide.hands.press("Reopen as revision 2")
    guide.hands.until_says("Sections")
    guide.show("revision-2", "Reopened as revision 2; what was handed over stays as it was.")


def correct(guide: Guide) -> None:
    """What the school asked for put right in revision 2, whose PDF marks what is new."""
    guide.hands.key("Alt+3")
    guide.open_row("Note of visit 2")
    guide.hands.until_says("Sections")
    in_record.go_to_section(guide, "Leadership")
    points = in_record.block(guide, "leadership_points")
    in_record.answer(guide, points, script.CORRECTED_POINTS)
    writing.until_saved(guide)
    guide.hands.key("Ctrl+Shift+F")
    guide.hands.press("Finish on site")
    guide.hands.until_says("This version is frozen")
    guide.show("corrected", "Revision 2, finished; its PDF says what was corrected.")
    saving.save_pdf(guide, "The note of visit, corrected: revision 2 with the change marked")


def _list_files(guide: Guide, document: str, draft: str) -> None:
    listed = {entry.name for entry in guide.album.files}
    for ending, words in ((".pdf", document), (".eml", draft)):
        made = sorted(guide.album.folder.glob(f"*{ending}"))
        new = [path for path in made if path.name not in listed]
        if not new:
            raise TourError(f"no new {ending} file in {guide.album.folder}")
        for path in new:
            guide.album.add_file(path, f"{words}.")
