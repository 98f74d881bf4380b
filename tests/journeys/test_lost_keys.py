"""A forgotten passphrase, lost keys, a new laptop: the work opens again, or it is said how."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

INIT = ("init", "--name", "Sample Adviser", "--role", "sle")
NEW = "four words of no meaning"


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_key(worked_in, secrets, recovery_key):
    before = worked_in.does("records")
    secrets(recovery=recovery_key, passphrase=NEW)
    assert "does not open the data" in worked_in.is_refused("records")
    worked_in.does("recover")
    assert worked_in.does("records") == before


def test_the_old_passphrase_opens_no_more_after_recovery(laptop, secrets, recovery_key):
    secrets(recovery=recovery_key, passphrase=NEW)
    laptop.does("recover")
    secrets(passphrase="bar models in year four")
    assert "does not open the data. Nothing is lost." in laptop.is_refused("records")


def test_the_recovery_key_works_more_than_once_and_in_any_hand(laptop, secrets, recovery_key):
    secrets(recovery=recovery_key, passphrase=NEW)
    laptop.does("recover")
    secrets(recovery=recovery_key.lower().replace("-", "  "))
    laptop.does("recover")


def test_a_slip_in_the_recovery_key_changes_nothing(laptop, secrets, recovery_key):
    keys = (laptop.folder / "keys.json").read_bytes()
    wrong = recovery_key[:-6] + ("1" if recovery_key[-6] != "1" else "2") + recovery_key[-5:]
    secrets(recovery=wrong, passphrase=NEW)
    assert "There is a slip in that recovery key. Nothing is lost" in laptop.is_refused("recover")
    assert (laptop.folder / "keys.json").read_bytes() == keys


def test_a_short_new_passphrase_is_refused_and_the_old_one_still_opens(
    laptop, secrets, recovery_key
):
    secrets(recovery=recovery_key, passphrase="short")
    assert "at least 8 characters" in laptop.is_refused("recover")
    secrets(passphrase="bar models in year four")
    laptop.does("records")


def test_a_passphrase_is_changed_with_the_old_one(worked_in, secrets):
    before = worked_in.does("records")
    secrets(new_passphrase=NEW)
    worked_in.does("change-passphrase")
    assert "does not open the data" in worked_in.is_refused("records")
    secrets(passphrase=NEW)
    assert worked_in.does("records") == before


def test_a_wrong_old_passphrase_changes_nothing(laptop, secrets):
    keys = (laptop.folder / "keys.json").read_bytes()
    secrets(passphrase="something else entirely", new_passphrase=NEW)
    assert "does not open the data" in laptop.is_refused("change-passphrase")
    assert (laptop.folder / "keys.json").read_bytes() == keys


def test_a_secret_with_nobody_to_ask_for_it_says_where_to_put_it(laptop, monkeypatch):
    monkeypatch.delenv("VISITBOOK_PASSPHRASE_FILE")
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    assert "VISITBOOK_RECOVERY_FILE" in laptop.is_refused("recover")
    assert "VISITBOOK_PASSPHRASE_FILE" in laptop.is_refused("records")


def test_a_new_passphrase_typed_at_a_prompt_is_typed_twice(laptop, monkeypatch):
    typed = iter([NEW, "four words of no meening"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(typed))
    assert "The two were not the same. Nothing has been changed." in laptop.is_refused(
        "change-passphrase"
    )


@pytest.mark.parametrize("words", [INIT, ("records",), ("recover",), ("change-passphrase",)])
def test_lost_keys_are_never_replaced_by_new_ones(worked_in, secrets, recovery_key, words):
    secrets(recovery=recovery_key, new_passphrase=NEW)
    (worked_in.folder / "keys.json").unlink()
    before = worked_in.database.read_bytes()
    said = worked_in.is_refused(*words)
    assert "keys.json, which unlocks them, is missing. Nothing has been changed." in said
    assert "restore the newest one" in said
    assert not (worked_in.folder / "keys.json").exists()
    assert worked_in.database.read_bytes() == before


def test_lost_keys_come_back_with_a_safety_copy(worked_in):
    before = worked_in.does("records")
    copy = worked_in.does("backup")["copy"]
    (worked_in.folder / "keys.json").unlink()
    worked_in.does("restore", copy)
    assert worked_in.does("records") == before


def test_a_spoilt_key_file_says_that_the_data_is_untouched(worked_in):
    (worked_in.folder / "keys.json").write_text("{}")
    said = worked_in.is_refused("records")
    assert "is damaged" in said
    assert "put back keys.json from a safety copy or a backup" in said


def test_a_safety_copy_from_before_a_new_passphrase_opens_with_the_new_one(worked_in, secrets):
    before = worked_in.does("records")
    copy = Path(worked_in.does("backup")["copy"])
    secrets(new_passphrase=NEW)
    worked_in.does("change-passphrase")
    secrets(passphrase=NEW)
    worked_in.does("restore", copy)
    assert worked_in.does("records") == before


def test_a_safety_copy_named_by_a_relative_path_is_still_ones_own(worked_in, secrets, monkeypatch):
    copy = Path(worked_in.does("backup")["copy"])
    secrets(new_passphrase=NEW)
    worked_in.does("change-passphrase")
    secrets(passphrase=NEW)
    monkeypatch.chdir(copy.parent)
    worked_in.does("restore", copy.name)
    worked_in.does("records")


def test_a_backup_comes_to_life_on_a_new_laptop_with_its_own_keys(worked_in, new_laptop, tmp_path):
    before = worked_in.does("records")
    stick = tmp_path / "stick" / "visitbook"
    worked_in.does("backup", stick)
    shutil.rmtree(worked_in.folder)
    new_laptop.does("restore", stick)
    assert new_laptop.does("records") == before
    assert new_laptop.does("schools", "--mine")


def test_a_backup_restored_over_other_work_sets_that_work_aside(worked_in, new_laptop, tmp_path):
    worked_in.does("backup", tmp_path / "stick")
    new_laptop.does(*INIT)
    other = new_laptop.database.read_bytes()
    aside = Path(new_laptop.does("restore", tmp_path / "stick")["aside"])
    assert (aside / "visitbook.db").read_bytes() == other
    assert (aside / "keys.json").exists()
    assert len(new_laptop.does("schools", "--mine")) == len(worked_in.does("schools", "--mine"))


def test_setting_up_twice_is_refused_and_says_what_opens_the_folder(laptop):
    keys = (laptop.folder / "keys.json").read_bytes()
    said = laptop.is_refused(*INIT)
    assert "is set up already, and was left as it is. Unlock it" in said
    assert (laptop.folder / "keys.json").read_bytes() == keys


def test_a_set_up_that_fails_leaves_nothing_and_can_be_tried_again(new_laptop):
    said = new_laptop.is_refused("init", "--name", " ", "--role", "sle")
    assert "give your name" in said
    assert "has not been set up" in new_laptop.is_refused("records")
    new_laptop.does(*INIT)
    assert new_laptop.does("records") == []


def test_a_recovery_key_that_cannot_be_saved_stops_the_set_up_first(new_laptop, tmp_path):
    said = new_laptop.is_refused(*INIT, "--recovery-out", tmp_path / "nowhere" / "key.txt")
    assert "cannot be written. Nothing has been set up." in said
    assert not (new_laptop.folder / "keys.json").exists()


def test_a_file_that_is_there_is_not_overwritten_by_a_recovery_key(new_laptop, tmp_path):
    (tmp_path / "key.txt").write_text("of the other laptop")
    said = new_laptop.is_refused(*INIT, "--recovery-out", tmp_path / "key.txt")
    assert "is there already" in said
    assert (tmp_path / "key.txt").read_text() == "of the other laptop"


def test_the_saved_recovery_key_is_the_one_that_opens(new_laptop, tmp_path, secrets):
    told = new_laptop.does(*INIT, "--recovery-out", tmp_path / "key.txt")
    assert told["recovery_key"] == str(tmp_path / "key.txt")
    secrets(recovery=(tmp_path / "key.txt").read_text().strip(), passphrase=NEW)
    new_laptop.does("recover")
