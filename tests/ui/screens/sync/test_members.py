"""The page of the team: who is in it, inviting somebody, removing somebody."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.bootstrap import open_with_key
from app.domain.team import TeamRole
from app.usecases.people import introduce
from app.usecases.team import join_team, members, team_here
from tests.builders import KEY, StillClock
from tests.builders_teams import let_in, sync_all
from ui.places import Members
from ui.screens.sync.member_dialogs import InviteDialog, RemoveDialog


@pytest.fixture
def third(tmp_path):
    """Somebody who is in no team yet."""
    app = open_with_key(tmp_path / "third", KEY, clock=StillClock())
    yield introduce(app, name="Third Adviser", role="sle", email="third@westmarch.example")
    app.store.close()


@pytest.fixture
def as_manager(app, colleague, tmp_path):
    """The laptop on show is a manager's."""
    let_in(colleague, app, tmp_path, TeamRole.MANAGER)
    return colleague


@pytest.fixture
def page(qtbot, desk):
    """Goes to the page of the team, and waits for what it shows."""

    def go():
        desk.navigator.go(Members())
        page = desk.status.window().screen_on_show
        qtbot.waitUntil(lambda: page._view is not None and not page._arriving)
        return page

    return go


def shown(qtbot, page, kind):
    window = page.window()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(kind)))
    return next(d for d in window.findChildren(kind) if d.isVisible())


def rest(qtbot, desk):
    qtbot.waitUntil(lambda: not desk.syncing.running and not desk.lanes.busy)


def test_an_adviser_reads_who_is_in_the_team_and_is_told_who_may_do_more(in_team, page):
    page = page()
    names = [line.cells[0].text for line in page.table.rows.lines]
    assert names == ["Sample Adviser (you)", "Project Manager"]
    assert not page.invite.isEnabled()
    assert "manager" in page.invite.accessibleDescription()
    assert page.table.hasFocus()


def test_a_manager_invites_and_the_code_lets_one_laptop_in(
    qtbot, app, desk, as_manager, page, third, tmp_path
):
    page = page()
    qtbot.keyClick(page.invite, Qt.Key.Key_Return)
    dialog = shown(qtbot, page, InviteDialog)
    dialog.line.setText(str(tmp_path / "for third.vbinvite"))
    dialog.ask()
    qtbot.waitUntil(lambda: bool(dialog.code.text()))
    assert dialog.code.text() not in (tmp_path / "for third.vbinvite").read_text("latin-1")
    join_team(third, tmp_path / "for third.vbinvite", dialog.code.text())
    dialog.reject()
    desk.syncing.sync_now()
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 3)
    rest(qtbot, desk)
    assert {member.role for member in members(app)} == {TeamRole.MANAGER, TeamRole.ADVISER}


def test_an_invitation_is_not_written_over_a_file_unasked(qtbot, desk, as_manager, page, tmp_path):
    page = page()
    page.invite.click()
    dialog = shown(qtbot, page, InviteDialog)
    file = tmp_path / "mine.vbinvite"
    file.write_text("what I have already")
    dialog.line.setText(str(file))
    dialog.ask()
    qtbot.waitUntil(dialog.replace.isVisible)
    assert file.read_text() == "what I have already"
    rest(qtbot, desk)


def test_a_member_is_removed_after_a_second_step_that_says_what_it_does(
    qtbot, app, desk, as_manager, page, third, tmp_path
):
    let_in(as_manager, third, tmp_path)
    sync_all(app, as_manager)
    page = page()
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 3)
    at = [line.cells[0].text for line in page.table.rows.lines].index("Third Adviser")
    assert not page.remove.isEnabled()
    page.table.setCurrentIndex(page.table.rows.index(at, 0))
    page.remove.click()
    dialog = shown(qtbot, page, RemoveDialog)
    qtbot.waitUntil(dialog.cancel.hasFocus)
    assert team_here(app).members == 3
    dialog.ask()
    qtbot.waitUntil(lambda: team_here(app).members == 2)
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 2)
    rest(qtbot, desk)
