"""A draft begun by mistake is discarded, can be brought back, and harms nobody else's copy."""

from __future__ import annotations

import pytest

from app.domain.actions import Action, ActionReview
from app.domain.photos import Photo
from app.domain.records import Evidence, MetPerson, Record
from app.domain.visits import VisitState
from app.errors import NotFoundError, RuleError
from app.usecases.actions import actions_of
from app.usecases.answering import answer
from app.usecases.discarding import bring_back, discard_draft, discard_plan
from app.usecases.opened import open_record
from app.usecases.panels import add_evidence
from app.usecases.photos import sweep_photos
from app.usecases.record_list import list_records
from app.usecases.record_rows import read_rows
from app.usecases.records import reopen_record, start_record
from app.usecases.school_page import school_page
from app.usecases.today import ToDoKind, today
from app.usecases.visits import plan_visit, visits_of
from tests.builders import a_finished_record, a_full_record
from tests.builders_photos import a_record_with_a_photo
from tests.builders_sharing import found, notes

URN = 900001


def contents(app, record_id):
    opened = open_record(app, record_id)
    return opened.record, dict(opened.answers), opened.rows


@pytest.fixture
def before(app):
    """The finished record of an earlier visit, with an action."""
    return a_finished_record(app, on=app.today().replace(year=2025))


@pytest.fixture
def record_id(app, before):
    """A draft in which everything is filled in, and the earlier action has a status."""
    return a_full_record(app)


def test_a_discarded_draft_is_gone_with_its_answers_actions_and_statuses(app, before, record_id):
    plan = discard_plan(app, record_id)
    assert (plan.school_name, plan.actions, plan.shared) == ("Alderbrook Primary School", 1, False)
    assert plan.answers > 10
    discard_draft(app, record_id)
    with pytest.raises(NotFoundError):
        open_record(app, record_id)
    assert [line.record.id for line in list_records(app)] == [before.id]
    (line,) = actions_of(app, URN)
    assert (line.action.record_id, line.review) == (before.id, None)
    for kind in (MetPerson, Evidence, Action, ActionReview):
        assert found(app, kind, record_id=record_id) == ()


def test_it_can_be_brought_back_as_it_was(app, record_id):
    was = contents(app, record_id)
    discarded = discard_draft(app, record_id).value
    bring_back(app, discarded)
    assert contents(app, record_id) == was


def test_its_visit_is_planned_as_before(app):
    visit = plan_visit(app, URN, "visit_1", app.today()).value.visit
    record_id = start_record(app, URN, "visit_1", visit_id=visit.id).value.record.id
    discard_draft(app, record_id)
    assert [v.state for v in visits_of(app, URN)] == [VisitState.PLANNED]
    (ahead,) = today(app).visits
    assert (ahead.visit.id, ahead.record_id) == (visit.id, "")
    assert all(step.record is None for step in school_page(app, URN).steps)
    assert ToDoKind.FINISH_RECORD not in {item.kind for item in today(app).to_do}


def test_a_finished_record_is_not_discarded_nor_is_one_that_was_finished_before(app, before):
    with pytest.raises(RuleError, match="finished"):
        discard_draft(app, before.id)
    reopen_record(app, before.id)
    with pytest.raises(RuleError, match="finished before"):
        discard_draft(app, before.id)
    assert contents(app, before.id)[0].revision == 2


def test_what_a_colleague_wrote_without_seeing_it_brings_the_record_back(asha, ben, give):
    record_id = start_record(asha, URN, "visit_1").value.record.id
    answer(asha, record_id, "purpose", "Look at fractions")
    add_evidence(asha, record_id, "lesson", where="Year 4")
    give(asha, ben, record_id)
    assert discard_plan(asha, record_id).shared
    discard_draft(asha, record_id)
    assert found(asha, Record) == ()
    answer(ben, record_id, "purpose", "Look at ratio")
    give(ben, asha, record_id)
    assert notes(asha, record_id)["purpose"] == "Look at ratio"
    assert [each.where for each in read_rows(asha, record_id).rows.evidence] == ["Year 4"]
    assert [each.where for each in read_rows(ben, record_id).rows.evidence] == ["Year 4"]


def test_a_helper_does_not_discard_what_another_holds(asha, ben, give):
    record_id = start_record(asha, URN, "visit_1").value.record.id
    give(asha, ben, record_id)
    with pytest.raises(RuleError, match="holds this school"):
        discard_draft(ben, record_id)
    assert [line.record.id for line in list_records(ben)] == [record_id]


def test_its_photos_are_swept_once_nobody_can_bring_it_back(app):
    record_id, _photo = a_record_with_a_photo(app)
    discard_draft(app, record_id)
    assert found(app, Photo) == ()
    assert sweep_photos(app, now=4_000_000_000).value == 1
