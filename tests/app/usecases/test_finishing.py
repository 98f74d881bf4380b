"""What Finish is told of a record before and after it is finished."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from app.domain.records import RecordState
from app.usecases.answering import answer
from app.usecases.documents import Format, export_record, picture_of, preview, remove_files
from app.usecases.finishing import finish_view
from app.usecases.mail import BY_HAND, hand_over_document, recipients
from app.usecases.opened import open_record
from app.usecases.own_settings import choose_export_folder
from app.usecases.record_list import list_records
from app.usecases.records import finish_record, readiness, reopen_record
from app.usecases.sample import fill_with_sample
from tests.builders import an_app


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    app = an_app(tmp_path_factory.mktemp("data"))
    fill_with_sample(app)
    yield app
    app.store.close()


def record_of(app, state):
    return next(line.record.id for line in list_records(app) if line.record.state is state)


@pytest.fixture
def finished(sample):
    record_id = record_of(sample, RecordState.FINISHED)
    yield record_id
    if finish_view(sample, record_id).record.state is RecordState.DRAFT:
        finish_record(sample, record_id)


def checks(view):
    return {check.text: check.is_there for check in view.checks}


def test_a_draft_says_what_is_there_and_every_gap(sample):
    record_id = record_of(sample, RecordState.DRAFT)
    view = finish_view(sample, record_id)
    assert view.gaps == readiness(sample, record_id)
    assert view.gaps
    assert False in checks(view).values()
    assert not view.is_finished


def test_a_note_is_due_from_its_visit_and_its_answer_from_when_it_was_finished(sample, finished):
    draft = finish_view(sample, record_of(sample, RecordState.DRAFT))
    assert (draft.record.on, draft.due) == (date(2026, 1, 12), date(2026, 1, 19))
    view = finish_view(sample, finished)
    assert (view.record.on, view.due) == (date(2025, 12, 11), date(2025, 12, 18))
    assert view.reply_by == date(2026, 2, 3)
    assert view.visit_words == "visit 1 of 4 · Thu 11 Dec 2025, 09:00 to 12:05"


def test_a_finished_record_shows_its_frozen_actions_and_what_was_answered(sample, finished):
    view = finish_view(sample, finished)
    assert [row["confidence"] for row in view.actions] == ["On track", "On track", "Some risk"]
    assert "Safeguarding question answered: no" in checks(view)
    assert view.confidence == "Likely"
    assert (view.gaps, view.looks) == ((), ())


def test_words_that_may_hurt_are_worth_a_second_look_where_they_stand(sample, finished):
    reopen_record(sample, finished)
    before = "Three of four teachers use a short check before a unit."
    answer(sample, finished, "T1_seen", "Checks are weak.")
    looks = finish_view(sample, finished).looks
    assert [(look.ref.rsplit("/", 1)[-1], look.text) for look in looks] == [
        ("T1_seen", "Teaching and learning: “weak” may read as blame")
    ]
    answer(sample, finished, "T1_seen", before)
    assert finish_view(sample, finished).looks == ()


def test_a_pupil_s_code_is_pointed_out_before_it_is_printed_as_none(sample, finished):
    reopen_record(sample, finished)
    before = dict(open_record(sample, finished).answers)
    answer(sample, finished, "purpose", "Look at the books of P07.")
    assert "“P07” is a pupil’s code: printed as [pupil code]" in [
        look.text.partition(": ")[2] for look in finish_view(sample, finished).looks
    ]
    answer(sample, finished, "purpose", before["/data/about/purpose"])


def test_a_day_still_to_come_is_worth_a_second_look(sample, finished):
    reopen_record(sample, finished)
    answer(sample, finished, "visit_date", "2026-01-21")
    (look,) = finish_view(sample, finished).looks
    assert look.ref == "/data/about/visit_date"
    answer(sample, finished, "visit_date", "2025-12-11")


def test_a_level_without_evidence_is_named_by_its_question(sample, finished):
    reopen_record(sample, finished)
    before = open_record(sample, finished).answers["/data/teaching/T1/T1_seen"]
    answer(sample, finished, "T1_seen", "")
    (look,) = finish_view(sample, finished).looks
    assert look.ref == "/data/teaching/T1/T1_seen"
    assert look.text.startswith("A level without evidence: ")
    assert look.text.endswith("?")
    answer(sample, finished, "T1_seen", before)


def test_a_private_note_is_counted_and_never_looked_at(sample, finished):
    reopen_record(sample, finished)
    answer(sample, finished, "private_note", "Planning is weak.")
    view = finish_view(sample, finished)
    assert view.private_notes == 1
    assert view.looks == ()
    answer(sample, finished, "private_note", "")


def test_a_preview_is_of_what_would_be_saved(sample, finished, tmp_path):
    shown = preview(sample, finished)
    made = export_record(sample, finished, tmp_path).value
    assert shown.pdf == made.path.read_bytes()
    assert shown.file_name == made.path.name
    assert picture_of(shown, len(shown.pages), 200).width == 200


def test_what_lies_readable_is_known_until_it_is_removed(sample, finished, tmp_path):
    choose_export_folder(sample, tmp_path)
    made = export_record(sample, finished, tmp_path).value
    made.path.with_suffix(".eml").write_text("draft")
    files = finish_view(sample, finished).files
    assert {path.suffix for path in files} == {".pdf", ".eml"}

    remove_files(files)
    assert finish_view(sample, finished).files == ()


def test_documents_in_every_format_lie_side_by_side_and_are_removed_together(
    sample, finished, tmp_path
):
    choose_export_folder(sample, tmp_path)
    made = [export_record(sample, finished, tmp_path, made_as=each).value for each in Format]
    assert {one.path.suffix for one in made} == {".pdf", ".html", ".docx"}
    assert len({one.path.stem for one in made}) == 1
    for one in made:
        assert one.kept.file_name == one.path.name
        assert one.kept.sha256 == hashlib.sha256(one.path.read_bytes()).hexdigest()
    made[0].path.with_suffix(".eml").write_text("draft")

    view = finish_view(sample, finished)
    assert sorted(view.files) == sorted(tmp_path.iterdir())
    assert {one.id for one in view.documents} >= {one.kept.id for one in made}
    remove_files(view.files)
    assert list(tmp_path.iterdir()) == []


def test_a_word_document_alone_is_no_pdf_that_was_saved(sample, finished, tmp_path):
    choose_export_folder(sample, tmp_path)
    export_record(sample, finished, tmp_path, made_as=Format.WORD)
    view = finish_view(sample, finished)
    assert (len(view.files), view.has_pdf) == (1, False)
    export_record(sample, finished, tmp_path)
    assert finish_view(sample, finished).has_pdf


@pytest.mark.parametrize("made_as", list(Format))
def test_the_same_document_made_again_is_kept_once(sample, finished, tmp_path, made_as):
    first, again = (
        export_record(sample, finished, tmp_path, made_as=made_as).value for _ in range(2)
    )
    assert (first.path, first.sha256, first.kept.id) == (again.path, again.sha256, again.kept.id)


def test_an_address_counts_as_used_once_a_note_went_there(sample, finished, tmp_path):
    head = recipients(sample, finished)[0]
    assert (head.role, head.usual, head.used) == ("Headteacher", True, False)
    document = export_record(sample, finished, tmp_path).value
    hand_over_document(sample, document, f"Headteacher {head.email}", BY_HAND)

    used = {person.email: person.used for person in recipients(sample, finished)}
    assert used == {head.email: True, "maths@alderbrook.example": False}


def test_a_corrected_revision_is_not_handed_over_by_what_went_out_before_it(
    sample, finished, tmp_path
):
    document = export_record(sample, finished, tmp_path).value
    hand_over_document(sample, document, "Headteacher", BY_HAND)
    sent = finish_view(sample, finished).handed
    assert sent

    reopen_record(sample, finished)
    assert finish_view(sample, finished).handed == ()
    finish_record(sample, finished)

    view = finish_view(sample, finished)
    assert (view.handed, view.documents) == ((), ())
    assert sent[-1] in view.handed_before


def test_the_next_visit_is_told_only_where_the_note_tells_it(sample):
    record_id = record_of(sample, RecordState.DRAFT)
    answer(sample, record_id, "next_visit_date", "2026-03-03")
    assert finish_view(sample, record_id).next_visit == "Tue 3 Mar 2026"
    answer(sample, record_id, "next_visit_date", "")
    assert finish_view(sample, record_id).next_visit == ""
