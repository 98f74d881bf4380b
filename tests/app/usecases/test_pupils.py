"""Focus pupils: by code, and only once the agreement is signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.pupils import FocusPupil, PupilStatus
from app.errors import InputError, NotFoundError, RuleError
from app.usecases.pupils import add_pupil, change_pupil, pupils_of, remove_pupil
from app.usecases.schools import sign_agreement
from tests.builders import with_school


def a_pupil(app, code="P01", urn=900001, **more) -> FocusPupil:
    return FocusPupil(app.new_id(), urn, code, **more)


def codes(app, urn=900001):
    return [pupil.code for pupil in pupils_of(app, urn)]


@pytest.mark.parametrize("code", ["P01", "P07", "Y4-12", "R-03", "N-2", "12", "FP7", "7b"])
def test_a_code_is_kept(app, code):
    add_pupil(app, a_pupil(app, code))
    assert codes(app) == [code]


@pytest.mark.parametrize(
    "name", ["Somebody", "A B", "Child One", "P01 Somebody", "", "P", "☃1", "Som1", "Some12"]
)
def test_what_could_be_a_name_is_refused(app, name):
    with pytest.raises(InputError, match="never a name: the school keeps the key"):
        add_pupil(app, a_pupil(app, name))
    assert codes(app) == []


def test_no_code_is_kept_before_the_agreement(app):
    with_school(app, 900002, agreement_date=None)
    with pytest.raises(RuleError, match="no signed agreement yet"):
        add_pupil(app, a_pupil(app, urn=900002))
    sign_agreement(app, 900002, date(2026, 1, 19))
    add_pupil(app, a_pupil(app, urn=900002))
    assert codes(app, 900002) == ["P01"]


def test_an_agreement_is_not_signed_in_the_future(app):
    with pytest.raises(InputError, match="lies in the future"):
        sign_agreement(app, 900001, date(2026, 1, 21))


def test_a_code_stands_for_one_pupil_of_a_school_whatever_its_case(app):
    with_school(app, 900002)
    add_pupil(app, a_pupil(app, "P01"))
    with pytest.raises(InputError, match="already has a focus pupil with the code p01"):
        add_pupil(app, a_pupil(app, "p01"))
    add_pupil(app, a_pupil(app, "P01", urn=900002))


def test_a_changed_pupil_keeps_the_own_code_and_takes_no_other_ones(app):
    pupil = add_pupil(app, a_pupil(app, "P01")).value
    add_pupil(app, a_pupil(app, "P02"))
    change_pupil(app, replace(pupil, status=PupilStatus.MET))
    with pytest.raises(InputError, match="already"):
        change_pupil(app, replace(pupil, code="P02"))
    assert pupils_of(app, 900001)[0].status is PupilStatus.MET


def test_a_pupil_is_taken_off_the_list(app):
    pupil = add_pupil(app, a_pupil(app)).value
    remove_pupil(app, pupil)
    assert codes(app) == []


def test_a_pupil_belongs_to_a_school_taken_on(app):
    with pytest.raises(NotFoundError, match="not taken on a school with URN 900009"):
        add_pupil(app, a_pupil(app, urn=900009))


def test_pupils_are_listed_by_code(app):
    for code in ("p03", "P01", "P02"):
        add_pupil(app, a_pupil(app, code))
    assert codes(app) == ["P01", "P02", "p03"]
