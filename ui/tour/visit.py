"""A visit: Today, the record editor, a flat battery in the middle, and no gaps left."""

from __future__ import annotations

from pathlib import Path

from app.bootstrap import local_clock
from ui.tour import eyes, script, writing
from ui.tour.first_run import unlock
from ui.tour.guide import NAME, PASSPHRASE, Guide
from ui.tour.waiting import TourError
from ui.widgets.level_card import LevelCard

SCHOOL = "Alderbrook Primary School"


def weeks_later(guide: Guide) -> None:
    """The same laptop with some weeks of work on it: five schools, a finished visit, actions."""
    guide.stage.close()
    _fill_with_sample(guide.stage.folder)
    guide.stage.open(guide.stage.folder)
    unlock(guide)
    guide.hands.until_says(SCHOOL)
    guide.show("today", "Today: the next visit, what is ready offline, and what is to do.")


def begin_with_sample(guide: Guide) -> None:
    """The same laptop at once, for parts of the tour that are gone through alone."""
    from app import bootstrap

    folder = guide.stage.place / "laptop"
    bootstrap.begin(folder, name=NAME, role="sle", passphrase=PASSPHRASE).app.store.close()
    guide.stage.close()
    _fill_with_sample(folder)
    guide.stage.open(folder)
    unlock(guide)
    guide.hands.until_says(SCHOOL)


def open_visit(guide: Guide) -> None:
    """The visit from Today: the editor, its three panels, the first section filled in."""
    guide.hands.key("Alt+1")
    guide.hands.press("Open visit")
    guide.hands.until_says("Sections")
    guide.show("record", "The record editor: sections, questions, and what is known from before.")
    guide.hands.type_into("Date", f"{local_clock():%d/%m/%Y}")
    for name in ("Arrived", "Left"):
        guide.hands.type_into(name, script.TEXTS[name.lower()])
    writing.add_people(guide)
    writing.until_saved(guide)
    guide.show("people-met", "People met, by role; “Saved” at the foot is true when it is shown.")


def review_actions(guide: Guide) -> None:
    """Every action from last time is given a status."""
    writing.go_to_section(guide, "Actions from earlier visits")
    guide.show("earlier-actions", "Actions from last time wait for a status.")
    writing.give_statuses(guide)
    writing.until_saved(guide)
    guide.show("statuses", "Each earlier action has its status and what was seen of it.")


def look_at_evidence(guide: Guide) -> None:
    """What was looked at, row by row."""
    writing.go_to_section(guide, "Autumn assessment")
    writing.add_evidence(guide)
    writing.until_saved(guide)
    guide.show("evidence", "What was looked at: source, where, how many, what was seen.")


def choose_level(guide: Guide) -> None:
    """A level by one key, with evidence typed and what was said last time beside it."""
    writing.go_to_section(guide, "Teaching and learning")
    card = eyes.named(LevelCard, within=writing.questions())
    guide.hands.give_keys(card)
    guide.hands.key(script.LEVEL_KEYS["T3_level"])
    guide.hands.type_into("What was seen", script.TEXTS["T3_seen"])
    guide.hands.press("Lessons", writing.questions())
    guide.hands.press("Several", writing.questions())
    writing.until_saved(guide)
    guide.show("level", "A level by one key, with its descriptors, the evidence and its sources.")


def lose_power(guide: Guide) -> None:
    """The battery dies in mid-sentence: the same place and the same words are there again."""
    guide.hands.click(eyes.field("What was seen", writing.questions()))
    guide.hands.key("Ctrl+End")
    guide.hands.type(script.LAST_WORDS)
    name = writing.name_in_focus()
    writing.until_saved(guide)
    guide.stage.lose_power()
    guide.stage.open(guide.stage.folder)
    unlock(guide)
    guide.hands.press("Carry on")
    guide.hands.until_says(script.TEXTS["T3_seen"] + script.LAST_WORDS)
    guide.hands.waiting.until(lambda: writing.name_in_focus() == name, f"the keyboard in “{name}”")
    guide.show("after-the-battery", "After a flat battery: every saved word, at the same place.")
    guide.hands.type(".")


def make_action(guide: Guide) -> None:
    """An action made from a question with Ctrl and Enter, agreed with the head."""
    guide.hands.key("Ctrl+Return")
    guide.hands.until_says("Agreed actions")
    writing.agree_action(guide, begun=True)
    writing.until_saved(guide)
    guide.show("agreed-action", "An agreed action: what, who by role, by when, how we will know.")
    guide.hands.key("Ctrl+J")
    guide.hands.type(script.PRIVATE_NOTE)
    writing.until_saved(guide)
    guide.show("quick-notes", "Quick notes beside the questions are private and never printed.")


def finish_too_early(guide: Guide) -> None:
    """Finish, with gaps: each is listed and leads to its place."""
    guide.hands.press("Finish visit")
    guide.hands.until_says("missing")
    guide.show("finish-gaps", "Finish lists what is missing; each line leads to its question.")
    guide.hands.press("Show")
    guide.hands.until_says("Jump to next gap")
    guide.show("gap", "“Show” leads to the question that is missing.")


def answer_gaps(guide: Guide) -> None:
    """From gap to gap with Ctrl and G until none is left."""
    if not writing.fill_gaps(guide):
        raise TourError("there was no gap to jump to")
    writing.until_saved(guide)
    guide.show("no-gaps", "From gap to gap with Ctrl and G, until none is left.")


def _fill_with_sample(folder: Path) -> None:
    from app import bootstrap
    from app.usecases.sample import fill_with_sample

    app = bootstrap.unlock(folder, PASSPHRASE)
    try:
        fill_with_sample(app)
    finally:
        app.store.close()
