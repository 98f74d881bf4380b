"""A share that lost its server never answers: a call is given up, and nothing waits for it."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from app.errors import OfflineError
from app.sync.stores import folder, in_time
from app.sync.stores.folder import FolderStore
from tests.builders_stores import named

ROOT = Path(__file__).resolve().parents[4]
ONE = b"one sealed file"
NAME = named(ONE)


@pytest.fixture
def root(tmp_path):
    FolderStore(tmp_path / "Team").prepare()
    return tmp_path / "Team"


def test_a_read_that_hangs_is_given_up(monkeypatch, root):
    FolderStore(root).put_new(NAME, ONE)
    hung, going_on = FolderStore(root, 0.05), threading.Event()
    monkeypatch.setattr(folder, "_content", lambda *_: going_on.wait(30))

    with pytest.raises(OfflineError, match="tried again later"):
        hung.get(NAME)
    going_on.set()


def test_a_slow_read_that_goes_on_is_waited_for(monkeypatch, root):
    slow = FolderStore(root, 0.5)

    def read(_path, go_on):
        end = time.monotonic() + 1.0
        while time.monotonic() < end:
            threading.Event().wait(0.01)
            go_on()
        return ONE

    monkeypatch.setattr(folder, "_content", read)

    assert slow.get(NAME) == ONE


def test_only_so_many_calls_hang_at_a_time(monkeypatch, root):
    hung, going_on, hanging = FolderStore(root, 0.05), threading.Event(), []
    monkeypatch.setattr(in_time, "_places", threading.BoundedSemaphore(2))
    monkeypatch.setattr(folder, "_content", lambda *_: hanging.append(1) or going_on.wait(30))
    for _ in range(5):
        with pytest.raises(OfflineError):
            hung.get(NAME)

    assert len(hanging) == 2
    going_on.set()


HANGING = """
import sys, threading
from pathlib import Path
from app.errors import OfflineError
from app.sync.stores import folder
store = folder.FolderStore(Path(sys.argv[1]), 0.05)
folder._content = lambda *_: threading.Event().wait()
try:
    store.get(sys.argv[2])
except OfflineError:
    print("given up")
"""


def test_a_read_that_hangs_does_not_keep_the_program_open(root):
    done = subprocess.run(
        [sys.executable, "-c", HANGING, str(root), NAME],
        check=True, capture_output=True, text=True, timeout=60, cwd=ROOT,
    )  # fmt: skip

    assert done.stdout.strip() == "given up"
