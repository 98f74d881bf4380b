"""Every sync that was: when, what went and came, and why one did not go to its end."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.domain.counting import counted
from app.usecases.sync_glance import moment_words
from ui.widgets.cell_table import Cell, CellTable, Line
from ui.widgets.table_card import TableCard

if TYPE_CHECKING:
    from app.domain.team import SyncEntry

HEADINGS = ("When", "What went and came", "Result")
AT_FIRST = 20


class PastCard(TableCard):
    """The newest syncs first."""

    def __init__(self) -> None:
        self.table = CellTable("Syncs", HEADINGS, (0, 5, 0), fitted=True)
        super().__init__(self.table, "Syncs", "newest first")

    def show_past(self, past: tuple[SyncEntry, ...], today: date) -> None:
        """Show these syncs."""
        self.table.show_lines([_line(entry, today) for entry in past[:AT_FIRST]])
        self.setVisible(bool(past))


def _line(entry: SyncEntry, today: date) -> Line:
    when = Cell(moment_words(entry.ended, today), look="muted")
    return Line(entry.id, (when, Cell(_what(entry), entry.trouble), _result(entry)))


def _what(entry: SyncEntry) -> str:
    if not (entry.sent or entry.received):
        return "Nothing was waiting on either side" if not entry.trouble else "Nothing went or came"
    parts = []
    if entry.sent:
        parts.append(f"sent {counted(entry.sent, 'change')}")
    if entry.received:
        parts.append(f"received {counted(entry.received, 'change')}")
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]


def _result(entry: SyncEntry) -> Cell:
    if entry.trouble:
        return Cell("Not finished", look="chip", kind="due", icon="circle-dashed")
    if entry.clashes:
        words = counted(entry.clashes, "clash", "clashes")
        return Cell(words, look="chip", kind="clash", icon="git-compare")
    if entry.sent:
        return Cell("Read back, safe", look="chip", kind="done", icon="check")
    words, icon = ("Received", "arrow-down-to-line") if entry.received else ("In step", "check")
    return Cell(words, look="chip", kind="neutral", icon=icon)
