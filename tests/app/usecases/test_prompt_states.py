"""How far each prompt of an audit is, from the answers it has."""

from __future__ import annotations

import pytest

from app.usecases.opened import live_session, open_record
from app.usecases.prompt_states import (
    PromptState,
    evidence_among,
    hidden_prompts,
    progress_words,
    prompt_at,
    prompts_of,
)
from app.usecases.records import start_record


@pytest.fixture
def live(app):
    """A new audit of a primary school, as a live form."""
    return live_session(
        app, open_record(app, start_record(app, 900001, "maths_audit").value.record.id)
    )


@pytest.fixture
def component(live):
    return next(s for s in live.definition.sections if s.name == "QA")


def line(live, component, code):
    return next(each for each in prompts_of(live, component) if each.code == code)


@pytest.mark.parametrize(
    ("answers", "state", "words"),
    [
        ({}, PromptState.NOT_LOOKED, "Not yet looked at"),
        ({"level": "2"}, PromptState.RATED, "Rated 2"),
        ({"level": "not_seen"}, PromptState.NOT_SEEN, "Not seen"),
        ({"level": "not_applicable"}, PromptState.NOT_APPLYING, "Does not apply"),
        ({"level": "3", "state": "more_needed"}, PromptState.MORE_NEEDED, "More needed"),
        ({"seen": "A calendar."}, PromptState.MORE_NEEDED, "More needed"),
        ({"split": "yes"}, PromptState.NOT_LOOKED, "Not yet looked at"),
        (
            {"split": "yes", "level_eyfs": "2", "level_ks1": "3"},
            PromptState.MORE_NEEDED,
            "2 of 3 phases answered",
        ),
        (
            {"split": "yes", "level_eyfs": "2", "level_ks1": "3", "level_ks2": "not_seen"},
            PromptState.RATED,
            "Rated 2 to 3",
        ),
        (
            {
                "split": "yes",
                "level_eyfs": "not_seen",
                "level_ks1": "not_applicable",
                "level_ks2": "not_seen",
            },
            PromptState.NOT_SEEN,
            "Not seen",
        ),
    ],
)
def test_a_prompt_says_how_far_it_is(live, component, answers, state, words):
    for name, value in answers.items():
        live.answer(f"/data/QA/QA1/QA1_{name}", value)
    found = line(live, component, "QA1")
    assert (found.state, found.words) == (state, words)


def test_an_answer_that_is_not_asked_any_more_counts_for_nothing(live, component):
    live.answer("/data/QA/QA1/QA1_level", "2")
    live.answer("/data/QA/QA1/QA1_split", "yes")
    assert line(live, component, "QA1").state is PromptState.NOT_LOOKED


def test_a_component_is_counted_in_words(live, component):
    assert progress_words(prompts_of(live, component)) == "0 of 9 looked at"
    for code, value in (("QA1", "2"), ("QA2", "not_seen"), ("QA3", "not_applicable"), ("QA4", "1")):
        live.answer(f"/data/QA/{code}/{code}_level", value)
    live.answer("/data/QA/QA4/QA4_state", "more_needed")
    assert (
        progress_words(prompts_of(live, component)) == "2 of 8 looked at, 1 more needed, 1 not seen"
    )


def test_a_component_of_which_nothing_applies_says_so(live, component):
    for code in (each.code for each in prompts_of(live, component)):
        live.answer(f"/data/QA/{code}/{code}_level", "not_applicable")
    assert progress_words(prompts_of(live, component)) == "None applies here"


def test_a_quick_audit_leaves_prompts_out_and_says_how_many(live, component):
    assert hidden_prompts(live, component) == 0
    live.answer("/data/about/quick", "yes")
    assert (len(prompts_of(live, component)), hidden_prompts(live, component)) == (3, 6)


def test_what_asks_no_level_is_no_prompt(live, component):
    assert prompt_at(live, component.items[0]) is None


def evidence(live, code):
    group = next(item for item in live.definition.sections if item.name == "QA")
    card = next(item for item in group.items if item.name == code)
    found = evidence_among(card.items)
    return found.is_lacking(live, card.path, card.path)


@pytest.mark.parametrize(
    ("answers", "lacking"),
    [
        ({}, False),
        ({"level": "2"}, True),
        ({"level": "not_seen"}, False),
        ({"level": "2", "seen": "A calendar."}, False),
        ({"level": "2", "split": "yes"}, False),
        ({"split": "yes", "level_ks1": "not_seen"}, False),
        ({"split": "yes", "level_ks1": "3"}, True),
        ({"split": "yes", "level_ks1": "3", "seen": "A calendar."}, False),
    ],
)
def test_a_level_that_is_asked_now_wants_what_was_seen(live, answers, lacking):
    for name, value in answers.items():
        live.answer(f"/data/QA/QA1/QA1_{name}", value)
    assert evidence(live, "QA1") is lacking


def test_what_asks_for_no_level_or_not_what_was_seen_wants_no_evidence(live):
    about = live.definition.sections[0]
    assert evidence_among(about.items) is None
