"""The page of one school: what it is, and six tabs of what is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.schools import School, SchoolStatus
from ui import theme
from ui.commands import Act
from ui.latest import Latest
from ui.places import Navigator, Place, RecordPage, Schools
from ui.places import SchoolPage as SchoolPlace
from ui.screen import Layout, Screen
from ui.screens.schools.actions_tab import ActionsTab
from ui.screens.schools.change_details import SchoolDetailsDialog
from ui.screens.schools.charts import ChartCards
from ui.screens.schools.documents_tab import DocumentsTab
from ui.screens.schools.doing import Doing
from ui.screens.schools.overview_tab import OverviewTab
from ui.screens.schools.people_tab import PeopleTab
from ui.screens.schools.pupils_tab import PupilsTab
from ui.screens.schools.school_dialogs import AgreementDialog, HandOverDialog
from ui.screens.schools.school_words import phase_words, status_chip
from ui.screens.schools.visits_tab import VisitsTab
from ui.tasks import Lanes
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.chips import StateChip
from ui.widgets.clearing import clear_layout
from ui.widgets.flow import FlowLayout
from ui.widgets.tabs import TabBar

if TYPE_CHECKING:
    from app.parts import App
    from app.usecases.school_page import SchoolPage

TABS = ("overview", "visits", "actions", "pupils", "documents", "people")
TITLES = ("Overview", "Visits", "Actions", "Focus pupils", "Documents", "People")


_Tab = OverviewTab | VisitsTab | ActionsTab | PupilsTab | DocumentsTab | PeopleTab


class SchoolScreen(Screen):
    """One school. `start_asked` carries its URN, a form and a visit, blank for any;
    `at_risk_asked` its URN; `documents_asked` its URN and a kind of document, blank for any.
    """

    start_asked = Signal(int, str, str)
    documents_asked = Signal(int, str)
    at_risk_asked = Signal(int)

    def __init__(self, app: App, lanes: Lanes, navigator: Navigator) -> None:
        super().__init__("School", back=True)
        self._app = app
        self._navigator = navigator
        self._latest = Latest(lanes)
        self._urn = 0
        self._page: SchoolPage | None = None
        self.doing = Doing(app, lanes, self)
        self.tabs = TabBar(TITLES, "Parts of this page")
        self.stack = QStackedWidget()
        self.overview = OverviewTab(ChartCards(app, lanes))
        self.visits = VisitsTab(self.doing)
        self.actions_tab = ActionsTab(self.doing)
        self.pupils = PupilsTab(self.doing)
        self.documents = DocumentsTab(self.doing)
        self.people = PeopleTab(self.doing)
        self.more = MenuButton("More")
        self.start = Button("Start record", "plus")
        self.open_next = Button("Open visit", "arrow-right", "main")
        self._chips = FlowLayout(gap=8)
        self._build()
        self._connect()

    def show_place(self, place: Place) -> None:
        assert isinstance(place, SchoolPlace)
        if place.urn != self._urn:
            self._urn = place.urn
            self._page = None
            self.stack.hide()
            self.tabs.setCurrentIndex(0)
        if place.tab in TABS:
            self.tabs.setCurrentIndex(TABS.index(place.tab))
        self._load()

    def answers(self) -> Mapping[str, Act]:
        go = {f"tab_{at + 1}": partial(self._go_to_tab, at) for at in range(len(TABS))}
        return {
            **go,
            "start_record": lambda: self.start_asked.emit(self._urn, "", ""),
            "plan_visit": lambda: self._plan(""),
            "briefing": self._ask_briefing,
            "school_documents": self._ask_documents,
            "at_risk": lambda: self.at_risk_asked.emit(self._urn),
            "find": lambda: self._navigator.go(Schools()),
        }

    def follow(self, _changes: object, starter: object) -> None:
        """Read the school anew after another part of the window wrote something."""
        if starter is not self and self.isVisible():
            self._load()

    def hints(self) -> tuple[str, ...]:
        return ("start_record", "back")

    def panels(self) -> tuple[QWidget, ...]:
        return (self.tabs, self.stack)

    def set_layout(self, mode: Layout) -> None:
        super().set_layout(mode)
        margin = theme.space("page_margin" if mode is Layout.WIDE else "page_margin_narrow")
        for at in range(1, self.stack.count()):
            holder = self.stack.widget(at)
            layout = holder.layout() if holder is not None else None
            if layout is not None:
                layout.setContentsMargins(margin, 14, margin, 14)
        self._below.setContentsMargins(margin, 0, margin, 0)
        self.overview.set_narrow(narrow=mode is not Layout.WIDE)
        self.overview.set_stacked(stacked=mode is Layout.COMPACT)
        self.start.setVisible(mode is not Layout.COMPACT)
        self._chip_holder.setVisible(mode is not Layout.COMPACT)

    def _build(self) -> None:
        self.header.add(self.more, self.start, self.open_next)
        self._chip_holder = QWidget()
        self._chip_holder.setLayout(self._chips)
        self._below = QVBoxLayout()
        self._below.setSpacing(6)
        self._below.addWidget(self._chip_holder)
        self._below.addWidget(self.tabs)
        self.header.below.addLayout(self._below)
        for tab in self._tabs():
            self.stack.addWidget(tab if tab is self.overview else _padded(tab))
        self.column.addWidget(self.stack, 1)
        self._fill_menu()

    def _fill_menu(self) -> None:
        chosen = (
            ("Plan a visit", "calendar-plus", lambda: self._plan("")),
            ("Briefing for the next visit", "notebook-pen", self._ask_briefing),
            ("Make a document", "file-text", self._ask_documents),
            ("Change details", "pencil", self._ask_details),
            ("Enter the agreement’s date", "shield-check", self._ask_agreement),
            ("Hand over or give up", "arrow-right", self._ask_hand_over),
            ("A child may be at risk", "life-buoy", self._ask_at_risk),
        )
        for words, icon, act in chosen:
            self.more.add_choice(words, icon).triggered.connect(act)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show_tab)
        self.start.clicked.connect(lambda: self.start_asked.emit(self._urn, "", ""))
        self.open_next.clicked.connect(self._open_next)
        self.overview.tab_asked.connect(lambda key: self._go_to_tab(TABS.index(key)))
        self.overview.plan_asked.connect(self._plan)
        self.overview.agreement_asked.connect(self._ask_agreement)
        self.overview.at_risk_asked.connect(self._ask_at_risk)
        self.overview.charts.review_asked.connect(self._start_review)
        self.pupils.agreement_asked.connect(self._ask_agreement)
        doing = self.doing
        doing.done.connect(self._load)
        doing.wrote.connect(self.wrote)
        doing.told.connect(self.told)
        doing.record_asked.connect(lambda record: self._navigator.go(RecordPage(record)))
        doing.start_asked.connect(self._start)
        self.documents.make_asked.connect(self._ask_documents)

    def _load(self) -> None:
        from app.usecases.school_page import school_page

        if self._urn:
            self._latest.ask(school_page, self._app, self._urn, done=self._show)

    def _show(self, page: SchoolPage) -> None:
        if page.overview.school.urn != self._urn:
            return
        arrived = self._page is None
        self._page = page
        self._show_header(page)
        self._title_tabs(page)
        self._show_tab(self.tabs.currentIndex())
        self.stack.show()
        if arrived:
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_header(self, page: SchoolPage) -> None:
        school = page.overview.school
        self.header.set_words(school.name)
        self.retitled.emit(school.name)
        clear_layout(self._chips)
        for kind, words in _facts(school, page):
            chip = StateChip(kind, words, "" if kind in {"neutral", "soft"} else None)
            self._chips.addWidget(chip)
            chip.show()
        step = page.next_step
        self.open_next.setVisible(step is not None)
        if step is not None:
            label = step.kind.label
            self.open_next.setText(f"Open {label[:1].lower()}{label[1:]}")

    def _title_tabs(self, page: SchoolPage) -> None:
        shown = page.overview
        still_open = sum(line.is_open for line in shown.actions)
        counts = (
            "",
            str(len(shown.visits) or ""),
            f"{still_open} open" if still_open else "",
            str(len(shown.pupils) or ""),
            str(len(page.documents) or ""),
            str(len(shown.people) or ""),
        )
        for at, (title, count) in enumerate(zip(TITLES, counts, strict=True)):
            self.tabs.setTabText(at, f"{title}  {count}" if count else title)

    def _show_tab(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        if self._page is not None:
            self._tabs()[at].show_page(self._page)

    def _go_to_tab(self, at: int) -> None:
        self.tabs.setCurrentIndex(at)
        self.tabs.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _plan(self, kind: str) -> None:
        if self._page is None:
            return
        self.visits.show_page(self._page)
        none_yet = not any(step.visit for step in self._page.steps)
        if none_yet and not kind:
            self.visits.ask_year()
        else:
            self.visits.ask_visit(kind)

    def _open_next(self) -> None:
        step = self._page.next_step if self._page else None
        if step is None or step.visit is None:
            return
        if step.record is not None:
            self._navigator.go(RecordPage(step.record.id))
        else:
            self._start(step.kind.form_id, step.visit.id)

    def _start(self, form_id: str, visit_id: str) -> None:
        """Begin the record of a visit at once; where its form is not known, have it chosen."""
        from app.usecases.starting import open_visit

        if not form_id:
            self.start_asked.emit(self._urn, "", visit_id)
            return
        go = self._navigator.go
        self.doing.do(
            partial(open_visit, self._app, visit_id), then=lambda record: go(RecordPage(record))
        )

    def _start_review(self) -> None:
        self.start_asked.emit(self._urn, "data_review", "")

    def _ask_details(self) -> None:
        """Have what is known of the school corrected; Undo brings back what stood there."""
        from app.usecases.schools import change_school

        if self._page is None:
            return
        shown = self._page.overview
        dialog = SchoolDetailsDialog(shown.school)

        def keep() -> None:
            self.doing.do(
                partial(change_school, self._app, dialog.school, shown.seen),
                "The school’s details are kept.",
                undo=partial(change_school, self._app, shown.school),
                dialog=dialog,
            )

        dialog.asked.connect(keep)
        dialog.open_over(self)

    def _ask_agreement(self) -> None:
        from app.usecases.schools import sign_agreement

        if self._page is None:
            return
        shown = self._page.overview
        dialog = AgreementDialog(shown.school.agreement_date, self._page.today)

        def keep() -> None:
            assert dialog.day.value is not None
            work = partial(sign_agreement, self._app, self._urn, dialog.day.value, shown.seen)
            self.doing.do(work, "The agreement’s date is kept.", dialog=dialog)

        dialog.asked.connect(keep)
        dialog.open_over(self)

    def _ask_hand_over(self) -> None:
        """Ask to whom; where there is nobody else in the team, give the school up at once."""
        if self._page is None:
            return
        school = self._page.overview.school
        if not self._page.others:
            self._hand_over(school, "")
            return
        dialog = HandOverDialog(school.name, self._page.others)
        dialog.asked.connect(lambda: self._hand_over(school, dialog.adviser.value, dialog))
        dialog.open_over(self)

    def _hand_over(
        self, school: School, adviser: str, dialog: HandOverDialog | None = None
    ) -> None:
        from app.usecases.schools import hand_over, take_on

        words = f"You have {'handed over' if adviser else 'given up'} {school.name}."
        self.doing.do(
            partial(hand_over, self._app, school.urn, adviser),
            f"{words} What was written stays on this laptop.",
            undo=partial(take_on, self._app, (school.urn,)),
            dialog=dialog,
            then=lambda _school: self._navigator.start_over(Schools()),
        )

    def _ask_briefing(self) -> None:
        self.documents_asked.emit(self._urn, "briefing")

    def _ask_documents(self) -> None:
        self.documents_asked.emit(self._urn, "")

    def _ask_at_risk(self) -> None:
        self.at_risk_asked.emit(self._urn)

    def _tabs(self) -> tuple[_Tab, ...]:
        return (
            self.overview,
            self.visits,
            self.actions_tab,
            self.pupils,
            self.documents,
            self.people,
        )


def _padded(tab: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.addWidget(tab)
    return holder


def _facts(school: School, page: SchoolPage) -> list[tuple[str, str]]:
    """The chips beneath the name: what kind of school it is, and whose."""
    on_roll = f"{school.pupils:,} on roll" if school.pupils else ""
    project = page.project.title if page.project else ""
    facts = [("neutral", f"URN {school.urn}"), ("neutral", phase_words(school))]
    facts += [("neutral", words) for words in (school.la_name, school.kind, on_roll)]
    facts.append(("soft", ", ".join(part for part in (page.cohort, project) if part)))
    if school.status is not SchoolStatus.OPEN:
        facts.append(status_chip(school))
    if school.given_up is not None:
        facts.append(("due", "Given up"))
    return [fact for fact in facts if fact[1]]
