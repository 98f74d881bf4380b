"""The charts on a school's first tab: read in the slow lane, shown after all else of the page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.figures import Chart
from ui import theme
from ui.tasks import Lanes, Task
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, EmptyState
from ui.widgets.chart import ChartTable, ChartView
from ui.widgets.text import Words

if TYPE_CHECKING:
    from app.parts import App
    from app.usecases.school_charts import SchoolCharts

PROGRESS = "Key stage 2 maths progress"
VISITS = "Visits and actions over time"
READING = "Reading the finished records…"
UNREAD = "The charts can’t be shown now. The records are safe: come back to the page to try again."
NO_SCORES = (
    "No progress scores yet. They come from a finished data review: each score there that has an "
    "interval is drawn here."
)
NO_COURSE = (
    "Nothing to compare yet. This is drawn from two visits on: those whose record is finished, and "
    "those that are planned."
)


class ChartCard(Card):
    """A chart with what it says first, its table behind a switch; `empty` where there is none."""

    def __init__(self, title: str, empty: str, *buttons: QWidget) -> None:
        super().__init__(title)
        self.table = ChartTable(title)
        self.view = ChartView(self.table)
        self.headline = Words("", "body", strong=True, wrap=True)
        self.source = Words("", "table", "text_muted", wrap=True)
        self.key = Words("", "caption", "text_muted", wrap=True)
        self.empty = EmptyState(empty, *buttons)
        self.heading.addWidget(self.view.switch)
        for part in (self.headline, self.source, self.key, self.view, self.empty):
            self.body.addWidget(part)
        self.view.turned.connect(self._show_key)
        self.show_unknown(READING)

    def show_unknown(self, why: str) -> None:
        """Say why it is not known what there is to draw."""
        self._show_parts(headline="", source=why, has_chart=False)
        self.empty.hide()

    def show_chart(self, chart: Chart | None, headline: str = "", source: str = "") -> None:
        """Show this chart below what it says in words, and where that is from."""
        if chart is not None:
            self.key.setText(chart.key)
            self.table.show_chart(chart)
            self.view.show_chart(self.title.text(), chart)
        self._show_parts(headline, source, has_chart=chart is not None)
        self.empty.setVisible(chart is None)

    def _show_parts(self, headline: str, source: str, *, has_chart: bool) -> None:
        for words, said in ((self.headline, headline), (self.source, source)):
            words.setText(said)
            words.setVisible(bool(said))
        self.view.setVisible(has_chart)
        self.view.switch.setVisible(has_chart)
        self._show_key(self.view.shows_table)

    def _show_key(self, shows_table: bool) -> None:  # noqa: FBT001 - what a signal carries
        """How to read the chart is said where there is one to read."""
        self.key.setVisible(not self.view.isHidden() and not shows_table)


class ChartCards(QWidget):
    """Both charts of a school. `review_asked` wishes for a data review to be started."""

    review_asked = Signal()

    def __init__(self, app: App, lanes: Lanes) -> None:
        super().__init__()
        self._app = app
        self._lanes = lanes
        self._urn = 0
        self._task: Task | None = None
        self.start_review = Button("Start a data review", "plus")
        self.progress = ChartCard(PROGRESS, NO_SCORES, self.start_review)
        self.visits = ChartCard(VISITS, NO_COURSE)
        self.start_review.clicked.connect(self.review_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("gap_between_cards"))
        column.addWidget(self.progress)
        column.addWidget(self.visits)

    def read(self, urn: int) -> None:
        """Read the charts of a school anew; what is shown of it stays meanwhile."""
        from app.usecases.school_charts import school_charts

        if urn != self._urn:
            self._urn = urn
            self.progress.show_unknown(READING)
            self.visits.show_unknown(READING)
        if self._task is not None:
            self._task.stop()
        self._task = task = self._lanes.slow(school_charts, self._app, urn)
        task.done.connect(partial(self._show, task))
        task.ended.connect(partial(self._end, task))
        task.start()

    def _show(self, task: Task, charts: SchoolCharts) -> None:
        """Show what was read; not where something else is read by now."""
        if task is self._task:
            self._task = None
            self.progress.show_chart(charts.progress, charts.headline, charts.source)
            self.visits.show_chart(charts.visits)

    def _end(self, task: Task) -> None:
        """Wait no longer where nothing came of it; why, is told where all failures are."""
        if task is self._task:
            self._task = None
            self.progress.show_unknown(UNREAD)
            self.visits.show_unknown(UNREAD)
