"""Documents saved into the folder of the tour, each listed with a sentence about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from ui.tour import eyes
from ui.tour.guide import Guide


def save_pdf(guide: Guide, words: str) -> None:
    """Save the PDF of what is on screen; where PDFs go is asked the first time only."""
    save(guide, ".pdf", words, partial(_press, guide))


def save_other(guide: Guide, choice: str, ending: str, words: str) -> None:
    """Save what is on screen as the line `choice` of the button beside says."""
    guide.hands.press("Save another way")
    guide.hands.until_offered(choice)
    save(guide, ending, words, partial(guide.hands.pick, choice))


def save(guide: Guide, ending: str, words: str, act: Callable[[], None]) -> None:
    """Do what saves one file, and list it as `words`."""
    before = _files(guide, ending)
    act()
    guide.hands.waiting.until(
        lambda: _files(guide, ending) != before, f"a new {ending} file of “{words}”"
    )
    guide.stage.until_rest()
    for path, written in sorted(_files(guide, ending).items()):
        if before.get(path) != written:
            guide.album.add_file(path, f"{words}.")


def _files(guide: Guide, ending: str) -> dict[Path, int]:
    """The files with that ending, each with when it was written: an earlier one is replaced."""
    return {path: path.stat().st_mtime_ns for path in guide.album.folder.glob(f"*{ending}")}


def _press(guide: Guide) -> None:
    guide.stage.until_rest()
    again = eyes.has_button("Save PDF again")  # a file of an earlier revision lies there
    guide.hands.press("Save PDF again" if again else "Save PDF")
    guide.stage.until_rest()
    if eyes.says("Where PDFs go"):
        guide.hands.type_into("Folder", str(guide.album.folder))
        guide.hands.press("Use this folder")
