from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from app.forms.compile import compile_workbook
from app.forms.definition import ProblemKind
from app.forms.session import FormSession
from app.forms.xform import load_form

FORMS = Path(__file__).resolve().parents[3] / "resources" / "forms"
VISITS = ("visit_1", "visit_2", "visit_3", "visit_4")
PRIMARY = {"urn": "900001", "name": "Alderbrook", "low_age": "3", "high_age": "11"}
ACTION = {"number": "1", "what": "Plan", "who": "Head", "by": "2026-02-06", "known_by": "Books"}


@cache
def definition(name):
    return load_form(compile_workbook(FORMS / f"{name}.xlsx"))


def begin(name, school=PRIMARY, **rows):
    externals = {
        "vb_school": [school] if school else [],
        "vb_actions": rows.get("actions", []),
        "vb_earlier": rows.get("earlier", []),
        "vb_people": rows.get("people", []),
        "vb_pupils": rows.get("pupils", []),
        "vb_evidence": rows.get("evidence", []),
    }
    clock = lambda: datetime(2026, 1, 20, 9, tzinfo=UTC)  # noqa: E731 - as short as a clock can be
    return FormSession(definition(name), None, clock=clock, externals=externals)


def problems(session):
    return {problem.ref.rpartition("/")[2]: problem.kind for problem in session.problems()}


def answer(session, section, **answers):
    for name, value in answers.items():
        session.answer(f"/data/{section}/{name}", value)


@pytest.mark.parametrize("name", [*VISITS, "maths_audit"])
def test_a_new_record_has_gaps_and_no_faults(name):
    session = begin(name)
    assert dict(session.faults) == {}
    assert problems(session)["visit_date"] is ProblemKind.MISSING


@pytest.mark.parametrize("name", VISITS)
def test_panels_without_rows_are_told_at_the_panel(name):
    found = problems(begin(name))
    panels = ("met_with", "evidence", "actions")
    assert {found[panel] for panel in panels} == {ProblemKind.CONSTRAINT}
    assert "prev_actions" not in found
    assert "pupils" not in found


def test_panels_are_content_once_their_rows_are_there():
    session = begin(
        "visit_2",
        people=[{"role": "Head"}],
        evidence=[{"source": "books"}],
        actions=[ACTION],
        earlier=[{"what": "Plan", "status": "Partly"}],
    )
    assert not {"met_with", "evidence", "actions", "prev_actions"} & set(problems(session))


def test_a_row_that_comes_while_the_record_is_open_settles_the_panel():
    session = begin("visit_2")
    session.set_externals("vb_people", [{"role": "Head"}])
    assert "met_with" not in problems(session)
    session.set_externals("vb_people", [])
    assert "met_with" in problems(session)


def test_an_earlier_action_without_a_status_is_told():
    session = begin("visit_2", earlier=[{"what": "Plan", "status": ""}])
    (problem,) = [p for p in session.problems() if p.ref == "/data/earlier/prev_actions"]
    assert problem.message.startswith("Give every earlier action a status")


@pytest.mark.parametrize("blank", ["what", "who", "by", "known_by"])
def test_an_action_is_not_agreed_until_it_says_what_who_when_and_how_we_will_know(blank):
    session = begin("visit_2", actions=[ACTION, {**ACTION, blank: ""}])
    assert "actions" in problems(session)


@pytest.mark.parametrize(("count", "fine"), [(0, False), (1, True), (5, True), (6, False)])
def test_one_to_five_actions_are_agreed(count, fine):
    session = begin("visit_2", actions=[ACTION] * count)
    assert ("actions" not in problems(session)) is fine


@pytest.mark.parametrize(
    ("level", "needed"), [("1", True), ("2", False), ("3", False), ("4", True), ("not_seen", False)]
)
def test_what_was_seen_is_needed_at_the_ends_of_the_scale(level, needed):
    session = begin("visit_2")
    session.answer("/data/teaching/T3/T3_level", level)
    assert session.is_required("/data/teaching/T3/T3_seen") is needed


def test_a_level_is_offered_with_its_number_its_word_and_what_it_means_here():
    choices = begin("visit_2").choices("/data/teaching/T3/T3_level")
    assert [c.value for c in choices] == ["1", "2", "3", "4", "not_seen", "not_applicable"]
    assert [c.label for c in choices[:4]] == ["Not yet", "Developing", "Secure", "Leading"]
    assert choices[3].extra["descriptor"] == "In every class; teachers refine it together"


