"""A school's visits and their actions over time: the figure, and its data as a table beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.domain.actions import ActionStatus
from app.domain.calendar import in_words
from app.domain.figures import Chart
from app.domain.history import Moment
from app.domain.snapshot import Snapshot
from app.reports.blocks import Block
from app.reports.charts import visits_figure
from app.reports.content.furniture import charted
from app.reports.content.sheets import is_for_team
from app.reports.content.words import as_date

_KEY = "A block for each action agreed at a visit, filled if it has been closed since."
_HEADINGS = ("Visit", "Day", "Actions agreed", "Closed since")
_SHARES = (1.6, 1.4, 1.2, 1.2)
_CLOSES = {status.label.casefold() for status in ActionStatus if status.closes}


def history_blocks(moments: Sequence[Moment]) -> Iterable[Block]:
    """The figure and its table, from two visits on."""
    chart = visits_chart(moments)
    return tuple(charted(chart, _SHARES)) if chart else ()


def visits_chart(moments: Sequence[Moment]) -> Chart | None:
    """The figure with its data, from two visits on: one alone is no course."""
    if len(moments) < 2:  # noqa: PLR2004 - as the docstring says
        return None
    rows = tuple(map(_row, moments))
    figure = visits_figure(tuple(replace(one, label=_short(one.label)) for one in moments))
    return Chart("Visits and their actions", _KEY, figure, _HEADINGS, rows)


def _short(label: str) -> str:
    """`Specialist` for `Specialist’s visit`: below the line there is little room."""
    return label.removesuffix("’s visit")


def _row(moment: Moment) -> tuple[str, ...]:
    counts = ("Planned", "") if moment.is_ahead else (str(moment.agreed), str(moment.closed))
    return (moment.label, in_words(moment.day), *counts)


def moments_in(
    snapshots: Iterable[Snapshot], now: Mapping[str, bool] | None = None
) -> tuple[Moment, ...]:
    """The visits that finished records tell of, with what later ones say of their actions.

    A record for the team alone tells a school nothing, and this is for schools to see.
    `now` says by an action's id whether it is closed, where more is known than records tell.
    """
    told = (one for one in snapshots if not is_for_team(one))
    ordered = sorted(told, key=lambda one: (one.facts.get("date", ""), one.reference))
    closed: dict[str, bool] = {}
    for snapshot in ordered:  # the later record has the last word
        for row in snapshot.earlier:
            closed[row.get("id", "")] = row.get("status", "").casefold() in _CLOSES
    closed |= now or {}
    return tuple(
        Moment(
            day,
            kind,
            len(one.actions),
            sum(closed.get(row.get("id", ""), False) for row in one.actions),
        )
        for one in ordered
        if (day := as_date(one.facts.get("date", ""))) and (kind := one.facts.get("visit_kind"))
    )
