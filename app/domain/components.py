"""An audit's prompts gathered into components, and the phases they were looked at in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.prompts import Prompt, middle, phase_label, prompts_in
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


RUNNING_ORDER = "audit_day"
"""The form that says how the day of an audit ran; it asks no prompts, so it has no profile."""


def is_audit(form_id: str) -> bool:
    """Whether a form is an audit's: one that has a profile."""
    return "audit" in form_id.casefold() and form_id != RUNNING_ORDER


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
    named = tuple(told.value.lower().split()) if told is not None else ()
    found = (
        mark.phase
        for component in components
        for prompt in component.prompts
        for mark in prompt.marks
        if mark.phase
    )
    return tuple(dict.fromkeys((*named, *found)))


@dataclass(frozen=True, slots=True)
class PhaseLevel:
    """The middle level of a component in one phase; `phase` is blank where phases do not differ.

    `level` is 0 where nothing was looked at.
    """

    phase: str
    level: int


def phase_levels(component: Component, phases: Sequence[str]) -> tuple[PhaseLevel, ...]:
    """The middle level of a component's prompts, for each phase that was told apart."""
    apart = any(mark.phase for prompt in component.prompts for mark in prompt.marks)
    apart = apart or any(prompt.phases for prompt in component.prompts)
    return tuple(
        PhaseLevel(phase, middle(component.looked_at, phase))
        for phase in (phases if apart else ("",))
    )


def profile_levels(
    snapshot: Snapshot, components: Sequence[Component]
) -> tuple[tuple[PhaseLevel, ...], ...]:
    """The middle levels of an audit's components, each by phase: what every profile shows."""
    phases = phases_of(snapshot, components)
    return tuple(phase_levels(component, phases) for component in components)


def levels_in_words(levels: Sequence[PhaseLevel], names: Mapping[int, str]) -> str:
    """`Developing; Secure in KS2; EYFS to do`: what most phases have, then those that differ."""
    by_level: dict[int, list[str]] = {}
    for one in levels:
        by_level.setdefault(one.level, []).append(phase_label(one.phase))
    to_do = by_level.pop(0, [])
    if not by_level:
        return "Not looked at yet"
    most = sorted(by_level, key=lambda level: (-len(by_level[level]), level))
    if len(by_level) == 1 and not to_do and len(levels) > 1:
        return f"{names[most[0]]} in every phase"
    parts = [names[most[0]], *(f"{names[at]} in {_listed(by_level[at])}" for at in most[1:])]
    if to_do:
        parts.append(f"{_listed(to_do)} to do")
    return "; ".join(parts)


def _listed(phases: Sequence[str]) -> str:
    """`EYFS`, `EYFS and KS1`, `EYFS, KS1 and KS2`."""
    return " and ".join(part for part in (", ".join(phases[:-1]), phases[-1]) if part)
