"""Lesson visits and early years visits, for the team: all classes at a glance, then each in turn.

No grade is given, and no teacher is named: a class is its year and group.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.domain.follow_through import Standing
from app.domain.snapshot import Snapshot, SnapshotGroup
from app.reports.blocks import Block, Column, Document, Table
from app.reports.content.answers import group_blocks
from app.reports.content.furniture import text_cells
from app.reports.content.panels import rows_beside
from app.reports.content.parts import other_sections, part, section_blocks
from app.reports.content.printable import printable
from app.reports.content.sheets import boxed, opening, sheet, titles
from app.reports.content.words import lines_of, words

_ROWS = "classes_seen"
_WHERE = "where"
_GLANCE = (
    ("Class", _WHERE, 1.3),
    ("Pupils", "class_pupils", 0.8),
    ("Adults", "class_adults", 1.3),
    ("Strength to share", "class_strength", 2.0),
    ("Question to the teacher", "class_question", 2.0),
    ("Next prompt", "ey_prompt", 2.0),
)
_TOLD = {"visit_date", "arrived", "left", "summary"}


def class_visits(snapshot: Snapshot, standing: Standing, *, school_copy: bool = False) -> Document:
    """The document of visits to classes. No school checks it, so `standing` is passed over."""
    del standing
    public = printable(snapshot, school_copy=school_copy)
    return sheet(public, titles(public)[0], _blocks(public))


def _blocks(public: Snapshot) -> Iterable[Block]:
    yield from opening(public)
    yield from boxed(public, "Summary", "summary")
    yield from part("What was agreed before", section_blocks(public, "about", _TOLD))
    classes = _classes(public)
    several = len(classes) > 1
    if several:
        yield from part("At a glance", _glance(classes))
    for number, each in enumerate(classes, start=1):
        yield from part(_title(each, number), _class(each, at_a_glance=several))
    yield from other_sections(_without_classes(public), {"about"}, _TOLD)
    yield from rows_beside(public)


def _classes(public: Snapshot) -> list[SnapshotGroup]:
    rows = (item for section in public.sections for item in section.items)
    return [row for row in rows if isinstance(row, SnapshotGroup) and row.name == _ROWS]


def _without_classes(public: Snapshot) -> Snapshot:
    kept = tuple(
        replace(section, items=tuple(i for i in section.items if i.name != _ROWS))
        for section in public.sections
    )
    return replace(public, sections=kept)


def _said(group: SnapshotGroup) -> dict[str, str]:
    return {answer.name: words(answer) for answer in group.answers()}


def _title(group: SnapshotGroup, number: int) -> str:
    where = " ".join(lines_of(_said(group).get(_WHERE, "")))
    return where or f"{group.label or 'Class'} {number}"


def _glance(classes: Sequence[SnapshotGroup]) -> Iterable[Block]:
    """A row for each class, with the columns that any of them fills."""
    said = [_said(each) for each in classes]
    shown = [each for each in _GLANCE if any(row.get(each[1]) for row in said)]
    columns = tuple(Column(title, share) for title, _name, share in shown)
    rows = tuple(text_cells(row.get(name, "") for _title, name, _share in shown) for row in said)
    if columns:
        yield Table(columns, rows, "The classes seen, at a glance", header_columns=1)


def _class(group: SnapshotGroup, *, at_a_glance: bool) -> tuple[Block, ...]:
    """What was seen in one class, but what stands in its title, or at a glance already."""
    placed = {name for _title, name, _share in _GLANCE} if at_a_glance else {_WHERE}
    refs = {answer.ref for answer in group.answers() if answer.name in placed}
    return group_blocks(group, apart_from=refs)
