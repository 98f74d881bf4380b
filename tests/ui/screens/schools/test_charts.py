"""The charts on a school's page: read after it, drawn as on paper, told in words."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.actions import ActionStatus
from app.errors import StoreError
from app.usecases import school_charts as school_charts_of
from app.usecases.actions import actions_of, give_status
from app.usecases.school_charts import school_charts
from app.usecases.visits import plan_visit
from tests.builders_filling import a_data_review, a_measure
from ui.places import Navigator, SchoolPage
from ui.screen import Layout
from ui.screens.schools import SchoolScreen
from ui.screens.schools.charts import UNREAD
from ui.tasks import Lanes

URN = 900001
EMPTY = 900004


@pytest.fixture
def reviewed(app):
    """The sample project with a finished data review of its first school."""
    a_data_review(
        app,
        URN,
        a_measure("Progress score 2024", "-1.8", "-3.4 to -0.2"),
        a_measure("Progress score 2025", "-0.4", "-1.9 to 1.1"),
    )
    return app


def charts_on(screen):
    return screen.overview.charts


def test_the_page_draws_what_its_documents_draw(reviewed, open_school):
    charts = charts_on(open_school(reviewed))
    found = school_charts(lambda *_progress: None, reviewed, URN)
    for card, chart in ((charts.progress, found.progress), (charts.visits, found.visits)):
        assert card.view.drawing.picture == chart.figure.picture
        assert card.view.drawing.accessibleDescription() == chart.figure.alternative
        rows = card.table.rows
        shown = [
            tuple(rows.index(row, at).data() for at in range(rows.columnCount()))
            for row in range(rows.rowCount())
        ]
        assert shown == list(chart.rows)


def test_the_latest_score_and_its_source_stand_first_in_words(reviewed, open_school):
    card = charts_on(open_school(reviewed)).progress
    assert card.headline.isVisible()
    assert card.headline.text() == (
        "Progress score 2025: -0.4 (-1.9 to +1.1), in line with the average"
    )
    assert "S900001-DATA-REVIEW" in card.source.text()


def test_how_to_read_a_chart_is_said_only_beside_it(reviewed, open_school):
    card = charts_on(open_school(reviewed)).progress
    assert card.key.isVisible()
    card.view.switch.click()
    assert card.table.isVisible()
    assert not card.key.isVisible()


def test_opening_a_school_does_not_wait_for_its_charts(qtbot, reviewed, shown, lanes, went):
    go_on = threading.Event()
    busy = lanes.slow(lambda _progress: go_on.wait(20))
    busy.start()
    screen = shown(SchoolScreen(reviewed, lanes, Navigator(went)), 1278, 738)
    screen.show_place(SchoolPage(URN))
    qtbot.waitUntil(screen.stack.isVisible)
    store_is_through = lanes.store(lambda: None)
    with qtbot.waitSignal(store_is_through.done):
        store_is_through.start()
    card = charts_on(screen).progress
    assert "Reading" in card.source.text()
    assert not card.view.isVisible()
    assert not card.empty.isVisible()
    go_on.set()
    qtbot.waitUntil(card.view.isVisible)
    assert "Reading" not in card.source.text()


def test_charts_that_cannot_be_read_say_so_and_are_not_waited_for(
    qtbot, app, monkeypatch, shown, went
):
    def damaged(*_given):
        raise StoreError("A finished record can’t be read.")

    told = []
    lanes = Lanes(told.append)
    monkeypatch.setattr(school_charts_of, "finished_snapshots", damaged)
    screen = shown(SchoolScreen(app, lanes, Navigator(went)), 1278, 738)
    screen.show_place(SchoolPage(URN))
    qtbot.waitUntil(lambda: bool(told))
    lanes.close()
    assert [str(error) for error in told] == ["A finished record can’t be read."]
    for card in (charts_on(screen).progress, charts_on(screen).visits):
        assert card.source.text() == UNREAD
        assert not card.view.isVisible()


def test_charts_that_come_late_are_not_shown_at_another_school(
    qtbot, reviewed, open_school, lanes, monkeypatch
):
    screen = open_school(reviewed, EMPTY)
    reading, go_on = threading.Event(), threading.Event()
    real = school_charts_of.finished_snapshots

    def slowly(reader, urn):
        if urn == URN:
            reading.set()
            go_on.wait(20)
        return real(reader, urn)

    monkeypatch.setattr(school_charts_of, "finished_snapshots", slowly)
    screen.show_place(SchoolPage(URN))
    qtbot.waitUntil(reading.is_set)
    screen.show_place(SchoolPage(EMPTY))
    qtbot.waitUntil(lambda: charts_on(screen)._urn == EMPTY)
    charts = charts_on(screen)
    with qtbot.assertNotEmitted(charts.progress.view.turned):
        go_on.set()
        qtbot.waitUntil(lambda: not lanes.busy)
    assert charts.progress.empty.isVisible()
    assert not charts.progress.view.isVisible()


def test_the_next_school_shows_nothing_of_the_last(qtbot, reviewed, open_school, lanes):
    screen = open_school(reviewed)
    assert charts_on(screen).progress.view.isVisible()
    screen.show_place(SchoolPage(EMPTY))
    qtbot.waitUntil(lambda: screen.stack.isVisible() and not lanes.busy)
    assert charts_on(screen).progress.empty.isVisible()
    assert not charts_on(screen).progress.headline.isVisible()


def test_where_there_is_nothing_it_says_what_to_do_and_offers_it(qtbot, app, open_school):
    screen = open_school(app, EMPTY)
    charts = charts_on(screen)
    assert "finished data review" in charts.progress.empty.words.text()
    assert charts.visits.empty.isVisible()
    assert not charts.progress.view.switch.isVisible()
    with qtbot.waitSignal(screen.start_asked) as asked:
        qtbot.keyClick(charts.start_review, Qt.Key.Key_Return)
    assert asked.args == [EMPTY, "data_review", ""]


def test_what_is_done_on_the_page_is_drawn_anew(qtbot, app, lanes, open_school):
    screen = open_school(app)
    table = charts_on(screen).visits.table
    assert table.rows.index(0, 3).data() == "0"
    line = next(line for line in actions_of(app, URN) if line.is_open)
    screen.doing.do(lambda: give_status(app, line.action.id, ActionStatus.DONE))
    qtbot.waitUntil(lambda: not lanes.busy)
    assert table.rows.index(0, 3).data() == "1"


def test_a_visit_planned_elsewhere_is_drawn_when_the_page_hears_of_it(
    qtbot, app, lanes, open_school
):
    screen = open_school(app)
    rows = charts_on(screen).visits.table.rows
    before = rows.rowCount()
    done = plan_visit(app, URN, "visit_3", date(2026, 3, 10))
    screen.follow(done.changes, None)
    qtbot.waitUntil(lambda: not lanes.busy)
    assert rows.rowCount() == before + 1


def test_the_keyboard_comes_by_in_the_order_of_the_page(qtbot, reviewed, open_school):
    screen = open_school(reviewed)
    charts = charts_on(screen)
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    charts.progress.view.switch.setFocus()
    passed = []
    for _step in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        passed.append(QApplication.focusWidget())
    assert passed == [
        charts.progress.view.drawing,
        charts.visits.view.switch,
        charts.visits.view.drawing,
    ]


@pytest.mark.parametrize(
    ("width", "mode", "percent"),
    [(1278, Layout.WIDE, 100), (1192, Layout.NARROW, 100), (1334, Layout.COMPACT, 200)],
)
def test_no_chart_is_wider_than_its_card(
    qtbot, reviewed, open_school, appearance, width, mode, percent
):
    appearance(text_percent=percent)
    screen = open_school(reviewed)
    screen.set_layout(mode)
    screen.resize(width, 700)
    QApplication.processEvents()
    for card in (charts_on(screen).progress, charts_on(screen).visits):
        bar = card.view.drawing.horizontalScrollBar()
        assert card.view.shows_table or bar.maximum() == 0
        assert card.width() <= screen.width()