def test_the_first_visit_can_be_finished():
    rows = {"people": [{"role": "Head"}], "evidence": [{"source": "books"}], "actions": [ACTION]}
    session = begin("visit_1", **rows)
    answer(session, "about", visit_date="2026-01-20", purpose="Agree the starting point.")
    answer(session, "looked_at", B="A number-facts check, kept by the subject leader.")
    answer(session, "leadership/L1", L1_level="2")
    answer(session, "leadership/L3", L3_level="4", L3_seen="Two teachers share the lead.")
    answer(
        session, "leadership", L2="Each half term.", leadership_strengths="A", leadership_points="B"
    )
    answer(session, "teaching/T1", T1_level="not_seen")
    answer(session, "teaching/T2", T2_seen="Bars in Year 4.")
    answer(session, "teaching", teaching_strengths="A", teaching_points="B")
    answer(session, "pupils", F="Six in Year 4.", F2="mostly")
    answer(session, "actions", confidence="likely", confidence_reason="Time is set aside.")
    answer(session, "next", next_visit="January.")
    answer(session, "summary", summary="Bar models have begun.", safeguarding="no")
    assert session.problems() == []


@pytest.mark.parametrize("name", VISITS)
def test_leaving_before_arriving_is_told(name):
    session = begin(name)
    answer(session, "about", arrived="12:05", left="09:00")
    assert problems(session)["left"] is ProblemKind.CONSTRAINT
    answer(session, "about", left="15:00:00.000Z")
    assert "left" not in problems(session)


@pytest.mark.parametrize(
    ("ages", "asked"),
    [(("3", "11"), True), (("", ""), True), (("4", "7"), False), (("11", "16"), False)],
)
def test_year_6_is_asked_about_unless_the_school_has_none(ages, asked):
    session = begin("visit_3", {**PRIMARY, "low_age": ages[0], "high_age": ages[1]})
    assert session.is_relevant("/data/teaching/Y") is asked


def test_year_6_is_asked_about_where_nothing_is_known_of_the_school():
    assert begin("visit_3", None).is_relevant("/data/teaching/Y")


def test_what_was_not_looked_at_today_is_not_asked_for():
    session = begin("visit_1")
    assert session.is_relevant("/data/threads/disadvantaged")
    answer(session, "threads", disadvantaged_looked="not_today")
    assert not session.is_relevant("/data/threads/disadvantaged")


def test_a_group_of_no_pupils_needs_no_start_and_end():
    session = begin("visit_4")
    (row,) = session.rows("/data/threads/G")
    session.answer(f"{row}/G_number", "0")
    assert not session.is_required(f"{row}/G_start")
    session.answer(f"{row}/G_number", "3")
    assert session.is_required(f"{row}/G_start")


@pytest.mark.parametrize(
    ("ages", "phases"),
    [
        (("3", "11"), "EYFS KS1 KS2"),
        (("4", "7"), "EYFS KS1"),
        (("7", "11"), "KS2"),
        (("11", "18"), "KS3 KS4"),
        (("9", "13"), "KS2 KS3"),
        (("2", "19"), "EYFS KS1 KS2 KS3 KS4"),
        (("", ""), ""),
    ],
)
def test_an_audit_begins_with_the_phases_of_the_schools_ages(ages, phases):
    session = begin("maths_audit", {**PRIMARY, "low_age": ages[0], "high_age": ages[1]})
    assert session.value("/data/about/phases") == phases


def shown(session):
    """The prompts that are asked now."""
    sections = [
        section for section in definition("maths_audit").sections if section.marks.component
    ]
    groups = [
        item for section in sections for item in section.items if "field-list" in item.appearance
    ]
    return {group.name for group in groups if session.is_relevant(group.path)}


def test_prompts_of_other_phases_are_left_out_and_are_not_missing():
    session = begin("maths_audit")
    assert len(shown(session)) == 53
    assert {"QFT10", "PD7"}.isdisjoint(shown(session))
    answer(session, "about", phases="KS3 KS4")
    assert {"SK5", "QFT9"}.isdisjoint(shown(session))
    assert "PD7" in shown(session)


def test_every_prompt_is_shown_until_phases_are_chosen():
    session = begin("maths_audit")
    answer(session, "about", phases="")
    assert len(shown(session)) == 55


