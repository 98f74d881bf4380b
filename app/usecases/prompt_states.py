"""How far each prompt on a scale is: looked at or not, rated, not seen, or of no concern here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.prompts import (
    NOT_APPLICABLE,
    asked_seen,
    asks_level,
    lacks_evidence,
    prompt_among,
)
from app.forms.definition import Group, Item, Question, QuestionKind, Section
from app.forms.session import FormSession
from app.usecases.privacy import is_private

MORE = "more_needed"
"""What a prompt's `X_state` says while more is needed."""
_LEVEL_OF_PHASE = "_level_"  # as in `QA4_level_ks1`


class PromptState(StrEnum):
    """How far one prompt is. Source: the rules of the audit, on working in any order."""

    NOT_LOOKED = "not_looked"
    MORE_NEEDED = "more_needed"
    RATED = "rated"
    NOT_SEEN = "not_seen"
    NOT_APPLYING = "not_applying"


STATE_WORDS = {
    PromptState.NOT_LOOKED: "Not yet looked at",
    PromptState.MORE_NEEDED: "More needed",
    PromptState.RATED: "Rated",
    PromptState.NOT_SEEN: "Not seen",
    PromptState.NOT_APPLYING: "Does not apply",
}


@dataclass(frozen=True, slots=True)
class PromptLine:
    """One prompt that is asked now. `levels` are those given, lowest first, each once.

    Where a level is asked for each of several phases, `of_phases` counts them and `phases_done`
    those with a level, not seen or of no concern; both are 0 where one level is for all.
    `state_ref` is where it is said whether more is needed, blank where the form does not ask;
    `entry` is the question to begin at.
    """

    ref: str
    code: str
    title: str
    state: PromptState
    levels: tuple[int, ...]
    state_ref: str
    entry: str
    phases_done: int = 0
    of_phases: int = 0

    @property
    def words(self) -> str:
        """The state in words, with the levels: `Rated 2 to 3`, `1 of 3 phases answered`."""
        if 0 < self.phases_done < self.of_phases:
            return f"{self.phases_done} of {self.of_phases} phases answered"
        said = STATE_WORDS[self.state]
        if self.state is not PromptState.RATED:
            return said
        low, high = self.levels[0], self.levels[-1]
        return f"{said} {low}" if low == high else f"{said} {low} to {high}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a prompt asks what was seen, and the levels that this bears out, by their paths."""

    seen: str
    levels: tuple[str, ...]

    def is_lacking(self, session: FormSession, path: str, ref: str) -> bool:
        """Whether a level is given at `ref`, which the form calls `path`, and no words of it.

        The same is said before finishing, of all that will be printed.
        """
        seen = ref + self.seen.removeprefix(path)
        if not session.is_relevant(seen):
            return False
        levels = (ref + level.removeprefix(path) for level in self.levels)
        given = (session.value(level) for level in levels if session.is_relevant(level))
        return lacks_evidence(given, session.value(seen))


def evidence_among(items: Iterable[Item]) -> Evidence | None:
    """The evidence of the prompt that `items` of one group ask; None where no level needs any."""
    questions = (q for q in items if isinstance(q, Question) and not is_private(q))
    asked = [q for q in questions if q.kind is not QuestionKind.CALCULATED]
    seen = asked_seen(prompt_among(asked))
    levels = tuple(q.path for q in asked if asks_level(q))
    found = next((q.path for q in asked if q.name == seen), "")
    return Evidence(found, levels) if found and levels else None


def is_prompt(item: Item) -> bool:
    """Whether a group asks for a level."""
    return isinstance(item, Group) and any(_is_level(inner) for inner in item.items)


def has_prompts(section: Section) -> bool:
    """Whether a section asks prompts, now or with other answers."""
    return next(_prompts(section.items), None) is not None


def prompts_of(session: FormSession, section: Section) -> tuple[PromptLine, ...]:
    """The prompts of a section that are asked now, in the form's order."""
    asked = (group for group in _prompts(section.items) if session.is_relevant(group.path))
    return tuple(_line(session, group) for group in asked)


def prompt_at(session: FormSession, item: Item) -> PromptLine | None:
    """How far the prompt is that `item` asks; None where it asks none, or not now."""
    if not isinstance(item, Group) or not is_prompt(item) or not session.is_relevant(item.path):
        return None
    return _line(session, item)


def hidden_prompts(session: FormSession, section: Section) -> int:
    """How many prompts of a section are left out: other phases, or not of a quick audit's core."""
    return sum(not session.is_relevant(group.path) for group in _prompts(section.items))


def progress_words(prompts: Iterable[PromptLine]) -> str:
    """`5 of 9 looked at, 1 more needed, 2 not seen`."""
    states = [line.state for line in prompts]
    apply = len(states) - states.count(PromptState.NOT_APPLYING)
    if not apply:
        return "None applies here" if states else ""
    more, unseen = (states.count(s) for s in (PromptState.MORE_NEEDED, PromptState.NOT_SEEN))
    looked = states.count(PromptState.RATED) + more
    parts = [f"{looked} of {apply} looked at"]
    parts += [f"{more} more needed"] if more else []
    parts += [f"{unseen} not seen"] if unseen else []
    return ", ".join(parts)


def _prompts(items: Iterable[Item]) -> Iterator[Group]:
    for item in items:
        if isinstance(item, Group):
            if is_prompt(item):
                yield item
            else:
                yield from _prompts(item.items)


def _is_level(item: Item) -> bool:
    return isinstance(item, Question) and bool(item.marks.level)


def _line(session: FormSession, group: Group) -> PromptLine:
    asked = [q for q in _questions(group) if session.is_relevant(q.path)]
    levels = [q for q in asked if q.marks.level]
    given = [value for q in levels if (value := session.value(q.path))]
    phases = [q for q in levels if _LEVEL_OF_PHASE in q.name]
    done = sum(bool(session.value(q.path)) for q in phases)
    state_ref = next((q.path for q in asked if q.name == f"{group.name}_state"), "")
    more = bool(state_ref) and session.value(state_ref) == MORE
    begun = any(session.value(q.path) for q in asked if not q.name.endswith("_split"))
    return PromptLine(
        ref=group.path,
        code=group.name,
        title=session.label(group.path),
        state=_state(given, more=more or 0 < done < len(phases), begun=begun),
        levels=tuple(sorted({int(value) for value in given if value.isdecimal()})),
        state_ref=state_ref,
        entry=levels[0].path if levels else group.path,
        phases_done=done,
        of_phases=len(phases),
    )


def _state(given: list[str], *, more: bool, begun: bool) -> PromptState:
    if more:
        return PromptState.MORE_NEEDED
    if any(value.isdecimal() for value in given):
        return PromptState.RATED
    if given:
        left_out = all(value == NOT_APPLICABLE for value in given)
        return PromptState.NOT_APPLYING if left_out else PromptState.NOT_SEEN
    return PromptState.MORE_NEEDED if begun else PromptState.NOT_LOOKED


def _questions(group: Group) -> Iterator[Question]:
    told = {QuestionKind.NOTE, QuestionKind.CALCULATED}
    for item in group.items:
        if isinstance(item, Question) and item.kind not in told:
            yield item
