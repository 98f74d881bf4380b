from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from app.domain.people import Role
from ui.screens.unlock.door import Door
from ui.screens.unlock.first_run import FirstRunPage

GOOD = "otter lamp gravy hinge"
ROLES = (Role("adviser", "Adviser"), Role("sle", "Specialist leader of education"))
KEY = "QK7M2-X9PLD-77AB3-9ZK4T"


@pytest.fixture
def door(shown):
    door = Door()
    door.ask_passphrase()
    shown(door)
    yield door
    door.pass_through()


@pytest.fixture
def first_run(shown):
    door = Door()
    door.ask_set_up(ROLES)
    shown(door)
    yield door
    door.pass_through()


def fill(page, name="Sample Adviser", first=GOOD, second=GOOD):
    page.name.setText(name)
    page.passphrase.first.line.setText(first)
    page.passphrase.second.line.setText(second)


def test_typing_the_passphrase_and_enter_asks_to_unlock(qtbot, door):
    assert door.page.passphrase.line.hasFocus()
    qtbot.keyClicks(door.page.passphrase.line, GOOD)
    with qtbot.waitSignal(door.unlock_asked) as told:
        qtbot.keyClick(door.page.passphrase.line, Qt.Key.Key_Return)
    assert told.args == [GOOD, False]


def test_nothing_is_asked_without_a_passphrase(qtbot, door):
    with qtbot.assertNotEmitted(door.unlock_asked):
        qtbot.mouseClick(door.page.unlock, Qt.MouseButton.LeftButton)
    assert door.page.error == "Type your passphrase."


def test_remembering_is_asked_for_with_the_passphrase(qtbot, door):
    door.page.passphrase.line.setText(GOOD)
    door.page.remember.setChecked(True)
    with qtbot.waitSignal(door.unlock_asked) as told:
        door.page.unlock.click()
    assert told.args == [GOOD, True]


def test_a_wrong_passphrase_says_so_and_waits(qtbot, door):
    page = door.page
    page.passphrase.line.setText("wrong")
    page.unlock.click()
    door.show_wrong("That passphrase does not open the data. Nothing is lost.", 0.4)
    assert "does not open" in page.error
    assert not page.unlock.isEnabled()
    with qtbot.assertNotEmitted(door.unlock_asked):
        qtbot.keyClick(page.passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(page.unlock.isEnabled, timeout=3000)
    with qtbot.waitSignal(door.unlock_asked):
        qtbot.keyClick(page.passphrase.line, Qt.Key.Key_Return)


def test_the_eye_shows_what_is_typed_and_hides_it_again(qtbot, door):
    line = door.page.passphrase
    assert line.line.echoMode() == QLineEdit.EchoMode.Password
    line.eye.click()
    assert line.line.echoMode() == QLineEdit.EchoMode.Normal
    assert line.eye.accessibleName() == "Hide what is typed"
    line.eye.click()
    assert line.line.echoMode() == QLineEdit.EchoMode.Password


def test_a_capital_without_shift_hints_at_caps_lock(qtbot, door):
    from ui.widgets.field import FieldMessage
    from ui.widgets.passphrase_line import CAPITALS

    line = door.page.passphrase
    hint = line.findChild(FieldMessage)
    qtbot.keyClick(line.line, "A")
    assert hint.sentence == CAPITALS
    qtbot.keyClick(line.line, "a")
    assert hint.sentence == ""


def test_somebody_who_forgot_comes_in_with_the_recovery_key(qtbot, door):
    door.page.recover.click()
    page = door.page
    page.key.setText(f" {KEY} ")
    fill_passphrase(page)
    with qtbot.waitSignal(door.recover_asked) as told:
        page.recover.click()
    assert told.args == [KEY, GOOD]
    door.show_wrong("That recovery key does not open the data.")
    assert page.key.property("error")


def fill_passphrase(page):
    page.passphrase.first.line.setText(GOOD)
    page.passphrase.second.line.setText(GOOD)


def test_back_from_the_recovery_key_leads_to_the_passphrase(qtbot, door):
    unlocking = door.page
    unlocking.recover.click()
    door.page.back.click()
    assert door.page is unlocking


def test_the_first_run_asks_for_name_role_and_passphrase(qtbot, first_run):
    page = first_run.page
    fill(page)
    page.role.set_value("sle")
    with qtbot.waitSignal(first_run.set_up_asked) as told:
        page.set_up.click()
    assert told.args == ["Sample Adviser", "sle", GOOD, False]


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [(" ", GOOD, GOOD), ("Sample Adviser", "password1", "password1"), ("Sample", GOOD, "other")],
)
def test_what_is_missing_or_weak_is_said_and_nothing_is_asked(
    qtbot, first_run, name, first, second
):
    page = first_run.page
    assert isinstance(page, FirstRunPage)
    fill(page, name, first, second)
    with qtbot.assertNotEmitted(first_run.set_up_asked):
        page.set_up.click()


def test_the_sample_needs_nothing_filled_in(qtbot, first_run):
    with qtbot.waitSignal(first_run.set_up_asked) as told:
        first_run.page.sample.click()
    assert told.args[-1] is True


def test_the_recovery_key_is_kept_when_its_end_was_typed(qtbot, door):
    door.show_recovery_key(KEY)
    page = door.page
    page.last_part.setText("wrong")
    with qtbot.assertNotEmitted(door.key_kept):
        page.go_on.click()
    page.last_part.setText("9zk4t")
    with qtbot.waitSignal(door.key_kept):
        page.go_on.click()
    assert page.shown.text() == ""


def test_the_recovery_key_can_be_copied_and_saved(qtbot, door, tmp_path, monkeypatch):
    from PySide6.QtWidgets import QFileDialog

    door.show_recovery_key(KEY)
    door.page.copy.click()
    assert QGuiApplication.clipboard().text() == KEY
    file = tmp_path / "key.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(file), ""))
    door.page.save.click()
    assert KEY in file.read_text("utf-8")
    file.unlink()
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_a: (str(tmp_path / "no" / "key.txt"), "")
    )
    door.page.save.click()
    assert "Choose another folder" in door.page.error


def test_closing_the_door_ends_the_program_and_passing_through_does_not(qtbot, shown):
    door = Door()
    door.ask_passphrase()
    shown(door)
    with qtbot.assertNotEmitted(door.dismissed):
        door.pass_through()
    other = Door()
    other.ask_passphrase()
    shown(other)
    with qtbot.waitSignal(other.dismissed):
        other.close()


def test_every_field_of_the_door_has_a_name(first_run):
    lines = first_run.page.findChildren(QLineEdit)
    assert len(lines) == 3
    assert [line for line in lines if not line.accessibleName()] == []
