"""A data review: the headline first, results with their intervals, the question they ask."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.follow_through import Standing
from app.domain.snapshot import Snapshot
from app.reports.blocks import Block, Document, Paragraph, bold, joined, plain
from app.reports.content.measures import figure_of, points_in
from app.reports.content.panels import rows_beside
from app.reports.content.parts import other_sections, part, section_blocks
from app.reports.content.printable import printable
from app.reports.content.sheets import boxed, opening, sheet, titles
from app.reports.content.words import sentence, words

_SOURCE = ("data_source", "data_source_other", "data_year")
_TOLD = {"visit_date", "arrived", "left", "summary", "headline", *_SOURCE}
_KNOWN = {"about", "measures", "groups", "reading"}


def data_review(snapshot: Snapshot, standing: Standing, *, school_copy: bool = False) -> Document:
    """The document of a data review. It is read with the school, not checked, so `standing` is
    passed over.
    """
    del standing
    public = printable(snapshot, school_copy=school_copy)
    return sheet(public, titles(public)[0], _blocks(public))


def _blocks(public: Snapshot) -> Iterable[Block]:
    yield from opening(public)
    yield from boxed(public, "Headline", "headline")
    yield from boxed(public, "Summary", "summary")
    yield from part("Where the results are from", _source(public))
    yield from part("Measures", _measures(public))
    yield from part("Groups", section_blocks(public, "groups", _TOLD))
    yield from part("What they ask", section_blocks(public, "reading", _TOLD))
    yield from other_sections(public, _KNOWN, _TOLD)
    yield from rows_beside(public)


def _measures(public: Snapshot) -> Iterable[Block]:
    """The scores with intervals as a figure; all measures in the table beside it."""
    points = points_in(public)
    return (*figure_of(points), *section_blocks(public, "measures", _TOLD))


def _source(public: Snapshot) -> Iterable[Block]:
    told = [said for name in _SOURCE if (said := words(public.answer(name)))]
    if told:
        yield Paragraph(joined((bold("Source and year:"), plain(sentence(", ".join(told))))))
    yield from section_blocks(public, "about", _TOLD)
