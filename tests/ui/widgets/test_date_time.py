from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt

from ui.widgets.date_time import DateField, TimeField
from ui.widgets.typed_dates import read_date, read_time, show_date

TODAY = date(2026, 1, 20)  # a Tuesday


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("20/1/26", date(2026, 1, 20)),
        ("20.01.2026", date(2026, 1, 20)),
        ("3-2-26", date(2026, 2, 3)),
        ("2026-02-03", date(2026, 2, 3)),
        ("3 feb", date(2026, 2, 3)),
        ("3rd February 2026", date(2026, 2, 3)),
        ("Tue 3 Feb 2026", date(2026, 2, 3)),
        ("12/12", date(2025, 12, 12)),
        ("today", TODAY),
        ("tomorrow", date(2026, 1, 21)),
        ("+7", date(2026, 1, 27)),
        ("fri", date(2026, 1, 23)),
        ("tuesday", date(2026, 1, 27)),
    ],
)
def test_a_date_is_read_as_it_is_typed_in_england(typed, day):
    assert read_date(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["", "31/2/26", "soon", "32 jan", "1/13/26", "+", "20", "frog"])
def test_what_is_no_date_is_not_guessed_at(typed):
    assert read_date(typed, TODAY) is None


def test_every_day_is_read_back_from_how_it_is_shown():
    for ordinal in range(date(2025, 8, 1).toordinal(), date(2027, 8, 1).toordinal(), 11):
        day = date.fromordinal(ordinal)
        assert read_date(show_date(day), TODAY) == day


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("9", time(9)),
        ("9.30", time(9, 30)),
        ("0930", time(9, 30)),
        ("14:05", time(14, 5)),
        ("2pm", time(14)),
        ("12am", time(0)),
        ("noon", time(12)),
    ],
)
def test_a_time_is_read_as_it_is_typed(typed, moment):
    assert read_time(typed) == moment


@pytest.mark.parametrize("typed", ["", "25", "9.75", "half past", "-1"])
def test_what_is_no_time_is_not_guessed_at(typed):
    assert read_time(typed) is None


@pytest.fixture
def field(shown):
    field = shown(DateField("By", lambda: TODAY))
    field.setFocus()
    return field


def test_a_typed_date_is_told_and_shown_in_full(qtbot, field):
    qtbot.keyClicks(field.line, "3/2/26")
    with qtbot.waitSignal(field.changed) as told:
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert told.args == [date(2026, 2, 3)]
    assert field.line.text() == "Tue 3 Feb 2026"


def test_what_cannot_be_read_stays_on_screen_with_a_red_edge(qtbot, field):
    field.set_value(TODAY)
    field.line.clear()
    qtbot.keyClicks(field.line, "sometime")
    with qtbot.waitSignal(field.misread) as told, qtbot.assertNotEmitted(field.changed):
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert told.args == ["sometime"]
    assert field.line.text() == "sometime"
    assert field.line.property("error")


def test_what_is_typed_is_told_after_a_pause_and_the_words_stay_until_the_field_is_left(
    qtbot, field
):
    with qtbot.waitSignal(field.changed) as told:
        qtbot.keyClicks(field.line, "3 feb")
    assert told.args == [date(2026, 2, 3)]
    assert field.line.text() == "3 feb"
    field.set_value(date(2026, 2, 3))  # a page shows what was kept while the person goes on
    with qtbot.waitSignal(field.changed) as told:
        qtbot.keyClicks(field.line, " 27")
    assert told.args == [date(2027, 2, 3)]
    with qtbot.assertNotEmitted(field.changed):
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.line.text() == "Wed 3 Feb 2027"


def test_what_cannot_be_read_yet_is_no_mistake_while_it_is_typed(qtbot, field):
    field.set_value(TODAY)
    with qtbot.assertNotEmitted(field.changed), qtbot.assertNotEmitted(field.misread):
        field.line.selectAll()
        qtbot.keyClicks(field.line, "3 fe")
        qtbot.waitUntil(lambda: not field._pause.isActive())
    assert field.value == TODAY
    assert not field.line.property("error")


def test_another_value_takes_the_place_of_what_is_typed(qtbot, field):
    qtbot.keyClicks(field.line, "3 feb")
    field.set_value(TODAY)
    assert field.line.text() == "Tue 20 Jan 2026"
    assert field.value == TODAY


def test_up_and_down_step_a_day_and_page_keys_a_week(qtbot, field):
    field.set_value(TODAY)
    qtbot.keyClick(field.line, Qt.Key.Key_Up)
    assert field.value == date(2026, 1, 21)
    qtbot.keyClick(field.line, Qt.Key.Key_PageDown)
    assert field.value == date(2026, 1, 14)


def test_emptying_the_date_is_told_as_none(qtbot, field):
    field.set_value(TODAY)
    field.line.clear()
    with qtbot.waitSignal(field.changed) as told:
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert told.args == [None]


def test_a_day_can_be_picked_from_the_calendar(qtbot, field, qapp):
    from PySide6.QtWidgets import QCalendarWidget

    field.set_value(TODAY)
    qtbot.mouseClick(field.button, Qt.MouseButton.LeftButton)
    popup = qapp.activePopupWidget()
    calendar = popup.findChild(QCalendarWidget)
    with qtbot.waitSignal(field.changed) as told:
        calendar.activated.emit(calendar.selectedDate().addDays(2))
    assert told.args == [date(2026, 1, 22)]


def test_a_weekend_in_the_calendar_is_no_other_colour_than_a_weekday(field, qapp):
    from PySide6.QtWidgets import QCalendarWidget

    field.button.click()
    popup = qapp.activePopupWidget()
    calendar = popup.findChild(QCalendarWidget)
    formats = [calendar.weekdayTextFormat(day) for day in Qt.DayOfWeek]
    popup.close()
    assert all(one == formats[0] for one in formats)


def test_a_time_steps_by_quarters_of_an_hour(qtbot, shown):
    field = shown(TimeField("From"))
    field.set_value(time(9))
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    assert field.value == time(8, 45)
    assert field.line.text() == "08:45"
