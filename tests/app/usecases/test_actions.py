"""Agreed actions: at most five, and each gets a status later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.actions import Action, ActionStatus
from app.domain.records import Record
from app.errors import InputError, RuleError
from app.usecases.actions import (
    action_lines,
    actions_of,
    add_action,
    change_action,
    give_status,
    put_back_action,
    remove_action,
)
from app.usecases.answering import answer
from app.usecases.record_rows import read_rows
from app.usecases.records import finish_record, reopen_record, start_record
from app.usecases.schools import my_schools
from app.usecases.today import ToDoKind, today
from tests.builders import a_full_record

OCTOBER, DECEMBER, MARCH = date(2025, 10, 14), date(2025, 12, 9), date(2026, 3, 10)


@pytest.fixture
def october(app):
    return begin(app, OCTOBER)


@pytest.fixture
def december(app):
    return begin(app, DECEMBER, "visit_2")


def begin(app, on, form="visit_1"):
    return start_record(app, 900001, form, on=on).value.record.id


def agree(app, record_id, what="Plan together", **more) -> Action:
    return add_action(app, record_id, what=what, **more).value


def earlier(app, record_id):
    return {line.action.what: line.review for line in read_rows(app, record_id).rows.earlier}


def test_actions_are_numbered_and_referred_to_by_record(app, october):
    assert [agree(app, october).reference for _ in range(2)] == ["S900001-V1-A1", "S900001-V1-A2"]


def test_a_sixth_action_is_refused_with_the_reason(app, october):
    for _ in range(5):
        agree(app, october)
    with pytest.raises(RuleError, match="more are seldom kept"):
        agree(app, october)
    assert len(actions_of(app, 900001)) == 5


def test_a_number_is_not_given_twice_after_a_removal(app, october):
    first, second = agree(app, october), agree(app, october)
    remove_action(app, first)
    assert agree(app, october).number == second.number + 1


def test_a_removed_action_can_be_put_back(app, october):
    action = agree(app, october)
    remove_action(app, action)
    put_back_action(app, action)
    assert [line.action for line in actions_of(app, 900001)] == [action]


def test_an_action_put_back_takes_no_number_that_was_given_again(app, october):
    first, last = agree(app, october), agree(app, october, "Share a model")
    remove_action(app, last)
    again = agree(app, october, "Read together")
    assert again.number == last.number
    back = put_back_action(app, last).value
    assert (back.number, back.reference) == (3, "S900001-V1-A3")
    assert [line.action.number for line in actions_of(app, 900001)] == [1, 2, 3]
    assert first.number == 1


def test_an_action_is_not_put_back_as_a_sixth(app, october):
    first = agree(app, october)
    remove_action(app, first)
    for _ in range(5):
        agree(app, october)
    with pytest.raises(RuleError, match="more are seldom kept"):
        put_back_action(app, first)
    assert len(actions_of(app, 900001)) == 5


def test_an_action_cannot_be_due_before_the_day_it_is_agreed(app, october):
    with pytest.raises(InputError, match="Mon 13 Oct 2025"):
        agree(app, october, by=date(2025, 10, 13))
    action = agree(app, october, by=OCTOBER)
    with pytest.raises(InputError, match="can’t be due before"):
        change_action(app, replace(action, by=date(2024, 10, 14)))
    assert [line.action.by for line in actions_of(app, 900001)] == [OCTOBER]


def test_the_latest_visit_has_the_last_word_whichever_was_written_up_last(app, october):
    agree(app, october)
    (line,) = actions_of(app, 900001)
    december, march = begin(app, DECEMBER, "visit_2"), begin(app, date(2026, 1, 13), "visit_3")
    give_status(app, line.action.id, ActionStatus.PARTLY, record_id=march)
    give_status(app, line.action.id, ActionStatus.NOT_STARTED, record_id=december)
    (line,) = actions_of(app, 900001)
    assert line.review.status is ActionStatus.PARTLY


def test_a_status_moves_with_the_day_of_its_record(app, october):
    agree(app, october)
    (line,) = actions_of(app, 900001)
    december = begin(app, DECEMBER, "visit_2")
    give_status(app, line.action.id, ActionStatus.PARTLY, record_id=december)
    answer(app, december, "visit_date", "2025-12-16")
    (line,) = actions_of(app, 900001)
    assert line.review.on == date(2025, 12, 16)


def test_an_action_says_what_is_to_be_done(app, october):
    with pytest.raises(InputError, match="No action has been added"):
        agree(app, october, what="  ")


def test_words_are_kept_without_the_blanks_around_them(app, october):
    assert (
        agree(app, october, what=" Plan together ", known_by=" Six plans ").known_by == "Six plans"
    )


def test_the_actions_of_a_finished_record_stay_as_they_were_agreed(app):
    record = finish_record(app, a_full_record(app, on=OCTOBER)).value.record
    (line,) = actions_of(app, 900001)
    for change in (change_action, remove_action):
        with pytest.raises(RuleError, match="Reopen it to make a new revision"):
            change(app, replace(line.action, what="Something else"))
    with pytest.raises(RuleError, match="finished"):
        agree(app, record.id)


def test_a_later_visit_asks_after_the_actions_of_earlier_ones(app, october, december):
    agree(app, october, "Plan together")
    agree(app, december, "Share a model")
    assert earlier(app, october) == {}
    assert earlier(app, december) == {"Plan together": None}


def test_an_action_that_was_done_is_not_asked_after_again(app, october, december):
    done, partly = agree(app, october, "Done"), agree(app, october, "Partly done")
    give_status(app, done.id, ActionStatus.DONE, record_id=december)
    give_status(app, partly.id, ActionStatus.PARTLY, record_id=december)
    assert set(earlier(app, december)) == {"Done", "Partly done"}
    assert earlier(app, begin(app, MARCH, "visit_3")) == {"Partly done": None}


@pytest.mark.parametrize(
    ("status", "is_open"),
    [
        (ActionStatus.DONE, False),
        (ActionStatus.NO_LONGER_NEEDED, False),
        (ActionStatus.PARTLY, True),
        (ActionStatus.NOT_STARTED, True),
    ],
)
def test_an_action_is_open_until_it_is_done_or_no_longer_needed(
    app, october, december, status, is_open
):
    action = agree(app, october, by=date(2026, 1, 10))
    give_status(app, action.id, status, seen_of_it="Seen", record_id=december)
    (line,) = actions_of(app, 900001)
    assert line.is_open == is_open
    assert line.is_late(app.today()) == is_open


def test_a_status_changed_at_the_same_record_replaces_the_first(app, october, december):
    action = agree(app, october)
    first = give_status(app, action.id, ActionStatus.PARTLY, record_id=december).value
    again = give_status(app, action.id, ActionStatus.DONE, record_id=december).value
    assert again.id == first.id
    assert earlier(app, december)["Plan together"].status is ActionStatus.DONE


def test_without_a_record_a_status_goes_to_the_newest_draft_that_asks_for_it(
    app, october, december
):
    action = agree(app, october)
    march = begin(app, MARCH, "visit_3")
    assert give_status(app, action.id, ActionStatus.PARTLY).value.record_id == march


def test_a_status_between_visits_belongs_to_no_record(app, october):
    action = agree(app, october)
    review = give_status(app, action.id, ActionStatus.DONE, seen_of_it=" On the telephone ").value
    assert (review.record_id, review.seen) == ("", "On the telephone")
    assert review.on == app.today()


def test_an_action_closed_between_visits_is_not_asked_after(app, october):
    action = agree(app, october)
    give_status(app, action.id, ActionStatus.DONE)
    assert earlier(app, begin(app, MARCH, "visit_3")) == {}


def test_lines_hold_the_last_review_by_day():
    action = Action("a", 900001, "r", 1, "S900001-V1-A1", "Plan")
    reviews = [review("late", ActionStatus.DONE, DECEMBER), review("x", ActionStatus.PARTLY, MARCH)]
    (line,) = action_lines([action], reviews, ())
    assert line.review.status is ActionStatus.PARTLY


def review(id_, status, on):
    from app.domain.actions import ActionReview

    return ActionReview(id_, 900001, "a", "", status, on=on)


def test_the_actions_of_another_school_are_not_asked_after(app, october):
    from tests.builders import with_school

    with_school(app, 900002, name="Thornfield Junior School")
    agree(app, october)
    other = start_record(app, 900002, "visit_2", on=DECEMBER).value.record
    assert isinstance(other, Record)
    assert earlier(app, other.id) == {}


def carried(app, before: Action, on=DECEMBER) -> Action:
    """What a later record, still a draft, makes of an action that was done partly."""
    record_id = a_full_record(app, on=on)
    copy = next(
        line.action for line in actions_of(app, 900001) if line.action.record_id == record_id
    )
    return change_action(app, replace(copy, carried_from=before.id)).value


def open_ones(app) -> list[str]:
    return [line.action.id for line in actions_of(app, 900001) if line.is_open]


def asked_for(app, record_id) -> list[str]:
    return [line.action.id for line in read_rows(app, record_id).rows.earlier]


@pytest.fixture
def original(app):
    record = finish_record(app, a_full_record(app, on=OCTOBER)).value.record
    (line,) = actions_of(app, record.urn)
    return line.action


def test_a_copy_takes_the_place_of_its_original_once_it_is_agreed(app, original):
    copy = carried(app, original)
    finish_record(app, copy.record_id)
    march = begin(app, MARCH, "visit_3")
    assert open_ones(app) == [copy.id]
    assert asked_for(app, march) == [copy.id]
    assert my_schools(app)[0].open_actions == 1
    assert [item.target for item in today(app).to_do if item.kind is ToDoKind.ACTION] == [copy.id]


def test_while_the_copy_is_in_a_draft_its_original_stands_everywhere_else(app, original):
    copy = carried(app, original)
    march = begin(app, MARCH, "visit_3")
    assert open_ones(app) == [original.id]
    assert asked_for(app, march) == [original.id]
    assert asked_for(app, copy.record_id) == [original.id]


def test_a_record_that_is_reopened_still_asks_after_what_it_carried_on(app, original):
    copy = carried(app, original)
    finish_record(app, copy.record_id)
    reopen_record(app, copy.record_id)
    assert open_ones(app) == [copy.id]
    assert asked_for(app, copy.record_id) == [original.id]


def test_an_original_stands_again_when_its_copy_is_taken_out(app, original):
    copy = carried(app, original)
    finish_record(app, copy.record_id)
    reopen_record(app, copy.record_id)
    remove_action(app, copy)
    assert open_ones(app) == [original.id]


def test_a_status_that_was_given_to_an_original_stays_to_be_seen(app, original):
    copy = carried(app, original)
    march = begin(app, MARCH, "visit_3")
    give_status(app, original.id, ActionStatus.PARTLY, record_id=march)
    finish_record(app, copy.record_id)
    assert asked_for(app, march) == [original.id, copy.id]


def test_an_action_carried_on_twice_is_asked_for_once(app, original):
    second = carried(app, original)
    finish_record(app, second.record_id)
    third = carried(app, second, date(2026, 1, 13))
    finish_record(app, third.record_id)
    assert open_ones(app) == [third.id]
