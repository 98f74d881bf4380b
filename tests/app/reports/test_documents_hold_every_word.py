"""Whatever is typed, however much of it, is printed whole."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.reports import document_for, render_pdf
from tests import builders_audits as a
from tests import builders_documents as b

some = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
LETTERS = st.characters(codec="latin-1", categories=("Lu", "Ll", "Nd"))
PUNCTUATION = st.sampled_from("&<>\"'/;:,.!?()[]{}%#@*_=+~^|\\£€½–—…“”’ŵŷ→−")
WORDS = st.lists(st.text(LETTERS | PUNCTUATION, min_size=1, max_size=30), min_size=1, max_size=120)


def printed(snapshot, **options):
    return b.words_in(b.text_of(render_pdf(document_for(snapshot, **options))))


def with_summary(words):
    return b.with_section(b.visit(), b.group("summary", b.answer("summary", words)))


@some
@given(WORDS)
def test_every_typed_word_is_printed_with_every_sign_of_markup_in_it(words):
    text = printed(with_summary("x" + " ".join(words)))
    for word in words:
        assert b.words_in(word) in text


@some
@given(st.integers(0, 40), st.integers(0, 40))
def test_any_number_of_actions_is_printed_whole(agreed, earlier):
    snapshot = b.visit(
        actions=tuple(b.action(n, what=f"Agreed{n}thing " * 9) for n in range(agreed)),
        earlier=tuple(b.earlier(n, seen=f"Seen{n}thing " * 9) for n in range(earlier)),
    )
    text = printed(snapshot)
    assert all(text.count(f"Agreed{n}thing") == 9 for n in range(agreed))
    assert all(text.count(f"Seen{n}thing") == 9 for n in range(earlier))


@some
@given(st.text(max_size=400))
def test_no_text_at_all_can_break_a_document(text):
    snapshot = b.visit(
        sections=(b.group("teaching", b.answer("teaching_strengths", text), label=text),),
        actions=(b.action(1, what=text, who=text),),
        facts={**b.FACTS, "school": text, "date": text},
    )
    assert render_pdf(document_for(snapshot)).startswith(b"%PDF-")


@pytest.mark.parametrize("place", ["summary", "leadership_strengths", "leadership_points", "L4"])
def test_twenty_thousand_letters_without_a_space_are_wrapped_and_kept(place):
    long = "m" * 20_000
    section = b.group("leadership", b.answer(place, long, label="Leadership: " + place))
    assert printed(b.with_section(b.visit(), section)).count("m") >= 20_000


def test_a_row_taller_than_a_page_goes_on_over_the_next_page():
    long = "".join(f"word{n:05} " for n in range(4_000))
    text = printed(b.visit(actions=(b.action(1, known_by=long),)))
    assert all(f"word{n:05}" in text for n in range(4_000))


def test_long_strengths_and_points_stand_one_after_another():
    long = " ".join(f"strength{n:04}" for n in range(900))
    points = " ".join(f"point{n:04}" for n in range(900))
    section = b.group(
        "teaching", b.answer("teaching_strengths", long), b.answer("teaching_points", points)
    )
    text = printed(b.with_section(b.visit(), section))
    assert text.index("strength0899") < text.index("point0000")


def test_a_question_that_no_document_knows_is_printed_under_its_own_section():
    apples = b.answer("apples", "Forty baskets", label="How many apples?")
    snapshot = b.with_section(b.visit(), b.group("harvest", apples, label="Harvest"))
    text = b.text_of(render_pdf(document_for(snapshot)))
    assert text.index("Harvest") < text.index("How many apples? Forty baskets")


def test_skipped_questions_and_sections_leave_no_trace():
    section = b.group("harvest", b.answer("apples", "", label="How many apples?"), label="Harvest")
    text = printed(b.with_section(b.visit(), section))
    assert "Harvest" not in text
    assert "apples" not in text


def test_an_audit_prints_all_prompts_and_all_evidence():
    snapshot = a.audit()
    text = printed(snapshot)
    for section in snapshot.sections:
        for answer in section.answers():
            if answer.name.endswith("_seen"):
                assert b.words_in(answer.words) in text
    for component in a.COMPONENTS.values():
        assert b.words_in(component) in text


def test_the_rows_of_a_repeat_stand_in_one_table():
    rows = tuple(
        b.group("measure", b.answer("what", f"Measure{n}"), b.answer("now", f"Now{n}"), row=f"r{n}")
        for n in range(3)
    )
    text = printed(b.with_section(b.visit(), b.group("teaching", *rows, label="Teaching")))
    assert text.count("WhatNow") == 1
    assert "Measure0Now0Measure1Now1Measure2Now2" in text


def test_evidence_without_a_level_is_told_with_where_it_is_from():
    card = b.group(
        "T2",
        b.answer("T2_seen", "One class drew bars."),
        b.answer("T2_sources", "Lessons"),
        b.answer("T2_strength", "One", value="one"),
        label="Which models were seen?",
    )
    text = b.text_of(render_pdf(document_for(b.with_section(b.visit(), b.group("teaching", card)))))
    assert "Which models were seen? One class drew bars. From: Lessons; one source." in text


def test_a_thread_that_was_not_looked_at_says_so():
    looked = b.answer("transition_looked", "Not looked at today", label="Was it looked at?")
    text = b.text_of(
        render_pdf(document_for(b.with_section(b.visit(), b.group("threads", looked))))
    )
    assert "Transition: Not looked at today." in text
    assert "Was it looked at?" not in text


def test_an_action_that_goes_on_names_the_earlier_one():
    text = b.text_of(render_pdf(document_for(b.visit())))
    assert "carried on from\r\nS900114-V1-A1" in text or "carried on from S900114-V1-A1" in text


TREES = st.recursive(
    st.builds(lambda n: b.answer(f"q{n}", f"said{n}"), st.integers(0, 9)),
    lambda inner: st.builds(
        lambda items, label, row: b.group("g", *items, label=label, row=row),
        st.lists(inner, max_size=4),
        st.sampled_from(["", "A label"]),
        st.sampled_from(["", "r1"]),
    ),
    max_leaves=12,
)


@some
@given(st.lists(TREES, min_size=1, max_size=5))
def test_groups_in_groups_are_printed_however_deep(items):
    section = b.group("harvest", *items, label="Harvest")
    text = printed(b.with_section(b.visit(), section))
    for answer in section.answers():
        assert answer.words in text
