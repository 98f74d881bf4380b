"""From the door to the window and back, on a real data folder."""

from __future__ import annotations

import pytest

from app import bootstrap, vault
from app.domain.outbox import OutboxState
from app.errors import FolderInUseError
from app.storage import put_in_outbox
from tests.builders_outbox import an_item
from ui.main_window import MainWindow
from ui.opening import Opening
from ui.places import Outbox
from ui.screens.unlock.recovery_key import RecoveryKeyPage
from ui.screens.unlock.unlock import UnlockPage
from ui.widgets.text_box import GrowingText, pen_of
from ui.writing.pen import WritingPen

PASSPHRASE = "otter lamp gravy hinge"
PATIENCE = 30_000  # milliseconds: a busy machine compiles five forms on the first run


@pytest.fixture
def quick_keys(monkeypatch):
    """Keys that cost little to try, and no key store of the machine's own."""
    from app.vault import keys

    monkeypatch.setattr(keys, "Cost", lambda: vault.Cost(memory_kib=64, passes=1, lanes=1))
    monkeypatch.setattr(vault, "forget", lambda _folder: True)


@pytest.fixture
def folder(tmp_path, quick_keys):
    """A folder that is set up, with a store that is closed."""
    begun = bootstrap.begin(
        tmp_path / "data", name="Sample Adviser", role="sle", passphrase=PASSPHRASE
    )
    begun.app.store.close()
    return tmp_path / "data"


@pytest.fixture
def opened(qapp):
    """Opens the door of a folder, and closes all behind it."""
    openings = []

    def open_door(folder):
        opening = Opening(qapp, folder)
        openings.append(opening)
        opening.begin()
        return opening

    yield open_door
    for opening in openings:
        opening.end()
        if opening.in_front is not None:
            opening.in_front.close()


def unlock(opening, passphrase=PASSPHRASE):
    page = opening.in_front.page
    page.passphrase.line.setText(passphrase)
    page.unlock.click()


def has_window(opening):
    return isinstance(opening.in_front, MainWindow)


def test_the_passphrase_opens_the_window(qtbot, opened, folder):
    opening = opened(folder)
    unlock(opening)
    qtbot.waitUntil(lambda: has_window(opening), timeout=PATIENCE)
    assert opening.in_front.isVisible()


def test_a_wrong_passphrase_is_told_on_the_door(qtbot, opened, folder):
    opening = opened(folder)
    unlock(opening, "not the passphrase")
    page = opening.in_front.page
    qtbot.waitUntil(lambda: "does not open" in page.error, timeout=PATIENCE)
    assert isinstance(opening.in_front.page, UnlockPage)
    bootstrap.lock_folder(folder).release()


def test_a_folder_in_use_is_told_on_the_door_and_can_be_tried_again(qtbot, opened, folder):
    lock = bootstrap.lock_folder(folder)
    opening = opened(folder)
    unlock(opening)
    page = opening.in_front.page
    qtbot.waitUntil(lambda: "in use" in page.error, timeout=PATIENCE)
    lock.release()
    unlock(opening)
    qtbot.waitUntil(lambda: has_window(opening), timeout=PATIENCE)


def test_while_the_window_is_open_nobody_else_can_write(qtbot, opened, folder):
    opening = opened(folder)
    unlock(opening)
    qtbot.waitUntil(lambda: has_window(opening), timeout=PATIENCE)
    with pytest.raises(FolderInUseError):
        bootstrap.lock_folder(folder)
    opening.end()
    bootstrap.lock_folder(folder).release()


def test_locking_puts_the_window_away_and_shows_the_door(qtbot, opened, folder):
    opening = opened(folder)
    unlock(opening)
    qtbot.waitUntil(lambda: has_window(opening), timeout=PATIENCE)
    with qtbot.assertNotEmitted(opening.ended):
        opening.in_front.commands.act("lock")
    assert isinstance(opening.in_front.page, UnlockPage)
    bootstrap.lock_folder(folder).release()
    unlock(opening)
    qtbot.waitUntil(lambda: has_window(opening), timeout=PATIENCE)


def test_closing_the_window_ends_the_program(qtbot, opened, folder):
    opening = opened(folder)
    unlock(opening)
    qtbot.waitUntil(lambda: has_window(opening), timeout=PATIENCE)
    with qtbot.waitSignal(opening.ended):
        opening.in_front.close()


