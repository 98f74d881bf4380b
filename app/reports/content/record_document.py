"""The document of a record that is no note of a visit: what was asked, in the form's order.

A book look, a training session, an application: the form's own title, the facts, then section by
section what was said, with its panels where they stand. Nobody is asked to check it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.domain.follow_through import Standing
from app.domain.snapshot import Snapshot, SnapshotGroup, SnapshotPanel
from app.reports.blocks import Block, Document
from app.reports.content.panels import panel_blocks, rows_beside
from app.reports.content.parts import has_panel, key_to_levels, part, section_blocks
from app.reports.content.printable import printable
from app.reports.content.sheets import boxed, opening, sheet, titles
from app.reports.content.words import sentence_case

_TOLD = {"visit_date", "arrived", "left", "summary"}


def record_document(
    snapshot: Snapshot, standing: Standing, *, school_copy: bool = False
) -> Document:
    """The document of a record; pupils' codes only in the school's own copy.

    `standing` is passed over: it says that a school has not checked a note yet, and no school is
    asked to check this. A record that is not finished says so by itself.
    """
    del standing
    public = _of_its_subject(printable(snapshot, school_copy=school_copy))
    return sheet(public, titles(public)[0], _blocks(public))


def _of_its_subject(snapshot: Snapshot) -> Snapshot:
    """A record about a project has no school: what stands for one is the project itself."""
    if snapshot.facts.get("urn"):
        return snapshot
    facts = {name: text for name, text in snapshot.facts.items() if name != "school"}
    return replace(snapshot, facts={"project": snapshot.facts.get("school", ""), **facts})


def _blocks(snapshot: Snapshot) -> Iterable[Block]:
    yield from opening(snapshot)
    yield from boxed(snapshot, "Summary", "summary")
    for section in snapshot.sections:
        yield from part(_heading(section), _section(snapshot, section))
    if not has_panel(snapshot, "actions"):
        yield from rows_beside(snapshot, "evidence", "earlier-actions", "pupils")
    yield from key_to_levels(snapshot)


def _heading(section: SnapshotGroup) -> str:
    return " ".join(section.label.split()) or sentence_case(section.name.replace("_", " "))


def _section(snapshot: Snapshot, section: SnapshotGroup) -> Iterable[Block]:
    yield from section_blocks(snapshot, section, _TOLD)
    for item in section.items:
        if isinstance(item, SnapshotPanel):
            yield from panel_blocks(snapshot, item.panel)
