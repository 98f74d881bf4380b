"""A team's store in a real PostgreSQL: what it lists, whoever commits when."""

from __future__ import annotations

import threading
from contextlib import closing

import pytest

from app.errors import NameTakenError, NotThereError
from app.sync.stores import postgres
from app.sync.stores.postgres import PostgresStore

PHOTOS = "v1/photos"
ONE, TWO = (f"{PHOTOS}/{digit * 64}.bin" for digit in "12")


@pytest.fixture
def store(member):
    return PostgresStore(*member)


def test_it_is_a_store_one_can_write_in(store):
    store.probe()
    assert store.list("v1/probe").names == ()


def test_only_what_was_added_since_the_mark_is_listed(store, database):
    store.put_new(ONE, b"one")
    first = store.list(PHOTOS)
    assert first.names == (ONE,)
    assert store.list(PHOTOS, first.mark).names == ()
    PostgresStore(*database.admitted()).put_new(TWO, b"two")
    assert store.list(PHOTOS, first.mark).names == (TWO,)
    assert store.list(PHOTOS).names == (ONE, TWO)


def test_a_file_that_was_added_first_and_committed_last_is_not_missed(store, database, member):
    place, password = member
    with closing(database.connected(place.user, password)) as late:
        late.execute("BEGIN")
        late.execute("INSERT INTO visitbook.files (name, content) VALUES (%s, 'late')", [ONE])
        store.put_new(TWO, b"two")
        seen = store.list(PHOTOS)
        assert seen.names == (TWO,)
        highest = late.execute(
            "SELECT max(xid) FROM visitbook.files WHERE name = %s", [TWO]
        ).fetchone()
        late.execute("COMMIT")
        beyond = late.execute(
            "SELECT name FROM visitbook.files WHERE xid > %s::text::xid8", highest
        )
        assert beyond.fetchall() == []  # what a cursor on the highest number would have found
    assert ONE in store.list(PHOTOS, seen.mark).names


def test_an_addition_that_is_taken_back_does_not_stop_the_mark(store, database, member):
    place, password = member
    with closing(database.connected(place.user, password)) as undone:
        undone.execute("BEGIN")
        undone.execute("INSERT INTO visitbook.files (name, content) VALUES (%s, 'no')", [ONE])
        undone.execute("ROLLBACK")
    mark = store.list(PHOTOS).mark
    store.put_new(TWO, b"two")
    assert store.list(PHOTOS, mark).names == (TWO,)


@pytest.mark.parametrize("started", ["", "1.5"])
def test_a_mark_of_another_start_of_the_server_asks_for_everything(store, started):
    # A database that was put back from a copy counts its transactions from an older number.
    store.put_new(ONE, b"one")
    assert store.list(PHOTOS, f"{started}/18446744073709551615").names == (ONE,)


def test_a_mark_that_is_none_asks_for_everything(store):
    store.put_new(ONE, b"one")
    assert store.list(PHOTOS, "' OR true --").names == (ONE,)


def test_a_neighbour_whose_name_begins_alike_is_not_listed(store):
    tag, device = "a" * 32, "b" * 32
    name = f"v1/{tag}/{device}/00000001-{'c' * 16}.seg"
    other = f"v1/{tag}/{'d' * 32}/00000001-{'c' * 16}.seg"
    for each in (name, other):
        store.put_new(each, b"segment")
    assert store.list(f"v1/{tag}/{device}").names == (name,)
    assert store.list(f"v1/{tag}").names == (name, other)
    assert store.list("v1/roster").names == ()


def test_two_who_add_the_same_name_at_once_both_learn_who_came_first(database):
    stores = [PostgresStore(*database.admitted()) for _ in range(4)]
    start = threading.Barrier(len(stores))
    outcomes = []

    def add(number):
        start.wait()
        try:
            stores[number].put_new(ONE, b"%d" % number)
        except NameTakenError:
            outcomes.append(None)
        else:
            outcomes.append(number)

    threads = [threading.Thread(target=add, args=[number]) for number in range(len(stores))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (first,) = [number for number in outcomes if number is not None]
    assert stores[0].get(ONE) == b"%d" % first


def test_a_large_file_is_fetched_in_pieces_each_with_its_own_time(store, monkeypatch):
    content = bytes(range(256)) * 8
    store.put_new(ONE, content)
    for size in (len(content) + 1, len(content), len(content) // 2, 1000):
        monkeypatch.setattr(postgres, "_PIECE", size)
        assert store.get(ONE) == content


def test_what_the_database_lists_is_looked_at_too(store, database):
    with closing(database.connected()) as chief:
        chief.execute("ALTER TABLE visitbook.files DROP CONSTRAINT name_is_known")
        chief.execute(
            "INSERT INTO visitbook.files (name, content) VALUES ('v1/photos/../x', 'x'), (%s, '')",
            [ONE],
        )
    assert store.list(PHOTOS).names == (ONE,)
    with pytest.raises(NotThereError):
        store.get(ONE)
