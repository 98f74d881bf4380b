"""A note that waited in the outbox goes as it was queued; the school's time counts from sending."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from app.domain.follow_through import Stage
from app.domain.records import ProducedDocument
from app.errors import RuleError
from app.usecases.follow_through import record_step, steps
from app.usecases.letters import Letter
from app.usecases.mail import handed_over
from app.usecases.mail_account import set_account
from app.usecases.outbox import queue_message
from app.usecases.sending import send_waiting
from app.usecases.to_do import ToDoKind
from app.usecases.today import today
from tests.builders import a_finished_record
from tests.builders_documents import text_of
from tests.builders_mail_server import PASSWORD, attachment_of, serving
from tests.builders_sharing import found

VISITED, QUEUED = date(2026, 1, 15), date(2026, 1, 20)
ONCE_SENT = date(2026, 2, 9)


@pytest.fixture
def queued(app, office, certificate):
    """A note that was put into the outbox five days after its visit, at a server that runs."""
    with serving(office, certificate) as account:
        more = {"security": account.security, "port": account.port}
        set_account(app, account.server, account.user_name, account.sender, PASSWORD, **more)
        record = a_finished_record(app, on=VISITED)
        assert app.today() == QUEUED
        letter = Letter(("head@alderbrook.example",), "Note of visit 1", "Dear colleague")
        queue_message(app, record.id, letter)
        yield record


def answers(app):
    return [item.by for item in today(app).to_do if item.kind is ToDoKind.ANSWER]


def test_what_waits_is_not_sent_and_no_answer_is_due(app, queued, clock):
    clock.go_on(days=13)
    view = steps(app, queued.id)
    assert (view.stage, view.is_late) == (Stage.FINISHED, True)
    assert answers(app) == []


def test_the_answer_is_awaited_from_the_day_of_sending(app, queued, clock, office):
    clock.go_on(days=13)
    send_waiting(app)
    assert [one.at.date() for one in handed_over(app, queued.id)] == [app.today()]
    assert steps(app, queued.id).reply_by == ONCE_SENT
    assert answers(app) == [ONCE_SENT]
    clock.go_on(days=ONCE_SENT.day - app.today().day)
    with pytest.raises(RuleError, match="Mon 9 Feb 2026"):
        record_step(app, queued.id, Stage.NO_ANSWER)
    clock.go_on(days=1)
    assert record_step(app, queued.id, Stage.NO_ANSWER).value.now[-1].on == ONCE_SENT


def test_what_arrives_is_what_was_queued_with_its_day_and_its_hash(app, queued, clock, office):
    (kept,) = found(app, ProducedDocument)
    clock.go_on(days=13)
    send_waiting(app)
    pdf = attachment_of(office.arrived[0])
    assert hashlib.sha256(pdf).hexdigest() == kept.sha256
    assert found(app, ProducedDocument) == (kept,)
    assert "Please reply by Tue 3 February 2026." in " ".join(text_of(pdf).split())
