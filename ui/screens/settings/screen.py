"""Settings: who you are, how it looks, what keeps others out, and where things are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.changes import Done
from app.domain.people import Adviser
from app.usecases.own_settings import SettingsView, settings_view
from app.usecases.people import change_me
from ui import theme
from ui.commands import Act
from ui.places import Place
from ui.preferences import Preferences
from ui.screen import Layout, Screen
from ui.screens.settings.folders import CopiesCard, DataCard, FolderCard
from ui.screens.settings.holidays import HolidaysCard
from ui.screens.settings.locking import LockingCard
from ui.screens.settings.looks import LooksCard
from ui.screens.settings.sending import SendingCard
from ui.screens.settings.syncing import SyncingCard
from ui.screens.settings.writing import WritingCard
from ui.screens.settings.you import YouCard
from ui.tasks import Lanes
from ui.widgets.cards import Card, ScrollBody

if TYPE_CHECKING:
    from app.parts import App


class SettingsScreen(Screen):
    """Settings of this laptop and this person; each is kept as soon as it is chosen.

    `lock` locks at once; `watch_idle` is told after how many minutes to lock by itself.
    `phrases_asked` is a wish for the page of phrases and learned words, `looks_asked` for the words
    to look at twice there, `outbox_asked` for the messages that wait, `sync_asked` for that of
    syncing. `account_changed` says that messages may go by another account now, `sync_changed` that
    it syncs at other times.
    """

    phrases_asked = Signal()
    looks_asked = Signal()
    outbox_asked = Signal()
    account_changed = Signal()
    sync_asked = Signal()
    sync_changed = Signal()

    def __init__(
        self,
        app: App,
        lanes: Lanes,
        preferences: Preferences,
        lock: Callable[[], object],
        watch_idle: Callable[[float], object],
    ) -> None:
        super().__init__("Settings", "of this laptop and this person")
        self._app = app
        self._lanes = lanes
        self._view: SettingsView | None = None
        self.body = ScrollBody("Settings")
        self.you = YouCard()
        self.looks = LooksCard(preferences)
        self.writing = WritingCard(app, lanes)
        self.locking = LockingCard(app, lanes, preferences)
        self.folder = FolderCard(app, lanes)
        self.sending = SendingCard(app, lanes)
        self.syncing = SyncingCard(app, lanes)
        self.copies = CopiesCard(app, lanes)
        self.about = DataCard(lanes)
        self.holidays = HolidaysCard(app, lanes)
        self._left, self._right = _Column(), _Column()
        self._build()
        self._connect(lock, watch_idle)

    def show_place(self, place: Place) -> None:
        del place
        self._load()
        self.you.name.setFocus()

    def answers(self) -> Mapping[str, Act]:
        return {"back_up": self.copies.make_now}

    def panels(self) -> Sequence[QWidget]:
        return self._all

    def set_layout(self, mode: Layout) -> None:
        super().set_layout(mode)
        self.body.set_narrow(narrow=mode is not Layout.WIDE)
        compact = mode is Layout.COMPACT
        self._left.take(self._all if compact else self._all[:4])
        self._right.take(() if compact else self._all[4:])
        self._right.setVisible(not compact)

    @property
    def _all(self) -> tuple[Card, ...]:
        left = (self.you, self.looks, self.writing)
        right = (self.folder, self.sending, self.syncing, self.holidays, self.copies, self.about)
        return (*left, self.locking, *right)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.space("gap_between_cards"))
        row.addWidget(self._left, 1)
        row.addWidget(self._right, 1)
        self.body.column.addLayout(row)
        self.body.column.addStretch(1)
        self.column.addWidget(self.body, 1)
        self.set_layout(Layout.WIDE)

    def _connect(self, lock: Callable[[], object], watch_idle: Callable[[float], object]) -> None:
        self.you.changed.connect(self._keep_me)
        self.writing.phrases_asked.connect(self.phrases_asked)
        self.writing.looks_asked.connect(self.looks_asked)
        self.locking.lock_asked.connect(lock)
        self.locking.minutes_changed.connect(watch_idle)
        self.sending.outbox_asked.connect(self.outbox_asked)
        self.sending.changed.connect(self.account_changed)
        self.syncing.page_asked.connect(self.sync_asked)
        self.syncing.changed.connect(self.sync_changed)
        for card in (self.folder, self.sending, self.copies):
            card.changed.connect(self._load)
        tellers = (self.folder, self.sending, self.holidays, self.copies, self.about)
        for teller in (self.locking, *tellers):
            teller.told.connect(self.told)
        self.holidays.wrote.connect(self.wrote)

    def _load(self) -> None:
        self._lanes.run(settings_view, self._app, done=self._show)
        self.holidays.load()

    def _show(self, view: SettingsView) -> None:
        self._view = view
        self.you.show_me(view.me)
        self.writing.show_view(view)
        self.locking.show_view(view)
        self.folder.show_view(view)
        self.sending.show_view(view)
        self.syncing.show_view(view)
        self.copies.show_view(view)
        self.about.show_view(view)

    def _keep_me(self, me: Adviser) -> None:
        seen = self._view.seen if self._view else None
        self._lanes.run(change_me, self._app, me, seen, done=self._kept_me)

    def _kept_me(self, done: Done[Adviser]) -> None:
        self.you.kept(done.value)
        self.wrote.emit(done.changes)
        self.told.emit("done", "Kept. It stands on the next document.", ())
        self._load()


class _Column(QWidget):
    """Cards beneath each other, with the room that is left beneath them."""

    def __init__(self) -> None:
        super().__init__()
        self._held: tuple[Card, ...] = ()
        self._cards = QVBoxLayout(self)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(theme.space("gap_between_cards"))
        self._cards.addStretch(1)

    def take(self, cards: Sequence[Card]) -> None:
        """Hold these in place of what was held.

        Items that `takeAt` leaves to Python keep a widget's height from being asked again.
        """
        for card in self._held:
            self._cards.removeWidget(card)
        self._held = tuple(cards)
        for at, card in enumerate(cards):
            self._cards.insertWidget(at, card)
