"""Set-up, unlocking and changing: each way in leads to the same key, and nothing else does."""

import json
import unicodedata

import pytest

from app import vault
from app.errors import (
    NewerStoreError,
    NotSetUpError,
    ReadOnlyFolderError,
    StoreError,
    VaultError,
    WrongPassphraseError,
    WrongRecoveryKeyError,
)
from app.vault import Cost

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "correct horse battery"


def keys_json(folder):
    return json.loads((folder / vault.FILE_NAME).read_text())


def write_keys_json(folder, content):
    (folder / vault.FILE_NAME).write_text(json.dumps(content))


def test_the_passphrase_and_the_recovery_key_open_the_same_random_key(folder, made):
    assert len(made.key) == 32
    assert vault.unlock(folder, PASSPHRASE) == made.key
    assert vault.unlock_with_recovery(folder, made.recovery_key) == made.key


def test_two_folders_with_one_passphrase_have_different_keys(folder, made, tmp_path):
    other = vault.set_up(tmp_path / "other", PASSPHRASE, cost=CHEAP)

    assert other.key != made.key
    assert other.recovery_key != made.recovery_key


def test_without_being_told_otherwise_a_try_costs_64_mib_and_three_passes(folder):
    vault.set_up(folder, PASSPHRASE)

    slot = keys_json(folder)["passphrase"]
    assert (slot["memory_kib"], slot["passes"], slot["lanes"]) == (65536, 3, 4)


def test_neither_the_key_nor_the_passphrase_nor_the_recovery_key_is_in_the_file(folder, made):
    text = (folder / vault.FILE_NAME).read_text()

    assert made.key.hex() not in text
    assert PASSPHRASE not in text
    assert made.recovery_key not in text
    assert made.recovery_key.replace("-", "") not in text


def test_a_new_vault_does_not_show_its_secrets_when_printed(made):
    assert made.key.hex() not in repr(made)
    assert made.recovery_key not in repr(made)


def test_the_key_file_is_readable_by_its_owner_alone(folder, made):
    assert (folder / vault.FILE_NAME).stat().st_mode & 0o077 == 0


def test_a_folder_is_set_up_once_and_a_second_try_leaves_it_as_it_was(folder, made):
    assert vault.is_set_up(folder)
    with pytest.raises(VaultError, match="set up already"):
        vault.set_up(folder, "another passphrase", cost=CHEAP)

    assert vault.unlock(folder, PASSPHRASE) == made.key


def test_a_folder_without_keys_says_that_it_is_not_set_up(folder):
    assert not vault.is_set_up(folder)
    with pytest.raises(NotSetUpError):
        vault.unlock(folder, PASSPHRASE)


def test_a_passphrase_of_seven_characters_is_refused_and_nothing_is_made(folder):
    with pytest.raises(VaultError, match="at least 8"):
        vault.set_up(folder, "1234567", cost=CHEAP)

    assert not vault.is_set_up(folder)


def test_an_accent_typed_as_two_characters_opens_what_one_character_closed(folder):
    whole, parted = "un été à vélo", unicodedata.normalize("NFD", "un été à vélo")
    made = vault.set_up(folder, whole, cost=CHEAP)

    assert whole != parted
    assert vault.unlock(folder, parted) == made.key


def test_capital_letters_and_spaces_count(folder, made):
    for wrong in ("Correct horse battery", "correct  horse battery", "correct horse battery "):
        with pytest.raises(WrongPassphraseError):
            vault.unlock(folder, wrong, clock=lambda: 0.0)
        (folder / "attempts.json").unlink()


def test_a_changed_passphrase_opens_the_same_key_and_the_old_one_nothing(folder, made):
    vault.change_passphrase(folder, made.key, "another passphrase", cost=CHEAP)

    assert vault.unlock(folder, "another passphrase") == made.key
    with pytest.raises(WrongPassphraseError):
        vault.unlock(folder, PASSPHRASE)
    assert vault.unlock_with_recovery(folder, made.recovery_key) == made.key


