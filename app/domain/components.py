"""An audit's prompts gathered into components, and the phases they were looked at in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.prompts import Prompt, prompts_in
from app.domain.snapshot import Snapshot, SnapshotGroup


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
