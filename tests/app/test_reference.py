"""Lists of the field's own words: roles by any of their names, sources of evidence."""

from __future__ import annotations

import pytest

from app import reference


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Headteacher", "headteacher"),
        ("head", "headteacher"),
        ("Head Teacher", "headteacher"),
        ("Head-teacher", "headteacher"),
        ("DSL", "designated_safeguarding_lead"),
        ("designated  safeguarding lead", "designated_safeguarding_lead"),
        ("Deputy DSL", "deputy_safeguarding_lead"),
        ("subject leader", "maths_subject_leader"),
        ("Maths Lead", "maths_subject_leader"),
        ("SENDCo", "senco"),
        ("TA", "teaching_assistant"),
        ("chair", "chair_of_governors"),
    ],
)
def test_a_role_is_known_by_the_names_people_use(typed, key):
    assert reference.role_key(typed, reference.school_roles()) == key


def test_a_role_that_no_list_has_is_its_own_words():
    assert reference.role_key("Forest school lead", reference.school_roles()) == (
        "Forest school lead"
    )


def test_a_member_of_the_team_is_known_by_initials():
    assert reference.role_key("SLE", reference.team_roles()) == "sle"


def test_no_name_means_two_roles():
    for roles in (reference.team_roles(), reference.school_roles()):
        for role in roles:
            for name in (role.key, role.label, *role.aliases):
                assert reference.role_key(name, roles) == role.key