def test_a_quick_audit_asks_three_prompts_of_each_component_and_loses_no_answer():
    session = begin("maths_audit")
    session.answer("/data/QA/QA1/QA1_level", "3")
    answer(session, "about", quick="yes")
    assert len(shown(session)) == 18
    answer(session, "about", quick="no")
    assert session.value("/data/QA/QA1/QA1_level") == "3"


def test_a_split_prompt_holds_a_level_for_each_chosen_phase():
    session, card = begin("maths_audit"), "/data/QA/QA1"
    answer(session, "about", phases="KS1 KS2")
    assert session.is_relevant(f"{card}/QA1_level")
    session.answer(f"{card}/QA1_split", "yes")
    levels = [f"{card}/QA1_level{end}" for end in ("", "_eyfs", "_ks1", "_ks2", "_ks3", "_ks4")]
    assert [level for level in levels if session.is_relevant(level)] == [levels[2], levels[3]]
    session.answer(levels[3], "4")
    assert session.is_required(f"{card}/QA1_seen")


def test_one_phase_alone_cannot_be_split():
    session = begin("maths_audit")
    answer(session, "about", phases="KS2")
    assert not session.is_relevant("/data/QA/QA1/QA1_split")


def test_an_audit_with_prompts_not_yet_looked_at_can_be_finished():
    session = begin("maths_audit", people=[{"role": "Head"}], actions=[ACTION])
    answer(session, "about", visit_date="2026-01-13", auditors="Lead auditor (LLE)")
    session.answer("/data/PD/PD3/PD3_level", "2")
    answer(
        session, "needs", need_1="Follow-up", need_1_prompt="PD3", need_1_support="Two half days"
    )
    answer(session, "summary", summary="Follow-up is the first need.", safeguarding="no")
    assert session.problems() == []


def test_a_need_that_is_named_needs_its_support():
    session = begin("maths_audit")
    assert not session.is_relevant("/data/needs/need_2_support")
    answer(session, "needs", need_2="Number sense")
    assert session.is_required("/data/needs/need_2_support")


@pytest.mark.parametrize("name", [*VISITS, "maths_audit"])
@pytest.mark.parametrize(
    ("day", "refused"),
    [("2026-01-20", False), ("2026-01-21", False), ("1999-12-31", True), ("2000-01-01", False)],
)
def test_a_visit_long_gone_cannot_be_finished_and_one_still_to_come_can(name, day, refused):
    session = begin(name)
    answer(session, "about", visit_date=day)
    assert (problems(session).get("visit_date") is ProblemKind.CONSTRAINT) is refused


@pytest.mark.parametrize("name", VISITS)
@pytest.mark.parametrize(("day", "refused"), [("2026-01-20", True), ("2026-01-21", False)])
def test_the_next_visit_comes_after_this_one(name, day, refused):
    session = begin(name)
    answer(session, "about", visit_date="2026-01-20")
    answer(session, "next", next_visit_date=day)
    assert ("next_visit_date" in problems(session)) is refused


def test_an_audit_without_any_level_cannot_be_finished():
    session = begin("maths_audit")
    assert problems(session)["no_level"] is ProblemKind.CONSTRAINT
    session.answer("/data/QA/QA1/QA1_level", "not_seen")
    assert "no_level" in problems(session)
    session.answer("/data/IN/IN9/IN9_level", "1")
    assert "no_level" not in problems(session)


def test_a_level_of_a_single_phase_is_a_level():
    session = begin("maths_audit")
    answer(session, "about", phases="KS1 KS2")
    session.answer("/data/QA/QA1/QA1_split", "yes")
    session.answer("/data/QA/QA1/QA1_level_ks2", "4")
    assert "no_level" not in problems(session)


def test_a_prompt_that_needs_more_keeps_an_audit_from_being_finished():
    session = begin("maths_audit")
    session.answer("/data/PD/PD3/PD3_state", "more_needed")
    assert problems(session)["PD3_state"] is ProblemKind.CONSTRAINT
    session.answer("/data/PD/PD3/PD3_state", "done")
    assert "PD3_state" not in problems(session)


@pytest.mark.parametrize("name", VISITS)
def test_no_free_text_asks_for_a_number_of_pupils(name):
    session = begin(name)
    asked = f"{session.label('/data/pupils/F')} {session.hint('/data/pupils/F')}".casefold()
    assert "how many" not in asked
    assert "counts and" not in asked
    assert "not numbers of pupils" in asked
