"""The page Today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QVBoxLayout, QWidget

from app.domain.counting import counted
from ui import theme
from ui.commands import Act
from ui.latest import Latest
from ui.places import (
    FinishPage,
    Navigator,
    Outbox,
    Place,
    Project,
    RecordPage,
    Records,
    SchoolPage,
    Schools,
)
from ui.screen import Layout, Screen
from ui.screens.today.carry_on import CarryOnCard
from ui.screens.today.next_visit import NextVisitCard, SlimVisitCard
from ui.screens.today.small_cards import AtRiskCard, LaptopCard
from ui.screens.today.start_tiles import StartTiles
from ui.screens.today.to_do import ToDoCard
from ui.tasks import Lanes
from ui.visit_words import long_day, near_day
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, EmptyState, ScrollBody
from ui.widgets.clearing import clear_layout
from ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from app.domain.changes import Done
    from app.parts import App
    from app.usecases.at_work import LeftOpen
    from app.usecases.forms import FormLine
    from app.usecases.to_do import ToDo
    from app.usecases.today import TodayView, VisitAhead

ABOUT_A_NOTE = frozenset(
    {"send_note", "finish_record", "answer", "correction", "make_final", "quality_read"}
)
VISITS = 6  # the next, the others of its day, and what comes after
_SIDE_EMS = 26
_NARROW_SIDE_EMS = 25.25
NO_SCHOOLS = (
    "Welcome. Visitbook begins with your schools: import the school list once "
    "(the file “edubasealldata” from Get Information about Schools), then take on the schools "
    "that you work with. Without the file, add a school by hand."
)
NO_VISITS = (
    "No visits are planned. Open a school and plan its launch day and four visits at once; "
    "the next one will stand here, with what is ready for it."
)


class TodayScreen(Screen):
    """What is on today. `start_asked` carries a URN (0 for any), a form and a visit, blank for
    any; `at_risk_asked` a URN, 0 where the school is not known; `documents_asked` a URN, a kind
    of document, and a visit.
    """

    start_asked = Signal(int, str, str)
    documents_asked = Signal(int, str, str)
    at_risk_asked = Signal(int)

    def __init__(self, app: App, lanes: Lanes, navigator: Navigator) -> None:
        super().__init__("Today")
        self._app = app
        self._lanes = lanes
        self._navigator = navigator
        self._latest = Latest(lanes)
        self._arriving = False
        self.search = SearchBox("Find a school", ("Ctrl", "K"))
        self.new_record = Button("New record", "plus")
        self.body = ScrollBody("Today")
        self.carry_on = CarryOnCard()
        self.visits = QVBoxLayout()
        self.tiles = StartTiles()
        self.at_risk = AtRiskCard()
        self.to_do = ToDoCard()
        self.laptop = LaptopCard()
        self._main = QVBoxLayout()
        self._side = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        self._connect()

    def show_place(self, place: Place) -> None:
        del place
        self._arriving = True
        self.body.verticalScrollBar().setValue(0)
        self._latest.ask(_read, self._app, done=self._show)

    def follow(self, changes: tuple[object, ...], starter: object) -> None:
        """Read the day anew after another part of the window wrote something, or a sync did."""
        if changes and starter is not self and self.isVisible():
            focused = QApplication.focusWidget()
            self._arriving = focused is not None and self.body.isAncestorOf(focused)
            self._latest.ask(_read, self._app, done=self._show)

    def answers(self) -> Mapping[str, Act]:
        go = self._navigator.go
        return {
            "find": self.search.setFocus,
            "start_record": lambda: self.start_asked.emit(0, "", ""),
            "at_risk": lambda: self.at_risk_asked.emit(0),
            "import_schools": lambda: go(Schools(ask="import")),
            "add_school": lambda: go(Schools(ask="add")),
        }

    def hints(self) -> tuple[str, ...]:
        return ("find", "start_record")

    def panels(self) -> tuple[QWidget, ...]:
        return (self.body.holder, self._side)

    def set_layout(self, mode: Layout) -> None:
        super().set_layout(mode)
        compact = mode is Layout.COMPACT
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.TopToBottom if compact else ways.LeftToRight)
        self.body.set_narrow(narrow=mode is not Layout.WIDE)
        self.search.setFixedWidth(round(theme.em() * (14 if compact else 20)))
        if compact:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16_777_215)
        else:
            ems = _SIDE_EMS if mode is Layout.WIDE else _NARROW_SIDE_EMS
            self._side.setFixedWidth(round(theme.em() * ems))
        for card in self.findChildren(NextVisitCard):
            card.set_narrow(narrow=compact)
        for slim in self.findChildren(SlimVisitCard):
            slim.set_narrow(narrow=mode is Layout.NARROW)
        gap = theme.space("gap_between_cards" if mode is Layout.WIDE else "gap_between_controls")
        self.visits.setSpacing(gap)
        self._main.setSpacing(gap)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.body.holder.isVisible():  # read before it was shown, as at the start
            self._focus_first()

    def show_outbox(self, words: str) -> None:
        """Say how the outbox stands; blank says nothing."""
        self.laptop.show_outbox(words)

    def _build(self) -> None:
        self.header.add(self.search, self.new_record)
        self.column.addWidget(self.body, 1)
        gap = theme.space("gap_between_cards")
        main = self._main
        main.addWidget(self.carry_on)
        main.addLayout(self.visits)
        main.addWidget(self.tiles)
        main.addWidget(self.at_risk)
        main.addStretch(1)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(gap)
        side.addWidget(self.to_do)
        side.addStretch(1)
        side.addWidget(self.laptop)
        self._columns.setSpacing(gap)
        self._columns.addLayout(main, 1)
        self._columns.addWidget(self._side)
        self.body.column.addLayout(self._columns, 1)
        self.body.holder.hide()

    def _connect(self) -> None:
        self.new_record.clicked.connect(lambda: self.start_asked.emit(0, "", ""))
        self.carry_on.asked.connect(lambda record: self._navigator.go(RecordPage(record)))
        self.tiles.asked.connect(lambda form_id: self.start_asked.emit(0, form_id, ""))
        self.at_risk.asked.connect(lambda: self.at_risk_asked.emit(0))
        self.to_do.asked.connect(self._do)
        self.laptop.notes_asked.connect(lambda: self._navigator.go(Records()))
        self.laptop.outbox_asked.connect(lambda: self._navigator.go(Outbox()))
        self.search.asked.connect(self._find)

    def _show(self, read: tuple[TodayView, tuple[FormLine, ...], LeftOpen | None]) -> None:
        view, forms, left = read
        on_today = sum(ahead.visit.on == view.day for ahead in view.visits)
        self.header.set_words(long_day(view.day), _subtitle(on_today, view.schools))
        self.retitled.emit("Today")
        self._show_visits(view)
        self._show_left(left)
        self.tiles.show_forms(forms if view.schools else ())
        self.to_do.show_items(view.to_do)
        self.to_do.setVisible(bool(view.schools))
        self.laptop.show_view(view)
        self.new_record.set_reason("" if view.schools else "Take on a school first")
        self.body.holder.show()
        self.set_layout(self.layout_mode)
        self._focus_first()

    def _show_visits(self, view: TodayView) -> None:
        clear_layout(self.visits)
        if not view.visits:
            self.visits.addWidget(self._no_visits(view))
            return
        first = NextVisitCard(view.visits[0], view.day)
        first.briefing_asked.connect(self._ask_briefing)
        slim, later = slim_ones(view.visits[1:], view.day)
        words = [""] * (len(slim) - 1) + [later_words(later, view.day)]
        pairs = zip(slim, words, strict=False)
        cards = (first, *(SlimVisitCard(ahead, view.day, after) for ahead, after in pairs))
        for card in cards:
            card.open_asked.connect(self._open_visit)
            card.school_asked.connect(lambda urn: self._navigator.go(SchoolPage(urn)))
            self.visits.addWidget(card)
            card.show()

    def _show_left(self, left: LeftOpen | None) -> None:
        """Offer first what was left open: then it is the main thing, and a visit is not."""
        self.carry_on.show_record(left)
        others = self.body.holder.findChildren(Button) if left is not None else ()
        for button in others:
            if button.kind == "main" and button is not self.carry_on.button:
                button.set_kind("plain")

    def _focus_first(self) -> None:
        """On arrival, put the keyboard on what is most likely wanted."""
        if self._arriving and self.isVisible() and not self.search.text():
            self._arriving = False
            buttons = self.body.holder.findChildren(Button)
            main = next((b for b in buttons if b.kind == "main" and b.isVisible()), self.search)
            main.setFocus(Qt.FocusReason.OtherFocusReason)
            # The focus scrolls to its button; the day's first words stand above it.
            QTimer.singleShot(0, self, self._to_the_top)

    def _to_the_top(self) -> None:
        self.body.verticalScrollBar().setValue(0)

    def _no_visits(self, view: TodayView) -> Card:
        if view.schools:
            plan = Button("Choose a school", "calendar-plus", "main")
            plan.clicked.connect(lambda: self._navigator.go(Schools()))
            return _empty_card("No visits today", NO_VISITS, plan)
        bring_in = Button("Import the school list", "file-down", "main")
        add = Button("Add a school by hand", "school")
        bring_in.clicked.connect(lambda: self._navigator.go(Schools(ask="import")))
        add.clicked.connect(lambda: self._navigator.go(Schools(ask="add")))
        return _empty_card("Your schools come first", NO_SCHOOLS, bring_in, add)

    def _open_visit(self, ahead: VisitAhead) -> None:
        from app.usecases.starting import usual_form

        if ahead.record_id:
            self._navigator.go(RecordPage(ahead.record_id))
        elif usual_form(ahead.visit):
            self._begin_record(ahead.visit.id)
        else:
            self.start_asked.emit(ahead.visit.urn, "", ahead.visit.id)

    def _ask_briefing(self, ahead: VisitAhead) -> None:
        self.documents_asked.emit(ahead.visit.urn, "briefing", ahead.visit.id)

    def _begin_record(self, visit_id: str) -> None:
        from app.usecases.starting import open_visit

        self._lanes.run(open_visit, self._app, visit_id, done=self._go_to_record)

    def _go_to_record(self, done: Done[str]) -> None:
        self.wrote.emit(done.changes)
        self._navigator.go(RecordPage(done.value))

    def _do(self, item: ToDo) -> None:
        if item.kind.value in ABOUT_A_NOTE:
            self._navigator.go(FinishPage(item.target))
        elif item.kind.value == "write_note":
            self._begin_record(item.target)
        elif item.kind.value == "action":
            self._navigator.go(SchoolPage(item.urn, "actions"))
        elif item.urn:
            self._navigator.go(SchoolPage(item.urn, "visits"))
        else:
            self._navigator.go(Project())

    def _find(self, text: str) -> None:
        """Go on where the register is: what is typed further goes into the box there."""
        if text:
            self._navigator.go(Schools(search=text))
            self.search.clear()


def _read(app: App) -> tuple[TodayView, tuple[FormLine, ...], LeftOpen | None]:
    from app.usecases.at_work import left_open
    from app.usecases.forms import list_forms
    from app.usecases.today import today

    return today(app, VISITS), list_forms(app), left_open(app)


def slim_ones(
    ahead: Sequence[VisitAhead], day: date
) -> tuple[Sequence[VisitAhead], Sequence[VisitAhead]]:
    """The visits for slim cards (the others of today, else the one that comes), and the rest."""
    on_today = sum(one.visit.on == day for one in ahead)
    count = max(on_today, 1)
    return ahead[:count], ahead[count:]


def later_words(ahead: Sequence[VisitAhead], day: date) -> str:
    """`After that: Mon 26 Jan 2026, Holly Bank Junior School.`; blank where nothing is."""
    if not ahead:
        return ""
    said = [f"{near_day(one.visit.on, day)}, {one.school.name}" for one in ahead[:2]]
    return f"After that: {'; '.join(said)}."


def _subtitle(visits: int, schools: int) -> str:
    count = f"{visits or 'No'} visit{'' if visits == 1 else 's'} today"
    return f"{count} · {counted(schools, 'school')}" if schools else ""


def _empty_card(title: str, sentence: str, *buttons: Button) -> Card:
    card = Card(title, style="section")
    card.body.addWidget(EmptyState(sentence, *buttons))
    return card
