"""An edit against a deletion, and clashes that somebody settles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.actions import Action
from tests.builders_arrivals import change, found, leaving, received, saved


def test_an_edit_from_elsewhere_wins_against_a_deletion_that_had_not_seen_it(store):
    action = Action("a1", 900001, "r1", 1, "S-V1-A1", "Plan together")
    made = saved(store, action)
    with store.unit_of_work() as work:
        work.delete(action)
        work.commit()
    assert found(store, Action) == ()
    leaving(store)
    base = next(each.head for each in made if each.field == "what")

    result = received(store, [change("action", "a1", "what", "Plan weekly", 1, bases=[base])])

    assert [each.what for each in found(store, Action)] == ["Plan weekly"]
    (clash,) = result.clashes
    assert (clash.field, clash.heads[0].value) == ("deleted", True)


def test_a_deletion_that_saw_every_edit_hides_the_thing_elsewhere_too(opened, tmp_path):
    here, there = opened(tmp_path / "here"), opened(tmp_path / "there")
    action = Action("a1", 900001, "r1", 1, "S-V1-A1", "Plan together")
    saved(here, action)
    received(there, leaving(here))
    saved(there, replace(action, what="Plan weekly"))
    received(here, leaving(there))
    with here.unit_of_work() as work:
        work.delete(work.get(Action, "a1"))
        work.commit()

    result = received(there, leaving(here))

    assert found(there, Action) == ()
    assert result.clashes == ()


@pytest.mark.parametrize("choice", [True, False])
def test_an_outlived_deletion_can_be_settled_either_way(store, choice):
    action = Action("a1", 900001, "r1", 1, "S-V1-A1", "Plan together")
    saved(store, action)
    with store.unit_of_work() as work:
        work.delete(action)
        work.commit()
    (clash,) = received(store, [change("action", "a1", "what", "Weekly", 1)]).clashes[-1:]

    with store.unit_of_work() as work:
        work.settle(clash, choice)
        work.commit()

    assert bool(found(store, Action)) is not choice


@pytest.mark.parametrize("choice", ["mine", "theirs", "ours"])
def test_settling_a_clash_replaces_every_version_also_by_the_one_that_is_shown(
    store, record, choice
):
    saved(store, record)
    with store.unit_of_work() as work:
        work.save_answers(record, {"/note": "mine"}, work.seen)
        work.commit()
    received(store, [change("record", record.id, "answer:/note", "theirs", 1)])
    with store.reading() as reader:
        (clash,) = reader.clashes(record.id)
    assert [head.value for head in clash.heads] == ["theirs", "mine"]

    with store.unit_of_work() as work:
        work.settle(clash, choice)
        work.commit()

    with store.reading() as reader:
        assert reader.answers(record.id) == {"/note": choice}
        assert reader.clashes(record.id) == ()


def test_what_arrived_since_a_clash_was_read_stays_beside_what_it_is_settled_with(store, record):
    saved(store, record)
    with store.unit_of_work() as work:
        work.save_answers(record, {"/note": "mine"}, work.seen)
        work.commit()
    (clash,) = received(store, [change("record", record.id, "answer:/note", "b", 1)]).clashes
    received(store, [change("record", record.id, "answer:/note", "c", 1, device="third")])

    with store.unit_of_work() as work:
        work.settle(clash, "b")
        work.commit()

    with store.reading() as reader:
        (left,) = reader.clashes(record.id)
        assert reader.answers(record.id) == {"/note": "b"}
    assert [(head.value, head.head.device) for head in left.heads] == [
        ("b", store.device),
        ("c", "third"),
    ]


def test_an_edit_that_arrived_since_outlives_the_choice_of_a_deletion(store):
    action = Action("a1", 900001, "r1", 1, "S-V1-A1", "Plan together")
    saved(store, action)
    with store.unit_of_work() as work:
        work.delete(action)
        work.commit()
    (clash,) = received(store, [change("action", "a1", "what", "Weekly", 1)]).clashes[-1:]
    received(store, [change("action", "a1", "who", "Deputy", 2)])

    with store.unit_of_work() as work:
        work.settle(clash, True)
        work.commit()

    assert [each.who for each in found(store, Action)] == ["Deputy"]


def test_the_same_words_entered_twice_are_nothing_to_settle(store, record):
    saved(store, record)
    with store.unit_of_work() as work:
        work.save_answers(record, {"/note": "same"}, work.seen)
        work.commit()
    result = received(store, [change("record", record.id, "answer:/note", "same", 1)])
    with store.reading() as reader:
        assert reader.clashes(record.id) == result.clashes == ()
