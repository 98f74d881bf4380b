"""The card of the next visit with what is ready for it, and the slim cards of those after it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.counting import counted
from ui import theme
from ui.visit_words import programme_words, when_words
from ui.widgets.buttons import Button, button_row
from ui.widgets.chips import StateChip
from ui.widgets.icon_line import IconLine
from ui.widgets.text import Words

if TYPE_CHECKING:
    from app.usecases.today import ReadyLine, VisitAhead

_SIDE_BY_SIDE_EMS = 40  # below this the checklist goes beneath the visit


class _Card(QFrame):
    """What both cards tell: that the visit or its school's page was asked for."""

    open_asked = Signal(object)
    school_asked = Signal(int)

    def __init__(self, ahead: VisitAhead) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(f"{ahead.kind}, {ahead.school.name}")
        words = "Carry on" if ahead.record_id else "Open visit"
        self.open = Button(words, "arrow-right", "main")
        self.school = Button("School page", "school")
        self.open.clicked.connect(lambda: self.open_asked.emit(ahead))
        self.school.clicked.connect(lambda: self.school_asked.emit(ahead.visit.urn))


class NextVisitCard(_Card):
    """The next visit: when, where, what for; at its right what is ready without a network.

    `briefing_asked` wants the page to read before it.
    """

    briefing_asked = Signal(object)

    def __init__(self, ahead: VisitAhead, today: date) -> None:
        super().__init__(ahead)
        self.briefing = Button("Briefing", "notebook-pen")
        self.briefing.clicked.connect(lambda: self.briefing_asked.emit(ahead))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._line = QFrame()
        self._line.setProperty("kind", "rule")
        self._row.addLayout(self._visit(ahead, today), 1)
        self._row.addWidget(self._line)
        self._row.addWidget(_ready(ahead.ready), 0)
        self.set_narrow(narrow=False)

    def set_narrow(self, *, narrow: bool) -> None:
        """Put the checklist beneath the visit where there is no room beside it."""
        ways = QHBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        thin = theme.line("control")
        self._line.setFixedWidth(16_777_215 if narrow else thin)
        self._line.setMinimumWidth(0 if narrow else thin)
        self._line.setFixedHeight(thin) if narrow else self._line.setMaximumHeight(16_777_215)

    def _visit(self, ahead: VisitAhead, today: date) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(6)
        column.addLayout(_when(ahead, today))
        column.addWidget(Words(ahead.school.name, "display", wrap=True))
        programme = Words(programme_words(ahead.visit, ahead.window), "body", "text_muted")
        programme.setWordWrap(True)
        column.addWidget(programme)
        column.addLayout(_facts(ahead))
        column.addStretch(1)
        column.addWidget(button_row(self.open, self.briefing, self.school))
        return column


class SlimVisitCard(_Card):
    """One of the visits after the next, with the one thing that is missing for it.

    `after` is what to say of visits that have no card.
    """

    def __init__(self, ahead: VisitAhead, today: date, after: str = "") -> None:
        super().__init__(ahead)
        self.open = Button("Carry on" if ahead.record_id else "Open", "arrow-right")
        self.open.clicked.connect(lambda: self.open_asked.emit(ahead))
        self._after = Words(after, "caption", "text_muted", wrap=True)
        missing = [line.text for line in ahead.ready if not line.is_ready]
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 9, 16, 9)
        row.setSpacing(8)
        words = _slim_words(ahead, today, missing)
        words.addWidget(self._after)
        row.addLayout(words, 1)
        row.addWidget(self.school, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.open, 0, Qt.AlignmentFlag.AlignVCenter)
        self.school.setVisible(bool(missing))  # only now: without a parent it would be a window
        self.set_narrow(narrow=False)

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave out what comes after where there is little room."""
        self._after.setVisible(bool(self._after.text()) and not narrow)


def _slim_words(ahead: VisitAhead, today: date, missing: list[str]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    title = f"{when_words(ahead.visit, today)}  {ahead.school.name}"
    column.addWidget(Words(title, "table", wrap=True, strong=True))
    if missing:
        column.addWidget(_missing(missing))
    else:
        about = ahead.visit.purpose or programme_words(ahead.visit, ahead.window)
        column.addWidget(Words(about, "table", "text_muted", wrap=True))
    return column


def _when(ahead: VisitAhead, today: date) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(StateChip("soft", "Next visit", "calendar-clock"))
    row.addWidget(Words(when_words(ahead.visit, today), "card_title", wrap=True), 1)
    return row


def _facts(ahead: VisitAhead) -> QGridLayout:
    """Meeting, purpose and what is to be reviewed, as far as they are known."""
    facts = [("Meeting", ahead.visit.meeting), ("Purpose", ahead.visit.purpose)]
    if ahead.to_review:
        some = counted(ahead.to_review, "earlier action")
        facts.append(("To review", some))
    grid = QGridLayout()
    grid.setContentsMargins(0, 4, 0, 6)
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop
    for row, (name, said) in enumerate(fact for fact in facts if fact[1]):
        grid.addWidget(Words(name, "table", "text_muted"), row, 0, top)
        grid.addWidget(Words(said, "table", wrap=True), row, 1)
    return grid


def _ready(lines: tuple[ReadyLine, ...]) -> QWidget:
    holder = QWidget()
    holder.setMinimumWidth(round(theme.em() * 19))
    column = QVBoxLayout(holder)
    column.setContentsMargins(18, 16, 18, 16)
    column.setSpacing(9)
    gaps = sum(not line.is_ready for line in lines)
    title = f"{counted(gaps, 'thing')} missing" if gaps else "Ready offline"
    column.addWidget(
        _line(
            "triangle-alert" if gaps else "circle-check",
            "due" if gaps else "done",
            title,
            style="card_title",
        )
    )
    for line in lines:
        icon, role = ("check", "done") if line.is_ready else ("triangle-alert", "due")
        column.addWidget(_line(icon, role, line.text))
    if gaps:
        column.addWidget(Words("You can start all the same.", "caption", "text_muted", wrap=True))
    column.addStretch(1)
    return holder


def _line(icon: str, role: str, words: str, *, style: str = "table") -> IconLine:
    return IconLine(icon, role, words[:1].upper() + words[1:], style)


def _missing(missing: list[str]) -> IconLine:
    more = f" And {len(missing) - 1} more." if len(missing) > 1 else ""
    return IconLine("triangle-alert", "due", f"{missing[0]}.{more}", "table", "due")
