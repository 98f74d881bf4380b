"""Set up, run, test, measure and build Visitbook. Needs nothing but Python.

    python3 packaging/dev.py run [ARGS]     opens the program; ARGS are its own commands
    python3 packaging/dev.py test [ARGS]    format, lint, types, import contracts, then pytest ARGS
    python3 packaging/dev.py bench [ARGS]   the speed figures, as ratios to a floor
    python3 packaging/dev.py build          the frozen program in dist/, and its self-test

Each first makes `.venv` from `uv.lock`, exactly, and on Debian fetches the system libraries that
Qt needs. Where nothing has changed since the last time, that costs a few milliseconds. On Debian,
`test` as root also installs the servers that some tests start; elsewhere those tests are skipped.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
UV_VENV = ROOT / ".venv-uv"  # apart from .venv, whose contents are what uv.lock says and no more
UV_VERSION = "0.13.9"
PYTHONS = ((3, 11), (3, 15))  # from, and before; the same as requires-python in pyproject.toml
STAMP = "visitbook-set-up"
ENTRY = ("-m", "ui.main")

# Debian's package for each system library that the wheels of PySide6 load but do not carry.
OFFSCREEN_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
}
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

# Debian's package for each server that tests start for themselves, and where it puts it.
TEST_SERVERS = {
    "/usr/lib/postgresql/*/bin/postgres": "postgresql",
    "/usr/sbin/apache2": "apache2-bin",
}


class SetUpError(Exception):
    """The machine lacks something; the sentence says what to do."""


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks; the answer is the exit code."""
    commands: dict[str, Callable[[Sequence[str]], int]] = {
        "run": run,
        "test": test,
        "bench": bench,
        "build": build,
    }
    command = commands.get(arguments[0] if arguments else "")
    if command is None:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        return command(arguments[1:])
    except SetUpError as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


# The commands


def run(arguments: Sequence[str]) -> int:
    """Open the program; without a screen, make its tour in ./tour/ instead."""
    set_up(OFFSCREEN_LIBRARIES | (SCREEN_LIBRARIES if has_screen() else {}))
    if arguments or has_screen():
        return call([tool("python"), *ENTRY, *arguments])
    folder = Path.cwd() / "tour"
    say(f"This machine has no screen, so the tour of the program is made in {folder} instead.")
    return call([tool("python"), *ENTRY, "tour", str(folder)], environment=offscreen())


def test(arguments: Sequence[str]) -> int:
    """Check the whole tree; nothing is skipped because an earlier check failed."""
    set_up(OFFSCREEN_LIBRARIES)
    fetch_servers(TEST_SERVERS)
    failed = [name for name, command in checks() if not check(name, command)]
    workers = str(min(4, os.cpu_count() or 1))
    options = ["-n", workers, "-m", "not benchmark", *arguments]
    say(f"tests: pytest {' '.join(options)}")
    code = call([tool("pytest"), *options], environment=offscreen(), folder=ROOT)
    if failed:
        say(f"Failed besides the tests above: {', '.join(failed)}.")
    return code or bool(failed)


def bench(arguments: Sequence[str]) -> int:
    """Measure, one thing at a time, so that nothing else takes the processor's attention."""
    set_up(OFFSCREEN_LIBRARIES)
    command = [tool("pytest"), "tests/benchmarks", "-m", "benchmark", "-s", "-q", *arguments]
    return call(command, environment=offscreen(), folder=ROOT)


def build(arguments: Sequence[str]) -> int:
    """Freeze the program into dist/visitbook, then let it prove that nothing was left out."""
    set_up(OFFSCREEN_LIBRARIES)
    spec = ROOT / "packaging" / "visitbook.spec"
    options = ["--noconfirm", "--log-level", "WARN", "--distpath", "dist", "--workpath", "build"]
    code = call([tool("python"), "-m", "PyInstaller", *options, str(spec), *arguments], folder=ROOT)
    if code:
        return code
    program = ROOT / "dist" / "visitbook" / ("visitbook-cli.exe" if is_windows() else "visitbook")
    say(f"Built {program.parent} ({megabytes(program.parent)} MB). Its self-test:")
    return call([str(program), "self-test"], environment=offscreen())


def checks() -> Iterable[tuple[str, list[str]]]:
    """What is checked before the tests, each with its command."""
    yield "format", [tool("ruff"), "format", "--check", "."]
    yield "lint", [tool("ruff"), "check", "."]
    yield "types", [tool("mypy")]
    yield "import contracts", [tool("lint-imports")]


def check(name: str, command: Sequence[str]) -> bool:
    """Run one check, telling what it does."""
    say(f"{name}: {' '.join([Path(command[0]).stem, *command[1:]])}")
    return call(command, folder=ROOT) == 0


# Setting up


def set_up(libraries: Mapping[str, str]) -> None:
    """Make sure of Python, the system libraries and the locked packages; raises SetUpError."""
    check_python()
    fetch_libraries(libraries)
    wanted = fingerprint()
    stamp = VENV / STAMP
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted and python_starts():
        return
    say("Setting up .venv as uv.lock says; the first time takes a minute or two.")
    sync()
    stamp.write_text(wanted, encoding="utf-8")


def check_python() -> None:
    """Raise SetUpError for a Python that the locked packages are not made for."""
    first, end = PYTHONS
    if not first <= sys.version_info[:2] < end:
        raise SetUpError(
            f"Visitbook needs Python {first[0]}.{first[1]} up to {end[0]}.{end[1] - 1}; this is "
            f"{sys.version.split()[0]}. Install one of them and start this with it."
        )