@pytest.mark.slow
def test_the_first_run_shows_the_recovery_key_before_the_window(
    qtbot, opened, tmp_path, quick_keys
):
    opening = opened(tmp_path / "new")
    page = opening.in_front.page
    page.name.setText("Sample Adviser")
    page.passphrase.first.line.setText(PASSPHRASE)
    page.passphrase.second.line.setText(PASSPHRASE)
    page.set_up.click()
    door = opening.in_front
    qtbot.waitUntil(lambda: isinstance(door.page, RecoveryKeyPage), timeout=PATIENCE)
    key = door.page.shown.text()
    assert vault.unlock_with_recovery(tmp_path / "new", key)
    door.page.last_part.setText(key)
    door.page.go_on.click()
    qtbot.waitUntil(lambda: has_window(opening), timeout=PATIENCE)


def test_the_recovery_key_lets_one_in_with_a_new_passphrase(qtbot, opened, tmp_path, quick_keys):
    folder = tmp_path / "data"
    begun = bootstrap.begin(folder, name="Sample", role="sle", passphrase=PASSPHRASE)
    begun.app.store.close()
    opening = opened(folder)
    opening.in_front.page.recover.click()
    page = opening.in_front.page
    page.key.setText(begun.recovery_key)
    page.passphrase.first.line.setText("hinge gravy lamp otter")
    page.passphrase.second.line.setText("hinge gravy lamp otter")
    page.recover.click()
    qtbot.waitUntil(lambda: has_window(opening), timeout=PATIENCE)
    opening.end()
    assert vault.unlock(folder, "hinge gravy lamp otter")


def test_a_remembered_key_opens_the_window_by_itself(qtbot, opened, folder, monkeypatch):
    from ui.preferences import Preferences

    key = vault.unlock(folder, PASSPHRASE)
    monkeypatch.setattr(vault, "remembered", lambda _folder: key)
    Preferences(folder).keep_remembering(wanted=True)
    opening = opened(folder)
    qtbot.waitUntil(lambda: has_window(opening), timeout=PATIENCE)


def test_where_the_key_store_has_forgotten_the_passphrase_is_asked_for(
    qtbot, opened, folder, monkeypatch
):
    from ui.preferences import Preferences

    monkeypatch.setattr(vault, "remembered", lambda _folder: None)
    Preferences(folder).keep_remembering(wanted=True)
    opening = opened(folder)
    qtbot.waitUntil(opening.in_front.page.unlock.isEnabled, timeout=PATIENCE)
    assert isinstance(opening.in_front.page, UnlockPage)


def test_a_mistake_of_the_program_is_told_on_the_door(
    qtbot, opened, folder, monkeypatch, errors_logged
):
    def broken(*_args, **_named):
        raise ZeroDivisionError

    monkeypatch.setattr(bootstrap, "unlock", broken)
    opening = opened(folder)
    unlock(opening)
    page = opening.in_front.page
    qtbot.waitUntil(lambda: "in the program itself" in page.error, timeout=PATIENCE)
    assert "ZeroDivisionError" in errors_logged.pop().getMessage()


def test_boxes_of_the_window_are_written_in_with_its_pen(qtbot, opened, folder):
    opening = opened(folder)
    unlock(opening)
    qtbot.waitUntil(lambda: has_window(opening), timeout=PATIENCE)
    box = GrowingText()
    qtbot.addWidget(box)
    box.setParent(opening.in_front)
    assert isinstance(pen_of(box), WritingPen)
    assert pen_of(box) is opening.in_front.pen


def test_what_was_being_sent_when_the_program_ended_is_told_once_the_window_is_at_rest(
    qtbot, opened, folder
):
    app = bootstrap.unlock(folder, PASSPHRASE)
    with app.store.unit_of_work() as work:
        put_in_outbox(work, an_item(state=OutboxState.SENDING), b"%PDF")
        work.commit()
    app.store.close()
    opening = opened(folder)
    unlock(opening)
    qtbot.waitUntil(lambda: has_window(opening), timeout=PATIENCE)
    window = opening.in_front
    qtbot.waitUntil(lambda: "1 message needs you" in window.status.words, timeout=PATIENCE)
    window.status.outbox.click()
    qtbot.waitUntil(lambda: window.navigator.here == Outbox())
    page = window.screen_on_show
    qtbot.waitUntil(lambda: list(page.rows) == ["item-1"])
