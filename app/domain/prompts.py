"""Questions on a scale, with the evidence beside them: the prompts of audits and visits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

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


class Named(Protocol):
    """What a question is told by, live or frozen."""

    @property
    def name(self) -> str:
        """Its name in the form."""
        ...

    @property
    def kind(self) -> str:
        """How it is answered, as a `QuestionKind` value."""
        ...


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
        return _number(self.value)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt as it was asked and answered; `others` are answers of no known name.

    `place` is the ref of what was seen; of the first level, where the form does not ask for that.
    """

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
    place: str = ""

    @property
    def looked_at(self) -> bool:
        """Whether a level was given for any phase."""
        return any(mark.level for mark in self.marks)

    @property
    def lacks_evidence(self) -> bool:
        """Whether a level was given and nothing says what was seen."""
        return lacks_evidence((mark.value for mark in self.marks), self.seen)

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


def lacks_evidence(levels: Iterable[str], seen: str) -> bool:
    """Whether any of `levels`, as they are kept, is a level, and the words of what was seen blank.

    Evidence comes before opinion; not seen and does not apply are no opinion.
    """
    return not seen.strip() and any(map(_number, levels))


def prompt_id(group: SnapshotGroup) -> str:
    """The id of the prompt that `group` asks, with or without a level; blank where it asks none."""
    return prompt_among(item for item in group.items if isinstance(item, SnapshotAnswer))


def prompt_among(questions: Iterable[Named]) -> str:
    """As `prompt_id`, of questions that stand in one group."""
    asked = (question for question in questions if not _only_says(question))
    return next((found["id"] for one in asked if (found := _NAME.match(one.name))), "")


def asks_level(question: Named) -> bool:
    """Whether a question asks for the level of its prompt, for all phases or for one."""
    return _LEVEL_NAME.match(question.name) is not None and not _only_says(question)


def asked_seen(prompt: str) -> str:
    """The name of the question that asks what was seen of a prompt."""
    return f"{prompt}_seen"


def _only_says(question: Named) -> bool:
    """Whether a level is in its name only: `no_level` is words, that no level was given."""
    return question.kind == _WORDS and _LEVEL_NAME.match(question.name) is not None


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
        seen=_words(by_name.get(asked_seen(name))),
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
        place=_place(answers, asked_seen(name)),
    )


def level_words(answer: SnapshotAnswer) -> str:
    """A level as its number and its word, `2 Developing`; other answers as their words."""
    if not answer.value.isdecimal():
        return answer.words.strip()
    word = _LEVEL.sub("", answer.words.strip())
    return f"{answer.value} {word}".strip()


def _number(value: str) -> int:
    return int(value) if value.isdecimal() else 0


def _place(answers: Iterable[SnapshotAnswer], seen: str) -> str:
    places = {answer.name: answer.ref for answer in answers if _NAME.match(answer.name)}
    return places.get(seen) or next(iter(places.values()))


def _words(answer: SnapshotAnswer | None) -> str:
    return "" if answer is None else answer.words.strip()


def _strength(answer: SnapshotAnswer | None) -> str:
    return _SOURCES.get(answer.value, _words(answer)) if answer is not None else ""


def _mark(answer: SnapshotAnswer) -> Mark | None:
    found = _LEVEL_NAME.match(answer.name)
    if found is None or not asks_level(answer):
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
