"""Key people by role, and addresses by the rule that e-mail itself goes by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.errors import InputError
from app.usecases.panels import add_met_person
from app.usecases.people import add_person, change_me, change_person, people_of, who_holds_this
from app.usecases.records import start_record


def test_the_safeguarding_lead_is_marked_by_the_name_that_schools_use(app):
    person = add_person(app, 900001, "DSL").value
    assert (person.role, person.safeguarding_lead) == ("designated_safeguarding_lead", True)


def test_somebody_met_is_known_by_the_name_of_the_role_that_people_use(app):
    record = start_record(app, 900001, "visit_1").value.record
    assert add_met_person(app, record.id, "head").value.role == "headteacher"


@pytest.mark.parametrize("email", ["head@.example", "a@b@school.example", "H <h@school.example>"])
def test_an_address_that_could_not_be_written_to_is_not_kept(app, email):
    with pytest.raises(InputError, match="is not an e-mail address"):
        add_person(app, 900001, "headteacher", email=email)
    person = add_person(app, 900001, "headteacher", email="head@school.example").value
    with pytest.raises(InputError, match="is not an e-mail address"):
        change_person(app, replace(person, email=email))
    with pytest.raises(InputError, match="is not an e-mail address"):
        change_me(app, replace(who_holds_this(app), email=email))
    assert [each.email for each in people_of(app, 900001)] == ["head@school.example"]
