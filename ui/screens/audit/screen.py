"""An audit at a glance: the profile, what was not looked at, the needs; each thread on a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.domain.calendar import in_words
from app.domain.records import RecordState
from app.usecases.audit_profile import THREADS, AuditProfile, ThreadLine, audit_profile
from ui import theme
from ui.commands import Act
from ui.places import AuditPage, FinishPage, Navigator, Place, RecordPage
from ui.screen import Layout, Screen
from ui.screens.audit.needs import NeedsCard
from ui.screens.audit.profile_table import ProfileTable
from ui.screens.audit.thread_page import ThreadPage
from ui.tasks import Lanes
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, ScrollBody
from ui.widgets.chart import ChartView
from ui.widgets.chips import StateChip
from ui.widgets.flow import EqualGrid
from ui.widgets.table_card import TableCard
from ui.widgets.tabs import TabBar
from ui.widgets.text import IconLabel, RichWords, Words

if TYPE_CHECKING:
    from app.parts import App

TABS = ("Profile", *THREADS.values())
HOW_TO_READ = "Middle level for each phase. Not an inspection grade."
NEVER_AGAINST = (
    "What is not looked at is printed as “not seen”. It never counts against the school."
)


class AuditScreen(Screen):
    """The profile of one audit; its rows open the prompts."""

    def __init__(self, app: App, lanes: Lanes, navigator: Navigator) -> None:
        super().__init__("Audit profile", back=True)
        self._app = app
        self._lanes = lanes
        self._navigator = navigator
        self._profile: AuditProfile | None = None
        self._record_id = ""
        self.chip = StateChip("soft", "Draft: the school sees it first", "lock")
        self.carry_on = Button("Carry on auditing", "arrow-right")
        self.finish = Button("Finish", "check", "main")
        self.body = ScrollBody("Audit profile")
        self.table = ProfileTable()
        self.view = ChartView(self.table, table_first=True, inset=theme.space("card_padding"))
        self.card = TableCard(self.view, "Profile", HOW_TO_READ)
        self.looked_at = RichWords("", "table")
        self.threads = (ThreadCard("users"), ThreadCard("arrow-left-right"), ThreadCard("eye"))
        self.needs = NeedsCard()
        self.tabs = TabBar(TABS, "Profile and threads")
        self.stack = QStackedWidget()
        self.thread_pages = tuple(ThreadPage() for _thread in THREADS)
        self._build()
        self._connect()

    def show_place(self, place: Place) -> None:
        if isinstance(place, AuditPage):
            if place.record_id != self._record_id:
                self.tabs.setCurrentIndex(0)
            self._record_id = place.record_id
            self._lanes.run(audit_profile, self._app, place.record_id, done=self._show)

    def answers(self) -> Mapping[str, Act]:
        if self._profile is None:
            return {}
        tabs = {f"tab_{at + 1}": partial(self.show_tab, at) for at in range(len(TABS))}
        return {"finish_on_site": self._finish, **tabs}

    def hints(self) -> Sequence[str]:
        return ("finish_on_site", "back")

    def panels(self) -> Sequence[QWidget]:
        if self.stack.currentIndex():
            return (self.tabs, self.stack)
        return (self.tabs, self.body, self.needs)

    def show_tab(self, at: int) -> None:
        """Show the profile (0), or the page of a thread, with the keyboard in its table."""
        self.tabs.setCurrentIndex(at)
        if at:
            self.thread_pages[at - 1].table.setFocus()
        else:
            self.view.focus_shown()

    def set_layout(self, mode: Layout) -> None:
        super().set_layout(mode)
        for body in (self.body, *self.thread_pages):
            body.set_narrow(narrow=mode is not Layout.WIDE)
        self._place_needs(mode)
        self.chip.setVisible(mode is not Layout.COMPACT)

    def _build(self) -> None:
        self.header.add(self.chip, self.carry_on, self.finish)
        self.card.heading.addWidget(self.looked_at)
        self.card.heading.addWidget(self.view.switch)
        self.card.foot.addWidget(Words(NEVER_AGAINST, "caption", "text_muted", wrap=True))
        cards = QWidget()
        gap = theme.space("gap_between_cards")
        grid = EqualGrid(cards, (3, 2, 1), lambda: theme.em() * 15, gap=gap)
        for thread in self.threads:
            grid.addWidget(thread)
        self.body.column.addWidget(self.card)
        self.body.column.addWidget(cards)
        self.body.column.addStretch(1)
        self._side = QWidget()
        self._beside = QHBoxLayout(self._side)
        self._beside.setContentsMargins(2, 16, theme.space("page_margin"), 16)
        profile = QWidget()
        row = QHBoxLayout(profile)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.body, 1)
        row.addWidget(self._side)
        for page in (profile, *self.thread_pages):
            self.stack.addWidget(page)
        self.header.below.addWidget(self.tabs)
        self.header.set_narrow(narrow=False)
        self.column.addWidget(self.stack, 1)
        self._place_needs(Layout.WIDE)

    def _place_needs(self, mode: Layout) -> None:
        """The needs stand beside the profile, or beneath it where there is no room."""
        compact = mode is Layout.COMPACT
        margins = self.body.column.contentsMargins()
        margins.setRight(margins.left() if compact else theme.space("gap_between_cards"))
        self.body.column.setContentsMargins(margins)
        self._side.setVisible(not compact)
        if compact:
            self.needs.setMaximumWidth(16_777_215)
            self.body.column.insertWidget(2, self.needs)
            self.needs.setMinimumHeight(round(theme.em() * 18))
        else:
            width = theme.panel("side_panel" if mode is Layout.WIDE else "side_panel_narrow")
            self.needs.setMinimumHeight(0)
            self.needs.setFixedWidth(width)
            self._beside.addWidget(self.needs)

    def _connect(self) -> None:
        self.carry_on.clicked.connect(self._carry_on)
        self.finish.clicked.connect(self._finish)
        self.table.opened.connect(self._open_row)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        for at, (card, page) in enumerate(zip(self.threads, self.thread_pages, strict=False), 1):
            card.show_asked.connect(partial(self.show_tab, at))
            page.opened.connect(self._open)
        self.needs.change_asked.connect(lambda: self._go_to("needs_ref"))
        self.needs.actions_asked.connect(lambda: self._go_to("actions_ref"))

    def _show(self, profile: AuditProfile) -> None:
        if profile.record.id != self._record_id:
            return
        self._profile = profile
        record = profile.record
        finished = record.state is RecordState.FINISHED
        about = (profile.school_name, in_words(record.on), profile.auditors)
        self.header.set_words(record.title, " · ".join(part for part in about if part))
        self.header.set_compact(compact=self.layout_mode is Layout.COMPACT)
        self.carry_on.setVisible(not finished)
        self.finish.setText("PDF and e-mail draft" if finished else "Finish")
        if finished:
            self.chip.set_state("done", f"Finished, revision {record.revision}", "lock")
        else:
            self.chip.set_state("soft", "Draft: the school sees it first", "lock")
        self.looked_at.setText(f"<b>{profile.looked_at} of {profile.asked}</b> looked at")
        self.table.show_profile(profile)
        self.view.show_chart("Profile", profile.chart)
        self._show_threads(profile)
        self.needs.show_profile(profile)
        self.show_tab(max(self.tabs.currentIndex(), 0))
        self.retitled.emit(f"{self.title}, {profile.school_name}")
        self.keys_changed.emit()

    def _show_threads(self, profile: AuditProfile) -> None:
        missing = profile.asked - profile.looked_at
        fullest = max(profile.lines, key=lambda line: line.asked - line.looked_at, default=None)
        most = f"Most in {fullest.title}" if fullest and missing else "Every prompt was looked at"
        rest = ThreadLine("Not looked at yet", missing, profile.asked, most)
        for card, line in zip(self.threads, (*profile.threads, rest), strict=False):
            card.show_line(line, "prompts" if line is rest else "prompts looked at")
        for page, line in zip(self.thread_pages, profile.threads, strict=True):
            page.show_thread(line)

    def _open_row(self, index: QModelIndex) -> None:
        key = self.table.key_at(index)
        if self._profile is not None:
            line = next(line for line in self._profile.lines if line.key == key)
            self._open(line.to_look_at or line.ref)

    def _go_to(self, ref_name: str) -> None:
        if self._profile is not None:
            self._open(getattr(self._profile, ref_name))

    def _carry_on(self) -> None:
        self._open("")

    def _open(self, ref: str) -> None:
        self._navigator.go(RecordPage(self._record_id, ref))

    def _finish(self) -> None:
        self._navigator.go(FinishPage(self._record_id))


class ThreadCard(Card):
    """How much of one thread was looked at, in words. `show_asked` wishes for its page."""

    show_asked = Signal()

    def __init__(self, icon: str) -> None:
        super().__init__(" ")
        self.heading.insertWidget(0, IconLabel(icon, "primary"))
        self.count = RichWords("", "table")
        self.words = Words("", "table", "text_muted", wrap=True)
        self.body.setSpacing(2)
        self.body.addWidget(self.count)
        self.body.addWidget(self.words)
        self.show_prompts = Button("Show the prompts", trailing="chevron-right", small=True)
        row = QHBoxLayout()
        row.addWidget(self.show_prompts)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.show_prompts.clicked.connect(self.show_asked)

    def show_line(self, line: ThreadLine, what: str) -> None:
        """Show how one thread stands."""
        self.title.setText(line.title)
        self.setAccessibleName(line.title)
        self.count.setText(f"<b>{line.looked_at} of {line.asked}</b> {what}")
        self.words.setText(line.phases or line.words)
        self.show_prompts.setVisible(bool(line.prompts))
        self.show_prompts.setAccessibleName(f"Show the prompts on {line.title}")
