"""The battery dies in every kind of question: what was said to be saved stands, and nothing else.

The window is a process of its own that is killed without a word; another one opens the folder.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.bootstrap import unlock
from app.usecases.opened import open_record
from app.usecases.photos import photo_pixels, photos_by_ref
from app.usecases.record_list import list_records
from tests.builders_every_kind import a_draft_of_every_kind
from tests.builders_laptop import PASSPHRASE
from tests.builders_pictures import a_photo

ALDERBROOK = 900001
ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("window_until_killed.py")
ROWS, WALL = "/data/rows", "/data/pictures/wall"
TYPED = {
    "line": "Bars and frames",
    "box": "First line\nand a second",
    "whole": "12",
    "share": "7.25",
    "own": "For me alone",
    "day": "2026-01-20",
    "clock": "09:30",
    "moment": "2026-01-21T14:05",
    "times": "last Bars and frames",
}
CHOSEN = {
    "chip": "green",
    "listed": "blue",
    "level": "3",
    "likert": "2",
    "several": "red blue",
    "order": "green red blue",
    "extent": "4",
    "sure": "OK",
    "region": "south",
    "town": "dale",
    "kind": "other",
    "kind_other": "Violet",
    "card/left": "On the left",
    "card/right": "5",
}
LONGEST = 2.0  # seconds of typing that may be lost
LATE = 0.6  # seconds for the writing itself, and for a busy machine

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills as a flat battery does")


class Laptop:
    """A data folder with a draft of every kind of question, and windows on it that are killed."""

    def __init__(self, folder: Path, record_id: str, place: Path) -> None:
        self.folder, self.record_id, self.place = folder, record_id, place

    @contextmanager
    def working(self, act: str, file: Path | None = None):
        """What a window says, line by line, while it does an act; it is killed at the end."""
        more = [str(file)] if file else []
        window = subprocess.Popen(
            [sys.executable, str(PROGRAM), str(self.folder), self.record_id, act, *more],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, **self._own_settings()},
        )
        try:
            yield Sayings(window)
        finally:
            window.kill()
            window.wait()
            window.stdout.close()
            window.stderr.close()
        assert window.returncode == -signal.SIGKILL

    def killed(self, act: str, file: Path | None = None, last: str = "kept"):
        """All that a window said until it said `last` and was killed at once."""
        with self.working(act, file) as sayings:
            return sayings.until(last)

    def looked_at(self):
        """What a new window finds, as it says itself."""
        return self.killed("look", last="stands")["stands"]

    @contextmanager
    def opened(self):
        app = unlock(self.folder, PASSPHRASE)
        try:
            yield app
        finally:
            app.store.close()

    def answers(self) -> dict[str, str]:
        """Kept answers by ref; of a row of a repeat, that it is there."""
        kept = self.opened_record().answers.items()
        return {ref: "a row" if ref.endswith("]") else value for ref, value in kept}

    def opened_record(self):
        with self.opened() as app:
            return open_record(app, self.record_id)

    def others(self):
        """Every other record with its answers and rows."""
        with self.opened() as app:
            ids = [line.record.id for line in list_records(app)]
            others = [open_record(app, each) for each in ids if each != self.record_id]
            return {o.record.id: (o.record, dict(o.answers), o.rows.actions) for o in others}

    def faults(self) -> list[str]:
        """What the database finds wrong with itself."""
        checks = ("cipher_integrity_check", "integrity_check", "foreign_key_check")
        with self.opened() as app, app.store._engine.connect() as connection:
            found = [connection.exec_driver_sql(f"PRAGMA {check}").all() for check in checks]
        return [str(row) for rows in found for row in rows if tuple(row) != ("ok",)]

    def _own_settings(self) -> dict[str, str]:
        names = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
        return {
            **{name: str(self.place / name.lower()) for name in names},
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
        }


class Sayings:
    """What a window says, each by its kind."""

    def __init__(self, window: subprocess.Popen) -> None:
        self._window = window

    def __iter__(self):
        for line in self._window.stdout:
            yield json.loads(line)
        pytest.fail(self._window.stderr.read())

    def until(self, kind: str):
        """Everything until it says that, by kind."""
        heard = {}
        for saying in self:
            heard[saying["said"]] = saying
            if saying["said"] == kind:
                return heard
        raise AssertionError


@pytest.fixture(scope="session")
def with_every_kind(worked_in_once, tmp_path_factory):
    """The sample project with a draft of every kind of question, to be copied."""
    place = tmp_path_factory.mktemp("every kind")
    shutil.copytree(worked_in_once, place / "data")
    app = unlock(place / "data", PASSPHRASE)
    record_id = a_draft_of_every_kind(app, place / "form.xlsx", ALDERBROOK)
    app.store.close()
    return place / "data", record_id


@pytest.fixture
def laptop(with_every_kind, tmp_path):
    folder, record_id = with_every_kind
    return Laptop(shutil.copytree(folder, tmp_path / "data"), record_id, tmp_path)


@pytest.fixture
def killed_in(laptop):
    """Does an act, kills, and looks again: nothing else may have changed, and the file is whole."""

    def kill(act, file=None):
        before, others = laptop.answers(), laptop.others()
        said = laptop.killed(act, file)
        assert laptop.faults() == []
        answers = laptop.answers()
        again = laptop.looked_at()
        assert answers == said["kept"]["state"]["entered"]
        assert again["state"] == said["kept"]["state"]
        assert again["pages"] == said["kept"]["pages"]
        assert laptop.others() == others
        assert laptop.faults() == []
        return {ref: value for ref, value in answers.items() if before.get(ref) != value}, again

    return kill


def test_what_was_typed_and_chosen_stands_also_where_a_field_was_not_left(killed_in):
    fresh, again = killed_in("answer")
    assert {ref.removeprefix("/data/"): value for ref, value in fresh.items()} == {
        **{f"typed/{name}": value for name, value in TYPED.items()},
        **{f"chosen/{name}": value for name, value in CHOSEN.items()},
    }
    labels = {ref: label for ref, _value, label in again["state"]["asked"]}
    assert labels["/data/typed/says"] == "Twice as many are 24."
    assert labels["/data/typed/told"] == "Set by itself: last Bars and frames."


def test_rows_stand_in_their_order_with_the_rows_in_them(killed_in):
    fresh, again = killed_in("rows")
    asked = again["state"]["asked"]
    said = [(ref.rpartition("/")[2], value) for ref, value, _label in asked if "]/" in ref]
    assert said == [
        *(("who", "Class 2"), ("mark", "20"), ("word", "sum"), ("word", "part")),
        *(("who", "Class 1"), ("mark", "10"), ("word", "sum"), ("word", "part")),
    ]
    assert [f"{ROWS}/sum", "", "Together 30."] in asked
    assert all(ref.startswith(ROWS) for ref in fresh)


def test_rows_of_panels_and_a_photo_with_its_caption_stand(killed_in, laptop, tmp_path):
    (tmp_path / "wall.jpg").write_bytes(a_photo(600, 400))
    codes = {pupil.code for pupil in laptop.opened_record().rows.pupils}
    fresh, _again = killed_in("beside", tmp_path / "wall.jpg")
    with laptop.opened() as app:
        photo = photos_by_ref(app, laptop.record_id)[WALL]
        assert photo_pixels(app, photo.id, 100).width == 100
    assert fresh == {WALL: photo.file_name}
    assert photo.caption == "Bar models"
    kept = laptop.opened_record()
    assert [(p.role, p.name) for p in kept.rows.people] == [("headteacher", "Ms A")]
    seen = [(e.source, e.where, e.count, e.seen) for e in kept.rows.evidence]
    assert seen == [("books", "Year 4", 12, "Bars in most")]
    (agreed,) = kept.rows.actions
    assert (agreed.what, agreed.who) == ("Share one model", "headteacher")
    assert ((agreed.by - kept.record.on).days, agreed.known_by) == (30, "Books show it")
    assert {p.code for p in kept.rows.pupils} == {*codes, "P77"}
    reviews = [line.review for line in kept.rows.earlier if line.review]
    assert [(r.status, r.seen) for r in reviews] == [("partly", "In three rooms")]


def test_what_was_undone_stays_undone(laptop):
    said = laptop.killed("undo")
    assert laptop.faults() == []
    again = laptop.looked_at()
    assert said["changed"]["state"] != said["before"]["state"]
    assert again["state"] == said["kept"]["state"] == said["before"]["state"]
    assert again["pages"] == said["kept"]["pages"]


def test_killed_the_moment_after_an_undo_nothing_is_half_undone(laptop):
    undone = laptop.killed("undo at once", last="undone")["undone"]
    assert laptop.faults() == []
    assert undone["before"]["entered"] != undone["after"]["entered"]
    assert laptop.answers() in (undone["before"]["entered"], undone["after"]["entered"])


def test_killed_in_mid_sentence_no_more_than_two_seconds_are_lost(laptop, tmp_path):
    other = Laptop(shutil.copytree(laptop.folder, tmp_path / "other"), laptop.record_id, tmp_path)
    with laptop.working("type on") as in_box, other.working("type on in a panel") as in_panel:
        typed = [until_typed_for(2 * LONGEST - 0.3, each) for each in (in_box, in_panel)]
    assert laptop.faults() == other.faults() == []
    (action,) = other.opened_record().rows.actions
    assert_kept(typed[0], laptop.answers()["/data/typed/box"])
    assert_kept(typed[1], action.what)


def until_typed_for(seconds: float, sayings: Sayings):
    """What stood in a field after each letter, and when; for so long."""
    typed = []
    for saying in sayings:
        typed.append((saying["at"], saying["words"]))
        if saying["at"] - typed[0][0] > seconds:
            break
    return typed


def assert_kept(typed, words: str) -> None:
    """`words` are what was typed, but for the letters of the last seconds.

    A window may go on a little after the last that was heard of it, so more may be kept than that.
    """
    last, whole = typed[-1]
    due = [said for at, said in typed if at < last - LONGEST - LATE]
    assert due
    assert whole.startswith(words) or words.startswith(whole)
    assert len(words) >= len(due[-1].strip())
