"""The log says what failed and where, and never what anybody wrote."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from app import logs

SECRET = "Pupil K7 said that division is hard"


@pytest.fixture
def log(tmp_path, errors_logged):
    handler = logs.start(tmp_path)
    yield lambda: (tmp_path / "logs" / "visitbook.log").read_text(encoding="utf-8")
    logs.stop(handler)
    errors_logged.clear()  # every error here was asked for


def failing():
    try:
        int(SECRET)
    except ValueError as problem:
        raise RuntimeError(SECRET) from problem


def test_an_unexpected_error_is_logged_by_type_and_place_without_its_words(log):
    try:
        failing()
    except RuntimeError as error:
        logs.unexpected(error)

    assert "RuntimeError at app/test_logs.py:" in log()
    assert "failing" in log()
    assert "from ValueError at app/test_logs.py:" in log()
    assert "division" not in log()


def test_an_exception_logged_by_hand_keeps_its_words_to_itself_too(log):
    try:
        failing()
    except RuntimeError:
        logging.getLogger("app.somewhere").exception("saving failed")

    assert "saving failed" in log()
    assert "RuntimeError at app/test_logs.py:" in log()
    assert "division" not in log()


def test_the_words_of_other_libraries_are_left_out(log):
    logging.getLogger("otherlibrary.engine").warning("parameters: %s", SECRET)

    assert "otherlibrary.engine: a message at test_logs:" in log()
    assert "division" not in log()


def test_our_own_lines_are_kept(log):
    logging.getLogger("app.storage").info("opened, schema %s", 3)

    assert "INFO app.storage: opened, schema 3" in log()


def test_a_place_inside_the_program_is_named_from_its_top_folder(log):
    try:
        logs.start(None)
    except TypeError as error:
        logs.unexpected(error)

    assert "at app/logs.py:" in log()
    assert str(Path(logs.__file__).parent.parent) not in log()


def test_the_log_does_not_grow_for_ever(log, tmp_path):
    for number in range(20_000):
        logging.getLogger("app.busy").info("line %d %s", number, "." * 50)

    files = list((tmp_path / "logs").iterdir())
    assert 1 < len(files) <= 4
    assert sum(file.stat().st_size for file in files) <= 4 * 256 * 1024


def test_a_folder_that_cannot_be_written_costs_only_the_log(tmp_path):
    (tmp_path / "taken").write_text("a file")
    handler = logs.start(tmp_path / "taken")

    logging.getLogger("app.somewhere").warning("still running")
    logs.stop(handler)


def test_an_error_that_nothing_caught_is_logged_in_any_thread(tmp_path):
    program = f"""
import sys, threading
from pathlib import Path
from app import logs
logs.start(Path({str(tmp_path)!r}))
logs.catch_unexpected()
def failing(): raise KeyError({SECRET!r})
thread = threading.Thread(target=failing)
thread.start()
thread.join()
raise ZeroDivisionError({SECRET!r})
"""
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )
    text = (tmp_path / "logs" / "visitbook.log").read_text(encoding="utf-8")

    assert done.returncode == 1
    assert "unexpected KeyError at" in text
    assert "unexpected ZeroDivisionError at" in text
    assert "division is hard" not in text


def test_a_circle_of_causes_ends(log):
    first, second = ValueError(SECRET), KeyError(SECRET)
    first.__cause__, second.__cause__ = second, first

    assert logs.described(first).count("from") == 1
