"""An audit's profile on one page: the middle level of each component, and what was looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app import reference
from app.domain.components import (
    Component,
    PhaseLevel,
    components_of,
    levels_in_words,
    phases_of,
    profile_levels,
)
from app.domain.figures import Chart
from app.domain.levels import Scale, middle_level
from app.domain.prompts import Prompt, middle, phase_label
from app.domain.records import Record, RecordState
from app.domain.snapshot import Snapshot
from app.parts import App
from app.usecases.opened import live_session, open_record
from app.usecases.records import finished_snapshot
from app.usecases.snapshots import freeze

THREADS = {"disadvantaged": "Disadvantaged pupils", "transition": "Transition"}
MOST_NEEDS = 3
USUAL_SCALE = "four_point"


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One component: `levels` by phase, in words, and how much of it was looked at.

    `ref` is where its prompts stand; `to_look_at` that of the first one not looked at, or blank.
    """

    key: str
    title: str
    levels: tuple[PhaseLevel, ...]
    words: str
    looked_at: int
    asked: int
    ref: str
    to_look_at: str = ""


@dataclass(frozen=True, slots=True)
class ThreadPrompt:
    """A prompt that bears on a thread: `levels` as they were given, and what was seen.

    `levels` is one line for each phase that was told apart; empty where nothing was said. `ref` is
    where the prompt is answered.
    """

    code: str
    label: str
    component: str
    levels: tuple[str, ...]
    seen: str
    looked_at: bool
    ref: str


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """One thread: how many of the prompts that bear on it were looked at, and what they say.

    `phases` has the middle levels in words, phase by phase where they were told apart.
    """

    title: str
    looked_at: int
    asked: int
    words: str
    phases: str = ""
    prompts: tuple[ThreadPrompt, ...] = ()


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One agreed need: the prompt that shows it, and what support is offered."""

    title: str
    prompt: str
    support: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AuditProfile:
    """An audit at a glance; `level_words` are the scale's words, lowest first.

    `chart` draws the levels of `lines` as the report does, None where nothing is asked on a scale.
    """

    record: Record
    school_name: str
    auditors: str
    level_words: tuple[str, ...]
    lines: tuple[ProfileLine, ...]
    threads: tuple[ThreadLine, ...]
    needs: tuple[NeedLine, ...]
    needs_ref: str
    actions_ref: str
    chart: Chart | None = None

    @property
    def looked_at(self) -> int:
        """How many prompts were looked at."""
        return sum(line.looked_at for line in self.lines)

    @property
    def asked(self) -> int:
        """How many prompts apply here."""
        return sum(line.asked for line in self.lines)


def audit_profile(app: App, record_id: str) -> AuditProfile:
    """The profile of an audit as it stands, or as it was frozen."""
    opened = open_record(app, record_id)
    if opened.record.state is RecordState.FINISHED:
        snapshot = finished_snapshot(app, record_id)
    else:
        with app.store.reading() as reader:
            snapshot = freeze(reader, opened.record, opened, live_session(app, opened))
    return profile_from(opened.record, snapshot)


def profile_from(record: Record, snapshot: Snapshot) -> AuditProfile:
    """The profile of an audit's snapshot, its lines and its chart as they are printed."""
    from app.reports.content.components import profile_chart, profile_of
    from app.reports.content.printable import printable

    components = components_of(snapshot)
    printed = components_of(printable(snapshot))
    levels = profile_levels(snapshot, printed)
    phases = phases_of(snapshot, components)
    words = _level_words(snapshot)
    auditors = snapshot.answer("auditors")
    needs, actions = snapshot.section("needs"), snapshot.section("actions")
    return AuditProfile(
        record=record,
        school_name=snapshot.facts.get("school", ""),
        auditors=auditors.words if auditors else "",
        level_words=tuple(words.values()),
        lines=tuple(_line(*each, words) for each in zip(printed, levels, strict=True)),
        threads=tuple(_thread(components, phases, key, words) for key in THREADS),
        needs=tuple(_needs(snapshot)),
        needs_ref=needs.ref if needs else "",
        actions_ref=actions.ref if actions else "",
        chart=profile_chart(profile_of(printed, levels)),
    )


def _level_words(snapshot: Snapshot) -> dict[int, str]:
    """The words of the scale that the audit's levels are on."""
    named = (answer.marks.get("level", "") for answer in snapshot.answers())
    scales: Mapping[str, Scale] = reference.scales()
    scale = next((scales[key] for key in named if key in scales), scales[USUAL_SCALE])
    return {place: level.word for place, level in enumerate(scale.levels, start=1)}


def _line(
    component: Component, levels: tuple[PhaseLevel, ...], words: Mapping[int, str]
) -> ProfileLine:
    missing = [prompt for prompt in component.asked if not prompt.looked_at]
    return ProfileLine(
        key=component.key,
        title=component.title,
        levels=levels,
        words=levels_in_words(levels, words),
        looked_at=len(component.looked_at),
        asked=len(component.asked),
        ref=component.section.ref,
        to_look_at=_ref_of(component, missing[0]) if missing else "",
    )


def _ref_of(component: Component, prompt: Prompt) -> str:
    wanted = f"{prompt.id}_level"
    found = (a.ref for a in component.section.answers() if a.name.startswith(wanted))
    return next(found, component.section.ref)


def _thread(
    components: Sequence[Component], phases: Sequence[str], key: str, words: Mapping[int, str]
) -> ThreadLine:
    told = [(c, p) for c in components for p in c.asked if key in p.threads]
    asked = [prompt for _component, prompt in told]
    seen = [prompt for prompt in asked if prompt.looked_at]
    levels = [mark.level for prompt in seen for mark in prompt.marks if mark.level]
    level = middle_level(levels)
    said = f"Middle level: {words[level]}" if level else "Not looked at yet"
    apart = any(mark.phase for prompt in seen for mark in prompt.marks)
    by_phase = tuple(PhaseLevel(phase, middle(seen, phase)) for phase in phases if apart)
    return ThreadLine(
        title=THREADS[key],
        looked_at=len(seen),
        asked=len(asked),
        words=said,
        phases=levels_in_words(by_phase, words) if by_phase else "",
        prompts=tuple(_thread_prompt(component, prompt) for component, prompt in told),
    )


def _thread_prompt(component: Component, prompt: Prompt) -> ThreadPrompt:
    given = [mark for mark in prompt.marks if mark.value]
    levels = (
        f"{phase_label(mark.phase)}: {mark.words}" if mark.phase else mark.words for mark in given
    )
    return ThreadPrompt(
        code=prompt.id,
        label=prompt.label,
        component=component.title,
        levels=tuple(levels),
        seen=prompt.seen,
        looked_at=prompt.looked_at,
        ref=_ref_of(component, prompt),
    )


def _needs(snapshot: Snapshot) -> list[NeedLine]:
    """The needs that were agreed with the school, in their order."""
    needs = []
    for number in range(1, MOST_NEEDS + 1):
        title = _said(snapshot, f"need_{number}")
        if title:
            support = _said(snapshot, f"need_{number}_support")
            offered = tuple(line.strip(" -•") for line in support.splitlines() if line.strip(" -•"))
            needs.append(NeedLine(title, _said(snapshot, f"need_{number}_prompt"), offered))
    return needs


def _said(snapshot: Snapshot, name: str) -> str:
    answer = snapshot.answer(name)
    return answer.words.strip() if answer else ""
