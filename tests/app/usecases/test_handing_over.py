"""A note was handed over only if its newest revision was: a corrected one goes out again."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.records import ProducedDocument
from app.errors import NotFoundError
from app.usecases.board import Standing, project_boards
from app.usecases.documents import export_record
from app.usecases.mail import hand_over_document
from app.usecases.projects import add_cohort, create_project, join_cohort
from app.usecases.record_list import list_records
from app.usecases.records import finish_record, reopen_record
from app.usecases.school_page import StepState, school_page
from app.usecases.to_do import ToDoKind
from app.usecases.today import today
from app.usecases.visits import plan_visit
from tests.builders import a_finished_record

VISITED = date(2026, 1, 15)


@pytest.fixture
def record(app):
    """A finished note of a visit, in a project."""
    project = create_project(app, "Maths Progress", academic_year=2025).value
    join_cohort(app, add_cohort(app, project.id, "Cohort 1").value.id, 900001)
    visit = plan_visit(app, 900001, "visit_1", VISITED).value.visit
    return a_finished_record(app, on=VISITED, visit_id=visit.id)


@pytest.fixture
def hand_on(app, clock):
    def hand_on(document):
        clock.go_on(minutes=5)
        hand_over_document(app, document, "Headteacher", "e-mail")

    return hand_on


def corrected(app, clock, record):
    clock.go_on(hours=1)
    reopen_record(app, record.id)
    return finish_record(app, record.id).value.record


def is_handed_over(app, record):
    """What every page says, which has to be the same."""
    to_send = [i.target for i in today(app).to_do if i.kind is ToDoKind.SEND_NOTE]
    line = next(line for line in list_records(app) if line.record.id == record.id)
    step = next(s for s in school_page(app, 900001).steps if s.kind.key == "visit_1")
    (board,) = project_boards(app)
    cell = next(cell for cell in board.rows[0].cells if cell.kind == "visit_1")
    said = {
        record.id not in to_send,
        line.handed_over is not None,
        step.state is StepState.SENT,
        cell.standing is Standing.SENT,
    }
    (same,) = said
    return same


def test_a_note_is_handed_over_once_its_document_was(app, record, hand_on, tmp_path):
    assert not is_handed_over(app, record)
    document = export_record(app, record.id, tmp_path / "out").value
    assert not is_handed_over(app, record)
    hand_on(document)
    assert is_handed_over(app, record)


def test_a_corrected_note_begins_anew(app, clock, record, hand_on, tmp_path):
    hand_on(export_record(app, record.id, tmp_path / "out").value)
    again = corrected(app, clock, record)
    assert not is_handed_over(app, again)
    hand_on(export_record(app, record.id, tmp_path / "out").value)
    assert is_handed_over(app, again)


def test_the_earlier_revision_is_not_the_corrected_one_however_late_it_goes_out(
    app, clock, record, hand_on, tmp_path
):
    first = export_record(app, record.id, tmp_path / "out").value
    again = corrected(app, clock, record)
    hand_on(first)
    assert not is_handed_over(app, again)
    hand_on(export_record(app, record.id, tmp_path / "out", revision=1).value)
    assert not is_handed_over(app, again)


def test_a_document_knows_its_revision_and_what_is_newer(app, clock, record, tmp_path):
    def made(revision=None):
        exported = export_record(app, record.id, tmp_path / "out", revision).value
        return exported.kept.revision, exported.remark

    assert made() == (1, "")
    reopen_record(app, record.id)
    assert made() == (1, "This is revision 1; revision 2 is a draft.")
    clock.go_on(minutes=1)
    finish_record(app, record.id)
    assert made() == (2, "")
    assert made(1) == (1, "This is revision 1; revision 2 is finished.")
    with app.store.reading() as reader:
        kept = reader.find(ProducedDocument, record_id=record.id)
    assert sorted(document.revision for document in kept) == [1, 2]


@pytest.mark.parametrize("revision", [0, 2])
def test_a_revision_that_is_not_finished_has_no_document(app, record, tmp_path, revision):
    reopen_record(app, record.id)
    with pytest.raises(NotFoundError, match=f"Revision {revision} .* has not been finished"):
        export_record(app, record.id, tmp_path / "out", revision)
