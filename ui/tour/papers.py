"""Documents in other formats, and those of a whole school, each into the folder of the tour."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ui.tour import eyes
from ui.tour.guide import Guide

_WAYS = (
    ("Save as Word", ".docx", "The same note for Word"),
    ("Save as web page", ".html", "The same note as a web page"),
)
_BRIEFING = "Briefing for the next visit"
_NOT_YET = "(not yet)"


def save_other_ways(guide: Guide) -> None:
    """The finished note once more, for Word and as a web page."""
    for choice, ending, words in _WAYS:
        guide.hands.press("Save another way")
        guide.hands.until_offered(choice)
        if choice == _WAYS[0][0]:
            guide.show("save-another-way", "The same words for Word, or as a web page.")
        _save(guide, ending, words, partial(guide.hands.pick, choice))


def school_papers(guide: Guide) -> None:
    """Every document that the school may have now: looked at, then saved."""
    guide.hands.key("Alt+1")
    guide.hands.press("School page")
    guide.hands.until_says("Key people")
    guide.hands.press("More")
    guide.hands.pick(_BRIEFING)
    guide.hands.until_says("page 1 of")
    guide.show("briefing", "A briefing before the visit, on one page.")
    for kind in [words for words in eyes.choices("Document") if not words.endswith(_NOT_YET)]:
        if not eyes.says("Documents of this school"):
            guide.hands.press("More")
            guide.hands.pick(_BRIEFING)
        guide.hands.choose("Document", kind)
        _save(guide, ".pdf", f"{kind} of the school", partial(_save_pdf, guide))
    guide.hands.key("Alt+1")


def _save_pdf(guide: Guide) -> None:
    guide.hands.press("Save PDF")
    guide.stage.until_rest()
    if eyes.says("Where PDFs go"):  # asked the first time only
        guide.hands.type_into("Folder", str(guide.album.folder))
        guide.hands.press("Use this folder")


def _save(guide: Guide, ending: str, words: str, act: Callable[[], None]) -> None:
    """Do what saves one file, and list it."""
    folder = guide.album.folder
    before = set(folder.glob(f"*{ending}"))
    act()
    guide.hands.waiting.until(
        lambda: set(folder.glob(f"*{ending}")) > before, f"a new {ending} file"
    )
    guide.stage.until_rest()
    for path in sorted(set(folder.glob(f"*{ending}")) - before):
        guide.album.add_file(path, f"{words}.")
