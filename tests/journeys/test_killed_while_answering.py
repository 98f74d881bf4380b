"""The battery may die at any moment: no answer that was shown as saved is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="forks a child for each kill")
def test_two_hundred_kills_lose_no_answer_and_the_file_always_opens(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.killing", str(tmp_path), "200"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "200 kills" in done.stdout
