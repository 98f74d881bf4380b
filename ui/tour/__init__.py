"""`visitbook tour FOLDER`: the main journey in the real window, kept as pictures.

Everything is real: the window, keys and clicks, the use cases, the encrypted store. Only the mail
program is not started. The data lies in a temporary folder that is removed at the end.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PARTS = (
    "visit",
    "looks",
    "correction",
    "audit",
    "notes",
    "forms",
    "every-form",
    "sharing",
    "papers",
    "around",
)
"""The parts of the tour, in their order; `ui.tour.chapters` has what each goes through."""

_SCREENLESS = "offscreen"
_SCREEN = {"name": "tour", "x": 0, "y": 0, "width": 1920, "height": 1080}
_OWN_FOLDERS = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")


def run_tour(folder: Path, parts: Sequence[str] = ()) -> int:
    """Make the tour in `folder`, of all parts unless some are named.

    Answers 0, or 1 after telling which step failed.
    """
    folder = folder.resolve()
    with tempfile.TemporaryDirectory(prefix="visitbook-tour-", ignore_cleanup_errors=True) as made:
        place = Path(made)
        with _away_from_home(place):
            from ui.tour.journey import travel

            code = travel(folder, place, parts)
    if not code:
        print(f"The tour is in {folder}: open index.html there.")  # noqa: T201 - a command
    return code


@contextmanager
def _away_from_home(place: Path) -> Iterator[None]:
    """Keep every setting and cache of this process, and its keys, in `place`."""
    before = dict(os.environ)
    for name in _OWN_FOLDERS:
        os.environ[name] = str(place / name.lower())
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    if _has_no_screen():
        os.environ.setdefault("QT_QPA_PLATFORM", _SCREENLESS)
    if os.environ.get("QT_QPA_PLATFORM") == _SCREENLESS:
        os.environ["QT_QPA_PLATFORM"] = f"{_SCREENLESS}:configfile={_large_screen(place)}"
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _large_screen(place: Path) -> Path:
    """Where it is written how large the screen is that is not there; 800 by 800 else."""
    path = place / "screen.json"
    path.write_text(json.dumps({"screens": [_SCREEN]}), encoding="utf-8")
    return path


def _has_no_screen() -> bool:
    if sys.platform in {"win32", "darwin"}:
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
