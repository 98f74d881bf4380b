"""An audit's prompts gathered into components, with the middle level of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.snapshot import Snapshot, SnapshotGroup
from app.reports.charts import Bar, ProfileRow
from app.reports.content.prompts import (
    Prompt,
    level_names,
    middle,
    phase_label,
    prompt_in,
    prompts_in,
)
from app.reports.content.words import sentence

EVERY_PHASE = "All phases"
NOT_SEEN = "not seen"


@dataclass(frozen=True, slots=True)
class Component:
    """One component: the section that asks it, and its prompts in order."""

    key: str
    title: str
    section: SnapshotGroup
    prompts: tuple[Prompt, ...]

    @property
    def asked(self) -> tuple[Prompt, ...]:
        """The prompts that apply to this school."""
        return tuple(prompt for prompt in self.prompts if prompt.applies)

    @property
    def looked_at(self) -> tuple[Prompt, ...]:
        """The prompts for which a level was given."""
        return tuple(prompt for prompt in self.prompts if prompt.looked_at)

    @property
    def count_in_words(self) -> str:
        """`3 of 9 not seen`, or that all were."""
        missing = len(self.asked) - len(self.looked_at)
        return f"{missing} of {len(self.asked)} not seen" if missing else "All looked at"


def components_of(snapshot: Snapshot) -> tuple[Component, ...]:
    """Every section that asks prompts, in the form's order."""
    return tuple(
        Component(section.name, section.label or section.name, section, prompts)
        for section in snapshot.sections
        if (prompts := tuple(prompts_in(section, section.name)))
    )


def phases_of(snapshot: Snapshot, components: Sequence[Component]) -> tuple[str, ...]:
    """The phases looked at: as the form was told, else as levels were given by phase."""
    told = snapshot.answer("phases")
    named = tuple(told.value.split()) if told is not None else ()
    found = (
        mark.phase
        for component in components
        for prompt in component.prompts
        for mark in prompt.marks
        if mark.phase
    )
    return tuple(dict.fromkeys((*named, *found)))


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
    apart = any(mark.phase for prompt in component.prompts for mark in prompt.marks)
    apart = apart or any(prompt.phases for prompt in component.prompts)
    for phase in phases if apart else ("",):
        level = middle(component.looked_at, phase)
        label = phase_label(phase) if phase else EVERY_PHASE
        yield Bar(label, level, names.get(level, NOT_SEEN))


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
