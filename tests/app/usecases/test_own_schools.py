"""What is written of a school is for whoever holds it: one given up or handed over is read only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.actions import ActionStatus
from app.domain.pupils import FocusPupil
from app.domain.records import RecordState
from app.errors import NotFoundError, RuleError
from app.usecases.actions import actions_of, add_action, give_status
from app.usecases.panels import add_evidence
from app.usecases.people import add_person, people_of
from app.usecases.pupils import add_pupil, pupils_of
from app.usecases.record_list import list_records
from app.usecases.records import finish_record, reopen_record, save_answers, start_record
from app.usecases.safeguarding import pass_on
from app.usecases.schools import change_school, hand_over, open_school, sign_agreement, take_on
from app.usecases.visits import cancel_visit, plan_visit, visits_of
from tests.builders import a_finished_record, a_full_record, another_adviser

DAY = date(2026, 1, 12)


@pytest.fixture
def draft(app):
    return a_full_record(app, on=date(2025, 12, 9))


@pytest.fixture
def written(app, draft):
    """Every way to write about the school, by what it does."""
    finished = a_finished_record(app, on=DAY)
    action = actions_of(app, 900001)[0].action
    visit = plan_visit(app, 900001, "visit_2", date(2026, 1, 29)).value.visit
    school = open_school(app, 900001)
    pupil = FocusPupil(app.new_id(), 900001, "P01")
    return {
        "begin": lambda: start_record(app, 900001, "visit_2"),
        "answer": lambda: save_answers(app, draft, {"/data/about/purpose": "x"}, school.seen),
        "finish": lambda: finish_record(app, draft),
        "reopen": lambda: reopen_record(app, finished.id),
        "agree": lambda: add_action(app, draft, what="Plan"),
        "status": lambda: give_status(app, action.id, ActionStatus.DONE),
        "look at": lambda: add_evidence(app, draft, "books"),
        "pupil": lambda: add_pupil(app, pupil),
        "person": lambda: add_person(app, 900001, "headteacher"),
        "plan": lambda: plan_visit(app, 900001, "visit_3", DAY),
        "cancel": lambda: cancel_visit(app, visit),
        "agreement": lambda: sign_agreement(app, 900001, DAY),
        "facts": lambda: change_school(app, replace(school.school, town="Elsewhere")),
    }


def held_back(app, written, words):
    for write in written.values():
        with pytest.raises(RuleError, match=words):
            write()


def test_a_school_given_up_is_not_written_to_until_it_is_taken_on_again(app, written):
    hand_over(app, 900001)
    held_back(app, written, "You gave this school up on Tue 20 Jan 2026; take it on again first")
    take_on(app, [900001])
    written["begin"]()
    written["finish"]()


def test_a_school_handed_over_is_not_written_to(app, written):
    hand_over(app, 900001, another_adviser(app).id)
    held_back(app, written, "is with another adviser now; take it on again first")


def test_what_was_written_of_a_school_given_up_can_be_read(app, draft):
    hand_over(app, 900001)
    (line,) = list_records(app, 900001)
    assert line.record.state is RecordState.DRAFT
    assert open_school(app, 900001).actions


def test_a_concern_about_a_child_can_always_be_noted_as_passed_on(app):
    hand_over(app, 900001)
    assert pass_on(app, 900001, "headteacher").value.urn == 900001


def test_a_school_is_handed_over_to_an_adviser_who_is_known(app):
    with pytest.raises(NotFoundError, match="No adviser of this project has the id “nobody”"):
        hand_over(app, 900001, "nobody")
    assert open_school(app, 900001).school.adviser_id == app.me


@pytest.mark.parametrize(
    "ask",
    [
        open_school,
        people_of,
        pupils_of,
        visits_of,
        actions_of,
        list_records,
        lambda app, urn: add_person(app, urn, "headteacher"),
        lambda app, urn: plan_visit(app, urn, "visit_1", DAY),
        lambda app, urn: start_record(app, urn, "visit_1"),
        lambda app, urn: sign_agreement(app, urn, DAY),
        hand_over,
    ],
)
def test_a_school_that_was_not_taken_on_is_told_in_the_same_words_everywhere(app, ask):
    with pytest.raises(NotFoundError, match="You have not taken on a school with URN 900077"):
        ask(app, 900077)
