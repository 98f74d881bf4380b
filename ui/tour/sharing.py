"""An audit shared by two laptops: a file and a code, sections apart, joined again."""

from __future__ import annotations

import re
from pathlib import Path

from ui.tour import eyes, in_record, writing
from ui.tour.audit import SCHOOL
from ui.tour.first_run import unlock
from ui.tour.guide import PASSPHRASE, Guide
from ui.tour.waiting import TourError

_AUDIT = "Whole-school mathematics audit"
_COLLEAGUE = "Sample Colleague"
_SECTION = "Professional development"
_OUT, _BACK = "audit.visitbook", "audit back.visitbook"
_BOTH = "PD2"  # the prompt that both answer
_CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2}\b")


def share_audit(guide: Guide) -> str:
    """The audit into a file for a colleague; answers the code, which is shown once."""
    _open_audit(guide)
    code = _share(guide, guide.stage.place / _OUT)
    guide.show("shared", "An audit in a sealed file, and the code to say aloud, shown once.")
    guide.hands.press("Close")
    _rate(guide, _BOTH, "2")
    writing.until_saved(guide)
    return code


def work_together(guide: Guide) -> None:
    """Shared, worked on by a colleague on a laptop of their own, and joined again."""
    code, mine = share_audit(guide), guide.stage.folder
    code = _on_other_laptop(guide, code)
    guide.stage.close()
    guide.stage.open(mine)
    unlock(guide)
    _look_into(guide, guide.stage.place / _BACK, code)
    guide.hands.press("Join")
    guide.hands.until_says("Joined.")
    guide.show("joined", "Joined: what came, and the one place that both filled in, to choose.")
    guide.hands.press("Keep mine" if eyes.has_button("Keep mine") else "Use mine")
    guide.hands.until_says("Settled")
    guide.hands.press("Open the record")
    guide.hands.until_says("Next section")
    in_record.go_to_section(guide, _SECTION)
    guide.show("joined-audit", "The audit with the colleague's section, and whose it is.")


def _on_other_laptop(guide: Guide, code: str) -> str:
    """The colleague's laptop: join, do a section, share back; answers the code of that."""
    from app import bootstrap

    guide.stage.close()
    folder = guide.stage.place / "colleague"
    begun = bootstrap.begin(folder, name=_COLLEAGUE, role="sle", passphrase=PASSPHRASE)
    begun.app.store.close()
    guide.stage.open(folder)
    unlock(guide)
    _look_into(guide, guide.stage.place / _OUT, code)
    guide.show("look-into", "A colleague's laptop: what the file holds, before anything changes.")
    guide.hands.press("Join")
    guide.hands.until_says("Joined.")
    guide.hands.press("Open the record")
    guide.hands.until_says("Next section")
    in_record.go_to_section(guide, _SECTION)
    _choose_in_menu(guide, "Record", "I’ll do this section")
    _rate(guide, "PD1", "3")
    _rate(guide, _BOTH, "3")
    writing.until_saved(guide)
    guide.show("colleague", "The colleague does a section, and it says so.")
    code = _share(guide, guide.stage.place / _BACK)
    guide.hands.press("Close")
    return code


def _open_audit(guide: Guide) -> None:
    """The audit that there is, else a new one."""
    guide.hands.key("Alt+3")
    guide.hands.until_says("being written")
    guide.stage.until_rest()
    if eyes.says(_AUDIT):
        guide.open_row(_AUDIT)
        guide.hands.until_says("Next section")
    else:
        in_record.start_record(guide, SCHOOL, _AUDIT)


def _share(guide: Guide, path: Path) -> str:
    path.unlink(missing_ok=True)
    _choose_in_menu(guide, "Record", "Share with a colleague …")
    guide.hands.until_says("Share with a colleague")
    guide.stage.until_rest()
    guide.hands.type_into("File", str(path))
    guide.hands.press("Save file")
    guide.hands.until_says("The file is ready")
    code = _CODE.search(eyes.words_on_screen())
    if code is None:
        raise TourError("no code is shown for the file")
    return code[0]


def _look_into(guide: Guide, path: Path, code: str) -> None:
    guide.hands.key("Alt+3")
    guide.hands.press("Open a shared record …")
    guide.hands.type_into("File", str(path))
    guide.hands.type_into("Code", code)
    guide.hands.press("Look into it")
    guide.hands.until_says("Nothing has been changed yet")


def _rate(guide: Guide, code: str, key: str) -> None:
    in_record.go_to(guide, code)
    in_record.give_keys(guide, f"{code}_level")
    guide.hands.key(key)


def _choose_in_menu(guide: Guide, *lines: str) -> None:
    guide.hands.press("Menu")
    for words in lines:
        guide.hands.pick(words)
