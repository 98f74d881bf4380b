from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.actions import ActionStatus
from app.domain.pupils import FocusPupil, PupilStatus
from app.domain.visits import VisitState
from app.errors import NotFoundError
from app.reports import render_pdf
from app.reports.content.briefing import briefings
from app.reports.one_page import on_one_page
from app.usecases.actions import actions_of, add_action, give_status
from app.usecases.answering import answer
from app.usecases.briefing import briefing_of
from app.usecases.people import add_person
from app.usecases.pupils import add_pupil
from app.usecases.records import finish_record, start_record
from app.usecases.visits import cancel_visit, change_visit, plan_visit
from tests.builders import a_finished_record, a_full_record
from tests.builders_documents import pages_of
from tests.builders_filling import a_data_review, a_measure

URN = 900001


def page_of(app):
    (page,) = pages_of(render_pdf(on_one_page(briefings(briefing_of(app, URN)))))
    return " ".join(page.split())


def test_a_briefing_is_about_the_next_visit_that_is_still_planned(app):
    plan_visit(app, URN, "visit_1", date(2026, 1, 19))
    called_off = plan_visit(app, URN, "visit_2", date(2026, 1, 21)).value.visit
    cancel_visit(app, called_off)
    later = plan_visit(app, URN, "visit_3", date(2026, 3, 10)).value.visit
    plan_visit(app, URN, "visit_4", date(2026, 7, 1))
    found = briefing_of(app, URN)
    assert (found.visit, found.kind) == (later, "Visit 3 of 4")


def test_a_briefing_may_be_about_another_visit_than_the_next(app):
    plan_visit(app, URN, "visit_2", date(2026, 1, 21))
    other = plan_visit(app, URN, "extra", date(2026, 2, 3)).value.visit
    found = briefing_of(app, URN, other.id)
    assert (found.visit, found.kind) == (other, "Extra visit")


def test_what_to_have_ready_is_what_the_newest_finished_note_says(app):
    a_finished_record(app, on=date(2025, 10, 14))
    record_id = a_full_record(app, on=date(2025, 12, 9))
    answer(app, record_id, "next_visit", "Two weeks of work from Year 5.")
    before = briefing_of(app, URN)
    reference = finish_record(app, record_id).value.record.reference
    after = briefing_of(app, URN)
    assert before.ready != after.ready
    assert (after.ready, after.ready_from) == ("Two weeks of work from Year 5.", reference)


def test_open_actions_come_first_by_their_day_then_what_was_closed_last(app):
    record_id = start_record(app, URN, "visit_1").value.record.id
    for what, days in (("Third", 30), ("First", 5), ("Closed", 2), ("Second", 20)):
        add_action(app, record_id, what=what, by=app.today() + timedelta(days=days))
    closed = next(line.action for line in actions_of(app, URN) if line.action.what == "Closed")
    give_status(app, closed.id, ActionStatus.DONE)
    found = briefing_of(app, URN).actions
    assert [action.what for action in found] == ["First", "Second", "Third", "Closed"]
    assert [action.status for action in found] == ["", "", "", "Done"]


def test_people_to_meet_are_roles_and_never_names(app):
    add_person(app, URN, "maths_subject_leader", name="CANARYNAME", email="canary@x.example")
    assert briefing_of(app, URN).people == ("Maths subject leader",)
    assert "CANARY" not in page_of(app)
    assert "canary" not in page_of(app)


def test_no_private_answer_no_concern_and_no_code_reaches_the_page(app):
    add_pupil(app, FocusPupil(app.new_id(), URN, "ZQ07", status=PupilStatus.MET))
    record_id = a_full_record(app, on=date(2025, 12, 9))
    answer(app, record_id, "private_note", "CANARYPRIVATE")
    answer(app, record_id, "safeguarding", "passed_on")
    answer(app, record_id, "next_visit", "Have ready the book of zq07.")
    finish_record(app, record_id)
    page = page_of(app)
    assert "Have ready the book of [pupil code]." in page
    assert "CANARY" not in page
    assert "ZQ07" not in page
    assert "passed on" not in page.casefold()


@pytest.fixture
def reviewed(app):
    """A finished data review with one measure of many pupils, and one of five."""
    interval = "-3.3 to 0.5"
    a_data_review(
        app,
        URN,
        a_measure("Progress score", "-1.4", interval, "58"),
        a_measure("Of a few", "SECRET9", interval, "5"),
    )


@pytest.mark.usefixtures("reviewed")
def test_results_are_those_of_a_finished_review_without_groups_under_six(app):
    found = briefing_of(app, URN)
    told = {result.measure: (result.school, result.interval) for result in found.results}
    assert told["Progress score"] == ("-1.4", "-3.3 to 0.5")
    assert "2024/25" in found.results_from
    assert "SECRET9" not in page_of(app)


def test_a_school_that_was_never_taken_on_has_no_briefing(app):
    with pytest.raises(NotFoundError):
        briefing_of(app, 900099)


def test_the_year_so_far_is_each_visit_made_with_its_actions_and_the_one_to_come(app):
    first = plan_visit(app, URN, "visit_1", date(2025, 10, 14)).value.visit
    before = plan_visit(app, URN, "extra", date(2025, 6, 3)).value.visit
    change_visit(app, replace(before, state=VisitState.DONE))
    a_finished_record(app, visit_id=first.id)
    (line,) = actions_of(app, URN)
    give_status(app, line.action.id, ActionStatus.DONE)
    plan_visit(app, URN, "visit_2", date(2026, 1, 21))
    found = [(m.label, m.agreed, m.closed, m.is_ahead) for m in briefing_of(app, URN).history]
    assert found == [("Visit 1", 1, 1, False), ("Visit 2", 0, 0, True)]
