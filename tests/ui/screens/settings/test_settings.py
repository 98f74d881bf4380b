"""Settings, as a person at the keyboard meets them."""

from __future__ import annotations

import shutil
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from app import vault
from app.bootstrap import begin
from app.errors import WrongPassphraseError
from app.settings import LOCK_AFTER_MINUTES, SPELL_CHECK
from app.usecases import keys
from app.usecases.own_settings import export_folder, read_setting
from app.usecases.people import who_holds_this
from tests.builders import StillClock, with_school
from ui import theme
from ui.places import Settings
from ui.preferences import Preferences
from ui.screens.settings.holidays import HolidayDialog
from ui.screens.settings.key_dialogs import NewKeyDialog, PassphraseDialog
from ui.screens.settings.looks import WORKING
from ui.screens.settings.screen import SettingsScreen
from ui.widgets.buttons import Button
from ui.widgets.text import Words

QUICK = partial(vault.Cost, memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "three orange boats"


@pytest.fixture(scope="session")
def set_up_folder(tmp_path_factory):
    """A data folder with keys, made once."""
    folder = tmp_path_factory.mktemp("set-up") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.vault.keys.Cost", QUICK)
        begun = begin(
            folder, name="Sample Adviser", role="sle", passphrase=PASSPHRASE, clock=StillClock()
        )
    begun.app.store.close()
    return folder


@pytest.fixture
def app(set_up_folder, tmp_path):
    from app.bootstrap import unlock

    folder = shutil.copytree(set_up_folder, tmp_path / "data")
    program = unlock(folder, PASSPHRASE, clock=StillClock())
    yield program
    program.store.close()


@pytest.fixture
def idle():
    """After how many minutes it was told to lock."""
    return []


@pytest.fixture
def preferences(tmp_path):
    return Preferences(tmp_path / "preferences")


@pytest.fixture
def screen(qtbot, app, lanes, preferences, idle, shown, appearance):
    page = shown(
        SettingsScreen(app, lanes, preferences, lambda: idle.append("now"), idle.append), 1278, 900
    )
    page.show_place(Settings())
    qtbot.waitUntil(lambda: page.you.name.text() != "")
    return page


def dialog(qtbot, kind):
    def shown():
        found = (w for w in QApplication.topLevelWidgets() if isinstance(w, kind))
        return [w for w in found if w.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()))
    return shown()[0]


def test_who_one_is_can_be_changed(qtbot, app, screen):
    assert not screen.you.keep.isEnabled()
    screen.you.organisation.setFocus()
    qtbot.keyClicks(screen.you.organisation, "Westmarch Learning Partnership")
    with qtbot.waitSignal(screen.wrote):
        qtbot.keyClick(screen.you.organisation, Qt.Key.Key_Return)

    assert who_holds_this(app).organisation == "Westmarch Learning Partnership"
    assert not screen.you.keep.isEnabled()


def test_a_name_is_needed_and_an_address_looks_like_one(qtbot, app, screen):
    screen.you.name.clear()
    screen.you.email.setText("not an address")
    qtbot.mouseClick(screen.you.keep, Qt.MouseButton.LeftButton)

    assert "name" in screen.you._name_field.message.sentence
    assert "address" in screen.you._email_field.message.sentence
    assert who_holds_this(app).name == "Sample Adviser"


