"""Every built-in form from its first question to its printed page."""

from __future__ import annotations

import pytest

from app.reports import document_for, file_name_for, render_pdf
from app.reports.content.words import as_label
from app.usecases.actions import add_action
from app.usecases.forms import BUILT_IN, newest_form
from app.usecases.projects import add_cohort, create_project, join_cohort
from app.usecases.records import (
    draft_snapshot,
    finish_record,
    readiness,
    start_project_record,
    start_record,
)
from tests.builders_documents import text_of
from tests.builders_filling import WRITTEN, fill_record
from tests.builders_formats import FORMATS, text_in, written
from tests.builders_tagged_rules import faults_of

NOTES = {"visit_1", "visit_2", "visit_3", "visit_4", "deployment_visit"}
TEAM = {"lesson_visit", "lesson_visit_early_years", "book_look", "pupil_voice"}
SECRET = "Kept between the two of us"


@pytest.fixture
def project(app):
    made = create_project(app, "Maths Progress", aim="Faster", organisation="Westmarch").value
    join_cohort(app, add_cohort(app, made.id, "Cohort 3").value.id, 900001)
    return made


def begun(app, project, form_id):
    about = newest_form(app, form_id).marks.get("about")
    if about == "project":
        return start_project_record(app, project.id, form_id).value.record.id
    return start_record(app, 900001, form_id).value.record.id


@pytest.mark.parametrize("form_id", BUILT_IN)
def test_a_form_is_filled_in_finished_and_printed(app, project, form_id):
    record_id = begun(app, project, form_id)
    assert readiness(app, record_id)
    fill_record(app, record_id, {"is_final": "yes", "private_note": SECRET})
    assert readiness(app, record_id) == ()
    snapshot = finish_record(app, record_id).value.snapshot
    assert faults_of(render_pdf(document_for(snapshot))) == []
    title = snapshot.form_title.partition(":")[0]
    for kind in FORMATS:
        printed = " ".join(text_in(kind, written(kind, document_for(snapshot))).split())
        assert ("Note of visit" in printed) == (form_id in NOTES)
        assert form_id in NOTES or title in printed
        assert ("For the project team. The school is not sent this." in printed) == (
            form_id in TEAM
        )
        assert SECRET not in printed
        assert "safeguarding" not in printed.casefold()


OWN_DOCUMENTS = TEAM | {"launch_day", "data_review", "project_review"}


@pytest.mark.parametrize("form_id", sorted(OWN_DOCUMENTS))
def test_every_answer_is_printed_once_wherever_its_document_puts_it(app, project, form_id):
    record_id = begun(app, project, form_id)
    fill_record(app, record_id, {"private_note": SECRET})
    snapshot = finish_record(app, record_id).value.snapshot
    printed = " ".join(text_of(render_pdf(document_for(snapshot))).split())
    written = [a for a in snapshot.answers() if a.words == WRITTEN]
    assert written
    assert printed.count("pupils drew a bar before they chose an operation") == len(written)
    short = {a.words for a in snapshot.answers() if a.words and a.kind in {"text", "select_one"}}
    levels = {"Not yet", "Pages follow no order that a pupil could build on"}
    assert [one for one in short - {WRITTEN} - levels if one not in printed] == []


@pytest.mark.parametrize("form_id", sorted(TEAM | {"training_record", "application"}))
def test_every_word_of_a_record_is_printed(app, project, form_id):
    record_id = begun(app, project, form_id)
    fill_record(app, record_id)
    snapshot = finish_record(app, record_id).value.snapshot
    printed = " ".join(text_of(render_pdf(document_for(snapshot))).split())
    long = [a for a in snapshot.answers() if a.words == WRITTEN]
    assert printed.count(WRITTEN.split(",", maxsplit=1)[0]) == len(long)
    labels = [a.label for a in snapshot.answers() if a.words and a.name != "visit_date"]
    assert [
        label
        for label in labels
        if not any(a_part(said) in printed for said in (label, as_label(label)))
    ] == []


def a_part(label):
    """The first words of a label: a level's own stands on its card, a class's is its title."""
    own = {"Level", "What was seen", "Seen in", "Sources", "Year, and set or group"}
    return "" if label.rstrip(":") in own else label[:30].strip()


def test_what_is_not_finished_says_so_and_a_second_row_has_its_number(app, project):
    record_id = begun(app, project, "lesson_visit")
    fill_record(app, record_id)
    snapshot = draft_snapshot(app, record_id)
    printed = text_of(render_pdf(document_for(snapshot)))
    assert "Not finished yet" in printed
    assert file_name_for(snapshot).endswith("_LessonVisits_Alderbrook_v1.pdf")


def test_an_action_made_beside_a_form_that_asks_for_none_is_printed(app, project):
    record_id = begun(app, project, "book_look")
    fill_record(app, record_id)
    add_action(app, record_id, what="Try two pages a week", who="headteacher", by=app.today())
    printed = text_of(render_pdf(document_for(finish_record(app, record_id).value.snapshot)))
    assert "Try two pages a week" in printed


def test_a_record_about_a_project_names_no_school(app, project):
    record_id = begun(app, project, "lesson_learned")
    fill_record(app, record_id)
    printed = text_of(render_pdf(document_for(finish_record(app, record_id).value.snapshot)))
    assert "School" not in printed.replace("School-", "")
    assert "Confidential" not in printed
    assert "For the project team of Westmarch" in printed
