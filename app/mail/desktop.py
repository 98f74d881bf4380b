"""The person's desktop, as far as it opens files: starting its programs, without a shell."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

_PATIENCE = 3.0  # seconds; a starter that still runs then has become the program it started


def _start(command: Sequence[str]) -> bool:
    """Start a program that opens something; False where it is missing or says at once it failed."""
    try:
        process = subprocess.Popen(  # noqa: S603  # a list, never a shell; the first is found by us
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return process.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:
        threading.Thread(target=process.wait, daemon=True).start()
        return True


def _ask(command: Sequence[str]) -> str:
    """The first line that a short command prints; blank where it is missing or fails."""
    try:
        done = subprocess.run(  # noqa: S603  # as above
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PATIENCE,
            check=True,
            env=_environment(),
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.partition("\n")[0].strip()


def _open_by_association(path: Path) -> bool:
    """Windows only: open `path` as a double click does; False where nothing is associated."""
    opened = False
    if sys.platform == "win32":
        with contextlib.suppress(OSError):
            os.startfile(path)  # noqa: S606  # what a double click does, with a path of ours
            opened = True
    return opened


def _environment() -> dict[str, str]:
    """The environment without the frozen program's own libraries, which would break others."""
    environment = dict(os.environ)
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
        original = environment.pop(f"{name}_ORIG", None)
        if original is not None:
            environment[name] = original
        elif getattr(sys, "frozen", False):
            environment.pop(name, None)
    return environment


@dataclass(frozen=True, slots=True)
class Desktop:
    """The seam: which system it is, and the four things asked of it."""

    system: str = sys.platform
    find: Callable[[str], str | None] = shutil.which
    start: Callable[[Sequence[str]], bool] = _start
    ask: Callable[[Sequence[str]], str] = _ask
    open_by_association: Callable[[Path], bool] = _open_by_association
