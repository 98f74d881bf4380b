"""First run: looking round with the sample, setting up, the recovery key, lock and unlock."""

from __future__ import annotations

from ui.tour import files
from ui.tour.guide import NAME, PASSPHRASE, Guide

WRONG = "kettle orchard violin eight"


def look_round(guide: Guide) -> None:
    """The sample project, from the first screen of a laptop on which nothing is set up."""
    guide.stage.open(guide.stage.place / "looking round")
    guide.show(
        "first-run", "First run: who holds this laptop, and the passphrase for everything on it."
    )
    guide.hands.press("Open the sample project instead")
    guide.stage.until_window()
    guide.show("sample", "The sample project, to look round in before setting anything up.")
    guide.stage.close()


def set_up(guide: Guide) -> None:
    """Name, role and passphrase, then the recovery key, which is kept in a file."""
    guide.stage.open(guide.stage.place / "laptop")
    guide.hands.type_into("Your name", NAME)
    guide.hands.choose("Your role", "Specialist leader")
    guide.hands.type_into("Passphrase", "kettle")
    guide.show("weak-passphrase", "A passphrase that is easy to guess says so, in words.")
    guide.hands.type_into("Passphrase", PASSPHRASE)
    guide.hands.type_into("Passphrase again", PASSPHRASE)
    guide.show("set-up", "Name, role and a strong passphrase: ready to be set up.")
    guide.hands.press("Set up")
    guide.hands.until_says("Keep this recovery key")
    guide.show("recovery-key", "The recovery key, shown once: to copy, save or print.")
    _keep_key(guide)
    guide.stage.until_window()
    guide.show("today-empty", "Today, before there are schools: where to begin.")


def lock_and_unlock(guide: Guide) -> None:
    """Locked; a wrong passphrase says so and makes one wait; the right one opens."""
    guide.hands.key("Ctrl+L")
    guide.hands.until_says("Unlock Visitbook")
    guide.show("locked", "Locked: nothing can be read without the passphrase.")
    guide.hands.type_into("Passphrase", WRONG)
    guide.hands.press("Unlock")
    guide.hands.until_says("does not open")
    guide.show("wrong-passphrase", "A wrong passphrase says so, in words.")
    unlock(guide)


def unlock(guide: Guide) -> None:
    """Type the passphrase at the door and press Unlock, once it may be tried."""
    guide.hands.type_into("Passphrase", PASSPHRASE)
    guide.hands.press("Unlock")
    guide.stage.until_window()


def _keep_key(guide: Guide) -> None:
    """Save the key to a file, and type its last part from there."""
    kept = guide.stage.place / "recovery key.txt"
    files.choose_file(guide, lambda: guide.hands.press("Save to a file"), kept)
    guide.hands.waiting.until(kept.is_file, "the saved recovery key")
    last = kept.read_text(encoding="utf-8").split("\n")[2].rpartition("-")[2]
    guide.hands.type_into("Type the last part of the key", last)
    guide.hands.press("I have kept it")
