"""Every built-in template against what it has to ask: `*` needed to finish, `^` carried forward,
`#` never printed. A question that is asked only sometimes is marked `*` where it is needed then.
"""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from app.forms.compile import check_workbook, compile_workbook
from app.forms.definition import QuestionKind
from app.forms.session import FormSession
from app.forms.xform import load_form
from app.usecases.forms import BUILT_IN

FORMS = Path(__file__).resolve().parents[3] / "resources" / "forms"

PANELS = {"met_with", "prev_actions", "evidence", "pupils", "actions"}
VISIT_END = "summary* safeguarding*# private_note#"
CONFIDENCE = "C_leading_{0}{1} C_targets_{0}{1} C_data_{0}{1}"
THREADS = "disadvantaged_looked disadvantaged transition_looked transition"
VISIT = (
    "visit_date* arrived left met_with purpose*^ prev_actions^ evidence leadership_strengths* "
    "leadership_points* teaching_strengths* teaching_points* pupils^ "
    f"{THREADS} actions confidence* confidence_reason* next_visit_date next_visit* {VISIT_END}"
)
SEEN = "{0}_seen* {0}_sources {0}_strength"
LEVEL = f"{{0}}_level* {SEEN}"
RATING = "{0}_level {0}_seen* {0}_photo"
CLASS = "visit_date* focus* walked_with where* class_pupils* class_adults* class_support* "
CLASS += "class_strength* class_photo"
NEED = "{0}_pd {0}_deployment {0}_resources"

ASKED = {
    "application": "visit_date* eligible* need_measure need_year need_status need need_low "
    "need_high reason* commit* capacity decision* decision_reason* price* price_covers* "
    "contract_sent* contract_school contract_us contract_school_does contract_we_do",
    "launch_day": "visit_date* arrived left met_with purpose*^ attended_head* attended_head_by* "
    "attended_lead* attended_lead_by* toolkit_given* "
    f"{CONFIDENCE.format('head', '*')} {CONFIDENCE.format('lead', '*')} "
    "barriers* first_focus* pupils actions questions next_visit_date "
    f"evaluation evaluation_change {VISIT_END}",
    "visit_1": f"{VISIT} {LEVEL.format('L1')} L2* {LEVEL.format('L3')} {LEVEL.format('T1')} "
    f"{SEEN.format('T2')} F* F2* B*",
    "visit_2": f"{VISIT} A* A_group A_number* A_change* L4* {LEVEL.format('T3')} T4* F*^ R R_with",
    "visit_3": f"{VISIT} W_feature* {SEEN.format('W')} {LEVEL.format('K')} L5* L6* "
    f"{LEVEL.format('T5')} F*^ Y",
    "visit_4": f"{VISIT} M_measure* M_october* M_now* M_comment S_status S G_group* G_number* "
    f"G_start* G_end* G_helped* T6* {CONFIDENCE.format('head', '*^')} "
    f"{CONFIDENCE.format('lead', '*^')} C_note F^ Q* U_what* U_owner* U_time U_check X X_title "
    "sign_off*",
    "audit_day": "visit_date* arrived left auditors* met_with purpose*^ steps_done* step* step_at "
    "step_minutes step_who step_note left_out headlines* headlines_with* headlines_reply need_1* "
    f"{NEED.format('need_1')} need_2 {NEED.format('need_2')} need_3 {NEED.format('need_3')} "
    f"{VISIT_END}",
    "lesson_visit": f"{CLASS} right_step* models thinking* practice class_question*",
    "lesson_visit_early_years": f"{CLASS} ey_talk* ey_play* ey_routines ey_prompt*",
    "book_look": "visit_date* class_looked* sample* time_span* pupils "
    f"{RATING.format('sequence')} {RATING.format('practice')} {RATING.format('errors')} "
    f"{RATING.format('reasoning')} {SEEN.format('progress')} progress_photo differences* message*",
    "pupil_voice": "visit_date* group* pupils pv_proud pv_hard pv_stuck pv_word pv_check "
    "pv_everyone pv_wrong themes* surprise safeguarding*#",
    "data_review": "visit_date* data_source* data_source_other* data_year* D_measure* D_school* "
    "D_comparison D_pupils* D_interval D_status* D_group D_number* D_said headline* data_question* "
    "next_look",
    "deployment_visit": "visit_date* arrived left met_with purpose*^ deployment* sessions_bought* "
    "sessions_used* aim*^ prev_actions^ linked_session^ agreed_to_try^ in_practice* "
    f"{SEEN.format('practice_evidence')} practice_evidence_photo activity* worked_with* evidence "
    f"{THREADS} actions leader_told* confidence* confidence_reason* is_final* next_visit_date "
    f"next_visit* impact* head_evaluation* release_days* invoice_lines* {VISIT_END}",
    "keeping_in_touch": "visit_date* met_with contact_reason* agreed* next_contact "
    "next_contact_how safeguarding*# private_note#",
    "project_review": "visit_date* met_with aims* what_was_done* actions_agreed actions_closed "
    "profile_before profile_after pupils_in_all pupils_met review_measure review_before* "
    "review_after* review_comment confidence_change ks2_status ks2_measure ks2_value ks2_low "
    "ks2_high head_view stays*",
    "training_record": "visit_date* course* session_number* session_count* sustained venue* "
    "facilitator* attendee* attendee_school* attended* absence_reason* gap_task gap_task_done "
    "will_try follow_up",
    "cohort_review": "visit_date* cohort* schools_started* schools_finished* schools_withdrew "
    "withdrew_why* visits_made sessions_held hours_given people_trained resources_shared "
    "change_weighted change_simple change_years comparison_schools cohort_worked* cohort_change* "
    "cost_per_school next_steps*",
    "resource": "visit_date* resource_title* resource_component* resource_phases* resource_owner* "
    "resource_licence* resource_for* resource_link tried_by",
    "lesson_learned": "visit_date* what_happened* why_happened* keep_change_stop* "
    "keep_change_how who_should_know*",
}
TEAM = {"lesson_visit", "lesson_visit_early_years", "book_look", "pupil_voice"}
OF_A_PROJECT = {"training_record", "cohort_review", "resource", "lesson_learned"}
NEW = sorted(set(BUILT_IN) - {"visit_1", "visit_2", "visit_3", "visit_4", "maths_audit"})


