from __future__ import annotations

import pytest

from app.forms.definition import LiveChoice, ProblemKind
from tests.builders_forms import asks, bind, repeat, session

TOWNS = (
    '<instance id="towns"><root>'
    "<item><name>york</name><label>York</label><area>north</area></item>"
    "<item><name>hull</name><label>Hull</label><area>north</area></item>"
    "<item><name>bath</name><label>Bath</label><area>south</area></item>"
    "</root></instance>"
)


def select(path, nodes, tag="select1", value="name", label="label"):
    return (
        f'<{tag} ref="{path}"><label>x</label><itemset nodeset="{nodes}">'
        f'<value ref="{value}"/><label ref="{label}"/></itemset></{tag}>'
    )


def towns(tag="select1"):
    return session(
        "<area/><town/><said/>",
        TOWNS + bind("/data/said", calculate="jr:choice-name(/data/town, ' /data/town ')"),
        asks("/data/area")
        + select("/data/town", "instance('towns')/root/item[area = /data/area]", tag),
    )


def test_choices_written_in_the_question_are_offered_in_order():
    live = session(
        "<a/>",
        "",
        '<select1 ref="/data/a"><item><label>Yes</label><value>y</value></item>'
        "<item><label>No</label><value>n</value></item></select1>",
    )
    assert live.choices("/data/a") == (LiveChoice("y", "Yes"), LiveChoice("n", "No"))
    assert live.choice_label("/data/a", "n") == "No"
    assert live.choice_label("/data/a", "other") == "other"


def test_filtered_choices_follow_the_answer_they_depend_on():
    live = towns()
    assert live.choices("/data/town") == ()
    assert live.answer("/data/area", "north").choices == {"/data/town"}
    assert [choice.value for choice in live.choices("/data/town")] == ["york", "hull"]
    assert live.choices("/data/town")[0].extra == {"area": "north"}


def test_a_choice_that_is_no_longer_offered_is_kept_and_is_a_problem():
    live = towns()
    live.answer("/data/area", "north")
    live.answer("/data/town", "hull")
    assert live.problems() == []
    live.answer("/data/area", "south")
    assert live.value("/data/town") == "hull"
    assert [problem.kind for problem in live.problems()] == [ProblemKind.CONSTRAINT]


def test_a_chosen_value_is_called_by_its_label_in_calculations():
    live = towns()
    live.answer("/data/area", "north")
    assert live.answer("/data/town", "york").computed == {"/data/said": "York"}


def test_several_chosen_values_are_joined():
    live = towns("select")
    live.answer("/data/area", "north")
    live.answer("/data/town", "york hull")
    assert live.choice_label("/data/town", "york hull") == "York, Hull"
    assert live.problems() == []


def test_rows_can_be_choices():
    live = session(
        '<r jr:template=""><name/></r><pick/>',
        "",
        repeat("/data/r", asks("/data/r/name")) + select("/data/pick", "/data/r", label="name"),
    )
    row, effect = live.add_repeat("/data/r")
    assert effect.choices == {"/data/pick"}
    assert live.answer(f"{row}/name", "first").choices == {"/data/pick"}
    assert [choice.value for choice in live.choices("/data/pick")] == ["first"]


def test_a_list_from_outside_is_offered_and_may_be_missing():
    form = (
        "<a/><town/>",
        '<instance id="places" src="jr://file-csv/places.csv"/>'
        + bind("/data/town", calculate="pulldata('places', 'town', 'code', /data/a)"),
        select("/data/a", "instance('places')/root/item", value="code", label="town"),
    )
    assert session(*form).choices("/data/a") == ()
    rows = [{"code": "1", "town": "York"}, {"code": "2", "town": "Hull"}]
    live = session(*form, externals={"places": rows})
    assert [choice.label for choice in live.choices("/data/a")] == ["York", "Hull"]
    live.answer("/data/a", "2")
    assert live.value("/data/town") == "Hull"
    assert live.set_externals("places", rows[:1]).computed == {"/data/town": ""}
    assert len(live.choices("/data/a")) == 1


def test_a_shuffled_list_with_a_seed_is_the_same_each_time():
    form = ("<a/>", TOWNS, select("/data/a", "randomize(instance('towns')/root/item, 7)"))
    first, second = session(*form).choices("/data/a"), session(*form).choices("/data/a")
    assert first == second
    assert {choice.value for choice in first} == {"york", "hull", "bath"}


ITEXT = """<itext>
<translation lang="English" default="true()">
<text id="a"><value>Name of <output value="/data/school"/></value>
<value form="image">jr://images/a.png</value></text>
<text id="h"><value>Short</value><value form="guidance">Long</value></text>
<text id="t0"><value>York</value></text><text id="m"><value>Too low</value></text>
</translation>
<translation lang="Cymraeg">
<text id="a"><value>Enw <output value="/data/school"/></value></text>
<text id="t0"><value>Efrog</value></text>
</translation></itext>"""


