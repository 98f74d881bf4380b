"""Starts one program in a fresh process and says when it was painted; then ends.

    starting.py bare                   a bare PySide6 window
    starting.py rows DATABASE KEY      a bare window with 200 rows of an encrypted file
    starting.py door FOLDER            Visitbook's unlock page, as `ui.main` shows it
    starting.py today FOLDER KEY       Visitbook's Today, with a key that was remembered

It prints JSON: `painted`, the moment of the first painting, or, for `rows` and `today`, of the last
one before 500 ms of quiet, as the system's steady clock tells it in seconds; and the memory then,
`pss` in bytes. The asking program knows on the same clock when it started this one.

What is watched is the same for all: the events with which Qt has a window painted.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    kind, *rest = arguments
    if kind == "bare":
        return bare_window()
    if kind == "rows":
        return rows_window(Path(rest[0]), rest[1])
    if kind == "door":
        return visitbook(Path(rest[0]), None)
    return visitbook(Path(rest[0]), bytes.fromhex(rest[1]))


def watch(window, *, quiet: bool) -> None:
    """Watch from now on; what watches needs Qt, which each program imports in its own time."""
    from tests.benchmarks.watching import Watcher

    Watcher(window, quiet=quiet)


def bare_window() -> int:
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.resize(900, 700)
    window.show()
    watch(window, quiet=False)
    return application.exec()


def rows_window(database: Path, key: str) -> int:
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTableWidgetItem
    from sqlalchemy import create_engine, text
    from sqlcipher3 import dbapi2

    def connect():
        connection = dbapi2.connect(str(database))
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        return connection

    application = QApplication([])
    with create_engine("sqlite://", module=dbapi2, creator=connect).connect() as connection:
        found = connection.execute(
            text("SELECT urn, name, town, postcode FROM register_schools LIMIT 200")
        ).all()
    table = QTableWidget(len(found), 4)
    for number, row in enumerate(found):
        for place, value in enumerate(row):
            table.setItem(number, place, QTableWidgetItem(str(value)))
    window = QMainWindow()
    window.setCentralWidget(table)
    window.resize(1366, 768)
    window.show()
    watch(window, quiet=True)
    return application.exec()


def visitbook(folder: Path, key: bytes | None) -> int:
    """The program itself: `ui.main`, watched. `key` stands in for the system's key store."""
    import gc

    gc.disable()  # both as `ui.main` does before it imports the rest
    import ui.own_import  # noqa: F401 - as above
    from ui import main, opening

    shown = "_show_door" if key is None else "_reveal"
    show = getattr(opening.Opening, shown)

    def watched(self, *window) -> None:
        show(self, *window)
        watch(self.in_front, quiet=key is not None)

    setattr(opening.Opening, shown, watched)
    if key is not None:
        opening.Preferences.remembers_unlock = True
        opening._with_remembered_key = lambda place: _with_key(place, key)
    return main.main(["--data", str(folder)])


def _with_key(folder: Path, key: bytes):
    """As `ui.opening` opens a folder whose key the system's key store has kept."""
    from app import bootstrap
    from ui import opening

    return opening._locked(folder, lambda: bootstrap.open_with_key(folder, key))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
