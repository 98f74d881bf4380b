"""Who changed what, newest first: of one person or school, or of all."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from app.domain.counting import counted
from app.usecases.change_history import HistoryWish
from app.usecases.sync_glance import moment_words
from ui.widgets.buttons import Button
from ui.widgets.cell_table import Cell, CellTable, Line
from ui.widgets.choice import Choice
from ui.widgets.table_card import TableCard

if TYPE_CHECKING:
    from app.usecases.change_history import HistoryChoices, HistoryLine, HistoryPage

HEADINGS = ("When", "Who", "What", "School")
AT_A_TIME = 12
"""Lines that are shown at first, and with each press on Show older."""
EVERYBODY, EVERYWHERE = ("", "Everybody"), ("0", "All schools")


class HistoryCard(TableCard):
    """`asked` carries what is to be read, `opened` a line whose place is wanted."""

    asked = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        self.table = CellTable("History of changes", HEADINGS, (0, 3, 8, 4), fitted=True)
        super().__init__(self.table, "History", "who changed what, newest first")
        self.person = Choice((EVERYBODY,), "Whose changes")
        self.school = Choice((EVERYWHERE,), "Of which school")
        self.more = Button("Show older", "chevron-down", small=True)
        self._lines: list[HistoryLine] = []
        self._shown = AT_A_TIME
        self._next = 0
        self._today = date.min
        self._fill()

    @property
    def wish(self) -> HistoryWish:
        """What is chosen, from the newest."""
        return HistoryWish(self.person.value, int(self.school.value or 0))

    def show_choices(self, choices: HistoryChoices) -> None:
        """Offer these people and schools."""
        self.person.set_options((EVERYBODY, *choices.people))
        schools = tuple((str(urn), name) for urn, name in choices.schools)
        self.school.set_options((EVERYWHERE, *schools))

    def show_page(self, page: HistoryPage, today: date, *, older: bool) -> None:
        """Show a page: in place of what is shown, or beneath it where it is `older`."""
        self._today = today
        self._lines = [*(self._lines if older else []), *page.lines]
        self._next = page.next
        self._show_lines()

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave the words beside the title out where there is no room for them."""
        self.subtitle.setText("" if narrow else "who changed what, newest first")

    def _fill(self) -> None:
        self.heading.addWidget(self.person)
        self.heading.addWidget(self.school)
        self.foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.foot.addStretch(1)
        self.more.hide()
        for choice in (self.person, self.school):
            choice.setSizeAdjustPolicy(
                Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.setMinimumContentsLength(13)
        self.person.chosen.connect(self._ask)
        self.school.chosen.connect(self._ask)
        self.more.clicked.connect(self._show_older)
        self.table.opened.connect(lambda index: self.opened.emit(self._lines[index.row()]))

    def _ask(self, _chosen: str) -> None:
        self._shown = AT_A_TIME
        self.asked.emit(self.wish)

    def _show_lines(self) -> None:
        shown = self._lines[: self._shown]
        self.table.show_lines([_line(n, line, self._today) for n, line in enumerate(shown)])
        self.table.clearSelection()
        self.more.setVisible(bool(self._next) or len(shown) < len(self._lines))

    def _show_older(self) -> None:
        """Show more of what was read; where that is all, what was changed before it is read."""
        self._shown += AT_A_TIME
        if self._shown <= len(self._lines) or not self._next:
            self._show_lines()
            return
        wish = self.wish
        self.asked.emit(HistoryWish(wish.person, wish.urn, self._next))


def _line(number: int, line: HistoryLine, today: date) -> Line:
    note = line.what or counted(line.changes, "change")
    when = Cell(moment_words(line.at, today), look="muted")
    cells = (when, Cell(line.who), Cell(line.about.what, note), Cell(line.about.where))
    return Line(str(number), cells)