def translated():
    return session(
        "<school/><a/><said/>",
        '<instance id="t"><root><item><itextId>t0</itextId><name>york</name></item></root>'
        "</instance>"
        + bind("/data/a", constraint=". != 'york'", jr_constraintMsg="jr:itext('m')")
        + bind("/data/said", calculate="jr:choice-name(/data/a, '/data/a')"),
        asks("/data/school")
        + '<select1 ref="/data/a"><label ref="jr:itext(\'a\')"/><hint ref="jr:itext(\'h\')"/>'
        '<itemset nodeset="instance(\'t\')/root/item"><value ref="name"/>'
        '<label ref="jr:itext(itextId)"/></itemset></select1>',
        itext=ITEXT,
    )


def test_labels_hold_values_and_tell_when_they_change():
    live = translated()
    assert live.label("/data/a") == "Name of"
    assert live.answer("/data/school", "Alderbrook").labels == {"/data/a"}
    assert live.label("/data/a") == "Name of Alderbrook"


def test_hint_guidance_image_and_messages_are_found():
    live = translated()
    assert (live.hint("/data/a"), live.guidance("/data/a")) == ("Short", "Long")
    assert live.image("/data/a") == "a.png"
    live.answer("/data/a", "york")
    assert [problem.message for problem in live.problems()] == ["Too low"]


@pytest.mark.parametrize(
    ("languages", "opened"),
    [
        (("Cymraeg", "English"), "English"),
        (("Cymraeg (cy)", "English (en)"), "English (en)"),
        (("cy", "en-GB"), "en-GB"),
        (("français", "Seesaw (enough)"), "français"),
    ],
)
def test_a_form_that_names_no_language_opens_in_english_where_it_has_that(languages, opened):
    texts = "".join(f'<translation lang="{language}"/>' for language in languages)
    live = session("<a/>", "", asks("/data/a"), itext=f"<itext>{texts}</itext>")
    assert live.language == opened


def test_another_language_changes_labels_choices_and_worked_out_wordings():
    live = translated()
    assert live.definition.languages == ("English", "Cymraeg")
    assert live.language == "English"
    live.answer("/data/a", "york")
    effect = live.set_language("Cymraeg")
    assert effect.computed == {"/data/said": "Efrog"}
    assert live.label("/data/a") == "Enw"
    assert live.choices("/data/a") == (LiveChoice("york", "Efrog"),)
    assert live.hint("/data/a") == ""


ROOMS = (
    '<itext><translation lang="en" default="true()"><text id="room">'
    '<value>Room <output value=" /data/x "/></value></text></translation></itext>'
)


def test_a_choice_whose_wording_shows_an_answer_is_called_anew_with_it():
    rooms = '<instance id="l"><root><item><itextId>room</itextId><name>n</name></item></root>'
    itemset = (
        "<itemset nodeset=\"instance('l')/root/item\">"
        '<value ref="name"/><label ref="jr:itext(itextId)"/></itemset>'
    )
    item = "<item><label ref=\"jr:itext('room')\"/><value>n</value></item>"
    live = session(
        "<x/><a/><b/><c/>",
        f"{rooms}</instance>",
        asks("/data/x")
        + f'<select1 ref="/data/a">{itemset}</select1><select1 ref="/data/b">{itemset}</select1>'
        + f'<select1 ref="/data/c">{item}</select1>',
        itext=ROOMS,
    )
    live.answer("/data/x", "1")
    for ref in ("/data/a", "/data/b", "/data/c"):
        assert [choice.label for choice in live.choices(ref)] == ["Room 1"]
    effect = live.answer("/data/x", "2")
    assert effect.choices == {"/data/a", "/data/b", "/data/c"}
    for ref in ("/data/a", "/data/b", "/data/c"):
        assert [choice.label for choice in live.choices(ref)] == ["Room 2"]


def test_what_a_choice_is_called_is_blank_once_the_choice_is_no_longer_offered():
    towns = (
        '<instance id="towns"><root><item><name>t</name><label>Town</label><in>1</in></item>'
        "</root></instance>"
    )
    called = bind("/data/called", calculate="jr:choice-name(/data/town, '/data/town')")
    town = (
        '<select1 ref="/data/town"><itemset nodeset="instance(\'towns\')/root/item'
        '[in = /data/county]"><value ref="name"/><label ref="label"/></itemset></select1>'
    )
    live = session("<county/><town/><called/>", towns + called, asks("/data/county") + town)
    live.answer("/data/county", "1")
    live.answer("/data/town", "t")
    assert live.value("/data/called") == "Town"
    assert live.answer("/data/county", "2").computed == {"/data/called": ""}


def test_a_hard_space_at_the_end_of_a_label_is_part_of_it():
    label = "<label>Full name: &#160;</label>"
    live = session("<a/>", "", f'<input ref="/data/a">{label}</input>')
    assert live.label("/data/a") == "Full name: \u00a0"


def test_what_a_choice_is_called_follows_the_answers_that_its_label_shows():
    item = '<item><label><output value="/data/who"/> came</label><value>y</value></item>'
    live = session(
        "<who>Ann</who><came>y</came><called/>",
        bind("/data/called", calculate="jr:choice-name(/data/came, '/data/came')"),
        asks("/data/who") + f'<select1 ref="/data/came">{item}</select1>',
    )
    assert live.value("/data/called") == "Ann came"
    assert live.answer("/data/who", "Bo").computed == {"/data/called": "Bo came"}
