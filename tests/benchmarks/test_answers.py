"""How long keeping one answer takes beside a bare one-row commit in the same encrypted file.

`typed` is an answer that changes an unsealed change in place, as typing does; `first` an answer to
a question that had none. What is told is the difference to the floor: handling beside the disk.
"""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from statistics import median

import pytest

from app.domain.records import Record
from app.storage import open_store
from app.storage.engine import connect
from tests.benchmarks.measuring import Row, clocked, ms

pytestmark = pytest.mark.benchmark

KEY = bytes(range(32))
AIM_MS = 1.0


def measured(how_many: int, folder: Path) -> dict[str, list[float]]:
    """The times of each kind of commit, in milliseconds, taken in turns."""
    store = open_store(folder, KEY, clock=lambda: datetime.now(UTC))
    record = Record("r", 900001, "visit_1", "1", "Visit 1", "S900001-V1", date(2026, 1, 20))
    fill(store, record)
    times: dict[str, list[float]] = {"bare": [], "typed": [], "first": []}
    with closing(connect(store.path, KEY)) as bare:
        bare.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, value TEXT)")
        bare.execute("INSERT INTO bare VALUES (1, '')")
        for turn in range(how_many):
            times["bare"].append(clocked(partial(commit_bare, bare, turn)))
            times["typed"].append(clocked(partial(answer, store, record, "/note", f"Seen {turn}")))
            times["first"].append(clocked(partial(answer, store, record, f"/new/{turn}", "2")))
    store.close()
    return {name: each[how_many // 10 :] for name, each in times.items()}


def fill(store, record, questions: int = 200) -> None:
    """A record as it is after an hour's work, so that the tables are not empty."""
    for batch in range(0, questions, 20):
        with store.unit_of_work() as work:
            refs = {f"/q/{number}": f"Answer {number} " * 8 for number in range(batch, batch + 20)}
            work.save_answers(record, refs, work.seen)
            work.commit()


def answer(store, record, ref: str, value: str) -> None:
    with store.unit_of_work() as work:
        work.save_answers(record, {ref: value}, work.seen)
        work.commit()


def commit_bare(bare, turn: int) -> None:
    bare.execute("BEGIN IMMEDIATE")
    bare.execute("UPDATE bare SET value = ? WHERE id = 1", (f"Seen {turn}",))
    bare.execute("COMMIT")


def test_an_answer_is_kept(tell, tmp_path):
    times = measured(400, tmp_path)
    middle = {name: median(each) for name, each in times.items()}
    for name, words in (("typed", "typed over the last one"), ("first", "to a new question")):
        assert len(times[name]) == len(times["bare"])
        tell(
            Row(
                f"An answer {words}, over a bare one-row commit (median of {len(times[name])})",
                ms(middle[name]),
                ms(middle["bare"]),
                f"+{middle[name] - middle['bare']:.2f} ms",
                f"≤ +{AIM_MS:g} ms",
            )
        )
