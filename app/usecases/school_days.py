"""When schools are closed, by local authority: entered, imported, and counted with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.changes import Done
from app.domain.projects import academic_year_of
from app.domain.school_days import LONGEST_HOLIDAY, Calendars, Holiday, holiday_id
from app.domain.schools import School
from app.errors import InputError
from app.parts import App
from app.sources.holiday_rows import LARGEST_FILE, HolidayRow, read_holidays
from app.storage import Reader, UnitOfWork, register_la_of
from app.usecases.files_outside import read_outside

_LONGEST_WORDS = 100


@dataclass(frozen=True, slots=True)
class HolidaysView:
    """The holidays that were entered, and the authorities of the schools one has taken on."""

    holidays: tuple[Holiday, ...]
    authorities: tuple[str, ...]


def calendars(reader: Reader) -> Calendars:
    """The school days of every authority, as they were entered here."""
    return Calendars(reader.find(Holiday))


def holidays_view(app: App) -> HolidaysView:
    """What is known of holidays."""
    with app.store.reading() as reader:
        authorities = {school.la_name for school in reader.find(School) if school.la_name}
        return HolidaysView(reader.find(Holiday), tuple(sorted(authorities)))


def add_holiday(app: App, la: str, first: date, last: date, what: str = "") -> Done[Holiday]:
    """Keep when the schools of an authority are closed; the same first day puts one right."""
    words = (la.strip(), what.strip())
    if not words[0] or max(map(len, words)) > _LONGEST_WORDS or not "".join(words).isprintable():
        raise InputError("Please give the local authority by name. No holiday has been changed.")
    if not 0 <= (last - first).days < LONGEST_HOLIDAY:
        raise InputError(
            f"A holiday ends on the day it begins or later, and lasts at most {LONGEST_HOLIDAY} "
            "days. No holiday has been changed."
        )
    with app.store.unit_of_work() as work:
        holiday = _holiday(work, (words[0], first, last, words[1]))
        work.save(holiday)
        return Done(holiday, work.commit())


def remove_holiday(app: App, holiday: Holiday) -> Done[Holiday]:
    """Take a holiday out; `add_holiday` puts it back."""
    with app.store.unit_of_work() as work:
        work.delete(holiday)
        return Done(holiday, work.commit())


def import_holidays(app: App, path: Path) -> Done[tuple[Holiday, ...]]:
    """Take in a CSV of holidays: authority (code or name), first day, last day, what it is.

    It stands in place of what was entered for an authority in a school year that the file has
    holidays of. All of it is taken, or nothing. Raises InputError.
    """
    rows = read_holidays(read_outside(path, LARGEST_FILE))
    with app.store.unit_of_work() as work:
        holidays = {holiday.id: holiday for holiday in (_holiday(work, row) for row in rows)}
        years = set(map(_year, holidays.values()))
        for kept in work.find(Holiday):
            if _year(kept) in years and kept.id not in holidays:
                work.delete(kept)
        for holiday in holidays.values():
            work.save(holiday)
        return Done(tuple(holidays.values()), work.commit())


def _year(holiday: Holiday) -> tuple[str, int]:
    return holiday.la.casefold(), academic_year_of(holiday.first)


def _holiday(work: UnitOfWork, row: HolidayRow) -> Holiday:
    la, first, last, what = row
    if la.isdecimal():
        la = _named(work, la)
    return Holiday(holiday_id(la, first), la, first, last, what)


def _named(reader: Reader, code: str) -> str:
    name = register_la_of(reader, code)
    if not name:
        raise InputError(
            f"No school of the school list belongs to an authority with the code {code}. "
            "No holiday has been changed. Import the school list first, or write the name."
        )
    return name
