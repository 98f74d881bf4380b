from __future__ import annotations

import pytest

from app.errors import NotFoundError, RuleError
from app.forms.definition import Effect, Problem, ProblemKind, Progress
from app.forms.openrosa import answers_from_xml
from tests.builders_forms import asks, bind, group, reopened, repeat, session


def test_an_answer_is_kept_as_it_was_given():
    live = session("<a/>", "", asks("/data/a"))
    live.answer("/data/a", "  two  words ")
    assert live.value("/data/a") == "  two  words "
    assert live.entered() == {"/data/a": "  two  words "}


def test_an_answer_that_changes_nothing_else_has_an_empty_effect():
    live = session("<a/><b/>", "", asks("/data/a", "/data/b"))
    assert live.answer("/data/a", "x") == Effect()
    assert live.answer("/data/a", "x") == Effect()


@pytest.mark.parametrize(
    ("kind", "calculation", "value"),
    [
        ("int", "7 div 2", "3"),
        ("int", "-7 div 2", "-3"),
        ("int", "-1 div 2", "0"),
        ("int", "'several'", "several"),
        ("decimal", "7 div 2", "3.5"),
        ("date", "now()", "2026-03-09"),
        ("date", "'2026-03-09T25:00'", "2026-03-09T25:00"),
        ("time", "now()", "12:00:00.000+00:00"),
        ("dateTime", "today()", "2026-03-09T00:00:00.000+00:00"),
        ("dateTime", "now()", "2026-03-09T12:00:00.000+00:00"),
        ("string", "7 div 2", "3.5"),
    ],
)
def test_a_calculation_is_written_as_the_answer_there_is(kind, calculation, value):
    live = session("<a/>", bind("/data/a", type=kind, calculate=calculation), "")
    assert live.value("/data/a") == value


def test_what_a_form_begins_with_is_written_as_the_answer_there_is():
    live = session(
        "<n>2.5</n><d>2026-03-09T10:30</d>",
        bind("/data/n", type="int") + bind("/data/d", type="date"),
        asks("/data/n", "/data/d"),
    )
    assert live.entered() == {"/data/n": "2", "/data/d": "2026-03-09"}


def test_what_a_person_enters_is_not_rewritten():
    live = session("<n/>", bind("/data/n", type="int"), asks("/data/n"))
    live.answer("/data/n", "2.5")
    assert live.value("/data/n") == "2.5"
    assert [problem.kind for problem in live.problems()] == [ProblemKind.TYPE]


def test_a_calculation_follows_its_answers_through_another_calculation():
    live = session(
        "<a/><twice/><plus/>",
        bind("/data/twice", calculate="/data/a * 2") + bind("/data/plus", calculate="../twice + 1"),
        asks("/data/a"),
    )
    assert live.value("/data/twice") == ""
    effect = live.answer("/data/a", "4")
    assert effect.computed == {"/data/twice": "8", "/data/plus": "9"}
    assert live.value("/data/plus") == "9"
    assert live.entered() == {"/data/a": "4"}


def test_a_calculated_value_cannot_be_answered():
    live = session("<a/>", bind("/data/a", calculate="1"), asks("/data/a"))
    assert live.is_readonly("/data/a")
    with pytest.raises(RuleError):
        live.answer("/data/a", "2")


def hiding():
    return session(
        "<ask/><g><a/><h><b/></h></g><copy/>",
        bind("/data/g", relevant="/data/ask = 'yes'")
        + bind("/data/copy", calculate="concat('[', /data/g/h/b, ']')"),
        asks("/data/ask")
        + group("/data/g", asks("/data/g/a"), group("/data/g/h", asks("/data/g/h/b"))),
    )


def test_what_is_hidden_hides_all_below_it_and_says_so():
    live = hiding()
    assert not live.is_relevant("/data/g/h/b")
    effect = live.answer("/data/ask", "yes")
    assert effect.shown == {"/data/g", "/data/g/a", "/data/g/h", "/data/g/h/b"}
    assert live.answer("/data/ask", "no").hidden == effect.shown


