"""The file itself: encrypted, whole after a kill, and told of plainly where it cannot be opened."""

from __future__ import annotations

import logging
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import replace

import pytest
from sqlcipher3 import dbapi2

from app.domain.people import Adviser
from app.domain.schools import School, Urn
from app.errors import (
    DamagedStoreError,
    DiskFullError,
    FolderInUseError,
    ReadOnlyFolderError,
    StoppedError,
    StoreError,
    UnreadableStoreError,
)
from app.storage import daily_copy, engine, failures, open_store
from app.storage.page_check import key_fits

CANARY = "Marrowfat"
OTHER_KEY = bytes(32)


def keep(store, *things):
    with store.unit_of_work() as work:
        for thing in things:
            work.save(thing)
        work.commit()


def fill(store, record, answers=400):
    with store.unit_of_work() as work:
        words = {f"/q{number}": f"{CANARY} {number} " * 20 for number in range(answers)}
        work.save_answers(record, words, work.seen)
        work.commit()


def test_no_word_can_be_read_in_any_file_of_the_folder(store, folder, record, school):
    keep(store, replace(school, name=f"{CANARY} School"))
    fill(store, record)
    with store.unit_of_work() as work:
        work.save_answers(record, {"/late": f"late {CANARY}"}, work.seen)
        files = [path for path in folder.rglob("*") if path.is_file()]
        assert {path.name for path in files} >= {"visitbook.db", "visitbook.db-wal"}
        assert not [path.name for path in files if CANARY.encode() in path.read_bytes()]
        work.commit()
    daily_copy(store)
    store.close()
    for path in (path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        assert CANARY.encode() not in content
        assert b"SQLite format" not in content


def test_the_key_has_32_bytes(folder, clock):
    with pytest.raises(ValueError, match="32 bytes"):
        open_store(folder, b"short", clock=clock)


def test_neither_key_nor_content_is_in_logs_or_errors(opened, store, key, caplog):
    caplog.set_level(logging.DEBUG)
    keep(store, Adviser("a", CANARY, "sle"))
    with store.unit_of_work() as work, pytest.raises(Exception, match="UNIQUE") as caught:
        work.connection.exec_driver_sql(
            "INSERT INTO advisers SELECT * FROM advisers WHERE name = ?", (CANARY,)
        )
    for text in (caplog.text, str(caught.value), repr(store._engine.url)):
        assert CANARY not in text
        assert key.hex() not in text


def test_a_wrong_key_is_not_called_damage(opened, store, school, folder):
    keep(store, school)
    store.close()
    before = (folder / "visitbook.db").read_bytes()
    with pytest.raises(UnreadableStoreError, match="not its keys"):
        opened(key=OTHER_KEY)
    assert (folder / "visitbook.db").read_bytes() == before
    with opened().reading() as reader:
        assert reader.find(School) == (school,)


@pytest.mark.parametrize("content", [b"a,b\n1,2\n" * 999, b"SQLite format 3\0" + bytes(9000)])
def test_a_file_that_is_no_database_is_told_of_and_left_alone(opened, folder, content):
    folder.mkdir()
    (folder / "visitbook.db").write_bytes(content)
    with pytest.raises(UnreadableStoreError, match="not a Visitbook database"):
        opened()
    assert (folder / "visitbook.db").read_bytes() == content


def test_a_damaged_beginning_is_called_damage_where_later_pages_fit_the_key(opened, store, folder):
    store.close()
    path = folder / "visitbook.db"
    content = path.read_bytes()
    path.write_bytes(content[:16] + bytes(4080) + content[4096:])
    with pytest.raises(DamagedStoreError, match="safety copy"):
        opened()


def test_a_wholly_spoilt_file_is_called_damage_where_a_safety_copy_fits_the_key(
    opened, store, folder
):
    daily_copy(store)
    store.close()
    (folder / "visitbook.db").write_bytes(b"\xff" * 50_000)
    with pytest.raises(DamagedStoreError, match="safety copy"):
        opened()
    with pytest.raises(UnreadableStoreError):
        opened(key=OTHER_KEY)


def test_damage_further_in_is_told_of_when_it_is_met(opened, store, folder, record):
    fill(store, record)
    store.close()
    path = folder / "visitbook.db"
    content = bytearray(path.read_bytes())
    for page in range(len(content) // 4096 // 2, len(content) // 4096):
        content[page * 4096 + 100] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(DamagedStoreError, match="Restore the newest safety copy"):
        read_everything(opened(), record)


def read_everything(store, record):
    with store.reading() as reader:
        reader.answers(record.id)
        reader.changes()


def test_a_truncated_file_is_told_of(opened, store, folder, record):
    fill(store, record)
    store.close()
    path = folder / "visitbook.db"
    path.write_bytes(path.read_bytes()[: 4096 * 30])
    with pytest.raises(DamagedStoreError):
        read_everything(opened(), record)


@pytest.mark.parametrize("lose", ["unlink", "empty"])
def test_a_lost_database_is_not_begun_anew_where_copies_say_there_was_one(
    opened, store, folder, lose
):
    daily_copy(store)
    store.close()
    path = folder / "visitbook.db"
    path.unlink() if lose == "unlink" else path.write_bytes(b"")
    with pytest.raises(DamagedStoreError, match="missing or empty"):
        opened()


def test_an_empty_file_left_by_a_kill_while_it_was_made_is_made_again(opened, folder):
    folder.mkdir()
    (folder / "visitbook.db").touch()
    with opened().reading() as reader:
        assert reader.changes() == ()


def test_a_full_disk_is_told_of_and_what_was_saved_is_safe(store, record, school):
    keep(store, school)
    with store.unit_of_work() as work:
        pages = work.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        work.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(DiskFullError, match="Free some space"):
            work.save_answers(record, {f"/q{n}": "x" * 999 for n in range(99)}, work.seen)
    with store.unit_of_work() as work:
        work.connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        assert work.answers(record.id) == {}
        assert work.get(School, Urn(900001)) == school
        work.save_answers(record, {"/q": "x"}, work.seen)
        assert len(work.commit()) == 1


def test_a_file_that_cannot_be_written_is_told_of(opened, store, school, monkeypatch):
    keep(store, school)
    store.close()
    real = engine.connect
    monkeypatch.setattr(engine, "connect", lambda path, key, mode="rw": real(path, key, mode="ro"))
    with pytest.raises(ReadOnlyFolderError, match="cannot be written"):
        opened()


@pytest.mark.parametrize(
    ("number", "kind"),
    [(30, ReadOnlyFolderError), (13, ReadOnlyFolderError), (28, DiskFullError), (5, StoreError)],
)
def test_a_folder_that_cannot_be_made_is_told_of(opened, monkeypatch, number, kind):
    def refuse(*_, **__):
        raise OSError(number, "no")

    monkeypatch.setattr("pathlib.Path.mkdir", refuse)
    with pytest.raises(kind) as caught:
        opened()
    assert type(caught.value) is kind


def test_a_folder_in_the_place_of_the_database_is_told_of(opened, folder):
    (folder / "visitbook.db").mkdir(parents=True)
    with pytest.raises(StoreError):
        opened()


def test_a_store_that_is_closed_takes_nothing_more(store, school):
    store.close()
    with pytest.raises(StoppedError):
        keep(store, school)
    with pytest.raises(StoppedError):
        store.reading()


def test_another_writer_is_waited_for_and_then_told_of(store, school, key, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    store._engine.dispose()  # so that the next connection is made anew
    with closing(dbapi2.connect(str(store.path), isolation_level=None)) as other:
        other.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(FolderInUseError, match="busy"):
            keep(store, school)
        other.execute("ROLLBACK")
        keep(store, school)


def test_the_programs_own_mistakes_are_not_dressed_up():
    assert failures.told(ZeroDivisionError()) is None
    error = dbapi2.OperationalError("no such table")
    error.sqlite_errorname = "SQLITE_ERROR"
    assert failures.told(error) is None
    error.sqlite_errorname = "SQLITE_IOERR_FSYNC"
    assert isinstance(failures.told(error), StoreError)


def test_the_settings_of_a_connection_are_the_chosen_ones(store):
    chosen = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "mmap_size": 0,
    }
    with store.reading() as reader:
        read = reader.connection.exec_driver_sql
        found = {name: read(f"PRAGMA {name}").scalar() for name in chosen}
    assert found == {**chosen, "mmap_size": found["mmap_size"]}
    assert found["mmap_size"] in {None, 0, "0"}


def test_a_folder_may_have_any_name(opened, tmp_path, school):
    folder = tmp_path / "Visits 100% #1? & Größe"
    keep(opened(folder), school)
    with opened(folder).reading() as reader:
        assert reader.find(School) == (school,)
    assert (folder / "visitbook.db").stat().st_size > 0


def test_the_page_check_tells_the_key(store, folder, tmp_path, key):
    store.close()
    assert key_fits(folder / "visitbook.db", key)
    assert not key_fits(folder / "visitbook.db", OTHER_KEY)
    assert not key_fits(tmp_path / "nothing", key)


def test_three_threads_lose_none_of_900_increments(store):
    keep(store, Adviser("a", "0", "sle"))
    failed = []

    def count():
        try:
            for _ in range(300):
                with store.unit_of_work() as work:
                    adviser = work.get(Adviser, "a")
                    work.save(replace(adviser, name=str(int(adviser.name) + 1)))
                    work.commit()
        except Exception as error:  # noqa: BLE001 - told in the test's own thread
            failed.append(error)

    threads = [threading.Thread(target=count) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with store.reading() as reader:
        assert reader.get(Adviser, "a").name == "900"
        assert len(reader.heads("adviser", "a", "name")) == 1


WRITER = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from app.domain.records import Record
from app.storage import open_store

store = open_store(Path(sys.argv[1]), bytes(range(32)), clock=lambda: datetime.now(UTC))
record = Record("r", 900001, "visit_1", "1", "Visit 1", "S900001-V1", date(2026, 1, 20))
for number in range(int(sys.argv[2]), 1_000_000):
    with store.unit_of_work() as work:
        answers = {f"/q{number % 50}": f"{number} " * 40, "/last": str(number)}
        work.save_answers(record, answers, work.seen)
        work.commit()
    print(number, flush=True)
"""


def test_what_was_said_to_be_saved_is_there_after_a_kill(opened, folder, record):
    """Killed six times at random moments while answering; the file always opens."""
    chance, last = random.Random(7), 0
    for _ in range(6):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), str(last + 1)],
            stdout=subprocess.PIPE,
            text=True,
        )
        said = writer.stdout.readline()
        time.sleep(chance.uniform(0, 0.12))
        writer.send_signal(signal.SIGKILL)
        rest, _ = writer.communicate()
        last = int((said + rest).split()[-1])
        store = opened()
        with store.reading() as reader:
            answers = reader.answers("r")
            assert int(answers["/last"]) >= last
            last = int(answers["/last"])
            assert answers[f"/q{last % 50}"] == f"{last} " * 40
            assert reader.heads("record", "r", "answer:/last")[0].value == str(last)
            assert reader.connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
        store.close()
