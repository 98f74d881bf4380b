"""How soon the unlock page and Today are there, in fresh processes, and what memory Today takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import pytest

from app.vault import Cost, set_up
from tests.benchmarks.measuring import Row, in_turns, ratio

pytestmark = pytest.mark.benchmark

ROOT = Path(__file__).resolve().parents[2]
STARTING = Path(__file__).with_name("starting.py")
TURNS = 7
MEMORY_AIM = 170
DO_NOT_COMPILE = "PYTHONDONTWRITEBYTECODE"


@pytest.fixture(scope="session")
def started(tmp_path_factory):
    """Starts a program of `starting.py` in a fresh process.

    It answers the milliseconds to its painting, and its memory in bytes. Modules are compiled
    once, as where the program is installed, whatever this run's own environment says of that.
    """
    compiled = str(tmp_path_factory.mktemp("compiled"))
    kept = {name: value for name, value in os.environ.items() if name != DO_NOT_COMPILE}
    environment = {
        **kept,
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": compiled,
        "QT_QPA_PLATFORM": "offscreen",
    }

    def start(*arguments: object) -> tuple[float, int]:
        command = [sys.executable, str(STARTING), *map(str, arguments)]
        began = time.monotonic()
        done = subprocess.run(
            command, capture_output=True, check=False, cwd=ROOT, env=environment, timeout=60
        )
        assert done.returncode == 0, done.stderr.decode()
        told = json.loads(done.stdout.splitlines()[-1])
        return (told["painted"] - began) * 1000, told["pss"]

    return start


def test_the_unlock_page_is_painted(tell, started, tmp_path):
    set_up(tmp_path, "bar models in year four", cost=Cost(memory_kib=64, passes=1, lanes=1))
    taken = in_turns(
        TURNS,
        {"bare": lambda: started("bare")[0], "door": lambda: started("door", tmp_path)[0]},
    )
    assert min(taken["door"]) > 0
    tell(ratio("Unlock page painted, against a bare window", taken["door"], taken["bare"], aim=1.5))


def test_today_is_painted_and_quiet(tell, started, busy_laptop):
    memories: list[int] = []

    def today() -> float:
        took, memory = started("today", busy_laptop.folder, busy_laptop.key.hex())
        memories.append(memory)
        return took

    database = busy_laptop.folder / "visitbook.db"
    taken = in_turns(
        TURNS,
        {"rows": lambda: started("rows", database, busy_laptop.key.hex())[0], "today": today},
    )
    assert min(taken["today"]) > 0
    tell(
        ratio(
            "Today at rest, against a bare window with 200 encrypted rows",
            taken["today"],
            taken["rows"],
            aim=1.3,
        )
    )
    used = median(memories) / 1_000_000
    tell(Row("Memory at Today (PSS)", f"{used:.0f} MB", aim=f"≤ {MEMORY_AIM} MB"))
