"""A picture of plain shapes on screen, and the table that says the same."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from app.domain.figures import Chart, Figure, Picture, Shape
from ui import theme
from ui.widgets.cards import ScrollBody
from ui.widgets.chart import ChartTable, ChartView, tone

WORDS = "Two scores: 2024 -1.8, 2025 -0.4."
FIGURE = Figure(
    Picture(
        510,
        60,
        (
            Shape(0, 12, text="Progress score 2025", size=11, bold=True),
            Shape(510, 12, text="-0.4", size=11, anchor="end"),
            Shape(100, 20, 60, 12, shade=0.85, edge=True),
            Shape(200, 20, 60, 12, edge=True),
            Shape(300, 20, 60, 12, shade=0.3),
        ),
    ),
    WORDS,
)
CHART = Chart("Scores", "How to read it", FIGURE, ("Measure", "Score"), (("2025", "-0.4"),))
ROOMY = 1500


class Page(QWidget):
    def __init__(self, **more):
        super().__init__()
        self.table = ChartTable("Scores")
        self.view = ChartView(self.table, **more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.before = QLineEdit()
        for widget in (self.before, self.view.switch, self.view):
            column.addWidget(widget)
        column.addStretch(1)

    def fill(self):
        self.table.show_chart(CHART)
        self.view.show_chart("Progress", CHART)


@pytest.fixture
def page(shown):
    kept = []

    def show(width=900, **more):
        kept.append(shown(Page(**more), width, 600))
        kept[-1].fill()
        return kept[-1]

    return show


@pytest.fixture
def painted(monkeypatch):
    """The words that were painted, each with the points of its letters."""
    words = []
    real = QPainter.drawText

    def note(painter, *what):
        words.append((what[-1], painter.font().pointSizeF()))
        return real(painter, *what)

    monkeypatch.setattr(QPainter, "drawText", note)
    return words


def at(page, x, y):
    """The colour at a point of the picture."""
    scale = page.view.drawing.scale
    place = QPoint(round(x * scale), round(y * scale))
    return page.grab().toImage().pixelColor(page.view.drawing.mapTo(page, place))


def test_a_chart_says_its_words_to_who_cannot_see_it(page):
    drawing = page().view.drawing
    assert drawing.isVisible()
    assert drawing.accessibleName() == "Progress"
    assert drawing.accessibleDescription() == WORDS


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_the_keyboard_goes_from_chart_to_table_and_back(qtbot, page, key):
    one = page()
    one.before.setFocus()
    qtbot.keyClick(one.before, Qt.Key.Key_Tab)
    switch = one.view.switch
    assert switch.hasFocus()
    assert switch.accessibleName() == "As a table: Progress"
    qtbot.keyClick(switch, key)
    assert one.table.isVisible()
    assert not one.view.drawing.isVisible()
    assert one.table.rows.index(0, 1).data() == "-0.4"
    assert (switch.text(), switch.accessibleName()) == ("As a chart", "As a chart: Progress")
    assert switch.hasFocus()
    qtbot.keyClick(switch, key)
    assert one.view.drawing.isVisible()
    assert not one.table.isVisible()


def test_a_chart_and_its_table_are_reached_by_tab_and_ringed(qapp, qtbot, page):
    one = page()
    one.view.switch.setFocus()
    qtbot.keyClick(one.view.switch, Qt.Key.Key_Tab)
    assert one.view.drawing.hasFocus()
    assert qapp.ring.ringed is one.view.drawing
    one.view.switch.click()
    one.view.switch.setFocus()
    qtbot.keyClick(one.view.switch, Qt.Key.Key_Tab)
    assert one.table.hasFocus()


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("width", [300, 640, 700, 1000, ROOMY])
def test_no_words_are_smaller_than_a_caption(page, painted, appearance, percent, width):
    appearance(text_percent=percent)
    one = page(width)
    if one.view.shows_table:
        one.view.switch.click()
    painted.clear()
    one.view.drawing.grab()
    assert {words for words, _points in painted} == {"Progress score 2025", "-0.4"}
    caption = theme.look().points("caption")
    assert all(points >= caption - 0.01 for _words, points in painted)
    assert all(points <= 11 * percent / 100 + 0.01 for _words, points in painted)


def test_a_wide_chart_is_no_larger_than_the_text_size_asks(page, appearance):
    one = page(ROOMY)
    assert one.view.drawing.scale == pytest.approx(96 / 72)
    appearance(text_percent=200)
    assert one.view.drawing.scale == pytest.approx(2 * 96 / 72)


def test_where_it_would_be_too_small_the_table_stands_first_and_the_chart_scrolls(qtbot, page):
    one = page(400)
    assert one.view.shows_table
    one.view.switch.click()
    bar = one.view.drawing.horizontalScrollBar()
    assert bar.maximum() == one.view.drawing.least_width - 400
    one.view.drawing.setFocus()
    qtbot.keyClick(one.view.drawing, Qt.Key.Key_Right)
    assert bar.value() > 0


def test_the_chart_comes_back_with_the_room_and_stays_chosen_once_chosen(qtbot, page):
    one = page(400)
    one.resize(ROOMY, 600)
    qtbot.waitUntil(lambda: not one.view.shows_table)
    one.view.switch.click()
    one.resize(ROOMY + 100, 600)
    QApplication.processEvents()
    assert one.view.shows_table


def test_larger_text_turns_a_chart_that_no_longer_fits_into_its_table(page, appearance):
    one = page(900)
    assert not one.view.shows_table
    appearance(text_percent=200)
    assert one.view.shows_table


def test_a_table_may_stand_first(page):
    one = page(ROOMY, table_first=True)
    assert one.view.shows_table
    one.view.switch.click()
    assert not one.view.shows_table


def test_without_a_chart_there_is_only_the_table_and_no_switch(page):
    one = Page()
    one.view.show_chart("Progress", None)
    assert one.view.shows_table
    assert one.view.switch.isHidden()


def test_where_the_next_has_no_chart_nothing_of_the_last_is_drawn(page):
    one = page(table_first=True)
    one.view.switch.click()
    assert not one.view.shows_table
    one.view.show_chart("Another", None)
    assert one.view.shows_table
    assert one.view.drawing.picture.shapes == ()
    assert one.view.drawing.accessibleDescription() == ""


def test_the_keyboard_stays_on_what_is_shown_when_there_is_no_room_for_the_chart(qtbot, page):
    one = page(900)
    after = QLineEdit()
    one.layout().addWidget(after)
    one.view.drawing.setFocus()
    one.resize(400, 600)
    qtbot.waitUntil(lambda: one.view.shows_table)
    assert one.table.hasFocus()
    one.resize(900, 600)
    qtbot.waitUntil(lambda: not one.view.shows_table)
    assert one.view.drawing.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_PageDown])
def test_the_page_scrolls_by_the_keyboard_while_a_chart_has_it(qtbot, shown, key):
    body = ScrollBody("Page")
    one = Page()
    body.column.addWidget(one)
    one.setMinimumHeight(2000)
    shown(body)
    one.fill()
    one.view.drawing.setFocus()
    qtbot.keyClick(one.view.drawing, key)
    assert body.verticalScrollBar().value() > 0


@pytest.mark.parametrize("scheme", ["light", "dark", "high_contrast"])
def test_filled_and_hollow_blocks_differ_and_every_outline_stands_out(page, appearance, scheme):
    appearance(scheme)
    one = page()
    assert at(one, 130, 26) == tone(0.85)
    assert at(one, 230, 26) == at(one, 400, 50)
    assert at(one, 330, 26) == tone(0.3)
    outline = at(one, 200, 26)
    for behind in (theme.colour("surface"), at(one, 400, 50), tone(0.3)):
        assert theme.contrast(outline.name(), behind.name()) >= 3
    assert theme.contrast(tone(0.85).name(), theme.colour("surface").name()) >= 3


def test_a_shade_runs_from_the_ground_to_the_accent(appearance):
    appearance("dark")
    assert tone(0) == theme.colour("surface")
    assert tone(1) == theme.colour("primary")


def test_the_wheel_over_a_chart_scrolls_the_page(shown):
    body = ScrollBody("Page")
    one = Page()
    body.column.addWidget(one)
    one.setMinimumHeight(2000)
    shown(body)
    one.fill()
    over = one.view.drawing.mapTo(body, QPoint(20, 10))
    QTest.wheelEvent(body.windowHandle(), QPointF(over), QPoint(0, -120))
    assert body.verticalScrollBar().value() > 0


def test_the_table_keeps_qt_s_rules_for_models(qapp):
    table = ChartTable("Scores")
    QAbstractItemModelTester(table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.show_chart(CHART)
    table.show_chart(Chart("Visits", "", FIGURE, ("Visit", "Day", "Agreed"), (("1", "2", "3"),)))
    assert table.rows.columnCount() == 3
    assert table.rows.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole) == "Agreed: 3"
