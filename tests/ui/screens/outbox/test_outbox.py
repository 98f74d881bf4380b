"""The outbox page: each message by its name, with what can be done about it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.domain.outbox import OutboxState
from app.domain.records import RecordState
from app.storage import change_item
from app.usecases.letters import Letter
from app.usecases.mail import handed_over
from app.usecases.mail_account import set_account
from app.usecases.outbox import outbox, queue_message
from app.usecases.record_list import list_records
from app.usecases.school_mail import queue_school_document
from tests.builders_mail_server import PASSWORD, serving
from ui.outgoing import Outgoing
from ui.places import FinishPage, Navigator, Outbox, SchoolPage, Settings
from ui.screens.outbox.item_row import AGAIN, ARRIVED, MISSED, OPEN, REMOVE, TRY
from ui.screens.outbox.screen import MOST_SENT, OutboxScreen

UNSURE, REFUSED, SENT = OutboxState.UNSURE, OutboxState.REFUSED, OutboxState.SENT


@pytest.fixture
def record_id(app):
    lines = list_records(app)
    return next(line.record.id for line in lines if line.record.state is RecordState.FINISHED)


@pytest.fixture
def account(app, office, certificate):
    with serving(office, certificate) as account:
        given = (account.server, account.user_name, account.sender, PASSWORD)
        set_account(app, *given, security=account.security, port=account.port)
        yield account


@pytest.fixture
def queue(app, record_id, account):
    """Queues a message in a state: `queue(UNSURE)`; its id."""
    numbers = iter(range(100))

    def queued(state=OutboxState.WAITING, **more):
        letter = Letter((f"p{next(numbers)}@alderbrook.example",), "Note of visit 1", "x")
        item = queue_message(app, record_id, letter).value
        with app.store.unit_of_work() as work:
            change_item(work, item.id, {item.state}, state=state, **more)
            work.commit()
        return item.id

    return queued


@pytest.fixture
def outgoing(app, lanes):
    return Outgoing(app, lanes)


@pytest.fixture
def opened(qtbot, app, lanes, went, shown, outgoing):
    """Opens the page, and waits for what it shows."""

    def open_page():
        screen = shown(OutboxScreen(app, lanes, Navigator(went), outgoing), 1278, 700)
        screen.wrote.connect(lambda _changes: None)
        screen.show_place(Outbox())
        qtbot.waitUntil(lambda: screen._view is not None and not screen._arriving)
        return screen

    return open_page


def test_a_document_of_a_school_leads_to_that_school_s_page(qtbot, app, account, opened, went):
    letter = Letter(("head@alderbrook.example",), "Focus pupils", "x")
    item = queue_school_document(app, 900001, "pupil_list", letter).value
    screen = opened()
    assert screen.rows[item.id].buttons[OPEN].text() == "Open school"
    press(qtbot, screen, item.id, OPEN)
    assert went == [SchoolPage(900001, "documents")]


def press(qtbot, screen, item_id, act):
    button = screen.rows[item_id].buttons[act]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)


def state_of(app, item_id):
    return next((item.state for item in outbox(app).items if item.id == item_id), None)


def test_a_message_that_waits_is_sent_from_the_page(qtbot, app, queue, opened, office):
    item_id = queue(next_attempt=app.clock().replace(year=2027))
    screen = opened()
    assert screen.send.hasFocus()
    qtbot.keyClick(screen.send, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: state_of(app, item_id) is SENT)
    qtbot.waitUntil(lambda: REMOVE in screen.rows[item_id].buttons)
    qtbot.waitUntil(lambda: not screen.send.isEnabled())
    assert len(office.arrived) == 1


def test_what_arrived_is_handed_over_and_not_sent_again(
    qtbot, app, queue, opened, office, record_id
):
    item_id = queue(UNSURE)
    screen = opened()
    with qtbot.waitSignal(screen.wrote):
        press(qtbot, screen, item_id, ARRIVED)
    qtbot.waitUntil(lambda: ARRIVED not in screen.rows[item_id].buttons)
    assert (state_of(app, item_id), len(handed_over(app, record_id))) == (SENT, 1)
    assert office.arrived == []


@pytest.mark.parametrize(("state", "act"), [(UNSURE, AGAIN), (REFUSED, TRY)])
def test_what_a_person_wants_sent_again_goes_at_once(qtbot, app, queue, opened, office, state, act):
    item_id = queue(state)
    screen = opened()
    press(qtbot, screen, item_id, act)
    qtbot.waitUntil(lambda: len(office.arrived) == 1)
    qtbot.waitUntil(lambda: state_of(app, item_id) is SENT)


@pytest.mark.parametrize("state", [UNSURE, REFUSED, SENT])
def test_a_message_is_taken_out_of_the_list_and_the_keyboard_stays_on_the_page(
    qtbot, app, queue, opened, state
):
    item_id = queue(state)
    screen = opened()
    press(qtbot, screen, item_id, REMOVE)
    qtbot.waitUntil(lambda: screen.rows == {})
    assert outbox(app).items == ()
    qtbot.waitUntil(screen.settings.hasFocus)


def test_what_was_taken_out_by_mistake_is_put_back_as_it_was(qtbot, app, queue, opened):
    item_id = queue(next_attempt=app.clock().replace(year=2027))
    before = outbox(app).items
    screen = opened()
    with qtbot.waitSignal(screen.told) as told:
        press(qtbot, screen, item_id, REMOVE)
    qtbot.waitUntil(lambda: screen.rows == {})
    _kind, _words, ((label, undo),) = told.args
    assert label == "Undo"
    undo()
    qtbot.waitUntil(lambda: item_id in screen.rows)
    assert outbox(app).items == before


def test_whom_a_message_did_not_reach_is_sent_it_again_alone(qtbot, app, queue, opened, office):
    sent, missed = queue(SENT), "p1@alderbrook.example"
    item_id = queue(SENT, refused=(missed,))
    screen = opened()
    assert list(screen.rows) == [item_id, sent]
    app.clock.go_on(minutes=1)
    press(qtbot, screen, item_id, MISSED)
    qtbot.waitUntil(lambda: len(office.arrived) == 1)
    assert office.arrived[0].to == (missed,)
    qtbot.waitUntil(lambda: MISSED not in screen.rows[item_id].buttons)


@pytest.mark.parametrize("state", [UNSURE, REFUSED, SENT])
def test_no_stray_key_on_arrival_settles_or_removes_anything(queue, opened, state):
    item_id = queue(state)
    screen = opened()
    assert screen.rows[item_id].buttons[OPEN].hasFocus()


def test_the_keyboard_stays_on_the_page_while_it_sends_and_after(qtbot, queue, opened, app):
    unsure, item_id = queue(UNSURE), queue(next_attempt=app.clock().replace(year=2027))
    screen = opened()
    qtbot.keyClick(screen.send, Qt.Key.Key_Return)
    assert screen.rows[unsure].buttons[OPEN].hasFocus()
    qtbot.waitUntil(lambda: state_of(app, item_id) is SENT)
    qtbot.waitUntil(lambda: REMOVE in screen.rows[item_id].buttons)
    qtbot.waitUntil(screen.rows[unsure].buttons[OPEN].hasFocus)


def test_a_message_leads_to_its_record_and_the_page_to_the_account(
    qtbot, queue, opened, went, record_id
):
    item_id = queue(SENT)
    screen = opened()
    press(qtbot, screen, item_id, OPEN)
    qtbot.mouseClick(screen.settings, Qt.MouseButton.LeftButton)
    assert went == [FinishPage(record_id), Settings()]


def test_what_needs_a_person_stands_first(queue, opened):
    sent, waits, unsure = queue(SENT), queue(OutboxState.SENDING), queue(UNSURE)
    assert list(opened().rows) == [unsure, waits, sent]


def test_of_many_that_were_sent_the_newest_are_shown_and_the_rest_on_request(queue, opened):
    ids = [queue(SENT) for _ in range(MOST_SENT + 2)]
    screen = opened()
    assert list(screen.rows) == ids[:1:-1]
    screen._show_all()
    assert len(screen.rows) == MOST_SENT + 2


def test_while_nothing_changes_the_buttons_stay_under_the_pointer(qtbot, queue, opened, outgoing):
    item_id = queue(SENT)
    screen = opened()
    row = screen.rows[item_id]
    with qtbot.waitSignal(outgoing.changed):
        outgoing.look()
    assert screen.rows[item_id] is row


def test_an_empty_outbox_says_what_it_is_for(opened):
    screen = opened()
    assert (screen.rows, screen.send.isEnabled()) == ({}, False)
