"""Answering by name: each kind of question takes what it can, and says what it cannot."""

from __future__ import annotations

import pytest

from app.domain.records import Record
from app.errors import InputError, NotFoundError, RuleError
from app.usecases.answering import add_row, answer, asked
from app.usecases.opened import live_session, open_record
from app.usecases.records import save_answers
from tests.builders_forms import asks, bind, group, repeat, xform

KINDS = ("words", "whole", "number", "day", "hour", "one", "many", "order", "more", "locked")
FORM = xform(
    "<about>" + "".join(f"<{name}/>" for name in KINDS) + "</about>"
    "<lesson><subject/><level/></lesson><twin><words/></twin>",
    model="".join(
        [
            bind("/data/about/words", type="string", required="true()"),
            bind("/data/about/whole", type="int", constraint=". < 100"),
            bind("/data/about/number", type="decimal"),
            bind("/data/about/day", type="date"),
            bind("/data/about/hour", type="time"),
            bind("/data/about/more", type="string", relevant="/data/about/one = 'yes'"),
            bind("/data/about/locked", type="string", readonly="/data/about/one = 'no'"),
            bind("/data/lesson/level", type="int"),
        ]
    ),
    body=group(
        "/data/about",
        asks(*(f"/data/about/{name}" for name in ("words", "whole", "number", "day", "hour"))),
        *(
            f'<{tag} ref="/data/about/{name}"><label>{name}</label>'
            "<item><label>Yes, it was</label><value>yes</value></item>"
            "<item><label>No</label><value>no</value></item>"
            f"</{tag}>"
            for tag, name in (("select1", "one"), ("select", "many"))
        ),
        asks("/data/about/more", "/data/about/locked"),
    )
    + repeat("/data/lesson", asks("/data/lesson/subject", "/data/lesson/level"))
    + group("/data/twin", asks("/data/twin/words")),
)


@pytest.fixture
def record(app):
    with app.store.unit_of_work() as work:
        work.keep_form("a_form", "3", "A form", FORM, "no workbook")
        record = Record("r", 900001, "a_form", "3", "A form", "S900001-A", app.today())
        work.save(record)
        work.commit()
    return record


@pytest.fixture
def kept(app, record):
    """Answers a question; the kept value by its name in the section about, and nothing else."""

    def tell(name, value):
        result = answer(app, "r", f"/data/about/{name}", value)
        assert open_record(app, "r").answers.get(result.ref, "") == result.value
        return result.value

    return tell


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("words", "  Seen in Year 4.\nTwice. ", "Seen in Year 4.\nTwice."),
        ("whole", " 12 ", "12"),
        ("whole", "-3", "-3"),
        ("whole", "007", "7"),
        ("number", "1.50", "1.50"),
        ("number", "5", "5"),
        ("number", "1e2", "100"),
        ("day", "2026-01-20", "2026-01-20"),
        ("hour", "09:05", "09:05"),
        ("hour", "09:05:59", "09:05"),
        ("one", "yes", "yes"),
        ("one", "YES, it was", "yes"),
        ("many", "no yes", "no yes"),
        ("many", "yes yes", "yes"),
    ],
)
def test_an_answer_is_kept_as_the_form_keeps_it(kept, name, typed, value):
    assert kept(name, typed) == value


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("whole", "1.5", "should look like 12"),
        ("whole", "twelve", "should look like 12"),
        ("number", "nan", "should look like 1.5"),
        ("number", "inf", "should look like 1.5"),
        ("number", "1e999999999", "should look like 1.5"),
        ("number", "1,5", "should look like 1.5"),
        ("day", "20/01/2026", "should look like 2026-01-20"),
        ("day", "2026-02-30", "should look like 2026-01-20"),
        ("hour", "25:00", "should look like 09:00"),
        ("one", "perhaps", "Choose from: yes, no"),
        ("many", "yes perhaps", "“perhaps” is no choice here"),
    ],
)
def test_what_a_question_cannot_take_is_told_and_the_old_answer_stays(app, kept, name, typed, told):
    before = open_record(app, "r").answers
    with pytest.raises(InputError, match=told):
        kept(name, typed)
    assert open_record(app, "r").answers == before


HALF = "\ud83d"


def test_half_a_character_in_a_paste_takes_no_word_along(app, kept):
    assert kept("words", f"Three {HALF}plans") == "Three \ufffdplans"
    row = add_row(app, "r", "lesson", {"subject": f"Frac{HALF}tions"}).row
    assert open_record(app, "r").answers[f"{row}/subject"] == "Frac\ufffdtions"


