"""What a check of a form found: every mistake with its place, and the ways to go on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.usecases.form_check import FormDraft
from ui.screens.forms.lines import (
    BY_PLACE,
    MISTAKE_HEADINGS,
    ORDERS,
    as_text,
    how_many,
    mistake_lines,
)
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.cell_table import CellTable
from ui.widgets.choice import Choice
from ui.widgets.table_card import TableCard
from ui.widgets.text import Words

PUT_RIGHT = "Put {} right in your spreadsheet program, save the file there, and check again."
COPIED = "Copied: paste it into a message or a note."


class CheckResult(QWidget):
    """`again_asked`, `other_asked` (another file) and `preview_asked` are wishes."""

    again_asked = Signal()
    other_asked = Signal()
    preview_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.draft: FormDraft | None = None
        self.table = CellTable("Mistakes in the form", MISTAKE_HEADINGS, (0, 0, 0, 1, 0))
        self.card = TableCard(self.table)
        self.title = Words("", "card_title", wrap=True)
        self.advice = Words("", "table", "text_muted", wrap=True)
        self.order = Choice(ORDERS, "Order of the mistakes")
        self.again = Button("Check again", "refresh-cw", "main")
        self.copy = Button("Copy as text", "copy")
        self.other = Button("Choose another file", "file-down")
        self.preview = Button("Look at the form", "eye")
        self._build()
        self._connect()

    def show_draft(self, draft: FormDraft) -> None:
        """Show what was found in `draft`, with the keyboard on the first mistake."""
        self.draft = draft
        title = f"{draft.path.name}: {how_many(len(draft.mistakes), len(draft.remarks))}"
        self.title.setText(title)
        self.advice.setText(PUT_RIGHT.format("it" if len(draft.mistakes) == 1 else "them"))
        self.advice.setVisible(bool(draft.mistakes))
        self.preview.setVisible(draft.definition is not None)
        self.again.set_kind("plain" if draft.definition is not None else "main")
        self.preview.set_kind("main")
        self._sort()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, title, urgent=bool(draft.mistakes))

    def set_compact(self, *, compact: bool) -> None:
        """Leave out what the table can do without where there is little room."""
        self.order.setHidden(compact)

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.advice)
        self.card.heading.addLayout(words, 1)
        self.card.heading.addWidget(self.order)
        for button in (self.again, self.copy, self.other):
            self.card.foot.addWidget(button)
        self.card.foot.addStretch(1)
        self.card.foot.addWidget(self.preview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)

    def _connect(self) -> None:
        self.order.chosen.connect(lambda _value: self._sort())
        self.again.clicked.connect(self.again_asked)
        self.other.clicked.connect(self.other_asked)
        self.preview.clicked.connect(self.preview_asked)
        self.copy.clicked.connect(self._copy)

    def _sort(self) -> None:
        if self.draft is not None:
            found = (*self.draft.mistakes, *self.draft.remarks)
            self.table.show_lines(mistake_lines(found, self.order.value or BY_PLACE))
            self.table.setCurrentIndex(self.table.rows.index(0, 0))

    def _copy(self) -> None:
        if self.draft is not None:
            found = (*self.draft.mistakes, *self.draft.remarks)
            QApplication.clipboard().setText(as_text(self.draft.path.name, found))
            announce(self, COPIED)
