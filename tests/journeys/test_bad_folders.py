"""A data folder in trouble: one clear sentence, what to do, and nothing is lost."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from app.bootstrap import lock_folder
from app.vault import unlock
from tests.builders_laptop import PASSPHRASE


@pytest.fixture
def held(worked_in):
    """The folder as it is while a window or another command has it."""
    lock = lock_folder(worked_in.folder)
    yield worked_in
    lock.release()


def refuse(number: int):
    def no(*_, **__):
        raise OSError(number, os.strerror(number))

    return no


def test_a_database_from_a_newer_version_is_left_as_it_is(worked_in):
    key = unlock(worked_in.folder, PASSPHRASE)
    with closing(dbapi2.connect(str(worked_in.database), isolation_level=None)) as newer:
        newer.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        newer.execute("UPDATE alembic_version SET version_num = '9001'")
    before = worked_in.database.read_bytes()
    said = worked_in.is_refused("records")
    assert "newer version of Visitbook; nothing has been changed" in said
    assert "Install the newest version" in said
    assert worked_in.database.read_bytes() == before


def test_a_damaged_database_is_told_of_and_the_safety_copy_brings_the_work_back(worked_in):
    before = worked_in.does("records")
    worked_in.does("backup")
    content = bytearray(worked_in.database.read_bytes())
    content[:] = content[:64] + bytes(len(content) - 64)
    worked_in.database.write_bytes(content)
    said = worked_in.is_refused("records")
    assert "damaged; nothing has been changed or removed. Restore the newest safety copy" in said
    (copy,) = worked_in.does("restore")["copies"]
    restored = worked_in.does("restore", copy)
    assert worked_in.does("records") == before
    assert Path(restored["aside"], "visitbook.db").read_bytes() == bytes(content)


def test_a_damaged_safety_copy_is_not_put_in_the_place_of_good_records(worked_in):
    copy = worked_in.does("backup")["copy"]
    with Path(copy, "visitbook.db").open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 4096)
    before = worked_in.database.read_bytes()
    assert "damaged" in worked_in.is_refused("restore", copy)
    assert worked_in.database.read_bytes() == before


def test_restoring_what_is_no_copy_changes_nothing(worked_in, tmp_path):
    before = worked_in.database.read_bytes()
    said = worked_in.is_refused("restore", tmp_path / "nothing here")
    assert "There is no safety copy there; nothing was changed." in said
    assert worked_in.database.read_bytes() == before


def test_a_wrong_passphrase_restores_nothing(worked_in, secrets):
    copy = worked_in.does("backup")["copy"]
    before = worked_in.database.read_bytes()
    secrets(passphrase="something else entirely")
    assert "does not open the data" in worked_in.is_refused("restore", copy)
    assert worked_in.database.read_bytes() == before


def test_a_disk_that_is_full_keeps_what_was_saved(worked_in, monkeypatch):
    before = worked_in.does("schools", "--mine")
    with monkeypatch.context() as patch:
        patch.setattr("app.storage.engine._SETTINGS", _SETTINGS_OF_A_FULL_DISK)
        long = "A long purpose. " * 20_000
        said = worked_in.is_refused("plan-visit", *VISIT, "--purpose", long)
    assert "The disk is full, so this could not be saved; what was saved before is safe." in said
    assert "Free some space" in said
    assert worked_in.does("schools", "--mine") == before
    assert worked_in.does("plan-visit", *VISIT)["visit"]["urn"] == 900001


VISIT = ("--school", 900001, "--kind", "visit_4", "--on", "2027-07-06")
# As long as the file is not allowed to grow, the disk is full.
_SETTINGS_OF_A_FULL_DISK = ("PRAGMA foreign_keys = ON", "PRAGMA max_page_count = 1")


def test_a_full_disk_spoils_no_safety_copy(worked_in, monkeypatch):
    first = worked_in.does("backup")["copy"]
    with monkeypatch.context() as patch:
        patch.setattr("app.storage.safety_copies.shutil.copyfile", refuse(28))
        assert "disk is full" in worked_in.is_refused("backup")
    assert worked_in.does("restore")["copies"] == [first]


def test_the_first_writing_command_of_a_day_makes_the_days_safety_copy(worked_in):
    for words in (("records",), ("today",), ("schools", "--mine")):
        worked_in.does(*words)
    assert worked_in.does("restore")["copies"] == []
    worked_in.does("plan-visit", *VISIT)
    (copy,) = worked_in.does("restore")["copies"]
    worked_in.does("plan-visit", *VISIT)
    assert worked_in.does("restore")["copies"] == [copy]


def test_a_safety_copy_that_cannot_be_made_is_told_of_and_stops_no_command(worked_in, monkeypatch):
    monkeypatch.setattr("app.storage.safety_copies.shutil.copyfile", refuse(28))
    code, out, err = worked_in.types("plan-visit", *VISIT)
    assert (code, bool(out)) == (0, True)
    assert err.startswith("Today’s safety copy could not be made. The disk is full")
    assert worked_in.does("restore")["copies"] == []


@pytest.mark.parametrize("number", [13, 30])
def test_a_folder_that_cannot_be_written_is_named_and_left_alone(worked_in, monkeypatch, number):
    before = worked_in.database.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr("app.storage.folder_lock.os.open", refuse(number))
        said = worked_in.is_refused("plan-visit", *VISIT)
    assert "The data folder cannot be written to; what is in it is unchanged." in said
    assert "choose another data folder" in said
    assert worked_in.database.read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ("records",),
        ("plan-visit", "--school", 900001, "--kind", "visit_4", "--on", "2027-07-06"),
        ("export", "--all", "out"),
        ("backup",),
        ("restore", "nowhere"),
        ("recover",),
        ("change-passphrase",),
        ("init", "--name", " ", "--role", "sle"),
    ],
)
def test_a_command_on_a_folder_that_is_not_set_up_leaves_nothing_there(
    new_laptop, secrets, recovery_key, words
):
    secrets(recovery=recovery_key, new_passphrase="four words of no meaning")
    new_laptop.is_refused(*words)
    assert not new_laptop.folder.parent.exists()


def test_setting_up_where_nothing_may_be_written_says_so(new_laptop, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.mkdir", refuse(30))
        said = new_laptop.is_refused("init", "--name", "Sample Adviser", "--role", "sle")
    assert "cannot be written to" in said


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere"
)
def test_a_folder_that_is_read_only_on_disk_is_told_of(worked_in):
    worked_in.folder.chmod(0o500)
    try:
        assert "cannot be written to" in worked_in.is_refused("plan-visit", *VISIT)
    finally:
        worked_in.folder.chmod(0o700)


def test_a_writing_command_waits_its_turn_while_a_window_has_the_folder(held):
    before = held.does("records")
    said = held.is_refused("plan-visit", *VISIT)
    assert "This data folder is in use by another Visitbook window or command" in said
    assert "nothing was changed. Close it, or wait until it is done" in said
    assert held.does("records") == before


@pytest.mark.parametrize(
    "words", [("records",), ("schools", "--mine"), ("today",), ("restore",), ("self-test",)]
)
def test_a_reading_command_works_while_a_window_has_the_folder(held, words):
    held.does(*words)


def test_nothing_is_restored_under_an_open_window(held):
    before = held.database.read_bytes()
    assert "in use" in held.is_refused("restore", held.folder)
    assert held.database.read_bytes() == before
