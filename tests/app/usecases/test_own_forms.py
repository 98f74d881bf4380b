"""Forms of the team's own: taken over, offered, withdrawn, and found again with their files."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from app.domain.own_forms import FormFile, OwnForm
from app.errors import FormError, RuleError
from app.usecases.form_check import WIDEST, read_form_file, which_is_the_form
from app.usecases.forms import definition_of, list_forms, newest_form
from app.usecases.opened import live_session, open_record
from app.usecases.own_forms import (
    bring_back_form,
    draft_form,
    form_versions,
    import_form,
    save_workbook_copy,
    what_it_becomes,
    withdraw_form,
)
from app.usecases.records import start_record
from app.usecases.shipped_forms import shipped_forms
from tests.builders import with_school
from tests.builders_forms import asks, bind, xform
from tests.builders_workbooks import SETTINGS, section, text, write_workbook

ROOMS = "name,label,floor\nhall,The hall,0\nlab,The laboratory,1\n"
FROM_ROOMS = {"type": "select_one_from_file rooms.csv", "name": "room", "label": "Which room?"}


@pytest.fixture
def walk(tmp_path):
    """Writes a walk round a school as a workbook: `walk(version, rows ...)`."""

    def write(version="2026091501", *rows, name="walk.xlsx", form_id="school_walk"):
        settings = [{"form_title": "School walk", "form_id": form_id, "version": version}]
        survey = section("about", text("seen"), *rows)
        return write_workbook(tmp_path / name, survey=survey, settings=settings)

    return write


def offered(app):
    return {line.form_id: line.version for line in list_forms(app)}


def taken(app, path, *more):
    return import_form(app, draft_form(app, path, more)).value


def test_an_imported_form_is_offered_and_a_record_can_begin_with_it(app, walk):
    with_school(app)
    form = taken(app, walk())
    assert (form.id, form.title) == ("school_walk@2026091501", "School walk")
    assert offered(app)["school_walk"] == "2026091501"
    record = start_record(app, 900001, "school_walk").value.record
    assert record.form_version == "2026091501"
    assert open_record(app, record.id).definition.title == "School walk"


def test_whatever_a_form_is_called_its_records_have_a_plain_reference(app, walk):
    with_school(app)
    taken(app, walk(form_id="https://forms.example/walks: spring term, years 1 to 6"))
    record = start_record(app, 900001, list_forms(app)[-1].form_id).value.record
    assert record.reference == "S900001-HTTPS---FORMS-EXAMPLE-WALKS--SPR"


def test_a_file_that_vanishes_while_it_is_checked_is_told_of(app, walk, tmp_path):
    (tmp_path / "rooms.csv").mkdir()
    draft = draft_form(app, walk("1", FROM_ROOMS), [tmp_path / "rooms.csv"])
    assert ["rooms.csv" in mistake.message for mistake in draft.mistakes] == [True]


def test_checking_a_form_keeps_nothing(app, walk):
    draft = draft_form(app, walk())
    assert draft.definition is not None
    assert "school_walk" not in offered(app)
    with app.store.reading() as reader:
        assert reader.find(OwnForm) == reader.find(FormFile) == ()


def test_the_same_file_again_changes_nothing(app, walk):
    path = walk()
    taken(app, path)
    draft = draft_form(app, path)
    assert "imported already" in what_it_becomes(app, draft)
    assert import_form(app, draft).changes == ()


def test_other_content_under_the_same_version_is_refused_with_the_version_to_give(app, walk):
    taken(app, walk())
    draft = draft_form(app, walk("2026091501", text("more")))
    assert draft.definition is None
    (mistake,) = draft.mistakes
    assert (mistake.sheet, mistake.column) == ("settings", "version")
    assert "Raise the version to 2026091502." in mistake.message
    with pytest.raises(FormError, match="2026091502"):
        import_form(app, draft)


def test_a_draft_that_was_overtaken_is_refused_when_it_is_imported(app, walk):
    early = draft_form(app, walk("2026091501", text("more"), name="early.xlsx"))
    taken(app, walk())
    with pytest.raises(RuleError, match=r"Nothing was imported.*Raise the version"):
        import_form(app, early)


def test_a_higher_version_is_offered_and_earlier_records_keep_theirs(app, walk):
    with_school(app)
    taken(app, walk("9"))
    record = start_record(app, 900001, "school_walk").value.record
    draft = draft_form(app, walk("10", text("more")))
    assert "records begun with version 9 or an earlier one keep theirs" in what_it_becomes(
        app, draft
    )
    import_form(app, draft)
    assert offered(app)["school_walk"] == "10"
    assert open_record(app, record.id).definition.version == "9"
    assert "more" not in {q.name for q in open_record(app, record.id).definition.questions()}


def test_an_older_version_is_refused_with_the_one_in_use(app, walk):
    taken(app, walk("10"))
    (mistake,) = draft_form(app, walk("9", text("more"))).mistakes
    assert "Version 10 of “School walk” is in use already" in mistake.message
    assert "raise its version to" in mistake.message


def test_a_higher_version_of_a_built_in_form_takes_its_place_and_keeps_its_group(app, walk):
    draft = draft_form(app, walk("3026010101", form_id="book_look"))
    assert "built in" in what_it_becomes(app, draft)
    import_form(app, draft)
    line = next(line for line in list_forms(app) if line.form_id == "book_look")
    assert (line.version, line.title) == ("3026010101", "School walk")
    assert line.group == shipped_forms()["book_look"].group
    assert newest_form(app, "book_look").version == "3026010101"
    withdraw_form(app, "book_look", "3026010101")
    assert offered(app)["book_look"] == shipped_forms()["book_look"].version


def test_a_built_in_workbook_as_it_is_asks_for_a_higher_version(app, tmp_path):
    form = shipped_forms()["book_look"]
    path = save_workbook_copy(app, "book_look", form.version, tmp_path / "mine.xlsx")
    assert path.read_bytes() == form.workbook.read_bytes()
    (mistake,) = draft_form(app, path).mistakes
    assert "raise its version to" in mistake.message


def test_a_form_without_a_version_is_given_the_next_one(app, walk):
    first = taken(app, walk(None))
    assert first.version == "2026012001"
    assert definition_of(app, "school_walk", "2026012001").version == "2026012001"
    again = taken(app, walk(None, text("more")))
    assert again.version == "2026012002"


def test_a_withdrawn_form_is_offered_no_more_and_its_records_go_on(app, walk):
    with_school(app)
    form = taken(app, walk())
    record = start_record(app, 900001, "school_walk").value.record
    withdraw_form(app, form.form_id, form.version)
    assert "school_walk" not in offered(app)
    app.definitions.clear()
    assert open_record(app, record.id).definition.title == "School walk"
    (line,) = (f for f in form_versions(app) if f.form_id == "school_walk")
    assert (line.withdrawn, line.offered, line.records) == (True, False, 1)
    bring_back_form(app, form.form_id, form.version)
    assert "school_walk" in offered(app)


def test_a_list_that_is_not_chosen_with_the_form_is_a_mistake_in_its_row(app, walk):
    (mistake,) = draft_form(app, walk("1", FROM_ROOMS)).mistakes
    assert (mistake.sheet, mistake.row, mistake.column) == ("survey", 4, "type")
    assert mistake.message == "The form names the list rooms.csv: choose it together with the form."


def test_a_list_is_kept_with_the_form_and_offered_in_its_records(app, walk, tmp_path):
    with_school(app)
    rooms = tmp_path / "rooms.csv"
    rooms.write_text(ROOMS)
    taken(app, walk("1", FROM_ROOMS), rooms)
    rooms.unlink()
    app.form_files.clear()
    record = start_record(app, 900001, "school_walk").value.record
    session = live_session(app, open_record(app, record.id))
    choices = session.choices("/data/about/room")
    assert [(c.value, c.label, c.extra["floor"]) for c in choices] == [
        ("hall", "The hall", "0"),
        ("lab", "The laboratory", "1"),
    ]


PRIVATE = bind("/data/a", vb_private="yes")
TELLERS = {
    "a value worked out": (bind("/data/b", calculate="concat(/data/a, '!')"), asks("/data/b")),
    "a label, by two steps": (
        bind("/data/sum", calculate="concat(/data/a, '!')"),
        '<input ref="/data/b"><label>You said <output value="/data/sum"/></label></input>',
    ),
    "a choice's label": (
        "",
        (
            '<select1 ref="/data/b"><label>b</label><item>'
            '<label>As <output value="/data/a"/></label><value>x</value></item></select1>'
        ),
    ),
    "what is set when it changes": (
        "",
        (
            '<input ref="/data/a"><label>a</label>'
            '<setvalue event="xforms-value-changed" ref="/data/b" value="/data/a"/></input>'
        ),
    ),
    "what is set at the start": (
        '<setvalue event="odk-instance-first-load" ref="/data/b" value="/data/a"/>',
        asks("/data/b"),
    ),
}


@pytest.mark.parametrize("way", TELLERS)
def test_a_form_that_would_give_a_private_answer_away_is_refused(app, tmp_path, way):
    model, body = TELLERS[way]
    asked = asks("/data/other") + ("" if 'ref="/data/a"' in body else asks("/data/a"))
    page = xform("<a/><sum/><b/><other/>", PRIVATE + model, asked + body)
    path = tmp_path / "form.xml"
    path.write_text(page, encoding="utf-8")
    told = [each.message for each in draft_form(app, path).mistakes if "private" in each.message]
    assert {message.split()[0] for message in told} >= {"b"}


def test_a_private_answer_may_decide_what_is_asked_and_offered(app, tmp_path):
    rooms = "<instance id='rooms'><root><item><name>hall</name></item></root></instance>"
    nodes = "instance('rooms')/root/item[name != /data/a]"
    body = (
        asks("/data/a", "/data/other")
        + f'<select1 ref="/data/b"><label>b</label><itemset nodeset="{nodes}">'
        '<value ref="name"/><label ref="name"/></itemset></select1>'
    )
    binds = PRIVATE + bind("/data/other", relevant="/data/a = 'yes'")
    path = tmp_path / "form.xml"
    path.write_text(xform("<a/><b/><other/>", rooms + binds, body), encoding="utf-8")
    assert draft_form(app, path).mistakes == ()


def test_a_form_that_is_called_like_its_list_is_refused_so_that_neither_is_lost(app, tmp_path):
    path, beside = tmp_path / "schools.xml", tmp_path / "schools-media"
    instance = '<instance id="schools" src="jr://file/schools.xml"/>'
    path.write_text(xform("<a/>", instance, asks("/data/a")), encoding="utf-8")
    beside.mkdir()
    (beside / "schools.xml").write_text("<root><item><name>A</name></item></root>")
    (mistake,) = draft_form(app, path).mistakes
    assert "both called schools.xml" in mistake.message


def test_a_picture_that_is_not_chosen_is_only_remarked_on(app, walk, tmp_path):
    path = walk("1", text("look", **{"media::image": "desk.png"}))
    draft = draft_form(app, path)
    assert draft.definition is not None
    assert ["desk.png" in remark.message for remark in draft.remarks] == [True]
    Image.new("RGB", (3_000, 20)).save(tmp_path / "desk.png")
    draft = draft_form(app, path, [tmp_path / "desk.png"])
    assert draft.remarks == ()
    with Image.open(BytesIO(draft.files.pictures["desk.png"])) as kept:
        assert kept.width == WIDEST


def test_what_calls_itself_a_picture_and_is_none_is_refused(app, walk, tmp_path):
    path = walk("1", text("look", **{"media::image": "desk.png"}))
    (tmp_path / "desk.png").write_bytes(b"MZ no picture")
    (mistake,) = draft_form(app, path, [tmp_path / "desk.png"]).mistakes
    assert mistake.message.startswith("desk.png: That is no picture")


def test_files_that_the_form_does_not_name_are_left_out(app, walk, tmp_path):
    (tmp_path / "other.csv").write_text(ROOMS)
    draft = draft_form(app, walk(), [tmp_path / "other.csv"])
    assert ["other.csv" in remark.message for remark in draft.remarks] == [True]
    assert set(draft.content) == {"walk.xlsx"}


def test_a_form_with_its_files_is_bounded(app, walk, tmp_path, monkeypatch):
    monkeypatch.setattr("app.usecases.form_check.LARGEST_ALTOGETHER", 1_000)
    (mistake,) = draft_form(app, walk()).mistakes
    assert "is larger than" in mistake.message


def test_a_saved_copy_comes_back_with_its_lists_beside_it(app, walk, tmp_path):
    rooms = tmp_path / "rooms.csv"
    rooms.write_text(ROOMS)
    taken(app, walk("1", FROM_ROOMS), rooms)
    copy = save_workbook_copy(app, "school_walk", "1", tmp_path / "elsewhere" / "x.xlsx")
    assert (copy.parent / "x-media" / "rooms.csv").read_text() == ROOMS
    assert read_form_file(copy).mistakes == ()


@pytest.fixture(autouse=True)
def elsewhere(tmp_path):
    (tmp_path / "elsewhere").mkdir()


def test_an_xform_is_taken_over_too(app, tmp_path):
    path = tmp_path / "form.xml"
    path.write_text(xform("<q/>", bind("/data/q", type="string"), asks("/data/q")))
    form = taken(app, path)
    assert (form.form_id, form.version, form.title) == ("a_form", "3", "A form")
    assert save_workbook_copy(app, "a_form", "3", tmp_path / "mine.xlsx").suffix == ".xml"


def test_an_xform_without_a_version_is_given_one(app, tmp_path):
    path = tmp_path / "form.xml"
    path.write_text(xform("<q/>", "", asks("/data/q")).replace(' version="3"', ""))
    assert taken(app, path).version == "2026012001"


def test_an_xform_with_a_mistake_says_where(app, tmp_path):
    path = tmp_path / "form.xml"
    path.write_text(xform("<q/>", bind("/data/q", relevant="nonsense("), asks("/data/q")))
    draft = draft_form(app, path)
    assert draft.definition is None
    assert "/data/q" in draft.mistakes[0].message


def test_a_form_of_no_questions_and_ids_that_cannot_be_kept_are_mistakes(app, tmp_path):
    note = [{"type": "calculate", "name": "one", "calculation": "1"}]
    settings = [{**SETTINGS, "form_id": "a@b"}]
    path = write_workbook(tmp_path / "odd.xlsx", survey=note, settings=settings)
    messages = [mistake.message for mistake in draft_form(app, path).mistakes]
    assert any("form_id" in message for message in messages)
    assert any("asks nothing" in message for message in messages)


def test_of_several_files_the_workbook_is_the_form(tmp_path):
    rooms, form, list_ = (tmp_path / n for n in ("rooms.csv", "walk.xlsx", "x.xml"))
    assert which_is_the_form([rooms, form, list_]) == (form, (rooms, list_))


def test_of_several_xml_files_the_one_with_a_form_in_it_is_the_form(tmp_path):
    form, rooms = tmp_path / "form.xml", tmp_path / "rooms.xml"
    form.write_text(xform("<q/>", "", asks("/data/q")))
    rooms.write_text("<root/>")
    assert which_is_the_form([rooms, form]) == (form, (rooms,))


def test_two_workbooks_or_none_are_not_one_form(tmp_path):
    for names in (("a.xlsx", "b.xlsx"), ("a.csv", "b.png")):
        with pytest.raises(FormError, match="Choose one form"):
            which_is_the_form([tmp_path / name for name in names])


def test_what_a_form_asks_of_a_device_and_never_gets_is_told_at_import(app, tmp_path):
    rows = [text("seen"), {"type": "start-geopoint", "name": "place"}]
    book = write_workbook(tmp_path / "walk.xlsx", survey=rows)
    draft = draft_form(app, book)
    assert draft.mistakes == ()
    assert any("place" in str(remark) for remark in draft.remarks)
