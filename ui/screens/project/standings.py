"""How a visit stands, in words, with its icon: on the board, in its legend and beside it."""

from __future__ import annotations

import calendar
import re
from datetime import date

from app.domain.calendar import in_words
from app.domain.counting import counted
from app.usecases.board import LAUNCH, BoardCell, BoardRow, Standing
from ui.widgets.cell_table import Cell, Line

_MONTH = re.compile("|".join(calendar.month_name[1:]))
ICONS = {
    Standing.SENT: ("done", "circle-check", "Visited, note sent"),
    Standing.TODAY: ("soft", "circle-dot", "Today"),
    Standing.BOOKED: ("neutral", "calendar-days", "Booked"),
    Standing.TO_BOOK: ("due", "calendar-plus", "To book"),
    Standing.OPEN: ("due", "calendar-plus", "No visit yet"),
    Standing.NOTE_DUE: ("due", "clock", "Note due"),
    Standing.NOTE_LATE: ("late", "circle-alert", "Note late"),
    Standing.MISSED: ("late", "circle-alert", "Not visited"),
}
LEGEND = (
    (Standing.SENT, "Visited, note sent"),
    (Standing.TODAY, "Today"),
    (Standing.BOOKED, "Booked"),
    (Standing.TO_BOOK, "To book"),
    (Standing.NOTE_DUE, "Note due"),
    (Standing.NOTE_LATE, "Late or missed"),
)


def row_of(row: BoardRow, visits: int, *, with_cohort: bool = False) -> Line:
    """A school's row of the board; `visits` is how many half days there are in all."""
    return Line(
        str(row.school.urn),
        (
            Cell(row.school.name, row.cohort if with_cohort else "", look="strong"),
            *(cell_for(cell) for cell in row.cells),
            Cell(f"{row.visited} of {visits}"),
        ),
    )


def cell_for(cell: BoardCell) -> Cell:
    """A visit of one school in the fewest words that say how it stands."""
    kind, icon, _words = ICONS[cell.standing]
    if cell.standing is Standing.TO_BOOK and cell.kind == LAUNCH:
        kind = "neutral"
    return Cell(_words_for(cell), look="mark", kind=kind, icon=icon)


def _words_for(cell: BoardCell) -> str:
    day = short_day(cell.visit.on) if cell.visit else ""
    if cell.standing is Standing.TODAY:
        starts = cell.visit.starts if cell.visit else None
        return f"Today, {starts:%H:%M}" if starts else "Today"
    if cell.standing is Standing.OPEN:
        return f"None, {counted(cell.days_left, 'day')} left"
    if cell.standing in {Standing.NOTE_DUE, Standing.NOTE_LATE}:
        late = cell.standing is Standing.NOTE_LATE
        return f"{day}, note {'late' if late else 'due'}"
    return day or ICONS[cell.standing][2]


def told(row: BoardRow, cell: BoardCell, kind: str) -> str:
    """A sentence or two on one visit of one school."""
    school, day = row.school.name, in_words(cell.visit.on) if cell.visit else ""
    if cell.standing in {Standing.NOTE_DUE, Standing.NOTE_LATE}:
        due = in_words(cell.due) if cell.due else ""
        was = "was" if cell.standing is Standing.NOTE_LATE else "is"
        return f"Visited {day}. The note of visit {was} due {due}."
    sentences = {
        Standing.SENT: f"Visited {day}. Nothing is left to do.",
        Standing.TODAY: "This visit is today.",
        Standing.BOOKED: f"{kind} is booked for {day}.",
        Standing.TO_BOOK: f"{kind} has no date yet.",
        Standing.OPEN: f"{kind} has no date yet, and its window closes in "
        f"{counted(cell.days_left, 'day')} of work.",
        Standing.MISSED: f"{kind} did not take place in its window. It can still be planned.",
    }
    return sentences.get(cell.standing, school)


def short_window(label: str) -> str:
    """`Dec/Jan` for `December/January`; a single month stays whole."""
    return _MONTH.sub(lambda found: found.group()[:3], label) if "/" in label else label


def short_day(day: date) -> str:
    """`9 Oct`: all days of a board lie in one school year."""
    return " ".join(in_words(day).split()[1:3])


def half_days(count: int) -> str:
    """How many half days there were, as a sentence."""
    return {0: "No half day yet.", 1: "One half day so far."}.get(
        count, f"{count} half days so far."
    )