def test_a_changed_passphrase_is_sealed_at_the_cost_of_today(folder, made):
    vault.change_passphrase(folder, made.key, "another passphrase")

    assert keys_json(folder)["passphrase"]["memory_kib"] == 65536


def test_a_new_recovery_key_opens_and_the_old_one_no_more(folder, made):
    fresh = vault.new_recovery_key(folder, made.key)

    assert vault.unlock_with_recovery(folder, fresh) == made.key
    with pytest.raises(WrongRecoveryKeyError, match="not the one for this data"):
        vault.unlock_with_recovery(folder, made.recovery_key)
    assert vault.unlock(folder, PASSPHRASE) == made.key


@pytest.mark.parametrize("wrong", [b"\0" * 32, b"", b"short"])
def test_a_key_of_other_data_is_never_sealed_in_place_of_the_right_one(folder, made, wrong):
    with pytest.raises(VaultError, match="does not belong"):
        vault.change_passphrase(folder, wrong, "another passphrase", cost=CHEAP)
    with pytest.raises(VaultError, match="does not belong"):
        vault.new_recovery_key(folder, wrong)

    assert vault.unlock(folder, PASSPHRASE) == made.key


@pytest.mark.parametrize(
    ("slot", "name", "value"),
    [
        ("passphrase", "memory_kib", 100 * 1024 * 1024),
        ("passphrase", "memory_kib", -1),
        ("passphrase", "memory_kib", True),
        ("passphrase", "memory_kib", "65536"),
        ("passphrase", "passes", 10**9),
        ("passphrase", "lanes", 0),
        ("passphrase", "salt", ""),
        ("passphrase", "salt", "00" * 1000),
        ("passphrase", "nonce", "not hex"),
        ("passphrase", "sealed", None),
        ("recovery", "sealed", "00"),
    ],
)
def test_a_changed_key_file_is_called_damaged_before_any_of_it_is_used(
    folder, made, slot, name, value
):
    content = keys_json(folder)
    content[slot][name] = value
    write_keys_json(folder, content)

    with pytest.raises(VaultError, match="is damaged"):
        vault.unlock(folder, PASSPHRASE)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null", "[" * 9000, " " * 20000])
def test_a_key_file_that_is_no_key_file_is_called_damaged(folder, made, text):
    (folder / vault.FILE_NAME).write_text(text)

    with pytest.raises(VaultError, match=r"put back keys\.json from a safety copy"):
        vault.unlock(folder, PASSPHRASE)


def test_a_key_file_of_a_newer_version_says_so_and_stays_as_it_is(folder, made):
    content = keys_json(folder) | {"version": 2}
    write_keys_json(folder, content)

    with pytest.raises(NewerStoreError, match="newer version"):
        vault.unlock(folder, PASSPHRASE)
    assert keys_json(folder) == content


def test_a_sealed_key_moved_into_another_folders_file_does_not_open(folder, made, tmp_path):
    other = tmp_path / "other"
    vault.set_up(other, PASSPHRASE, cost=CHEAP)
    content = keys_json(folder) | {"passphrase": keys_json(other)["passphrase"]}
    write_keys_json(folder, content)

    with pytest.raises(WrongPassphraseError):
        vault.unlock(folder, PASSPHRASE)


def test_a_failed_change_leaves_the_old_passphrase_working(folder, made, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreError, match="disk is full"):
        vault.change_passphrase(folder, made.key, "another passphrase", cost=CHEAP)
    monkeypatch.undo()

    assert vault.unlock(folder, PASSPHRASE) == made.key
    assert [entry.name for entry in folder.iterdir()] == [vault.FILE_NAME]


def test_a_folder_that_cannot_be_written_says_so(folder, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    with pytest.raises(ReadOnlyFolderError, match="cannot be written to"):
        vault.set_up(folder, PASSPHRASE, cost=CHEAP)


def test_a_data_folder_whose_place_is_taken_by_a_file_gets_a_sentence(tmp_path):
    (tmp_path / "taken").write_text("a file")

    with pytest.raises(StoreError, match="could not be saved"):
        vault.set_up(tmp_path / "taken" / "data", PASSPHRASE, cost=CHEAP)
