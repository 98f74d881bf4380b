"""The usual letter says which copy it brings, and asks for a check only where one is awaited."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.calendar import in_words
from app.domain.follow_through import Stage
from app.usecases.documents import export_record
from app.usecases.follow_through import record_step, steps
from app.usecases.letters import CLOSING, WITH_LOCK, telling_of_lock
from app.usecases.mail import suggest_letter
from app.usecases.records import finish_record, reopen_record, start_record
from tests.builders import a_finished_record
from tests.builders_filling import fill_record
from tests.builders_follow import a_sent_note

HEAD = "headteacher"


@pytest.fixture
def sent(app, tmp_path):
    return a_sent_note(app, tmp_path / "out", date(2026, 1, 15))


def go(app, clock, record, *wanted, words=""):
    for stage in wanted:
        clock.go_on(hours=1)
        record_step(app, record.id, stage, role=HEAD, words=words)


def what_it_says(app, record_id):
    """Whether the letter brings the final copy, brings a corrected one, and asks for a check."""
    body = suggest_letter(app, record_id).body
    return "attached the final copy" in body, "corrected version" in body, "is accurate" in body


def test_a_note_that_the_school_checks_asks_for_that(app, sent):
    assert what_it_says(app, sent.id) == (False, False, True)


def test_what_was_agreed_asks_for_no_check_and_the_final_copy_is_called_that(app, clock, sent):
    go(app, clock, sent, Stage.ACCURATE)
    assert what_it_says(app, sent.id) == (False, False, False)
    go(app, clock, sent, Stage.FINAL)
    assert what_it_says(app, sent.id) == (True, False, False)


def test_a_corrected_note_says_so_asks_again_and_is_final_in_the_end(app, clock, sent, tmp_path):
    go(app, clock, sent, Stage.CORRECTION, words="Year 4, not 5")
    reopen_record(app, sent.id)
    clock.go_on(hours=1)
    finish_record(app, sent.id)
    assert what_it_says(app, sent.id) == (False, True, True)
    export_record(app, sent.id, tmp_path / "out")
    go(app, clock, sent, Stage.SENT, Stage.ACCURATE, Stage.FINAL)
    assert what_it_says(app, sent.id) == (True, False, False)


def test_what_nobody_checks_asks_for_no_check(app):
    record_id = start_record(app, 900001, "data_review").value.record.id
    fill_record(app, record_id, {})
    finish_record(app, record_id)
    assert what_it_says(app, record_id) == (False, False, False)


def the_letter(app, record_id):
    return suggest_letter(app, record_id)


def test_only_the_final_copy_is_to_be_passed_on_to_the_chair(app, clock, sent):
    draft = the_letter(app, sent.id).body
    assert "Please pass it on" not in draft
    assert "please do not pass this draft on" in draft
    go(app, clock, sent, Stage.ACCURATE)
    assert "Please pass it on" not in the_letter(app, sent.id).body
    go(app, clock, sent, Stage.FINAL)
    assert "Please pass it on to your chair" in the_letter(app, sent.id).body


def test_a_draft_says_until_when_to_reply_in_words_that_stay_true_however_late_it_arrives(
    app, clock
):
    record = a_finished_record(app, on=date(2026, 1, 20))
    for days in (0, 20):
        clock.go_on(days=days)
        by = steps(app, record.id).reply_by
        body = the_letter(app, record.id).body
        assert f"by {in_words(by)}, or within 5 school days of receiving this if that is" in body


def test_each_stage_has_a_subject_of_its_own(app, clock, sent, tmp_path):
    subjects = [the_letter(app, sent.id).subject]
    go(app, clock, sent, Stage.CORRECTION, words="Year 4, not 5")
    reopen_record(app, sent.id)
    clock.go_on(hours=1)
    finish_record(app, sent.id)
    subjects.append(the_letter(app, sent.id).subject)
    export_record(app, sent.id, tmp_path / "out")
    for stage in (Stage.SENT, Stage.ACCURATE, Stage.FINAL):
        go(app, clock, sent, stage)
        subjects.append(the_letter(app, sent.id).subject)
    assert len(set(subjects)) == 4  # that it was sent changes nothing
    assert subjects[-1].endswith("(final copy)")


def test_the_message_says_that_the_pdf_is_locked_and_nothing_else_of_it_is_touched():
    body = f"Dear colleague\n\nMine.\n\n{CLOSING}\nSam\n"
    locked = telling_of_lock(body, locked=True)
    assert locked.index("Mine") < locked.index(WITH_LOCK) < locked.index(CLOSING)
    assert telling_of_lock(locked, locked=True) == locked
    assert telling_of_lock(locked, locked=False) == body
    assert WITH_LOCK in telling_of_lock("Mine alone", locked=True)
