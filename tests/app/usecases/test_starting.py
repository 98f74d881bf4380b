from __future__ import annotations

from datetime import date

import pytest

from app.errors import RuleError
from app.usecases.record_list import list_records
from app.usecases.school_lists import fits, school_lists
from app.usecases.schools import hand_over
from app.usecases.starting import open_visit, start_choices
from app.usecases.visits import plan_visit
from tests.builders import a_school, an_app, with_school


@pytest.fixture
def app(tmp_path):
    made = an_app(tmp_path / "data")
    with_school(made)
    yield made
    made.store.close()


def a_visit(app, kind, on):
    return plan_visit(app, 900001, kind, on).value.visit


def test_a_visit_is_opened_with_its_usual_form_and_once_only(app):
    visit = a_visit(app, "visit_2", date(2026, 1, 20))
    first = open_visit(app, visit.id).value
    assert open_visit(app, visit.id).value == first
    assert [line.record.form_id for line in list_records(app)] == ["visit_2"]


def test_a_visit_without_a_usual_form_has_to_be_given_one(app):
    visit = a_visit(app, "extra", date(2026, 1, 20))
    with pytest.raises(RuleError, match="Choose one"):
        open_visit(app, visit.id)


def test_only_visits_without_a_record_are_offered_and_the_likeliest_is_the_nearest(app):
    begun = a_visit(app, "visit_1", date(2026, 1, 10))
    open_visit(app, begun.id)
    near = a_visit(app, "visit_2", date(2026, 1, 21))
    later = a_visit(app, "visit_2", date(2026, 3, 2))
    choices = start_choices(app)
    assert [visit.id for visit in choices.visits] == [near.id, later.id]
    assert choices.likely_visit(900001, "visit_2") == near
    assert choices.likely_visit(900001, "maths_audit") is None


def test_a_visit_of_no_form_is_likely_on_its_own_day_only_and_a_launch_day_for_its_own_form(app):
    a_visit(app, "launch", date(2025, 9, 1))
    launch = a_visit(app, "launch", start_choices(app).today)
    a_visit(app, "extra", date(2025, 12, 1))
    assert start_choices(app).likely_visit(900001, "maths_audit") is None
    today = a_visit(app, "extra", start_choices(app).today)
    assert start_choices(app).likely_visit(900001, "maths_audit") == today
    assert start_choices(app).likely_visit(900001, "launch_day") == launch


def test_what_is_written_beside_a_visit_never_takes_the_place_of_its_note(app):
    visit = a_visit(app, "visit_2", date(2026, 1, 20))
    free = a_visit(app, "extra", date(2026, 1, 20))
    choices = start_choices(app)
    assert choices.visits_for(900001, "book_look") == (free,)
    assert choices.likely_visit(900001, "book_look") == free
    assert visit in choices.visits_for(900001, "visit_2")


def test_a_school_s_record_is_not_begun_with_a_form_about_a_project(app):
    offered = {form.form_id for form in start_choices(app).forms}
    assert "book_look" in offered
    assert offered.isdisjoint({"training_record", "cohort_review", "resource", "lesson_learned"})


def test_schools_that_were_given_up_are_listed_apart(app):
    hand_over(app, 900001)
    lists = school_lists(app)
    assert lists.mine == ()
    assert [school.urn for school in lists.given_up] == [900001]


@pytest.mark.parametrize("text", ["alder", "PRIM alder", "900001", "900", "zz1 1aa", "zz11aa", ""])
def test_one_s_own_school_fits_what_begins_its_words(text):
    assert fits(a_school(postcode="ZZ1 1AA"), text)


@pytest.mark.parametrize("text", ["brook", "alder junior", "900002"])
def test_one_s_own_school_does_not_fit_other_words(text):
    assert not fits(a_school(), text)
