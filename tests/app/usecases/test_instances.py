"""A finished record leaves as XML with its photos, and comes back with the same answers."""

from __future__ import annotations

import random
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.changes import NOTHING_SEEN
from app.domain.photos import Photo
from app.errors import FormError, InputError, NotFoundError, RuleError
from app.forms.definition import Question, QuestionKind, Repeat
from app.usecases.answering import answer, changed_since
from app.usecases.exporting import export_records
from app.usecases.form_versions import move_record
from app.usecases.forms import BUILT_IN, newest_form
from app.usecases.instances import instance_xml
from app.usecases.opened import live_session, open_record
from app.usecases.photos import add_photo, photos_of, picture_of
from app.usecases.readiness import without_rows
from app.usecases.record_files import RecordFile
from app.usecases.records import (
    draft_snapshot,
    finish_record,
    reopen_record,
    save_answers,
    start_record,
)
from app.usecases.sharing import share_record
from app.usecases.taking_in import import_record
from tests.builders import a_full_record, an_app, with_school
from tests.builders_forms import asks, bind, xform
from tests.builders_photos import WALL, a_photo_record
from tests.builders_pictures import a_photo

URN = 900001
WORDS = ["Fractions", "=1+1", "Zoë’s “3 × 4” < 5 & more", "two\nlines", "  spaced ", "😀"]


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    app = an_app(tmp_path_factory.mktemp("instances") / "data")
    with_school(app, URN)
    yield app
    app.store.close()


def of_schools():
    """Forms whose records are of a school."""
    from app.usecases.shipped_forms import shipped_forms

    return [form_id for form_id in BUILT_IN if shipped_forms()[form_id].about != "project"]


def any_value(luck, session, ref, question):
    kind = question.kind
    if kind in {QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE, QuestionKind.RANK}:
        choices = [choice.value for choice in session.choices(ref)]
        if not choices:
            return ""
        if kind is QuestionKind.SELECT_ONE:
            return luck.choice(choices)
        return " ".join(luck.sample(choices, luck.randint(1, len(choices))))
    made = {
        QuestionKind.TEXT: luck.choice(WORDS),
        QuestionKind.DATE: f"2026-0{luck.randint(1, 9)}-1{luck.randint(0, 9)}",
        QuestionKind.TIME: f"1{luck.randint(0, 9)}:30",
        QuestionKind.INTEGER: str(luck.randint(0, 40)),
        QuestionKind.DECIMAL: f"{luck.randint(0, 40)}.5",
        QuestionKind.ACKNOWLEDGE: "OK",
    }
    return made.get(kind, "")


def fill(luck, session, items, path, ref):
    for item in items:
        own = ref + item.path.removeprefix(path)
        if isinstance(item, Repeat):
            fill_rows(luck, session, item, own)
        elif not isinstance(item, Question):
            fill(luck, session, item.items, item.path, own)
        elif session.is_relevant(own) and not session.is_readonly(own) and luck.random() < 0.8:
            session.answer(own, any_value(luck, session, own, item))


def fill_rows(luck, session, repeat, ref):
    for _ in range(0 if repeat.counted else luck.randint(0, 2)):
        session.add_repeat(ref)
    for row in session.rows(ref):
        fill(luck, session, repeat.items, repeat.path, row)


def a_random_record(app, form_id, luck):
    opened = start_record(app, URN, form_id).value
    session = live_session(app, opened)
    before = session.entered()
    for section in opened.definition.sections:
        fill(luck, session, section.items, "", "")
    save_answers(app, opened.record.id, changed_since(before, session), opened.seen)
    return opened.record.id


def said(app, record_id):
    """Questions and answers in the form's order; rows by their place."""
    snapshot = draft_snapshot(app, record_id)
    return [(without_rows(each.ref), each.value) for each in snapshot.answers()]


