"""Who is in the team: names, roles and laptops; managers invite and remove."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.counting import counted
from app.usecases.team_view import TeamView, team_view
from app.usecases.team_words import NOT_YET_NAMED, ROLES
from ui.commands import Act
from ui.latest import Latest
from ui.places import Members, Place
from ui.screen import Layout, Screen
from ui.screens.sync.member_dialogs import open_invite, open_remove
from ui.screens.sync.opening import open_move_place
from ui.syncing import Syncing
from ui.tasks import Lanes
from ui.widgets.buttons import Button, button_row
from ui.widgets.cards import Card, ScrollBody
from ui.widgets.cell_table import Cell, CellTable, Line
from ui.widgets.clearing import clear_layout
from ui.widgets.icon_line import IconLine
from ui.widgets.table_card import TableCard
from ui.widgets.text import Words

if TYPE_CHECKING:
    from app.parts import App
    from app.usecases.team import MemberLine

HEADINGS = ("Name", "Role", "Laptops")
ONLY_MANAGERS = "Only a manager may do this."
NOT_ONESELF = "You cannot remove yourself: another manager can."
MOVED = "The team’s files are looked for there from now on."
WHO_INVITES = "Managers invite people, remove them, and can read every school’s records."


class MembersScreen(Screen):
    """The members. `wrote` carries what came while something was done with the team's store."""

    def __init__(self, app: App, lanes: Lanes, syncing: Syncing) -> None:
        super().__init__("Team", "who is in it", back=True)
        self._app = app
        self._syncing = syncing
        self._latest = Latest(lanes)
        self._lanes = lanes
        self._view: TeamView | None = None
        self._arriving = False
        self.invite = Button("Invite somebody", "plus", "main")
        self.table = CellTable("Members", HEADINGS, (5, 3, 2), fitted=True)
        self.members = TableCard(self.table, "Members", WHO_INVITES)
        self.remove = Button("Remove …", "x")
        self.lines = QVBoxLayout()
        self.place = Card("Where the team’s files lie")
        self.move_place = Button("Choose another place …", small=True)
        self.body = ScrollBody("Team")
        self._build()
        self._connect()

    def show_place(self, place: Place) -> None:
        assert isinstance(place, Members)
        self._arriving = not place.ask
        self._load()
        if place.ask == "place":
            self._move_place()

    def answers(self) -> Mapping[str, Act]:
        return {"invite": self._invite} if self.invite.isEnabled() else {}

    def panels(self) -> Sequence[QWidget]:
        return (self.members, self.place)

    def set_layout(self, mode: Layout) -> None:
        super().set_layout(mode)
        self.body.set_narrow(narrow=mode is not Layout.WIDE)

    def show_view(self, view: TeamView) -> None:
        """Show who is in the team as far as is known here."""
        self._view = view
        name = view.team.name if view.team is not None else ""
        self.header.set_words("Team", name)
        self.table.show_lines([_line(member) for member in view.members])
        self._show_place(view)
        self._show_reasons()
        self.keys_changed.emit()
        if self._arriving and self.isVisible():
            self._arriving = False
            first: QWidget = self.invite if self.invite.isEnabled() else self.table
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, _changes: object, _starter: object) -> None:
        """Read anew after something was written, here or elsewhere."""
        if self.isVisible():
            self._load()

    def _build(self) -> None:
        self.header.add(self.invite)
        self.column.addWidget(self.body, 1)
        self.members.foot.addWidget(self.remove)
        self.members.foot.addStretch(1)
        self.place.body.addLayout(self.lines)
        self.place.body.addWidget(button_row(self.move_place))
        for card in (self.members, self.place):
            self.body.column.addWidget(card)
        self.body.column.addStretch(1)

    def _connect(self) -> None:
        self.invite.clicked.connect(self._invite)
        self.remove.clicked.connect(self._remove)
        self.move_place.clicked.connect(self._move_place)
        self.table.selectionModel().currentChanged.connect(lambda _new, _old: self._show_reasons())

    def _load(self) -> None:
        self._latest.ask(team_view, self._app, done=self.show_view)

    def _show_place(self, view: TeamView) -> None:
        clear_layout(self.lines)
        lines = (
            ("table", view.place),
            ("lock", "All of it is sealed: only laptops of the team can read it."),
            ("shield", "Keep the team’s recovery key on paper, away from every laptop."),
        )
        for icon, words in lines if view.team is not None else ():
            line = IconLine(icon, "text_muted", words)
            self.lines.addWidget(line)
            line.show()
        if view.remark:
            remark = Words(view.remark, "table", "due", wrap=True)
            self.lines.addWidget(remark)
            remark.show()

    def _show_reasons(self) -> None:
        view, member = self._view, self._member
        no_manager = "" if view is not None and view.manages else ONLY_MANAGERS
        self.invite.set_reason(no_manager)
        oneself = NOT_ONESELF if member is not None and member.is_me else ""
        self.remove.set_reason(no_manager or oneself or ("" if member else "Choose a member."))

    @property
    def _member(self) -> MemberLine | None:
        key = self.table.key_at(self.table.currentIndex())
        members = self._view.members if self._view is not None else ()
        return next((member for member in members if member.id == key), None)

    def _invite(self) -> None:
        view = self._view
        if view is not None:
            open_invite(self, self._app, self._syncing, needs_secret=view.needs_secret)

    def _move_place(self) -> None:
        open_move_place(self, self._app, self._syncing, self._moved)

    def _moved(self) -> None:
        self.told.emit("done", MOVED, ())
        self._load()
        self._syncing.sync_now()

    def _remove(self) -> None:
        member = self._member
        if member is not None:
            dialog = open_remove(self, self._app, self._lanes, self._syncing, member)
            dialog.removed.connect(self._removed)

    def _removed(self, words: str) -> None:
        self.told.emit("done", words, ())
        self._arriving = True
        self._load()


def _line(member: MemberLine) -> Line:
    name = member.name or NOT_YET_NAMED
    shown = Cell(f"{name} (you)" if member.is_me else name, look="strong")
    role = ROLES[member.role]
    cells = (shown, Cell(role[:1].upper() + role[1:]), Cell(counted(member.laptops, "laptop")))
    return Line(member.id, cells)
