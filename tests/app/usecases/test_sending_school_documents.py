"""Documents of a school, sent to a real server: once, locked, and stopped where they must be."""

from __future__ import annotations

import email
import email.policy
import io
import logging
from dataclasses import replace

import pikepdf
import pytest

from app.domain.outbox import OutboxState
from app.domain.pupils import FocusPupil
from app.domain.records import PUPIL_LIST
from app.domain.schools import School
from app.usecases.mail_account import set_account
from app.usecases.outbox import fresh_password, outbox, settle_interrupted, try_again
from app.usecases.people import add_person, change_person, people_of, remove_person
from app.usecases.pupils import add_pupil
from app.usecases.records import finish_record, start_record
from app.usecases.school_mail import queue_school_document, suggest_school_letter
from app.usecases.school_page import school_page
from app.usecases.schools import hand_over, sign_agreement
from app.usecases.sending import send_waiting
from tests.builders import another_adviser
from tests.builders_documents import text_of
from tests.builders_filling import fill_record
from tests.builders_mail_server import LOST, PASSWORD, attachment_of, serving

URN = 900001
HEAD, SENCO = "head@alderbrook.example", "senco@alderbrook.example"
CODE, NOTE = "ZQ07", "CANARYNOTE"
SENT, REFUSED, UNSURE = OutboxState.SENT, OutboxState.REFUSED, OutboxState.UNSURE


@pytest.fixture
def school(app, office, certificate):
    """The app with an account at a server that runs, a focus pupil and two people at the school."""
    add_person(app, URN, "headteacher", email=HEAD)
    add_person(app, URN, "senco", email=SENCO)
    add_pupil(app, FocusPupil(app.new_id(), URN, CODE, target="Draws first", note=NOTE))
    with serving(office, certificate) as account:
        given = (account.server, account.user_name, account.sender, PASSWORD)
        set_account(app, *given, security=account.security, port=account.port)
        yield app


def queue(app, key=PUPIL_LIST, password=""):
    letter = replace(suggest_school_letter(app, URN, key), to=(HEAD,))
    return queue_school_document(app, URN, key, letter, password).value


def only(app):
    (item,) = outbox(app).items
    return item


def keep_agreement(app, on):
    with app.store.unit_of_work() as work:
        (kept,) = work.find(School, urn=URN)
        work.save(replace(kept, agreement_date=on))
        work.commit()


def with_agreement(app):
    record_id = start_record(app, URN, "application").value.record.id
    fill_record(app, record_id, {"contract_we_do": "Four visits"})
    finish_record(app, record_id)


def test_the_school_copy_arrives_once_locked_and_is_kept_as_handed_over(
    school, office, clock, caplog
):
    caplog.set_level(logging.DEBUG)
    password = fresh_password()
    item = queue(school, password=password)
    clock.go_on(minutes=1)
    done = send_waiting(school)
    assert (done.value.count, done.value.said) == (1, "")
    assert send_waiting(school, at_once=True).value.count == 0
    (arrived,) = office.arrived
    assert arrived.to == (HEAD,)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(attachment_of(arrived)))
    with pikepdf.open(io.BytesIO(attachment_of(arrived)), password=password) as pdf:
        plain = io.BytesIO()
        pdf.save(plain, encryption=False)
    assert CODE in text_of(plain.getvalue())
    (line,) = school_page(school, URN).documents
    (handed,) = line.handed
    assert (handed.recipients, handed.how, handed.at) == (f"Headteacher {HEAD}", "e-mail", clock())
    assert (handed.document_id, handed.record_id) == (item.document_id, "")
    assert {change.id for change in done.changes} == {handed.id}

    message = email.message_from_bytes(arrived.content, policy=email.policy.default)
    (attachment,) = message.iter_attachments()
    body = message.get_body().get_content()
    said = f"{message['Subject']} {body} {attachment.get_filename()} {caplog.text}"
    for canary in (CODE, NOTE, password):
        assert canary not in said
        assert canary.encode() not in arrived.content


def test_an_answer_that_was_lost_leaves_the_list_in_doubt_and_it_is_not_sent_again(school, office):
    office.answers.append(LOST)
    queue(school)
    send_waiting(school)
    settle_interrupted(school)
    assert send_waiting(school, at_once=True).value.count == 0
    assert (only(school).state, len(office.arrived)) == (UNSURE, 1)
    assert school_page(school, URN).documents[0].handed == ()


def test_the_bytes_that_were_queued_are_sent_whatever_was_changed_since(school, office):
    item = queue(school)
    add_pupil(school, FocusPupil(school.new_id(), URN, "ZQ08"))
    assert send_waiting(school).value.count == 1
    assert "ZQ08" not in text_of(attachment_of(office.arrived[0]))
    assert only(school).document_id == item.document_id


def test_the_list_is_stopped_when_the_agreement_was_withdrawn_and_goes_once_it_is_back(
    school, office
):
    item = queue(school)
    keep_agreement(school, None)
    assert send_waiting(school).value.count == 0
    assert (only(school).state, office.arrived) == (REFUSED, [])
    assert "no signed agreement" in only(school).said
    sign_agreement(school, URN, school.today())
    try_again(school, item.id)
    assert send_waiting(school).value.count == 1


def test_the_agreement_itself_needs_no_day_on_which_it_was_signed(school, office):
    with_agreement(school)
    keep_agreement(school, None)
    queue(school, "agreement")
    assert send_waiting(school).value.count == 1
    assert len(office.arrived) == 1


@pytest.mark.parametrize("key", [PUPIL_LIST, "agreement"])
def test_what_waits_is_stopped_when_another_holds_the_school(school, office, key):
    with_agreement(school)
    queue(school, key)
    hand_over(school, URN, another_adviser(school).id)
    assert send_waiting(school).value.count == 0
    assert (only(school).state, office.arrived) == (REFUSED, [])
    assert "do not hold this school" in only(school).said


@pytest.mark.parametrize("gone", ["removed", "readdressed"])
def test_the_list_is_stopped_when_its_reader_is_at_the_school_no_more(school, office, gone):
    queue(school)
    head = people_of(school, URN)[0]
    if gone == "removed":
        remove_person(school, head)
    else:
        change_person(school, replace(head, email="new@alderbrook.example"))
    assert send_waiting(school).value.count == 0
    assert (only(school).state, office.arrived) == (REFUSED, [])
    assert HEAD in only(school).said
