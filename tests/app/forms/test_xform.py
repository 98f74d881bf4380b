from __future__ import annotations

import re

import pytest

from app.errors import FormError, NotFoundError
from app.forms.definition import Group, QuestionKind, Repeat
from app.forms.xform import load_form
from tests.builders_forms import asks, bind, group, repeat, session, xform


def mistakes(*parts):
    with pytest.raises(FormError) as caught:
        load_form(xform(*parts))
    return [mistake.message for mistake in caught.value.mistakes]


def test_a_form_tells_its_id_version_and_title():
    form = load_form(xform("<a/>", bind("/data/a", type="string"), asks("/data/a")))
    assert (form.form_id, form.version, form.title) == ("a_form", "3", "A form")
    assert (form.languages, form.default_language) == ((), "")


def test_each_top_level_group_is_a_section_and_loose_questions_gather_in_one():
    form = load_form(
        xform(
            "<a/><b/><g><c/></g><r><d/></r><e/>",
            "",
            asks("/data/a", "/data/b")
            + group("/data/g", asks("/data/g/c"))
            + repeat("/data/r", asks("/data/r/d"))
            + asks("/data/e"),
        )
    )
    names = [[item.name for item in section.items] for section in form.sections]
    assert names == [["a", "b"], ["c"], ["r"], ["e"]]
    assert [section.name for section in form.sections] == ["", "g", "r", ""]
    assert len({section.path for section in form.sections}) == 4
    assert isinstance(form.sections[2].items[0], Repeat)


@pytest.mark.parametrize(
    ("control", "type_", "kind"),
    [
        ("input", "string", QuestionKind.TEXT),
        ("input", "int", QuestionKind.INTEGER),
        ("input", "xsd:decimal", QuestionKind.DECIMAL),
        ("input", "date", QuestionKind.DATE),
        ("input", "time", QuestionKind.TIME),
        ("input", "dateTime", QuestionKind.DATE_TIME),
        ("select1", "string", QuestionKind.SELECT_ONE),
        ("select", "string", QuestionKind.SELECT_MULTIPLE),
        ("odk:rank", "odk:rank", QuestionKind.RANK),
        ("range", "int", QuestionKind.RANGE),
        ("trigger", "string", QuestionKind.ACKNOWLEDGE),
        ("upload", "binary", QuestionKind.IMAGE),
    ],
)
def test_a_question_is_of_the_kind_that_its_control_and_type_say(control, type_, kind):
    form = load_form(xform("<a/>", bind("/data/a", type=type_), asks("/data/a", tag=control)))
    assert next(form.questions()).kind is kind


def test_a_read_only_text_is_a_note_unless_it_shows_a_calculation():
    form = load_form(
        xform(
            "<a/><b/>",
            bind("/data/a", type="string", readonly="true()")
            + bind("/data/b", type="string", readonly="true()", calculate="1 + 1"),
            asks("/data/a", "/data/b"),
        )
    )
    assert [each.kind for each in form.questions()] == [QuestionKind.NOTE, QuestionKind.TEXT]


def test_our_marks_are_read_and_unknown_ones_kept():
    form = load_form(
        xform(
            "<g><a/></g>",
            bind("/data/g", vb_component="3")
            + bind(
                "/data/g/a",
                vb_thread="cpa talk",
                vb_carry="yes",
                vb_private="true()",
                vb_level="judgement",
                vb_colour="red",
            ),
            group("/data/g", asks("/data/g/a")),
        )
    )
    assert form.sections[0].marks.component == "3"
    marks = next(form.questions()).marks
    assert (marks.threads, marks.carry, marks.private, marks.level) == (
        ("cpa", "talk"),
        True,
        True,
        "judgement",
    )
    assert marks.extra == {"colour": "red"}


def test_parameters_of_range_and_photo_are_kept():
    form = load_form(
        xform(
            "<a/><b/>",
            bind("/data/a", type="int")
            + '<bind nodeset="/data/b" type="binary" orx:max-pixels="1024"/>',
            '<range ref="/data/a" start="1" end="5" step="1"/>'
            '<upload ref="/data/b" mediatype="image/*"/>',
        )
    )
    first, second = form.questions()
    assert first.parameters == {"start": "1", "end": "5", "step": "1"}
    assert second.parameters["max-pixels"] == "1024"


def test_find_answers_items_by_path_and_calculated_values_too():
    form = load_form(
        xform(
            "<g><h><a/></h></g><sum/>",
            bind("/data/sum", calculate="1"),
            group("/data/g", group("/data/g/h", asks("/data/g/h/a"))),
        )
    )
    assert isinstance(form.find("/data/g/h"), Group)
    assert form.find("/data/sum").kind is QuestionKind.CALCULATED
    with pytest.raises(NotFoundError):
        form.find("/data/none")


