"""Inviting somebody into the team, and removing somebody from it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.calendar import in_words
from app.domain.team import TeamRole
from app.usecases.team_words import lost_words, removed_words
from ui.syncing import Syncing
from ui.tasks import Lanes
from ui.usual_folders import documents
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog, still_there
from ui.widgets.icon_line import IconLine
from ui.widgets.saving_dialog import SavingDialog
from ui.widgets.text import Words

if TYPE_CHECKING:
    from app.domain.changes import Done
    from app.parts import App
    from app.usecases.team import Invited, MemberLine, RemovedMember
    from app.usecases.team_lost import LostLaptops

FILE_NAME = "Invitation to the team.vbinvite"
KINDS = "Invitations (*.vbinvite)"
WORDS = (
    "An invitation lets one laptop in. You send the file, and say its code aloud: on the phone or "
    "in person, never in the same message as the file."
)
SAY = "Say this code aloud; it is not in the file. It is shown this once only."
ROLES = (
    (TeamRole.ADVISER.value, "Adviser: reads and writes their own schools’ records"),
    (TeamRole.MANAGER.value, "Manager: reads every school, invites and removes people"),
)
BLANK_FOR_YOURS = "blank to pass on the one that you use"
REMOVING = (
    "{name} cannot read what is written from now on, and cannot send anything to the team. New "
    "keys are made of all that they could read."
)
NOT_UNDONE = (
    "What was shared until now stays, with their name at it. What is on their laptop stays there, "
    "encrypted under their passphrase: removing somebody takes nothing off it. To come back, they "
    "need a new invitation."
)


class InviteDialog(SavingDialog):
    """Role and file; then the code, large."""

    def __init__(self, *, needs_secret: bool) -> None:
        super().__init__(
            "Invite somebody", "Save invitation", WORDS, hint="send it to them", kinds=KINDS, ems=36
        )
        self.role = Choice(ROLES, "Role")
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.code = Words("", "display", strong=True)
        self.held = Words("", "body", "text_muted", wrap=True)
        self._copy = Button("Copy the code", "copy", small=True)
        self._asked = QWidget()
        self._shown = QWidget()
        self._fill(needs_secret=needs_secret)
        self.line.setText(str(documents() / FILE_NAME))

    def check(self) -> bool:
        """Whether it is a whole path."""
        right = self.path.is_absolute()
        self.field.set_error("" if right else "Give the whole path, or choose a place.")
        return right

    def show_invited(self, invited: Invited) -> None:
        """Show the code that opens the invitation; the dialog has then only to be closed."""
        self.code.setText(invited.code)
        self.code.setAccessibleName(f"Code: {' '.join(invited.code)}")
        until = in_words(invited.expires.date())
        self.held.setText(
            f"Saved as {invited.path.name}. It lets one laptop in, until {until}. {invited.remark}"
        )
        self.words.setText("The invitation is ready. Without the code nobody can use it.")
        for part in (self._asked, self.place, self.choose, self.main):
            part.hide()
        self._shown.show()
        self.cancel.setText("Close")
        self.cancel.setFocus()
        announce(self, f"Code: {' '.join(invited.code)}. {SAY}")
        self.refit()

    def _fill(self, *, needs_secret: bool) -> None:
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        asked = _column(self._asked)
        asked.addWidget(Field("Role", self.role))
        secret = Field("Their own password or keys for the store", self.secret, BLANK_FOR_YOURS)
        asked.addWidget(secret)
        secret.setVisible(needs_secret)
        shown = _column(self._shown)
        shown.addWidget(self.code)
        shown.addWidget(Words(SAY, "body", wrap=True, strong=True))
        shown.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeft)
        shown.addWidget(self.held)
        for part in (self._asked, self.place, self._shown):
            self.column.addWidget(part)
        self._shown.hide()
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.code.text()))


class RemoveDialog(FormDialog):
    """Says what removing does and does not do. `removed` carries the words for it once done."""

    removed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__(f"Remove {name}?", "Remove from the team", "", icon="x", ems=36)
        self.lost = Words("", "table", "text_muted", wrap=True)
        self.column.addWidget(IconLine("lock", "due", REMOVING.format(name=name), "body"))
        self.column.addWidget(IconLine("info", "text_muted", NOT_UNDONE, "body"))
        self.column.addWidget(self.lost)
        self.cancel.setText("Keep them")

    def show_lost(self, lost: LostLaptops) -> None:
        """Say what is on their laptops."""
        self.lost.setText(lost_words(lost))
        self.refit()


def open_invite(parent: QWidget, app: App, syncing: Syncing, *, needs_secret: bool) -> InviteDialog:
    """Ask for a role and a place for the file, write the invitation, and show its code."""
    dialog = InviteDialog(needs_secret=needs_secret)

    def invited(done: Done[Invited]) -> None:
        syncing.wrote.emit(done.changes)
        if still_there(dialog):
            dialog.show_invited(done.value)

    def failed(error: Exception) -> None:
        if still_there(dialog):
            dialog.show_failure(error)

    def go() -> None:
        dialog.show_busy(busy=True)
        wanted = (dialog.role.value, dialog.path, dialog.secret.text())
        syncing.work(_invite, app, wanted, dialog.replaces, done=invited, failed=failed)

    dialog.asked.connect(go)
    dialog.open_over(parent)
    dialog.role.setFocus()
    return dialog


def open_remove(
    parent: QWidget, app: App, lanes: Lanes, syncing: Syncing, member: MemberLine
) -> RemoveDialog:
    """Say what removing a member does; on a yes do it."""
    dialog = RemoveDialog(member.name or "this member")

    def removed(done: Done[RemovedMember]) -> None:
        syncing.wrote.emit(done.changes)
        if still_there(dialog):
            dialog.removed.emit(removed_words(done.value))
            dialog.accept()

    def failed(error: Exception) -> None:
        if still_there(dialog):
            dialog.show_failure(error)

    def go() -> None:
        dialog.show_busy(busy=True)
        syncing.work(_remove, app, member.id, done=removed, failed=failed)

    def show_lost(lost: LostLaptops) -> None:
        if still_there(dialog):
            dialog.show_lost(lost)

    dialog.asked.connect(go)
    dialog.open_over(parent)
    dialog.cancel.setFocus()
    lanes.run(partial(_lost, app, member.id), done=show_lost, failed=lambda _error: None)
    return dialog


def _column(holder: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    return column


def _invite(
    _progress: object,
    app: App,
    wanted: tuple[str, Path, str],
    replaces: bool,  # noqa: FBT001 - a task's own argument
) -> Done[Invited]:
    from app.usecases.team import invite

    role, path, secret = wanted
    return invite(app, TeamRole(role), path, secret, replace_file=replaces)


def _remove(progress: Callable[..., object], app: App, member: str) -> Done[RemovedMember]:
    from app.usecases.team import remove_member

    return remove_member(app, member, progress)


def _lost(app: App, member: str) -> LostLaptops:
    from app.usecases.team_lost import what_was_on

    return what_was_on(app, member)
