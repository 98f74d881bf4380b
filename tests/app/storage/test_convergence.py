"""Laptops that hold the same changes show the same, whatever came when, and lose no version."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.actions import Action
from app.domain.changes import Seen
from app.domain.merging import heads_of
from app.domain.records import Evidence, Record
from app.domain.schools import School, Urn
from app.storage import open_store

KEY = bytes(range(32))
LAPTOPS = 3
KINDS_SHOWN = (School, Record, Action, Evidence)


class Skewed:
    """A clock that goes wrong: fast, slow or back, as each laptop's may."""

    def __init__(self, offset):
        self.at = 1_800_000_000 + offset

    def __call__(self):
        return datetime.fromtimestamp(self.at, UTC)


@pytest.fixture(scope="module")
def laptops(tmp_path_factory):
    clocks = [Skewed(hours * 3600) for hours in (0, -20_000, 900, 5)]
    stores = [
        open_store(
            tmp_path_factory.mktemp(f"laptop{number}"), KEY, clock=clock, person=f"p{number}"
        )
        for number, clock in enumerate(clocks)
    ]
    yield stores
    for store in stores:
        store.close()


@pytest.fixture(scope="module")
def urns():
    return count(100_000)


def things(urn):
    school = School(Urn(urn), f"School {urn}", phase="Primary")
    record = Record(f"r{urn}", urn, "visit_1", "1", "Visit 1", "S-V1", date(2026, 1, 20))
    action = Action(f"a{urn}", urn, record.id, 1, "S-V1-A1", "Plan together")
    seen = Evidence(f"e{urn}", urn, record.id, "lesson")
    return {"school": school, "record": record, "action": action, "evidence": seen}


FIELDS = {
    "school": ("town", "trust", "telephone"),
    "record": ("title", "reference"),
    "action": ("what", "known_by", "who"),
    "evidence": ("where", "seen"),
}
DELETABLE = ("action", "evidence")
STEP = st.one_of(
    st.tuples(
        st.just("edit"), st.sampled_from(sorted(FIELDS)), st.integers(0, 2), st.sampled_from("xyz")
    ),
    st.tuples(
        st.just("answer"),
        st.sampled_from(["/note", "/level"]),
        st.just(0),
        st.sampled_from(["", "x", "y"]),
    ),
    st.tuples(st.just("delete"), st.sampled_from(DELETABLE), st.just(0), st.just("")),
    st.tuples(st.just("look"), st.just(""), st.just(0), st.just("")),
    st.tuples(st.just("send"), st.just(""), st.integers(0, LAPTOPS - 1), st.just("")),
    st.tuples(st.just("tick"), st.just(""), st.integers(-50, 50), st.just("")),
)
HISTORY = st.lists(st.tuples(st.integers(0, LAPTOPS - 1), STEP), max_size=30)


def logged(store, urn):
    with store.reading() as reader:
        return reader.changes(scope=f"school:{urn}")


def leaving(store, urn):
    """All that a laptop knows, as it leaves in a file."""
    with store.unit_of_work() as work:
        found = work.changes(scope=f"school:{urn}")
        work.seal(found)
        work.commit()
    return list(found)


def take_in(store, changes):
    with store.unit_of_work() as work:
        received = work.receive(changes)
        work.commit()
    return received


def shown(store, urn):
    with store.reading() as reader:
        rows = {kind.__name__: reader.find(kind, urn=urn) for kind in KINDS_SHOWN}
        return rows, reader.answers(f"r{urn}")


def heads_kept(store, urn):
    found = {}
    with store.reading() as reader:
        for change in reader.changes(scope=f"school:{urn}"):
            where = (change.kind, change.id, change.field)
            found[where] = reader.heads(*where)
    return found


def known(store, thing):
    with store.reading() as reader:
        found = reader.find(type(thing), id=thing.id)
    return found[0] if found else None


def play(stores, urn, history, luck):
    """A history on three laptops, with partial deliveries in any order."""
    seen = [None] * LAPTOPS
    for at, (what, about, number, value) in history:
        store = stores[at]
        if what == "tick":
            store._clock.at += number
        elif what == "look":
            with store.reading() as reader:
                seen[at] = reader.seen
        elif what == "send":
            some = leaving(store, urn)
            luck.shuffle(some)
            take_in(stores[number], some[: luck.randint(0, len(some))])
        else:
            write(store, urn, seen[at], what, about, number, value)


def write(store, urn, seen, what, about, number, value):
    with store.unit_of_work() as work:
        record = things(urn)["record"]
        if what == "answer":
            work.save_answers(record, {about: value}, work.seen if seen is None else seen)
        else:
            thing = known(store, things(urn)[about])
            if thing is not None and what == "edit":
                name = FIELDS[about][number % len(FIELDS[about])]
                work.save(replace(thing, **{name: value}), seen)
            elif thing is not None:
                work.delete(thing, seen)
        work.commit()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(HISTORY, st.randoms(use_true_random=False))
def test_any_history_comes_to_the_same_rows_and_heads_on_every_laptop(laptops, urns, history, luck):
    urn, stores = next(urns), laptops[:LAPTOPS]
    with stores[0].unit_of_work() as work:
        for thing in things(urn).values():
            work.save(thing)
        work.commit()
    play(stores, urn, history, luck)

    everything = [change for store in stores for change in leaving(store, urn)]
    for store in laptops:  # the fourth wrote nothing, and only ever received
        luck.shuffle(everything)
        middle = luck.randint(0, len(everything))
        take_in(store, everything[:middle])
        take_in(store, everything[middle:])

    first = shown(stores[0], urn)
    for store in laptops[1:]:
        assert shown(store, urn) == first
    expected = {}
    for change in set(everything):
        expected.setdefault((change.kind, change.id, change.field), []).append(change)
    for store in laptops:
        kept = heads_kept(store, urn)
        assert kept == {where: heads_of(changes) for where, changes in expected.items()}

    again = take_in(stores[1], everything)
    assert again.taken == ()
    assert again.not_applied == ()
    assert shown(stores[1], urn) == first


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(HISTORY, st.randoms(use_true_random=False))
def test_what_is_received_stands_as_if_it_had_been_written_here(laptops, urns, history, luck):
    urn = next(urns)
    writer, reader_only = laptops[0], laptops[3]
    with writer.unit_of_work() as work:
        for thing in things(urn).values():
            work.save(thing)
        work.commit()
    play([writer] * LAPTOPS, urn, [(0, step) for _, step in history if step[0] != "send"], luck)
    everything = leaving(writer, urn)
    luck.shuffle(everything)

    received = take_in(reader_only, everything)

    assert shown(reader_only, urn) == shown(writer, urn)
    assert received.clashes == ()
    assert logged(reader_only, urn) != ()


def test_five_thousand_changes_are_taken_in_within_two_seconds_of_work(laptops, urns):
    urn = next(urns)
    writer, target = laptops[0], laptops[3]
    record = things(urn)["record"]
    with writer.unit_of_work() as work:
        work.save(record)
        work.save_answers(record, {f"/q{n}": f"word {n}" for n in range(5_000)}, Seen(0))
        work.commit()
    everything = leaving(writer, urn)
    random.Random(1).shuffle(everything)
    began = time.process_time()

    take_in(target, everything)

    assert time.process_time() - began < 2
    assert shown(target, urn) == shown(writer, urn)
