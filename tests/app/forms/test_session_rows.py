from __future__ import annotations

import pytest

from app.errors import NotFoundError, RuleError
from tests.builders_forms import asks, bind, group, reopened, repeat, session


def lessons(**settings):
    return session(
        '<lesson jr:template=""><place/><level>2</level><twice/></lesson><n/><sum/>',
        bind("/data/lesson/place", calculate="position(..)")
        + bind("/data/lesson/twice", calculate="../level * 2")
        + bind("/data/n", calculate="count(/data/lesson)")
        + bind("/data/sum", calculate="sum(/data/lesson/level)"),
        repeat("/data/lesson", asks("/data/lesson/level")),
        **settings,
    )


def test_rows_are_added_counted_and_numbered():
    live = lessons()
    assert live.rows("/data/lesson") == ()
    first, effect = live.add_repeat("/data/lesson")
    assert effect.rows == {"/data/lesson"}
    assert effect.computed["/data/n"] == "1"
    second, _ = live.add_repeat("/data/lesson")
    assert live.rows("/data/lesson") == (first, second)
    assert live.value(f"{second}/place") == "2"
    assert live.value("/data/sum") == "4"


def test_a_row_can_be_put_after_another():
    live = lessons()
    first, _ = live.add_repeat("/data/lesson")
    last, _ = live.add_repeat("/data/lesson")
    middle, effect = live.add_repeat("/data/lesson", after=first)
    assert live.rows("/data/lesson") == (first, middle, last)
    assert effect.computed[f"{last}/place"] == "3"
    assert f"{first}/place" not in effect.computed


def test_an_answer_in_one_row_wakes_that_row_only():
    live = lessons()
    first, _ = live.add_repeat("/data/lesson")
    live.add_repeat("/data/lesson")
    effect = live.answer(f"{first}/level", "4")
    assert effect.computed == {f"{first}/twice": "8", "/data/sum": "6"}


def test_a_removed_row_takes_its_answers_along_and_can_come_back():
    live = lessons()
    first, _ = live.add_repeat("/data/lesson")
    second, _ = live.add_repeat("/data/lesson")
    live.answer(f"{first}/level", "4")
    before = live.entered()
    effect = live.remove_repeat(first)
    assert effect.computed == {f"{second}/place": "1", "/data/n": "1", "/data/sum": "2"}
    assert not any(ref.startswith(first) for ref in live.entered())
    with pytest.raises(NotFoundError):
        live.value(f"{first}/level")
    live.restore_repeat(first)
    assert live.entered() == before
    assert live.rows("/data/lesson") == (first, second)
    assert live.value(f"{first}/twice") == "8"


def test_a_row_moves_and_keeps_its_answers():
    live = lessons()
    rows = [live.add_repeat("/data/lesson")[0] for _ in range(3)]
    live.answer(f"{rows[2]}/level", "9")
    effect = live.move_repeat(rows[2], 0)
    assert live.rows("/data/lesson") == (rows[2], rows[0], rows[1])
    assert effect.rows == {"/data/lesson"}
    assert live.value(f"{rows[2]}/place") == "1"
    assert live.value(f"{rows[2]}/twice") == "18"
    assert reopened(live).rows("/data/lesson") == live.rows("/data/lesson")


def test_rows_stay_where_the_form_puts_them_among_other_questions():
    live = lessons()
    live.add_repeat("/data/lesson")
    xml = live.to_xml()
    assert xml.index("<lesson>") < xml.index("<n>")


def test_rows_added_apart_merge_into_one_order_for_both():
    mine = lessons()
    shared = mine.add_repeat("/data/lesson")[0]
    theirs = lessons(answers=mine.entered(), begun=True, new_id=lambda: "zz9")
    mine.add_repeat("/data/lesson")
    theirs.add_repeat("/data/lesson")
    both = {**mine.entered(), **theirs.entered()}
    one, other = (lessons(answers=dict(entries), begun=True) for entries in (both, reversed_(both)))
    assert one.rows("/data/lesson") == other.rows("/data/lesson")
    assert len(one.rows("/data/lesson")) == 3
    assert one.rows("/data/lesson")[0] == shared


