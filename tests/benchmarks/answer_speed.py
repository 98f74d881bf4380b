"""How long keeping one answer takes beside a bare one-row commit in the same encrypted file.

Run with `python tests/benchmarks/answer_speed.py [HOW_MANY]`; prints JSON. Times are medians in
milliseconds. `typed` is an answer that changes an unsealed change in place, as typing does;
`first` an answer to a question that had none. The floor is measured between them, so that a busy
disk weighs on all alike; what is told is the difference, and the aim is one millisecond.
"""

from __future__ import annotations

import json
import platform
import sys
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from app.domain.records import Record
from app.storage import open_store
from app.storage.engine import connect

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
            times["bare"].append(timed(commit_bare, bare, turn))
            times["typed"].append(timed(answer, store, record, "/note", f"Seen {turn}"))
            times["first"].append(timed(answer, store, record, f"/new/{turn}", "2"))
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


def timed(act, *with_these) -> float:
    begun = perf_counter()
    act(*with_these)
    return (perf_counter() - begun) * 1000


def main() -> None:
    how_many = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    with tempfile.TemporaryDirectory() as place:
        times = measured(how_many, Path(place))
    middle = {name: median(each) for name, each in times.items()}
    slow = {name: quantiles(each, n=20)[-1] for name, each in times.items()}
    report = {
        "machine": platform.platform(),
        "median_ms": middle,
        "p95_ms": slow,
        "over_bare_ms": {name: middle[name] - middle["bare"] for name in ("typed", "first")},
        "ratio": {name: middle[name] / middle["bare"] for name in ("typed", "first")},
        "aim_over_bare_ms": AIM_MS,
    }
    sys.stdout.write(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
