from __future__ import annotations

import importlib
import sys
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.forms.compile import check_workbook, compile_workbook
from app.forms.definition import Group, Question, QuestionKind
from app.forms.xform import load_form

ROOT = Path(__file__).resolve().parents[3]
FORMS = ROOT / "resources" / "forms"
VISITS = ("visit_1", "visit_2", "visit_3", "visit_4")
NAMES = (*VISITS, "maths_audit")
VISIT_SECTIONS = [
    *("about", "earlier", "looked_at", "leadership", "teaching", "pupils", "threads"),
    *("actions", "next", "summary", "private"),
]
AUDIT_SECTIONS = [
    *("about", "QA", "LD", "SK", "QFT", "PD", "IN", "needs", "actions", "summary", "private")
]
PROMPTS = {"QA": 9, "LD": 9, "SK": 9, "QFT": 10, "PD": 9, "IN": 9}
COMMON = {
    *("visit_date", "arrived", "left", "met_with", "purpose", "prev_actions", "evidence"),
    *("leadership_strengths", "leadership_points", "teaching_strengths", "teaching_points"),
    *("disadvantaged", "transition", "actions", "pupils", "confidence", "confidence_reason"),
    *("next_visit", "next_visit_date", "summary", "private_note", "safeguarding"),
}
NEEDED = {
    *("visit_date", "purpose", "leadership_strengths", "leadership_points"),
    *("teaching_strengths", "teaching_points", "confidence", "confidence_reason"),
    *("next_visit", "summary", "safeguarding"),
}


@cache
def writer():
    """The program that writes the workbooks; `packaging` is a folder of scripts, no package."""
    sys.path.append(str(ROOT / "packaging"))
    try:
        return importlib.import_module("write_forms")
    finally:
        sys.path.remove(str(ROOT / "packaging"))


@cache
def definition(name):
    return load_form(compile_workbook(FORMS / f"{name}.xlsx"))


def questions(name):
    return {question.name: question for question in definition(name).questions()}


def groups(name):
    waiting = [item for section in definition(name).sections for item in section.items]
    return {item.name: item for item in waiting if isinstance(item, Group)}


def cells(source):
    book = load_workbook(source)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_holds_what_its_sources_say(name, tmp_path):
    fresh = tmp_path / "fresh.xlsx"
    fresh.write_bytes(writer().workbook_bytes(writer().read_forms()[name]))
    assert cells(fresh) == cells(FORMS / f"{name}.xlsx")


def test_the_same_sources_give_the_same_bytes():
    once, again = (writer().read_forms()["visit_2"] for _ in range(2))
    assert writer().workbook_bytes(once) == writer().workbook_bytes(again)


@pytest.mark.parametrize("name", NAMES)
def test_a_built_in_form_has_not_even_a_small_mistake(name):
    assert check_workbook(FORMS / f"{name}.xlsx") == []


@pytest.mark.parametrize("name", NAMES)
def test_a_form_says_its_id_its_version_and_its_title(name):
    form = definition(name)
    assert form.form_id == name
    assert form.version.isdigit()
    assert form.title


@pytest.mark.parametrize("name", NAMES)
def test_the_sections_stand_in_the_order_that_documents_rely_on(name):
    wanted = AUDIT_SECTIONS if name == "maths_audit" else VISIT_SECTIONS
    assert [section.name for section in definition(name).sections] == wanted


@pytest.mark.parametrize("name", VISITS)
def test_every_visit_note_has_the_common_questions(name):
    asked = questions(name)
    assert set(asked) >= COMMON
    assert {question for question in COMMON if asked[question].needed} == NEEDED


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("visit_1", "L1_level L2 L3_level T1_level T2_seen F F2 B"),
        ("visit_2", "A L4 T3_level T4 F"),
        ("visit_3", "W_feature W_seen K_level L5 L6 T5_level F"),
        ("visit_4", "M_measure G_number T6 C_leading_head C_data_lead Q U_what sign_off"),
    ],
)
def test_each_visit_has_its_own_needed_questions(name, own):
    asked = questions(name)
    assert [question for question in own.split() if not asked[question].needed] == []


