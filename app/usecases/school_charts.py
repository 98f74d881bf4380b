"""A school's charts: progress scores with their intervals, visits and their actions over time.

They are read from finished records, as documents are, so the page may show them before a school.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app import reference
from app.domain.figures import Chart
from app.domain.history import Moment
from app.domain.progress import against_average, latest
from app.domain.snapshot import Snapshot
from app.domain.visits import Visit, VisitState
from app.parts import App
from app.usecases.actions import ActionLine, kept_lines
from app.usecases.briefing import WITH_RESULTS
from app.usecases.guards import taken_on
from app.usecases.school_documents import finished_snapshots

Report = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class SchoolCharts:
    """What there is to draw of a school; None where there is not enough of it.

    `headline` says the latest score in words, `source` where the scores are from.
    """

    progress: Chart | None = None
    headline: str = ""
    source: str = ""
    visits: Chart | None = None


def school_charts(progress: Report, app: App, urn: int) -> SchoolCharts:
    """The charts of a school; NotFoundError where it has not been taken on.

    Every finished record of the school is read, so call it beside what a person waits for.
    """
    from app.reports.content.history import visits_chart

    progress(0, 0, "Reading the finished records")
    with app.store.reading() as reader:
        taken_on(reader, urn)
        found = finished_snapshots(reader, urn)
        planned = reader.find(Visit, urn=urn, state=VisitState.PLANNED)
        lines = kept_lines(reader, urn=urn)
    chart, headline, source = _scores(found)
    return SchoolCharts(
        progress=chart,
        headline=headline,
        source=source,
        visits=visits_chart(_moments(found, planned, lines, app.today())),
    )


def _scores(found: Sequence[Snapshot]) -> tuple[Chart | None, str, str]:
    """The newest scores that may be printed, the latest of them in words, where they are from."""
    from app.reports.charts import score_in_words
    from app.reports.content.measures import points_in, progress_chart, results_from
    from app.reports.content.printable import printable

    for public in map(printable, _with_results(found)):
        points = points_in(public)
        last = latest(points)
        if last is not None:
            told = f"{last.label}: {score_in_words(last)}, {against_average(last)}"
            return progress_chart(points), told, results_from(public)
    return None, "", ""


def _with_results(found: Sequence[Snapshot]) -> Iterator[Snapshot]:
    """The records that hold results, the most telling form first and the newest of each first."""
    for form_id in WITH_RESULTS:
        yield from (one for one in reversed(found) if one.form_id == form_id)


def _moments(
    found: Iterable[Snapshot], planned: Iterable[Visit], lines: Iterable[ActionLine], today: date
) -> tuple[Moment, ...]:
    """The visits that were made, with how their actions stand now, and those still to come."""
    from app.reports.content.history import moments_in

    ahead = (
        Moment(visit.on, reference.visit_kind(visit.kind).label, is_ahead=True)
        for visit in planned
        if visit.on >= today
    )
    made = moments_in(found, _closed_now(lines))
    return tuple(sorted((*made, *ahead), key=lambda moment: moment.day))


def _closed_now(lines: Iterable[ActionLine]) -> Mapping[str, bool]:
    """Whether an action is closed by its last status, of those that were given one."""
    return {line.action.id: line.review.status.closes for line in lines if line.review is not None}