@cache
def definition(name):
    return load_form(compile_workbook(FORMS / f"{name}.xlsx"))


def index():
    rows = tomllib.loads((FORMS / "index.toml").read_text(encoding="utf-8"))["form"]
    return {row["form_id"]: row for row in rows}


def begin(name, **rows):
    return FormSession(
        definition(name),
        clock=lambda: datetime(2026, 1, 20, 9, tzinfo=UTC),
        externals={f"vb_{panel}": given for panel, given in rows.items()},
    )


def problems(session):
    return {problem.ref.rsplit("/", 1)[-1] for problem in session.problems()}


@pytest.mark.parametrize("name", sorted(ASKED))
def test_a_form_asks_what_its_template_lists(name):
    asked = {
        question.name
        + "*" * question.needed
        + "^" * question.marks.carry
        + "#" * question.marks.private
        for question in definition(name).questions()
        if question.kind is not QuestionKind.NOTE or question.name in PANELS
    }
    assert asked == set(ASKED[name].split())


def test_every_built_in_form_but_the_audit_is_held_to_its_template():
    assert set(BUILT_IN) - set(ASKED) == {"maths_audit"}


def test_the_index_lists_every_form_in_the_order_in_which_it_is_offered():
    assert tuple(index()) == BUILT_IN
    assert {row["group"] for row in index().values()} == {
        *("Visits", "Audit", "In school", "With the project")
    }


@pytest.mark.parametrize("name", BUILT_IN)
def test_the_index_says_what_the_form_says(name):
    form, row = definition(name), index()[name]
    assert (row["version"], row["title"]) == (form.version, form.title)
    marks = {key: row[key] for key in ("about", "audience") if key in row}
    assert marks == form.marks


@pytest.mark.parametrize("name", NEW)
def test_a_form_has_not_even_a_small_mistake(name):
    assert check_workbook(FORMS / f"{name}.xlsx") == []


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_form_says_whom_it_is_for_and_what_it_is_about(name):
    marks = definition(name).marks
    assert (marks.get("audience") == "team") == (name in TEAM)
    assert (marks.get("about") == "project") == (name in OF_A_PROJECT)


