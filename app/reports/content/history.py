"""A school's visits and their actions over time: the figure, and its data as a table beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.domain.actions import ActionStatus
from app.domain.calendar import in_words
from app.domain.history import Moment
from app.domain.snapshot import Snapshot
from app.reports.blocks import Block, Cell, Column, Paragraph, Table, Voice, plain
from app.reports.charts import visits_figure
from app.reports.content.furniture import text_cells
from app.reports.content.words import as_date

_KEY = "A block for each action agreed at a visit, filled if it has been closed since."
_CLOSES = {status.label.casefold() for status in ActionStatus if status.closes}


def history_blocks(moments: Sequence[Moment]) -> Iterable[Block]:
    """The figure and its table, from two visits on: one alone is no course."""
    if len(moments) < 2:  # noqa: PLR2004 - as the docstring says
        return
    yield Paragraph(plain(_KEY), Voice.QUIET)
    yield visits_figure(tuple(replace(one, label=_short(one.label)) for one in moments))
    columns = (
        Column("Visit", 1.6),
        Column("Day", 1.4),
        Column("Actions agreed", 1.2),
        Column("Closed since", 1.2),
    )
    yield Table(columns, tuple(map(_row, moments)), "Visits and their actions", header_columns=1)


def _short(label: str) -> str:
    """`Specialist` for `Specialist’s visit`: below the line there is little room."""
    return label.removesuffix("’s visit")


def _row(moment: Moment) -> tuple[Cell, ...]:
    counts = ("Planned", "") if moment.is_ahead else (str(moment.agreed), str(moment.closed))
    return text_cells((moment.label, in_words(moment.day), *counts))


def moments_in(snapshots: Iterable[Snapshot]) -> tuple[Moment, ...]:
    """The visits that finished records tell of, with what later ones say of their actions."""
    ordered = sorted(snapshots, key=lambda one: (one.facts.get("date", ""), one.reference))
    closed: set[str] = set()
    for snapshot in ordered:  # the later record has the last word
        for row in snapshot.earlier:
            closes = row.get("status", "").casefold() in _CLOSES
            (closed.add if closes else closed.discard)(row.get("id", ""))
    return tuple(
        Moment(day, kind, len(one.actions), sum(row.get("id", "") in closed for row in one.actions))
        for one in ordered
        if (day := as_date(one.facts.get("date", ""))) and (kind := one.facts.get("visit_kind"))
    )