@pytest.mark.parametrize("form_id", of_schools())
def test_any_answers_to_any_form_come_back_the_same(app, tmp_path, form_id):
    @settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(seed=st.integers(0, 1 << 30))
    def comes_back(seed):  # inside: a failure would print the whole program, form by form
        record_id = a_random_record(app, form_id, random.Random(seed))
        path = tmp_path / f"{seed}.xml"
        path.write_text(instance_xml(app, draft_snapshot(app, record_id)), encoding="utf-8")
        taken = import_record(app, RecordFile(path), URN).value
        assert taken.left_out == ()
        assert said(app, taken.record.id) == said(app, record_id)

    comes_back()


def exported(app, record_id, target):
    found = export_records(app, [record_id], "xml", target)
    return next(path for path in found.paths if path.suffix == ".xml")


@pytest.fixture(scope="module")
def finished(app):
    record_id = a_full_record(app)
    answer(app, record_id, "private_note", "For me alone")
    finish_record(app, record_id)
    return record_id


def test_an_instance_names_its_form_and_itself(app, finished, tmp_path):
    root = ET.fromstring(exported(app, finished, tmp_path).read_text(encoding="utf-8"))
    definition = newest_form(app, "visit_1")
    assert (root.get("id"), root.get("version")) == ("visit_1", definition.version)
    ids = [node.text for node in root.iter() if node.tag.endswith("instanceID")]
    assert ids
    assert ids[0].startswith("uuid:")


def test_nothing_private_is_in_an_instance(app, finished, tmp_path):
    assert "For me alone" not in exported(app, finished, tmp_path).read_text(encoding="utf-8")


def test_a_finished_record_comes_back_as_a_draft_with_its_answers(app, finished, tmp_path):
    taken = import_record(app, RecordFile(exported(app, finished, tmp_path)), URN).value
    assert taken.record.state == "draft"
    assert taken.record.id != finished
    assert said(app, taken.record.id) == said(app, finished)


def test_a_photo_goes_out_beside_the_xml_and_comes_back(tmp_path):
    app = an_app(tmp_path / "data")
    with_school(app, URN)
    record_id = a_photo_record(app)
    add_photo(app, record_id, "wall", a_photo(), "Bar models")
    finish_record(app, record_id)

    xml = exported(app, record_id, tmp_path / "out")

    (photo,) = photos_of(app, record_id)
    assert (xml.parent / photo.file_name).read_bytes() == picture_of(app, photo.id)
    taken = import_record(app, RecordFile(xml), URN).value
    assert (taken.photos, taken.left_out) == (1, ())
    (again,) = photos_of(app, taken.record.id)
    assert again.caption == "Bar models"
    assert (again.width, again.height) == (photo.width, photo.height)
    (xml.parent / photo.file_name).unlink()
    (missed,) = import_record(app, RecordFile(xml), URN).value.left_out
    assert "not beside it" in missed.why
    app.store.close()


def test_no_answer_of_the_record_is_made_of_a_caption(tmp_path):
    app = an_app(tmp_path / "data")
    with_school(app, URN)
    record_id = a_photo_record(app)
    add_photo(app, record_id, "wall", a_photo(), 'Bars & "models" < 5')
    finish_record(app, record_id)
    xml = exported(app, record_id, tmp_path / "out")
    taken = import_record(app, RecordFile(xml), URN).value
    (again,) = photos_of(app, taken.record.id)
    assert again.caption == 'Bars & "models" < 5'
    assert not [ref for ref in open_record(app, taken.record.id).answers if "caption" in ref]
    app.store.close()


HIDDEN = "/data/hidden"


def a_version(app, version, *names):
    """Keep a version of the form `a_form` that asks these and has a value that no page shows."""
    instance = "".join(f"<{name}/>" for name in names) + "<hidden/>"
    page = xform(instance, "", asks(*(f"/data/{name}" for name in names)))
    page = page.replace('version="3"', f'version="{version}"')
    with app.store.unit_of_work() as work:
        work.keep_form("a_form", version, "A form", page, version)
        work.commit()


