"""A colleague's file is not believed: it brings one record and what belongs to it, nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from datetime import date

import pytest

from app import sync, vault
from app.domain.changes import Change, Head, Stamp
from app.domain.follow_through import RecordStep, Stage
from app.domain.own_forms import FormFile, OwnForm, own_form_id
from app.domain.projects import Cohort, Project
from app.domain.records import MetPerson, Record
from app.domain.school_days import Holiday
from app.domain.visits import Visit
from app.errors import InputError
from app.storage.scopes import own_scope
from app.usecases.actions import add_action
from app.usecases.answering import answer
from app.usecases.form_files import form_files
from app.usecases.forms import definition_of, list_forms
from app.usecases.opened import open_record
from app.usecases.own_forms import save_workbook_copy
from app.usecases.panels import add_met_person
from app.usecases.projects import create_project
from app.usecases.records import start_project_record, start_record
from app.usecases.school_days import add_holiday
from app.usecases.sharing import join_record, look_into, name_for, share_record
from tests.builders import with_school
from tests.builders_forms import asks, xform
from tests.builders_sharing import found

pytestmark = pytest.mark.usefixtures("cheap_codes")
URN = 900001
SCOPE = f"school:{URN}"
LATER = Stamp(1 << 41, 0)


@pytest.fixture
def ben(ben):
    with_school(ben, 900002, name="Brackenfield School")
    return ben


@pytest.fixture
def record_id(asha):
    return start_record(asha, URN, "visit_1").value.record.id


@pytest.fixture
def forged_file(asha, tmp_path):
    """A file that somebody made who has the code, with changes made up; and the code."""
    numbers = iter(range(1, 1_000))

    def make(record_id, *said, stamp=LATER, **instead):
        path = tmp_path / f"{next(numbers)}.visitbook"
        shared = share_record(asha, record_id, path)
        key = vault.key_from_code(shared.code, sync.salt_of(path.read_bytes()))
        parcel = sync.open_parcel(path.read_bytes(), key)
        made = [
            Change(*about, field, value, Head("forger", next(numbers)), stamp, (), "x")
            for about, fields in said
            for field, value in fields.items()
        ]
        forged = replace(parcel, changes=(*parcel.changes, *made), **instead)
        path.write_bytes(sync.seal_parcel(forged, key, sync.salt_of(path.read_bytes())))
        return path, shared.code

    return make


@pytest.fixture
def forge(ben, forged_file):
    """Joins such a file at Ben's."""

    def join(*args, **named):
        return join_record(ben, *forged_file(*args, **named)).value

    return join


def own_form(app, version="1", xml=""):
    xml = xml or xform("<a/>", "", asks("/data/a")).replace('version="3"', f'version="{version}"')
    form = OwnForm(own_form_id("a_form", version), "a_form", version, "A form", xml)
    with app.store.unit_of_work() as work:
        work.save(form)
        work.commit()
    return form


def form_row(form_id, version, xml="<x/>"):
    about = ("team", "own_form", own_form_id(form_id, version))
    return about, {"form": form_id, "version": version, "title": "Forged", "xml": xml}


def test_it_brings_no_form_but_the_records_own(ben, forge, record_id):
    before = list_forms(ben)
    forge(record_id, form_row("maths_audit", "9999999999"), form_row("another", "1"))
    assert list_forms(ben) == before
    assert found(ben, OwnForm) == ()


def test_the_records_own_form_comes_along_and_is_never_replaced_by_another_file(asha, ben, forge):
    form = own_form(asha)
    record_id = start_record(asha, URN, "a_form").value.record.id
    forge(record_id)
    assert found(ben, OwnForm) == (form,)
    other = form.xml.replace("/data/a", "/data/b").replace("<a/>", "<b/>")
    forge(record_id, form_row("a_form", "1", other))
    assert found(ben, OwnForm) == (form,)
    ben.definitions.clear()
    assert [q.name for q in definition_of(ben, "a_form", "1").questions()] == ["a"]


