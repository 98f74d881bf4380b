"""A child may be at risk: whom to tell at once, and that it was passed on; never a detail."""

from __future__ import annotations

from dataclasses import fields

import pytest

from app.domain.records import PassedOn
from app.errors import InputError, NotFoundError
from app.usecases.people import add_person
from app.usecases.safeguarding import pass_on, whom_to_tell


def test_the_lead_comes_before_the_deputies(app):
    for role in ("deputy_safeguarding_lead", "headteacher", "designated_safeguarding_lead"):
        add_person(app, 900001, role, telephone="01632 960 121")
    leads = whom_to_tell(app, 900001).leads
    assert leads[0].role == "designated_safeguarding_lead"
    assert all(lead.safeguarding_lead for lead in leads)
    assert "headteacher" not in [lead.role for lead in leads]


def test_a_school_without_a_lead_still_answers_with_its_telephone(app):
    told = whom_to_tell(app, 900001)
    assert told.leads == ()
    assert told.school.name == "Alderbrook Primary School"


def test_that_it_was_passed_on_is_kept_with_time_and_role(app, clock):
    passed = pass_on(app, 900001, "designated_safeguarding_lead").value
    assert (passed.at, passed.role) == (clock.now, "Designated safeguarding lead")
    assert whom_to_tell(app, 900001).passed_on == (passed,)


def test_there_is_nowhere_to_put_a_detail():
    assert [field.name for field in fields(PassedOn)] == ["id", "urn", "at", "role"]


def test_what_is_logged_of_it_is_time_and_role_alone(app):
    changes = pass_on(app, 900001, "headteacher").changes
    assert {change.field for change in changes} <= {"urn", "at", "role"}


def test_a_role_has_to_be_said(app):
    with pytest.raises(InputError, match="by role whom you told"):
        pass_on(app, 900001, "  ")


def test_what_was_passed_on_is_listed_oldest_first(app, clock):
    first = pass_on(app, 900001, "headteacher").value
    clock.go_on(hours=1)
    second = pass_on(app, 900001, "designated_safeguarding_lead").value
    assert whom_to_tell(app, 900001).passed_on == (first, second)


def test_a_school_that_was_not_taken_on_has_nobody_to_tell(app):
    with pytest.raises(NotFoundError, match="not taken on"):
        whom_to_tell(app, 900009)
    with pytest.raises(NotFoundError, match="not taken on"):
        pass_on(app, 900009, "headteacher")