def test_a_hidden_answer_is_kept_but_counts_as_blank():
    live = hiding()
    live.answer("/data/ask", "yes")
    live.answer("/data/g/h/b", "seen")
    assert live.value("/data/copy") == "[seen]"
    effect = live.answer("/data/ask", "no")
    assert effect.computed == {"/data/copy": "[]"}
    assert live.value("/data/g/h/b") == "seen"
    assert live.entered()["/data/g/h/b"] == "seen"
    live.answer("/data/ask", "yes")
    assert live.value("/data/copy") == "[seen]"


def test_a_condition_that_names_a_question_asks_for_its_answer():
    live = session(
        "<yes/><n/><a/><b/>",
        bind("/data/yes", type="boolean")
        + bind("/data/n", type="int")
        + bind("/data/a", relevant="/data/yes")
        + bind("/data/b", relevant="/data/n"),
        asks("/data/yes", "/data/n", "/data/a", "/data/b"),
    )
    assert not live.is_relevant("/data/a")
    live.answer("/data/yes", "0")
    live.answer("/data/n", "0")
    assert not live.is_relevant("/data/a")
    assert not live.is_relevant("/data/b")
    live.answer("/data/yes", "1")
    live.answer("/data/n", "3")
    assert live.is_relevant("/data/a")
    assert live.is_relevant("/data/b")


def checked():
    return session(
        "<level/><why/><n/>",
        bind(
            "/data/why",
            relevant="/data/level != ''",
            required="/data/level >= 3",
            jr_requiredMsg="Say why.",
            constraint="string-length(.) > 3",
            jr_constraintMsg="Say more.",
        )
        + bind("/data/n", type="int", constraint=". &lt; 10"),
        asks("/data/level", "/data/why", "/data/n"),
    )


def test_problems_come_with_the_forms_own_words_in_its_order():
    live = checked()
    assert live.problems() == []
    effect = live.answer("/data/level", "3")
    assert effect.states == {"/data/why"}
    assert live.is_required("/data/why")
    assert live.problems() == [Problem("/data/why", ProblemKind.MISSING, "Say why.")]
    live.answer("/data/n", "12")
    assert live.answer("/data/why", "no").problems == {"/data/why"}
    assert [(p.kind, p.ref) for p in live.problems()] == [
        (ProblemKind.CONSTRAINT, "/data/why"),
        (ProblemKind.CONSTRAINT, "/data/n"),
    ]
    assert live.problems()[0].message == "Say more."
    assert live.problems_of("/data/why")[0].message == "Say more."


def test_an_answer_that_breaks_its_constraint_is_still_kept():
    live = checked()
    live.answer("/data/n", "12")
    assert live.value("/data/n") == "12"
    assert live.answer("/data/n", "9").problems == {"/data/n"}
    assert live.problems() == []


def test_a_page_of_loose_questions_tells_its_own_problems_only():
    needed = bind("/data/a", required="true()") + bind("/data/g/b", required="true()")
    live = session("<a/><g><b/></g>", needed, asks("/data/a") + group("/data/g", asks("/data/g/b")))
    loose, named = (section.path for section in live.definition.sections)
    assert [problem.ref for problem in live.problems_of(loose)] == ["/data/a"]
    assert [problem.ref for problem in live.problems_of(named)] == ["/data/g/b"]
    assert live.is_relevant(loose)
    assert live.label(loose) == ""


def test_hidden_questions_and_blank_answers_break_no_constraint():
    live = checked()
    live.answer("/data/level", "1")
    live.answer("/data/why", "no")
    assert len(live.problems()) == 1
    live.answer("/data/level", "")
    assert live.problems() == []
    live.answer("/data/level", "1")
    live.answer("/data/why", "")
    assert live.problems() == []


@pytest.mark.parametrize(
    ("type_", "good", "bad"),
    [
        ("int", "-12", "1.5"),
        ("decimal", "1.5", "1,5"),
        ("date", "2026-03-09", "9 March"),
        ("time", "14:30", "half past two"),
        ("dateTime", "2026-03-09T14:30:00.000Z", "now"),
        # What Python reads as a date or a time, and nothing else here does.
        ("date", "2026-03-09", "20260309"),
        ("date", "2026-03-09", "2026-W10-1"),
        ("date", "2024-02-29", "2026-02-29"),
        ("time", "09:00:00.000+01:00", "09"),
        ("time", "14:30:05", "1430"),
        ("dateTime", "2026-03-09", "20260309T1430"),
        ("int", "+3", "\u0663"),
    ],
)
def test_an_answer_of_the_wrong_kind_is_a_problem(type_, good, bad):
    live = session("<a/>", bind("/data/a", type=type_), asks("/data/a"))
    assert live.answer("/data/a", bad).problems == {"/data/a"}
    assert [problem.kind for problem in live.problems()] == [ProblemKind.TYPE]
    assert live.answer("/data/a", good).problems == {"/data/a"}
    assert live.problems() == []


