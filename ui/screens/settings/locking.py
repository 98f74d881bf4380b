"""Locking and keys: when it locks by itself, remembered unlock, passphrase and recovery key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from app.domain.counting import counted
from app.settings import LOCK_AFTER_MINUTES
from app.usecases.keys import change_passphrase, forget, new_recovery_key, remember
from app.usecases.own_settings import SettingsView, keep_setting
from ui.preferences import Preferences
from ui.screens.settings.key_dialogs import (
    NEW_KEY,
    REMEMBER,
    ChangePassphraseDialog,
    NewKeyDialog,
    PassphraseDialog,
)
from ui.tasks import Lanes
from ui.widgets.buttons import Button, button_row
from ui.widgets.cards import Card
from ui.widgets.check_box import CheckBox
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.form_dialog import still_there
from ui.widgets.text import Words

if TYPE_CHECKING:
    from app.parts import App

NO_KEY_STORE = "This computer has no key store that Visitbook can trust, so it always asks."
REFUSED = "The key store of this computer refused. Visitbook goes on asking for the passphrase."
STILL_THERE = (
    "The key store of this computer would not let the key go, so Visitbook would still open by "
    "itself. Remove “Visitbook” in the system’s own list of passwords."
)


class LockingCard(Card):
    """What keeps others out. `told` carries news for a banner; `minutes_changed` the idle time."""

    told = Signal(str, str, tuple)
    minutes_changed = Signal(int)
    lock_asked = Signal()

    def __init__(self, app: App, lanes: Lanes, preferences: Preferences) -> None:
        super().__init__("Locking and keys")
        self._app = app
        self._lanes = lanes
        self._preferences = preferences
        minutes = [(str(each), _minutes(each)) for each in LOCK_AFTER_MINUTES.choices]
        self.after = Choice(minutes, "Lock after")
        self.remembered = CheckBox("Open without the passphrase on this computer")
        self.no_store = Words(NO_KEY_STORE, "caption", "text_muted", wrap=True)
        self.lock_now = Button("Lock now", "lock", small=True)
        self.change = Button("Change passphrase", small=True)
        self.new_key = Button("New recovery key", small=True)
        self.body.addWidget(Field("Lock after", self.after, "without a key or a click"))
        self.body.addWidget(self.remembered)
        self.body.addWidget(self.no_store)
        self.body.addWidget(button_row(self.lock_now, self.change, self.new_key))
        self.body.addStretch(1)
        self._connect()

    def show_view(self, view: SettingsView) -> None:
        """Show the settings as they are kept."""
        self.after.set_value(str(view.lock_after))
        self.remembered.setEnabled(view.can_remember)
        self.no_store.setVisible(not view.can_remember)
        self._show_remembered()

    def _connect(self) -> None:
        self.after.chosen.connect(self._take_minutes)
        self.remembered.clicked.connect(self._take_remembered)
        self.lock_now.clicked.connect(self.lock_asked)
        self.change.clicked.connect(self._ask_change)
        self.new_key.clicked.connect(self._ask_new_key)

    def _take_minutes(self, value: str) -> None:
        minutes = int(value)
        self._lanes.run(
            keep_setting,
            self._app,
            LOCK_AFTER_MINUTES,
            minutes,
            done=self.minutes_changed.emit,
        )

    def _take_remembered(self, wanted: bool) -> None:  # noqa: FBT001 - what the signal sends
        if wanted:
            self._show_remembered()  # not until the passphrase was right
            dialog = PassphraseDialog("Open without the passphrase", "Switch on", REMEMBER)
            self._ask(dialog, remember, lambda: (dialog.current.text,), self._was_remembered)
        else:
            self._slowly(self._was_forgotten, forget, self._app.folder)

    def _was_remembered(self, kept: bool) -> None:  # noqa: FBT001 - what the use case answers
        self._preferences.keep_remembering(wanted=kept)
        self._show_remembered()
        if not kept:
            self.told.emit("late", REFUSED, ())

    def _was_forgotten(self, gone: bool) -> None:  # noqa: FBT001 - as above
        self._preferences.keep_remembering(wanted=False)
        self._show_remembered()
        if not gone:
            self.told.emit("late", STILL_THERE, ())

    def _show_remembered(self) -> None:
        self.remembered.setChecked(self._preferences.remembers_unlock)

    def _ask_change(self) -> None:
        dialog = ChangePassphraseDialog()
        self._ask(
            dialog,
            change_passphrase,
            lambda: (dialog.current.text, dialog.new.value),
            lambda _done: self.told.emit("done", "The new passphrase opens your records now.", ()),
        )

    def _ask_new_key(self) -> None:
        dialog = PassphraseDialog("New recovery key", "Make a new key", NEW_KEY)
        self._ask(dialog, new_recovery_key, lambda: (dialog.current.text,), self._show_key)

    def _show_key(self, key: str) -> None:
        dialog = NewKeyDialog(key)
        dialog.asked.connect(dialog.sheet.forget)
        dialog.asked.connect(dialog.accept)
        dialog.open_over(self)

    def _ask(
        self,
        dialog: PassphraseDialog,
        function: Callable[..., Any],
        given: Callable[[], tuple[str, ...]],
        done: Callable[[Any], None],
    ) -> None:
        """Open `dialog`; do `function` with what is given there, and close it when it is done."""

        def finished(result: Any) -> None:
            if still_there(dialog):
                dialog.accept()
            done(result)

        def start() -> None:
            dialog.show_busy(busy=True)
            self._slowly(finished, function, self._app.folder, *given(), over=dialog)

        dialog.asked.connect(start)
        dialog.open_over(self)

    def _slowly(
        self,
        done: Callable[[Any], None],
        function: Callable[..., Any],
        folder: Path,
        *given: str,
        over: PassphraseDialog | None = None,
    ) -> None:
        task = self._lanes.slow(lambda _progress: function(folder, *given))
        task.done.connect(done)
        task.failed.connect(lambda error: self._failed(error, over))
        task.start()

    def _failed(self, error: Exception, over: PassphraseDialog | None) -> None:
        if over is not None and still_there(over):
            over.show_error(str(error))
        else:
            self.told.emit("late", str(error), ())


def _minutes(minutes: int) -> str:
    if not minutes:
        return "Never"
    return counted(minutes, "minute")
