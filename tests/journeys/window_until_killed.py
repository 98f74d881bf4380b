"""The window on a data folder, doing one act in a record until it is killed. Run as a program.

`window_until_killed.py FOLDER RECORD ACT [FILE]`: the real door and window, real keys. An act says
on the output, a line of JSON each, what it has come to: `kept`, with what stands in the record,
once the status line says that all is saved.
"""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QSlider,
    QWidget,
)

from app.forms.definition import Group, Item, Question
from app.forms.session import FormSession
from tests.builders_laptop import PASSPHRASE
from ui import failures
from ui.places import RecordPage
from ui.running import make_application
from ui.screens.record.screen import RecordScreen
from ui.tour.hands import Hands
from ui.tour.stage import Stage
from ui.tour.waiting import Waiting
from ui.widgets.focus_ring import RingFollower

LONGEST_LIFE = 120_000  # milliseconds: nobody came to kill it


class AtWork:
    """A record in the window, with what is done to it by keys, and what is said of it."""

    def __init__(self, application: QApplication, folder: Path, record_id: str, file: str) -> None:
        self.waiting = Waiting(LONGEST_LIFE / 1000)
        self.hands = Hands(self.waiting)
        self.stage = Stage(application, folder.parent, self.waiting)
        self.folder, self.record_id, self.file = folder, record_id, file

    @property
    def screen(self) -> RecordScreen:
        shown = self.stage.window.screen_on_show
        assert isinstance(shown, RecordScreen)
        return shown

    @property
    def live(self):
        return self.screen.live

    @property
    def page(self):
        return self.screen.panes.page

    def unexpected(self, error: BaseException) -> None:
        """Stop, and say what went wrong in the program."""
        traceback.print_exception(error)
        self.waiting.add_trouble(f"unexpected: {error!r}")

    def open(self) -> None:
        """Through the door to the record."""
        self.stage.open(self.folder)
        self.hands.type_into("Passphrase", PASSPHRASE)
        self.hands.press("Unlock")
        self.stage.until_window()
        navigator = self.stage.window.navigator
        self.waiting.perform(lambda: navigator.go(RecordPage(self.record_id)))
        self.waiting.until(self._is_open, "the record")

    def _is_open(self) -> bool:
        shown = self.stage.window.screen_on_show
        return isinstance(shown, RecordScreen) and shown.live is not None and bool(self.page.cards)

    # By keys

    def go(self, ref: str) -> None:
        """Give the keyboard to a question."""
        self.waiting.perform(lambda: self.screen.moving.go_to(ref))
        self.waiting.until(lambda: self.page.current_ref == ref, f"the keyboard at {ref}")

    def enter(self, ref: str, words: str, value: str | None = None) -> None:
        """Type words where an answer stands, stay there, and wait until they are the answer."""
        self.go(ref)
        self.hands.type_here(words)
        self.until_value(ref, words if value is None else value)

    def press(self, ref: str, keys: str, value: str) -> None:
        """Go to a question and press keys, one after another, that have to answer it."""
        self.go(ref)
        for key in keys.split():
            self.hands.key(key)
        self.until_value(ref, value)

    def until_value(self, ref: str, value: str) -> None:
        session = self.live.session
        self.waiting.until(
            lambda: session.value(ref) == value,
            f"{ref} to be {value!r} and not {session.value(ref)!r}",
            10,
        )

    def until_kept(self) -> None:
        """Wait until everything on screen is kept, and the status line says so."""
        live, status = self.live, self.stage.window.status
        self.waiting.until(lambda: live.settled and not self.stage.window.isHidden(), "a rest")
        self.waiting.until(lambda: status.words.startswith("Saved"), "“Saved” at the foot")

    # What is said

    def say(self, kind: str, **more: object) -> None:
        sys.stdout.write(json.dumps({"said": kind, **more}, default=str) + "\n")
        sys.stdout.flush()

    def say_state(self, kind: str) -> None:
        """What stands in the record, and what each page shows of it."""
        state = self.state()
        self.say(kind, state=state, pages=self.pages())

    def state(self) -> dict[str, object]:
        """What is entered, each question in order with its answer and label, rows of panels.

        A row of a repeat is only said to be there: its order shows in that of the questions.
        """
        live = self.live
        session, items = live.session, live.session.definition.sections
        asked = refs(session, items)
        entered = session.entered().items()
        return {
            "entered": {ref: "a row" if ref.endswith("]") else value for ref, value in entered},
            "asked": [(ref, session.value(ref), session.label(ref)) for ref in asked],
            "rows": asdict(live.rows),
        }

    def pages(self) -> dict[str, list[str]]:
        """What stands in the editors and panels of each page, from the top."""
        found = {}
        for section in self.screen.moving.asked_sections():
            self.waiting.perform(lambda path=section.path: self.screen.moving.choose(path))
            self.waiting.until(lambda: not self.page._pending and self.stage.at_rest, "the page")
            contents = (card.content for card in self.page.cards)
            found[section.path] = [words for each in contents for words in shown(each)]
        return found


def refs(session: FormSession, items: tuple[Item, ...], was: str = "", now: str = "") -> list[str]:
    """Every question as it is asked, in each row of the repeats."""
    found: list[str] = []
    for item in items:
        ref = now + item.path.removeprefix(was)
        if isinstance(item, Question):
            found.append(ref)
        elif isinstance(item, Group) or not hasattr(item, "counted"):
            found += refs(session, item.items, item.path, ref)
        else:
            for row in session.rows(ref):
                found += refs(session, item.items, item.path, row)
    return found


def shown(within: QWidget) -> Iterator[str]:
    """What is entered in the fields of a card, from the first made to the last."""
    for widget in within.findChildren(QWidget):
        kind = next((kind for kind in SAID if isinstance(widget, kind)), None)
        if kind is not None and widget.isVisibleTo(within):
            yield SAID[kind](widget)


def lines(listed: QListWidget) -> str:
    return " | ".join(listed.item(at).text() for at in range(listed.count()))


SAID = {
    QLineEdit: QLineEdit.text,
    QPlainTextEdit: QPlainTextEdit.toPlainText,
    QComboBox: QComboBox.currentText,
    QSlider: QSlider.accessibleDescription,
    QListWidget: lines,
    QAbstractButton: lambda b: f"{b.accessibleName() or b.text()}: {b.isChecked()}",
}


def main() -> int:
    from tests.journeys.acts_in_a_record import ACTS

    folder, record_id, act, *more = sys.argv[1:]
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    application = make_application(Path(folder))
    application.setQuitOnLastWindowClosed(False)
    application.ring = RingFollower(application)
    work = AtWork(application, Path(folder), record_id, *more or ("",))
    failures.catch_unexpected(work.unexpected)

    def go() -> None:
        try:
            work.open()
            ACTS[act](work)
        except Exception:  # noqa: BLE001 - the test that started this tells it
            traceback.print_exc()
            application.exit(1)

    QTimer.singleShot(0, go)
    QTimer.singleShot(LONGEST_LIFE, lambda: application.exit(2))
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