def test_a_circle_of_calculations_is_named():
    found = mistakes(
        "<a/><b/>",
        bind("/data/a", calculate="/data/b + 1") + bind("/data/b", calculate="../a + 1"),
        asks("/data/a"),
    )
    assert len(found) == 1
    assert "circle" in found[0]
    assert "/data/a" in found[0]
    assert "/data/b" in found[0]


def test_a_value_that_needs_itself_is_a_circle_but_one_from_the_row_before_is_not():
    running = "/data/r[position() = position(current()/..) - 1]/total + 1"
    itself = mistakes("<a/>", bind("/data/a", calculate="../a + 1"), asks("/data/a"))
    assert "circle" in itself[0]
    load_form(xform("<r><total/></r>", bind("/data/r/total", calculate=running), repeat("/data/r")))


def test_a_group_that_hides_by_an_answer_inside_itself_is_a_circle():
    found = mistakes(
        "<g><a/></g>",
        bind("/data/g", relevant="/data/g/a = 1"),
        group("/data/g", asks("/data/g/a")),
    )
    assert "circle" in found[0]


def test_questions_that_hide_each_other_are_let_stand():
    load_form(
        xform(
            "<a/><b/>",
            bind("/data/a", relevant="/data/b = ''") + bind("/data/b", relevant="/data/a = ''"),
            asks("/data/a", "/data/b"),
        )
    )


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ({"relevant": "/data/gone = 1"}, "/data/gone"),
        ({"calculate": "../../../x"}, "above the form"),
        ({"calculate": "frobnicate(1)"}, "frobnicate"),
        ({"constraint": ". >"}, "constraint"),
        ({"calculate": "instance('none')/root/item"}, "'none'"),
        ({"type": "hologram"}, "'hologram'"),
        ({"jr_preload": "horoscope"}, "'horoscope'"),
    ],
)
def test_what_cannot_work_is_named_when_the_form_is_loaded(says, told):
    found = mistakes("<a/>", bind("/data/a", **says), asks("/data/a"))
    assert len(found) == 1
    assert told in found[0]


@pytest.mark.parametrize(
    ("model", "body", "told"),
    [
        ("", '<odk:hologram ref="/data/a"/>', "hologram"),
        ("", '<upload ref="/data/a" mediatype="audio/*"/>', "pictures"),
        ("", asks("/data/gone"), "/data/gone"),
        (bind("/data/gone", calculate="1"), "", "/data/gone"),
        ('<odk:openlock ref="/data/a" event="odk-instance-first-load"/>', "", "openlock"),
        ('<odk:setgeopoint ref="/data/b" event="odk-instance-first-load"/>', "", "/data/b"),
        ('<setgeopoint ref="/data/a" event="odk-instance-first-load"/>', "", "setgeopoint"),
        ('<setvalue ref="/data/gone" event="odk-instance-first-load"/>', "", "/data/gone"),
        ('<setvalue ref="/data/a" event="full-moon"/>', "", "full-moon"),
    ],
)
def test_unsupported_parts_are_named_not_passed_over(model, body, told):
    found = mistakes("<a/>", model, body)
    assert len(found) == 1
    assert told in found[0]


@pytest.mark.parametrize(
    ("model", "body"),
    [
        (bind("../../../../x", required="true()"), asks("/data/a")),
        ("", asks("../../../../x")),
        ('<setvalue event="odk-instance-load" ref="../../../../x" value="1"/>', asks("/data/a")),
    ],
)
def test_a_reference_that_climbs_above_the_form_is_refused_by_name(model, body):
    with pytest.raises(FormError, match=re.escape("../../../../x")):
        load_form(xform("<a/>", model, body))


@pytest.mark.parametrize("count", ["", ' jr:count="*"'])
def test_a_repeat_of_the_whole_form_is_refused(count):
    body = f'<repeat nodeset="/data"{count}>{asks("/data/a")}</repeat>'
    with pytest.raises(FormError, match="repeat stands for /data, which is the whole form"):
        load_form(xform("<a/>", "", body))


def test_all_mistakes_are_told_at_once():
    found = mistakes(
        "<a/><b/>",
        bind("/data/a", calculate="nope()") + bind("/data/b", relevant="/data/gone"),
        "<hologram/>",
    )
    assert len(found) == 3


