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
