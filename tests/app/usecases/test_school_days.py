"""Holidays that were entered or imported count wherever school days are counted."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.school_days import Holiday
from app.errors import InputError
from app.usecases.finishing import finish_view
from app.usecases.register import import_schools
from app.usecases.school_days import add_holiday, holidays_view, import_holidays, remove_holiday
from app.usecases.to_do import ToDoKind
from app.usecases.today import today
from tests.builders import a_finished_record
from tests.builders_register import listed as in_list
from tests.builders_register import write_list

HALF_TERM = (date(2026, 1, 19), date(2026, 1, 23))


@pytest.fixture
def listed(tmp_path):
    def write(text):
        path = tmp_path / "holidays.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def held(app):
    return [(h.la, h.first.isoformat(), h.last.isoformat(), h.what) for h in kept(app)]


def kept(app):
    return holidays_view(app).holidays


def test_a_holiday_puts_off_the_note_and_the_answer(app):
    record = a_finished_record(app, on=date(2026, 1, 15))
    before = finish_view(app, record.id)
    assert before.due == date(2026, 1, 22)
    add_holiday(app, "westmarch", *HALF_TERM, "Half term")
    after = finish_view(app, record.id)
    assert after.due == date(2026, 1, 29)
    (note,) = [item for item in today(app).to_do if item.kind is ToDoKind.SEND_NOTE]
    assert note.by == after.due


def test_a_holiday_of_another_authority_changes_nothing(app):
    record = a_finished_record(app, on=date(2026, 1, 15))
    add_holiday(app, "Eastmarch", *HALF_TERM)
    assert finish_view(app, record.id).due == date(2026, 1, 22)


def test_a_holiday_that_was_removed_counts_no_more(app):
    record = a_finished_record(app, on=date(2026, 1, 15))
    holiday = add_holiday(app, "Westmarch", *HALF_TERM).value
    remove_holiday(app, holiday)
    assert finish_view(app, record.id).due == date(2026, 1, 22)
    assert kept(app) == ()


def test_a_list_is_taken_with_its_heading_and_days_as_the_british_write_them(app, listed):
    import_holidays(
        app,
        listed(
            "LA,First day,Last day,What\nWestmarch,16/02/2026,20/02/2026,Half term\n\n"
            "Westmarch,2026-03-30,2026-04-10,Easter\n"
        ),
    )
    assert held(app) == [
        ("Westmarch", "2026-02-16", "2026-02-20", "Half term"),
        ("Westmarch", "2026-03-30", "2026-04-10", "Easter"),
    ]


def test_a_list_stands_in_place_of_what_was_entered_for_its_authorities_and_years(app, listed):
    add_holiday(app, "Westmarch", date(2026, 2, 9), date(2026, 2, 13), "Wrong")
    add_holiday(app, "Westmarch", date(2024, 10, 28), date(2024, 11, 1), "Another year")
    add_holiday(app, "Eastmarch", date(2026, 2, 9), date(2026, 2, 13), "Another authority")
    import_holidays(app, listed("Westmarch,2026-02-16,2026-02-20,Half term"))
    assert {what for *_, what in held(app)} == {"Another year", "Another authority", "Half term"}


def test_the_same_list_twice_changes_nothing(app, listed):
    path = listed("Westmarch,2026-02-16,2026-02-20,Half term")
    import_holidays(app, path)
    assert import_holidays(app, path).changes == ()


def test_an_authority_may_be_given_by_its_code_once_the_school_list_is_here(app, listed, tmp_path):
    path = listed("861,2026-02-16,2026-02-20,Half term")
    with pytest.raises(InputError, match="code 861"):
        import_holidays(app, path)
    school = in_list(900050, **{"LA (code)": "861", "LA (name)": "Westmarch"})
    import_schools(app, write_list(tmp_path / "list.csv", school))
    import_holidays(app, path)
    assert held(app)[0][0] == "Westmarch"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no holiday"),
        ("Westmarch,2026-02-16", "Line 1"),
        ("Westmarch,2026-02-16,2026-02-20,a\nWestmarch,2026-02-20,2026-02-16,b", "Line 2"),
        ("Westmarch,2026-02-16,2026-12-20,too long", "Line 1"),
        ("Westmarch,2026-02-30,2026-03-02,no such day", "Line 1"),
        ("Westmarch,1026-02-16,1026-02-20,long ago", "year 1026"),
        (f"{'W' * 200},2026-02-16,2026-02-20,a", "Line 1"),
        ("Westmarch,2026-02-16,2026-02-20,a\n" * 2_001, "2000 lines"),
    ],
)
def test_a_list_with_a_mistake_is_refused_whole(app, listed, text, told):
    with pytest.raises(InputError, match=told):
        import_holidays(app, listed(text))
    assert kept(app) == ()


def test_bytes_that_are_no_text_are_refused(app, tmp_path):
    path = tmp_path / "holidays.csv"
    path.write_bytes(b"PK\x03\x04\xff\xfe")
    with pytest.raises(InputError, match="not text"):
        import_holidays(app, path)


@pytest.mark.parametrize(
    ("la", "first", "last"),
    [
        (" ", *HALF_TERM),
        ("Westmarch", *HALF_TERM[::-1]),
        ("W\n", date(2026, 1, 1), date(2027, 1, 1)),
    ],
)
def test_a_holiday_that_cannot_be_is_refused(app, la, first, last):
    with pytest.raises(InputError):
        add_holiday(app, la, first, last)


def test_a_holiday_is_the_same_thing_on_every_laptop(app):
    one = add_holiday(app, "Westmarch", *HALF_TERM, "Half term").value
    two = add_holiday(app, "WESTMARCH", *HALF_TERM, "February half term").value
    assert isinstance(one, Holiday)
    assert one.id == two.id
    assert len(kept(app)) == 1
