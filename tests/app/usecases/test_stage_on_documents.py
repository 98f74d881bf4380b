"""Documents follow the stage of their record: a new paper with a hash of its own, kept as made."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.follow_through import Stage
from app.domain.records import ProducedDocument
from app.usecases.answering import answer
from app.usecases.documents import export_record, preview
from app.usecases.follow_through import record_step
from app.usecases.records import draft_snapshot, finish_record, finished_snapshot, reopen_record
from tests.builders import a_finished_record
from tests.builders_documents import text_of
from tests.builders_follow import a_sent_note, send
from tests.builders_sharing import found

VISITED = date(2026, 1, 15)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def words(document):
    return " ".join(text_of(document.path.read_bytes()).split())


def test_the_days_are_frozen_with_the_note(app):
    record = a_finished_record(app, on=VISITED)
    facts = finished_snapshot(app, record.id).facts
    assert (facts["send_by"], facts["reply_by"]) == ("2026-01-27", "2026-02-03")
    draft_of_next = reopen_record(app, record.id).value.record
    assert draft_snapshot(app, draft_of_next.id).facts["send_by"] == "2026-01-22"


def test_a_paper_made_after_the_answer_is_another_one_and_both_are_kept(app, clock, out):
    record = a_sent_note(app, out, VISITED)
    (first,) = found(app, ProducedDocument)
    clock.go_on(days=1)
    record_step(app, record.id, Stage.ACCURATE, role="headteacher")
    record_step(app, record.id, Stage.FINAL)
    made = export_record(app, record.id, out).value
    assert made.sha256 != first.sha256
    assert {kept.sha256 for kept in found(app, ProducedDocument)} == {first.sha256, made.sha256}
    assert "Final, version 1" in words(made)
    assert "Agreed as accurate by Headteacher on Wed 21 January 2026." in words(made)


def test_what_was_sent_to_be_checked_stays_as_it_was_beside_what_was_agreed_and_the_final_copy(
    app, clock, out
):
    record = a_sent_note(app, out, VISITED)
    (sent,) = out.iterdir()
    before = sent.read_bytes()
    names = [sent.name]
    for stage in (Stage.ACCURATE, Stage.FINAL):
        clock.go_on(days=1)
        record_step(app, record.id, stage, role="headteacher")
        assert preview(app, record.id).file_name not in names
        names.append(export_record(app, record.id, out).value.path.name)
    assert sent.read_bytes() == before
    assert [name.removeprefix("2026-01-15_Visit1_Alderbrook_") for name in names] == [
        "v1.pdf",
        "v1_agreed.pdf",
        "v1_final.pdf",
    ]
    assert sorted(path.name for path in out.iterdir()) == sorted(names)


def test_the_same_stage_on_another_day_gives_the_same_paper(app, clock, out):
    record = a_sent_note(app, out, VISITED)
    before = export_record(app, record.id, out).value.sha256
    clock.go_on(days=10)
    assert export_record(app, record.id, out).value.sha256 == before


def test_the_day_of_sending_stands_on_the_paper(app, out):
    record = a_sent_note(app, out, VISITED)
    text = words(export_record(app, record.id, out).value)
    assert "20 January 2026" in text
    assert "Please reply by Tue 3 February 2026." in text


def test_a_corrected_note_marks_what_changed_and_asks_anew(app, clock, out):
    record = a_sent_note(app, out, VISITED)
    clock.go_on(days=1)
    record_step(
        app, record.id, Stage.CORRECTION, role="headteacher", words="SECRETWORDS: Year 3, not 4"
    )
    first = words(export_record(app, record.id, out).value)
    assert "Draft, correction asked for, version 1" in first
    reopen_record(app, record.id)
    answer(app, record.id, "T2_seen", "Bar models were new: used in one Year 3 class only.")
    shown = " ".join(text_of(preview(app, record.id).pdf).split())
    assert "Changed since version 1" in shown
    finish_record(app, record.id)
    clock.go_on(hours=1)
    text = words(send(app, record.id, out))
    assert "Draft for accuracy check, version 2" in text
    assert "now “Bar models were new: used in one Year 3 class only.”" in text
    assert "SECRETWORDS" not in text + first + shown
    record_step(app, record.id, Stage.ACCURATE, role="headteacher")
    text = words(export_record(app, record.id, out).value)
    assert "Agreed as accurate, version 2" in text


def test_an_earlier_version_says_what_became_of_it(app, clock, out):
    record = a_sent_note(app, out, VISITED)
    clock.go_on(days=1)
    record_step(app, record.id, Stage.CORRECTION, role="headteacher", words="Year 3, not 4")
    reopen_record(app, record.id)
    finish_record(app, record.id)
    first = export_record(app, record.id, out / "first", revision=1).value
    assert "Draft, correction asked for, version 1" in words(first)
