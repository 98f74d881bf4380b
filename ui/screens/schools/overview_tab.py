"""The first tab of a school's page: its year, its actions, its people, its charts, at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app import reference
from app.domain.calendar import in_words
from app.usecases.school_page import PupilCounts, SchoolPage
from ui import theme
from ui.screens.schools.action_words import action_chip, by_words
from ui.screens.schools.charts import ChartCards
from ui.screens.schools.step_words import used_words
from ui.screens.schools.timeline import Timeline
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, ScrollBody
from ui.widgets.chips import StateChip
from ui.widgets.clearing import clear_layout
from ui.widgets.icon_line import IconLine
from ui.widgets.text import IconLabel, Words, rule

if TYPE_CHECKING:
    from datetime import date

    from app.domain.people import KeyPerson
    from app.usecases.actions import ActionLine

NO_ACTIONS = "No actions yet. Agree up to five at each visit."
NO_PEOPLE = "Nobody yet. Add the headteacher and the safeguarding lead first."
NOT_SIGNED = "Not signed yet: no pupil codes may be kept before it is."
JOINED = "Too few to show by status: groups under 6 are joined."
_SHOWN = 5
_SIDE_EMS = 22


class OverviewTab(ScrollBody):
    """The glance. `tab_asked` carries the tab to go on to, `plan_asked` a kind of visit (blank
    for the whole year), `agreement_asked` and `at_risk_asked` what they say.
    """

    tab_asked = Signal(str)
    plan_asked = Signal(str)
    agreement_asked = Signal()
    at_risk_asked = Signal()

    def __init__(self, charts: ChartCards) -> None:
        super().__init__("Overview")
        self.charts = charts
        self.timeline = Timeline()
        self.book = Button("Plan the year", "calendar-plus")
        self.sign = Button("Enter date", kind="text", small=True)
        self._kind = ""
        self._used = Words("", "table", "text_muted")
        self._actions = _part("Actions", "All actions", lambda: self.tab_asked.emit("actions"))
        self._people = _part("Key people", "Edit", lambda: self.tab_asked.emit("people"))
        self._pupils = _part("Focus pupils", "List", lambda: self.tab_asked.emit("pupils"))
        self._agreement = Card("Agreement")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._side = QWidget()
        self._build()

    def show_page(self, page: SchoolPage) -> None:
        """Show this school."""
        self._used.setText(used_words(page.steps))
        self.timeline.show_steps(page.steps, page.today)
        self._show_book(page)
        _fill(self._actions, _action_rows(page.overview.actions, page.today), NO_ACTIONS)
        _fill(self._people, [_person_row(p) for p in page.overview.people], NO_PEOPLE)
        _fill(self._pupils, _pupil_rows(page.counts, page), "None yet.")
        self._show_agreement(page)
        self.charts.read(page.overview.school.urn)

    def set_stacked(self, *, stacked: bool) -> None:
        """One column where there is no room for two."""
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.TopToBottom if stacked else ways.LeftToRight)
        if stacked:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16_777_215)
        else:
            self._side.setFixedWidth(round(theme.em() * _SIDE_EMS))

    def _build(self) -> None:
        year = Card("Visits this year")
        year.heading.addWidget(self._used)
        year.heading.addStretch(1)
        year.heading.addWidget(self.book)
        year.heading.setStretch(0, 0)
        year.body.addWidget(self.timeline)
        self.book.clicked.connect(lambda: self.plan_asked.emit(self._kind))
        self._agreement.heading.addWidget(self.sign)
        self.sign.clicked.connect(self.agreement_asked)
        gap = theme.space("gap_between_cards")
        main = QVBoxLayout()
        main.setSpacing(gap)
        main.addWidget(year)
        main.addWidget(self._actions)
        main.addWidget(self._at_risk(), 0, Qt.AlignmentFlag.AlignLeft)
        main.addWidget(self.charts)
        main.addStretch(1)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(gap)
        for card in (self._people, self._pupils, self._agreement):
            side.addWidget(card)
        side.addStretch(1)
        self._columns.setSpacing(gap)
        self._columns.addLayout(main, 1)
        self._columns.addWidget(self._side)
        self.column.addLayout(self._columns, 1)

    def _at_risk(self) -> Button:
        button = Button("A child may be at risk", "life-buoy")
        button.clicked.connect(self.at_risk_asked)
        return button

    def _show_book(self, page: SchoolPage) -> None:
        """Offer the next visit that has no date, or the whole year where none has one."""
        step = page.next_to_book
        whole = all(step.visit is None for step in page.steps)
        self._kind = "" if whole or step is None else step.kind.key
        label = step.kind.label if step else ""
        self.book.setText("Plan the year" if whole else f"Book {label[:1].lower()}{label[1:]}")
        self.book.setVisible(step is not None)

    def _show_agreement(self, page: SchoolPage) -> None:
        clear_layout(self._agreement.body)
        signed = page.overview.school.agreement_date
        line = (
            IconLine("circle-check", "done", f"Signed {in_words(signed)}", "body", "done")
            if signed
            else IconLine("triangle-alert", "due", NOT_SIGNED, "table", "due")
        )
        self._agreement.body.addWidget(line)
        line.show()
        self.sign.setText("Change" if signed else "Enter date")
        self.sign.setAccessibleName(f"{self.sign.text()}: agreement")


def _part(title: str, link: str, act: object) -> Card:
    card = Card(title)
    more = Button(link, kind="text", small=True, trailing="chevron-right")
    more.setAccessibleName(f"{link}: {title}" if title not in link else link)
    more.clicked.connect(act)
    card.heading.addWidget(more)
    return card


def _fill(card: Card, rows: Sequence[QWidget], empty: str) -> None:
    clear_layout(card.body)
    shown = list(rows) or [Words(empty, "table", "text_muted", wrap=True)]
    for at, row in enumerate(shown):
        if at:
            line = rule()
            card.body.addWidget(line)
            line.show()
        card.body.addWidget(row)
        row.show()


def _action_rows(lines: Sequence[ActionLine], today: date) -> list[QWidget]:
    ordered = sorted(lines, key=lambda line: (not line.is_open, line.action.by or today))
    return [_action_row(line, today) for line in ordered[:_SHOWN]]


def _action_row(line: ActionLine, today: date) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(Words(line.action.what, "table", wrap=True))
    words.addWidget(Words(by_words(line.action), "table", "text_muted", wrap=True))
    row.addLayout(words, 1)
    kind, said = action_chip(line, today)
    row.addWidget(StateChip(kind, said), 0, Qt.AlignmentFlag.AlignVCenter)
    holder.setAccessibleName(f"{line.action.what}, {by_words(line.action)}, {said}")
    return holder


def _person_row(person: KeyPerson) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    icon = "shield" if person.safeguarding_lead else "user"
    row.addWidget(IconLabel(icon, "text_muted"), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Words(reference.role_label(person.role), "table", strong=True, wrap=True))
    how = [person.name, person.telephone, person.email]
    about = " · ".join(part for part in how if part) or "No name or number kept"
    words.addWidget(Words(about, "table", "text_muted", wrap=True))
    row.addLayout(words, 1)
    return holder


def _pupil_rows(counts: PupilCounts, page: SchoolPage) -> list[QWidget]:
    if not page.overview.pupils:
        return []
    total = "Fewer than 6 pupils" if counts.total is None else f"{counts.total} pupils"
    rows: list[QWidget] = [Words(f"{total}, by code only", "table", strong=True, wrap=True)]
    if counts.met_or_moving is None or counts.not_yet is None:
        return [*rows, Words(JOINED, "caption", "text_muted", wrap=True)]
    rows.append(_count_row("Target met, or moving", counts.met_or_moving))
    rows.append(_count_row("Not yet", counts.not_yet))
    return rows


def _count_row(words: str, count: int) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(Words(words, "table", wrap=True), 1)
    row.addWidget(Words(str(count), "table", strong=True))
    return holder
