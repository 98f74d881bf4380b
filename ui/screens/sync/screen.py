"""The sync centre: what waits and what clashes, what was synced, and the ways into a team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.usecases.change_history import (
    HistoryLine,
    HistoryPage,
    HistoryWish,
    change_history,
    history_choices,
)
from app.usecases.sync_glance import SyncGlance, header_words
from app.usecases.sync_view import SyncView, sync_view
from ui import theme
from ui.commands import Act
from ui.latest import Latest
from ui.places import Members, Navigator, Place, RecordPage, SchoolPage, Sync
from ui.screen import Layout, Screen
from ui.screens.sync.history_card import HistoryCard
from ui.screens.sync.lists import RefusedList, WaitingList
from ui.screens.sync.no_team import NoTeamCard
from ui.screens.sync.opening import open_join_team, open_make_team, open_recover_team
from ui.screens.sync.past_card import PastCard
from ui.screens.sync.safe_card import SafeCard
from ui.screens.sync.settling import Settling
from ui.syncing import Syncing
from ui.tasks import Lanes
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, ScrollBody
from ui.widgets.progress import ProgressWords

if TYPE_CHECKING:
    from app.parts import App
    from app.usecases.team import EnteredTeam

_LEFT_EMS = 20
_READABLE_EMS = 54
JOINED = (
    "You are in {name} now. What the team has is being copied to this laptop; Stop does no harm: "
    "the next sync goes on where it ended."
)
RECOVERED = "You are a manager of {name} now. Invite the others again, and keep the key safe."


class SyncScreen(Screen):
    """How this laptop stands with its team. Everything here is done with `syncing`."""

    def __init__(self, app: App, lanes: Lanes, navigator: Navigator, syncing: Syncing) -> None:
        super().__init__("Sync")
        self._app = app
        self._lanes = lanes
        self._navigator = navigator
        self._syncing = syncing
        self._latest = Latest(lanes)
        self._latest_history = Latest(lanes)
        self._wanted = ""
        self._arriving = False
        self._view: SyncView | None = None
        self.team = Button("Team", "users")
        self.sync = Button("Sync now", "refresh-cw", "main")
        self.progress = ProgressWords()
        self.no_team = NoTeamCard()
        self.settling = Settling(app, lanes, self)
        self.waiting = WaitingList()
        self.refused = RefusedList()
        self.safe = SafeCard()
        self.history = HistoryCard()
        self.past = PastCard()
        self.body = ScrollBody("Sync")
        self._running = Card()
        self._left, self._right = QWidget(), QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        self._connect()

    def show_place(self, place: Place) -> None:
        assert isinstance(place, Sync)
        self._arriving = True
        self._wanted = place.clash_id
        self._load()
        self._load_history()
        self._syncing.look()
        if place.ask == "make":
            self._make_team()
        elif place.ask == "join":
            self._join_team()

    def answers(self) -> Mapping[str, Act]:
        view = self._view
        if view is None:
            return {}
        if view.team is None:
            return {"make_team": self._make_team, "join_team": self._join_team}
        return self.settling.card.acts()

    def hints(self) -> Sequence[str]:
        return tuple(self.settling.card.acts()) if self._in_team else ()

    def panels(self) -> Sequence[QWidget]:
        return (self._left, self._right) if self._in_team else (self.no_team,)

    def set_layout(self, mode: Layout) -> None:
        super().set_layout(mode)
        compact = mode is Layout.COMPACT
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.TopToBottom if compact else ways.LeftToRight)
        self.body.set_narrow(narrow=mode is not Layout.WIDE)
        self.settling.card.set_stacked(stacked=compact)
        self.history.set_narrow(narrow=mode is not Layout.WIDE)
        self._share_out(compact=compact)
        self.no_team.setMaximumWidth(round(theme.em() * _READABLE_EMS))
        if compact:
            self._left.setMinimumWidth(0)
            self._left.setMaximumWidth(16_777_215)
        else:
            self._left.setFixedWidth(round(theme.em() * _LEFT_EMS))

    def show_view(self, view: SyncView) -> None:
        """Show how it stands now."""
        self._view = view
        self.no_team.setVisible(view.team is None)
        for part in (self._left, self._right):
            part.setVisible(view.team is not None)
        self.team.setVisible(view.team is not None)
        self.sync.setVisible(view.team is not None)
        self.settling.show_clashes(view.clashes, view.today, self._wanted)
        self._wanted = ""
        self.waiting.show_waiting(view.waiting)
        self.refused.show_refused(view.refused)
        self.past.show_past(view.past, view.today)
        self._show_glance(view.glance)
        self.keys_changed.emit()
        if self._arriving and self.isVisible():
            self._arriving = False
            self._put_keyboard()

    def follow(self, _changes: object, _starter: object) -> None:
        """Read anew after something was written, here or elsewhere."""
        if self.isVisible():
            self._load()
            self._load_history()

    @property
    def _in_team(self) -> bool:
        return self._view is not None and self._view.team is not None

    def _build(self) -> None:
        self.header.add(self.team, self.sync)
        self.column.addWidget(self.body, 1)
        self._running.body.addWidget(self.progress)
        gap = theme.space("gap_between_cards")
        for holder in (self._left, self._right):
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(gap)
            column.addStretch(1)
            self._columns.addWidget(holder)
        self._columns.setStretchFactor(self._right, 1)
        self._columns.setSpacing(gap)
        self._share_out(compact=False)
        self.body.column.addWidget(self._running)
        self.body.column.addWidget(self.no_team)
        self.body.column.addLayout(self._columns)
        self.body.column.addStretch(1)
        hidden = (self._running, self.no_team, self._left, self._right, self.team, self.sync)
        for part in hidden:
            part.hide()

    def _share_out(self, *, compact: bool) -> None:
        """Put the cards into the two columns; in one alone, the clash follows upon its list."""
        clash = self.settling.card
        left: list[QWidget] = [self.settling.list, self.waiting, self.refused, self.safe]
        right: list[QWidget] = [self.history, self.past]
        (left if compact else right).insert(1 if compact else 0, clash)
        for holder, cards in ((self._left, left), (self._right, right)):
            column = holder.layout()
            assert isinstance(column, QVBoxLayout)
            for at, card in enumerate(cards):
                column.insertWidget(at, card)

    def _connect(self) -> None:
        self.team.clicked.connect(lambda: self._navigator.go(Members()))
        self.sync.clicked.connect(self._sync_or_stop)
        self.no_team.make_asked.connect(self._make_team)
        self.no_team.join_asked.connect(self._join_team)
        self.no_team.recover_asked.connect(self._recover_team)
        self.settling.wrote.connect(self.wrote)
        self.settling.told.connect(self.told)
        self.settling.failed.connect(lambda error: self.told.emit("late", str(error), ()))
        self.settling.go_asked.connect(self._navigator.go)
        self.settling.changed.connect(self.keys_changed)
        self.settling.over.connect(self.sync.setFocus)
        self.history.asked.connect(self._read_history)
        self.history.opened.connect(self._go_to)
        self._syncing.began.connect(self._show_running)
        self._syncing.ended.connect(self._show_running)
        self._syncing.progressed.connect(self.progress.show_progress)
        self._syncing.changed.connect(self._follow_glance)

    # What was pressed

    def _sync_or_stop(self) -> None:
        if self._syncing.running:
            self._syncing.stop()
        else:
            self._syncing.sync_now()

    def _make_team(self) -> None:
        open_make_team(self, self._app, self._syncing, self._begin_with_team)

    def _join_team(self) -> None:
        open_join_team(self, self._app, self._syncing, self._joined)

    def _recover_team(self) -> None:
        open_recover_team(self, self._app, self._syncing, self._recovered)

    def _recovered(self, name: str) -> None:
        self.told.emit("done", RECOVERED.format(name=name), ())
        self._arriving = True
        self._load()

    def _joined(self, team: EnteredTeam) -> None:
        self.told.emit("done", JOINED.format(name=team.name), ())
        self._begin_with_team()

    def _begin_with_team(self) -> None:
        self._arriving = True
        self._load()
        self._syncing.sync_now()

    # Show

    def _load(self) -> None:
        self._latest.ask(sync_view, self._app, done=self.show_view)

    def _load_history(self) -> None:
        self._lanes.run(history_choices, self._app, done=self.history.show_choices)
        self._read_history(self.history.wish)

    def _read_history(self, wish: HistoryWish) -> None:
        def show(page: HistoryPage) -> None:
            self.history.show_page(page, self._app.today(), older=bool(wish.before))

        self._latest_history.ask(change_history, self._app, wish, done=show)

    def _go_to(self, line: HistoryLine) -> None:
        about = line.about
        if about.record_id:
            self._navigator.go(RecordPage(about.record_id, line.ref))
        elif about.urn:
            self._navigator.go(SchoolPage(about.urn))

    def _follow_glance(self, glance: SyncGlance) -> None:
        if self.isVisible():
            changed = self._view is not None and glance != self._view.glance
            self._show_glance(glance)
            if changed:
                self._load()

    def _show_glance(self, glance: SyncGlance) -> None:
        today, offline = self._app.today(), self._syncing.offline
        self.header.set_words("Sync", self._about(header_words(glance, today, offline=offline)))
        self.safe.show_glance(glance, today, offline=offline)
        self._show_running()

    def _about(self, words: str) -> str:
        team = self._view.team if self._view is not None else None
        return f"{team.name} · {words}" if team is not None else "Share with your team"

    def _show_running(self) -> None:
        running = self._syncing.running
        self._running.setVisible(running and self._in_team)
        self.sync.setText("Stop" if running else "Sync now")
        self.sync.set_icon("x" if running else "refresh-cw")
        self.sync.set_kind("plain" if running else "main")
        done, total, words = self._syncing.progress
        self.progress.show_progress(done, total, words or "Reaching the team’s store …")

    def _put_keyboard(self) -> None:
        if self._in_team and self.settling.take_keyboard():
            return
        first = self.sync if self._in_team else self.no_team.join
        first.setFocus(Qt.FocusReason.OtherFocusReason)
