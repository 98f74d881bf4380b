"""A record may be about a project as a whole: a training session, a lesson learned."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.actions import ActionStatus
from app.errors import NotFoundError, RuleError
from app.usecases.actions import add_action, give_status
from app.usecases.documents import export_record
from app.usecases.last_time import last_answers
from app.usecases.opened import open_record
from app.usecases.projects import create_project
from app.usecases.record_list import list_records
from app.usecases.records import (
    finish_record,
    finished_snapshot,
    reopen_record,
    save_answers,
    start_project_record,
    start_record,
)
from app.usecases.today import today
from tests.builders_forms import asks, xform


@pytest.fixture
def project(app):
    """A project, and a form about projects."""
    page = xform("<what/>", "", asks("/data/what"))
    page = page.replace('id="a_form"', 'id="what_we_learned" vb:about="project"')
    with app.store.unit_of_work() as work:
        work.keep_form("what_we_learned", "3", "What we learned", page, "what we learned")
        work.commit()
    return create_project(app, "Number sense", academic_year=2025).value


def test_a_record_about_a_project_is_written_finished_and_reopened(app, project, tmp_path):
    done = start_project_record(app, project.id, "what_we_learned")
    record, opened = done.value.record, done.value
    assert (record.urn, record.project_id) == (0, project.id)
    assert record.reference == "P2025-WHAT-WE-LEARNED"
    assert opened.school.name == "Number sense"
    save_answers(app, record.id, {"/data/what": "Begin with talk"}, opened.seen)
    finish_record(app, record.id)
    facts = finished_snapshot(app, record.id).facts
    assert (facts["school"], "urn" in facts) == ("Number sense", False)
    made = export_record(app, record.id, tmp_path / "out").value
    assert made.path.name == "2026-01-20_AForm_NumberSense_v1.pdf"
    assert reopen_record(app, record.id).value.record.revision == 2


def test_everything_about_it_is_logged_in_the_projects_scope(app, project):
    done = start_project_record(app, project.id, "what_we_learned")
    more = save_answers(app, done.value.record.id, {"/data/what": "Talk"}, done.value.seen)
    assert {change.scope for change in (*done.changes, *more.changes)} == {f"project:{project.id}"}


def test_it_is_listed_under_the_projects_title_and_kept_from_schools(app, project):
    start_project_record(app, project.id, "what_we_learned")
    (line,) = list_records(app)
    assert line.school_name == "Number sense"
    assert list_records(app, 900001) == ()
    assert today(app).to_do == ()


def test_last_time_is_of_the_same_project_only(app, project):
    other = create_project(app, "Another", academic_year=2025).value
    for place, owner in enumerate((project, other)):
        day = date(2025, 11, 4 + place)
        earlier = start_project_record(app, owner.id, "what_we_learned", on=day).value
        save_answers(app, earlier.record.id, {"/data/what": owner.title}, earlier.seen)
        finish_record(app, earlier.record.id)
    now = start_project_record(app, project.id, "what_we_learned").value.record
    with app.store.reading() as reader:
        assert last_answers(reader, now)["what"].words == "Number sense"


def test_earlier_actions_are_of_the_same_project_only_and_can_be_given_a_status(app, project):
    other = create_project(app, "Another", academic_year=2025).value
    for owner in (project, other):
        earlier = start_project_record(app, owner.id, "what_we_learned", on=date(2025, 11, 4)).value
        add_action(app, earlier.record.id, what=owner.title)
    now = start_project_record(app, project.id, "what_we_learned").value
    (line,) = now.rows.earlier
    assert line.action.what == "Number sense"
    give_status(app, line.action.id, ActionStatus.DONE, record_id=now.record.id)
    assert open_record(app, now.record.id).rows.earlier[0].review.status is ActionStatus.DONE


def test_a_form_about_schools_needs_a_school_and_a_project_has_to_be_here(app, project):
    with pytest.raises(RuleError, match="Choose the school"):
        start_project_record(app, project.id, "visit_1")
    with pytest.raises(NotFoundError):
        start_project_record(app, "gone", "what_we_learned")
    with pytest.raises(RuleError, match="about a project"):
        start_record(app, 900001, "what_we_learned")


def test_a_second_one_is_told_apart_by_its_reference(app, project):
    first = start_project_record(app, project.id, "what_we_learned").value
    second = start_project_record(app, project.id, "what_we_learned").value
    assert second.record.reference == f"{first.record.reference}.2"
    assert open_record(app, second.record.id).rows.earlier == ()
