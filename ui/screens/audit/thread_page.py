"""One thread of an audit on a page of its own: every prompt that bears on it, and what was seen."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal

from app.usecases.audit_profile import ThreadLine, ThreadPrompt
from ui.widgets.cards import ScrollBody
from ui.widgets.cell_table import Cell, CellTable, Line
from ui.widgets.table_card import TableCard
from ui.widgets.text import RichWords

_HEADINGS = ("Prompt", "Level", "What was seen")
_NOT_LOOKED = "Not yet looked at"


class ThreadPage(ScrollBody):
    """Shows the prompts of a thread. `opened(ref)` wishes to go to one."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__("Prompts of this thread")
        self.table = CellTable("Prompts of this thread", _HEADINGS, (5, 3, 6), fitted=True)
        self.card = TableCard(self.table, " ", " ")
        self.looked_at = RichWords("", "table")
        self.card.heading.addWidget(self.looked_at)
        self.column.addWidget(self.card)
        self.column.addStretch(1)
        self._thread: ThreadLine | None = None
        self.table.opened.connect(self._open)

    def show_thread(self, thread: ThreadLine) -> None:
        """Show another thread, or the same as it stands now."""
        self._thread = thread
        self.card.title.setText(thread.title)
        self.card.subtitle.setText(thread.phases or thread.words)
        self.looked_at.setText(f"<b>{thread.looked_at} of {thread.asked}</b> looked at")
        self.table.setAccessibleName(f"Prompts on {thread.title}")
        self.table.show_lines([_line(prompt) for prompt in thread.prompts])

    def _open(self, index: QModelIndex) -> None:
        ref = self.table.key_at(index)
        if ref:
            self.opened.emit(ref)


def _line(prompt: ThreadPrompt) -> Line:
    level = (
        Cell("\n".join(prompt.levels))
        if prompt.levels
        else Cell(_NOT_LOOKED, look="mark", kind="neutral", icon="circle")
    )
    about = f"{prompt.code} · {prompt.component}"
    seen = Cell(prompt.seen) if prompt.seen else Cell("Nothing written yet", look="muted")
    return Line(prompt.ref, (Cell(prompt.label, about), level, seen))
