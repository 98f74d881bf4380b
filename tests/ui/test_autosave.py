"""Autosave: soon after a pause, never later than two seconds, and never a word lost."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from app.domain.changes import Done
from app.errors import DiskFullError
from ui.autosave import LONGEST, PAUSE, Autosave, difference
from ui.tasks import Lanes


class Store:
    """Keeps what it is given, unless it is full."""

    def __init__(self):
        self.kept, self.batches, self.full = {}, [], False

    def __call__(self, answers):
        if self.full:
            raise DiskFullError("The disk is full.")
        self.batches.append(dict(answers))
        for ref, value in answers.items():
            if value is None:
                self.kept.pop(ref, None)
            else:
                self.kept[ref] = value
        return Done("saved")


@dataclass
class Desk:
    """An autosave with what it works on."""

    autosave: Autosave
    store: Store
    entered: dict


@pytest.fixture
def desk(qtbot):
    lanes = Lanes(lambda error: pytest.fail(str(error)))
    store, entered = Store(), {"/a": "before"}
    store.kept = dict(entered)
    autosave = Autosave(lanes, store, lambda: entered, dict(entered))
    yield Desk(autosave, store, entered)
    lanes.close()


def test_what_was_entered_is_kept_after_a_pause(qtbot, desk):
    desk.entered["/b"] = "new"
    with qtbot.waitSignal(desk.autosave.rested):
        desk.autosave.touch()
    assert desk.store.kept == {"/a": "before", "/b": "new"}
    assert desk.autosave.settled


def test_only_what_changed_is_kept_and_what_was_taken_back_is_cleared(qtbot, desk):
    desk.entered.clear()
    desk.entered["/b"] = "new"
    with qtbot.waitSignal(desk.autosave.rested):
        desk.autosave.touch()
    assert desk.store.batches == [{"/a": None, "/b": "new"}]


def test_steady_typing_is_kept_within_two_seconds(qtbot, desk):
    desk.autosave.touch()
    assert desk.autosave._longest.interval() == LONGEST == 2_000
    assert desk.autosave._pause.interval() == PAUSE == 400
    desk.entered["/b"] = "first"
    began = desk.autosave._longest.remainingTime()
    desk.autosave.touch()  # a further key starts the pause anew, and not the two seconds
    assert desk.autosave._longest.remainingTime() <= began


def test_what_is_entered_while_saving_is_kept_by_the_next_save(qtbot, desk):
    desk.entered["/b"] = "one"
    desk.autosave.flush()
    desk.entered["/b"] = "one two"
    desk.autosave.flush()
    qtbot.waitUntil(lambda: desk.autosave.settled)
    assert desk.store.batches == [{"/b": "one"}, {"/b": "one two"}]


def test_a_value_that_is_already_being_saved_is_not_saved_twice(qtbot, desk):
    desk.entered["/b"] = "one"
    desk.autosave.flush()
    desk.autosave.flush()
    qtbot.waitUntil(lambda: desk.autosave.settled)
    assert desk.store.batches == [{"/b": "one"}]


def test_a_failure_is_told_and_the_words_are_kept_by_a_later_save(qtbot, desk):
    desk.store.full = True
    desk.entered["/b"] = "precious"
    told = []
    with qtbot.waitSignal(desk.autosave.failed) as failure:
        desk.autosave.flush(told.append)
    assert isinstance(failure.args[0], DiskFullError)
    assert told == [False]
    assert desk.autosave.unsaved() == {"/b": "precious"}
    desk.store.full = False
    with qtbot.waitSignal(desk.autosave.rested):
        desk.autosave.touch()
    assert desk.store.kept["/b"] == "precious"


def test_who_waits_is_told_once_everything_is_kept(qtbot, desk):
    told = []
    desk.autosave.flush(told.append)
    assert told == [True]
    desk.entered["/b"] = "new"
    desk.autosave.flush(told.append)
    assert told == [True]
    qtbot.waitUntil(lambda: told == [True, True])
    assert desk.store.kept["/b"] == "new"


def test_what_was_typed_and_taken_back_needs_no_save(qtbot, desk):
    desk.entered["/b"] = "x"
    desk.autosave.touch()
    del desk.entered["/b"]
    with qtbot.waitSignal(desk.autosave.rested):
        desk.autosave.touch()
    assert desk.store.batches == []


def test_the_difference_turns_one_state_into_the_other():
    assert difference({"a": "1", "b": "2"}, {"a": "1", "b": "3", "c": "4"}) == {"b": "3", "c": "4"}
    assert difference({"a": "1"}, {}) == {"a": None}
