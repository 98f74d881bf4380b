"""The sample that a colleague reads before it is sent: which notes, for whom, and by whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.follow_through import Stage, wants_quality_read
from app.errors import InputError, RuleError
from app.usecases.follow_through import readers, record_step, steps
from app.usecases.people import change_me, who_holds_this
from app.usecases.projects import add_cohort, change_project, create_project, join_cohort
from app.usecases.to_do import ToDoKind
from app.usecases.today import today
from tests.builders import a_finished_record, another_adviser

VISITED = date(2026, 1, 15)


@pytest.fixture
def project(app):
    """A project in which the school is, and of whose notes every one is read for quality."""
    project = create_project(app, "Maths Progress", academic_year=2025).value
    join_cohort(app, add_cohort(app, project.id, "Cohort 1").value.id, 900001)
    return change_project(app, replace(project, quality_one_in=1)).value


def to_do(app, kind):
    return [item for item in today(app).to_do if item.kind is kind]


def test_one_in_one_note_waits_for_its_quality_read(app, project):
    record = a_finished_record(app, on=VISITED)
    view = steps(app, record.id)
    assert (view.wants_read, view.one_in) == (True, 1)
    record_step(app, record.id, Stage.QUALITY_READ, reader=another_adviser(app).id)
    view = steps(app, record.id)
    assert (view.stage, view.wants_read) == (Stage.QUALITY_READ, False)
    assert view.now[-1].who == "Second Adviser"


def test_an_author_is_no_reader_of_the_own_note_and_is_not_offered_as_one(app, project):
    record = a_finished_record(app, on=VISITED)
    for named in ({}, {"reader": app.me}):
        with pytest.raises(RuleError, match="colleague"):
            record_step(app, record.id, Stage.QUALITY_READ, **named)
    assert steps(app, record.id).stage is Stage.FINISHED
    other = another_adviser(app)
    assert readers(app, record.id) == (other,)


def test_somebody_who_is_not_known_here_is_kept_as_the_reader_by_role(app, project):
    record = a_finished_record(app, on=VISITED)
    with pytest.raises(InputError):
        record_step(app, record.id, Stage.QUALITY_READ, reader="nobody")
    record_step(app, record.id, Stage.QUALITY_READ, role="Project lead")
    line = steps(app, record.id).now[-1]
    assert (line.who, line.role) == ("", "Project lead")


def test_the_sample_goes_by_the_record_alone(app, project):
    change_project(app, replace(project, quality_one_in=3))
    records = [a_finished_record(app, on=VISITED - timedelta(days=at)) for at in range(4)]
    for record in records:
        assert steps(app, record.id).wants_read is wants_quality_read(record.id, 3)


def test_quality_reads_wait_on_today_for_those_who_do_them(app, project, clock):
    record = a_finished_record(app, on=VISITED)
    other = another_adviser(app)
    with app.store.unit_of_work() as work:
        work.save(replace(record, adviser_id=other.id))
        work.commit()
    assert to_do(app, ToDoKind.QUALITY_READ) == []
    change_me(app, replace(who_holds_this(app), role="quality_reader"))
    (item,) = to_do(app, ToDoKind.QUALITY_READ)
    assert item.target == record.id
    record_step(app, record.id, Stage.QUALITY_READ)
    assert to_do(app, ToDoKind.QUALITY_READ) == []