@pytest.mark.parametrize("name", sorted(OF_A_PROJECT))
def test_a_form_about_a_project_has_no_panels_since_their_rows_are_a_school_s(name):
    words = {word for question in definition(name).questions() for word in question.appearance}
    assert not {word for word in words if word.startswith("panel-")}
    xml = compile_workbook(FORMS / f"{name}.xlsx")
    assert "vb_" not in xml.replace("vb_id", "")


@pytest.mark.parametrize("name", NEW)
def test_a_level_of_a_new_form_is_worded_for_its_own_question(name):
    session = begin(name)
    levels = [q for q in definition(name).questions() if q.marks.level == "four_point"]
    described = [
        choice.extra["descriptor"]
        for question in levels
        for choice in session.choices(question.path)
        if choice.value in "1234"
    ]
    assert len(described) == len(levels) * 4
    assert len(set(described)) == len(described)
    assert all(described)


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("lesson_visit", {"class_pupils"}),
        ("lesson_visit_early_years", {"class_pupils"}),
        ("data_review", {"D_pupils", "D_number"}),
        ("project_review", {"pupils_in_all", "pupils_met"}),
        ("visit_2", {"A_number"}),
        ("visit_4", {"G_number"}),
    ],
)
def test_numbers_of_pupils_are_marked_so_that_small_groups_are_withheld(name, numbers):
    marked = {q.name for q in definition(name).questions() if q.marks.extra.get("pupil_count")}
    assert marked == numbers


@pytest.mark.parametrize(
    ("name", "results"),
    [
        ("data_review", {"D_school", "D_comparison", "D_interval", "D_said"}),
        ("visit_2", {"A_change"}),
        ("visit_4", {"G_start", "G_end"}),
    ],
)
def test_results_of_a_counted_group_are_marked_so_that_they_are_withheld_with_it(name, results):
    marked = {q.name for q in definition(name).questions() if q.marks.extra.get("group_result")}
    assert marked == results


def test_a_talk_with_pupils_says_at_each_turn_what_to_do_when_a_child_says_something_worrying():
    session = begin("pupil_voice")
    for section in ("about", "talk", "answers"):
        first = next(s for s in definition("pupil_voice").sections if s.name == section).items[0]
        said = session.label(first.path)
        assert said.startswith("If a child says something worrying: stop, listen, tell")
    asked = {question.name for question in definition("pupil_voice").questions()}
    assert not {name for name in asked if "concern" in name}


def test_the_launch_and_the_last_visit_ask_the_same_questions_of_confidence():
    for name in CONFIDENCE.format("head", "").split():
        before = [c.value for c in begin("launch_day").choices(f"/data/confidence/{name}")]
        after = [c.value for c in begin("visit_4").choices(f"/data/leadership/{name}")]
        assert before == after == ["1", "2", "3", "4"]


def test_price_and_contract_belong_to_an_offer():
    session = begin("application")
    session.answer("/data/decided/decision", "not_this_year")
    assert not {"price", "contract_sent"} & problems(session)
    session.answer("/data/decided/decision", "offer")
    assert {"price", "contract_sent"} <= problems(session)
    session.answer("/data/contract/contract_sent", "2026-06-20")
    session.answer("/data/contract/contract_school", "2026-06-10")
    assert "contract_school" in problems(session)


def test_the_end_of_a_deployment_is_asked_about_at_its_last_visit_only():
    session = begin("deployment_visit")
    assert not session.is_relevant("/data/final/impact")
    session.answer("/data/next/is_final", "yes")
    assert session.is_required("/data/final/impact")
    assert not session.is_relevant("/data/next/next_visit")


@pytest.mark.parametrize(("count", "kind"), [("3", "Sustained"), ("2", "Not sustained")])
def test_a_course_of_three_sessions_is_sustained(count, kind):
    session = begin("training_record")
    session.answer("/data/about/session_count", count)
    assert session.value("/data/about/sustained").startswith(kind)


def test_no_more_pupils_met_their_target_than_there_are():
    session = begin("project_review")
    session.answer("/data/changed/pupils_in_all", "8")
    session.answer("/data/changed/pupils_met", "9")
    assert "pupils_met" in problems(session)


def test_a_walk_holds_one_row_for_each_class():
    session = begin("lesson_visit")
    session.add_repeat("/data/classes/classes_seen")
    assert len(session.rows("/data/classes/classes_seen")) == 2
