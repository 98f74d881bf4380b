"""Parts of a document: sections of the form below a heading, nothing where nothing was said."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from app.domain.prompts import level_names, prompts_in
from app.domain.snapshot import Snapshot, SnapshotGroup, SnapshotPanel
from app.reports.blocks import Block, Heading, Paragraph, Voice, bold, plain
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


def has_panel(snapshot: Snapshot, panel: str) -> bool:
    """Whether the form has that panel of rows, such as `actions`, in any of its sections."""
    items = (item for section in snapshot.sections for item in section.items)
    return any(isinstance(item, SnapshotPanel) and item.panel == panel for item in items)


def key_to_levels(snapshot: Snapshot) -> Iterable[Block]:
    """What the levels that were given stand for, in one line; nothing where none was."""
    prompts = [prompt for section in snapshot.sections for prompt in prompts_in(section)]
    names = level_names(prompts)
    if names:
        told = (
            f" ({', '.join(names.values())}) describe what was seen on the day. "
            "They are not inspection grades."
        )
        yield Paragraph((*bold("Levels"), *plain(told)), Voice.LABEL)
