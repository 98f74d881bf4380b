"""Sealed files: written once, named by what is in them, carried by every safety copy."""

from __future__ import annotations

import hashlib
import os
from datetime import timedelta

import pytest

from app.errors import DamagedStoreError, NotFoundError, ReadOnlyFolderError
from app.storage import (
    backup,
    daily_copy,
    keep_sealed,
    list_copies,
    read_sealed,
    remove_leftovers,
    remove_sealed,
    restore,
    sealed_since,
)

CONTENT = b"sealed bytes" * 100
NAME = hashlib.sha256(CONTENT).hexdigest()


def file_of(folder, name=NAME):
    return folder / "photos" / f"{name}.sealed"


def test_sealed_bytes_are_kept_under_their_own_hash(folder):
    assert keep_sealed(folder, CONTENT) == NAME
    assert read_sealed(folder, NAME) == CONTENT
    assert [path.name for path in (folder / "photos").iterdir()] == [f"{NAME}.sealed"]


def test_only_this_person_can_open_them(folder):
    keep_sealed(folder, CONTENT)
    if os.name != "nt":
        assert file_of(folder).stat().st_mode & 0o077 == 0
        assert file_of(folder).parent.stat().st_mode & 0o077 == 0


def test_a_missing_file_is_said(folder):
    with pytest.raises(NotFoundError, match="add the picture again"):
        read_sealed(folder, NAME)


@pytest.mark.parametrize("spoil", [b"", CONTENT[:-1], b"other bytes"])
def test_a_damaged_file_is_said(folder, spoil):
    keep_sealed(folder, CONTENT)
    file_of(folder).write_bytes(spoil)
    with pytest.raises(DamagedStoreError, match="damaged"):
        read_sealed(folder, NAME)


@pytest.mark.parametrize("name", ["../visitbook.db", "", "/etc/passwd", NAME.upper()])
def test_a_name_from_outside_never_leads_out_of_the_folder(folder, name):
    keep_sealed(folder, CONTENT)
    with pytest.raises(DamagedStoreError):
        read_sealed(folder, name)
    remove_sealed(folder, name)
    assert file_of(folder).exists()


def test_removing_what_is_gone_is_well(folder):
    keep_sealed(folder, CONTENT)
    remove_sealed(folder, NAME)
    remove_sealed(folder, NAME)
    assert sealed_since(folder) == {}


def test_what_a_write_left_behind_goes_after_a_while(folder):
    keep_sealed(folder, CONTENT)
    for name in ("old.new", "young.part"):
        (folder / "photos" / name).write_bytes(b"half")
    os.utime(folder / "photos" / "old.new", (1_000, 1_000))
    remove_leftovers(folder, 2_000)
    assert {path.suffix for path in (folder / "photos").iterdir()} == {".sealed", ".part"}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="an administrator may write all")
def test_a_folder_that_cannot_be_written_is_said(folder):
    folder.mkdir(mode=0o500)
    with pytest.raises(ReadOnlyFolderError):
        keep_sealed(folder, CONTENT)


def test_a_safety_copy_has_the_sealed_files(store, folder, clock):
    keep_sealed(folder, CONTENT)
    first = daily_copy(store)
    assert read_sealed(first, NAME) == CONTENT
    assert not file_of(folder).samefile(file_of(first))  # damage to one spares the other


def test_later_safety_copies_share_them_and_outlive_the_first(store, folder, clock):
    keep_sealed(folder, CONTENT)
    first = daily_copy(store)
    clock.at += timedelta(days=1)
    second = daily_copy(store)
    assert file_of(first).samefile(file_of(second))
    for _ in range(15):
        clock.at += timedelta(days=1)
        daily_copy(store)
    copies = list_copies(folder)
    assert first not in copies
    assert all(read_sealed(copy, NAME) == CONTENT for copy in copies)


def test_a_disk_without_shared_files_has_whole_copies(store, folder, clock, monkeypatch):
    def refuse(*_names):
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    keep_sealed(folder, CONTENT)
    for copy in (backup(store), backup(store)):
        assert read_sealed(copy, NAME) == CONTENT


def test_a_backup_elsewhere_has_files_of_its_own(store, folder, tmp_path):
    keep_sealed(folder, CONTENT)
    target = backup(store, tmp_path / "elsewhere")
    assert read_sealed(target, NAME) == CONTENT
    assert file_of(target).stat().st_nlink == 1


def test_restoring_brings_the_pictures_of_the_copy_and_keeps_those_that_are_here(store, folder):
    keep_sealed(folder, CONTENT)
    copy = daily_copy(store)
    remove_sealed(folder, NAME)
    newer = keep_sealed(folder, b"a newer one")
    store.close()
    aside = restore(folder, copy)
    assert read_sealed(folder, NAME) == CONTENT
    assert read_sealed(folder, newer) == b"a newer one"
    assert read_sealed(aside, newer) == b"a newer one"


def test_restoring_replaces_a_damaged_picture_and_sets_it_aside(store, folder):
    keep_sealed(folder, CONTENT)
    copy = daily_copy(store)
    file_of(folder).write_bytes(b"spoilt")
    store.close()
    aside = restore(folder, copy)
    assert read_sealed(folder, NAME) == CONTENT
    assert file_of(aside).read_bytes() == b"spoilt"
