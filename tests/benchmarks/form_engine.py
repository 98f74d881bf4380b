"""Prints how fast forms load and answer, on the two audits beside the project.

`form_engine.py [FOLDER]` prints JSON: milliseconds of processor time, medians where an act is done
many times. The folder holds `audit_120.xml` and `audit_1000.xml`.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from app.forms.session import FormSession  # noqa: E402 - the script runs from anywhere
from app.forms.xform import load_form  # noqa: E402

BENCH = ROOT.parent / "shared" / "conformance" / "bench"
AUDITS = (("audit_120.xml", 10), ("audit_1000.xml", 200))
LESSON = "/data/lesson"


def spent(act: Callable[[], object]) -> float:
    """Milliseconds of processor time: other work on the machine does not count."""
    before = time.process_time()
    act()
    return (time.process_time() - before) * 1000


def now() -> datetime:
    return datetime(2026, 3, 9, 12, tzinfo=UTC)


def measured(xml: str, lessons: int) -> dict[str, float]:
    """One form: load, begin, add lessons, answer levels and lessons, open again."""
    gc.collect()
    before = time.process_time()
    form = load_form(xml)
    load = (time.process_time() - before) * 1000
    session = FormSession(form, clock=now)
    begin = spent(lambda: FormSession(form, clock=now))
    more = lessons - len(session.rows(LESSON))
    add = spent(lambda: [session.add_repeat(LESSON) for _ in range(more)])
    levels = [q.path for q in form.questions() if "_g" in q.name and LESSON not in q.path]
    in_lessons = [f"{row}/l_g{place}" for row in session.rows(LESSON) for place in range(4)]
    entered = session.entered
    return {
        "load": load,
        "begin": begin,
        f"add {more} lessons": add,
        "answer a level": answers(session, levels),
        "answer in a lesson": answers(session, in_lessons),
        "all problems": spent(session.problems),
        "progress": median(spent(session.progress) for _ in range(50)),
        "to XML": spent(session.to_xml),
        "open again": spent(lambda: FormSession(form, entered(), clock=now, begun=True)),
    }


def answers(session: FormSession, refs: list[str]) -> float:
    times = []
    for number, ref in enumerate(refs):
        value = str(1 + number % 4)
        times.append(spent(lambda ref=ref, value=value: session.answer(ref, value)))
    return median(times)


def main(arguments: list[str]) -> int:
    """Print the measures of both audits."""
    folder = Path(arguments[0]) if arguments else BENCH
    report = {}
    for name, lessons in AUDITS:
        xml = (folder / name).read_text(encoding="utf-8")
        report[name] = {what: round(ms, 3) for what, ms in measured(xml, lessons).items()}
    sys.stdout.write(json.dumps(report, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
