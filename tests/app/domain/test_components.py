"""An audit's levels in words."""

from __future__ import annotations

import pytest

from app.domain.components import PhaseLevel, levels_in_words

WORDS = {1: "Not yet", 2: "Developing", 3: "Secure", 4: "Leading"}


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        ({"": 2}, "Developing"),
        ({"": 0}, "Not looked at yet"),
        ({"eyfs": 3, "ks1": 3, "ks2": 3}, "Secure in every phase"),
        ({"eyfs": 2, "ks1": 2, "ks2": 3}, "Developing; Secure in KS2"),
        ({"eyfs": 0, "ks1": 2, "ks2": 2}, "Developing; EYFS to do"),
        ({"eyfs": 4, "ks1": 3, "ks2": 3, "ks3": 4, "ks4": 3}, "Secure; Leading in EYFS and KS3"),
        ({"eyfs": 0, "ks1": 0}, "Not looked at yet"),
    ],
)
def test_most_phases_come_first_then_those_that_differ(levels, words):
    told = [PhaseLevel(phase, level) for phase, level in levels.items()]
    assert levels_in_words(told, WORDS) == words
