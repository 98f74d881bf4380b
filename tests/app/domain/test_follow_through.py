"""What may follow on what, and which notes are of the sample."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.follow_through import (
    ANSWERS,
    RECORDED,
    RecordStep,
    Stage,
    Way,
    in_order,
    may_follow,
    wants_quality_read,
    way_of,
)
from tests.builders_documents import FACTS, group, panel, visit

AT = datetime(2026, 1, 20, 9, tzinfo=UTC)
WAYS = st.sampled_from(list(Way))


def a_step(stage, minutes=0, id_="s"):
    at = AT + timedelta(minutes=minutes)
    return RecordStep(id_, 900001, "r", 1, stage, date(2026, 1, 20), at)


@st.composite
def journeys(draw):
    """A way, and stages one after another as the rule allows, from the draft on."""
    way, stages = draw(WAYS), [Stage.DRAFT]
    for _ in range(draw(st.integers(0, 12))):
        following = may_follow(stages[-1], way)
        if not following:
            break
        stages.append(draw(st.sampled_from(following)))
    return way, stages


@settings(max_examples=150, deadline=None)
@given(journeys())
def test_no_note_is_final_before_the_school_agreed_or_was_silent(journey):
    _way, stages = journey
    if Stage.FINAL in stages:
        answers = [s for s in stages[: stages.index(Stage.FINAL)] if s in ANSWERS]
        assert answers[-1] in {Stage.ACCURATE, Stage.NO_ANSWER}


@settings(max_examples=150, deadline=None)
@given(journeys())
def test_no_school_answers_what_it_was_not_sent(journey):
    _way, stages = journey
    for at, stage in enumerate(stages):
        if stage in ANSWERS:
            since = stages[:at][::-1]
            assert Stage.SENT in since[: since.index(Stage.FINISHED)]


@settings(max_examples=150, deadline=None)
@given(journeys())
def test_only_a_correction_leads_back_to_a_draft(journey):
    _way, stages = journey
    again = [at for at, stage in enumerate(stages) if stage is Stage.DRAFT and at]
    assert all(stages[at - 1] is Stage.CORRECTION for at in again)


@settings(max_examples=100, deadline=None)
@given(journeys())
def test_only_what_the_school_checks_is_read_for_quality_answered_or_final(journey):
    way, stages = journey
    if way is not Way.CHECKED:
        assert not set(stages) & {Stage.QUALITY_READ, *ANSWERS, Stage.FINAL}
    if way is Way.KEPT:
        assert Stage.SENT not in stages


def test_every_stage_but_the_last_leads_on():
    ends = [stage for stage in Stage if not may_follow(stage)]
    assert ends == [Stage.ARCHIVED]
    assert {f for stage in Stage for f in may_follow(stage)} == set(Stage)


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1, max_size=40), st.integers(-3, 0))
def test_one_in_one_is_every_note_and_one_in_nought_is_none(record_id, none):
    assert wants_quality_read(record_id, 1)
    assert not wants_quality_read(record_id, none)


def test_about_one_in_so_many_is_of_the_sample():
    read = sum(wants_quality_read(f"record-{number}", 5) for number in range(1_000))
    assert 160 < read < 240


def test_the_sample_is_fixed_since_laptops_have_to_agree_on_it():
    assert [n for n in range(12) if wants_quality_read(f"record-{n}", 3)] == [4, 5, 9]


def test_steps_stand_in_the_order_in_which_they_were_kept():
    steps = [a_step(Stage.FINAL, 5), a_step(Stage.ACCURATE, 3), a_step(Stage.QUALITY_READ)]
    assert [step.stage for step in in_order(steps)] == [
        Stage.QUALITY_READ,
        Stage.ACCURATE,
        Stage.FINAL,
    ]


def test_steps_of_one_moment_stand_in_the_order_of_the_flow():
    steps = [a_step(Stage.ARCHIVED), a_step(Stage.FINAL), a_step(Stage.ACCURATE)]
    assert [step.stage for step in in_order(steps)][-1] is Stage.ARCHIVED


def test_a_quality_read_that_was_kept_late_hides_no_answer():
    steps = [a_step(Stage.QUALITY_READ, 9), a_step(Stage.ACCURATE, 3)]
    assert [step.stage for step in in_order(steps)] == [Stage.QUALITY_READ, Stage.ACCURATE]


@pytest.mark.parametrize("stage", sorted(set(Stage) - RECORDED))
def test_a_step_that_is_known_in_another_way_is_passed_over(stage):
    assert in_order([a_step(stage)]) == ()


def test_a_note_with_agreed_actions_is_for_the_head_to_check():
    assert way_of(visit()) is Way.CHECKED
    assert way_of(visit(sections=(group("a", group("b", panel("actions"))),))) is Way.CHECKED
    assert way_of(visit(sections=(group("a", panel("people")),))) is Way.SENT
    assert way_of(visit(facts={**FACTS, "audience": "team"})) is Way.KEPT
    assert way_of(visit(facts={**FACTS, "urn": ""})) is Way.KEPT
