"""An action in whose place another stands does not ask for anything."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.actions import Action, Standing
from app.usecases.actions import ActionLine
from ui.screens.schools.action_words import action_chip

TODAY = date(2026, 1, 20)
LATE = Action("a", 900001, "r", 1, "S900001-V1-A1", "Plan together", by=date(2026, 1, 9))


def test_a_late_action_says_so():
    assert action_chip(ActionLine(LATE), TODAY) == ("late", "Overdue")


@pytest.mark.parametrize("standing", [Standing.CARRIED_ON, Standing.NOT_AGREED])
def test_one_that_another_stands_for_is_not_late(standing):
    kind, words = action_chip(ActionLine(LATE, standing=standing), TODAY)
    assert kind == "neutral"
    assert words.startswith("Carried on")
