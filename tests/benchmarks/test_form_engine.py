"""How fast forms are answered, on the two audits beside the project, and how that grows.

Milliseconds of processor time, medians where an act is done many times. The floor of an answer is
one that nothing reads; that of adding rows, a bare tree of elements. How long loading takes is
measured elsewhere: here a form is loaded in a process that has loaded others.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from xml.etree.ElementTree import Element, SubElement

import pytest

from app.forms.session import FormSession
from app.forms.xform import load_form
from tests.benchmarks.measuring import Row, ms
from tests.builders_forms import NOON
from tests.builders_forms_sized import form_of

pytestmark = pytest.mark.benchmark

BENCH = Path(__file__).resolve().parents[3] / "shared" / "conformance" / "bench"
AUDITS = {"audit_120": 10, "audit_1000": 200}
AIMS = {"add lessons": 150, "answer a level": 0.5, "answer in a lesson": 0.5}
LESSON, UNREAD = "/data/lesson", "/data/intro/school"
SIZES = (100, 1_000, 4_000)
READERS = (1, 10, 100)


def spent(act: Callable[[], object]) -> float:
    """Milliseconds of processor time: other work on the machine does not count."""
    before = time.process_time()
    act()
    return (time.process_time() - before) * 1000


def begun(form, answers=None, **settings) -> FormSession:
    return FormSession(form, answers, clock=lambda: NOON, **settings)


def measured(xml: str, lessons: int) -> dict[str, tuple[float, float]]:
    """One form: load, begin, add lessons, answer levels and lessons, open again.

    Each with its floor; 0 where there is none.
    """
    gc.collect()
    forms = []
    load = spent(lambda: forms.append(load_form(xml)))
    form = forms[0]
    session = begun(form)
    begin = spent(lambda: begun(form))
    more = lessons - len(session.rows(LESSON))
    add = spent(lambda: [session.add_repeat(LESSON) for _ in range(more)])
    levels = [q.path for q in form.questions() if "_g" in q.name and LESSON not in q.path]
    in_lessons = [f"{row}/l_g{place}" for row in session.rows(LESSON) for place in range(4)]
    entered = session.entered
    return {
        "load once more": (load, 0),
        "begin": (begin, 0),
        "add lessons": (add, bare_rows(form, more)),
        "answer a level": answers(session, levels),
        "answer in a lesson": answers(session, in_lessons),
        "all problems": (spent(session.problems), 0),
        "progress": (median(spent(session.progress) for _ in range(50)), 0),
        "to XML": (spent(session.to_xml), 0),
        "open again": (spent(lambda: begun(form, entered(), begun=True)), 0),
    }


def bare_rows(form, more: int) -> float:
    """As many lessons as elements alone."""
    names = [item.name for item in form.find(LESSON).items]
    root = Element("data")

    def add() -> None:
        for _ in range(more):
            row = SubElement(root, "lesson")
            for name in names:
                SubElement(row, name)

    return spent(add)


def answers(session: FormSession, refs: list[str]) -> tuple[float, float]:
    """The median of these answers, and of as many, in turns, to a question that nothing reads."""
    ours, floor = [], []
    for number, ref in enumerate(refs):
        value = str(1 + number % 4)
        floor.append(spent(lambda number=number: session.answer(UNREAD, f"School {number}")))
        ours.append(spent(lambda ref=ref, value=value: session.answer(ref, value)))
    return median(ours), median(floor)


@pytest.mark.conformance
@pytest.mark.parametrize("name", AUDITS)
def test_a_form_is_loaded_and_answered(tell, name):
    path = BENCH / f"{name}.xml"
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the project")
    for what, (ours, floor) in measured(path.read_text(encoding="utf-8"), AUDITS[name]).items():
        aim = f"≤ {AIMS[what]:g} ms" if what in AIMS else ""
        if floor:
            tell(Row(f"Form {name}: {what}", ms(ours), ms(floor), f"{ours / floor:.1f}x", aim))
        else:
            tell(Row(f"Form {name}: {what}", ms(ours), aim=aim))


def test_an_answer_costs_the_same_in_a_larger_form(tell):
    times = {size: one_answer(form_of(size, readers=5)) for size in SIZES}
    for size in SIZES[1:]:
        words = f"The same answer, read by 5, in a form of {size:,} binds instead of {SIZES[0]}"
        grown = f"{times[size] / times[SIZES[0]]:.2f}x"
        tell(Row(words, ms(times[size]), ms(times[SIZES[0]]), grown, "≤ 1.2x"))


def test_an_answer_costs_what_reads_it(tell):
    times = {readers: one_answer(form_of(1_000, readers=readers)) for readers in READERS}
    for readers in READERS[1:]:
        words = f"An answer read by {readers} of 1,000 binds instead of by one"
        grown = f"{times[readers] / times[1]:.1f}x"
        tell(Row(words, ms(times[readers]), ms(times[1]), grown, f"≤ {readers}x"))


def one_answer(xml: str) -> float:
    """The median of 400 answers to the first question, each a new one."""
    session = begun(load_form(xml))
    return median(
        spent(lambda value=str(number): session.answer("/data/q0", value)) for number in range(400)
    )
