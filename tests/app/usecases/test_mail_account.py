"""The mail account: what can be one, what keeps its password, and that checking sends nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.outbox import MailAccount, Security
from app.errors import InputError, MailError, RuleError
from app.storage import mail_password
from app.usecases.mail_account import (
    check_account,
    forget_mail_account,
    mail_account,
    set_account,
)
from tests.builders_mail_server import PASSWORD, USER, serving

GIVEN = ("mail.westmarch.example", "adviser", "adviser@westmarch.example")


def password_of(app):
    with app.store.reading() as reader:
        return mail_password(reader)


def test_an_account_is_kept_with_the_usual_port_of_its_encryption(app):
    assert set_account(app, *GIVEN, "secret") == MailAccount(*GIVEN)
    assert mail_account(app).port == 465
    set_account(app, *GIVEN, "secret", security=Security.STARTTLS)
    assert mail_account(app).port == 587
    assert set_account(app, *GIVEN, "secret", port=2525).port == 2525


@pytest.mark.parametrize(
    ("at", "wrong"),
    [
        (0, ""),
        (0, "mail server"),
        (0, "mail.example\r\nX"),
        (1, " "),
        (1, "adviser\r\nX"),
        (2, "adviser"),
        (2, "adviser@x.example\r\nBcc: spy@x.example"),
        (3, ""),
        (3, "sec\nret"),
    ],
)
def test_what_cannot_be_an_account_is_refused_and_the_old_one_stays(app, at, wrong):
    set_account(app, *GIVEN, "secret")
    given = [*GIVEN, "other"]
    given[at] = wrong
    if at == 3 and not wrong:
        given[0] = "other.westmarch.example"
    with pytest.raises(InputError, match="Nothing has been changed"):
        set_account(app, *given)
    assert (mail_account(app), password_of(app)) == (MailAccount(*GIVEN), "secret")


@pytest.mark.parametrize("port", [-1, 65_536])
def test_a_port_is_in_its_bounds(app, port):
    with pytest.raises(InputError, match="port"):
        set_account(app, *GIVEN, "secret", port=port)


def test_a_password_is_kept_for_its_own_server_and_user_only(app):
    set_account(app, *GIVEN, "secret")
    server, user, _ = GIVEN
    set_account(app, server, user, "other@westmarch.example", "")
    assert password_of(app) == "secret"
    for other in (("other.example", user), (server, "somebody")):
        with pytest.raises(InputError, match="password"):
            set_account(app, *other, GIVEN[2], "")


def test_a_forgotten_account_leaves_nothing(app):
    set_account(app, *GIVEN, "secret")
    forget_mail_account(app)
    assert (mail_account(app), password_of(app)) == (None, "")
    with pytest.raises(RuleError, match="No mail account"):
        check_account(app)


def test_checking_logs_in_sends_nothing_and_ends_the_trouble(app, office, certificate):
    with serving(office, certificate) as account:
        keep(app, account, "wrong")
        with pytest.raises(MailError, match="Nothing has been sent; the account stays"):
            check_account(app)
        keep(app, account, PASSWORD)
        assert check_account(app) == replace(account, trouble="")
    assert (office.logins[-1], office.arrived) == ((USER, PASSWORD), [])


def keep(app, account, password):
    more = {"security": account.security, "port": account.port}
    set_account(app, account.server, account.user_name, account.sender, password, **more)
