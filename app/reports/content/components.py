"""An audit's components as a profile: the middle level of each, as bars and in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.domain.components import Component, phase_levels, phases_of
from app.domain.prompts import level_names, phase_label, prompt_in
from app.domain.snapshot import Snapshot, SnapshotGroup
from app.reports.charts import Bar, ProfileRow
from app.reports.content.words import sentence

EVERY_PHASE = "All phases"
NOT_SEEN = "not seen"


def profile_of(snapshot: Snapshot, components: Sequence[Component]) -> tuple[ProfileRow, ...]:
    """The profile's rows: one bar for each phase, or a single one where phases do not differ."""
    phases = phases_of(snapshot, components)
    names = level_names(prompt for component in components for prompt in component.prompts)
    return tuple(
        ProfileRow(
            component.title, component.count_in_words, tuple(bars_of(component, phases, names))
        )
        for component in components
    )


def bars_of(component: Component, phases: Sequence[str], names: dict[int, str]) -> Iterator[Bar]:
    """The middle level of a component's prompts, for each phase that was told apart."""
    for one in phase_levels(component, phases):
        label = phase_label(one.phase) if one.phase else EVERY_PHASE
        yield Bar(label, one.level, names.get(one.level, NOT_SEEN))


def bars_in_words(row: ProfileRow) -> str:
    """`EYFS 3 Secure; KS1 2 Developing.`, or the words alone where phases do not differ."""
    if [bar.label for bar in row.bars] == [EVERY_PHASE]:
        return sentence(row.bars[0].words)
    return sentence("; ".join(f"{bar.label} {bar.words}" for bar in row.bars))


def without_prompts(group: SnapshotGroup) -> SnapshotGroup:
    """What a section asks besides its prompts."""
    items = tuple(
        without_prompts(item) if isinstance(item, SnapshotGroup) else item
        for item in group.items
        if not (isinstance(item, SnapshotGroup) and _asks_level(item))
    )
    return replace(group, items=items)


def _asks_level(group: SnapshotGroup) -> bool:
    prompt = prompt_in(group)
    return prompt is not None and bool(prompt.marks)