def reversed_(entries):
    return dict(reversed(entries.items()))


def counted():
    return session(
        '<wanted/><r jr:template=""><a/><b>d</b></r><n/>',
        bind("/data/wanted", type="int") + bind("/data/n", calculate="count(/data/r)"),
        asks("/data/wanted")
        + repeat("/data/r", asks("/data/r/a", "/data/r/b"), attributes=' jr:count="/data/wanted"'),
    )


def test_counted_rows_come_and_go_with_the_count_and_their_answers_wait():
    live = counted()
    assert live.definition.find("/data/r").counted
    effect = live.answer("/data/wanted", "2")
    assert live.rows("/data/r") == ("/data/r[n1]", "/data/r[n2]")
    assert effect.computed["/data/n"] == "2"
    live.answer("/data/r[n2]/a", "kept")
    live.answer("/data/wanted", "1")
    assert live.rows("/data/r") == ("/data/r[n1]",)
    live.answer("/data/wanted", "3")
    assert live.value("/data/r[n2]/a") == "kept"


def test_counted_rows_are_not_entered_and_a_default_taken_back_stays_so():
    live = counted()
    live.answer("/data/wanted", "1")
    assert live.entered() == {"/data/wanted": "1"}
    live.answer("/data/r[n1]/b", "")
    again = reopened(live)
    assert again.rows("/data/r") == ("/data/r[n1]",)
    assert again.value("/data/r[n1]/b") == ""


def test_counted_rows_can_not_be_added_or_removed_by_hand():
    live = counted()
    live.answer("/data/wanted", "1")
    with pytest.raises(RuleError):
        live.add_repeat("/data/r")
    with pytest.raises(RuleError):
        live.remove_repeat("/data/r[n1]")


def test_a_count_that_is_no_number_makes_no_rows_and_a_huge_one_is_capped():
    live = counted()
    live.answer("/data/wanted", "several")
    assert live.rows("/data/r") == ()
    live.answer("/data/wanted", "-3")
    assert live.rows("/data/r") == ()


def test_rows_counted_from_their_own_answers_grow_one_at_a_time():
    live = session(
        '<n/><more jr:template=""><again/></more>',
        bind(
            "/data/n",
            calculate="count(/data/more) + (count(/data/more) = 0 or "
            "/data/more[position() = last()]/again = 'yes')",
        ),
        repeat("/data/more", asks("/data/more/again"), attributes=' jr:count="/data/n"'),
    )
    assert len(live.rows("/data/more")) == 1
    live.answer("/data/more[n1]/again", "yes")
    assert len(live.rows("/data/more")) == 2


def test_counted_rows_begin_as_the_form_fills_them_in_and_go_on_as_its_template():
    live = session(
        '<n>3</n><r jr:template=""><a>as usual</a></r><r><a>the first</a></r><r><a/></r>',
        "",
        asks("/data/n") + repeat("/data/r", asks("/data/r/a"), attributes=' jr:count="/data/n"'),
    )
    first = [live.value(f"{row}/a") for row in live.rows("/data/r")]
    assert first == ["the first", "", "as usual"]
    assert [reopened(live).value(f"{row}/a") for row in live.rows("/data/r")] == first


def rows_in_counted_rows(given=""):
    return session(
        f'<n>1</n><r jr:template=""><s jr:template=""><a/></s>{given}</r>',
        "",
        asks("/data/n")
        + repeat(
            "/data/r",
            repeat("/data/r/s", asks("/data/r/s/a")),
            attributes=' jr:count="/data/n"',
        ),
    )