@pytest.mark.parametrize(("left_before", "hidden"), [(True, "frozen"), (False, None)])
def test_a_finished_revision_leaves_as_it_was_also_where_the_record_went_on(
    tmp_path, left_before, hidden
):
    app = an_app(tmp_path / "data")
    with_school(app, URN)
    a_version(app, "1", "a", "b")
    record = start_record(app, URN, "a_form").value.record
    frozen = {"/data/a": "frozen", "/data/b": "frozen", HIDDEN: "frozen"}
    save_answers(app, record.id, frozen, NOTHING_SEEN)
    finish_record(app, record.id)
    if left_before:  # only what others may know of is kept in the log when it is typed over
        share_record(app, record.id, tmp_path / "shared.visitbook")
    reopen_record(app, record.id)
    draft = {"/data/a": "draft", "/data/b": "draft", HIDDEN: "draft"}
    save_answers(app, record.id, draft, NOTHING_SEEN)
    a_version(app, "2", "a", "c")
    move_record(app, record.id)

    root = ET.fromstring(exported(app, record.id, tmp_path / "out").read_text(encoding="utf-8"))

    assert root.get("version") == "1"
    said = {node.tag.rpartition("}")[2]: node.text for node in root}
    assert (said["a"], said["b"], said["hidden"]) == ("frozen", "frozen", hidden)
    app.store.close()


def a_file(tmp_path, app, *elements, **attributes):
    definition = newest_form(app, "visit_1")
    known = {"id": "visit_1", "version": definition.version, **attributes}
    head = " ".join(f'{name}="{value}"' for name, value in known.items() if value is not None)
    path = tmp_path / "outside.xml"
    path.write_text(f"<data {head}>{''.join(elements)}</data>", encoding="utf-8")
    return path


def test_what_cannot_be_taken_is_told_by_its_question(app, tmp_path):
    path = a_file(
        tmp_path,
        app,
        "<about><purpose>Fractions</purpose><visit_date>the other day</visit_date></about>",
        "<leadership><L1><L1_level>99</L1_level></L1></leadership><strange><a>1</a></strange>",
    )
    taken = import_record(app, RecordFile(path), URN).value
    assert taken.answers == 1
    told = {each.question: each.why for each in taken.left_out}
    assert told["/data/strange/a"] == "this form has no such question"
    assert any("the other day" in why for why in told.values())
    assert any("99" in why for why in told.values())
    assert ("/data/about/purpose", "Fractions") in said(app, taken.record.id)


def test_times_of_other_clients_are_taken_as_this_one_keeps_them(app, tmp_path):
    path = a_file(tmp_path, app, "<about><arrived>09:30:00.000+01:00</arrived></about>")
    taken = import_record(app, RecordFile(path), URN).value
    assert ("/data/about/arrived", "09:30") in said(app, taken.record.id)


def test_the_day_in_the_file_is_the_record_s_day(app, tmp_path):
    path = a_file(tmp_path, app, "<about><visit_date>2025-11-04</visit_date></about>")
    assert import_record(app, RecordFile(path), URN).value.record.on.isoformat() == "2025-11-04"


@pytest.mark.parametrize(
    ("attributes", "error", "said"),
    [
        ({"version": "1"}, NotFoundError, "form visit_1, version 1, which is not on this laptop"),
        ({"id": "unknown"}, NotFoundError, "unknown"),
        ({"id": ""}, InputError, "names no form"),
    ],
)
def test_a_form_that_is_not_here_is_named(app, tmp_path, attributes, error, said):
    with pytest.raises(error, match=said):
        import_record(app, RecordFile(a_file(tmp_path, app, **attributes)), URN)


def test_a_file_that_is_no_record_changes_nothing(app, tmp_path):
    path = tmp_path / "bad.xml"
    for content in (b"", b"PK\x03\x04", b"<!DOCTYPE a [<!ENTITY b 'c'>]><data id='visit_1'/>"):
        path.write_bytes(content)
        with pytest.raises((FormError, InputError)):
            import_record(app, RecordFile(path), URN)


