"""Running orders are data; a timer is kept on this laptop, and runs on while it is closed."""

from __future__ import annotations

from datetime import time, timedelta
from itertools import pairwise

import pytest

from app.domain.running_order import Timer
from app.usecases.day import keep_timer, read_timer, running_order, timer_setting


def test_an_audit_day_runs_from_half_past_eight_to_four():
    order = running_order("maths_audit")
    assert order.starts == time(8, 30)
    assert order.minutes == 7 * 60 + 30
    begins = {part.what: part.begins for part in order.parts}
    assert begins["Lesson visits"] == 135


@pytest.mark.parametrize("form_id", ["visit_1", "visit_2", "visit_3", "visit_4"])
def test_a_visit_fits_into_half_a_day_of_three_hours(form_id):
    order = running_order(form_id)
    assert order.starts is None
    assert 150 < order.minutes <= 180


def test_parts_follow_each_other_and_never_overlap():
    for form_id in ("maths_audit", "audit_day", "launch_day", "visit_1", "visit_4"):
        parts = running_order(form_id).parts
        assert all(b.begins >= a.ends for a, b in pairwise(parts))


def test_a_form_without_a_day_has_none():
    assert running_order("keeping_in_touch") is None


def test_a_timer_is_there_again_and_ran_on(app, clock):
    keep_timer(app, "r1", Timer(timedelta(minutes=5)).started(clock()))
    clock.go_on(minutes=10)
    assert read_timer(app, "r1").elapsed(clock()) == timedelta(minutes=15)
    assert read_timer(app, "r2") == Timer()


def test_a_timer_that_was_set_back_is_forgotten(app, clock):
    keep_timer(app, "r1", Timer().started(clock()))
    keep_timer(app, "r1", Timer())
    with app.store.reading() as reader:
        assert reader.setting(timer_setting("r1")) is None


@pytest.mark.parametrize("kept", ["", "[]", "nonsense", '{"ran": "x"}', '{"since": 5}'])
def test_what_cannot_be_read_any_more_is_no_timer(app, kept):
    with app.store.unit_of_work() as work:
        work.keep_setting(timer_setting("r1"), kept)
        work.commit()
    assert read_timer(app, "r1") == Timer()
