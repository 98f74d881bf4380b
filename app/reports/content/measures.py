"""Results that a record holds, as they may be printed: measures with intervals and comparisons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from app.domain.briefings import BriefedResult
from app.domain.figures import Chart
from app.domain.progress import ProgressPoint, progress_point, signed
from app.domain.snapshot import Snapshot, SnapshotGroup
from app.reports.blocks import Block, Paragraph, Voice, plain
from app.reports.charts import progress_figure, score_in_words
from app.reports.content.furniture import charted
from app.reports.content.words import words

DATA_REVIEW = "data_review"
APPLICATION = "application"
REVIEW = "project_review"
PROGRESS = "progress"
"""The measure that is a score about 0 with an interval; others have no such interval."""
_KEY = (
    "A filled block is the score, the bar through it its interval, a hollow block what it is "
    "compared with; 0 is the average."
)
_HEADINGS = ("Measure", "Score and interval", "Beside")
_SHARES = (2.4, 1.8, 1.0)
_PREFIXES = {APPLICATION: "need", REVIEW: "ks2"}
"""What the names of a published result's questions begin with, form by form."""


def results_in(public: Snapshot) -> tuple[BriefedResult, ...]:
    """The results of a printable record: measure by measure, or the one published result."""
    if public.form_id == DATA_REVIEW:
        return tuple(_measures(public))
    prefix = _PREFIXES.get(public.form_id)
    return tuple(_published(public, prefix)) if prefix else ()


def results_from(public: Snapshot) -> str:
    """Where the results are from, such as `Published key stage 2, 2025/26 (S900001-V4)`."""
    named = (words(public.answer(name)) for name in ("data_source", "data_year", "need_year"))
    told = ", ".join(part for part in named if part)
    return f"{told} ({public.reference})" if told else public.reference


def points_in(public: Snapshot) -> tuple[ProgressPoint, ...]:
    """The progress scores with intervals among a printable record's results."""
    return tuple(
        point
        for result in results_in(public)
        if PROGRESS in result.measure.casefold()
        and (point := progress_point(result.measure, result.school, result.interval, result.beside))
    )


def progress_blocks(points: Sequence[ProgressPoint]) -> Iterable[Block]:
    """The figure of progress scores, and its data as a table beside it."""
    chart = progress_chart(points)
    return tuple(charted(chart, _SHARES)) if chart else ()


def figure_of(points: Sequence[ProgressPoint]) -> Iterable[Block]:
    """The figure of progress scores with how to read it; nothing where there is no score."""
    chart = progress_chart(points)
    return (Paragraph(plain(chart.key), Voice.QUIET), chart.figure) if chart else ()


def progress_chart(points: Sequence[ProgressPoint]) -> Chart | None:
    """The figure of progress scores with its data; None where there is no score."""
    if not points:
        return None
    shown = 3 if any(point.beside is not None for point in points) else 2
    rows = tuple(_told(point)[:shown] for point in points)
    return Chart(
        "Progress scores with their intervals",
        _KEY,
        progress_figure(points),
        _HEADINGS[:shown],
        rows,
    )


def _told(point: ProgressPoint) -> tuple[str, str, str]:
    beside = "" if point.beside is None else signed(point.beside)
    return point.label, score_in_words(point), beside


def _measures(public: Snapshot) -> Iterator[BriefedResult]:
    for section in public.sections:
        for row in section.items:
            if isinstance(row, SnapshotGroup) and row.name == "D_measures":
                said = {answer.name: words(answer) for answer in row.answers()}
                if said.get("D_measure") and said.get("D_school"):
                    yield BriefedResult(
                        said["D_measure"],
                        said["D_school"],
                        said.get("D_comparison", ""),
                        said.get("D_interval", ""),
                    )


def _published(public: Snapshot, prefix: str) -> Iterator[BriefedResult]:
    """The one result of a form: what is measured, its value, and its interval's two ends."""
    value_of = "need" if prefix == "need" else f"{prefix}_value"
    measure, value = words(public.answer(f"{prefix}_measure")), words(public.answer(value_of))
    low, high = (words(public.answer(f"{prefix}_{end}")) for end in ("low", "high"))
    if value:
        interval = f"{low} to {high}" if low and high else ""
        yield BriefedResult(measure or "Key stage 2 mathematics", value, interval=interval)
