"""How soon a form is loaded in a fresh process, and what memory it takes.

Milliseconds of processor time. The floor is the bare parsing of the same XML in the same process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

from app.forms.compile import compile_workbook
from tests.benchmarks.measuring import Row, ms

pytestmark = pytest.mark.benchmark

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT.parent / "shared" / "conformance" / "bench"
LOADING = Path(__file__).with_name("loading.py")
AIMS = {"audit_120": 20, "audit_1000": 150}
OUR_AUDIT = "maths_audit"
OUR_AIM = 100
MEMORY_AIM = 80
LESSON, LESSONS = "/data/lesson", 200
TURNS = 9


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """Runs `loading.py` in a fresh process; modules are compiled once, as where it is installed."""
    compiled = str(tmp_path_factory.mktemp("compiled"))
    kept = {name: is_ for name, is_ in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPYCACHEPREFIX": compiled, "PYTHONPATH": str(ROOT)}

    def run(*arguments: object) -> dict[str, float]:
        command = [sys.executable, str(LOADING), *map(str, arguments)]
        done = subprocess.run(
            command, capture_output=True, check=False, cwd=ROOT, env=environment, timeout=60
        )
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout)

    return run


@pytest.fixture(scope="module")
def form(tmp_path_factory):
    """The XForm of this name: one beside the project, or our own audit."""

    def found(name: str) -> Path:
        if name == OUR_AUDIT:
            path = tmp_path_factory.mktemp("forms") / f"{name}.xml"
            workbook = ROOT / "resources" / "forms" / f"{name}.xlsx"
            path.write_text(compile_workbook(workbook), encoding="utf-8")
            return path
        path = BENCH / f"{name}.xml"
        if not path.exists():
            pytest.skip(f"{path.name} is not beside the project")
        return path

    return found


@pytest.mark.parametrize("name", [*AIMS, OUR_AUDIT])
def test_a_form_is_loaded_in_a_fresh_process(tell, loaded, form, name):
    path = form(name)
    loaded("times", path)
    taken = [loaded("times", path) for _ in range(TURNS)]
    middle = {what: median(each[what] for each in taken) for what in taken[0]}
    assert middle["load"] > middle["floor"] > 0
    times = f"{middle['load'] / middle['floor']:.1f}x"
    aim = f"≤ {AIMS.get(name, OUR_AIM)} ms"
    words = f"{name}: load in a fresh process, against parsing its XML (median of {TURNS})"
    tell(Row(f"Form {words}", ms(middle["load"]), ms(middle["floor"]), times, aim))
    tell(Row(f"Form {name}: the first record of a fresh process", ms(middle["begin"])))
    if name == OUR_AUDIT:
        tell(Row("Importing the form engine, before the first form", ms(middle["import"])))


@pytest.mark.conformance
def test_a_large_form_takes_little_memory(tell, loaded, form):
    held = loaded("memory", form("audit_1000"), LESSON, LESSONS)
    assert held["traced"] > 0
    above = {name: (held[name] - held["bare"]) / 2**20 for name in ("engine", "form", "record")}
    words = f"Form audit_1000 with {LESSONS} lessons: memory above a bare interpreter"
    ours, bare = f"{above['record']:.0f} MB", f"{held['bare'] / 2**20:.0f} MB"
    parts = f"{above['engine']:.0f} engine + {above['form'] - above['engine']:.0f} form"
    tell(Row(words, ours, bare, parts, f"≤ {MEMORY_AIM} MB"))
    words = f"Form audit_1000 with {LESSONS} lessons: what Python itself holds of it"
    tell(Row(words, f"{held['traced'] / 2**20:.1f} MB"))
