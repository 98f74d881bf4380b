"""Parts of a document: sections of the form below a heading, nothing where nothing was said."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from app.domain.snapshot import Snapshot, SnapshotGroup
from app.reports.blocks import Block, Heading
from app.reports.content.answers import group_blocks


def part(title: str, blocks: Iterable[Block]) -> Iterable[Block]:
    """A heading with what follows, or nothing where nothing was said."""
    inside = tuple(blocks)
    return (Heading(title), *inside) if inside else ()


def refs_of(snapshot: Snapshot, names: Iterable[str]) -> frozenset[str]:
    """The refs of the answers that a document places itself: the first of each name.

    A later question may share a name, in a repeat or another section; it is printed where it is.
    """
    answers = (snapshot.answer(name) for name in names)
    return frozenset(answer.ref for answer in answers if answer is not None)


def section_blocks(
    snapshot: Snapshot, section: SnapshotGroup | str, placed: Collection[str]
) -> tuple[Block, ...]:
    """The rest of a section, given itself or by name, without the answers `placed` elsewhere."""
    found = snapshot.section(section) if isinstance(section, str) else section
    return group_blocks(found, apart_from=refs_of(snapshot, placed)) if found is not None else ()


def other_sections(
    snapshot: Snapshot, known: Collection[str], placed: Collection[str]
) -> Iterable[Block]:
    """Sections that a document does not know by name, each below its own title."""
    for section in snapshot.sections:
        if section.name not in known:
            yield from part(_title_of(section), section_blocks(snapshot, section, placed))


def _title_of(section: SnapshotGroup) -> str:
    return " ".join(section.label.split()) or section.name.replace("_", " ").capitalize()
