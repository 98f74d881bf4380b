"""The battery may die while a photo is added: none that was shown as saved is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="forks a child for each kill")
def test_twenty_kills_lose_no_photo_and_leave_nothing_behind(tmp_path):
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("killing_photos.py")), str(tmp_path), "20"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 files for 2 photos" in done.stdout
