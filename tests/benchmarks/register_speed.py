"""How long an import of the whole country takes beside bare csv and executemany, and a search.

Run with `python tests/benchmarks/register_speed.py [LIST.csv] [HOW_MANY]`; prints JSON. The floor
reads the same file with the csv module and keeps its rows, unread, with one executemany in a file
of the same encryption and settings; the import also checks every value, keeps what it replaces
apart, and indexes the words. Both are taken in turns, and the best of each counts. Searches are
over 50,000 schools, as the list has them or invented, in milliseconds. The aims are 2.5x and 30.
"""

from __future__ import annotations

import csv
import json
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.parts import App
from app.storage import open_store
from app.usecases.register import find_schools, import_schools
from tests.builders_register import listed, write_list

KEY = bytes(range(32))
MANY = 50_000
COUNTRY = 26_078
AIM, SEARCH_AIM = 2.5, 30.0
SAINTS = ("St James's", "St Mary's", "St Zoë’s", "Saint John", "All Saints'", "Holy Trinity")
PLACES = (
    "Ashcombe",
    "Elmhurst",
    "Oakley",
    "Penbury",
    "King's Marsh",
    "Hook-with-Marsh",
    "Westfold",
)
KINDS = ("Primary School", "Infant School", "Junior School", "Church of England Academy", "College")
TYPED = (
    *("s", "st", "st ", "st j", "st jam", "st james", "st jamess", "saint james's", "a", "p", "e"),
    *("school", "primary", "the", "church of england", "c of e", "s s s s", "zz", "zz1", "zz14"),
    *("zz14 5", "zz145ab", "900", "900123", "elmhurst infant", "brackenshire", "nothing such"),
)


def main(arguments: list[str]) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        given = Path(arguments[0]) if arguments else invented(Path(folder) / "country.csv", COUNTRY)
        times = int(arguments[1]) if len(arguments) > 1 else 5
        figures = imports(given, Path(folder), times) | searches(given, Path(folder))
    machine = {"python": platform.python_version(), "machine": platform.platform()}
    told = {"list": given.name} | figures | machine
    print(json.dumps(told, indent=2))  # noqa: T201 - a benchmark talks on the terminal


def imports(given: Path, folder: Path, times: int) -> dict[str, float]:
    """The best of each in milliseconds, taken in turns, and their ratios to the floor."""
    bare, first, again = [], [], []
    for turn in range(times):
        bare.append(floor(opened(folder / f"floor{turn}"), given))
        app = opened(folder / f"import{turn}")
        first.append(clocked(lambda app=app: import_schools(app, given)))
        again.append(clocked(lambda app=app: import_schools(app, given)))
        app.store.close()
    return {
        "floor_ms": rounded(min(bare)),
        "import_ms": rounded(min(first)),
        "again_ms": rounded(min(again)),
        "import_ratio": round(min(first) / min(bare), 2),
        "again_ratio": round(min(again) / min(bare), 2),
        "aim_ratio": AIM,
    }


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


def searches(given: Path, folder: Path) -> dict[str, object]:
    """What each search takes over fifty thousand schools; the first, cold one is counted too."""
    app = opened(folder / "search")
    known = import_schools(app, given).added
    import_schools(app, invented(folder / "more.csv", MANY - known, first=900_000 - MANY))
    took = [
        (clocked(lambda typed=typed: find_schools(app, typed)), typed)
        for _ in range(10)
        for typed in TYPED
    ]
    app.store.close()
    times = sorted(took)
    return {
        "schools": MANY,
        "search_median_ms": rounded(median(time for time, _ in times)),
        "search_p95_ms": rounded(times[int(len(times) * 0.95)][0]),
        "search_worst_ms": rounded(times[-1][0]),
        "search_worst_typed": times[-1][1],
        "search_aim_ms": SEARCH_AIM,
    }


def invented(path: Path, how_many: int, first: int = 900_001) -> Path:
    """A list of invented schools, one in ten of them closed."""
    rows = (_school(number, first + number) for number in range(how_many))
    return write_list(path, *rows)


def _school(number: int, urn: int) -> dict[str, str]:
    saint, place, kind = (words[number % len(words)] for words in (SAINTS, PLACES, KINDS))
    return listed(
        urn,
        f"{saint if number % 3 else place} {kind}",
        town=PLACES[number // 5 % len(PLACES)],
        postcode=f"ZZ{number % 90 + 1} {number % 9 + 1}AB",
        la=f"{PLACES[number // 400 % len(PLACES)]} {number // 400}",
        status="Open" if number % 10 else "Closed",
    )


def opened(folder: Path) -> App:
    """An open program in an empty folder."""

    def clock() -> datetime:
        return datetime.now(UTC)

    return App(folder=folder, store=open_store(folder, KEY, clock=clock), clock=clock)


def clocked(what) -> float:
    """How many seconds `what` takes."""
    began = perf_counter()
    what()
    return perf_counter() - began


def rounded(seconds: float) -> float:
    """Milliseconds."""
    return round(seconds * 1000, 1)


if __name__ == "__main__":
    main(sys.argv[1:])
