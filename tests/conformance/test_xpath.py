"""Expressions recorded from other clients' own tests keep giving the answers they gave there."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
CASES = HERE.parents[2] / "shared" / "conformance" / "xpath_cases.json"
FLOORS = HERE / "floors.json"

pytestmark = [
    pytest.mark.conformance,
    pytest.mark.skipif(not CASES.is_file(), reason=f"{CASES.name} is not beside the checkout"),
]


def test_no_fewer_expressions_pass_than_ever_did():
    floor = json.loads(FLOORS.read_text(encoding="utf-8"))["xpath_cases.json"]
    spec = importlib.util.spec_from_file_location("score", HERE / "score.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)

    result = scorer.score_file(CASES)

    assert result["cases"] == floor["cases"]
    assert result["passed"] >= floor["passed"]


def test_the_scorer_prints_one_json_object_and_ends_well():
    done = subprocess.run(
        [sys.executable, str(HERE / "score.py"), str(CASES)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    printed = json.loads(done.stdout)
    assert {"cases", "passed", "by_file"} <= set(printed)
    assert sum(row["passed"] for row in printed["by_file"].values()) == printed["passed"]
