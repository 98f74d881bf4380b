"""One row of a panel, edited where it stands and kept as it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.changes import Done
from ui.live_record import LiveRecord
from ui.widgets.buttons import Button
from ui.widgets.field import FieldMessage
from ui.widgets.text import Words

Verb = Callable[..., Done[Any]]


class RowEditor(QFrame):
    """A row with its fields. A new one has no `row` until what is in it is worth keeping.

    Subclasses build their fields into `fields`, connect them to `touched`, and say in `values` and
    `show_row` what stands in them; `needs` says of a new row what it has to be given before any of
    it can be kept. `remove_asked` wishes to have it taken out.
    """

    remove_asked = Signal()
    needs = ""

    def __init__(self, live: LiveRecord, row: Any, title: str) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        self.live = live
        self.row: Any = row
        self.title = Words(title, "caption", "text_muted", strong=True)
        self.remove = Button("Remove", "x", "text", small=True)
        self.heading = QHBoxLayout()
        self.body = QWidget()
        self.fields = QVBoxLayout(self.body)
        self.message = FieldMessage()
        self._adding = False
        self._changing = 0
        self._frame()
        self.build()
        self._blank = self.values()
        if row is not None:
            self.show_row(row)
        self.set_locked(locked=not live.is_draft)

    def build(self) -> None:
        """Make the fields."""
        raise NotImplementedError

    def values(self) -> Mapping[str, Any]:
        """What stands in the fields, by the row's own names."""
        raise NotImplementedError

    def show_row(self, row: Any) -> None:
        """Put what is kept into the fields."""
        raise NotImplementedError

    def is_worth_keeping(self) -> bool:
        """Whether a new row holds enough to be kept."""
        raise NotImplementedError

    def add(self, values: Mapping[str, Any]) -> tuple[Verb, tuple[Any, ...], Mapping[str, Any]]:
        """What keeps a new row: the use case, its arguments and its named ones."""
        raise NotImplementedError

    def change(self) -> Verb:
        """The use case that keeps a changed row."""
        raise NotImplementedError

    def first_field(self) -> QWidget:
        """Where the keyboard goes in a new row."""
        raise NotImplementedError

    def set_locked(self, *, locked: bool) -> None:
        """Take no changes, or take them."""
        self.remove.setVisible(not locked)
        self.body.setEnabled(not locked)

    def touched(self) -> None:
        """The person changed something here."""
        self.live.row_touched(self)

    def take(self, row: Any) -> None:
        """Show what is kept now, unless the person has changed it since.

        What is read while a later change is on its way is older than what stands here.
        """
        if self.row is not None and not self._changing and not self._differs():
            self.row = row
            self.show_row(row)

    def keep(self) -> None:
        """Keep what stands in the fields."""
        if self._adding:
            return
        if self.row is None:
            self._keep_new()
        elif self._differs():
            self._keep_changed()
        else:
            self.live.row_kept(self)

    @property
    def is_adding(self) -> bool:
        """Whether it is being kept for the first time just now."""
        return self._adding

    def forget(self) -> None:
        """It is being taken out: nothing of it is to be kept any more."""
        self.live.row_kept(self)

    def _keep_new(self) -> None:
        values = self.values()
        if not self.is_worth_keeping():
            self._wait_for_more(begun=values != self._blank)
            return
        self.message.set_sentence("")
        self._adding = True
        verb, args, named = self.add(values)
        self.live.write(verb, *args, then=self._adopt, failed=self._not_added, **named)

    def _wait_for_more(self, *, begun: bool) -> None:
        """Say what is needed where something was written; a blank row needs nothing."""
        self.message.set_sentence(self.needs if begun else "", "due")
        if begun:
            self.live.row_wants(self)
        else:
            self.live.row_kept(self)

    def _adopt(self, row: Any) -> None:
        self._adding = False
        self.row = row
        self.keep()

    def _not_added(self) -> None:
        self._adding = False

    def _keep_changed(self) -> None:
        before, self.row = self.row, self._as_it_stands()

        def kept(_row: object) -> None:
            self._changing -= 1
            self.keep()

        def failed() -> None:
            self._changing -= 1
            self.row = before

        self._changing += 1
        self.live.write(self.change(), self.row, self.live.seen, then=kept, failed=failed)

    def _differs(self) -> bool:
        return bool(self._as_it_stands() != self.row)

    def _as_it_stands(self) -> Any:
        return replace(self.row, **self.values())

    def _frame(self) -> None:
        self.heading.setSpacing(8)
        self.heading.addWidget(self.title, 1)
        self.heading.addWidget(self.remove)
        self.remove.setAccessibleName(f"Remove {self.title.text()}")
        self.remove.clicked.connect(self.remove_asked)
        self.fields.setContentsMargins(0, 0, 0, 0)
        self.fields.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 12)
        column.setSpacing(6)
        column.addLayout(self.heading)
        column.addWidget(self.body)
        column.addWidget(self.message)
