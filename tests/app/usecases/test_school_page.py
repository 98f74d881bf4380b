from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.domain.projects import Window
from app.domain.pupils import FocusPupil, PupilStatus
from app.domain.records import Record, RecordState
from app.domain.visits import Visit, VisitState
from app.usecases.school_page import StepState, pupil_counts, steps_of

TODAY = date(2026, 1, 20)
FINISHED_AT = datetime(2026, 1, 12, 15, 0, tzinfo=UTC)


def a_visit(kind="visit_2", on=TODAY, **facts):
    return Visit(id=f"v-{kind}", urn=900001, kind=kind, on=on, **facts)


def a_record(state=RecordState.DRAFT, visit_id="v-visit_2"):
    finished = FINISHED_AT if state is RecordState.FINISHED else None
    return Record(
        "r1",
        900001,
        "visit_2",
        "1",
        "Note",
        "S900001-V2",
        TODAY,
        visit_id=visit_id,
        state=state,
        finished_at=finished,
    )


def state_of(visits, records=(), sent=(), kind="visit_2"):
    steps = steps_of(visits, records, (), sent, TODAY)
    return next(step.state for step in steps if step.kind.key == kind)


def test_the_year_is_the_launch_day_and_the_four_visits_in_order():
    steps = steps_of((), (), (), (), TODAY)
    assert [step.kind.label for step in steps] == [
        "Launch day",
        "Visit 1",
        "Visit 2",
        "Visit 3",
        "Visit 4",
    ]
    assert {step.state for step in steps} == {StepState.TO_BOOK}


def test_a_step_stands_in_its_window():
    window = Window("w", "p", "visit_2", "December/January", date(2025, 12, 1), date(2026, 1, 31))
    steps = steps_of((), (), (window,), (), TODAY)
    assert [step.window for step in steps] == [None, None, window, None, None]


def test_a_planned_visit_is_booked_until_its_day_has_passed():
    assert state_of([a_visit()]) is StepState.BOOKED
    assert state_of([a_visit(on=date(2026, 1, 19))]) is StepState.PASSED


def test_a_launch_day_that_has_gone_by_is_done_for_it_has_no_note():
    launch = a_visit("launch", date(2026, 1, 19))
    assert state_of([launch], kind="launch") is StepState.DONE
    assert state_of([a_visit("launch")], kind="launch") is StepState.BOOKED


def test_a_cancelled_visit_is_to_be_booked_again():
    assert state_of([a_visit(state=VisitState.CANCELLED)]) is StepState.TO_BOOK


def test_a_visit_with_a_draft_is_in_progress():
    assert state_of([a_visit()], [a_record()]) is StepState.IN_PROGRESS


def test_a_finished_note_counts_as_sent_only_once_it_was_handed_over_as_it_is():
    record = a_record(RecordState.FINISHED)
    assert state_of([a_visit()], [record]) is StepState.FINISHED
    assert state_of([a_visit()], [record], {record.id}) is StepState.SENT
    assert state_of([a_visit()], [record], {"another"}) is StepState.FINISHED


def test_a_visit_that_took_place_without_a_note_here_is_done():
    assert state_of([a_visit(state=VisitState.DONE)]) is StepState.DONE


def pupils(**counts):
    return [
        FocusPupil(f"{status}{number}", 900001, f"P{number}", status=PupilStatus(status))
        for status, count in counts.items()
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"met": 4, "moving": 6, "not_yet": 6}, (16, 10, 6)),
        ({"moving": 10, "not_yet": 5}, (15, None, None)),
        ({"moving": 5, "not_yet": 10}, (15, None, None)),
        ({"moving": 8}, (8, 8, 0)),
        ({"moving": 3}, (None, None, None)),
        ({"met": 7, "replaced": 2}, (7, 7, 0)),
        ({}, (0, 0, 0)),
    ],
)
def test_groups_of_pupils_under_six_are_never_shown_by_themselves(counts, shown):
    made = pupil_counts(pupils(**counts))
    assert (made.total, made.met_or_moving, made.not_yet) == shown
