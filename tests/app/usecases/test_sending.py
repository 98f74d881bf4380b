"""Sending to a real server: each message arrives once, whatever the line or the clock does."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta

import pytest

from app.bootstrap import open_with_key
from app.domain.outbox import OutboxState
from app.domain.records import RecordState
from app.errors import RuleError
from app.mail import smtp
from app.usecases.letters import Letter
from app.usecases.mail import handed_over, recipients
from app.usecases.mail_account import forget_mail_account, mail_account, set_account
from app.usecases.outbox import (
    outbox,
    queue_message,
    settle_unsure,
    try_again,
    withdraw,
)
from app.usecases.people import add_person
from app.usecases.records import finish_record, reopen_record
from app.usecases.schools import hand_over
from app.usecases.sending import send_waiting
from tests.builders import KEY, a_finished_record, another_adviser
from tests.builders_mail_server import (
    HELD,
    HOST,
    LOST,
    PASSWORD,
    USER,
    a_free_port,
    serving,
)
from ui.tasks import Progress

HEAD, CHAIR = "head@alderbrook.example", "chair@alderbrook.example"
WAITING, SENT = OutboxState.WAITING, OutboxState.SENT
REFUSED, UNSURE = OutboxState.REFUSED, OutboxState.UNSURE


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


def only(app):
    (item,) = outbox(app).items
    return item


def test_what_was_sent_is_handed_over_and_stays_in_the_list(app, record, item, office, clock):
    clock.go_on(minutes=1)
    done = send_waiting(app)
    assert (done.value.count, done.value.said) == (1, "")
    (handed,) = handed_over(app, record.id)
    assert (handed.recipients, handed.how, handed.at) == (f"Headteacher {HEAD}", "e-mail", clock())
    assert {change.id for change in done.changes} == {handed.id}
    assert recipients(app, record.id)[0].used
    assert (only(app).state, only(app).sent_at) == (SENT, clock())
    assert item.message_id.encode() in office.arrived[0].content
    assert send_waiting(app).value.count == 0
    assert len(office.arrived) == 1


def test_a_message_that_is_put_off_is_tried_when_it_is_due_and_not_before(app, item, office, clock):
    office.answers.extend(["451 Later", "451 Later"])
    send_waiting(app)
    first = only(app)
    assert (first.state, first.attempts) == (WAITING, 1)
    assert first.next_attempt == clock() + timedelta(minutes=1)
    assert "451 Later" in first.said
    assert not outbox(app).is_due
    clock.go_on(seconds=59)
    send_waiting(app)
    assert office.connections == 1 + 1  # the server's own look at itself when it starts, and ours
    clock.go_on(seconds=1)
    assert outbox(app).is_due
    send_waiting(app)
    assert only(app).next_attempt == clock() + timedelta(minutes=5)
    clock.go_on(minutes=5)
    send_waiting(app)
    assert only(app).state is SENT
    assert len(office.arrived) == 1


def test_a_message_that_is_put_off_for_three_days_is_given_up_and_told(app, item, office, clock):
    office.answers.extend(["451 Later"] * 200)
    tries = 0
    while only(app).state is WAITING:
        clock.now = only(app).next_attempt
        send_waiting(app)
        tries += 1
    assert 70 <= tries <= 80
    assert only(app).state is REFUSED
    assert "three days" in only(app).said
    office.answers.clear()
    try_again(app, item.id)
    assert send_waiting(app).value.count == 1


def test_what_is_refused_is_told_and_not_tried_again(app, record, item, office, clock):
    office.answers.append("554 5.7.1 Not wanted")
    send_waiting(app)
    assert only(app).state is REFUSED
    assert "554 5.7.1 Not wanted" in only(app).said
    clock.go_on(days=9)
    send_waiting(app, at_once=True)
    assert (office.arrived, handed_over(app, record.id)) == ([], ())


def test_an_address_that_is_refused_is_named_and_not_handed_over_to(app, record, account, office):
    office.recipients[CHAIR] = "550 5.1.1 No such user"
    queue(app, record, HEAD, CHAIR)
    send_waiting(app)
    assert (only(app).state, only(app).refused) == (SENT, (CHAIR,))
    assert CHAIR in only(app).said
    assert [handed.recipients for handed in handed_over(app, record.id)] == [f"Headteacher {HEAD}"]


def test_one_message_that_is_refused_holds_no_other_up(app, record, account, office):
    queue(app, record, CHAIR)
    queue(app, record, HEAD)
    office.recipients[CHAIR] = "450 4.2.0 Greylisted"
    assert send_waiting(app).value.count == 1
    assert [arrived.to for arrived in office.arrived] == [(HEAD,)]


def test_offline_for_days_it_waits_without_a_word_and_then_arrives_once(
    app, record, office, certificate, clock
):
    with serving(office, certificate) as account:
        use(app, replace(account, port=a_free_port()))
        queue(app, record, HEAD)
        queue(app, record, CHAIR)
        for _day in range(10):
            assert send_waiting(app).value.said == smtp.OFFLINE
            assert not outbox(app).is_due
            clock.go_on(days=1)
        items = outbox(app).items
        assert {(item.state, item.attempts) for item in items} == {(WAITING, 0)}
        use(app, account)
        assert send_waiting(app).value.count == 2
        assert send_waiting(app).value.count == 0
    assert len(office.arrived) == 2


def test_a_wrong_password_is_not_tried_again_until_somebody_looked(
    app, item, account, office, clock
):
    use(app, account, "wrong")
    first = send_waiting(app).value
    assert "password" in first.said
    clock.go_on(days=1)
    assert not outbox(app).is_due
    assert send_waiting(app).value.said == first.said
    assert len(office.logins) == 1
    assert only(app).state is WAITING
    send_waiting(app, at_once=True)
    assert len(office.logins) == 2
    use(app, account)
    send_waiting(app)
    assert (only(app).state, mail_account(app).trouble) == (SENT, "")


def test_trouble_ends_when_a_message_goes_through_after_all(app, item, office):
    office.login = "535 5.7.8 Not today"
    send_waiting(app)
    assert mail_account(app).trouble
    office.login = "250 OK"
    assert send_waiting(app, at_once=True).value.count == 1
    assert mail_account(app).trouble == ""


def test_a_message_whose_answer_was_lost_is_in_doubt_and_never_sent_by_itself(
    app, record, item, office, clock
):
    office.answers.append(LOST)
    send_waiting(app)
    assert (only(app).state, len(office.arrived)) == (UNSURE, 1)
    for _day in range(5):
        clock.go_on(days=1)
        send_waiting(app, at_once=True)
    assert (only(app).state, len(office.arrived)) == (UNSURE, 1)
    assert handed_over(app, record.id) == ()

    settle_unsure(app, item.id, arrived=False)
    send_waiting(app)
    both = [arrived.content for arrived in office.arrived]
    assert len(both) == 2
    assert all(item.message_id.encode() in content for content in both)


def test_a_line_that_drops_before_the_message_is_asked_for_costs_a_minute(app, item, office, clock):
    office.before_data = 1
    send_waiting(app)
    assert (only(app).state, only(app).sent_at) == (WAITING, None)
    clock.go_on(minutes=1)
    send_waiting(app)
    assert len(office.arrived) == 1


def test_two_starts_on_one_folder_send_each_message_once(app, record, account, office, clock):
    for number in range(6):
        queue(app, record, f"p{number}@alderbrook.example")
    with ExitStack() as closing:
        starts = [open_with_key(app.folder, KEY, clock=clock) for _ in range(3)]
        for start in starts:
            closing.callback(start.store.close)
        with ThreadPoolExecutor(3) as pool:
            sent = [done.value.count for done in pool.map(send_waiting, starts)]
    assert sum(sent) == 6
    assert sorted(arrived.to for arrived in office.arrived) == [
        (f"p{number}@alderbrook.example",) for number in range(6)
    ]
    assert {item.state for item in outbox(app).items} == {SENT}
    assert len(handed_over(app, record.id)) == 6


def test_another_start_that_doubts_what_is_being_sent_is_put_right(
    app, record, item, office, clock
):
    office.answers.append(HELD)
    sending = threading.Thread(target=send_waiting, args=(app,))
    sending.start()
    assert office.held.wait(10)
    other = open_with_key(app.folder, KEY, clock=clock)
    send_waiting(other)
    assert only(other).state is UNSURE
    office.released.set()
    sending.join(10)
    assert only(other).state is SENT
    other.store.close()
    assert (len(office.arrived), len(handed_over(app, record.id))) == (1, 1)


def test_what_is_withdrawn_before_it_is_handed_over_is_not_sent(app, item, office, monkeypatch):
    class Withdrawing(smtp.MailServer):
        def send(self, content, to, may_send):
            withdraw(app, item.id)
            return super().send(content, to, may_send)

    monkeypatch.setattr(smtp, "MailServer", Withdrawing)
    assert send_waiting(app).value.count == 0
    assert (office.arrived, outbox(app).items) == ([], ())


def test_stopping_leaves_what_was_not_handed_over_as_it_was(app, item, office, monkeypatch):
    progress = Progress(lambda *_: None)

    class Stopping(smtp.MailServer):
        def send(self, content, to, may_send):
            return super().send(content, to, lambda: (may_send(), progress.stop())[0])

    monkeypatch.setattr(smtp, "MailServer", Stopping)
    assert send_waiting(app, progress).value.count == 0
    assert (only(app), office.arrived) == (item, [])
    assert send_waiting(app).value.count == 1


def test_a_round_that_was_stopped_before_it_began_sends_nothing(app, item, office):
    progress = Progress(lambda *_: None)
    progress.stop()
    assert send_waiting(app, progress).value.count == 0
    assert only(app) == item


def test_a_forgotten_account_lets_everything_wait(app, item):
    forget_mail_account(app)
    assert not outbox(app).is_due
    assert only(app) == item


def test_neither_password_nor_letter_is_readable_anywhere_on_the_disk(app, record, account, office):
    canary = "canary-of-the-letter"
    letter = Letter((HEAD,), canary, canary)
    queue_message(app, record.id, letter)
    office.answers.append("451 Later")
    send_waiting(app)
    send_waiting(app, at_once=True)
    app.store.close()
    for path in app.folder.rglob("*"):
        content = b"" if path.is_dir() else path.read_bytes()
        assert canary.encode() not in content
        assert PASSWORD.encode() not in content
    assert (office.logins[0], len(office.arrived)) == ((USER, PASSWORD), 1)
    assert HOST not in repr(letter)


def test_a_version_that_was_superseded_is_refused_and_only_the_newest_goes(
    app, record, item, office, clock
):
    reopen_record(app, record.id)
    try_again(app, item.id)
    assert send_waiting(app).value.count == 0
    assert (only(app).state, office.arrived) == (REFUSED, [])
    clock.go_on(hours=1)
    finish_record(app, record.id)
    newest = queue(app, record)
    try_again(app, item.id)
    assert send_waiting(app).value.count == 1
    assert {each.id: each.state for each in outbox(app).items} == {
        item.id: REFUSED,
        newest.id: SENT,
    }
    assert len(office.arrived) == 1


def test_a_version_that_another_start_reopens_just_before_its_turn_is_not_sent(
    app, record, item, office
):
    with app.store.unit_of_work() as work:
        again = replace(record, state=RecordState.DRAFT, revision=2, finished_at=None)
        work.save(again)
        work.commit()
    assert send_waiting(app).value.count == 0
    assert (only(app).state, office.arrived) == (REFUSED, [])
    assert "reopened" in only(app).said


def test_who_handed_the_school_on_sends_no_more_of_its_notes(app, record, item, office):
    hand_over(app, 900001, another_adviser(app).id)
    assert send_waiting(app).value.count == 0
    assert (only(app).state, office.arrived) == (REFUSED, [])
    assert "do not hold this school" in only(app).said
    with pytest.raises(RuleError, match="another adviser"):
        queue(app, record, CHAIR)


def test_who_was_refused_is_not_recorded_as_reached_when_a_person_says_it_arrived(
    app, record, account, office
):
    office.recipients[CHAIR] = "550 5.1.1 No such user"
    office.answers.append(LOST)
    queue(app, record, HEAD, CHAIR)
    send_waiting(app)
    unsure = only(app)
    assert (unsure.state, unsure.refused) == (UNSURE, (CHAIR,))
    assert CHAIR in unsure.said
    settle_unsure(app, unsure.id, arrived=True)
    (handed,) = handed_over(app, record.id)
    assert handed.recipients == f"Headteacher {HEAD}"
    assert CHAIR in only(app).said