def without_private_marks(xml):
    return re.sub('vb:private="[^"]*"', "", xml).replace("private_note", "open_note")


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("as_own", [True, False])
def test_a_form_without_its_private_marks_takes_the_place_of_none(
    asha, ben, forge, forged_file, record_id, known, as_own
):
    if known:
        forge(record_id)
    ben.definitions.clear()
    with asha.store.reading() as reader:
        (form,) = (each for each in reader.forms() if each.form_id == "visit_1")
        evil = without_private_marks(reader.form_xml("visit_1", form.version))
    said = [form_row("visit_1", form.version, evil)] if as_own else []
    packed = sync.PackedForm("visit_1", form.version, form.title, evil)
    path, code = forged_file(record_id, *said, forms=(packed,))
    look_into(ben, path, code)
    join_record(ben, path, code)
    for app in (ben, replace(ben, definitions={})):
        asked = {q.name for q in definition_of(app, "visit_1", form.version).questions()}
        assert asked & {"private_note", "open_note"} == {"private_note"}
    answer(ben, record_id, "private_note", "For me alone")
    with ben.store.reading() as reader:
        scopes = {c.scope for c in reader.changes() if c.value == "For me alone"}
    assert scopes == {own_scope(ben.me)}


@pytest.mark.parametrize("as_own", [True, False])
def test_a_form_has_to_be_what_it_is_said_to_be(asha, ben, forge, as_own):
    form = own_form(asha)
    record_id = start_record(asha, URN, "a_form").value.record.id
    other = form.xml.replace('id="a_form"', 'id="visit_1"')
    packed = sync.PackedForm("a_form", "1", "Forged", other)
    more = {} if as_own else {"forms": (packed,)}
    with pytest.raises(InputError, match="not the one it is said to be"):
        forge(record_id, form_row("a_form", "1", other), **more)
    assert found(ben, Record) == found(ben, OwnForm) == ()


def test_no_form_comes_but_the_one_that_the_record_is_filled_in_with(ben, forge, record_id):
    newer = xform("<a/>", "", asks("/data/a")).replace('id="a_form"', 'id="maths_audit"')
    newer = newer.replace('version="3"', 'version="9999999999"')
    before = list_forms(ben)
    forge(record_id, forms=(sync.PackedForm("maths_audit", "9999999999", "Forged", newer),))
    assert list_forms(ben) == before


def test_looking_into_a_file_keeps_nothing_of_the_form_that_comes_with_it(asha, ben, forged_file):
    own_form(asha)
    record_id = start_record(asha, URN, "a_form").value.record.id
    look_into(ben, *forged_file(record_id))
    assert not ben.definitions
    assert not ben.form_files


def test_it_moves_no_record_and_no_row_to_another_school(ben, forge, record_id):
    forge(
        record_id,
        ((SCOPE, "record", record_id), {"urn": 900002}),
        ((SCOPE, "visit", "v1"), {"urn": 900002, "kind": "visit_1", "on": "2026-02-01"}),
        ((SCOPE, "focus_pupil", "f1"), {"urn": 900002, "code": "P1"}),
    )
    assert found(ben, Record, urn=900002) == found(ben, Visit) == ()
    assert found(ben, Record, id=record_id)[0].urn == URN


def test_it_adds_nothing_to_another_record(ben, forge, record_id):
    other = start_record(ben, 900002, "visit_1").value.record.id
    forge(
        record_id,
        (
            (SCOPE, "action", "a1"),
            {"urn": 900002, "record": other, "number": 1, "reference": "A1", "what": "forged"},
        ),
        ((SCOPE, "met_person", "m1"), {"urn": URN, "record": other, "role": "headteacher"}),
    )
    rows = open_record(ben, other).rows
    assert (rows.actions, rows.people) == ((), ())


def test_it_changes_no_row_of_another_record_of_the_school(asha, ben, forge, record_id):
    other = start_record(asha, URN, "visit_2").value.record.id
    add_met_person(asha, other, "headteacher")
    forge(other)
    (person,) = found(ben, MetPerson)
    forge(record_id, ((SCOPE, "met_person", person.id), {"name": "Forged", "deleted": True}))
    assert found(ben, MetPerson) == (person,)


def test_it_brings_no_project_but_the_records_own(asha, ben, forge, record_id):
    forge(
        record_id,
        (("project:p9", "project", "p9"), {"title": "Forged", "academic_year": 2025}),
        (("project:p9", "cohort", "c9"), {"project": "p9", "title": "Forged"}),
    )
    assert found(ben, Project) == found(ben, Cohort) == ()


