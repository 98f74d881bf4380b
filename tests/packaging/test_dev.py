"""The set-up script: what it says and does on machines that lack something."""

import importlib.util
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def dev():
    """A fresh copy of the script as a module; `packaging/` is no package, so it has no name."""
    spec = importlib.util.spec_from_file_location("visitbook_dev", ROOT / "packaging" / "dev.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Calls(list):
    """Notes the programs that would be started; each ends with `code`."""

    code = 0

    def __call__(self, command, *, environment=None, folder=None):
        self.append((list(command), environment or {}))
        return self.code

    def programs(self):
        return [Path(command[0]).stem for command, _ in self]


@pytest.fixture
def calls(dev, monkeypatch):
    recorder = Calls()
    monkeypatch.setattr(dev, "call", recorder)
    return recorder


@pytest.fixture
def ready(dev, monkeypatch):
    """A machine that is set up already."""
    wanted = []
    monkeypatch.setattr(dev, "set_up", wanted.append)
    monkeypatch.setattr(dev, "fetch_servers", wanted.append)
    return wanted


def run_script(*arguments, **options):
    command = [sys.executable, str(ROOT / "packaging" / "dev.py"), *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, **options)


def test_it_uses_the_standard_library_alone():
    text = (ROOT / "packaging" / "dev.py").read_text(encoding="utf-8")
    imported = {
        line.split()[1].partition(".")[0]
        for line in text.splitlines()
        if line.startswith(("import ", "from "))
    }

    assert imported <= sys.stdlib_module_names


@pytest.mark.parametrize("arguments", [(), ("dance",), ("--help",)])
def test_without_a_command_that_it_knows_it_prints_its_usage(arguments):
    done = run_script(*arguments)

    assert done.returncode == 2
    assert "packaging/dev.py run" in done.stderr


def test_the_accepted_pythons_are_those_of_the_project(dev):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (low, high) = dev.PYTHONS

    assert project["requires-python"] == f">={low[0]}.{low[1]},<{high[0]}.{high[1]}"


@pytest.mark.parametrize("version", [(3, 10, 4), (3, 15, 0), (2, 7, 18)])
def test_another_python_gets_a_sentence(dev, monkeypatch, capsys, version):
    monkeypatch.setattr(dev.sys, "version_info", version)

    assert dev.main(["test"]) == 1
    assert "needs Python 3.11 up to 3.14" in capsys.readouterr().err


def test_a_machine_without_a_screen_is_told_so_and_gets_the_tour(
    dev, calls, ready, monkeypatch, capsys, tmp_path
):
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.chdir(tmp_path)

    assert dev.main(["run"]) == 0
    ((command, environment),) = calls
    assert command[1:] == ["-m", "ui.main", "tour", str(tmp_path / "tour")]
    assert environment["QT_QPA_PLATFORM"] == "offscreen"
    assert "no screen" in capsys.readouterr().out


def test_a_machine_with_a_screen_opens_the_window_with_its_libraries(
    dev, calls, ready, monkeypatch
):
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", ":0")

    dev.main(["run"])
    ((command, _),) = calls
    assert command[1:] == ["-m", "ui.main"]
    assert "libxcb-cursor.so.0" in ready[0]


def test_commands_of_the_program_run_without_a_screen(dev, calls, ready, monkeypatch):
    monkeypatch.setattr(dev, "has_screen", lambda: False)
    calls.code = 1

    assert dev.main(["run", "schools", "--mine"]) == 1
    assert calls[0][0][1:] == ["-m", "ui.main", "schools", "--mine"]


def test_the_test_command_checks_everything_and_hands_its_arguments_to_pytest(dev, calls, ready):
    assert dev.main(["test", "tests/app", "-k", "vault"]) == 0

    assert calls.programs() == ["ruff", "ruff", "mypy", "lint-imports", "pytest"]
    command, environment = calls[-1]
    assert command[-3:] == ["tests/app", "-k", "vault"]
    assert environment["QT_QPA_PLATFORM"] == "offscreen"


def test_only_the_test_command_asks_for_servers(dev, calls, ready):
    for command in ("bench", "build", "run"):
        dev.main([command])
    assert dev.TEST_SERVERS not in ready

    dev.main(["test"])
    assert ready[-1] == dev.TEST_SERVERS


def test_a_failed_check_fails_the_command_and_is_named_last(dev, ready, monkeypatch, capsys):
    def call(command, **_options):
        return 1 if Path(command[0]).stem == "mypy" else 0

    monkeypatch.setattr(dev, "call", call)

    assert dev.main(["test"]) == 1
    assert capsys.readouterr().out.rstrip().endswith("Failed besides the tests above: types.")


def test_failed_tests_fail_the_command(dev, ready, monkeypatch):
    monkeypatch.setattr(dev, "call", lambda command, **_: int(Path(command[0]).stem == "pytest"))

    assert dev.main(["test"]) == 1


def test_nothing_is_fetched_where_nothing_has_changed(dev, calls, monkeypatch, tmp_path):
    monkeypatch.setattr(dev, "VENV", tmp_path / "environment")
    monkeypatch.setattr(dev, "uv", lambda: "uv")
    python = Path(dev.tool("python"))
    python.parent.mkdir(parents=True)
    python.touch()

    dev.set_up({})
    dev.set_up({})
    assert calls.programs() == ["uv"]

    python.unlink()
    dev.set_up({})
    assert calls.programs() == ["uv", "uv"]


def test_a_changed_lock_is_installed_exactly_as_it_says(dev, calls, monkeypatch, tmp_path):
    monkeypatch.setattr(dev, "VENV", tmp_path)
    monkeypatch.setattr(dev, "uv", lambda: "uv")
    (tmp_path / dev.STAMP).write_text("another lock")

    dev.set_up({})
    ((command, environment),) = calls
    assert command[1:3] == ["sync", "--frozen"]
    assert environment["UV_PROJECT_ENVIRONMENT"] == str(tmp_path)
    assert "VIRTUAL_ENV" not in environment


def test_a_failed_download_says_so_and_is_tried_again_next_time(
    dev, calls, monkeypatch, tmp_path, capsys
):
    monkeypatch.setattr(dev, "VENV", tmp_path)
    monkeypatch.setattr(dev, "uv", lambda: "uv")
    monkeypatch.setattr(dev, "fetch_libraries", lambda _libraries: None)
    calls.code = 2

    assert dev.main(["test"]) == 1
    assert "could not be put into .venv" in capsys.readouterr().err
    assert not (tmp_path / dev.STAMP).exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian's packages")
class TestOnDebian:
    @pytest.fixture
    def as_user(self, dev, monkeypatch):
        monkeypatch.setattr(dev.shutil, "which", lambda _name: "/usr/bin/apt-get")
        monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)

    def test_a_person_who_is_not_root_gets_the_one_command(self, dev, calls, as_user):
        with pytest.raises(dev.SetUpError) as caught:
            dev.fetch_libraries({"libnothinglikeit.so.9": "libnothinglikeit9"})

        assert "sudo apt-get update && sudo apt-get install -y" in str(caught.value)
        assert str(caught.value).endswith("libnothinglikeit9")
        assert calls == []

    def test_libraries_that_are_there_need_no_root(self, dev, as_user):
        dev.fetch_libraries({"libc.so.6": "libc6"})

    def test_a_python_without_ensurepip_names_the_package(self, dev, as_user, monkeypatch):
        monkeypatch.setattr(dev.importlib.util, "find_spec", lambda _name: None)

        with pytest.raises(dev.SetUpError, match="python3-venv"):
            dev.need_ensurepip()

    def test_another_linux_is_told_what_debian_calls_them(self, dev, monkeypatch):
        monkeypatch.setattr(dev.shutil, "which", lambda _name: None)

        with pytest.raises(dev.SetUpError, match="Debian calls them libnothinglikeit9"):
            dev.fetch_libraries({"libnothinglikeit.so.9": "libnothinglikeit9"})

    @pytest.mark.parametrize(("code", "fails"), [(0, False), (100, True)])
    def test_root_installs_what_is_missing_after_reading_the_lists(
        self, dev, monkeypatch, tmp_path, code, fails
    ):
        said = tmp_path / "said"
        fake = tmp_path / "apt-get"
        fake.write_text(f'#!/bin/sh\necho "$@" >> {said}\n[ "$1" = update ] || exit {code}\n')
        fake.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
        monkeypatch.setattr(dev.os, "geteuid", lambda: 0)

        if fails:
            with pytest.raises(dev.SetUpError, match="could not install them"):
                dev.apt_install(["libegl1"], "Qt needs it")
        else:
            dev.apt_install(["libegl1"], "Qt needs it")
        assert said.read_text().splitlines() == [
            "update",
            "install -y --no-install-recommends libegl1",
        ]

    @pytest.fixture
    def installed(self, dev, monkeypatch):
        """What root would install; a machine that has nothing but apt-get."""
        packages = []
        monkeypatch.setattr(dev, "apt_install", lambda names, _reason: packages.extend(names))
        monkeypatch.setattr(dev.shutil, "which", lambda _name: "/usr/bin/apt-get")
        monkeypatch.setattr(dev.os, "geteuid", lambda: 0)
        return packages

    def test_root_installs_the_servers_that_are_missing(self, dev, installed, tmp_path):
        (tmp_path / "15").mkdir()
        dev.fetch_servers({f"{tmp_path}/*": "there", f"{tmp_path}/no/*/such": "missing"})

        assert installed == ["missing"]

    def test_a_person_who_is_not_root_tests_without_them(self, dev, installed, as_user):
        dev.fetch_servers({"/nothing/like/it": "missing"})

        assert installed == []

    def test_servers_that_cannot_be_installed_stop_nothing(
        self, dev, installed, monkeypatch, capsys
    ):
        def fails(_names, reason):
            raise dev.SetUpError(f"{reason}, and there is no network.")

        monkeypatch.setattr(dev, "apt_install", fails)
        dev.fetch_servers({"/nothing/like/it": "missing"})

        assert "no network. Those tests are skipped." in capsys.readouterr().out


def test_continuous_checks_run_the_same_command_as_a_developer():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert "exec python3 packaging/dev.py test" in script
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
