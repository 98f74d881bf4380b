"""What a reader would stumble over is not on paper: blank columns, odd numbers, a bare role."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.reports import document_for, render_pdf
from app.reports.blocks import BulletList, Column, Table, plain
from app.reports.content.tables import fitted, without_blank_columns
from app.reports.content.words import as_label, choices_in
from tests import builders_audits as a
from tests import builders_documents as b
from tests import builders_kinds as k


def printed(snapshot):
    return " ".join(b.text_of(render_pdf(document_for(snapshot))).split())


def cells(*texts):
    return tuple((plain(text),) if text else () for text in texts)


def test_earlier_actions_are_counted_as_they_stand_though_they_come_from_several_records():
    rows = (b.earlier("2", what="Visit again"), b.earlier("1", what="Practise more"))
    text = printed(b.visit(earlier=rows))
    assert "1. Visit again" in text
    assert "2. Practise more" in text


def test_an_audit_that_asks_for_no_status_does_not_list_earlier_actions_without_one():
    without = replace(a.audit(), earlier=(b.earlier("1", status="", seen=""),))
    assert "Actions from last time" not in printed(without)
    given = replace(without, earlier=(b.earlier("1", status="Done"),))
    assert "Actions from last time" in printed(given)


@pytest.mark.parametrize(
    ("met", "said"),
    [
        ([{"role": "Headteacher"}], "Chair of governors (not met)"),
        ([{"role": "Chair of governors"}], "Headteacher (not met)"),
        ([], ""),
    ],
)
def test_the_head_and_the_chair_stand_apart_only_where_they_were_not_met(met, said):
    text = printed(b.visit(people=tuple(met)))
    assert text.count("(not met)") == bool(said)
    assert said in text


def test_what_both_leaders_say_of_their_confidence_stands_in_one_table():
    asked = [
        b.answer(f"C_{what}_{who}", "Confident", label=f"{who}: how confident in {what}?")
        for what in ("leading", "targets", "data")
        for who in ("head", "lead")
    ]
    text = printed(b.with_section(b.visit(), b.group("leadership", *asked)))
    assert "Setting targets Confident Confident" in text
    assert "how confident in" not in text


def test_a_launch_at_which_nobody_stood_in_has_no_column_for_those_who_did():
    launch = k.launch()
    about = launch.section("about")
    own = tuple(item for item in about.items if not item.name.endswith("_by"))
    others = tuple(each for each in launch.sections if each.name != "about")
    text = printed(replace(launch, sections=(replace(about, items=own), *others)))
    assert "Was there" in text
    assert "Came instead" not in text


def test_codes_in_a_row_are_withheld_once():
    text = printed(
        k.books(sections=(b.group("about", b.answer("sample", "P01, P02 and P03; Y4")),))
    )
    assert "[pupil codes]; Y4" in text
    assert "[pupil code]" not in text


def test_several_long_choices_are_a_list_and_a_few_short_ones_a_row():
    parts = ("Talk with the leader, alone (40 min)", "Books and displays (40 min)")
    long = "; ".join((*parts, "Write up the levels (20 min)", "Headlines"))
    chosen = b.answer("steps", long, kind="select_multiple", value="a b c d")
    short = b.answer("years", "Year 3, Year 4", kind="select_multiple", value="3 4")
    record = k.record("own", "Own", b.group("order", chosen, short, label="Order"))
    blocks = document_for(record).blocks
    listed = next(block for block in blocks if isinstance(block, BulletList))
    assert len(listed.items) == 4
    assert "Year 3, Year 4" in printed(record)


@pytest.mark.parametrize(
    ("words", "value", "parts"),
    [
        ("One; Two, or three", "a b", ("One", "Two, or three")),
        ("One, Two", "a b", ("One", "Two")),
        ("One, two, Three", "a b", ()),
    ],
)
def test_choices_are_told_apart_where_they_can_be(words, value, parts):
    answer = b.answer("chosen", words, kind="select_multiple", value=value)
    assert choices_in(answer) == parts


def test_a_label_is_closed_by_one_colon():
    assert as_label("Interval: from") == "Interval, from:"
    assert as_label("What followed?") == "What followed?"


def test_a_correction_is_told_below_its_question_without_a_second_mark():
    from app.reports.content.changed import changed_since

    before = b.with_section(b.visit(), b.group("own", b.answer("q", "No.", label="And then?")))
    after = b.with_section(b.visit(), b.group("own", b.answer("q", "Yes.", label="And then?")))
    told = str(changed_since(before, replace(after, revision=2)))
    assert "And then? " in told
    assert "?:" not in told


def test_a_column_is_as_wide_as_what_stands_in_it_within_bounds():
    rows = [cells("Maths subject leader", "28", "x" * 400)]
    leader, count, long = fitted(("Role", "Pupils", "What was said"), rows)
    assert count.share < leader.share < long.share
    assert long.share <= 5 * count.share


def test_no_word_of_a_heading_is_parted_beside_long_texts():
    titles = ("Part of the day", "Began", "Minutes", "Number of pupils", "Who", "What changed")
    said = ("Talk " * 9, "09:10", "50", "19", "Lead auditor " * 3, "Later " * 9)
    asked = [b.answer(f"q{at}", said[at], label=title) for at, title in enumerate(titles)]
    rows = b.group("rows", *asked, label="Rows", row="r1")
    text = printed(k.record("own", "Own", b.group("order", rows, label="Order")))
    assert all(word in text.split() for title in titles for word in title.split())


def test_columns_without_a_word_are_left_out_but_for_those_that_head_rows():
    columns = (Column("A"), Column("B"), Column("C"))
    table = without_blank_columns(Table(columns, (cells("", "", "c"),), header_columns=1))
    assert [column.title for column in table.columns] == ["A", "C"]
    assert table.rows == (cells("", "c"),)
