"""A whole-school audit, split by phase where phases differ, from first prompt to its report."""

from __future__ import annotations

from datetime import date

import pytest
from pypdfium2 import PdfDocument

from app.usecases import panels
from app.usecases.actions import add_action
from app.usecases.answering import answer, asked
from app.usecases.documents import export_record
from app.usecases.opened import live_session, open_record
from app.usecases.records import finish_record, readiness, start_record
from tests.builders import an_app, with_school

SEEN = "Two lessons and twelve books were looked at with the subject leader."


@pytest.fixture
def audit(tmp_path):
    app = an_app(tmp_path / "data")
    with_school(app)
    record_id = start_record(app, 900001, "maths_audit").value.record.id
    yield app, record_id
    app.store.close()


def level_of(app, record_id, prompt, level):
    answer(app, record_id, f"{prompt}_level", level)
    answer(app, record_id, f"{prompt}_seen", SEEN)
    answer(app, record_id, f"{prompt}_sources", "lesson books")


def fill_in(app, record_id):
    answer(app, record_id, "phases", "EYFS KS1 KS2")
    for prompt, level in {
        "QA1": "2",
        "QA2": "3",
        "LD1": "3",
        "SK2": "1",
        "IN1": "not_seen",
    }.items():
        level_of(app, record_id, prompt, level)
    answer(app, record_id, "QFT1_split", "yes")
    answer(app, record_id, "QFT1_level_ks1", "4")
    answer(app, record_id, "QFT1_level_ks2", "2")
    answer(app, record_id, "QFT1_seen", SEEN)
    panels.add_met_person(app, record_id, "headteacher")
    add_action(
        app,
        record_id,
        what="Agree shared models for Years 1 to 4",
        who="maths_subject_leader",
        by=date(2026, 3, 27),
        known_by="The models are in every plan",
    )


def fill_gaps(app, record_id):
    """Answer whatever the form still asks for, as a person works down the list of gaps."""
    for _ in range(40):
        gaps = readiness(app, record_id)
        if not gaps:
            return
        answer(app, record_id, gaps[0].ref, suitable(app, record_id, gaps[0].ref))


def suitable(app, record_id, ref):
    opened = open_record(app, record_id)
    question = next(a for a in asked(opened, live_session(app, opened)) if a.ref == ref)
    return question.choices[0] if question.choices else SEEN


def text_of(path):
    document = PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_an_audit_goes_from_prompts_to_a_report_with_its_profile(audit, tmp_path):
    app, record_id = audit
    fill_in(app, record_id)
    fill_gaps(app, record_id)
    finished = finish_record(app, record_id).value
    made = export_record(app, record_id, tmp_path / "out").value
    report = text_of(made.path)
    assert finished.record.snapshot_hash
    for component in ("Quality assurance", "Leadership", "Specialist knowledge"):
        assert component in report
    assert "2 Developing" in report
    assert "EYFS not seen; KS1 4 Leading; KS2 2 Developing." in " ".join(report.split())
    assert "Agree shared models for Years 1 to 4" in " ".join(report.split())


def test_prompts_of_phases_that_the_school_has_not_are_not_missing(audit):
    app, record_id = audit
    answer(app, record_id, "phases", "EYFS KS1")
    opened = open_record(app, record_id)
    names = {question.name for question in asked(opened, live_session(app, opened))}
    assert "QA1_level" in names
    assert not {"QFT10_level", "PD7_level"} & names


def test_a_lowest_level_needs_what_was_seen(audit):
    app, record_id = audit
    answer(app, record_id, "QA1_level", "1")
    assert any(gap.ref.endswith("QA1_seen") for gap in readiness(app, record_id))
    answer(app, record_id, "QA1_level", "2")
    assert not any(gap.ref.endswith("QA1_seen") for gap in readiness(app, record_id))
