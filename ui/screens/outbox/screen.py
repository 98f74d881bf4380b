"""The outbox: every message by its name, with what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.changes import Done
from app.domain.outbox import OutboxItem, OutboxState
from app.usecases.outbox import (
    OutboxView,
    Withdrawn,
    outbox,
    put_back,
    send_to_missed,
    settle_unsure,
    try_again,
    withdraw,
)
from ui.outgoing import Outgoing
from ui.places import FinishPage, Navigator, Place, SchoolPage, Settings
from ui.screen import Layout, Screen
from ui.screens.outbox.item_row import AGAIN, ARRIVED, MISSED, OPEN, REMOVE, TRY, ItemRow
from ui.tasks import Lanes
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, EmptyState, ScrollBody
from ui.widgets.clearing import clear_layout
from ui.widgets.icon_line import IconLine
from ui.widgets.text import Words, rule

if TYPE_CHECKING:
    from app.parts import App

MOST_SENT = 20
"""So many of those that were sent are shown at first."""

EMPTY = (
    "Nothing waits to be sent. Finish a record and press Send, or e-mail a document of a school: "
    "the message stands here until it has gone, and stays in the list until you remove it."
)
NO_ACCOUNT = "No mail account is set up, so what waits stays here."
TAKEN_OUT = "Taken out of the outbox: {}"
GROUPS = (
    ("Needs you", (OutboxState.UNSURE, OutboxState.REFUSED)),
    ("On their way", (OutboxState.WAITING, OutboxState.SENDING)),
    ("Sent", (OutboxState.SENT,)),
)


class OutboxScreen(Screen):
    """The messages of this laptop, those that need a person first."""

    def __init__(self, app: App, lanes: Lanes, navigator: Navigator, outgoing: Outgoing) -> None:
        super().__init__("Outbox", "messages that are sent from here", back=True)
        self._app = app
        self._lanes = lanes
        self._navigator = navigator
        self._outgoing = outgoing
        self._view: OutboxView | None = None
        self._arriving = False
        self._all_sent = False
        self.send = Button("Send now", "mail", "main")
        self.settings = Button("Mail account")
        self.body = ScrollBody("Outbox")
        self.rows: dict[str, ItemRow] = {}
        self._build()

    def show_place(self, place: Place) -> None:
        del place
        self._arriving = True
        self._all_sent = False
        self._view = None
        self._outgoing.look()
        self._lanes.run(outbox, self._app, done=self.show_view)

    def panels(self) -> Sequence[QWidget]:
        return (self.body,)

    def set_layout(self, mode: Layout) -> None:
        super().set_layout(mode)
        self.body.set_narrow(narrow=mode is not Layout.WIDE)

    def show_view(self, view: OutboxView) -> None:
        """Show the outbox as it is now; nothing moves under the pointer where it is as before."""
        before, self._view = self._view, view
        self._show_buttons()
        if before is None or (before.items, before.account) != (view.items, view.account):
            self._arriving = self._arriving or self._has_keyboard()  # its button goes
            self._fill(view)
        if self._arriving and self.isVisible():
            self._arriving = False
            self._put_keyboard()

    def _build(self) -> None:
        self.header.add(self.settings, self.send)
        self.column.addWidget(self.body, 1)
        self.send.clicked.connect(self._outgoing.send_now)
        self.settings.clicked.connect(lambda: self._navigator.go(Settings()))
        self._outgoing.changed.connect(self._follow)
        self._outgoing.began.connect(self._show_buttons)
        self._outgoing.ended.connect(self._show_buttons)

    def _follow(self, view: OutboxView) -> None:
        if self.isVisible():
            self.show_view(view)

    def _show_buttons(self) -> None:
        view = self._view
        reason = ""
        if self._outgoing.sending:
            reason = "Being sent …"
        elif view is not None and view.account is None:
            reason = NO_ACCOUNT
        elif view is None or not view.waiting:
            reason = "Nothing waits to be sent."
        had = self.send.hasFocus()
        self.send.set_reason(reason)
        if had and reason:  # a disabled button hands the keyboard on to wherever is next
            self._put_keyboard()

    def _has_keyboard(self) -> bool:
        on = self.focusWidget()
        return on is not None and on.hasFocus() and self.body.isAncestorOf(on)

    def _fill(self, view: OutboxView) -> None:
        clear_layout(self.body.column)
        self.rows = {}
        trouble = _trouble(view)
        if trouble:
            card = Card()
            card.body.addWidget(IconLine("triangle-alert", "due", trouble))
            self._add(card)
        for title, states in GROUPS:
            items = [item for item in view.items if _group_of(item, view) in states]
            if items:
                self._add(self._group(title, items, view))
        if not view.items:
            card = Card()
            card.body.addWidget(EmptyState(EMPTY))
            self._add(card)
        self.body.column.addStretch(1)

    def _add(self, card: Card) -> None:
        self.body.column.addWidget(card)
        card.show()

    def _group(self, title: str, items: list[OutboxItem], view: OutboxView) -> Card:
        card = Card(title, str(len(items)))
        sent = title == GROUPS[-1][0]
        shown = items[::-1] if sent else items
        if sent and not self._all_sent:
            shown = shown[:MOST_SENT]
        for at, item in enumerate(shown):
            if at:
                card.body.addWidget(rule())
            row = self.rows[item.id] = ItemRow(item, view)
            row.asked.connect(self._do)
            card.body.addWidget(row)
        if len(shown) < len(items):
            more = Button(f"Show all {len(items)}", small=True)
            more.clicked.connect(self._show_all)
            card.body.addWidget(Words(f"and {len(items) - len(shown)} older", "caption"))
            card.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _show_all(self) -> None:
        self._all_sent = True
        if self._view is not None:
            self._fill(self._view)

    def _do(self, act: str, item_id: str) -> None:
        item = self.rows[item_id].item
        if act == OPEN:
            school = SchoolPage(item.urn, "documents")
            self._navigator.go(FinishPage(item.record_id) if item.record_id else school)
            return
        acts: dict[str, Callable[[], Any]] = {
            ARRIVED: partial(settle_unsure, self._app, item_id, arrived=True),
            AGAIN: partial(settle_unsure, self._app, item_id, arrived=False),
            TRY: partial(try_again, self._app, item_id),
            MISSED: partial(send_to_missed, self._app, item_id),
            REMOVE: partial(withdraw, self._app, item_id),
        }
        self._lanes.run(acts[act], done=self._done, failed=self._failed)

    def _done(self, done: object) -> None:
        if isinstance(done, Done):
            self.wrote.emit(done.changes)
        if isinstance(done, Withdrawn):
            undo = ("Undo", partial(self._put_back, done))
            self.told.emit("done", TAKEN_OUT.format(done.item.subject), (undo,))
        self._arriving = True  # the button that was pressed is gone
        self._outgoing.look()

    def _put_back(self, withdrawn: Withdrawn) -> None:
        act = partial(put_back, self._app, withdrawn)
        self._lanes.run(act, done=self._done, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        self.told.emit("late", str(error), ())
        self._outgoing.look()

    def _put_keyboard(self) -> None:
        """On sending, else on the way from the first message to its record, which does no harm.

        Settling, sending again and taking out are for whoever means them.
        """
        opens = (row.buttons[OPEN] for row in self.rows.values())
        first = self.send if self.send.isEnabled() else next(opens, self.settings)
        first.setFocus(Qt.FocusReason.OtherFocusReason)


def _group_of(item: OutboxItem, view: OutboxView) -> OutboxState:
    """The state by which a message is listed: one that missed somebody is with the refused."""
    return OutboxState.REFUSED if item.id in view.missed else item.state


def _trouble(view: OutboxView) -> str:
    if view.account is None:
        return NO_ACCOUNT if view.waiting else ""
    held = " Nothing is sent by itself until the account works: check it in Settings."
    return f"{view.account.trouble}{held}" if view.account.trouble else ""
