"""Questions on a scale, with the evidence beside them: the prompts of audits and visits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.levels import middle_level
from app.domain.snapshot import SnapshotAnswer, SnapshotGroup

_LEVEL_NAME = re.compile(r"^(?P<id>.+?)_level(?:_(?P<phase>\w+))?$")
_NAME = re.compile(r"^(?P<id>.+?)_(?:level(?:_\w+)?|seen)$")
_LEVEL = re.compile(r"^(\d+)\s*[:.,\u2013-]?\s*")
_SOURCES = {"one": "one source", "several": "several sources"}
NOT_APPLICABLE = "not_applicable"
_WORDS = "text"
_KNOWN = ("seen", "sources", "strength", "phases")
_WORKINGS = ("split", "state")
"""What a card asks for its own sake, never for paper: one level or several, and whether done."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The level given for one phase; `phase` is blank where it is for all of them.

    `level` is 0 where the answer is no level, such as not seen or does not apply.
    """

    phase: str
    value: str
    words: str
    descriptor: str = ""

    @property
    def level(self) -> int:
        """The place on the scale, from 1; 0 for what is no level."""
        return int(self.value) if self.value.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt as it was asked and answered; `others` are answers of no known name."""

    id: str
    label: str
    component: str
    strand: str
    threads: tuple[str, ...]
    marks: tuple[Mark, ...]
    seen: str = ""
    sources: str = ""
    strength: str = ""
    phases: tuple[str, ...] = ()
    others: tuple[SnapshotAnswer, ...] = ()

    @property
    def looked_at(self) -> bool:
        """Whether a level was given for any phase."""
        return any(mark.level for mark in self.marks)

    @property
    def applies(self) -> bool:
        """Whether the prompt was not set aside as one that does not apply here."""
        return any(mark.value != NOT_APPLICABLE for mark in self.marks)

    @property
    def provenance(self) -> str:
        """Where the evidence is from and how strong it is."""
        return "; ".join(part for part in (self.sources, self.strength) if part)

    def levels_for(self, phase: str) -> list[int]:
        """The levels that count for `phase`: its own, and any given for all phases."""
        covers = not self.phases or phase in self.phases
        return [
            mark.level
            for mark in self.marks
            if mark.level and (mark.phase == phase or (not mark.phase and covers))
        ]


def prompt_id(group: SnapshotGroup) -> str:
    """The id of the prompt that `group` asks, with or without a level; blank where it asks none."""
    asked = (i for i in group.items if isinstance(i, SnapshotAnswer) and not _only_says(i))
    return next((found["id"] for item in asked if (found := _NAME.match(item.name))), "")


def _only_says(answer: SnapshotAnswer) -> bool:
    """Whether a level is in its name only: `no_level` is words, that no level was given."""
    return answer.kind == _WORDS and _LEVEL_NAME.match(answer.name) is not None


def prompt_in(group: SnapshotGroup, section: str = "") -> Prompt | None:
    """The prompt that `group` asks, None where it asks none."""
    name = prompt_id(group)
    if not name:
        return None
    answers = [item for item in group.items if isinstance(item, SnapshotAnswer)]
    by_name = {answer.name: answer for answer in answers}
    marks = tuple(mark for answer in answers if (mark := _mark(answer)) is not None)
    known = {f"{name}_{part}" for part in (*_KNOWN, *_WORKINGS)}
    return Prompt(
        id=name,
        label=group.label or next(iter(by_name.values())).label,
        component=_first(group, answers, "component") or section,
        strand=_first(group, answers, "strand"),
        threads=tuple(_first(group, answers, "threads").split()),
        marks=marks,
        seen=_words(by_name.get(f"{name}_seen")),
        sources=_words(by_name.get(f"{name}_sources")),
        strength=_strength(by_name.get(f"{name}_strength")),
        phases=tuple(by_name[f"{name}_phases"].value.lower().split())
        if f"{name}_phases" in by_name
        else (),
        others=tuple(
            answer
            for answer in answers
            if answer.name not in known and not _LEVEL_NAME.match(answer.name)
        ),
    )


def level_words(answer: SnapshotAnswer) -> str:
    """A level as its number and its word, `2 Developing`; other answers as their words."""
    if not answer.value.isdecimal():
        return answer.words.strip()
    word = _LEVEL.sub("", answer.words.strip())
    return f"{answer.value} {word}".strip()


def _words(answer: SnapshotAnswer | None) -> str:
    return "" if answer is None else answer.words.strip()


def _strength(answer: SnapshotAnswer | None) -> str:
    return _SOURCES.get(answer.value, _words(answer)) if answer is not None else ""


def _mark(answer: SnapshotAnswer) -> Mark | None:
    found = _LEVEL_NAME.match(answer.name)
    if found is None or _only_says(answer):
        return None
    descriptor = answer.extra.get("descriptor", "")
    return Mark(found["phase"] or "", answer.value, level_words(answer), descriptor)


def _first(group: SnapshotGroup, answers: Iterable[SnapshotAnswer], mark: str) -> str:
    """A mark of the group, else of the first of its answers that has it."""
    own = group.marks.get(mark, "")
    return own or next((a.marks[mark] for a in answers if a.marks.get(mark)), "")


def prompts_in(group: SnapshotGroup, section: str = "") -> Iterator[Prompt]:
    """Every prompt on a scale in a section, in order, however deep its group lies."""
    prompt = prompt_in(group, section)
    if prompt is not None and prompt.marks:
        yield prompt
    for item in group.items:
        if isinstance(item, SnapshotGroup):
            yield from prompts_in(item, section)


def level_names(prompts: Iterable[Prompt]) -> dict[int, str]:
    """The words of every level that was given, such as `2 Developing`, by level."""
    found = {mark.level: mark.words for prompt in prompts for mark in prompt.marks if mark.level}
    return dict(sorted(found.items()))


def middle(prompts: Iterable[Prompt], phase: str) -> int:
    """The median level over the prompts for one phase, 0 where none was given."""
    return middle_level(level for prompt in prompts for level in prompt.levels_for(phase)) or 0


def phase_label(phase: str) -> str:
    """`KS1` for `ks1`."""
    return phase.upper()
