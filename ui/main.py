"""The program's start: commands go to `app.cli` before Qt is imported, all else opens the window.

visitbook [--data DIR]              the window
visitbook tour FOLDER [PART ...]    the main journeys in the real window, kept as pictures
visitbook COMMAND ...               a command without a window
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from app.paths import data_folder

_WINDOW_OPTIONS = {"--data"}


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window or do a command; answers the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    word = _first_word(arguments)
    if word == "tour":
        return _tour(arguments)
    if word or "-h" in arguments or "--help" in arguments:
        from app.cli import main as command

        return command(arguments)
    return _window(_data_folder(arguments))


def _first_word(arguments: Sequence[str]) -> str:
    """The command in `arguments`: the first word that is not an option of the window."""
    skip = False
    for argument in arguments:
        if skip:
            skip = False
        elif argument in _WINDOW_OPTIONS:
            skip = True
        elif not argument.startswith("-"):
            return argument
    return ""


def _data_folder(arguments: Sequence[str]) -> Path:
    """The folder that `--data` names, else the usual one; exit code 2 for what is neither."""
    if not arguments:
        return data_folder()
    import argparse

    parser = argparse.ArgumentParser(prog="visitbook", add_help=False)
    parser.add_argument("--data", type=Path, metavar="DIR", default=data_folder())
    folder: Path = parser.parse_args(arguments).data
    return folder


def _window(folder: Path) -> int:
    import gc

    # Nearly all that a start makes is kept, so looking for rubbish in it is 80 ms for nothing.
    gc.disable()
    import ui.own_import  # noqa: F401 - before anything else of Qt
    from ui.running import run_window

    return run_window(folder)


def _tour(arguments: Sequence[str]) -> int:
    import argparse

    from ui.tour import PARTS, run_tour

    parser = argparse.ArgumentParser(prog="visitbook tour")
    parser.add_argument("command", choices=["tour"])
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}")
    args = parser.parse_args(arguments)
    unknown = [part for part in args.parts if part not in PARTS]
    if unknown:
        parser.error(f"the tour has no part “{unknown[0]}”; its parts are {', '.join(PARTS)}")
    return run_tour(args.folder, args.parts)


if __name__ == "__main__":
    sys.exit(main())