def test_read_only_reaches_down_and_is_told():
    live = session(
        "<lock/><g><a/></g>",
        bind("/data/g", readonly="/data/lock = 1"),
        asks("/data/lock") + group("/data/g", asks("/data/g/a")),
    )
    assert not live.is_readonly("/data/g/a")
    assert live.answer("/data/lock", "1").states == {"/data/g", "/data/g/a"}
    assert live.is_readonly("/data/g/a")


def test_defaults_count_as_entered_once_and_may_be_taken_back():
    live = session("<a>start</a><b>2</b>", bind("/data/b", calculate="1"), asks("/data/a"))
    assert live.entered() == {"/data/a": "start"}
    live.answer("/data/a", "")
    assert live.entered() == {}
    assert reopened(live).value("/data/a") == ""


def test_entries_of_another_version_are_kept_aside_and_come_back():
    live = session(
        "<a/>",
        "",
        asks("/data/a"),
        answers={"/data/a": "1", "/data/old": "2", "/data/r[x]": "i", "/data/r[x]/q": "3"},
        begun=True,
    )
    assert live.entered() == {
        "/data/a": "1",
        "/data/old": "2",
        "/data/r[x]": "i",
        "/data/r[x]/q": "3",
    }
    with pytest.raises(NotFoundError):
        live.value("/data/old")


def test_unknown_references_and_groups_cannot_be_answered():
    live = session("<g><a/></g>", "", group("/data/g", asks("/data/g/a")))
    for ref in ("/data/none", "/data/g"):
        with pytest.raises(NotFoundError):
            live.answer(ref, "x")


def test_progress_counts_what_is_asked_answered_and_still_needed():
    live = session(
        "<one><a/><b/><note/></one><two><c/></two>",
        bind("/data/one/a", required="true()")
        + bind("/data/one/b", relevant="/data/one/a = 'x'")
        + bind("/data/one/note", readonly="true()")
        + bind("/data/two/c", required="/data/one/b != ''"),
        group("/data/one", asks("/data/one/a", "/data/one/b", "/data/one/note"))
        + group("/data/two", asks("/data/two/c")),
    )
    assert live.progress() == (Progress("/data/one", 0, 1, 1), Progress("/data/two", 0, 1, 0))
    live.answer("/data/one/a", "x")
    assert live.progress()[0] == Progress("/data/one", 1, 2, 0)
    live.answer("/data/one/b", "y")
    assert live.progress() == (Progress("/data/one", 2, 2, 0), Progress("/data/two", 0, 1, 1))


def test_an_expression_that_fails_on_todays_values_stops_nobody():
    live = session("<a/><b/>", bind("/data/b", calculate="digest('x', /data/a)"), asks("/data/a"))
    live.answer("/data/a", "x")
    assert live.value("/data/b") == ""
    assert set(live.faults) == {"/data/b"}


def test_a_list_from_outside_is_counted_and_recounted():
    live = session(
        "<panel/><n/>",
        bind("/data/panel", readonly="true()", constraint="true()")
        + bind("/data/n", calculate="count(instance('vb_actions')/root/item[status = 'open'])"),
        asks("/data/panel"),
        externals={"vb_actions": [{"what": "plan", "status": "open"}]},
    )
    assert live.value("/data/n") == "1"
    effect = live.set_externals("vb_actions", [{"status": "open"}, {"status": "open"}])
    assert effect.computed == {"/data/n": "2"}


def test_a_repeat_without_rows_hides_with_the_group_it_is_in():
    live = session(
        '<ask/><g><r jr:template=""><a/></r></g>',
        bind("/data/g", relevant="/data/ask = 1"),
        asks("/data/ask") + group("/data/g", repeat("/data/g/r", asks("/data/g/r/a"))),
    )
    assert not live.is_relevant("/data/g/r")
    assert live.answer("/data/ask", "1").shown == {"/data/g", "/data/g/r"}


