"""The system's key store keeps the key where there is one, and its absence stops nothing."""

import logging

import keyring
import keyring.errors
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail

from app import vault
from app.errors import VaultError
from app.vault import Cost

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


class KeyStore(KeyringBackend):
    """A key store in memory, as a desktop would offer one."""

    priority = 5

    def __init__(self):
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError


class LockedKeyStore(KeyStore):
    """A key store whose owner pressed "Deny"."""

    def get_password(self, service, username):
        raise keyring.errors.KeyringLocked("denied by Somebody's session")

    set_password = delete_password = get_password


class PlainFile(KeyStore):
    """What keyring calls a store of last resort: secrets in a readable file."""

    priority = 0.5


@pytest.fixture
def use():
    before = keyring.get_keyring()

    def install(store):
        keyring.set_keyring(store)
        return store

    yield install
    keyring.set_keyring(before)


def test_a_remembered_key_is_there_at_the_next_start(folder, made, use):
    use(KeyStore())

    assert vault.can_remember()
    assert vault.remembered(folder) is None
    assert vault.remember(folder, made.key)
    assert vault.remembered(folder) == made.key


def test_a_forgotten_key_is_gone_and_forgetting_twice_is_no_error(folder, made, use):
    store = use(KeyStore())
    vault.remember(folder, made.key)

    assert vault.forget(folder)
    assert vault.remembered(folder) is None
    assert store.kept == {}
    assert vault.forget(folder)


def test_a_folder_that_was_moved_is_still_remembered(folder, made, use, tmp_path):
    use(KeyStore())
    vault.remember(folder, made.key)

    assert vault.remembered(folder.rename(tmp_path / "moved")) == made.key


def test_two_folders_are_remembered_apart(folder, made, use, tmp_path):
    use(KeyStore())
    other = vault.set_up(tmp_path / "other", "correct horse battery", cost=CHEAP)
    vault.remember(folder, made.key)
    vault.remember(tmp_path / "other", other.key)

    assert vault.remembered(folder) == made.key
    assert vault.remembered(tmp_path / "other") == other.key


def test_only_the_folders_own_key_is_remembered(folder, made, use):
    store = use(KeyStore())

    with pytest.raises(VaultError):
        vault.remember(folder, b"\0" * 32)
    assert store.kept == {}


@pytest.mark.parametrize("spoilt", ["", "not hex", "00" * 32, "00"])
def test_a_spoilt_entry_counts_as_nothing_remembered(folder, made, use, spoilt):
    store = use(KeyStore())
    vault.remember(folder, made.key)
    store.kept = dict.fromkeys(store.kept, spoilt)

    assert vault.remembered(folder) is None


@pytest.mark.parametrize("store", [fail.Keyring, PlainFile])
def test_without_a_store_worth_trusting_nothing_is_kept_and_nothing_fails(folder, made, use, store):
    use(store())

    assert not vault.can_remember()
    assert not vault.remember(folder, made.key)
    assert vault.remembered(folder) is None
    assert vault.forget(folder)


def test_a_store_that_refuses_stops_nothing_and_its_words_are_not_logged(folder, made, use, caplog):
    use(LockedKeyStore())

    with caplog.at_level(logging.DEBUG):
        assert not vault.remember(folder, made.key)
        assert vault.remembered(folder) is None
        assert not vault.forget(folder)
    assert "KeyringLocked" in caplog.text
    assert "Somebody" not in caplog.text


def test_a_folder_without_keys_has_nothing_remembered(folder, use):
    use(KeyStore())

    assert vault.remembered(folder) is None
    assert vault.forget(folder)
