"""Loads one form in a fresh process and says what that took, as JSON; then ends.

    loading.py times FORM            milliseconds of processor time
    loading.py memory FORM REPEAT N  bytes

`times` are those of importing the engine (`import`), of loading the form (`load`) and of beginning
its first record (`begin`). `floor` is the bare parsing of the same text.

`memory` is the most that this process held: as a bare interpreter (`bare`), with the engine
imported (`engine`), with the form loaded (`form`), and with a record of it that has N rows
(`record`). `traced` is what Python's own allocations of the form and the record come to.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path


def main(arguments: list[str]) -> int:
    kind, path, *rest = arguments
    told = times(Path(path)) if kind == "times" else memory(Path(path), rest[0], int(rest[1]))
    sys.stdout.write(json.dumps(told))
    return 0


def times(path: Path) -> dict[str, float]:
    xml = path.read_text(encoding="utf-8")
    told = {"import": spent(engine)}
    load_form, begin = engine()
    from xml.etree.ElementTree import fromstring

    told["floor"] = min(spent(lambda: fromstring(xml)) for _ in range(3))
    forms = []
    told["load"] = spent(lambda: forms.append(load_form(xml)))
    told["begin"] = spent(lambda: begin(forms[0]))
    return told


def memory(path: Path, repeat: str, rows: int) -> dict[str, int]:
    told = {"bare": most_held()}
    load_form, begin = engine()
    told["engine"] = most_held()
    xml = path.read_text(encoding="utf-8")
    form = load_form(xml)
    told["form"] = most_held()
    kept = filled(begin(form), repeat, rows)
    told["record"] = most_held()
    del form, kept
    return {**told, "traced": traced(lambda: filled(begin(load_form(xml)), repeat, rows))}


def filled(session, repeat: str, rows: int):
    """The record with as many rows."""
    for _ in range(rows - len(session.rows(repeat)) if repeat else 0):
        session.add_repeat(repeat)
    return session


def engine():
    """What is asked of the engine, imported."""
    from datetime import UTC, datetime

    from app.forms.session import FormSession
    from app.forms.xform import load_form

    def begin(form):
        return FormSession(form, clock=lambda: datetime(2026, 3, 9, 12, tzinfo=UTC))

    return load_form, begin


def spent(act: Callable[[], object]) -> float:
    """Milliseconds of processor time: other work on the machine does not count."""
    before = time.process_time()
    act()
    return (time.process_time() - before) * 1000


def most_held() -> int:
    """The most memory that this process ever held; 0 where the system does not tell.

    Not `ru_maxrss`: that remembers the process which started this one.
    """
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))


def traced(act: Callable[[], object]) -> int:
    import tracemalloc

    tracemalloc.start()
    kept = act()
    held, _most = tracemalloc.get_traced_memory()
    del kept
    return held


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
