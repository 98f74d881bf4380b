"""The profile of an audit: middle levels by phase, and what was not seen."""

from __future__ import annotations

import pytest

from app.domain.components import components_of, profile_levels
from app.reports import document_for, render_pdf
from app.reports.blocks import words_of
from app.reports.charts import STEPS, Bar, ProfileRow, profile_figure
from app.reports.content.components import profile_of
from app.reports.content.prompt_tables import levels
from tests import builders_audits as a
from tests import builders_documents as b


def audit_of(*prompts):
    about = b.group("about", b.answer("phases", "KS1, KS2", value="ks1 ks2"))
    return a.audit(sections=(about, b.group("QA", *prompts, label="Quality assurance")))


def profile(*prompts):
    snapshot = audit_of(*prompts)
    components = components_of(snapshot)
    return profile_of(components, profile_levels(snapshot, components))[0]


def prompt(name, value, phase=""):
    words = {"not_seen": "Not seen", "not_applicable": "Does not apply"}
    return b.level(
        name, value, a.LEVELS.get(value) or words[value], f"Question {name}", phase=phase
    )


def test_an_even_number_of_levels_takes_the_lower_of_the_middle_two():
    row = profile(prompt("QA1", "2"), prompt("QA2", "3"))
    assert row.bars == (Bar("All phases", 2, "2 Developing"),)


def test_levels_by_phase_give_a_bar_for_each_phase():
    row = profile(prompt("QA1", "1", "ks1"), prompt("QA2", "4", "ks2"), prompt("QA3", "4"))
    assert row.bars == (Bar("KS1", 1, "1 Not yet"), Bar("KS2", 4, "4 Leading"))


def test_what_was_not_seen_is_counted_and_what_does_not_apply_is_not():
    row = profile(prompt("QA1", "2"), prompt("QA2", "not_seen"), prompt("QA3", "not_applicable"))
    assert row.looked_at == "1 of 2 not seen"


def test_a_component_that_nobody_looked_at_says_so():
    row = profile(prompt("QA1", "not_seen"))
    assert row.bars == (Bar("All phases", 0, "not seen"),)


def test_the_figure_fills_as_many_steps_as_the_level_and_says_it_in_words():
    figure = profile_figure(
        [ProfileRow("Leadership", "All looked at", (Bar("KS1", 3, "3 Secure"),))]
    )
    steps = [shape for shape in figure.picture.shapes if shape.edge]
    assert [shape.shade > 0 for shape in steps] == [True, True, True, False]
    assert len(steps) == STEPS
    assert "KS1 3 Secure" in figure.alternative


def test_a_form_without_any_prompt_still_makes_a_report():
    text = b.text_of(render_pdf(document_for(a.audit(sections=()))))
    assert "Whole-school mathematics audit" in text


def test_prompts_not_seen_and_not_applying_are_listed():
    snapshot = audit_of(
        prompt("QA1", "2"), prompt("QA2", "not_seen"), prompt("QA3", "not_applicable")
    )
    text = b.text_of(render_pdf(document_for(snapshot)))
    listed = text[text.index("What was not seen") :]
    assert "QA2 Question QA2" in listed
    assert "QA3 Question QA3 (does not apply here)" in listed


def split_prompt(component, number):
    name = f"{component}{number}"
    marks = {"component": component, "level": "four_point"}
    levels = (
        b.answer(f"{name}_level_{phase}", a.LEVELS[value], value=value, kind="select_one", **marks)
        for value, phase in zip("12321", ("eyfs", "ks1", "ks2", "ks3", "ks4"), strict=True)
    )
    return b.group(
        name,
        b.answer(f"{name}_split", "Yes", label="One level for each phase?", value="yes"),
        *levels,
        b.answer(f"{name}_seen", "Plans and books side by side."),
        b.answer(f"{name}_state", "Looked at, done", label="Is this prompt done?", value="done"),
        label=f"Question {name}",
    )


