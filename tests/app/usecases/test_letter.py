"""The usual letter says which copy it brings, and asks for a check only where one is awaited."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.follow_through import Stage
from app.usecases.documents import export_record
from app.usecases.follow_through import record_step
from app.usecases.mail import suggest_letter
from app.usecases.records import finish_record, reopen_record, start_record
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
    return "final copy" in body, "corrected version" in body, "is accurate" in body


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
