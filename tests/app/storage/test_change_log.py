"""What a new change replaces, what stays beside it, and what is replaced in place."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from app.domain.changes import Change, Head, Seen, Stamp
from app.domain.schools import School, Urn
from app.storage.tables.changes import changes as log

NOTE = "answer:/note"
EARLY = Stamp(1, 0)
LATER = Stamp(1_900_000_000_000, 0)


def typed(store, record, value, seen=None):
    with store.unit_of_work() as work:
        work.save_answers(record, {"/note": value}, work.seen if seen is None else seen)
        return work.commit()


def arrived(store, *changes):
    """Changes from another laptop, as sharing will bring them."""
    with store.unit_of_work() as work:
        for change in changes:
            work.receive([change])
        work.commit()


def elsewhere(record, value, seq=1, bases=(), stamp=EARLY, device="other", **more):
    about = {"scope": "school:900001", "kind": "record", "id": record.id, "field": NOTE, **more}
    return Change(**about, value=value, head=Head(device, seq), stamp=stamp, bases=bases)


def sealed(store):
    """As when everything so far has been put into a segment."""
    with store.unit_of_work() as work:
        work.connection.execute(update(log).values(sealed_in="a.seg"))
        work.commit()


def heads(store, record, field=NOTE):
    with store.reading() as reader:
        return reader.heads("record", record.id, field)


def logged(store):
    with store.reading() as reader:
        return reader.changes()


def seen_now(store):
    with store.reading() as reader:
        return reader.seen


def test_typing_replaces_the_unsealed_change_in_place(store, record):
    typed(store, record, "T")
    typed(store, record, "Tw")
    (change,) = typed(store, record, "Two")
    assert (change.value, change.head.seq, change.bases) == ("Two", 1, ())
    assert logged(store) == (change,)


def test_typing_with_an_old_view_never_clashes_with_itself(store, record):
    seen = seen_now(store)
    for value in ("T", "Tw", "Two"):
        typed(store, record, value, seen)
    (head,) = heads(store, record)
    assert head.value == "Two"
    sealed(store)
    typed(store, record, "Three", seen)
    (head,) = heads(store, record)
    assert head.value == "Three"


def test_a_change_replaced_in_place_arrives_anew(store, record):
    typed(store, record, "T")
    seen = seen_now(store)
    (change,) = typed(store, record, "Tw")
    with store.reading() as reader:
        assert reader.changes(seen) == (change,)


def test_a_sealed_change_is_never_touched(store, record):
    (first,) = typed(store, record, "T")
    sealed(store)
    (second,) = typed(store, record, "Tw")
    assert (second.head.seq, second.bases) == (2, (first.head,))
    assert logged(store) == (first, second)
    assert heads(store, record) == (second,)


def test_going_back_to_the_value_that_was_there_is_no_change(store, record):
    typed(store, record, "T")
    assert typed(store, record, "T") == ()
    sealed(store)
    assert typed(store, record, "T") == ()
    assert len(logged(store)) == 1


def test_what_the_author_saw_is_replaced(store, record):
    arrived(store, elsewhere(record, "theirs"))
    (mine,) = typed(store, record, "mine")
    assert mine.bases == (Head("other", 1),)
    assert heads(store, record) == (mine,)


def test_what_arrived_after_the_author_looked_stays_a_head(store, record):
    typed(store, record, "first")
    sealed(store)
    seen = seen_now(store)
    theirs = elsewhere(record, "theirs", bases=(Head(store.device, 1),))
    arrived(store, theirs)
    (mine,) = typed(store, record, "mine", seen)
    assert mine.bases == (Head(store.device, 1),)
    assert heads(store, record) == (mine, theirs)


def test_a_clash_stays_while_typing_goes_on_and_ends_when_both_were_seen(store, record):
    seen = seen_now(store)
    theirs = elsewhere(record, "theirs")
    arrived(store, theirs)
    typed(store, record, "mi", seen)
    typed(store, record, "mine", seen)
    assert [head.value for head in heads(store, record)] == ["mine", "theirs"]
    (settled,) = typed(store, record, "ours")
    assert settled.bases == (theirs.head,)
    assert heads(store, record) == (settled,)


def test_what_was_replaced_by_what_the_author_had_not_seen_is_still_its_base(store, record):
    one = elsewhere(record, "one")
    arrived(store, one)
    seen = seen_now(store)
    two = elsewhere(record, "two", seq=2, bases=(one.head,))
    arrived(store, two)
    (mine,) = typed(store, record, "mine", seen)
    assert mine.bases == (one.head,)
    assert heads(store, record) == (mine, two)


def test_a_change_that_arrives_after_the_one_that_replaced_it_is_no_head(store, record):
    one = elsewhere(record, "one")
    two = elsewhere(record, "two", seq=2, bases=(one.head,))
    arrived(store, two, one)
    assert heads(store, record) == (two,)


def test_a_change_that_is_known_is_not_taken_in_twice(store, record):
    one = elsewhere(record, "one")
    arrived(store, one, one)
    assert logged(store) == (one,)


def test_a_field_that_its_author_left_alone_keeps_what_arrived(store, school):
    with store.unit_of_work() as work:
        work.save(school)
        work.commit()
    seen = seen_now(store)
    theirs = Change(
        "school:900001", "school", "900001", "town", "Eastmarch", Head("other", 1), LATER
    )
    arrived(store, theirs)
    with store.unit_of_work() as work:
        work.save(replace(school, trust="West Trust"), seen)
        (change,) = work.commit()
    assert change.field == "trust"
    with store.reading() as reader:
        assert reader.heads("school", "900001", "town")[0] == theirs


def test_a_field_left_alone_keeps_what_arrived_also_where_a_newer_program_wrote_in_it(
    store, school
):
    """What its author was shown is what this program could read of what had arrived by then."""
    with store.unit_of_work() as work:
        work.save(school)
        work.commit()
    about = ("school:900001", "school", "900001", "pupils")
    newer = Change(*about, "about 300", Head("newer", 1), LATER)
    arrived(store, Change(*about, 300, Head("other", 1), EARLY), newer)
    seen, shown = seen_now(store), replace(school, pupils=300)
    arrived(store, Change(*about, 310, Head("other", 2), EARLY, (Head("other", 1),)))
    with store.unit_of_work() as work:
        work.save(replace(shown, trust="West Trust"), seen)
        assert [change.field for change in work.commit()] == ["trust"]


def test_an_edit_that_arrived_unseen_wins_against_a_deletion(store, school):
    with store.unit_of_work() as work:
        work.save(school)
        work.commit()
    seen = seen_now(store)
    edit = Change("school:900001", "school", "900001", "town", "East", Head("other", 1), LATER)
    arrived(store, edit)
    with store.unit_of_work() as work:
        work.delete(school, seen)
        (change,) = work.commit()
    assert change.value is True
    with store.reading() as reader:
        assert len(reader.find(School)) == 1
        assert [head.value for head in reader.heads("school", "900001", "deleted")] == [True]


def test_an_edit_wins_against_a_deletion_its_author_had_not_seen(store, school):
    with store.unit_of_work() as work:
        work.save(school)
        work.commit()
    seen = seen_now(store)
    gone = Change("school:900001", "school", "900001", "deleted", True, Head("other", 1), LATER)
    arrived(store, gone)
    with store.unit_of_work() as work:
        work.save(replace(school, town="East"), seen)
        assert [change.field for change in work.commit()] == ["town"]
    with store.reading() as reader:
        assert reader.get(School, Urn(900001)).town == "East"
        assert reader.heads("school", "900001", "deleted") == (gone,)


def test_the_clock_never_runs_backwards_and_is_kept(opened, store, record, clock):
    (first,) = typed(store, record, "a")
    clock.at -= timedelta(days=400)
    (second,) = typed(store, record, "b")
    store.close()
    (third,) = typed(opened(), record, "c")
    assert first.stamp < second.stamp < third.stamp
    clock.at = datetime(2030, 1, 1, tzinfo=UTC)
    (fourth,) = typed(opened(), record, "d")
    assert fourth.stamp == Stamp(clock.at.timestamp() * 1000, 0)


def test_the_clock_keeps_ahead_of_what_arrives_so_ones_own_words_are_shown(store, record):
    arrived(store, elsewhere(record, "theirs", stamp=LATER))
    (mine,) = typed(store, record, "mine", Seen(0))
    assert mine.stamp > LATER
    assert [head.value for head in heads(store, record)] == ["mine", "theirs"]


def test_the_device_and_its_numbers_go_on_after_opening_again(opened, store, record):
    (first,) = typed(store, record, "a")
    store.close()
    sealed(opened())
    again = opened()
    (second,) = typed(again, record, "b")
    assert second.head == Head(first.head.device, 2)
    assert again.device == store.device


def test_a_device_can_be_named_when_the_store_is_made(opened, tmp_path):
    assert opened(tmp_path / "other", device="laptop-7").device == "laptop-7"
    assert opened(tmp_path / "other", device="laptop-8").device == "laptop-7"


def test_bases_and_values_are_kept_as_json_of_fixed_form(store, record):
    arrived(store, elsewhere(record, "ä"))
    typed(store, record, "b")
    with store.reading() as reader:
        rows = reader.connection.execute(log.select().order_by(log.c.arrival)).all()
    assert [(row.value, row.bases) for row in rows] == [('"ä"', "[]"), ('"b"', '[["other",1]]')]
    assert json.loads(rows[0].value) == "ä"


# A history of one field, checked against the rule as it is written: a head is a change that nobody
# replaced; a new change replaces what its author saw of what was a head then.


class Model:
    def __init__(self, device):
        self.device = device
        self.known = []  # (change, made_here) in order of arrival
        self.sealed = set()

    def view(self):
        return [change.head for change, _ in self.known]

    def heads(self, among=None):
        lines = [change for change, _ in self.known if among is None or change.head in among]
        replaced = {base for change in lines for base in change.bases}
        found = [change for change in lines if change.head not in replaced]
        return sorted(found, key=lambda each: (each.stamp, each.head), reverse=True)

    def elsewhere(self, head):
        """Whether another laptop can know a change: nobody else has what was not sealed."""
        return head.device != self.device or head in self.sealed

    def seen(self, view):
        return {change.head for change, here in self.known if here or change.head in view}


OPERATIONS = st.lists(
    st.one_of(
        st.tuples(st.just("type"), st.sampled_from("abc"), st.integers(0, 9)),
        st.tuples(st.just("arrive"), st.sampled_from("abc"), st.integers(0, 9)),
        st.tuples(st.just("seal"), st.just(""), st.just(0)),
    ),
    max_size=14,
)


@pytest.fixture
def numbers():
    return iter(range(1_000_000))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(OPERATIONS)
def test_any_history_of_a_field_keeps_exactly_the_heads_of_the_rule(
    store, record, numbers, operations
):
    record = replace(record, id=f"record-{next(numbers)}")
    model, views = Model(store.device), [(seen_now(store), [])]
    for name, value, choice in operations:
        if name == "seal":
            sealed(store)
            model.sealed = set(model.view())
            continue
        seen, view = views[choice % len(views)]
        if name == "type":
            expect_typed(model, typed(store, record, value, seen), value, view)
        else:
            bases = tuple(h.head for h in model.heads(set(view)) if model.elsewhere(h.head))
            change = elsewhere(record, value, seq=next(numbers) + 1, bases=bases)
            arrived(store, change)
            model.known.append((change, False))
        views.append((seen_now(store), model.view()))
        assert heads(store, record) == tuple(model.heads())
    with store.reading() as reader:
        shown = model.heads()[0].value if any(here for _, here in model.known) else None
        if shown is not None and model.heads()[0].head.device == store.device:
            assert reader.answers(record.id) == {"/note": shown}


def expect_typed(model, made, value, view):
    before = model.heads(model.seen(view))
    if before and before[0].value == value:
        assert made == ()
        return
    (change,) = made
    own = [
        each
        for each in before
        if each.head.device == model.device and each.head not in model.sealed
    ]
    inherited = {base for each in own for base in each.bases}
    others = {each.head for each in before if each not in own}
    assert change.value == value
    assert set(change.bases) == inherited | others
    assert [change.head] == [each.head for each in own] or not own
    model.known = [(each, here) for each, here in model.known if each.head != change.head]
    model.known.append((change, True))
