"""Working days in England."""

from datetime import date

import pytest

from app.domain.calendar import bank_holidays, easter_sunday, in_words, working_days_after


@pytest.mark.parametrize(
    ("year", "day"),
    [(2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)), (2026, date(2026, 4, 5))],
)
def test_easter_falls_where_the_almanac_has_it(year, day):
    assert easter_sunday(year) == day


def test_a_year_has_its_eight_bank_holidays():
    assert bank_holidays(2026) == {
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 4),
        date(2026, 5, 25),
        date(2026, 8, 31),
        date(2026, 12, 25),
        date(2026, 12, 28),
    }


def test_christmas_on_a_weekend_moves_to_the_next_weekdays():
    assert {date(2021, 12, 27), date(2021, 12, 28)} <= bank_holidays(2021)
    assert {date(2022, 12, 26), date(2022, 12, 27)} <= bank_holidays(2022)


def test_five_working_days_after_a_tuesday_is_the_next_tuesday():
    assert working_days_after(date(2026, 1, 20), 5) == date(2026, 1, 27)


def test_bank_holidays_and_weekends_do_not_count_as_working_days():
    assert working_days_after(date(2026, 4, 2), 1) == date(2026, 4, 7)


def test_a_date_in_words_is_the_same_in_every_locale():
    assert in_words(date(2026, 1, 20)) == "Tue 20 Jan 2026"