def test_half_a_character_keeps_no_other_answer_from_being_saved(app, record):
    seen = open_record(app, "r").seen
    pasted = {"/data/about/words": f"{HALF} Three plans", "/data/twin/words": "and one more"}
    save_answers(app, "r", pasted, seen)
    assert open_record(app, "r").answers == {
        "/data/about/words": "\ufffd Three plans",
        "/data/twin/words": "and one more",
    }


@pytest.mark.parametrize("name", ["whole", "number"])
@pytest.mark.parametrize("digits", [32, 400, 5000])
def test_a_number_that_is_too_large_is_refused_in_words(app, kept, name, digits):
    kept(name, "7")
    with pytest.raises(InputError, match="should look like"):
        kept(name, "9" * digits)
    assert open_record(app, "r").answers == {f"/data/about/{name}": "7"}


@pytest.mark.parametrize("name", ["words", "whole", "number", "day", "hour", "one", "many"])
def test_a_blank_clears_any_answer(app, kept, name):
    typed = {"day": "2026-01-20", "hour": "09:00", "one": "yes", "many": "yes"}.get(name, "12")
    kept(name, typed)
    kept(name, " ")
    assert f"/data/about/{name}" not in open_record(app, "r").answers


def test_what_the_form_says_against_an_answer_is_told_and_the_answer_kept(app, record):
    result = answer(app, "r", "whole", "100")
    assert [problem.ref for problem in result.problems] == ["/data/about/whole"]
    assert open_record(app, "r").answers["/data/about/whole"] == "100"


def test_a_question_that_is_not_asked_takes_no_answer(kept):
    with pytest.raises(RuleError, match="not asked as things stand"):
        kept("more", "words")
    kept("one", "yes")
    assert kept("more", "words") == "words"


def test_an_answer_comes_back_with_its_question(app, kept):
    kept("one", "yes")
    kept("more", "words")
    kept("one", "no")
    assert "/data/about/more" not in [each.ref for each in now(app)]
    kept("one", "yes")
    assert next(each.value for each in now(app) if each.name == "more") == "words"


def now(app):
    opened = open_record(app, "r")
    return asked(opened, live_session(app, opened))


def test_what_the_form_locks_takes_no_answer(kept):
    kept("one", "no")
    with pytest.raises(RuleError, match="can’t be changed by hand"):
        kept("locked", "12")


def test_a_name_that_two_questions_have_needs_the_full_ref(app, record):
    with pytest.raises(NotFoundError, match="Give its full ref"):
        answer(app, "r", "words", "Which?")
    answer(app, "r", "/data/twin/words", "This one")
    assert open_record(app, "r").answers == {"/data/twin/words": "This one"}


@pytest.mark.parametrize("ref", ["/data/nowhere", "nowhere", "/data/about", ""])
def test_a_question_there_is_not_is_told_of(app, record, ref):
    with pytest.raises(NotFoundError):
        answer(app, "r", ref, "words")


def test_a_row_is_added_with_its_answers(app, record):
    row = add_row(app, "r", "lesson", {"subject": "Fractions", "level": "3"})
    assert row.refs == (f"{row.row}/subject", f"{row.row}/level")
    answers = open_record(app, "r").answers
    assert answers[f"{row.row}/subject"] == "Fractions"
    answer(app, "r", f"{row.row}/level", "2")
    assert open_record(app, "r").answers[f"{row.row}/level"] == "2"


def test_rows_stay_apart_and_in_order(app, record):
    rows = [add_row(app, "r", "/data/lesson", {"subject": name}) for name in ("One", "Two")]
    opened = open_record(app, "r")
    live = live_session(app, opened).rows("/data/lesson")
    assert list(live)[-2:] == [row.row for row in rows]


def test_a_row_with_an_answer_it_cannot_take_is_not_added(app, record):
    before = open_record(app, "r").answers
    with pytest.raises(InputError, match="should look like 12"):
        add_row(app, "r", "lesson", {"subject": "Fractions", "level": "high"})
    with pytest.raises(NotFoundError):
        add_row(app, "r", "lesson", {"colour": "red"})
    assert open_record(app, "r").answers == before


def test_what_takes_no_rows_names_what_does(app, record):
    with pytest.raises(NotFoundError, match="/data/lesson, people, evidence"):
        add_row(app, "r", "about", {})


def test_what_is_asked_comes_in_the_forms_order_with_its_choices(app, record):
    found = {each.name: each for each in now(app)}
    assert next(iter(found)) == "words"
    assert found["one"].choices == ("yes", "no")
    assert found["lesson"].kind == "repeat"
    assert "more" not in found
