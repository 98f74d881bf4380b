"""A talk with pupils, for the team: what it tells us first, then question by question."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.follow_through import Standing
from app.domain.snapshot import Snapshot
from app.reports.blocks import Block, Box, Document, Heading
from app.reports.content.panels import rows_beside
from app.reports.content.parts import other_sections, part, section_blocks
from app.reports.content.printable import printable
from app.reports.content.sheets import boxed, opening, sheet, titles

_TOLD = {"visit_date", "arrived", "left", "summary"}
_KNOWN = {"about", "talk", "answers"}


def pupil_voice(snapshot: Snapshot, standing: Standing, *, school_copy: bool = False) -> Document:
    """The document of a talk with pupils. No school checks it, so `standing` is passed over."""
    del standing
    public = printable(snapshot, school_copy=school_copy)
    return sheet(public, titles(public)[0], _blocks(public))


def _blocks(public: Snapshot) -> Iterable[Block]:
    yield from opening(public)
    tells = section_blocks(public, "answers", _TOLD)
    if tells:
        yield Box((Heading("What it tells us"), *tells), strong=True)
    yield from boxed(public, "Summary", "summary")
    yield from part("Who talked with us", section_blocks(public, "about", _TOLD))
    yield from part("What pupils said", section_blocks(public, "talk", _TOLD))
    yield from other_sections(public, _KNOWN, _TOLD)
    yield from rows_beside(public, "pupils")
