"""The list of what is to be done: overdue, due soon, later, each with the button that does it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import Button
from ui.widgets.clearing import clear_layout
from ui.widgets.text import IconLabel, Words, rule

if TYPE_CHECKING:
    from app.usecases.to_do import ToDo

GROUPS = (
    ("late", "Overdue", "circle-alert", "late"),
    ("soon", "Due soon", "clock", "due"),
    ("later", "Later", "calendar-days", "text_muted"),
)
BUTTONS = {
    "send_note": "Hand over",
    "finish_record": "Finish",
    "write_note": "Write",
    "action": "Open",
    "window": "Plan",
    "answer": "Record",
    "correction": "Correct",
    "make_final": "Open",
    "quality_read": "Open",
}
SHOWN = 3  # of each group, until the rest is asked for
NOTHING = "Nothing is due in the next two weeks."


class ToDoCard(QFrame):
    """Everything that waits, grouped by how near it is. `asked` carries the `ToDo`."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName("To do")
        self._count = Words("", "table", "text_muted")
        self._rows = QVBoxLayout()
        self._items: Sequence[ToDo] = ()
        self._whole: set[str] = set()
        self._build()

    def show_items(self, items: Sequence[ToDo]) -> None:
        """Show these, in their order."""
        self._items = items
        late = sum(item.due.value == "late" for item in items)
        self._count.setText(f"{len(items)}, {late} overdue" if late else str(len(items) or ""))
        self._fill()

    def _build(self) -> None:
        heading = QHBoxLayout()
        heading.setContentsMargins(16, 13, 16, 10)
        heading.addWidget(Words("To do", "card_title"), 1)
        heading.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(0)
        column.addLayout(heading)
        column.addLayout(self._rows)
        self._rows.setSpacing(0)

    def _fill(self) -> None:
        clear_layout(self._rows)
        if not self._items:
            words = Words(NOTHING, "table", "text_muted", wrap=True)
            words.setContentsMargins(16, 0, 16, 8)
            self._rows.addWidget(words)
        for key, title, icon, role in GROUPS:
            items = [item for item in self._items if item.due.value == key]
            if items:
                self._add_group(key, title, icon, role, items)

    def _add_group(self, key: str, title: str, icon: str, role: str, items: Sequence[ToDo]) -> None:
        shown = items if key in self._whole else items[:SHOWN]
        self._rows.addWidget(self._group_heading(key, title, icon, role, items))
        for item in shown:
            self._rows.addWidget(rule())
            self._rows.addWidget(self._row(item))
        self._rows.addWidget(rule())

    def _group_heading(
        self, key: str, title: str, icon: str, role: str, items: Sequence[ToDo]
    ) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(6)
        row.addWidget(IconLabel(icon, role))
        row.addWidget(Words(f"{title} ({len(items)})", "caption", role, strong=True), 1)
        hidden = len(items) - SHOWN
        if hidden > 0 and key not in self._whole:
            more = Button(f"{hidden} more", kind="text", small=True, trailing="chevron-right")
            more.clicked.connect(lambda: self._show_whole(key))
            row.addWidget(more)
        return holder

    def _row(self, item: ToDo) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(16, 7, 14, 7)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Words(item.title, "table", wrap=True, strong=True))
        words.addWidget(Words(item.detail, "caption", "text_muted", wrap=True))
        row.addLayout(words, 1)
        button = Button(BUTTONS[item.kind.value], small=True)
        button.setAccessibleName(f"{button.text()}: {item.title}")
        button.clicked.connect(lambda: self.asked.emit(item))
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _show_whole(self, key: str) -> None:
        self._whole.add(key)
        self._fill()