def test_a_media_name_never_leads_out_of_the_folder(tmp_path):
    app = an_app(tmp_path / "data")
    with_school(app, URN)
    record_id = a_photo_record(app)
    add_photo(app, record_id, "wall", a_photo())
    finish_record(app, record_id)
    xml = exported(app, record_id, tmp_path / "out")
    (tmp_path / "secret.jpg").write_bytes(a_photo())
    (photo,) = photos_of(app, record_id)
    text = xml.read_text(encoding="utf-8").replace(photo.file_name, "../../secret.jpg")
    xml.write_text(text, encoding="utf-8")
    taken = import_record(app, RecordFile(xml), URN).value
    assert taken.photos == 0
    with app.store.reading() as reader:
        assert reader.find(Photo, record_id=taken.record.id) == ()
    assert WALL not in open_record(app, taken.record.id).answers
    app.store.close()


@pytest.mark.parametrize("name", [".", "..", "/", "a/b.jpg", "C:\\x.jpg", "x" * 5000, "名" * 120])
def test_a_media_name_that_is_none_is_told_and_the_rest_is_taken(tmp_path, name):
    app = an_app(tmp_path / "data")
    with_school(app, URN)
    form = open_record(app, a_photo_record(app)).definition
    path = tmp_path / "outside.xml"
    inner = f"<wall>{name}</wall>"
    for step in reversed(WALL.split("/")[1:-1]):
        attributes = f' id="{form.form_id}" version="{form.version}"' if step == "data" else ""
        inner = f"<{step}{attributes}>{inner}</{step}>"
    path.write_text(inner, encoding="utf-8")
    taken = import_record(app, RecordFile(path), URN).value
    (missed,) = taken.left_out
    assert "its photo did not come along" in missed.why
    assert taken.photos == 0
    app.store.close()


@pytest.mark.parametrize("value", ["1_000", " 12", "1e3", "9" * 5000, "NaN"])
def test_only_what_a_form_takes_is_a_whole_number(tmp_path, value):
    app = an_app(tmp_path / "data")
    with_school(app, URN)
    page = xform("<n/>", bind("/data/n", type="int"), asks("/data/n"))
    with app.store.unit_of_work() as work:
        work.keep_form("a_form", "3", "A form", page, "")
        work.commit()
    path = tmp_path / "outside.xml"
    path.write_text(f'<data id="a_form" version="3"><n>{value}</n></data>', encoding="utf-8")
    taken = import_record(app, RecordFile(path), URN).value
    assert (taken.answers, len(taken.left_out)) == (0, 1)
    app.store.close()


def test_days_choices_and_what_the_form_shows_are_taken_as_records_keep_them(tmp_path):
    app = an_app(tmp_path / "data")
    with_school(app, URN)
    page = xform(
        "<day/><room/><shown>usual</shown>",
        bind("/data/day", type="date") + bind("/data/shown", readonly="true()"),
        asks("/data/day", "/data/shown") + '<select1 ref="/data/room"><label>Room</label>'
        "<item><label>Hall</label><value>hall</value></item></select1>",
    )
    with app.store.unit_of_work() as work:
        work.keep_form("a_form", "3", "A form", page, "")
        work.commit()
    path = tmp_path / "outside.xml"
    inner = "<day>20260304</day><room>\n hall </room><shown>another</shown>"
    path.write_text(f'<data id="a_form" version="3">{inner}</data>', encoding="utf-8")
    taken = import_record(app, RecordFile(path), URN).value
    answers = open_record(app, taken.record.id).answers
    assert answers["/data/day"] == "2026-03-04"
    assert (answers["/data/room"], answers["/data/shown"]) == ("hall", "another")
    assert taken.left_out == ()
    app.store.close()


def test_only_one_s_own_schools_take_records_in(app, finished, tmp_path):
    path = exported(app, finished, tmp_path)
    with pytest.raises(NotFoundError):
        import_record(app, RecordFile(path), 900777)
    with_school(app, 900008, name="Elsewhere", adviser_id="somebody")
    with pytest.raises(RuleError, match="another adviser"):
        import_record(app, RecordFile(path), 900008)
