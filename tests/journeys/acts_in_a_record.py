"""What is done by keys in a record of every kind of question, before the power goes."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from tests.journeys.window_until_killed import AtWork
from ui.panels.earlier import EarlierPanel
from ui.screens.record.repeat_rows import RepeatRows

TYPED, CHOSEN, ROWS, BESIDE = "/data/typed", "/data/chosen", "/data/rows/class", "/data/beside"
WALL, WALL_ASKS = "/data/pictures/wall", "What about wall?"
BOX, ACTIONS = f"{TYPED}/box", f"{BESIDE}/agreed"
LETTER = 15  # milliseconds from letter to letter, so that no pause ends before the longest does
SENTENCE = "what was seen in year four and what it means for the next half term "


def look(work: AtWork) -> None:
    """Do nothing."""
    work.say_state("stands")


def answer_all(work: AtWork) -> None:
    """Whatever is typed or chosen; where it is typed, the field is not left before it is kept."""
    type_answers(work)
    choose_answers(work)
    work.until_kept()
    work.say_state("kept")


def type_answers(work: AtWork) -> None:
    work.enter(f"{TYPED}/line", "Bars and frames")
    work.enter(f"{TYPED}/box", "First line\nand a second")
    work.enter(f"{TYPED}/whole", "12")
    work.enter(f"{TYPED}/share", "7.25")
    work.enter(f"{TYPED}/own", "For me alone")
    work.enter(f"{TYPED}/day", "20 jan 26", "2026-01-20")
    work.enter(f"{TYPED}/clock", "9.30", "09:30")
    work.go(f"{TYPED}/moment")
    work.hands.type_here("21/1/26")
    work.hands.key("Tab")
    work.hands.key("Tab")
    work.hands.type("14:05")
    work.until_value(f"{TYPED}/moment", "2026-01-21T14:05")


def choose_answers(work: AtWork) -> None:
    work.press(f"{CHOSEN}/chip", "Right Space", "green")
    work.press(f"{CHOSEN}/listed", "Down Down Down", "blue")
    work.press(f"{CHOSEN}/level", "3", "3")
    work.press(f"{CHOSEN}/likert", "Right Space", "2")
    work.press(f"{CHOSEN}/several", "Space Right Right Space", "red blue")
    work.press(f"{CHOSEN}/order", "Alt+Down", "green red blue")
    work.press(f"{CHOSEN}/extent", "Right Right Right Right", "4")
    work.press(f"{CHOSEN}/sure", "Space", "OK")
    work.press(f"{CHOSEN}/region", "Right Space", "south")
    work.press(f"{CHOSEN}/town", "Right Space", "dale")
    work.press(f"{CHOSEN}/kind", "Left Space", "other")
    work.enter(f"{CHOSEN}/kind_other", "Violet")
    work.enter(f"{CHOSEN}/card/left", "On the left")
    work.enter(f"{CHOSEN}/card/right", "5")


def work_in_rows(work: AtWork) -> None:
    """Rows filled and added, with rows in them; one moved, one removed."""
    for number in (1, 2, 3):
        add_row(work, number)
    first, second, third = work.live.session.rows(ROWS)
    work.go(f"{first}/who")
    work.hands.key("Alt+Down")
    remove_row(work, third)
    work.waiting.until(lambda: work.live.session.rows(ROWS) == (second, first), "two rows")
    work.until_kept()
    work.say_state("kept")


def add_row(work: AtWork, number: int) -> str:
    """A class with its mark and two books; a repeat begins with one row."""
    work.waiting.perform(lambda: work.screen.moving.choose("/data/rows"))
    if number > 1:
        work.hands.press("Add a row: Class")
    row = work.live.session.rows(ROWS)[-1]
    work.enter(f"{row}/who", f"Class {number}")
    work.enter(f"{row}/mark", str(number * 10))
    while len(work.live.session.rows(f"{row}/book")) < 2:
        work.hands.click(drawn_rows(work, f"{row}/book").add_button)
    for book, word in zip(work.live.session.rows(f"{row}/book"), ("sum", "part"), strict=True):
        work.enter(f"{book}/word", word)
    return row


def drawn_rows(work: AtWork, repeat: str) -> RepeatRows:
    """The rows of a repeat on the page: their buttons are called alike within each other."""
    return next(rows for rows in work.page.findChildren(RepeatRows) if rows._ref == repeat)


def remove_row(work: AtWork, row: str) -> None:
    work.hands.click(drawn_rows(work, ROWS)._rows[row]._remove)
    work.waiting.until(lambda: row not in work.live.session.rows(ROWS), "a row less")


def fill_beside(work: AtWork) -> None:
    """What is kept beside the answers: the rows of panels, statuses, a photo."""
    add_photo(work)
    fill_panels(work)
    work.until_kept()
    work.say_state("kept")


def fill_panels(work: AtWork) -> None:
    show_panel(work, "met")
    add_to_panel(work, "Add a person", "Headteacher", "Ms A")
    show_panel(work, "looked")
    add_to_panel(work, "Add what was looked at", "Books", "Year 4", "12", "Bars in most")
    show_panel(work, "agreed")
    add_to_panel(
        work, "Add an action", "Share one model", "Headteacher", "+30", "", "Books show it"
    )
    show_panel(work, "pupils")
    work.hands.press("Add a focus pupil")
    work.hands.type("P77")
    work.hands.key("Tab")
    work.hands.type("4")
    show_panel(work, "earlier")
    panel = work.page.panel_at(f"{BESIDE}/earlier")
    assert isinstance(panel, EarlierPanel)
    earlier = next(iter(panel._shown.values()))
    work.hands.click(earlier.status)
    work.hands.pick("Partly")
    work.hands.give_keys(earlier.seen)
    work.hands.type("In three rooms")


def show_panel(work: AtWork, name: str) -> None:
    work.waiting.perform(lambda: work.screen.moving.go_to(f"{BESIDE}/{name}"))


def add_to_panel(work: AtWork, button: str, *fields: str) -> None:
    """A new row, field after field; the last is not left."""
    work.hands.press(button)
    for at, words in enumerate(fields):
        if at:
            work.hands.key("Tab")
        work.hands.type(words)


def add_photo(work: AtWork) -> None:
    QFileDialog.getOpenFileName = lambda *_asked: (work.file, "")
    work.go(WALL)
    work.hands.key("Space")  # agreed with the school
    work.hands.press(f"Choose a file: {WALL_ASKS}")
    work.waiting.until(lambda: bool(work.live.session.value(WALL)), "the photo")
    work.hands.type_into(f"Caption: {WALL_ASKS}", "Bar models")


def undo_all(work: AtWork) -> None:
    """Each kind of act, kept, then taken back, and kept so."""
    add_row(work, 1)
    add_row(work, 2)
    work.until_kept()
    before = work.state()
    change_much(work)
    work.until_kept()
    work.say("changed", state=work.state())
    for _act in range(4):
        work.hands.key("Ctrl+Z")
    work.waiting.until(lambda: work.state() == before, "everything as it was", 10)
    work.until_kept()
    work.say("before", state=before)
    work.say_state("kept")


def undo_at_once(work: AtWork) -> None:
    """A row with rows in it removed and kept; brought back, and the power goes the moment after."""
    row = add_row(work, 1)
    work.until_kept()
    before = work.state()
    remove_row(work, row)
    work.until_kept()
    after = work.state()
    work.hands.key("Ctrl+Z")
    work.say("undone", before=before, after=after)


def change_much(work: AtWork) -> None:
    """Four acts: a choice, letters, a row moved, a row taken out with all that is in it."""
    work.press(f"{CHOSEN}/level", "2", "2")
    work.enter(f"{TYPED}/line", "Words")
    first, second = work.live.session.rows(ROWS)
    work.go(f"{first}/who")
    work.hands.key("Alt+Down")
    remove_row(work, second)


def type_until_killed(work: AtWork) -> None:
    """Letter after letter in a box, without a pause."""
    work.go(BOX)
    _type_on(work)


def type_in_panel_until_killed(work: AtWork) -> None:
    """Letter after letter in what is to be done, without a pause."""
    show_panel(work, "agreed")
    work.hands.press("Add an action")
    _type_on(work)


def _type_on(work: AtWork) -> None:
    letters = iter(SENTENCE * 40)
    typed = ""

    def strike() -> None:
        nonlocal typed
        letter = next(letters)
        work.hands.type(letter)
        typed += letter
        work.say("typed", words=typed, at=monotonic())
        QTimer.singleShot(LETTER, strike)

    strike()


ACTS = {
    "look": look,
    "answer": answer_all,
    "rows": work_in_rows,
    "beside": fill_beside,
    "undo": undo_all,
    "undo at once": undo_at_once,
    "type on": type_until_killed,
    "type on in a panel": type_in_panel_until_killed,
}
