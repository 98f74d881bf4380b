"""How long an import of the whole country takes beside bare csv and executemany, and a search.

The floor reads the same file with the csv module and keeps its rows, unread, with one executemany
in a file of the same encryption and settings; the import also checks every value, keeps what it
replaces apart, and indexes the words.
"""

from __future__ import annotations

import csv
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median, quantiles

import pytest

from app.parts import App
from app.storage import open_store
from app.usecases.register import find_schools, import_schools
from tests.benchmarks.conftest import invented
from tests.benchmarks.measuring import Row, clocked, in_turns, ms, ratio

pytestmark = pytest.mark.benchmark

KEY = bytes(range(32))
MANY = 50_000
AIM, SEARCH_AIM = 2.5, 30.0
TYPED = (
    *("s", "st", "st ", "st j", "st jam", "st james", "st jamess", "saint james's", "a", "p", "e"),
    *("school", "primary", "the", "church of england", "c of e", "s s s s", "zz", "zz1", "zz14"),
    *("zz14 5", "zz145ab", "900", "900123", "elmhurst infant", "brackenshire", "nothing such"),
)


def test_the_country_is_brought_in(tell, country, tmp_path):
    numbers = count()
    imported: list[App] = []

    def bare() -> float:
        return floor(opened(tmp_path / f"floor{next(numbers)}"), country)

    def first() -> float:
        imported.append(opened(tmp_path / f"import{next(numbers)}"))
        return clocked(lambda: import_schools(imported[-1], country))

    def again() -> float:
        with closing(imported[-1].store):
            return clocked(lambda: import_schools(imported[-1], country))

    taken = in_turns(5, {"floor": bare, "first": first, "again": again})
    read = "26,078 schools"
    for name, words in (("first", f"Import of {read}"), ("again", f"The same {read} again")):
        told = f"{words}, against csv and executemany into the same encrypted file"
        tell(ratio(told, taken[name], taken["floor"], aim=AIM))


def floor(app: App, given: Path) -> float:
    """Keep the rows as they are, with one executemany."""

    def keep() -> None:
        with app.store.unit_of_work() as work, given.open(encoding="cp1252", newline="") as file:
            rows = csv.reader(file)
            width = len(next(rows))
            names = ", ".join(f"c{place}" for place in range(width))
            work.connection.exec_driver_sql(f"CREATE TABLE bare ({names})")
            driver = work.connection.connection.driver_connection
            driver.executemany(f"INSERT INTO bare VALUES ({', '.join('?' * width)})", rows)
            work.commit()

    took = clocked(keep)
    app.store.close()
    return took


def test_a_school_is_found_as_one_types(tell, country, tmp_path):
    app = opened(tmp_path / "search")
    known = import_schools(app, country).added
    import_schools(app, invented(tmp_path / "more.csv", MANY - known, first=900_000 - MANY))
    with closing(app.store):
        took = [
            clocked(lambda typed=typed: find_schools(app, typed))
            for _ in range(10)
            for typed in TYPED
        ]
    slowest = quantiles(took, n=20)[-1]
    for words, value in (("median", median(took)), ("p95", slowest), ("first, cold", took[0])):
        measure = f"Find as you type over {MANY:,} schools ({words} of {len(took)})"
        tell(Row(measure, ms(value), aim=f"≤ {SEARCH_AIM:g} ms"))


def opened(folder: Path) -> App:
    """An open program in an empty folder."""

    def clock() -> datetime:
        return datetime.now(UTC)

    return App(folder=folder, store=open_store(folder, KEY, clock=clock), clock=clock)
