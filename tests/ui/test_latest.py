from __future__ import annotations

import threading

import pytest

from ui.latest import Latest
from ui.tasks import Lanes


@pytest.fixture
def lanes(qapp):
    lanes = Lanes(lambda _error: None)
    yield lanes
    lanes.close()


def test_while_one_question_is_asked_only_the_last_of_the_others_waits(qtbot, lanes):
    gate, asked, told = threading.Event(), [], []
    latest = Latest(lanes)

    def ask(word):
        asked.append(word)
        assert gate.wait(5)
        return word

    for word in ("a", "al", "ald", "alde"):
        latest.ask(ask, word, done=told.append)
    gate.set()
    qtbot.waitUntil(lambda: bool(told))
    assert asked == ["a", "alde"]
    assert told == ["alde"]


def test_a_question_that_failed_lets_the_next_one_through(qtbot, lanes):
    told = []
    latest = Latest(lanes)
    latest.ask(lambda: 1 / 0, done=told.append)
    latest.ask(lambda: "after", done=told.append)
    qtbot.waitUntil(lambda: told == ["after"])
