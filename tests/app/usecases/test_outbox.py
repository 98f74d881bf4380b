"""Queueing, settling, withdrawing: what stands in the outbox, and what a person may do with it."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import timedelta

import pikepdf
import pytest

from app.domain.outbox import OutboxState
from app.domain.pupils import FocusPupil
from app.domain.records import ProducedDocument
from app.errors import MailError, NotFoundError, RuleError
from app.storage import change_item, outbox_content
from app.usecases.documents import draw
from app.usecases.letters import Letter
from app.usecases.mail import hand_over_by_mail, handed_over, suggest_letter, without_mail_program
from app.usecases.mail_account import set_account
from app.usecases.outbox import (
    fresh_password,
    outbox,
    queue_message,
    settle_interrupted,
    settle_unsure,
    try_again,
    withdraw,
)
from app.usecases.people import add_person
from app.usecases.pupils import add_pupil
from app.usecases.records import finish_record, reopen_record, start_record
from tests.builders import a_finished_record
from tests.builders_filling import fill_record
from tests.builders_own_forms import a_team_record

HEAD = "head@alderbrook.example"
LETTER = Letter((HEAD,), "Note of visit 1", "Dear colleague\n")
WAITING, SENDING, SENT = OutboxState.WAITING, OutboxState.SENDING, OutboxState.SENT
REFUSED, UNSURE = OutboxState.REFUSED, OutboxState.UNSURE


@pytest.fixture
def record(app):
    add_person(app, 900001, "headteacher", email=HEAD)
    set_account(app, "mail.westmarch.example", "adviser", "adviser@westmarch.example", "secret")
    return a_finished_record(app)


def force(app, item, state, **more):
    with app.store.unit_of_work() as work:
        change_item(work, item.id, list(OutboxState), state=state, **more)
        work.commit()


def only(app):
    (item,) = outbox(app).items
    return item


def content_of(app, item):
    with app.store.reading() as reader:
        return outbox_content(reader, item.id)


def test_a_queued_message_waits_with_the_frozen_document_and_writes_no_file(app, record, tmp_path):
    before = {path for path in tmp_path.rglob("*") if path.suffix in {".pdf", ".eml"}}
    item = queue_message(app, record.id, LETTER).value
    assert only(app) == item
    assert (item.state, item.recipients, item.next_attempt) == (WAITING, (HEAD,), app.clock())
    assert content_of(app, item) == draw(app, record.id).content
    with app.store.reading() as reader:
        (document,) = reader.find(ProducedDocument)
    assert (document.id, document.file_name) == (item.document_id, item.file_name)
    assert document.sha256 == hashlib.sha256(content_of(app, item)).hexdigest()
    assert {path for path in tmp_path.rglob("*") if path.suffix in {".pdf", ".eml"}} == before
    assert handed_over(app, record.id) == ()


def test_a_code_that_was_typed_into_a_note_s_letter_stops_it_in_both_ways(app, record, tmp_path):
    add_pupil(app, FocusPupil("pupil", 900001, "ZQ07"))
    letter = replace(LETTER, body="About ZQ07")
    with pytest.raises(RuleError, match="names a pupil’s code"):
        queue_message(app, record.id, letter)
    with pytest.raises(RuleError, match="names a pupil’s code"):
        hand_over_by_mail(without_mail_program(app), record.id, tmp_path / "out", letter)
    assert outbox(app).items == ()
    assert not (tmp_path / "out").exists()


def test_what_waits_is_of_the_revision_that_was_finished_then(app, record):
    before = draw(app, record.id).content
    item = queue_message(app, record.id, LETTER).value
    reopen_record(app, record.id)
    assert content_of(app, item) == before


def test_what_waits_is_stopped_when_its_record_is_reopened_and_no_more_is_queued(app, record):
    other = queue_message(app, a_finished_record(app).id, LETTER).value
    item = queue_message(app, record.id, LETTER).value
    reopen_record(app, record.id)
    stands = {each.id: each.state for each in outbox(app).items}
    assert stands == {other.id: WAITING, item.id: REFUSED}
    (stopped,) = outbox(app, record.id).items
    assert "reopened" in stopped.said
    with pytest.raises(RuleError, match="is a draft"):
        queue_message(app, record.id, LETTER)


def test_a_password_locks_the_attachment_alone_and_is_kept_nowhere(app, record):
    password = fresh_password()
    item = queue_message(app, record.id, LETTER, password).value
    content = content_of(app, item)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(content))
    with pikepdf.open(io.BytesIO(content), password=password) as pdf:
        assert len(pdf.pages) == 2
    assert item.protected
    with app.store.reading() as reader:
        (document,) = reader.find(ProducedDocument)
        rows = reader.connection.exec_driver_sql("SELECT * FROM outbox").all()
    assert document.sha256 == hashlib.sha256(draw(app, record.id).content).hexdigest()
    assert password not in repr(rows)
    assert password not in repr(item)


def test_two_passwords_are_never_the_same():
    assert fresh_password() != fresh_password()


def test_without_an_account_nothing_is_queued(asha):
    finished = a_finished_record(asha)
    with pytest.raises(RuleError, match="No mail account"):
        queue_message(asha, finished.id, LETTER)
    assert outbox(asha).items == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"to": ()},
        {"to": ("head",)},
        {"to": (HEAD, "head@alderbrook.example\r\nBcc: spy@elsewhere.example")},
        {"to": tuple(f"p{n}@alderbrook.example" for n in range(21))},
        {"subject": "Note\r\nBcc: spy@elsewhere.example"},
        {"body": "half a character \ud800"},
        {"password": "x" * 128},
    ],
)
def test_what_could_never_be_sent_is_refused_before_it_is_queued(app, record, changes):
    password = changes.pop("password", "")
    with pytest.raises(MailError, match="Nothing has been sent"):
        queue_message(app, record.id, replace(LETTER, **changes), password)
    assert outbox(app).items == ()
    with app.store.reading() as reader:
        assert reader.find(ProducedDocument) == ()


def test_what_the_team_keeps_to_itself_is_not_sent(app, record):
    book_look = start_record(app, 900001, "book_look").value.record.id
    fill_record(app, book_look, {})
    finish_record(app, book_look)
    with pytest.raises(RuleError, match="no school is sent it"):
        queue_message(app, book_look, LETTER)
    with pytest.raises(NotFoundError):
        queue_message(app, "no such record", LETTER)


def test_what_an_own_form_keeps_to_the_team_is_neither_sent_nor_drafted(app, record, tmp_path):
    own = a_team_record(app, tmp_path)
    with pytest.raises(RuleError, match="no school is sent it"):
        queue_message(app, own, LETTER)
    with pytest.raises(RuleError, match="no school is sent it"):
        suggest_letter(app, own)
    with pytest.raises(RuleError, match="no school is sent it"):
        hand_over_by_mail(without_mail_program(app), own, tmp_path / "out", LETTER)
    assert (outbox(app).items, handed_over(app, own)) == ((), ())
    assert not (tmp_path / "out").exists()


def test_the_same_document_is_not_queued_twice_for_one_address(app, record):
    item = queue_message(app, record.id, LETTER).value
    both = replace(LETTER, to=("chair@alderbrook.example", HEAD.title()))
    with pytest.raises(RuleError, match="already"):
        queue_message(app, record.id, both)
    force(app, item, SENT)
    assert queue_message(app, record.id, LETTER).value.state is WAITING


def test_an_address_that_is_given_twice_gets_it_once(app, record):
    item = queue_message(app, record.id, replace(LETTER, to=(HEAD, f" {HEAD} "))).value
    assert item.recipients == (HEAD,)


def test_what_was_being_sent_when_the_program_ended_is_in_doubt(app, record):
    item = queue_message(app, record.id, LETTER).value
    force(app, item, SENDING, claimed_by="an earlier start")
    view = settle_interrupted(app)
    assert (only(app).state, view.unsettled, view.waiting) == (UNSURE, 1, 0)


def test_what_arrived_after_all_is_sent_and_handed_over_at_the_time_of_sending(app, record, clock):
    item = queue_message(app, record.id, LETTER).value
    sent_at = app.clock()
    force(app, item, UNSURE, sent_at=sent_at)
    clock.go_on(hours=3)
    settle_unsure(app, item.id, arrived=True)
    (handed,) = handed_over(app, record.id)
    assert (handed.recipients, handed.how, handed.at) == (f"Headteacher {HEAD}", "e-mail", sent_at)
    assert handed.document_id == item.document_id
    assert only(app).state is SENT
    with pytest.raises(RuleError, match="moved on"):
        settle_unsure(app, item.id, arrived=True)
    assert len(handed_over(app, record.id)) == 1


def test_what_did_not_arrive_waits_again_and_is_handed_over_to_nobody(app, record, clock):
    item = queue_message(app, record.id, LETTER).value
    force(app, item, UNSURE, sent_at=app.clock(), attempts=4)
    clock.go_on(hours=3)
    settle_unsure(app, item.id, arrived=False)
    again = only(app)
    assert (again.state, again.attempts, again.sent_at) == (WAITING, 0, None)
    assert (again.next_attempt, again.message_id) == (app.clock(), item.message_id)
    assert handed_over(app, record.id) == ()


@pytest.mark.parametrize("state", [REFUSED, WAITING])
def test_a_refused_message_and_one_that_waits_for_later_can_be_tried_now(app, record, state):
    item = queue_message(app, record.id, LETTER).value
    later = app.clock() + timedelta(hours=1)
    force(app, item, state, next_attempt=later, attempts=9, first_tried=app.clock(), said="No.")
    try_again(app, item.id)
    assert only(app) == item


@pytest.mark.parametrize("state", [SENT, SENDING, UNSURE])
def test_no_other_message_can_be_tried_again(app, record, state):
    item = queue_message(app, record.id, LETTER).value
    force(app, item, state)
    with pytest.raises(RuleError, match="moved on"):
        try_again(app, item.id)
    assert only(app).state is state


@pytest.mark.parametrize("state", [WAITING, SENT, REFUSED, UNSURE])
def test_a_message_can_be_taken_out(app, record, state):
    item = queue_message(app, record.id, LETTER).value
    force(app, item, state)
    withdraw(app, item.id)
    assert outbox(app).items == ()
    with pytest.raises(NotFoundError):
        withdraw(app, item.id)


def test_a_message_that_is_being_sent_stays(app, record):
    item = queue_message(app, record.id, LETTER).value
    force(app, item, SENDING)
    with pytest.raises(RuleError, match="just now"):
        withdraw(app, item.id)
    assert only(app).state is SENDING
