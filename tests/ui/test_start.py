"""How the program starts: what is imported when, and one window per folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui.idle import IdleWatch
from ui.second_start import MARK, FirstStart, raise_first

ROOT = Path(__file__).resolve().parents[2]


def modules_after(program, *arguments):
    """The top-level modules that a fresh Python holds after `program`."""
    tail = "\nprint(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{program}{tail}", *arguments],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    return set(done.stdout.split())


def test_a_command_is_done_without_qt():
    program = """
from ui.main import main
try:
    main(["schools", "--help"])
except SystemExit:
    pass
"""
    held = modules_after(program)
    assert "PySide6" not in held
    assert "app" in held


def test_the_door_is_painted_before_anything_slow_is_imported(tmp_path):
    program = """
from pathlib import Path
from ui.opening import Opening
from ui.running import make_application
folder = Path(sys.argv[1])
(folder / "keys.json").touch()
application = make_application(folder)
opening = Opening(application, folder)
opening.ready.connect(application.exit)
opening.begin()
application.exec()
assert opening.in_front.isVisible()
"""
    held = modules_after(program, str(tmp_path))
    slow = {"sqlalchemy", "sqlcipher3", "alembic", "reportlab", "keyring", "cryptography"}
    assert held & slow == set()
    assert not held & {"pyxform", "openpyxl", "pikepdf", "argon2"}


@pytest.mark.parametrize("arguments", [["--data"], ["--dat", "x"], ["--colour"]])
def test_a_wrong_use_ends_with_two(arguments):
    from ui.main import main

    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_a_second_start_raises_the_first(qtbot, tmp_path):
    first = FirstStart(tmp_path)
    first.listen()
    with qtbot.waitSignal(first.raised):
        assert raise_first(tmp_path)
    first.end()
    assert not raise_first(tmp_path)


def test_another_folder_has_a_window_of_its_own(qapp, tmp_path):
    first = FirstStart(tmp_path / "one")
    first.listen()
    assert not raise_first(tmp_path / "two")
    first.end()


def test_a_mark_left_by_a_killed_window_keeps_nobody_out(qapp, tmp_path):
    (tmp_path / MARK).touch()
    assert not raise_first(tmp_path)
    first = FirstStart(tmp_path)
    first.listen()
    assert raise_first(tmp_path)
    first.end()
    assert not (tmp_path / MARK).exists()


def test_nobody_there_for_a_while_is_noticed(qtbot, qapp):
    watch = IdleWatch(qapp)
    with qtbot.waitSignal(watch.idle):
        watch.watch(0.0005)
    watch.rest()


def test_never_means_never(qtbot, qapp):
    watch = IdleWatch(qapp)
    with qtbot.assertNotEmitted(watch.idle, wait=50):
        watch.watch(0)


def test_pythons_own_import_is_kept_beside_qt():
    program = """
import builtins
own = builtins.__import__
import ui.own_import
from ui.running import run_window
import PySide6.QtNetwork
assert builtins.__import__ is own
"""
    assert "PySide6" in modules_after(program)


def test_the_first_page_loads_no_form_engine():
    program = """
import ui.own_import, ui.pages, app.usecases.today
from app.usecases.forms import list_forms
assert not {name for name in sys.modules if name.startswith("app.forms")}
"""
    assert "app" in modules_after(program)
