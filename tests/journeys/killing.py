"""Answers a record until killed, again and again, and looks each time whether a word was lost.

Run as a program: it forks a child for each round, so that a round costs no new imports. The child
says each answer after it was told that the answer is saved, as the status bar does; the parent
kills it at a random moment, reopens the folder, and compares.
"""

from __future__ import annotations

import os
import random
import select
import signal
import sys
import time
from pathlib import Path

from app.bootstrap import open_with_key
from app.usecases.opened import open_record
from app.usecases.records import save_answers, start_record
from tests.builders import KEY, an_app, with_school

LONGEST_START = 30.0  # seconds
REFS = ("/data/summary/summary", "/data/leadership/L2", "/data/about/purpose")


def answer_until_killed(folder: Path, record_id: str, round_number: int, told: int) -> None:
    app = open_with_key(folder, KEY)
    seen = open_record(app, record_id).seen
    for count in range(100_000):
        ref, value = REFS[count % len(REFS)], f"round {round_number}, answer {count} " + "x" * 400
        seen = save_answers(app, record_id, {ref: value}, seen).value.seen
        os.write(told, f"{ref}\t{value}\n".encode())


def last_told(pipe: int) -> dict[str, str]:
    with os.fdopen(pipe, "rb") as reading:
        whole = reading.read().decode().rpartition("\n")[0]
    return dict(line.split("\t") for line in whole.split("\n") if line)


def one_round(
    folder: Path, record_id: str, number: int, wait: float, *, opening: bool
) -> dict[str, str]:
    """One child, killed `wait` seconds after its start (`opening`) or its first answer."""
    out, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        answer_until_killed(folder, record_id, number, told)
        os._exit(1)
    os.close(told)
    if not opening:
        select.select([out], [], [], LONGEST_START)
    # A random moment is the matter of the test, so the wait is part of it.
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    _, ended = os.waitpid(child, 0)
    if not os.WIFSIGNALED(ended):
        raise SystemExit(f"round {number}: the child had ended before it was killed")
    return last_told(out)


def lost(folder: Path, record_id: str, told: dict[str, str]) -> list[str]:
    """The refs whose kept answer is neither what was told last nor a later one."""
    app = open_with_key(folder, KEY)
    kept = open_record(app, record_id).answers
    app.store.close()
    return [ref for ref, value in told.items() if order(kept.get(ref, "")) < order(value)]


def order(value: str) -> tuple[int, int]:
    words = value.replace(",", "").split()
    return (int(words[1]), int(words[3])) if len(words) > 3 else (-1, -1)


def main() -> int:
    folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
    app = an_app(folder)
    with_school(app)
    record_id = start_record(app, 900001, "visit_1").value.record.id
    app.store.close()
    chance = random.Random(20260120)
    told: dict[str, str] = {}
    answered = 0
    for number in range(rounds):
        opening = number % 4 == 0  # the others are killed while they answer
        wait = chance.uniform(0.005, 0.05)
        fresh = one_round(folder, record_id, number, wait, opening=opening)
        answered += bool(fresh)
        told |= fresh
        missing = lost(folder, record_id, told)
        if missing:
            sys.stdout.write(f"round {number}: lost {missing}\n")
            return 1
    sys.stdout.write(f"{rounds} kills, {answered} while answering, nothing lost\n")
    return 0 if answered >= rounds // 2 else 1


if __name__ == "__main__":
    sys.exit(main())
