"""An audit's components as a profile: the middle level of each, as bars and in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from app.domain.components import Component, PhaseLevel
from app.domain.figures import Chart
from app.domain.prompts import level_names, phase_label, prompt_in
from app.domain.snapshot import SnapshotGroup
from app.reports.charts import Bar, ProfileRow, profile_figure
from app.reports.content.words import sentence

EVERY_PHASE = "All phases"
NOT_SEEN = "not seen"
_KEY = "The middle level of each component. It is not an inspection grade."
_HEADINGS = ("Component", "Level in words", "Looked at")


def profile_of(
    components: Sequence[Component], levels: Iterable[Sequence[PhaseLevel]]
) -> tuple[ProfileRow, ...]:
    """The profile's rows: one bar for each phase, or a single one where phases do not differ.

    `levels` are the components' in their order, as `profile_levels` has them.
    """
    names = level_names(prompt for component in components for prompt in component.prompts)
    return tuple(
        ProfileRow(component.title, component.count_in_words, tuple(_bars(reached, names)))
        for component, reached in zip(components, levels, strict=True)
    )


def _bars(levels: Iterable[PhaseLevel], names: Mapping[int, str]) -> Iterator[Bar]:
    for one in levels:
        label = phase_label(one.phase) if one.phase else EVERY_PHASE
        yield Bar(label, one.level, names.get(one.level, NOT_SEEN))


def profile_chart(rows: Sequence[ProfileRow]) -> Chart | None:
    """The profile as a figure with its data; None where nothing is asked on a scale."""
    if not rows:
        return None
    told = tuple((row.title, bars_in_words(row), row.looked_at) for row in rows)
    return Chart("The profile in words", _KEY, profile_figure(rows), _HEADINGS, told)


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