def test_a_record_about_a_project_goes_to_and_fro_with_its_rows(asha, ben, forge):
    page = xform("<what/>", "", asks("/data/what"))
    page = page.replace('id="a_form"', 'id="learned" vb:about="project"')
    for app in (asha, ben):
        with app.store.unit_of_work() as work:
            work.keep_form("learned", "3", "What we learned", page, "learned")
            work.commit()
    project = create_project(asha, "Number sense", academic_year=2025).value
    record_id = start_project_record(asha, project.id, "learned").value.record.id
    answer(asha, record_id, "what", "Begin with talk")
    add_action(asha, record_id, what="Plan together")

    joined = forge(record_id)

    opened = open_record(ben, record_id)
    assert joined.school_name == opened.school.name == "Number sense"
    assert opened.answers["/data/what"] == "Begin with talk"
    assert [action.what for action in opened.rows.actions] == ["Plan together"]


def test_it_touches_no_private_answer_even_where_it_brings_no_form(asha, ben, forge, record_id):
    forge(record_id)
    answer(ben, record_id, "private_note", "For me alone")
    (ref,) = (r for r, v in open_record(ben, record_id).answers.items() if v == "For me alone")
    forge(record_id, ((SCOPE, "record", record_id), {f"answer:{ref}": "forged"}), forms=())
    assert open_record(ben, record_id).answers[ref] == "For me alone"


def test_a_stamp_at_the_end_of_time_takes_nobodys_words_later(asha, ben, forge, record_id):
    last = Stamp(253_370_764_799_999, 1 << 53)
    forge(record_id, ((SCOPE, "record", record_id), {"answer:/data/x": "forged"}), stamp=last)
    answer(ben, record_id, "purpose", "My words")
    shared = share_record(ben, record_id, ben.folder.parent / "back.visitbook")
    assert join_record(asha, shared.path, shared.code).value.left_out == 0
    assert "My words" in open_record(asha, record_id).answers.values()


def test_files_of_a_form_that_cannot_be_used_keep_no_record_from_opening(ben):
    picture = "<text id='a'><value form='image'>jr://images/a.png</value></text>"
    page = xform(
        "<a/>",
        '<instance id="l" src="jr://file-csv/l.csv"/>',
        '<input ref="/data/a"><label ref="jr:itext(\'a\')"/></input>',
        f"<itext><translation lang='en'>{picture}</translation></itext>",
    ).replace('version="3"', 'version="1"')
    form = own_form(ben, xml=page)
    svg = b64encode(b"<svg xmlns='http://www.w3.org/2000/svg'/>").decode()
    with ben.store.unit_of_work() as work:
        work.save(FormFile(f"{form.id}/l.csv", form.id, "l.csv", b64encode(b"").decode()))
        work.save(FormFile(f"{form.id}/a.png", form.id, "a.png", svg))
        work.commit()
    files = form_files(ben, "a_form", "1")
    assert (dict(files.lists), dict(files.pictures)) == ({}, {})
    assert start_record(ben, 900002, "a_form").value.record.form_id == "a_form"


def test_a_form_is_saved_as_a_form_whatever_its_file_was_called(ben, tmp_path):
    form = own_form(ben)
    with ben.store.unit_of_work() as work:
        work.save(FormFile(form.id, form.id, "form.exe", b64encode(b"x").decode()))
        work.commit()
    assert save_workbook_copy(ben, "a_form", "1", tmp_path / "copy").name == "copy.xlsx"


def test_a_records_reference_never_leads_to_another_folder(asha, ben, forge, record_id):
    forge(record_id, ((SCOPE, "record", record_id), {"reference": "../../up/x"}))
    name = name_for(ben, record_id)
    assert name.startswith("S900001-")
    assert "/" not in name


def a_step(id_, record_id, stage="accurate", **more):
    said = {"urn": URN, "record": record_id, "revision": 1, "stage": stage, "on": "2026-01-21"}
    return (SCOPE, "record_step", id_), {**said, "at": "2026-01-21T09:00:00+00:00", **more}


def test_it_brings_no_stage_of_another_record_and_none_that_there_is_not(ben, forge, record_id):
    forge(record_id, a_step("a", "another"), a_step("b", record_id, "invented"))
    forge(record_id, a_step("c", record_id, revision=10**9))
    assert found(ben, RecordStep) == ()
    forge(record_id, a_step("d", record_id))
    assert [step.stage for step in found(ben, RecordStep)] == [Stage.ACCURATE]


def test_it_brings_no_school_holidays(asha, ben, forge, record_id):
    day = date(2026, 2, 16)
    holiday = add_holiday(asha, "Westmarch", day, day).value
    said = {"la": "Westmarch", "first": "2026-02-16", "last": "2099-02-20"}
    forge(record_id, (("team", "holiday", holiday.id), said))
    assert found(ben, Holiday) == ()