def test_what_was_wrong_is_said_no_longer_once_it_is_put_right(qtbot, screen):
    screen.you.email.setText("not an address")
    qtbot.mouseClick(screen.you.keep, Qt.MouseButton.LeftButton)
    screen.you.email.setFocus()
    qtbot.keyClick(screen.you.email, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(screen.you.email, Qt.Key.Key_Delete)
    assert screen.you._email_field.message.sentence == ""
    assert not screen.you.email.property("error")


def test_the_words_to_look_at_twice_have_a_button_of_their_own(qtbot, screen):
    with qtbot.waitSignal(screen.looks_asked):
        qtbot.mouseClick(screen.writing.looks, Qt.MouseButton.LeftButton)


def test_one_choice_is_seen_and_that_it_is_at_work_before_the_window_is_dressed(qtbot, screen):
    sizes = {chip.text(): chip for chip in screen.looks.text_size.chips}
    qtbot.mouseClick(sizes["200 %"], Qt.MouseButton.LeftButton)
    assert [words for words, chip in sizes.items() if chip.isChecked()] == ["200 %"]
    assert screen.looks.working.text() == WORKING
    assert QApplication.overrideCursor() is not None
    assert theme.look().text_percent == 100
    qtbot.waitUntil(lambda: theme.look().text_percent == 200)
    assert screen.looks.working.text() == ""
    assert QApplication.overrideCursor() is None


def test_the_tick_is_as_large_as_the_words(qtbot, screen):
    sizes = {chip.text(): chip for chip in screen.looks.text_size.chips}
    light = next(chip for chip in screen.looks.scheme.chips if chip.isChecked())
    for words in ("200 %", "100 %"):
        qtbot.mouseClick(sizes[words], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: screen.looks.working.text() == "")
        assert sizes[words].iconSize() == theme.icon_size(gap=4)
        assert light.iconSize() == theme.icon_size(gap=4)


def test_text_size_and_colours_change_the_window_and_are_remembered(qtbot, screen, preferences):
    sizes = {chip.text(): chip for chip in screen.looks.text_size.chips}
    qtbot.mouseClick(sizes["150 %"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: theme.look().text_percent == 150)
    schemes = {chip.text(): chip for chip in screen.looks.scheme.chips}
    qtbot.mouseClick(schemes["Dark"], Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: theme.look().scheme == "dark")
    assert (preferences.appearance.scheme, preferences.appearance.text_percent) == ("dark", 150)
    qtbot.mouseClick(schemes["Dark"], Qt.MouseButton.LeftButton)
    assert schemes["Dark"].isChecked()


def test_the_idle_time_takes_effect_at_once(qtbot, app, screen, idle):
    screen.locking.after.set_value("5")
    screen.locking.after.chosen.emit("5")

    qtbot.waitUntil(lambda: idle == [5])
    assert read_setting(app, LOCK_AFTER_MINUTES) == 5
    qtbot.mouseClick(screen.locking.lock_now, Qt.MouseButton.LeftButton)
    assert idle == [5, "now"]


def test_a_new_passphrase_needs_the_old_one(qtbot, app, screen):
    qtbot.mouseClick(screen.locking.change, Qt.MouseButton.LeftButton)
    asked = dialog(qtbot, PassphraseDialog)
    new = "seven quiet lanterns under bridges"
    asked.current.line.setText("not my passphrase")
    asked.new.first.line.setText(new)
    asked.new.second.line.setText(new)
    qtbot.keyClick(asked.new.second.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open" in asked.error)

    asked.current.line.setText(PASSPHRASE)
    with qtbot.waitSignal(screen.told) as told:
        qtbot.mouseClick(asked.main, Qt.MouseButton.LeftButton)

    assert told.args[0] == "done"
    assert vault.unlock(app.folder, new)
    with pytest.raises(WrongPassphraseError):
        vault.unlock(app.folder, PASSPHRASE)


def test_a_new_recovery_key_is_shown_until_it_was_kept(qtbot, app, screen):
    qtbot.mouseClick(screen.locking.new_key, Qt.MouseButton.LeftButton)
    asked = dialog(qtbot, PassphraseDialog)
    asked.current.line.setText(PASSPHRASE)
    qtbot.keyClick(asked.current.line, Qt.Key.Key_Return)
    shown = dialog(qtbot, NewKeyDialog)
    key = shown.sheet.shown.text()
    assert vault.unlock_with_recovery(app.folder, key)

    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.isVisible()
    shown.sheet.last_part.setText("wrong")
    qtbot.mouseClick(shown.main, Qt.MouseButton.LeftButton)
    assert shown.isVisible()
    shown.sheet.last_part.setText(key)
    qtbot.mouseClick(shown.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown.sheet.shown.text() == "" or not shown.isVisible())


def test_remembered_unlock_is_switched_on_with_the_passphrase_and_off_without(
    qtbot, app, screen, preferences, monkeypatch
):
    kept = []
    monkeypatch.setattr(vault, "remember", lambda folder, key: not kept.append(key))
    monkeypatch.setattr(vault, "forget", lambda folder: kept.clear() is None)
    screen.locking.remembered.setEnabled(True)
    screen.locking.remembered.click()
    asked = dialog(qtbot, PassphraseDialog)
    assert not screen.locking.remembered.isChecked()
    asked.current.line.setText(PASSPHRASE)
    qtbot.keyClick(asked.current.line, Qt.Key.Key_Return)
    qtbot.waitUntil(screen.locking.remembered.isChecked)
    assert preferences.remembers_unlock
    assert len(kept) == 1

    screen.locking.remembered.click()
    qtbot.waitUntil(lambda: kept == [])
    qtbot.waitUntil(lambda: not preferences.remembers_unlock)


def test_a_folder_for_documents_is_chosen_and_the_data_folder_refused(
    qtbot, app, screen, tmp_path, monkeypatch
):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(tmp_path / "notes"))
    qtbot.mouseClick(screen.folder.choose, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.folder.where.text() == str(tmp_path / "notes"))
    assert export_folder(app) == tmp_path / "notes"

    with qtbot.waitSignal(screen.told) as told:
        screen.folder.take(app.folder / "inside")
    assert told.args[0] == "late"
    assert export_folder(app) == tmp_path / "notes"


def test_a_safety_copy_can_be_made_now_and_is_listed(qtbot, app, screen):
    assert screen.copies._lines.count() == 1
    with qtbot.waitSignal(screen.told) as told:
        qtbot.mouseClick(screen.copies.make, Qt.MouseButton.LeftButton)

    assert told.args[0] == "done"
    qtbot.waitUntil(lambda: bool(screen._view.copies))
    assert screen._view.copies[0].made == "Tue 20 Jan 2026, 09:00"


def test_a_copy_elsewhere_opens_by_itself(qtbot, app, screen, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(tmp_path))
    with qtbot.waitSignal(screen.told):
        qtbot.mouseClick(screen.copies.elsewhere, Qt.MouseButton.LeftButton)

    (place,) = tmp_path.glob("Visitbook copy *")
    assert keys.new_recovery_key(place, PASSPHRASE)


def test_the_spell_check_is_switched_off_for_this_laptop(qtbot, app, screen):
    qtbot.waitUntil(screen.writing.spelling.isChecked)
    screen.writing.spelling.click()
    qtbot.waitUntil(lambda: not read_setting(app, SPELL_CHECK))
    with qtbot.waitSignal(screen.phrases_asked):
        screen.writing.phrases.click()


def test_a_holiday_is_entered_removed_and_put_back(qtbot, app, screen):
    with_school(app)
    screen.holidays.load()
    qtbot.waitUntil(lambda: screen.holidays._view.authorities == ("Westmarch",))
    qtbot.mouseClick(screen.holidays.add, Qt.MouseButton.LeftButton)
    asked = dialog(qtbot, HolidayDialog)
    assert asked.la.value == "Westmarch"
    asked.ask()
    assert asked._first_field.message.sentence
    qtbot.keyClicks(asked.first.line, "16/2/26")
    qtbot.keyClicks(asked.last.line, "20/2/26")
    qtbot.keyClicks(asked.what, "Half term")
    qtbot.mouseClick(asked.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.holidays.rows.count() == 1)
    row = screen.holidays.rows.itemAt(0).widget()
    words = "Westmarch: Half term, Mon 16 Feb 2026 to Fri 20 Feb 2026"
    assert words in [each.text() for each in row.findChildren(Words)]

    remove = row.findChild(Button)
    assert remove.accessibleName() == f"Remove {words}"
    with qtbot.waitSignal(screen.told) as told:
        qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.holidays.rows.count() == 0)
    dict(told.args[2])["Undo"]()
    qtbot.waitUntil(lambda: screen.holidays.rows.count() == 1)


def test_a_list_of_holidays_is_imported_and_a_wrong_one_said_so(qtbot, screen, tmp_path):
    path = tmp_path / "holidays.csv"
    path.write_text("Westmarch,2026-02-16", encoding="utf-8")
    with qtbot.waitSignal(screen.told) as told:
        screen.holidays.import_file(path)
    assert told.args[0] == "late"
    assert "Line 1" in told.args[1]
    path.write_text("Westmarch,2026-02-16,2026-02-20,Half term", encoding="utf-8")
    screen.holidays.import_file(path)
    qtbot.waitUntil(lambda: screen.holidays.rows.count() == 1)
