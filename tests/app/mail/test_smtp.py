"""Sending to a real mail server: what came of it, and that it never goes unencrypted."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from app.domain.outbox import Security
from app.errors import MailError
from app.mail import smtp
from app.mail.smtp import MailServer, Outcome, Result
from tests.builders_mail_server import (
    DROPPED,
    HELD,
    HOST,
    LOST,
    PASSWORD,
    USER,
    a_free_port,
    make_certificate,
    serving,
)
from tests.builders_outbox import ACCOUNT

HEAD, CHAIR = "head@alderbrook.example", "chair@alderbrook.example"
CONTENT = b"Subject: Note\r\n\r\n.A line that begins with a dot\r\n..\r\nThe end\r\n"
BOTH = pytest.mark.parametrize("security", list(Security))


@pytest.fixture
def account(office, certificate):
    with serving(office, certificate) as account:
        yield account


def send(account, to=(HEAD,), may_send=lambda: True, password=PASSWORD) -> Result:
    return MailServer(account, password).send(CONTENT, to, may_send)


@BOTH
def test_a_message_arrives_as_it_was_sent_over_an_encrypted_line(office, certificate, security):
    with serving(office, certificate, security) as account:
        assert send(account, to=(HEAD, CHAIR)) == Result(Outcome.SENT)
    (arrived,) = office.arrived
    assert (arrived.sender, arrived.to) == ("adviser@westmarch.example", (HEAD, CHAIR))
    assert arrived.content == CONTENT
    assert office.logins == [(USER, PASSWORD)]


def test_a_server_that_asks_for_later_takes_it_the_next_time(office, account):
    office.answers.append("451 4.3.0 Try again in a while")
    first = send(account)
    assert first == Result(Outcome.LATER, "The mail server said: 451 4.3.0 Try again in a while.")
    assert send(account).outcome is Outcome.SENT
    assert len(office.arrived) == 1


def test_what_the_server_will_never_take_is_refused_in_its_words(office, account):
    office.answers.append("552 5.3.4 Too large")
    assert send(account) == Result(Outcome.REFUSED, "The mail server said: 552 5.3.4 Too large.")
    assert office.arrived == []


def test_those_whose_address_is_good_get_it_and_the_others_are_named(office, account):
    office.recipients[CHAIR] = "550 5.1.1 No such user"
    assert send(account, to=(HEAD, CHAIR)) == Result(Outcome.SENT, "", (CHAIR,))
    assert [arrived.to for arrived in office.arrived] == [(HEAD,)]


def test_where_no_address_is_good_nothing_is_handed_over(office, account):
    office.recipients[HEAD] = "550 5.1.1 No such user"
    result = send(account)
    assert (result.outcome, result.refused) == (Outcome.REFUSED, (HEAD,))
    assert "No such user" in result.said
    assert office.arrived == []


def test_where_one_address_is_put_off_nobody_gets_it_yet(office, account):
    office.recipients[CHAIR] = "450 4.2.0 Greylisted"
    result = send(account, to=(HEAD, CHAIR))
    assert result.outcome is Outcome.LATER
    assert result.said.startswith(CHAIR)
    assert office.arrived == []


def test_a_line_that_drops_before_the_message_is_asked_for_leaves_no_doubt(office, account):
    office.before_data = 1
    assert send(account) == Result(Outcome.LATER, smtp.DROPPED)
    assert office.arrived == []


@pytest.mark.parametrize(("answer", "arrived"), [(LOST, 1), (DROPPED, 0)])
def test_a_line_that_drops_before_the_last_answer_leaves_it_open(office, account, answer, arrived):
    office.answers.append(answer)
    assert send(account) == Result(Outcome.UNSURE, smtp.NO_ANSWER)
    assert len(office.arrived) == arrived


@pytest.mark.parametrize("answer", [LOST, "350 Go on"])
def test_where_it_is_open_it_is_still_known_who_was_refused(office, account, answer):
    office.recipients[CHAIR] = "550 5.1.1 No such user"
    office.answers.append(answer)
    expected = Result(Outcome.UNSURE, smtp.NO_ANSWER, (CHAIR,))
    assert send(account, to=(HEAD, CHAIR)) == expected


def test_a_last_answer_that_never_comes_leaves_it_open(office, account, monkeypatch):
    monkeypatch.setattr(smtp, "LAST_ANSWER", 0.2)
    office.answers.append(HELD)
    assert send(account) == Result(Outcome.UNSURE, smtp.NO_ANSWER)


def test_it_is_asked_just_before_handing_over_whether_it_is_ours(office, account):
    asked = []
    result = send(account, may_send=lambda: asked.append(len(office.arrived)))
    assert result == Result(Outcome.NOT_OURS)
    assert (asked, office.arrived) == ([0], [])


def test_nothing_is_asked_while_the_server_would_not_take_it(office, account):
    office.recipients[HEAD] = "550 No"
    send(account, may_send=lambda: pytest.fail("asked too early"))


def test_a_server_without_starttls_gets_neither_password_nor_message(office, certificate):
    office.offers_tls = False
    with serving(office, certificate, Security.STARTTLS) as account:
        assert send(account) == Result(Outcome.UNREACHED, smtp.NO_STARTTLS)
    assert (office.logins, office.arrived) == ([], [])


@BOTH
def test_a_server_that_nobody_vouches_for_gets_neither_password_nor_message(
    office, tmp_path, security
):
    with serving(office, make_certificate(tmp_path, "stranger"), security) as account:
        assert send(account) == Result(Outcome.UNREACHED, smtp.CERTIFICATE)
    assert (office.logins, office.arrived) == ([], [])


def test_a_certificate_for_another_name_is_no_proof(office, account):
    assert send(replace(account, server="localhost")) == Result(Outcome.UNREACHED, smtp.CERTIFICATE)
    assert office.logins == []


def test_encryption_from_the_start_where_the_server_begins_in_plain_text_is_no_line(
    office, certificate
):
    with serving(office, certificate, Security.STARTTLS) as account:
        assert send(replace(account, security=Security.TLS)) == Result(
            Outcome.UNREACHED, smtp.NO_TLS
        )
    assert office.logins == []


def test_a_wrong_password_is_tried_once_and_locks_the_account_out(office, account):
    result = send(account, password="wrong")
    assert result.outcome is Outcome.LOCKED_OUT
    assert "wrong" not in result.said
    assert len(office.logins) == 1


def test_a_server_that_cannot_look_at_passwords_just_now_is_tried_later(office, account):
    office.login = "454 4.7.0 Temporary failure"
    assert send(account).outcome is Outcome.UNREACHED


def test_a_server_that_is_not_there_is_offline():
    nowhere = replace(ACCOUNT, server=HOST, port=a_free_port())
    assert send(nowhere) == Result(Outcome.UNREACHED, smtp.OFFLINE)


def test_checking_logs_in_and_sends_nothing(office, account):
    MailServer(account, PASSWORD).check()
    assert (office.logins, office.arrived) == ([(USER, PASSWORD)], [])
    with pytest.raises(MailError, match="refused the user name or the password"):
        MailServer(account, "wrong").check()


def test_whoever_stops_ends_the_line_at_once_but_never_a_message_that_is_being_taken(
    office, account
):
    office.answers.append(HELD)
    server = MailServer(account, PASSWORD)
    results = []
    sending = threading.Thread(
        target=lambda: results.append(server.send(CONTENT, (HEAD,), lambda: True))
    )
    sending.start()
    assert office.held.wait(10)
    server.hang_up()
    office.released.set()
    sending.join(10)
    assert results == [Result(Outcome.SENT)]

    result = server.send(CONTENT, (HEAD,), lambda: server.hang_up() or True)
    assert result == Result(Outcome.LATER, smtp.DROPPED)
    assert len(office.arrived) == 1


def test_nobody_sees_the_password_who_looks_at_the_server(account):
    assert PASSWORD not in repr(MailServer(account, PASSWORD))
