"""What other pages say of syncing: settings, Today, the menus."""

from __future__ import annotations

from app.settings import SYNC_MINUTES
from app.usecases.own_settings import read_setting
from app.usecases.phrases import add_starter_phrases
from ui.places import Settings, Sync, Today


def rest(qtbot, desk):
    qtbot.waitUntil(lambda: not desk.syncing.running and not desk.lanes.busy)


def test_how_often_it_syncs_is_chosen_in_settings_and_holds_at_once(qtbot, app, desk, in_team):
    desk.syncing.replan()
    rest(qtbot, desk)
    assert desk.syncing._next.isActive()
    desk.navigator.go(Settings())
    page = desk.status.window().screen_on_show
    rest(qtbot, desk)
    assert page.syncing.every.value == "15"
    page.syncing.every.set_value("0")
    page.syncing.every.chosen.emit("0")
    qtbot.waitUntil(lambda: read_setting(app, SYNC_MINUTES) == 0)
    qtbot.waitUntil(lambda: not desk.syncing._next.isActive())
    page.syncing.page.click()
    assert desk.navigator.here == Sync()
    rest(qtbot, desk)


def test_today_says_how_it_stands_with_the_team(qtbot, app, desk, in_team):
    desk.navigator.go(Today())
    page = desk.status.window().screen_on_show
    rest(qtbot, desk)
    add_starter_phrases(app)
    desk.syncing.look()
    qtbot.waitUntil(lambda: "wait" in page.laptop._sharing)
    rest(qtbot, desk)


def test_the_commands_of_syncing_are_there_on_every_page_of_a_team(qtbot, app, desk, in_team):
    commands = desk.commands
    desk.navigator.go(Today())
    assert commands["make_team"].isEnabled()
    assert not commands["sync_now"].isEnabled()
    desk.syncing.look()
    qtbot.waitUntil(commands["sync_now"].isEnabled)
    assert not commands["make_team"].isEnabled()
    with qtbot.waitSignal(desk.syncing.ended):
        commands["sync_now"].trigger()
        assert commands["stop_sync"].isEnabled()
    rest(qtbot, desk)
    assert commands["sync_now"].isEnabled()
