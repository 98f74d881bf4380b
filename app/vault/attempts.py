"""Wrong passphrases slow down: two are free, then the wait doubles from a second to a minute.

The count is kept in `attempts.json` beside the keys, so starting the program again does not clear
it. It is a brake for somebody at the keyboard; a thief with the files is held up by Argon2 alone.
"""

from __future__ import annotations

import contextlib
import json
import math
from dataclasses import dataclass
from pathlib import Path

from app.errors import StoreError
from app.files import replace_file

FILE_NAME = "attempts.json"
_FREE = 2
_LONGEST_WAIT = 60.0
_LONGEST_FILE = 1024
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Attempts:
    """How many wrong tries in a row, and when the last was (seconds since 1970)."""

    failures: int = 0
    last: float = 0.0


def wait_after(failures: int) -> float:
    """Seconds to wait after so many wrong tries in a row: 0, 0, 1, 2, 4 ... 60."""
    if failures <= _FREE:
        return 0.0
    return min(_LONGEST_WAIT, 2.0 ** min(failures - _FREE - 1, 10))


def seconds_left(folder: Path, now: float) -> float:
    """How long until the next try is allowed.

    A last try that lies in the future means that the clock was put back: the wait then starts
    again from now, so that a wrong clock can cost a minute and never an hour.
    """
    attempts = _read(folder)
    wait = wait_after(attempts.failures)
    if wait and now < attempts.last:
        _write(folder, Attempts(attempts.failures, now))
        return wait
    return max(0.0, attempts.last + wait - now) if wait else 0.0


def note_failure(folder: Path, now: float) -> float:
    """Count one more wrong try; the answer is the wait before the next, in seconds."""
    failures = min(_read(folder).failures + 1, _MOST)
    _write(folder, Attempts(failures, now))
    return wait_after(failures)


def clear(folder: Path) -> None:
    """Forget the wrong tries, after a right one."""
    with contextlib.suppress(OSError):  # a read-only folder must still unlock for reading
        (folder / FILE_NAME).unlink(missing_ok=True)


def _read(folder: Path) -> Attempts:
    """What is kept; a missing or spoilt file counts as no wrong tries, and locks nobody out."""
    try:
        with (folder / FILE_NAME).open("rb") as file:
            content = json.loads(file.read(_LONGEST_FILE))
        failures, last = int(content["failures"]), float(content["last"])
    except (OSError, ValueError, TypeError, KeyError, OverflowError):
        return Attempts()
    if not math.isfinite(last):
        return Attempts()
    return Attempts(max(0, min(failures, _MOST)), last)


def _write(folder: Path, attempts: Attempts) -> None:
    content = json.dumps({"failures": attempts.failures, "last": attempts.last})
    with contextlib.suppress(StoreError):  # the answer to the person is the same either way
        replace_file(folder / FILE_NAME, content.encode())
