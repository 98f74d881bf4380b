"""The document of a record that is no note of a visit: what was asked, in the form's order.

A book look, a training session, an application: the form's own title, the facts, then section by
section what was said, with its panels where they stand. One that agrees actions with a
school goes the way of a note: it says at what stage it stands, what a correction changed, and asks
for the check.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.domain.follow_through import Standing, Way, way_of
from app.domain.snapshot import Snapshot, SnapshotGroup, SnapshotPanel
from app.reports.blocks import Block, Document
from app.reports.content.accuracy import accuracy_check, sign_off
from app.reports.content.changed import changed_since
from app.reports.content.furniture import facts_block, title_blocks
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

    `standing` is passed over where no school is asked to check this. A record that is not finished
    says so by itself.
    """
    public = _of_its_subject(printable(snapshot, school_copy=school_copy))
    checked = way_of(snapshot) is Way.CHECKED
    changed = changed_since(standing.before, snapshot, school_copy=school_copy) if checked else ()
    blocks = (
        *(_checked_opening(public, standing) if checked else opening(public)),
        *changed,
        *_blocks(public),
        *(_check(public, standing) if checked else ()),
        *key_to_levels(public),
    )
    return sheet(public, titles(public)[0], blocks)


def _checked_opening(public: Snapshot, standing: Standing) -> Iterable[Block]:
    title, more = titles(public)
    yield from title_blocks(public, title, more, standing)
    yield facts_block(public)


def _check(public: Snapshot, standing: Standing) -> Iterable[Block]:
    yield from part("School’s comment and accuracy check", accuracy_check(public, standing))
    yield from part("Sign-off and who receives this", sign_off(public, standing))


def _of_its_subject(snapshot: Snapshot) -> Snapshot:
    """A record about a project has no school: what stands for one is the project itself."""
    if snapshot.facts.get("urn"):
        return snapshot
    facts = {name: text for name, text in snapshot.facts.items() if name != "school"}
    return replace(snapshot, facts={"project": snapshot.facts.get("school", ""), **facts})


def _blocks(snapshot: Snapshot) -> Iterable[Block]:
    yield from boxed(snapshot, "Summary", "summary")
    for section in snapshot.sections:
        yield from part(_heading(section), _section(snapshot, section))
    if not has_panel(snapshot, "actions"):
        yield from rows_beside(snapshot, "evidence", "earlier-actions", "pupils")


def _heading(section: SnapshotGroup) -> str:
    return " ".join(section.label.split()) or sentence_case(section.name.replace("_", " "))


def _section(snapshot: Snapshot, section: SnapshotGroup) -> Iterable[Block]:
    yield from section_blocks(snapshot, section, _TOLD)
    for item in section.items:
        if isinstance(item, SnapshotPanel):
            yield from panel_blocks(snapshot, item.panel)
