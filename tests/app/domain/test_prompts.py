"""A prompt on a scale: which of its questions is which, and whether its level has evidence."""

from __future__ import annotations

import pytest

from app.domain.prompts import lacks_evidence, prompt_in
from app.domain.snapshot import SnapshotAnswer, SnapshotGroup


def prompt(**answers):
    """The prompt of a group whose questions are called so; `no_level` is words, as others say."""
    kinds = {"A1_seen": "text", "A1_level": "select_one"}
    items = tuple(
        SnapshotAnswer(f"/data/A1/{name}", name, name, kinds.get(name, "select_one"), value, value)
        for name, value in answers.items()
    )
    return prompt_in(SnapshotGroup("/data/A1", "A1", "A prompt", items))


@pytest.mark.parametrize(
    ("levels", "seen", "lacks"),
    [
        (("2",), "", True),
        (("2",), "  \n", True),
        (("2",), "Bars were drawn.", False),
        (("not_seen",), "", False),
        (("not_applicable", ""), "", False),
        (("not_seen", "3"), "", True),
        ((), "", False),
    ],
)
def test_a_level_asks_for_evidence_and_what_is_no_level_does_not(levels, seen, lacks):
    assert lacks_evidence(levels, seen) is lacks


def test_a_prompt_stands_where_what_was_seen_is_asked_else_at_its_level():
    assert prompt(A1_level="2", A1_seen="").place == "/data/A1/A1_seen"
    assert prompt(A1_level_ks1="2", A1_level_ks2="").place == "/data/A1/A1_level_ks1"
    assert prompt(A1_level="2", A1_seen="").lacks_evidence
    assert not prompt(A1_level="not_seen", A1_seen="").lacks_evidence
