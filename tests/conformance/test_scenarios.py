"""Forms filled in step by step, as another client recorded them, keep going as they went there."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
CASES = HERE.parents[2] / "shared" / "conformance" / "scenario_cases.json"
FLOORS = HERE / "floors.json"

pytestmark = [
    pytest.mark.conformance,
    pytest.mark.skipif(not CASES.is_file(), reason=f"{CASES.name} is not beside the checkout"),
]


def test_no_fewer_forms_states_and_reads_agree_than_ever_did():
    floor = json.loads(FLOORS.read_text(encoding="utf-8"))["scenario_cases.json"]
    spec = importlib.util.spec_from_file_location("score", HERE / "score.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)

    result = scorer.score_file(CASES)

    for part in ("states", "reads", "whole"):
        assert result[part]["n"] == floor[part]["n"]
        assert result[part]["passed"] >= floor[part]["passed"]
