"""The tour as its command makes it, in a home of its own, and what it lists."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[1]
ENOUGH_COLOURS = 60


def make_tour(folder: Path, home: Path, places: Path, parts: Sequence[str] = ()) -> Path:
    """Make these parts of the tour (all without any) in `folder`, with nothing to complain of."""
    made = subprocess.run(
        [sys.executable, "-m", "ui.main", "tour", str(folder), *parts],
        cwd=ROOT,
        env=_environment(home, places),
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    assert made.stderr == ""
    return folder


def listed(folder: Path, ending: str) -> dict[str, str]:
    """What README.txt lists with that ending: each name with its sentence."""
    lines = (folder / "README.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("  ", 1) for line in lines if "  " in line]
    return {name: sentence for name, sentence in rows if name.endswith(ending)}


def names(folder: Path) -> list[str]:
    """The names of the pictures without their numbers, in order."""
    return [name.split("-", 1)[1].removesuffix(".png") for name in listed(folder, ".png")]


def blank_pictures(folder: Path) -> list[str]:
    """The pictures that show hardly anything."""
    return [name for name in listed(folder, ".png") if _colours(folder / name) < ENOUGH_COLOURS]


def _environment(home: Path, places: Path) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    here = {"HOME": str(home), "USERPROFILE": str(home), "LOCALAPPDATA": str(home / "local")}
    temporary = {name: str(places) for name in ("TMPDIR", "TEMP", "TMP")}
    return own | here | temporary | {"QT_QPA_PLATFORM": "offscreen"}


def _colours(path: Path) -> int:
    picture = QImage(str(path))
    across = range(0, picture.width(), 4)
    return len({picture.pixel(x, y) for x in across for y in range(0, picture.height(), 2)})
