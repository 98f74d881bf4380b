"""The battery may die at any step of a sync, on either side: nothing is lost, nothing is twice."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FEWEST = {"sync": 60, "join": 30}
"""So many steps there are at least: fewer would be another test."""

EVERY = 2
"""Each test takes every second step, since all of them take a minute."""


@pytest.mark.skipif(sys.platform == "win32", reason="forks a child for each kill")
@pytest.mark.parametrize("first", range(1, EVERY + 1))
@pytest.mark.parametrize("act", FEWEST)
def test_a_kill_at_any_step_loses_nothing_and_leaves_nothing_twice(tmp_path, act, first):
    program = Path(__file__).with_name("killing_syncs.py")
    done = subprocess.run(
        [sys.executable, str(program), str(tmp_path), act, str(first), str(EVERY)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.split()[0]) >= FEWEST[act], done.stdout
