"""Every sync that was: when, what went and came, and why one did not go to its end."""

from __future__ import annotations

from collections.abc import Sequence
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
        runs = _runs(past)[:AT_FIRST]
        self.table.show_lines([_line(run, today) for run in runs])
        self.table.clearSelection()
        self.setVisible(bool(past))


def _runs(past: Sequence[SyncEntry]) -> list[list[SyncEntry]]:
    """Syncs one after the other that came to nothing, for the same reason, as one."""
    runs: list[list[SyncEntry]] = []
    for entry in past:
        if runs and _idle(entry) and _idle(runs[-1][-1]) and entry.trouble == runs[-1][-1].trouble:
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return runs


def _idle(entry: SyncEntry) -> bool:
    return not (entry.sent or entry.received or entry.clashes)


def _line(run: Sequence[SyncEntry], today: date) -> Line:
    entry = run[0]
    notes = [entry.trouble]
    if len(run) > 1:
        notes.append(f"{len(run)} times since {moment_words(run[-1].ended, today)}")
    when = Cell(moment_words(entry.ended, today), look="muted")
    what = Cell(_what(entry), " ".join(note for note in notes if note))
    return Line(entry.id, (when, what, _result(entry)))


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
