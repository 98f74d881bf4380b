"""One writer per data folder, whatever happens to it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from app.errors import FolderInUseError, ReadOnlyFolderError
from app.storage import FolderLock

HOLDER = """
import sys
from pathlib import Path
from app.storage.folder_lock import FolderLock
FolderLock(Path(sys.argv[1])).take()
print("taken", flush=True)
sys.stdin.read()
"""


def test_the_second_is_told_that_the_folder_is_in_use(folder):
    with FolderLock(folder) as lock:
        assert lock.holder() == os.getpid()
        with pytest.raises(FolderInUseError, match="in use"):
            FolderLock(folder).take()
        assert lock.holder() == os.getpid()
    with FolderLock(folder):
        pass


def test_a_killed_process_gives_the_folder_back(folder):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout.readline() == "taken\n"
    lock = FolderLock(folder)
    with pytest.raises(FolderInUseError):
        lock.take()
    assert lock.holder() == holder.pid
    holder.kill()
    holder.communicate()
    lock.take()
    lock.release()


def test_giving_back_what_is_not_held_is_harmless(folder):
    lock = FolderLock(folder)
    lock.release()
    assert lock.holder() is None


def test_a_folder_that_cannot_be_written_is_told_of(folder, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "no")

    monkeypatch.setattr("os.open", refuse)
    with pytest.raises(ReadOnlyFolderError):
        FolderLock(folder).take()


def test_a_folder_in_which_nothing_was_kept_is_left_as_it_was_found(tmp_path):
    with FolderLock(tmp_path / "new" / "data"):
        pass
    assert list(tmp_path.iterdir()) == []
    empty = tmp_path / "empty"
    empty.mkdir()
    with FolderLock(empty):
        pass
    assert list(empty.iterdir()) == []


def test_the_file_of_the_lock_stays_with_what_was_kept(folder):
    with FolderLock(folder) as lock:
        (folder / "keys.json").write_text("{}")
    assert lock.path.exists()


def test_a_lock_on_a_file_that_was_given_back_meanwhile_is_no_lock(folder, monkeypatch):
    """Opened before its holder removed it: a third may hold the new file already."""
    first = FolderLock(folder)
    first.take()

    def lock_late(_file):
        first.path.unlink()

    with monkeypatch.context() as patch:
        patch.setattr("app.storage.folder_lock._lock", lock_late)
        with pytest.raises(FolderInUseError):
            FolderLock(folder).take()
    first.release()
