from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from app.paths import resource_path
from ui.commands import COMMANDS, MENUS, Commands, key_caps, key_hints


@pytest.fixture
def window(shown):
    return shown(QWidget())


@pytest.fixture
def commands(window):
    return Commands(window)


def test_no_two_commands_share_a_key_or_a_shortcut():
    keys = Counter(command.key for command in COMMANDS)
    shortcuts = Counter(c.shortcut for c in COMMANDS if c.shortcut)
    assert [name for name, count in (keys + shortcuts).items() if count > 1] == []


def test_every_shortcut_can_be_pressed_and_every_icon_is_there():
    assert all(QKeySequence(c.shortcut).toString() for c in COMMANDS if c.shortcut)
    icons = {command.icon for command in COMMANDS if command.icon}
    assert [name for name in icons if not resource_path("icons", f"{name}.svg").exists()] == []


def test_every_command_stands_in_a_menu():
    assert {command.menu for command in COMMANDS} == set(MENUS)


def test_labels_begin_with_a_capital_and_never_say_submit():
    assert [c.label for c in COMMANDS if not c.label[0].isupper()] == []
    assert [c.label for c in COMMANDS if "ubmit" in c.label] == []


def test_only_what_is_answered_can_be_done(commands):
    done = []
    assert not commands["next_gap"].isEnabled()
    commands.answer({"next_gap": lambda: done.append("gap")})
    commands["next_gap"].trigger()
    commands.answer({})
    commands["next_gap"].trigger()
    assert done == ["gap"]


def test_the_page_s_answer_comes_before_the_window_s(commands):
    done = []
    commands.answer_always({"find": lambda: done.append("window")})
    commands.answer({"find": lambda: done.append("page")})
    commands.act("find")
    commands.answer({})
    commands.act("find")
    assert done == ["page", "window"]


def test_a_menu_in_which_nothing_can_be_done_is_hidden(commands, shown):
    bar = shown(QMenuBar())
    commands.fill_bar(bar)
    commands.answer({"next_gap": lambda: None})
    assert [a.text() for a in bar.actions() if a.isVisible()] == ["Record"]


def test_the_status_bar_names_keys_as_they_are_printed_on_a_keyboard():
    assert key_hints(["next_question", "make_action"]) == [
        (("Ctrl", "↓"), "next question"),
        (("Ctrl", "Enter"), "make an action"),
    ]
    assert key_caps("F1") == ("F1",)