def test_a_wrong_list_of_choices_is_told_for_each_question_that_has_it():
    offers = (
        '<itemset nodeset="instance(\'l\')/root/item"><value ref="nosuch()"/></itemset>',
        "<itemset nodeset=\"instance('l')/root/item\"/>",
        '<itemset nodeset="1 +"><value ref="name"/></itemset>',
    )
    for offer in offers:
        body = "".join(f'<select1 ref="/data/{name}">{offer}</select1>' for name in "ab")
        lists = '<instance id="l"><root><item><name>x</name></item></root></instance>'
        with pytest.raises(FormError) as caught:
            load_form(xform("<a/><b/>", lists, body))
        told = [str(mistake) for mistake in caught.value.mistakes]
        assert any("/data/a" in each for each in told)
        assert any("/data/b" in each for each in told)


def test_a_list_without_values_is_told_though_another_question_has_a_blank_one():
    item = "<itemset nodeset=\"instance('l')/root/item\">{}</itemset>"
    blank, missing = item.format('<value ref=""/>'), item.format("")
    lists = '<instance id="l"><root><item><name>x</name></item></root></instance>'
    body = f'<select1 ref="/data/a">{blank}</select1><select1 ref="/data/b">{missing}</select1>'
    with pytest.raises(FormError, match="/data/b: its list of choices has no value"):
        load_form(xform("<a/><b/>", lists, body))


def test_entities_and_document_types_are_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    page = xform("<a/>").replace('<?xml version="1.0"?>', f'<?xml version="1.0"?>{bomb}')
    with pytest.raises(FormError, match="document type"):
        load_form(page)
    with pytest.raises(FormError, match="document type"):
        load_form('<!DOCTYPE x SYSTEM "http://example.org/x.dtd">' + xform("<a/>")[21:])


def test_what_is_not_a_form_is_told_in_a_sentence():
    for text in ("", "not xml", "<html/>", "<h><head/><body/></h>"):
        with pytest.raises(FormError):
            load_form(text)


def test_bytes_and_text_read_the_same():
    page = xform("<a>é</a>", "", asks("/data/a"))
    assert load_form(page.encode()).sections == load_form(page).sections


def test_a_form_carries_our_marks_of_the_whole_form_and_no_other_programs():
    marked = xform("<a/>", "", asks("/data/a")).replace(
        "<data ",
        '<data xmlns:vb="https://visitbook.example/xforms" xmlns:other="urn:other" '
        'vb:about="project" other:about="moon" ',
        1,
    )
    assert load_form(marked).marks == {"about": "project"}
    assert load_form(xform("<a/>", "", asks("/data/a"))).marks == {}


def test_an_action_may_name_its_target_by_the_id_of_a_bind():
    named = '<bind id="a-of-it" nodeset="/data/a" type="string"/>'
    sets = '<setvalue event="odk-instance-first-load" bind="a-of-it">x</setvalue>'
    assert session("<a/>", named + sets, asks("/data/a")).value("/data/a") == "x"


def test_null_is_read_as_a_blank_and_no_other_unknown_name_is():
    worked_out = bind("/data/b", calculate="if(/data/a = 'x', 1, null)")
    live = session("<a/><b/>", worked_out, asks("/data/a"))
    assert live.value("/data/b") == ""
    live.answer("/data/a", "x")
    assert live.value("/data/b") == "1"
    assert "nil" in mistakes("<a/>", bind("/data/a", relevant="nil"), asks("/data/a"))[0]


def test_a_running_total_may_say_its_own_row_by_current():
    before = "/data/r[position() = position(current()) - 1]/total + 1"
    load_form(xform("<r><total/></r>", bind("/data/r/total", calculate=before), repeat("/data/r")))


def test_a_form_may_show_its_own_version():
    live = session("<v/>", bind("/data/v", calculate="version()"), asks("/data/v"))
    assert live.value("/data/v") == live.definition.version


def test_a_place_that_no_desktop_can_tell_is_blank_and_is_remarked_on():
    action = '<odk:setgeopoint ref="/data/a" event="odk-instance-first-load"/>'
    live = session("<a>from the form</a>", action, asks("/data/a"))
    assert live.value("/data/a") == ""
    (remark,) = live.definition.remarks
    assert "/data/a" in remark.message
    assert not remark.stops


def test_sound_is_never_recorded_and_that_is_remarked_on():
    action = '<odk:recordaudio ref="/data/r/a" event="odk-instance-load"/>'
    live = session("<r><a/></r>", "", repeat("/data/r", action, asks("/data/r/a")))
    assert "sound" in live.definition.remarks[0].message
    assert live.faults == {}


def test_answers_of_the_record_before_begin_blank_and_that_is_remarked_on():
    before = '<instance id="before" src="jr://instance/last-saved"/>'
    same = bind("/data/b", calculate="instance('before')/data/a")
    live = session("<a/><b/>", before + same, asks("/data/a"))
    assert live.value("/data/b") == ""
    assert "record before" in live.definition.remarks[0].message
