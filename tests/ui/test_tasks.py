from __future__ import annotations

import threading
import time

import pytest
from PySide6.QtCore import QThread

from app.errors import StoppedError, StoreError
from ui.tasks import Lanes


@pytest.fixture
def unheard():
    return []


@pytest.fixture
def lanes(qapp, unheard):
    lanes = Lanes(unheard.append)
    yield lanes
    lanes.close()


def test_the_result_of_a_task_arrives_on_the_window_s_thread(qtbot, lanes, qapp):
    threads = []
    task = lanes.store(lambda: threading.current_thread().name)
    task.done.connect(lambda _result: threads.append(QThread.currentThread()))
    with qtbot.waitSignal(task.done) as told:
        task.start()
    assert told.args == ["store"]
    assert threads == [qapp.thread()]


def test_the_store_lane_does_one_task_after_the_other_in_the_order_they_were_started(qtbot, lanes):
    seen = []

    def slow_then_note(number):
        time.sleep(0.01 if number == 0 else 0)
        seen.append(number)

    tasks = [lanes.store(slow_then_note, number) for number in range(50)]
    with qtbot.waitSignal(tasks[-1].done):
        for task in tasks:
            task.start()
    assert seen == list(range(50))


def test_a_failure_is_told_to_its_listener_and_to_nobody_else(qtbot, lanes, unheard):
    def fail():
        raise StoreError("The folder is not there.")

    task = lanes.store(fail)
    with qtbot.waitSignal(task.failed) as told:
        task.start()
    assert str(told.args[0]) == "The folder is not there."
    assert unheard == []


def test_a_failure_without_a_listener_goes_to_the_presenter(qtbot, lanes, unheard):
    def fail():
        raise StoreError("The folder is not there.")

    task = lanes.store(fail)
    with qtbot.waitSignal(task.ended):
        task.start()
    assert [str(error) for error in unheard] == ["The folder is not there."]


def test_a_slow_task_reports_progress_and_ends_when_it_is_stopped(qtbot, lanes, unheard):
    def count(progress, total):
        for done in range(total):
            progress(done, total, "counting")
            time.sleep(0.001)

    task = lanes.slow(count, 1_000_000)
    with qtbot.waitSignal(task.progressed) as told:
        task.start()
    assert told.args[1:] == [1_000_000, "counting"]
    with qtbot.waitSignal(task.failed) as failed:
        task.stop()
    assert isinstance(failed.args[0], StoppedError)


def test_a_stopped_task_without_a_listener_says_nothing(qtbot, lanes, unheard):
    started = threading.Event()

    def until_stopped(progress):
        started.set()
        while True:
            progress(0, 0)

    task = lanes.slow(until_stopped)
    with qtbot.waitSignal(task.ended):
        task.start()
        started.wait(5)
        task.stop()
    assert unheard == []


def test_closing_finishes_what_was_started_and_tells_the_results(lanes):
    told = []
    for number in range(20):
        lanes.run(lambda number=number: number, done=told.append)
    lanes.close()
    assert told == list(range(20))
    assert not lanes.busy


def test_a_task_asked_for_after_closing_is_not_done(lanes):
    lanes.close()
    lanes.run(pytest.fail)
    assert not lanes.busy
