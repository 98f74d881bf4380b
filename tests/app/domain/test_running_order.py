"""Which part of a day is on, and a timer that is started, paused and set back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.running_order import (
    Part,
    RunningOrder,
    Standing,
    Timer,
    minutes_in_words,
    standing,
)

NINE = datetime(2026, 1, 20, 9, 0, tzinfo=UTC)
DAY = RunningOrder((Part("Talk", 30, 0), Part("Lessons", 60, 40), Part("Write up", 20, 100)))


@pytest.mark.parametrize(
    ("minutes", "where"),
    [
        (0, Standing(0, 30)),
        (29.5, Standing(0, 1)),
        (30, Standing(1, 10, in_break=True)),
        (40, Standing(1, 60)),
        (119, Standing(2, 1)),
        (120, Standing(3, 0)),
        (135, Standing(3, 0, over=15)),
    ],
)
def test_the_part_that_is_on_follows_from_the_time_that_ran(minutes, where):
    assert standing(DAY, timedelta(minutes=minutes)) == where


def test_a_day_lasts_until_its_last_part_ends():
    assert DAY.minutes == 120


def test_a_pause_does_not_count():
    timer = Timer().started(NINE).paused(NINE + timedelta(minutes=20))
    later = NINE + timedelta(hours=3)
    assert timer.elapsed(later) == timedelta(minutes=20)
    assert timer.started(later).elapsed(later + timedelta(minutes=5)) == timedelta(minutes=25)


def test_starting_twice_starts_once():
    timer = Timer().started(NINE)
    assert timer.started(NINE + timedelta(minutes=5)) == timer


def test_a_clock_that_was_set_back_counts_for_nothing():
    assert Timer().started(NINE).elapsed(NINE - timedelta(hours=1)) == timedelta()


def test_only_a_timer_that_ran_has_begun():
    assert not Timer().begun
    assert Timer().started(NINE).begun
    assert Timer(timedelta(minutes=1)).begun


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (25, "25 minutes"),
        (60, "1 hour"),
        (125, "2 hours 5 minutes"),
    ],
)
def test_minutes_are_said_in_words(minutes, words):
    assert minutes_in_words(minutes) == words