@pytest.mark.parametrize("name", NAMES)
def test_panels_are_notes_in_the_words_that_the_page_draws(name):
    panels = {
        question.name: word
        for question in questions(name).values()
        for word in question.appearance
        if word.startswith("panel-")
    }
    every = {
        "met_with": "panel-people",
        "prev_actions": "panel-earlier-actions",
        "evidence": "panel-evidence",
        "pupils": "panel-pupils",
        "actions": "panel-actions",
    }
    wanted = {"met_with", "actions"} if name == "maths_audit" else set(every)
    assert panels == {panel: every[panel] for panel in wanted}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_private_is_marked_so_that_it_is_never_printed(name):
    private = {question.name for question in questions(name).values() if question.marks.private}
    assert private == {"private_note", "safeguarding"}


@pytest.mark.parametrize("name", VISITS)
def test_the_two_strands_are_marked(name):
    strands = {section.name: section.marks.strand for section in definition(name).sections}
    assert {strands.pop("leadership"), strands.pop("teaching")} == {"leadership", "teaching"}
    assert set(strands.values()) == {""}
    assert questions(name)["leadership_points"].marks.strand == "leadership"


def test_the_confidence_questions_of_the_last_visit_show_the_earlier_answers():
    asked = questions("visit_4")
    assert all(asked[name].marks.carry for name in ("C_leading_head", "C_data_lead", "purpose"))


@pytest.mark.parametrize(("name", "number"), [("visit_2", "A_number"), ("visit_4", "G_number")])
def test_numbers_of_pupils_are_marked_so_that_small_groups_can_be_withheld(name, number):
    assert questions(name)[number].marks.extra["pupil_count"] == "yes"


@pytest.mark.parametrize("name", NAMES)
def test_a_level_stands_in_a_card_with_what_was_seen_and_where(name):
    cards = [group for group in groups(name).values() if f"{group.name}_level" in asked_in(group)]
    for card in cards:
        assert "field-list" in card.appearance
        assert set(asked_in(card)) >= {f"{card.name}_{end}" for end in CARD}
        assert asked_in(card)[f"{card.name}_level"].marks.level == "four_point"
    assert (len(cards) > 0) == (name != "visit_4")


def test_every_prompt_of_the_audit_takes_a_photo():
    photos = [q for q in questions("maths_audit").values() if q.kind is QuestionKind.IMAGE]
    assert len(photos) == sum(PROMPTS.values())
    assert {photo.parameters["max-pixels"] for photo in photos} == {"2000"}


CARD = ("level", "seen", "sources", "strength")


def asked_in(group):
    return {item.name: item for item in group.items if isinstance(item, Question)}


def test_the_audit_has_every_prompt_of_every_component():
    form = definition("maths_audit")
    for section in form.sections:
        if section.name in PROMPTS:
            prompts = [item.name for item in section.items if isinstance(item, Group)]
            assert prompts == [f"{section.name}{n + 1}" for n in range(PROMPTS[section.name])]
            assert section.marks.component == section.name


def test_a_prompt_has_a_level_for_each_phase_that_it_covers():
    asked = questions("maths_audit")
    split = [name.partition("_level_")[2] for name in asked if name.startswith("QFT10_level_")]
    assert split == ["ks3", "ks4"]
    assert "SK5_split" not in asked
    assert asked["QA1_level_eyfs"].marks.component == "QA"


def test_threads_are_marked_on_prompts():
    asked = questions("maths_audit")
    assert asked["QFT9_level"].marks.threads == ("disadvantaged", "transition")
    assert asked["QA2_seen"].marks.threads == ("disadvantaged",)


def test_each_component_has_three_core_prompts():
    core = [row["component"] for row in writer().Sources(FORMS / "source").prompts if is_core(row)]
    assert {component: core.count(component) for component in PROMPTS} == dict.fromkeys(PROMPTS, 3)


def is_core(row):
    return row["core"] == "yes"


@pytest.mark.parametrize("name", NAMES)
def test_a_level_is_worded_for_its_own_prompt(name):
    rows = cells(FORMS / f"{name}.xlsx")["choices"]
    described = [row[3] for row in rows[1:] if row[0].endswith("_levels") and row[1] in "1234"]
    assert all(described)
    assert len(set(described)) >= len(described) * 0.9


@pytest.mark.parametrize("name", NAMES)
def test_every_question_a_person_answers_is_of_a_kind_that_can_be_asked(name):
    kinds = {question.kind for question in definition(name).questions()}
    assert QuestionKind.CALCULATED not in kinds