def test_rows_added_within_a_counted_row_are_there_when_the_record_is_opened_again():
    live = rows_in_counted_rows()
    row, _ = live.add_repeat("/data/r[n1]/s")
    live.answer(f"{row}/a", "kept")
    assert reopened(live).value(f"{row}/a") == "kept"
    live.answer("/data/n", "0")
    live.answer("/data/n", "1")
    assert live.value(f"{row}/a") == "kept"


def test_a_counted_row_begins_with_the_inner_rows_of_the_form_which_are_the_same_everywhere():
    given = "<s><a>x</a></s><s><a>y</a></s>"
    live, elsewhere = rows_in_counted_rows(given), rows_in_counted_rows(given)
    live.answer("/data/n", "2")
    rows = live.rows("/data/r[n2]/s")
    assert [live.value(f"{row}/a") for row in rows] == ["x", "y"]
    elsewhere.answer("/data/n", "2")
    assert elsewhere.entered() == live.entered()
    again = reopened(live)
    assert [again.value(f"{row}/a") for row in again.rows("/data/r[n2]/s")] == ["x", "y"]


def test_an_inner_row_taken_out_of_a_counted_row_stays_out():
    live = rows_in_counted_rows("<s><a>x</a></s>")
    live.remove_repeat(live.rows("/data/r[n1]/s")[0])
    assert reopened(live).rows("/data/r[n1]/s") == ()


def test_a_count_is_found_from_the_rows_where_it_is_not_beside_them():
    counts = 'jr:count="../wanted"'
    live = session(
        "<o><wanted>2</wanted><r><a/></r></o>",
        "",
        '<repeat nodeset="/data/o"><input ref="/data/o/wanted"/>'
        f'<repeat nodeset="/data/o/r" {counts}><input ref="/data/o/r/a"/></repeat></repeat>',
    )
    (outer,) = live.rows("/data/o")
    assert len(live.rows(f"{outer}/r")) == 2


def test_the_position_of_a_repeat_as_a_whole_is_no_fault():
    live = session(
        "<r><a/></r><r><a/></r>",
        bind("/data/r", relevant="position(current()) > 1".replace(">", "&gt;")),
        repeat("/data/r", asks("/data/r/a")),
    )
    assert [live.is_relevant(row) for row in live.rows("/data/r")] == [False, True]


def nested():
    return session(
        '<outer jr:template=""><name/><inner jr:template=""><x/><of/></inner><sum/></outer><all/>',
        bind("/data/outer/inner/of", calculate="concat(../../name, position(..))")
        + bind("/data/outer/sum", calculate="sum(../inner/x)")
        + bind("/data/all", calculate="sum(/data/outer/sum)"),
        repeat(
            "/data/outer",
            asks("/data/outer/name"),
            repeat("/data/outer/inner", asks("/data/outer/inner/x")),
        ),
    )


def test_rows_within_rows_know_the_row_they_are_in():
    live = nested()
    one, _ = live.add_repeat("/data/outer")
    two, _ = live.add_repeat("/data/outer")
    for outer, numbers in ((one, "12"), (two, "5")):
        live.answer(f"{outer}/name", outer[-2])
        for number in numbers:
            inner, _ = live.add_repeat(f"{outer}/inner")
            live.answer(f"{inner}/x", number)
    assert [live.value(f"{outer}/sum") for outer in (one, two)] == ["3", "5"]
    assert live.value("/data/all") == "8"
    second = live.rows(f"{one}/inner")[1]
    assert live.value(f"{second}/of").endswith("2")
    effect = live.answer(f"{two}/name", "z")
    assert set(effect.computed) == {f"{live.rows(f'{two}/inner')[0]}/of"}
    live.remove_repeat(one)
    assert live.value("/data/all") == "5"
    live.restore_repeat(one)
    assert live.value("/data/all") == "8"
    assert reopened(live).value("/data/all") == "8"


