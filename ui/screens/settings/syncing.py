"""Syncing with the team: how often it is done by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.settings import SYNC_MINUTES
from app.usecases.own_settings import SettingsView, keep_setting
from ui.tasks import Lanes
from ui.widgets.buttons import Button, button_row
from ui.widgets.cards import Card
from ui.widgets.choice import Choice
from ui.widgets.field import Field

if TYPE_CHECKING:
    from app.parts import App


class SyncingCard(Card):
    """`changed` says that another time was chosen; `page_asked` is a wish for the page of sync."""

    changed = Signal()
    page_asked = Signal()

    def __init__(self, app: App, lanes: Lanes) -> None:
        super().__init__("Syncing with your team")
        self._app = app
        self._lanes = lanes
        choices = [(str(each), _how_often(each)) for each in SYNC_MINUTES.choices]
        self.every = Choice(choices, "Sync")
        self.page = Button("Show sync", "refresh-cw", small=True)
        self.body.addWidget(Field("Sync", self.every, "after a failure it waits longer"))
        self.body.addWidget(button_row(self.page))
        self.body.addStretch(1)
        self.every.chosen.connect(self._keep)
        self.page.clicked.connect(self.page_asked)

    def show_view(self, view: SettingsView) -> None:
        """Show what is kept."""
        self.every.set_value(str(view.sync_minutes))

    def _keep(self, minutes: str) -> None:
        keep = (keep_setting, self._app, SYNC_MINUTES, int(minutes))
        self._lanes.run(*keep, done=lambda _minutes: self.changed.emit())


def _how_often(minutes: int) -> str:
    return f"every {minutes} minutes, by itself" if minutes else "only by hand"
