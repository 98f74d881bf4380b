"""What lies around the journey: safeguarding, the board, settings, help, and the lock."""

from __future__ import annotations

from ui.tour.guide import Guide


def child_at_risk(guide: Guide) -> None:
    """Whom to tell, from anywhere, with nothing written but that they were told."""
    guide.hands.key("Alt+1")
    guide.hands.press("Show whom to tell")
    guide.hands.until_says("Close")
    guide.hands.choose("School", "Alderbrook")
    guide.hands.until_says("01632 960 121")
    guide.show("child-at-risk", "A child may be at risk: whom to tell now, and how.")
    guide.hands.press("Close")


def project_board(guide: Guide) -> None:
    """Schools by visits: who is where."""
    guide.hands.key("Alt+4")
    guide.hands.until_says("Alderbrook")
    guide.show("project", "The project: every school's visits in their windows.")


def records(guide: Guide) -> None:
    """All records."""
    guide.hands.key("Alt+3")
    guide.hands.until_says("Alderbrook")
    guide.show("records", "All records, by school, day and state.")


def settings(guide: Guide) -> None:
    """Settings of this person and this laptop."""
    guide.hands.key("Ctrl+,")
    guide.hands.until_says("Settings")
    guide.show("settings", "Settings: who one is, how it looks, what keeps others out.")


def helps(guide: Guide) -> None:
    """The help pages."""
    guide.hands.key("F1")
    guide.hands.until_says("Your first visit")
    guide.show("help", "Help, in the window and without a network.")


def lock(guide: Guide) -> None:
    """Locked again."""
    guide.hands.key("Ctrl+L")
    guide.hands.until_says("Unlock Visitbook")
    guide.show("locked-again", "Locked again.")