def test_a_new_record_begins_with_the_rows_of_the_form():
    live = session(
        '<r jr:template=""><a/></r><r><a>first</a></r>',
        "",
        repeat("/data/r", asks("/data/r/a")),
    )
    (row,) = live.rows("/data/r")
    assert live.value(f"{row}/a") == "first"
    live.remove_repeat(row)
    assert reopened(live).rows("/data/r") == ()


def test_a_row_made_after_the_first_one_brings_no_inner_rows_along():
    live = session(
        "<r><a/><s><b/></s></r>",
        "",
        repeat("/data/r", asks("/data/r/a"), repeat("/data/r/s", asks("/data/r/s/b"))),
    )
    (first,) = live.rows("/data/r")
    assert len(live.rows(f"{first}/s")) == 1
    second, _ = live.add_repeat("/data/r")
    assert live.rows(f"{second}/s") == ()


def test_problems_of_a_repeat_are_those_of_its_rows():
    live = session(
        '<r jr:template=""><a/></r>',
        bind("/data/r/a", required="true()"),
        repeat("/data/r", asks("/data/r/a")),
    )
    row, _ = live.add_repeat("/data/r")
    assert [problem.ref for problem in live.problems_of("/data/r")] == [f"{row}/a"]
    assert live.progress()[0].needed == 1
    live.remove_repeat(row)
    assert live.progress()[0].needed == 0


def test_a_row_can_hide_by_its_own_place():
    live = session(
        '<r jr:template=""><a/></r><n/>',
        bind("/data/r/a", relevant="position(..) > 1"),
        repeat("/data/r", asks("/data/r/a")),
    )
    first, _ = live.add_repeat("/data/r")
    second, _ = live.add_repeat("/data/r")
    assert [live.is_relevant(f"{row}/a") for row in (first, second)] == [False, True]
    effect = live.remove_repeat(first)
    assert effect.hidden == {f"{second}/a"}


def test_unknown_rows_are_told():
    live = lessons()
    for act in (live.remove_repeat, live.restore_repeat):
        with pytest.raises(NotFoundError):
            act("/data/lesson[none]")
    for ref in ("/data/lesson[none]", "/data/n", "/data/none"):
        with pytest.raises(NotFoundError):
            live.rows(ref)


def test_a_group_and_a_repeat_in_it_are_two_things():
    live = session(
        '<g><r jr:template=""><a/></r></g>',
        "",
        group("/data/g", repeat("/data/g/r", asks("/data/g/r/a"))),
    )
    row, _ = live.add_repeat("/data/g/r")
    assert live.answer(f"{row}/a", "x").rows == frozenset()


def test_a_form_may_begin_with_a_row_of_each_of_many_repeats():
    paths = [f"/data/r{number}" for number in range(600)]
    live = session(
        "".join(f"<r{number}><a/></r{number}>" for number in range(600)),
        "",
        "".join(repeat(path, asks(f"{path}/a")) for path in paths),
    )
    assert all(len(live.rows(path)) == 1 for path in paths)


def test_a_repeat_may_ask_for_the_position_of_its_own_rows():
    live = session(
        '<r jr:template=""><x/></r>',
        bind("/data/r", relevant="position(.) &lt; 3"),
        repeat("/data/r", asks("/data/r/x")),
    )
    assert live.is_relevant("/data/r")
    rows = [live.add_repeat("/data/r")[0] for _ in range(3)]
    assert [live.is_relevant(row) for row in rows] == [True, True, False]


def test_a_question_whose_name_begins_like_a_repeat_is_not_taken_for_one_of_its_rows():
    choices = '<itemset nodeset="..//a"><value ref="."/><label ref="."/></itemset>'
    live = session(
        '<r jr:template=""><a/><s/></r><rk/>',
        "",
        repeat("/data/r", asks("/data/r/a"), f'<select1 ref="/data/r/s">{choices}</select1>')
        + asks("/data/rk"),
    )
    row, _effect = live.add_repeat("/data/r")
    assert live.answer("/data/rk", "1").choices == frozenset()
    assert live.answer(f"{row}/a", "1").choices == {f"{row}/s"}
