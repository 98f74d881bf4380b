"""The page of syncing: how it stands with the team, syncing now, and the ways into a team."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListView, QPushButton, QTableView

from app.domain.schools import School
from app.domain.team import TeamRole
from app.usecases.phrases import add_starter_phrases
from app.usecases.sync import sync_now, sync_standing
from app.usecases.team import invite, members, team_here
from tests.builders import with_school
from tests.builders_teams import sync_all
from ui.places import Project, Schools, Sync, Today
from ui.screens.sync.join_dialog import JoinTeamDialog
from ui.screens.sync.key_dialog import TeamKeyDialog
from ui.screens.sync.make_dialog import MakeTeamDialog, MovePlaceDialog, RecoverTeamDialog


def dialog_of(qtbot, page, kind):
    window = page.window()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(kind)))
    return next(d for d in window.findChildren(kind) if d.isVisible())


def rest(qtbot, desk):
    qtbot.waitUntil(lambda: not desk.syncing.running and not desk.lanes.busy)


def test_a_laptop_in_no_team_is_told_what_a_team_is_and_how_to_get_into_one(sync_page):
    page = sync_page()
    assert page.no_team.isVisible()
    assert page.no_team.join.hasFocus()
    assert not page.sync.isVisible()


def test_a_team_is_made_in_a_folder_that_was_tried_and_its_key_is_kept_before_it_syncs(
    qtbot, app, desk, sync_page, place
):
    page = sync_page()
    qtbot.mouseClick(page.no_team.make, Qt.MouseButton.LeftButton)
    dialog = dialog_of(qtbot, page, MakeTeamDialog)
    dialog.name.setText("Westmarch maths team")
    dialog.place.folder.setText(str(place))
    qtbot.mouseClick(dialog.try_it, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.works.isVisible)
    assert list(place.glob("**/*.tmp")) == []
    qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    key = dialog_of(qtbot, page, TeamKeyDialog)
    qtbot.keyClick(key, Qt.Key.Key_Escape)
    assert key.isVisible()
    assert sync_standing(app).last is None
    key.sheet.last_part.setText(key.sheet.shown.text().rpartition("-")[2])
    qtbot.keyClick(key.sheet.last_part, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sync_standing(app).last is not None)
    qtbot.waitUntil(page.sync.isVisible)
    rest(qtbot, desk)
    assert sync_standing(app).waiting == 0
    assert "Westmarch maths team" in page.header.subtitle.words


def test_a_place_that_has_a_team_already_is_refused_in_words_and_nothing_is_changed(
    qtbot, app, sync_page, colleague, tmp_path
):
    page = sync_page(Sync(ask="make"))
    dialog = dialog_of(qtbot, page, MakeTeamDialog)
    dialog.name.setText("Another")
    dialog.place.folder.setText(str(tmp_path / "team"))
    dialog.ask()
    qtbot.waitUntil(lambda: "There is a team in this place already" in dialog.error)
    assert dialog.place.isEnabled()
    assert team_here(app) is None


def test_a_team_is_joined_by_its_invitation_and_what_it_has_comes(
    qtbot, app, desk, sync_page, colleague, tmp_path
):
    with_school(colleague, 900055, name="Rookery Lane Primary", adviser_id="")
    invited = invite(colleague, TeamRole.MANAGER, tmp_path / "welcome.vbinvite").value
    page = sync_page()
    qtbot.keyClick(page.no_team.join, Qt.Key.Key_Return)
    dialog = dialog_of(qtbot, page, JoinTeamDialog)
    dialog.line.setText(str(invited.path))
    dialog.code.setText("0000-0000-0000")
    dialog.ask()
    qtbot.waitUntil(lambda: "code" in dialog.error)
    dialog.code.setText(invited.code)
    dialog.ask()
    qtbot.waitUntil(lambda: sync_standing(app).last is not None)
    rest(qtbot, desk)
    assert len(members(app)) == 2
    assert page.past.table.rows.rowCount() == 1


def test_the_team_s_folder_may_lie_in_another_place_on_this_laptop(
    qtbot, app, desk, sync_page, colleague, tmp_path
):
    invited = invite(colleague, TeamRole.ADVISER, tmp_path / "welcome.vbinvite").value
    shutil.move(tmp_path / "team", tmp_path / "in step")
    page = sync_page(Sync(ask="join"))
    dialog = dialog_of(qtbot, page, JoinTeamDialog)
    dialog.line.setText(str(invited.path))
    dialog.code.setText(invited.code)
    assert not dialog.folder.isVisible()
    dialog.ask()
    qtbot.waitUntil(dialog.folder.isVisible)
    assert team_here(app) is None
    dialog.folder.setText(str(tmp_path / "in step"))
    dialog.ask()
    qtbot.waitUntil(lambda: sync_standing(app).last is not None)
    rest(qtbot, desk)
    assert team_here(app).url == (tmp_path / "in step").as_uri()


def test_a_team_is_taken_up_again_with_its_printed_key(
    qtbot, app, desk, sync_page, colleague, recovery_key, tmp_path
):
    page = sync_page()
    page.no_team.recover.click()
    dialog = dialog_of(qtbot, page, RecoverTeamDialog)
    dialog.place.folder.setText(str(tmp_path / "team"))
    dialog.name.setText("Westmarch maths team")
    dialog.ask()
    assert team_here(app) is None
    dialog.key.setText(recovery_key)
    dialog.ask()
    qtbot.waitUntil(lambda: team_here(app) is not None)
    rest(qtbot, desk)
    assert team_here(app).role is TeamRole.MANAGER
    qtbot.waitUntil(page.sync.isVisible)


def test_sync_now_sends_and_says_so_in_the_status_bar_and_the_rail(
    qtbot, app, desk, in_team, sync_page
):
    page = sync_page()
    add_starter_phrases(app)
    desk.syncing.look()
    rail = desk.status.window().rail.buttons["sync"]
    qtbot.waitUntil(lambda: "waiting" in rail.accessibleName())
    assert "waiting to sync" in desk.status.words
    qtbot.keyClick(page.sync, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sync_standing(app).waiting == 0)
    rest(qtbot, desk)
    qtbot.waitUntil(lambda: desk.status.words.startswith("Synced"))
    told = [banner.text for banner in desk.status.window().banners.banners]
    assert any(words.startswith("Sent ") for words in told)
    assert "waiting" not in rail.accessibleName()
    assert "Everything is shared." in page.header.subtitle.words


def test_what_a_colleague_sent_is_told_to_every_page(qtbot, desk, in_team, sync_page):
    with_school(in_team, 900055, name="Rookery Lane Primary", adviser_id="")
    sync_now(in_team)
    page = sync_page()
    with qtbot.waitSignal(desk.changes.changed) as told:
        qtbot.mouseClick(page.sync, Qt.MouseButton.LeftButton)
    rest(qtbot, desk)
    assert isinstance(told.args[0], tuple)


def test_a_team_folder_that_is_gone_is_a_banner_and_the_foot_says_so(
    qtbot, app, desk, in_team, sync_page, tmp_path
):
    page = sync_page()
    app.clock.go_on(minutes=5)
    shutil.move(tmp_path / "team", tmp_path / "elsewhere")
    qtbot.mouseClick(page.sync, Qt.MouseButton.LeftButton)
    banners = desk.status.window().banners
    qtbot.waitUntil(lambda: any(b.kind == "late" for b in banners.banners))
    rest(qtbot, desk)
    assert sync_standing(app).trouble
    assert page.history.isVisible()
    app.clock.go_on(minutes=5)
    choose = button_of(banners, "Choose the place")
    choose.click()
    dialog = dialog_of(qtbot, page, MovePlaceDialog)
    dialog.place.folder.setText(str(tmp_path / "elsewhere"))
    dialog.ask()
    qtbot.waitUntil(lambda: not any(b.kind == "late" for b in banners.banners))
    rest(qtbot, desk)


def test_alt_5_goes_to_sync_from_anywhere(qtbot, desk):
    window = desk.status.window()
    qtbot.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window.windowTitle().startswith("Sync"))


@pytest.mark.parametrize("place", [Today(), Schools(), Project()])
def test_the_page_on_show_is_read_anew_when_a_sync_brings_something(
    qtbot, app, desk, in_team, place
):
    desk.navigator.go(place)
    page = desk.status.window().screen_on_show
    qtbot.waitUntil(lambda: not desk.lanes.busy)
    with in_team.store.reading() as reader:
        school = reader.find(School, adviser_id=app.me)[0]
    with in_team.store.unit_of_work() as work:
        work.save(replace(school, name="Renamed Primary School"), work.seen)
        work.commit()
    sync_all(in_team, app)
    with app.store.reading() as reader:
        changes = reader.changes()[-3:]
    desk.syncing.wrote.emit(changes)
    qtbot.waitUntil(lambda: "Renamed Primary School" in all_words(page))
    rest(qtbot, desk)


def button_of(widget, words):
    return next(b for b in widget.findChildren(QPushButton) if b.text() == words)


def all_words(page):
    """Everything that labels and tables of a page say."""
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    tables = [table for table in page.findChildren(QTableView) if table.isVisible()]
    cells = [
        str(table.model().index(row, column).data())
        for table in tables
        for row in range(table.model().rowCount())
        for column in range(table.model().columnCount())
    ]
    lists = [view for view in page.findChildren(QListView) if view.isVisible()]
    rows = [
        str(view.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        + str(view.model().index(row, 0).data())
        for view in lists
        for row in range(view.model().rowCount())
    ]
    return " ".join([*labels, *cells, *rows])
