"""Beside the board: the window that is open, and the visit that the keyboard is on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.calendar import in_words
from app.domain.counting import counted
from app.domain.projects import Project
from app.domain.visits import VisitKind
from app.usecases.board import Board, BoardCell, BoardRow, Standing
from ui import theme
from ui.screens.project.standings import half_days, told
from ui.widgets.buttons import Button, button_row
from ui.widgets.cards import Card
from ui.widgets.text import IconLabel, RichWords, Words, rule

HELD = {Standing.TODAY, Standing.NOTE_DUE, Standing.NOTE_LATE}
NO_WINDOW = "All windows of this project have closed."


class WindowCard(Card):
    """How the schools stand in the window that is open, or the next."""

    def __init__(self) -> None:
        super().__init__("This window", " ")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.body.addLayout(self._lines)

    def show_board(self, board: Board) -> None:
        """Count the schools of `board`."""
        while item := self._lines.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        window = board.window_now
        if window is None:
            self.subtitle.setText("")
            self._lines.addWidget(Words(NO_WINDOW, "table", "text_muted", wrap=True))
            return
        opened = window.opens <= board.day
        self.title.setText("This window" if opened else "Next window")
        when = f"closes {in_words(window.closes)}" if opened else f"opens {in_words(window.opens)}"
        self.subtitle.setText(when)
        count = board.count(window.visit_kind)
        visited = sum(count[one] for one in (Standing.SENT, Standing.NOTE_DUE, Standing.NOTE_LATE))
        booked = count[Standing.BOOKED] + count[Standing.TODAY]
        late = sum(cell.standing is Standing.NOTE_LATE for row in board.rows for cell in row.cells)
        due = sum(cell.standing is Standing.NOTE_DUE for row in board.rows for cell in row.cells)
        self._add("circle-check", "done", visited, f"visited, of {len(board.rows)}")
        self._add("calendar-days", "neutral", booked, "booked or today")
        self._add("calendar-plus", "due", len(board.rows) - visited - booked, "without a visit yet")
        self._add(
            "circle-alert" if late else "clock",
            "late" if late else "due",
            due + late,
            f"notes not sent, {late} late",
        )

    def _add(self, icon: str, role: str, count: int, words: str) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 7, 0, 7)
        row.setSpacing(10)
        row.addWidget(IconLabel(icon, role if count else "text_muted"))
        number = Words(str(count), "table", strong=True)
        number.setMinimumWidth(round(theme.em() * 1.4))
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(number)
        row.addWidget(Words(words, "table", wrap=True), 1)
        self._lines.addWidget(rule())
        self._lines.addWidget(line)


class NotesCard(Card):
    """What the project asks of its notes: when they are due, and how many a colleague reads."""

    change_asked = Signal()

    def __init__(self) -> None:
        super().__init__("Notes of visit")
        self.words = Words("", "table", wrap=True)
        self.quality = Words("", "table", wrap=True)
        self.change = Button("Change", small=True, name="Change when notes are due and read")
        self.body.addWidget(self.words)
        self.body.addWidget(self.quality)
        self.body.addWidget(button_row(self.change))
        self.change.clicked.connect(self.change_asked)

    def show_project(self, project: Project) -> None:
        """Say what this project asks."""
        days = counted(project.note_days, "school day")
        self.words.setText(f"Due {days} after the visit.")
        self.quality.setText(f"Quality read: {_sample(project.quality_one_in)}")


def _sample(one_in: int) -> str:
    if not one_in:
        return "no note is read by a colleague before it is sent."
    which = "every note" if one_in == 1 else f"one note in {one_in}"
    return f"{which} is read by a colleague before it is sent."


class VisitCard(Card):
    """The visit that the keyboard is on: how it stands and what can be done."""

    act_asked = Signal()
    school_asked = Signal()

    def __init__(self) -> None:
        super().__init__(" ")
        self.words = RichWords("", "table")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.act = Button("Open")
        self.school = Button("School page")
        self.body.addWidget(self.words)
        self.body.addWidget(button_row(self.act, self.school))
        self.act.clicked.connect(self.act_asked)
        self.school.clicked.connect(self.school_asked)

    def show_cell(self, row: BoardRow, cell: BoardCell | None, kind: VisitKind | None) -> None:
        """Show one visit of one school, or the school alone where there is no visit in sight."""
        self.title.setText(row.school.name)
        self.setAccessibleName(row.school.name)
        self.act.setVisible(cell is not None)
        if cell is None or kind is None:
            self.words.setText(half_days(row.visited))
        else:
            self.words.setText(told(row, cell, kind.label))
            self.act.setText(act_words(cell, kind))


def can_start(cell: BoardCell, kind: VisitKind) -> bool:
    """Whether the record of a visit can be begun: it is today or was, and has a form."""
    return bool(kind.form_id) and not cell.record_id and cell.standing in HELD


def act_words(cell: BoardCell, kind: VisitKind) -> str:
    """What Enter does in a cell."""
    if cell.record_id:
        return "Open PDF" if cell.is_finished else "Open record"
    if cell.visit is not None:
        return "Start record" if can_start(cell, kind) else "Open visit"
    return f"Plan {kind.label[:1].lower()}{kind.label[1:]}"
