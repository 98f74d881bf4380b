"""The table that the benchmarks fill in, and the laptop with a whole country on it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from app import vault
from app.bootstrap import begin
from app.usecases.forms import prepare_forms
from app.usecases.register import find_schools, import_schools
from app.usecases.safety_copies import make_daily_copy
from app.usecases.schools import take_on
from app.usecases.visits import plan_visit
from tests.benchmarks.measuring import HEADINGS, Row, machine
from tests.builders import a_finished_record, a_full_record
from tests.builders_register import listed, write_list

SHARED = Path(__file__).resolve().parents[3] / "shared"
COUNTRY = SHARED / "data" / "gias_shaped_national_26078_from_spine_2017-18.csv"
SCHOOLS = 26_078
TAKEN_ON = 35
RECORDS_EACH = 4


@pytest.fixture(scope="session")
def rows():
    """The rows of the table, which is printed at the end, fit to be pasted into a document."""
    found: list[Row] = []
    yield found
    lines = [f"| {' | '.join(HEADINGS)} |", "|---|---|---|---|---|", *map(str, found)]
    sys.stdout.write("\n\n" + machine() + "\n\n" + "\n".join(lines) + "\n")


@pytest.fixture
def tell(rows):
    """Puts a row into the table, and says it at once."""

    def say(row: Row) -> None:
        rows.append(row)
        sys.stdout.write(f"\n{row}\n")

    return say


@pytest.fixture(scope="session")
def country(tmp_path_factory):
    """A list of 26,078 schools: the public data beside the project, else invented ones."""
    if COUNTRY.exists():
        return COUNTRY
    return invented(tmp_path_factory.mktemp("country") / "country.csv", SCHOOLS)


@dataclass(frozen=True, slots=True)
class BusyLaptop:
    """A data folder with much in it, and the key of its database."""

    folder: Path
    key: bytes


@pytest.fixture(scope="session")
def busy_laptop(country, tmp_path_factory):
    """The country's schools, 35 of them taken on, 140 records and visits ahead.

    Today's safety copy is made, as on every start of a day but the first.
    """
    folder = tmp_path_factory.mktemp("busy") / "data"
    passphrase = "bar models in year four"
    app = begin(folder, name="Sample Adviser", role="sle", passphrase=passphrase).app
    prepare_forms(app, ("visit_1", "visit_2", "visit_3", "visit_4", "maths_audit"))
    import_schools(app, country)
    found = find_schools(app, "primary", limit=TAKEN_ON, include_closed=False).schools
    taken = take_on(app, [school.urn for school in found]).value
    for number, school in enumerate(taken):
        _work_with(app, school.urn, number)
    make_daily_copy(app)
    app.store.close()
    return BusyLaptop(folder, vault.unlock(folder, passphrase))


def _work_with(app, urn: int, number: int) -> None:
    """Three finished records of a school, a draft, and a visit to come."""
    day = app.today()
    for turn in range(RECORDS_EACH - 1):
        a_finished_record(app, urn, day - timedelta(days=number + 90 * (3 - turn)))
    a_full_record(app, urn, day - timedelta(days=number % 9))
    plan_visit(app, urn, "visit_2", day + timedelta(days=number))


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