def test_a_constraint_that_does_not_name_its_own_answer_is_still_asked():
    live = session(
        "<a/><b/>", bind("/data/a", constraint="/data/b = 'yes'"), asks("/data/a", "/data/b")
    )
    assert live.answer("/data/a", "x").problems == {"/data/a"}
    assert live.answer("/data/b", "yes").problems == {"/data/a"}
    assert live.answer("/data/b", "no").problems == {"/data/a"}
    assert live.answer("/data/a", "").problems == {"/data/a"}


def test_what_hides_and_comes_back_in_one_act_did_not_change():
    live = session(
        "<a/><b/><c/>",
        bind("/data/b", relevant="/data/a = /data/c"),
        '<input ref="/data/a"><setvalue ref="/data/c" event="xforms-value-changed" '
        'value="/data/a"/></input>' + asks("/data/b"),
    )
    effect = live.answer("/data/a", "x")
    assert effect.shown == effect.hidden == frozenset()
    assert live.is_relevant("/data/b")


def test_a_panel_list_that_nobody_gave_is_empty():
    live = session("<n/>", bind("/data/n", calculate="count(instance('vb_pupils')/root/item)"), "")
    assert live.value("/data/n") == "0"
    assert dict(live.faults) == {}


def test_ids_made_once_stay_the_same_when_the_record_is_opened_again():
    live = session(
        "<code/><meta><instanceID/></meta>",
        bind("/data/code", calculate="once(uuid())")
        + bind("/data/meta/instanceID", calculate="concat('uuid:', uuid())"),
        "",
    )
    again = reopened(live)
    for ref in ("/data/code", "/data/meta/instanceID"):
        assert live.value(ref)
        assert again.value(ref) == live.value(ref)


def test_what_is_preloaded_is_known_from_the_start():
    live = session(
        "<start/><today/><who/><meta><instanceID/></meta>",
        bind("/data/start", jr_preload="timestamp", jr_preloadParams="start")
        + bind("/data/today", jr_preload="date", jr_preloadParams="today")
        + bind("/data/who", jr_preload="property", jr_preloadParams="username")
        + bind("/data/meta/instanceID", jr_preload="uid"),
        properties={"username": "LLE 4"},
    )
    assert live.value("/data/start") == "2026-03-09T12:00:00.000+00:00"
    assert live.value("/data/today") == "2026-03-09"
    assert live.value("/data/who") == "LLE 4"
    assert live.value("/data/meta/instanceID") == "uuid:a1"


def test_repeated_elements_without_a_repeat_are_fixed_rows():
    live = session(
        "<n><v>1</v></n><n><v>2</v></n><sum/>",
        bind("/data/sum", calculate="sum(/data/n/v)"),
        group("/data/n", asks("/data/n/v")),
    )
    assert live.value("/data/sum") == "3"
    live.answer("/data/n[n2]/v", "5")
    assert live.value("/data/sum") == "6"
    assert reopened(live).value("/data/sum") == "6"


def test_a_session_needs_no_row_to_ask_whether_a_repeat_is_asked():
    live = session(
        '<ask/><r jr:template=""><a/></r>',
        bind("/data/r", relevant="/data/ask = 1"),
        asks("/data/ask") + repeat("/data/r", asks("/data/r/a")),
    )
    assert not live.is_relevant("/data/r")
    assert live.answer("/data/ask", "1").shown == {"/data/r"}


def test_a_choice_with_blanks_around_it_is_that_choice():
    items = "<item><value>yes</value></item><item><value>no</value></item>"
    body = f'<select1 ref="/data/a">{items}</select1><select ref="/data/b">{items}</select>'
    live = session("<a/><b/>", "", body)
    live.answer("/data/a", " yes\n")
    live.answer("/data/b", " yes  no ")
    assert (live.value("/data/a"), live.value("/data/b")) == ("yes", "yes no")
    spaced = live.to_xml().replace("<a>yes</a>", "<a> yes </a>").replace("yes no", "\n yes \n no")
    assert answers_from_xml(live.definition, spaced) == {"/data/a": "yes", "/data/b": "yes no"}
