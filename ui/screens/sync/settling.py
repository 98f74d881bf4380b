"""Settling clashes one after the other: the list, the one that is shown, and what was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.counting import counted
from app.usecases.team_clashes import TeamClash, settle_with
from ui.places import Place, Project, RecordPage, SchoolPage
from ui.screens.sync.clash_card import ClashCard
from ui.screens.sync.lists import ClashList
from ui.tasks import Lanes
from ui.widgets.announce import announce

if TYPE_CHECKING:
    from app.domain.changes import Done
    from app.parts import App

SETTLED = "Settled: your choice stands, and goes to the team with the next sync."
LATER = "Both stay as they are. The clash waits in the list until somebody settles it."


class Settling(QObject):
    """`wrote` carries changes, `told` news, `failed` an error, `go_asked` a place to go to.

    `changed` follows when another clash is shown, or none; `over` once the last that was shown is
    settled, so that the keyboard can go elsewhere.
    """

    wrote = Signal(tuple)
    told = Signal(str, str, tuple)
    failed = Signal(object)
    go_asked = Signal(object)
    changed = Signal()
    over = Signal()

    def __init__(self, app: App, lanes: Lanes, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._lanes = lanes
        self._clashes: Sequence[TeamClash] = ()
        self._current = ""
        self._today = date.min
        self._put_off: set[str] = set()
        self._take_keyboard = False
        self.list = ClashList()
        self.card = ClashCard()
        self.card.hide()
        self.list.picked.connect(self._pick)
        self.card.step_asked.connect(self._step)
        self.card.later_asked.connect(self._later)
        self.card.chosen.connect(self._choose)
        self.card.show_asked.connect(lambda clash: self.go_asked.emit(place_of(clash)))

    def show_clashes(self, clashes: Sequence[TeamClash], today: date, wanted: str = "") -> None:
        """Show these; the one with the id `wanted`, or the one that was shown, else the first."""
        at = self._place
        self._clashes = clashes
        self._today = today
        ids = [clash.id for clash in clashes]
        fresh = [each for each in ids if each not in self._put_off]
        if wanted in ids:
            self._current = wanted
        elif self._current not in ids:
            after = [each for each in ids[max(at, 0) :] if each in fresh]
            self._current = next(iter([*after, *fresh]), "")
        self._show()

    def take_keyboard(self) -> bool:
        """Put the keyboard where the clash is settled; False where there is none."""
        if self.card.clash is None:
            return False
        self.card.take_keyboard()
        return True

    @property
    def _place(self) -> int:
        return next((n for n, clash in enumerate(self._clashes) if clash.id == self._current), -1)

    def _show(self) -> None:
        at = self._place
        self.list.show_clashes(self._clashes, self._current)
        if at < 0:
            self.card.forget()
            if self._take_keyboard:
                self.over.emit()
        elif self.card.is_writing and self.card.is_of(self._current):
            self.card.show_steps(at, len(self._clashes))  # what is being written there stays
        elif self.card.clash != self._clashes[at] or self.card.isHidden():
            self.card.show_clash(self._clashes[at], self._today, at, len(self._clashes))
            if self._take_keyboard:
                self.card.take_keyboard()
        else:
            self.card.show_steps(at, len(self._clashes))
        self._take_keyboard = False
        self.changed.emit()

    def _pick(self, clash_id: str) -> None:
        self._put_off.discard(clash_id)
        self._current = clash_id
        self._take_keyboard = True
        self._show()

    def _step(self, by: int) -> None:
        at = min(max(self._place + by, 0), len(self._clashes) - 1)
        self._pick(self._clashes[at].id)

    def _later(self) -> None:
        self._put_off.add(self._current)
        self.told.emit("info", LATER, ())
        fresh = [clash.id for clash in self._clashes if clash.id not in self._put_off]
        self._current = fresh[0] if fresh else ""
        self._take_keyboard = True
        self._show()
        if not fresh:
            self.list.table.setFocus()

    def _choose(self, clash: TeamClash, choice: int | str) -> None:
        work = partial(settle_with, self._app, clash, choice)
        self._take_keyboard = True
        self._lanes.run(work, done=self._settled, failed=self.failed.emit)

    def _settled(self, done: Done[TeamClash]) -> None:
        left = len(self._clashes) - 1
        announce(self.card, f"{SETTLED} {counted(left, 'clash', 'clashes')} left.")
        self.told.emit("done", SETTLED, ())
        self.wrote.emit(done.changes)


def place_of(clash: TeamClash) -> Place:
    """Where what the clash is about is shown."""
    about = clash.about
    if about.record_id:
        return RecordPage(about.record_id, clash.line.ref)
    return SchoolPage(about.urn) if about.urn else Project()
