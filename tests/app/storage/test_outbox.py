"""The outbox in the encrypted file: kept whole, claimed once, in doubt after a restore."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.outbox import OutboxState, Security
from app.storage import (
    backup,
    change_item,
    forget_account,
    hold_until,
    keep_account,
    kept_account,
    mail_password,
    mark_interrupted,
    note_trouble,
    outbox_content,
    outbox_items,
    put_in_outbox,
    remove_item,
    restore,
)
from tests.app.storage.conftest import KEY
from tests.builders import NOW
from tests.builders_outbox import ACCOUNT, an_item

WAITING, SENDING, SENT = OutboxState.WAITING, OutboxState.SENDING, OutboxState.SENT
UNSURE = OutboxState.UNSURE
CANARY = "canary-of-the-outbox"


def keep(store, *items, content=b"%PDF"):
    with store.unit_of_work() as work:
        for item in items:
            put_in_outbox(work, item, content)
        work.commit()


def states(store):
    with store.reading() as reader:
        return {item.id: item.state for item in outbox_items(reader)}


def claim(store, by):
    with store.unit_of_work() as work:
        won = change_item(work, "item-1", {WAITING}, state=SENDING, claimed_by=by)
        work.commit()
    return won


def test_a_message_is_kept_with_all_that_it_says_and_its_attachment(store):
    item = an_item(
        protected=True,
        attempts=3,
        first_tried=NOW,
        said="Later, said the server.",
        refused=("chair@alderbrook.example",),
        sent_at=NOW + timedelta(hours=1),
        state=SENT,
    )
    keep(store, item, content=bytes(range(256)))
    with store.reading() as reader:
        assert outbox_items(reader) == (item,)
        assert outbox_content(reader, item.id) == bytes(range(256))


def test_messages_are_listed_from_the_oldest_and_by_what_they_are_about(store):
    first, second = an_item(1, queued_at=NOW + timedelta(minutes=1)), an_item(2, record_id="other")
    keep(store, first, second)
    with store.reading() as reader:
        assert outbox_items(reader) == (second, first)
        assert outbox_items(reader, record_id="record-1") == (first,)


def test_one_of_two_that_want_to_send_a_message_gets_it(opened, folder):
    stores = [opened(folder), opened(folder)]
    keep(stores[0], an_item())
    with ThreadPoolExecutor(2) as pool:
        won = list(pool.map(claim, stores, ("one", "other")))
    assert sorted(won) == [False, True]


def test_what_another_start_was_sending_is_in_doubt_and_what_this_one_sends_is_not(store):
    keep(store, an_item())
    claim(store, "this start")
    with store.unit_of_work() as work:
        assert mark_interrupted(work, "this start") == 0
        assert mark_interrupted(work, "another start") == 1
        work.commit()
    assert states(store) == {"item-1": UNSURE}


def test_only_what_waits_is_put_off_and_never_brought_forward(store):
    late = NOW + timedelta(hours=1)
    keep(store, an_item(1), an_item(2, state=SENT), an_item(3, next_attempt=late))
    with store.unit_of_work() as work:
        hold_until(work, NOW + timedelta(minutes=5), "Offline.")
        work.commit()
    with store.reading() as reader:
        due = {item.id: item.next_attempt for item in outbox_items(reader)}
    assert due == {"item-1": NOW + timedelta(minutes=5), "item-2": NOW, "item-3": late}


def test_a_message_that_is_being_sent_is_not_removed(store):
    keep(store, an_item())
    claim(store, "this start")
    with store.unit_of_work() as work:
        assert not remove_item(work, "item-1", {WAITING, SENT})
        work.commit()
    assert states(store) == {"item-1": SENDING}


@pytest.mark.parametrize("before", [WAITING, SENDING])
def test_what_was_on_its_way_when_a_copy_was_made_is_in_doubt_once_it_is_restored(
    store, opened, folder, before
):
    keep(store, an_item(1, state=before), an_item(2, state=SENT))
    copy = backup(store)
    store.close()
    restore(folder, copy, key=KEY)
    assert states(opened()) == {"item-1": UNSURE, "item-2": SENT}


def test_an_account_takes_the_place_of_the_one_before_and_is_forgotten_with_its_password(store):
    other = replace(ACCOUNT, server="other.example", security=Security.STARTTLS, port=587)
    with store.unit_of_work() as work:
        keep_account(work, ACCOUNT, "first")
        keep_account(work, other, "second")
        note_trouble(work, "The password is wrong.")
        work.commit()
    with store.reading() as reader:
        assert kept_account(reader) == replace(other, trouble="The password is wrong.")
        assert mail_password(reader) == "second"
    with store.unit_of_work() as work:
        forget_account(work)
        work.commit()
    with store.reading() as reader:
        assert (kept_account(reader), mail_password(reader)) == (None, "")


def test_nothing_of_the_outbox_is_logged_or_readable_on_the_disk(store, folder):
    keep(store, an_item(subject=CANARY, body=CANARY, said=CANARY), content=CANARY.encode())
    with store.unit_of_work() as work:
        keep_account(work, ACCOUNT, CANARY)
        work.commit()
    with store.reading() as reader:
        assert reader.changes() == ()
    for path in folder.rglob("*"):
        assert path.is_dir() or CANARY.encode() not in path.read_bytes()
