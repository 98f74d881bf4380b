"""Looking after the outbox: what is due goes by itself, and only what needs a person is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.bootstrap import open_with_key
from app.domain.outbox import OutboxState
from app.storage import change_item
from app.usecases.letters import Letter
from app.usecases.mail_account import set_account
from app.usecases.outbox import outbox, queue_message, withdraw
from tests.builders import KEY, StillClock, a_finished_record, an_app, with_school
from tests.builders_mail_server import HELD, LOST, PASSWORD, a_free_port, serving
from ui.outgoing import Outgoing
from ui.tasks import Lanes
from ui.widgets.status_line import StatusLine

LETTER = Letter(("head@alderbrook.example",), "Note of visit 1", "Dear colleague\n")


@pytest.fixture
def app(tmp_path):
    app = an_app(tmp_path / "data", StillClock())
    with_school(app)
    yield app
    app.store.close()


@pytest.fixture
def lanes(qapp):
    lanes = Lanes(lambda error: pytest.fail(str(error)))
    yield lanes
    lanes.close()


@pytest.fixture
def account(app, office, certificate):
    with serving(office, certificate) as account:
        use(app, account)
        yield account


@pytest.fixture
def queued(app, account):
    return queue_message(app, a_finished_record(app).id, LETTER).value


@pytest.fixture
def outgoing(app, lanes):
    outgoing = Outgoing(app, lanes)
    outgoing.news = []
    outgoing.told.connect(lambda kind, words, _acts: outgoing.news.append((kind, words)))
    return outgoing


def use(app, account):
    given = (account.server, account.user_name, account.sender, PASSWORD)
    set_account(app, *given, security=account.security, port=account.port)


def test_what_is_due_goes_when_the_window_is_at_rest(qtbot, app, queued, outgoing, office):
    with qtbot.waitSignal(outgoing.wrote):
        outgoing.begin()
    qtbot.waitUntil(lambda: outgoing.view.items[0].state is OutboxState.SENT)
    assert len(office.arrived) == 1
    assert outgoing.news == [("done", "1 message sent.")]
    assert outgoing.words == ""


def test_an_address_that_was_refused_beside_others_is_no_good_news(
    qtbot, app, account, outgoing, office
):
    both = replace(LETTER, to=(*LETTER.to, "chair@alderbrook.example"))
    office.recipients["chair@alderbrook.example"] = "550 5.1.1 No such user"
    queue_message(app, a_finished_record(app).id, both)
    with qtbot.waitSignal(outgoing.wrote):
        outgoing.begin()
    qtbot.waitUntil(lambda: outgoing.words == "1 message needs you")
    ((kind, words),) = outgoing.news
    assert kind == "due"
    assert "chair@alderbrook.example" in words


def test_being_offline_is_no_news_unless_somebody_asked(qtbot, app, queued, account, outgoing):
    use(app, replace(account, port=a_free_port()))
    with qtbot.waitSignal(outgoing.ended):
        outgoing.begin()
    qtbot.waitUntil(lambda: outgoing.view.items[0].said != "")
    assert (outgoing.news, outgoing.words) == ([], "1 message waits")
    with qtbot.waitSignal(outgoing.ended):
        outgoing.send_now()
    assert [kind for kind, _words in outgoing.news] == ["due"]


def test_closing_has_something_to_say_only_while_a_message_waits(
    qtbot, app, queued, account, outgoing
):
    assert outgoing.when_closing == ""
    use(app, replace(account, port=a_free_port()))
    with qtbot.waitSignal(outgoing.ended):
        outgoing.begin()
    assert outgoing.when_closing.startswith("1 message waits to be sent.")
    withdraw(app, queued.id)
    outgoing.look()
    qtbot.waitUntil(lambda: outgoing.when_closing == "")


def test_a_message_in_doubt_is_told_once(qtbot, app, queued, outgoing, office):
    office.answers.append(LOST)
    outgoing.look()
    qtbot.waitUntil(lambda: outgoing.words == "1 message needs you")
    with qtbot.waitSignal(outgoing.changed):
        outgoing.look()
    assert outgoing.news == [("due", "1 message needs you.")]


def test_a_wrong_password_is_told_without_being_asked(
    qtbot, app, queued, account, outgoing, office
):
    office.login = "535 5.7.8 Wrong"
    with qtbot.waitSignal(outgoing.ended):
        outgoing.look()
    assert "password" in outgoing.news[0][1]
    assert outgoing.view.items[0].state is OutboxState.WAITING


def test_what_another_start_left_in_the_middle_is_in_doubt_at_the_next(
    qtbot, app, queued, lanes, office
):
    with app.store.unit_of_work() as work:
        how = {"state": OutboxState.SENDING, "claimed_by": "another start"}
        change_item(work, queued.id, {OutboxState.WAITING}, **how)
        work.commit()
    again = open_with_key(app.folder, KEY, clock=app.clock)
    outgoing = Outgoing(again, lanes)
    with qtbot.waitSignal(outgoing.changed):
        outgoing.begin()
    qtbot.waitUntil(lambda: not lanes.busy)
    assert (outgoing.words, office.arrived) == ("1 message needs you", [])
    again.store.close()


def test_closing_waits_for_no_server_and_leaves_what_was_not_handed_over(
    qtbot, app, queued, outgoing, office
):

    office.recipients[LETTER.to[0]] = HELD
    lanes = Lanes(lambda error: pytest.fail(str(error)))
    closing = Outgoing(app, lanes)
    closing.look()
    qtbot.waitUntil(office.held.is_set)
    lanes.close()
    office.released.set()
    assert outbox(app).items == (queued,)
    assert office.arrived == []


def test_the_foot_of_the_window_names_what_waits_and_leads_there(qtbot, shown):
    status = shown(StatusLine())
    status.show_outbox("1 message waits")
    assert status.words == "1 message waits"
    with qtbot.waitSignal(status.outbox_asked):
        status.outbox.click()
    status.show_outbox("")
    assert not status.outbox.isVisible()
