"""What went to some and not to others, in whose name, and what the log tells of what failed."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace

import pytest

from app.errors import RuleError
from app.usecases.letters import Letter
from app.usecases.mail import handed_over
from app.usecases.mail_account import mail_account, set_account
from app.usecases.outbox import outbox, queue_message, send_to_missed
from app.usecases.people import add_person, change_me, who_holds_this
from app.usecases.records import reopen_record
from app.usecases.sending import send_waiting
from tests.builders import a_finished_record
from tests.builders_mail_server import PASSWORD, attachment_of, serving

HEAD, CHAIR = "head@alderbrook.example", "chair@alderbrook.example"


@pytest.fixture
def record(app):
    add_person(app, 900001, "headteacher", email=HEAD)
    return a_finished_record(app)


@pytest.fixture
def account(app, office, certificate):
    """An account at a server that runs."""
    with serving(office, certificate) as account:
        use(app, account)
        yield account


@pytest.fixture
def item(app, record, account):
    return queue(app, record)


def use(app, account, password=PASSWORD):
    more = {"security": account.security, "port": account.port}
    set_account(app, account.server, account.user_name, account.sender, password, **more)


def queue(app, record, *to):
    letter = Letter(to or (HEAD,), "Note of visit 1", "Dear colleague\n")
    return queue_message(app, record.id, letter).value


def test_whom_it_did_not_reach_needs_a_person_until_it_was_sent_there_again(
    app, record, account, office
):
    office.recipients[CHAIR] = "550 5.1.1 No such user"
    queue(app, record, HEAD, CHAIR)
    assert send_waiting(app).value.refused == (CHAIR,)
    (first,) = outbox(app).items
    assert outbox(app).missed == {first.id: (CHAIR,)}
    assert outbox(app).unsettled == 1
    del office.recipients[CHAIR]
    app.clock.go_on(minutes=1)
    again = send_to_missed(app, first.id).value
    assert (again.recipients, again.message_id == first.message_id) == ((CHAIR,), False)
    assert (outbox(app).unsettled, outbox(app).waiting) == (0, 1)
    with pytest.raises(RuleError):
        send_to_missed(app, first.id)
    send_waiting(app)
    assert [arrived.to for arrived in office.arrived] == [(HEAD,), (CHAIR,)]
    assert attachment_of(office.arrived[0]) == attachment_of(office.arrived[1])
    assert {CHAIR, f"Headteacher {HEAD}"} == {one.recipients for one in handed_over(app, record.id)}


def test_what_is_no_longer_to_be_sent_is_not_sent_again_to_those_it_missed(
    app, record, account, office
):
    office.recipients[CHAIR] = "550 5.1.1 No such user"
    item = queue(app, record, HEAD, CHAIR)
    send_waiting(app)
    reopen_record(app, record.id)
    with pytest.raises(RuleError, match="reopened"):
        send_to_missed(app, item.id)


def test_the_log_says_that_a_message_failed_and_nothing_of_it(app, record, account, office, caplog):
    office.recipients[CHAIR] = f"550 5.1.1 No such user {CHAIR}"
    office.answers.append("554 5.7.1 Not wanted")
    queue(app, record, HEAD, CHAIR)
    with caplog.at_level("INFO"):
        send_waiting(app)
    ours = [one for one in caplog.records if one.name.startswith("app.")]
    told = " ".join(one.getMessage() for one in ours)
    assert "refused" in told
    assert not any(word in told for word in ("@", "alderbrook", "Note of", "Not wanted"))


def test_a_message_bears_the_name_of_whoever_sends_it(app, record, item, office):
    change_me(app, replace(who_holds_this(app), name="Zoë O’Neil-Ash"))
    send_waiting(app)
    message = email.message_from_bytes(office.arrived[0].content, policy=email.policy.default)
    (sender,) = message["From"].addresses
    assert sender.display_name == "Zoë O’Neil-Ash"
    assert sender.addr_spec == mail_account(app).sender