def fingerprint() -> str:
    """Changes whenever the packages would: the lock, what it locks, uv and Python's version."""
    seen = hashlib.sha256()
    for name in ("uv.lock", "pyproject.toml"):
        seen.update((ROOT / name).read_bytes())
    return f"{seen.hexdigest()} uv {UV_VERSION} python {sys.version_info[0]}.{sys.version_info[1]}"


def sync() -> None:
    """Let uv put the locked packages into .venv, and take out what is not locked."""
    environment = {
        **os.environ,
        "UV_PROJECT_ENVIRONMENT": str(VENV),
        "UV_PYTHON_DOWNLOADS": "never",
    }
    environment.pop("VIRTUAL_ENV", None)
    interpreter = str(getattr(sys, "_base_executable", sys.executable))
    command = [uv(), "sync", "--frozen", "--all-groups", "--quiet", "--python", interpreter]
    if call(command, environment=environment, folder=ROOT):
        raise SetUpError(
            "The locked packages could not be put into .venv. The lines above say why; "
            "if it was the network, connect and start this again: what was fetched is kept."
        )


def uv() -> str:
    """The pinned uv, in an environment of its own; made with pip the first time."""
    folder = UV_VENV / ("Scripts" if is_windows() else "bin")
    program = folder / ("uv.exe" if is_windows() else "uv")
    marker = UV_VENV / f"uv-{UV_VERSION}"
    if not (marker.is_file() and program.is_file()):
        need_ensurepip()
        venv.create(UV_VENV, clear=True, with_pip=True, symlinks=not is_windows())
        install = [str(folder / "python"), "-m", "pip", "install", "--quiet", f"uv=={UV_VERSION}"]
        if call([*install, "--disable-pip-version-check"]):
            raise SetUpError(
                "uv, which installs the locked packages, could not be fetched. "
                "The lines above say why; if it was the network, connect and start this again."
            )
        marker.touch()
    return str(program)


def need_ensurepip() -> None:
    """Debian keeps what makes environments in a package of its own; fetch it where it is missing.

    It is needed once: .venv itself is made by uv.
    """
    if importlib.util.find_spec("ensurepip") is not None:
        return
    apt_install(["python3-venv"], "Python cannot make environments on this machine")
    importlib.invalidate_caches()
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        raise SetUpError(
            f"Python {version} still cannot make environments (it has no ensurepip). "
            f"Install python{version}-venv, or start this with another Python."
        )


def fetch_libraries(libraries: Mapping[str, str]) -> None:
    """On Linux, make sure of the system libraries that Qt loads."""
    if not sys.platform.startswith("linux"):
        return
    missing = [package for library, package in libraries.items() if not loads(library)]
    if missing:
        apt_install(missing, "Qt needs system libraries that this machine does not have")


def fetch_servers(servers: Mapping[str, str]) -> None:
    """Install the servers that tests start, where that needs nobody; none of them has to be there.

    The tests of one that is missing are skipped by its name.
    """
    missing = [
        package for pattern, package in servers.items() if not any(Path("/").glob(pattern[1:]))
    ]
    if not missing or shutil.which("apt-get") is None or os.geteuid() != 0:
        return
    try:
        apt_install(missing, "Some tests start servers that this machine does not have")
    except SetUpError as problem:
        say(f"{problem} Those tests are skipped.")


def apt_install(packages: Sequence[str], reason: str) -> None:
    """Install Debian packages where that is allowed, else raise SetUpError with the command."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None:
        raise SetUpError(f"{reason}. Debian calls them {' '.join(packages)}: install them first.")
    if os.geteuid() != 0:
        raise SetUpError(
            f"{reason}. Install them with this command, then start this again:\n\n"
            f"    sudo apt-get update && sudo {' '.join(command)}"
        )
    say(f"{reason}; installing {' '.join(packages)}.")
    asking_nothing = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update"], command):
        done = subprocess.run(
            step,
            env=asking_nothing,
            check=False,
            stdout=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
        )
    if done.returncode:  # of the install: old lists may do, so a failed update alone stops nothing
        raise SetUpError(f"{reason}, and apt-get could not install them. Its lines say why.")


def loads(library: str) -> bool:
    """Whether the system finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


# The machine


def is_windows() -> bool:
    """Whether programs end in .exe here."""
    return os.name == "nt"


def has_screen() -> bool:
    """Whether a window could be shown: on Linux, whether there is a display at all."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def tool(name: str) -> str:
    """The path of a program in the environment."""
    folder = VENV / ("Scripts" if is_windows() else "bin")
    return str(folder / (f"{name}.exe" if is_windows() else name))


def python_starts() -> bool:
    """Whether .venv's Python is still there: the one it was made from may have gone."""
    return Path(tool("python")).exists()


def offscreen() -> dict[str, str]:
    """The environment for Qt without a screen."""
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def call(
    command: Sequence[str],
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> int:
    """Run a program to its end, with its output here; the answer is its exit code."""
    sys.stdout.flush()
    return subprocess.run(command, env=environment, cwd=folder, check=False).returncode


def megabytes(folder: Path) -> int:
    """How large a folder's files are together."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file()) // 1_000_000


def say(sentence: str) -> None:
    """Tell what is being done, in order with what the tools print."""
    print(f"\n== {sentence}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
