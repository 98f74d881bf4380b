"""Notes of visits that count as none yet, each to be counted by one press."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.calendar import in_words
from app.domain.counting import counted
from app.domain.records import Record
from ui.visit_words import count_words
from ui.widgets.buttons import Button
from ui.widgets.clearing import clear_layout
from ui.widgets.text import IconLabel, Words

_MOST = 3  # lines at a time: the table of visits is what the tab is for


class UncountedNotes(QWidget):
    """A line for each note without a visit. `count_asked` carries its record."""

    count_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.hide()

    def show_records(self, records: Sequence[Record]) -> None:
        """Show these; nothing is shown where there are none."""
        clear_layout(self._column)
        for record in records[:_MOST]:
            line = self._line(record)
            self._column.addWidget(line)
            line.show()
        rest = len(records) - _MOST
        if rest > 0:
            more = Words(f"and {counted(rest, 'note')} more", "caption", "text_muted")
            self._column.addWidget(more)
            more.show()
        self.setVisible(bool(records))

    def _line(self, record: Record) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        title = record.title.partition(":")[0]
        words = f"{title} of {in_words(record.on)} counts as no visit yet."
        count = Button(count_words(record.form_id), "calendar-plus", small=True)
        count.setAccessibleDescription(words)
        count.clicked.connect(lambda: self.count_asked.emit(record))
        row.addWidget(IconLabel("triangle-alert", "due"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Words(words, "table", wrap=True), 1)
        row.addWidget(count)
        return line
