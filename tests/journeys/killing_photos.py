"""Adds photos to a record until killed, again and again, and looks each time whether one was lost.

Run as a program, as `killing.py` is. It knows the program alone, so that it needs no test package.
"""

from __future__ import annotations

import io
import os
import random
import select
import signal
import sys
import time
from pathlib import Path

from PIL import Image

from app.bootstrap import local_clock, open_with_key
from app.domain.schools import School, Urn
from app.parts import App
from app.usecases.opened import open_record
from app.usecases.people import introduce
from app.usecases.photos import add_photo, photo_named, photos_by_ref, picture_of, sweep_photos
from app.usecases.records import start_record

KEY = bytes(range(32))
LONGEST_START = 30.0  # seconds
REFS = ("/data/progress/progress/progress_photo", "/data/looked_at/errors/errors_photo")


def opened(folder: Path) -> App:
    return open_with_key(folder, KEY, clock=local_clock)


def set_up(folder: Path) -> str:
    app = introduce(opened(folder), name="Sample Adviser", role="sle")
    with app.store.unit_of_work() as work:
        work.save(School(Urn(900001), "Alderbrook Primary School", adviser_id=app.me))
        work.commit()
    record_id = start_record(app, 900001, "book_look").value.record.id
    app.store.close()
    return record_id


def add_until_killed(folder: Path, record_id: str, told: int) -> None:
    app = opened(folder)
    drawn = io.BytesIO()
    Image.effect_noise((400, 300), 80).convert("RGB").save(drawn, "JPEG")
    for count in range(100_000):
        ref = REFS[count % len(REFS)]
        photo = add_photo(app, record_id, ref, drawn.getvalue(), f"photo {count}").value
        os.write(told, f"{ref}\t{photo.file_name}\n".encode())


def last_told(pipe: int) -> dict[str, str]:
    with os.fdopen(pipe, "rb") as reading:
        whole = reading.read().decode().rpartition("\n")[0]
    return dict(line.split("\t") for line in whole.split("\n") if line)


def one_round(folder: Path, record_id: str, wait: float) -> dict[str, str]:
    """One child, killed `wait` seconds after its first photo."""
    out, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        add_until_killed(folder, record_id, told)
        os._exit(1)
    os.close(told)
    select.select([out], [], [], LONGEST_START)
    # A random moment is the matter of the test, so the wait is part of it.
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return last_told(out)


def lost(folder: Path, record_id: str, told: dict[str, str]) -> list[str]:
    """What is wrong: a photo that was told and is gone, or an answer without its whole picture."""
    app = opened(folder)
    try:
        answers = open_record(app, record_id).answers
        found = photos_by_ref(app, record_id)
        unnamed = [ref for ref in REFS if ref in answers and ref not in found]
        gone = [name for name in told.values() if photo_named(app, record_id, name) is None]
        for photo in found.values():
            Image.open(io.BytesIO(picture_of(app, photo.id))).load()
        return [*unnamed, *gone]
    finally:
        app.store.close()


def main() -> int:
    folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
    record_id = set_up(folder)
    chance = random.Random(20260120)
    added = 0
    for number in range(rounds):
        told = one_round(folder, record_id, chance.uniform(0.001, 0.08))
        added += bool(told)
        missing = lost(folder, record_id, told)
        if missing:
            sys.stdout.write(f"round {number}: lost {missing}\n")
            return 1
    app = opened(folder)
    sweep_photos(app, time.time() + 10 * 24 * 60 * 60)  # what the kills left behind
    left = len(list((folder / "photos").iterdir()))
    named = len(photos_by_ref(app, record_id))
    app.store.close()
    sys.stdout.write(f"{rounds} kills, {added} while adding, {left} files for {named} photos\n")
    return 0 if added >= rounds // 2 and left == named else 1


if __name__ == "__main__":
    sys.exit(main())