def an_audit_of_five_phases():
    components = (
        b.group(key, *(split_prompt(key, number) for number in range(1, 10)), label=title)
        for key, title in a.COMPONENTS.items()
    )
    about = b.group("about", b.answer("phases", "All", value="eyfs ks1 ks2 ks3 ks4"))
    needs = b.group("needs", b.answer("need_1", "Follow-up", label="The first need"))
    return a.audit(sections=(about, *components, needs))


def test_how_a_card_was_filled_in_is_not_printed():
    text = b.text_of(render_pdf(document_for(an_audit_of_five_phases())))
    assert "Plans and books side by side." in text
    assert "One level for each phase" not in text
    assert "Is this prompt done" not in text


@pytest.mark.parametrize("make", [a.audit, an_audit_of_five_phases])
def test_the_whole_profile_stands_on_one_page_and_the_needs_begin_the_next(make):
    pages = b.pages_of(render_pdf(document_for(make())))
    at = next(place for place, page in enumerate(pages) if "The middle level of each" in page)
    after_figure = pages[at][pages[at].index("Level in words") :]
    assert all(title in after_figure for title in a.COMPONENTS.values())
    assert "Needs and support offered" not in pages[at]
    assert "Needs and support offered" in pages[at + 1]


def test_a_whole_audit_of_five_phases_takes_eight_to_twelve_pages():
    pages = b.pages_of(render_pdf(document_for(a.a_whole_audit())))
    assert 8 <= len(pages) <= 12


def test_a_whole_audit_leaves_out_no_evidence_no_prompt_and_no_meaning_of_a_level_given():
    snapshot = a.a_whole_audit()
    text = b.words_in(b.text_of(render_pdf(document_for(snapshot))))
    components = components_of(snapshot)
    prompts = [prompt for component in components for prompt in component.prompts]
    assert len(prompts) == 55
    for prompt in prompts:
        assert b.words_in(f"{prompt.id}{prompt.label}") in text
        assert all(b.words_in(mark.descriptor) in text for mark in prompt.marks)
        given = {mark.words for mark in prompt.marks if mark.level}
        at = text.index(b.words_in(f"{prompt.id}{prompt.label}"))
        assert all(b.words_in(words) in text[at : at + 260] for words in given)
    seen = [prompt.seen for prompt in prompts]
    assert all(text.count(b.words_in(one)) >= seen.count(one) for one in set(seen) if one)


def test_the_parts_of_an_audit_report_stand_in_the_agreed_order():
    text = b.text_of(render_pdf(document_for(a.a_whole_audit())))
    parts = (
        "How to read this report",
        "Profile",
        "Needs and support offered",
        *a.COMPONENTS.values(),
        "Disadvantaged pupils",
        "Transition",
        "What was not seen",
        "Agreed actions",
        "School’s comment and accuracy check",
        "Annex: what the levels mean at each prompt",
    )
    at = 0
    for part in parts:
        at = text.index(f"\n{part}", at)


def test_the_cover_says_in_what_spirit_the_audit_was_made():
    cover = " ".join(b.pages_of(render_pdf(document_for(a.audit())))[0].split())
    assert "made to help. It is not an inspection" in cover
    assert "The school sees it first." in cover


def test_each_need_stands_with_the_prompt_that_shows_it_and_the_support_offered():
    text = " ".join(b.text_of(render_pdf(document_for(a.a_whole_audit()))).split())
    needs = text[text.index("Needs and support offered") :]
    assert "PD4, QFT2" in needs
    assert "2. Follow-up after training, part 2" in needs
    assert "• Two half days • A course" in needs


def test_phases_that_share_a_level_stand_together_the_lowest_level_first():
    prompts = components_of(audit_of(split_prompt("QA", 1)))[0].prompts
    assert words_of(levels(prompts[0])) == (
        "1 Not yet EYFS, KS4; 2 Developing KS1, KS3; 3 Secure KS2"
    )
