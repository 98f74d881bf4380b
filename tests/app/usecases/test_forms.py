"""Which forms there are, and when a workbook is compiled."""

from __future__ import annotations

import pytest

from app.errors import NotFoundError
from app.usecases import forms
from app.usecases.forms import list_forms, newest_form
from tests.builders import an_app


@pytest.fixture
def fresh(tmp_path):
    """A laptop on which no form has been used yet."""
    made = an_app(tmp_path / "data")
    yield made
    made.store.close()


def kept(app):
    with app.store.reading() as reader:
        return [form.form_id for form in reader.forms()]


def test_forms_are_listed_without_compiling_any(fresh):
    listed = [form.form_id for form in list_forms(fresh)]
    assert {"visit_1", "maths_audit"} <= set(listed)
    assert listed == [form_id for form_id in forms.BUILT_IN if form_id in listed]
    assert kept(fresh) == []


def test_a_form_is_compiled_when_it_is_first_used_and_once_only(fresh, monkeypatch):
    assert newest_form(fresh, "visit_1").form_id == "visit_1"
    assert kept(fresh) == ["visit_1"]
    fresh.definitions.clear()
    monkeypatch.setattr("app.forms.compile.compile_workbook", None)
    assert newest_form(fresh, "visit_1").form_id == "visit_1"


def test_a_newer_version_that_is_kept_here_goes_before_the_one_that_ships(fresh):
    newest_form(fresh, "visit_1")
    with fresh.store.unit_of_work() as work:
        xml = work.form_xml("visit_1", list_forms(fresh)[_place(fresh)].version)
        newer = xml.replace('version="20', 'version="30')
        work.keep_form("visit_1", "3026112201", "Our own first visit", newer, "another workbook")
        work.commit()
    line = list_forms(fresh)[_place(fresh)]
    assert (line.version, line.title, line.group) == ("3026112201", "Our own first visit", "Visits")
    assert newest_form(fresh, "visit_1").version.startswith("30")


def _place(app):
    return [form.form_id for form in list_forms(app)].index("visit_1")


def test_a_form_kept_from_elsewhere_stands_after_the_built_in_ones(fresh):
    with fresh.store.unit_of_work() as work:
        work.keep_form("a_form_of_ours", "1", "A form of ours", "<h:html/>", "workbook")
        work.commit()
    assert list_forms(fresh)[-1].form_id == "a_form_of_ours"


def test_an_unknown_form_is_told_with_those_there_are(fresh):
    with pytest.raises(NotFoundError, match=r"no form called “visit_9”.*visit_1"):
        newest_form(fresh, "visit_9")
