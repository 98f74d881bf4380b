"""How fast forms load and answer, on the two audits beside the project.

Milliseconds of processor time, medians where an act is done many times. The aims are those of the
prototype, which knew no choices that change and no actions.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import pytest

from app.forms.session import FormSession
from app.forms.xform import load_form
from tests.benchmarks.measuring import Row, ms

pytestmark = pytest.mark.benchmark

BENCH = Path(__file__).resolve().parents[3] / "shared" / "conformance" / "bench"
AUDITS = {
    "audit_120": (10, {"load": 14, "answer a level": 0.09, "answer in a lesson": 0.07}),
    "audit_1000": (
        200,
        {"load": 116, "add lessons": 79, "answer a level": 0.15, "answer in a lesson": 0.32},
    ),
}
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
        "add lessons": add,
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


@pytest.mark.conformance
@pytest.mark.parametrize("name", AUDITS)
def test_a_form_is_loaded_and_answered(tell, name):
    path = BENCH / f"{name}.xml"
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the project")
    lessons, aims = AUDITS[name]
    for what, spent_ms in measured(path.read_text(encoding="utf-8"), lessons).items():
        aim = f"≤ {aims[what]:g} ms" if what in aims else ""
        tell(Row(f"Form {name}: {what}", ms(spent_ms), aim=aim))
