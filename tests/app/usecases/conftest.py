"""An open program with its forms and one school, copied from one that was made once."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from app.bootstrap import open_with_key
from app.usecases.forms import newest_form
from app.usecases.sharing import join_record, share_record
from tests.builders import KEY, StillClock, an_app, with_school
from tests.builders_sharing import a_colleague

FORMS = ("visit_1", "visit_2", "visit_3", "visit_4", "maths_audit")
"""Compiled once for all tests; the others are compiled by the test that uses one."""


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """The folder that is copied, and the forms that were read once."""
    folder = tmp_path_factory.mktemp("made once") / "data"
    app = an_app(folder)
    definitions = {
        (form.form_id, form.version): form for form in (newest_form(app, f) for f in FORMS)
    }
    with_school(app)
    app.store.close()
    return folder, definitions


@pytest.fixture
def clock():
    """Stands at nine in the morning of Tuesday 20 January 2026 until it is told to go on."""
    return StillClock()


@pytest.fixture
def app(made_once, tmp_path, clock):
    """A laptop with the built-in forms and Alderbrook Primary School (900001)."""
    folder, definitions = made_once
    shutil.copytree(folder, tmp_path / "laptop")
    app = open_with_key(tmp_path / "laptop", KEY, clock=clock)
    app = replace(app, definitions=dict(definitions))
    yield app
    app.store.close()


@pytest.fixture
def asha(tmp_path, clock):
    """The laptop of an adviser who holds Alderbrook Primary School (900001)."""
    app = an_app(tmp_path / "asha", clock)
    with_school(app)
    yield app
    app.store.close()


@pytest.fixture
def ben(tmp_path, clock):
    """The laptop of a colleague who holds no school."""
    app = a_colleague(tmp_path / "ben", clock)
    yield app
    app.store.close()


@pytest.fixture
def give(tmp_path):
    """Gives a record from one laptop to another by a file: `give(asha, ben, record_id)`."""
    numbers = iter(range(1_000))

    def from_to(giver, receiver, record_id):
        shared = share_record(giver, record_id, tmp_path / f"{next(numbers)}.visitbook")
        return join_record(receiver, shared.path, shared.code).value

    return from_to
