"""What stands on the pages of a form: each section as cards, and how far each card is.

A prompt (a group with `field-list`), a long question and a panel have a card each; short
questions that follow one another (a date, two times) share one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.forms.definition import (
    FormDefinition,
    Group,
    Item,
    Question,
    QuestionKind,
    Repeat,
    Section,
)
from app.forms.session import FormSession
from app.usecases.prompt_states import PromptLine, prompts_of
from app.usecases.record_rows import RecordRows
from app.usecases.section_titles import section_title
from ui.questions.making import is_short

PANEL = "panel-"
_LONGEST_CODE = 5


class CardKind(StrEnum):
    """What a card is made of."""

    QUESTION = "question"
    SHORT = "short"  # one or more short questions
    GROUP = "group"
    REPEAT = "repeat"
    PANEL = "panel"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class CardPlan:
    """One card: its kind and its items, several only where they are short."""

    kind: CardKind
    items: tuple[Item, ...]

    @property
    def item(self) -> Item:
        """The first item, the only one of most cards."""
        return self.items[0]


@dataclass(frozen=True, slots=True)
class SectionTally:
    """How far a section is. `rows` counts the rows of its panels, -1 where it has none.

    `prompts` are those that the form keeps a state of.
    """

    path: str
    title: str
    answered: int
    asked: int
    gaps: int
    rows: int
    private: bool
    prompts_open: bool
    prompts: tuple[PromptLine, ...] = ()


def cards_of(section: Section) -> tuple[CardPlan, ...]:
    """The cards of a section, in the order of the form."""
    plans: list[CardPlan] = []
    for item in section.items:
        kind = _kind(item)
        if kind is CardKind.SHORT and plans and plans[-1].kind is CardKind.SHORT:
            plans[-1] = CardPlan(kind, (*plans[-1].items, item))
        else:
            plans.append(CardPlan(kind, (item,)))
    return tuple(plans)


def _kind(item: Item) -> CardKind:
    if isinstance(item, Repeat):
        return CardKind.REPEAT
    if isinstance(item, Group):
        return CardKind.GROUP
    if panel_of(item):
        return CardKind.PANEL
    if item.kind is QuestionKind.NOTE:
        return CardKind.NOTE
    return CardKind.SHORT if is_short(item) else CardKind.QUESTION


def panel_of(item: Item) -> str:
    """Which panel stands here (`actions`, `people`, ...), blank for what is no panel."""
    found = (a for a in item.appearance if a.startswith(PANEL))
    return next(found, "").removeprefix(PANEL)


def panel_rows(rows: RecordRows, panel: str) -> int:
    """How many rows stand in a panel."""
    found = {
        "actions": rows.actions,
        "earlier-actions": rows.earlier,
        "people": rows.people,
        "evidence": rows.evidence,
        "pupils": rows.pupils,
    }
    return len(found.get(panel, ()))


def questions_in(item: Item) -> Iterator[Question]:
    """The questions of an item, rows of repeats left out."""
    if isinstance(item, Question):
        yield item
    elif isinstance(item, Group):
        for child in item.items:
            yield from questions_in(child)


def code_of(item: Item) -> str:
    """The short name that people say, such as T3; blank where the name is only for the form.

    A letter by itself tells nobody anything.
    """
    name = item.name
    said = name[:1].isupper() and name[-1:].isdigit()
    return name if said and len(name) <= _LONGEST_CODE else ""


def is_private(section: Section) -> bool:
    """Whether nothing of the section is ever printed."""
    marks = [question.marks for item in section.items for question in questions_in(item)]
    return section.marks.private or (bool(marks) and all(mark.private for mark in marks))


def tally(session: FormSession, section: Section, rows: RecordRows) -> SectionTally:
    """How far a section is now; each row of its repeats counts as what it asks."""
    asked = [state for state in _states(session, section.items, rows) if state is not None]
    panels = [panel_of(item) for item in section.items if panel_of(item)]
    prompts = (item for item in section.items if isinstance(item, Group))
    return SectionTally(
        path=section.path,
        title=section_title(session, section),
        answered=sum(asked),
        asked=len(asked),
        gaps=len(session.problems_of(section.path)),
        rows=sum(panel_rows(rows, panel) for panel in panels) if panels else -1,
        private=is_private(section),
        prompts_open=any(_card_state(session, each, each.path, rows) is False for each in prompts),
        prompts=tuple(line for line in prompts_of(session, section) if line.state_ref),
    )


def tallies(
    definition: FormDefinition, session: FormSession, rows: RecordRows
) -> tuple[SectionTally, ...]:
    """How far each section is that is asked now."""
    asked = (s for s in definition.sections if session.is_relevant(s.path))
    return tuple(tally(session, section, rows) for section in asked)


def _states(
    session: FormSession,
    items: Iterable[Item],
    rows: RecordRows,
    path: str = "",
    ref: str = "",
) -> Iterator[bool | None]:
    """Whether each card is answered, rows of repeats included; what stands at `path` is at `ref`.

    None where a card asks for nothing.
    """
    for item in items:
        own = ref + item.path.removeprefix(path)
        if isinstance(item, Repeat):
            kept = session.rows(own) if session.is_relevant(own) else ()
            if session.is_required(own):
                yield bool(kept)
            for row in kept:
                yield from _states(session, item.items, rows, item.path, row)
            continue
        yield _card_state(session, item, own, rows)
        if isinstance(item, Group):
            repeats = (inner for inner in _below(item) if isinstance(inner, Repeat))
            yield from _states(session, repeats, rows, item.path, own)


def _below(group: Group) -> Iterator[Item]:
    """What stands in a group and the groups in it."""
    for item in group.items:
        yield item
        if isinstance(item, Group):
            yield from _below(item)


def _card_state(session: FormSession, item: Item, ref: str, rows: RecordRows) -> bool | None:
    """Whether the item at `ref` is answered; None where it asks for nothing."""
    if isinstance(item, Repeat) or not session.is_relevant(ref):
        return None
    panel = panel_of(item)
    if panel:
        if not panel_rows(rows, panel):
            return None if panel == "earlier-actions" else False
        return not session.problems_of(ref)
    return _answered(session, item, ref)


def _answered(session: FormSession, item: Item, ref: str) -> bool | None:
    placed = ((q, ref + q.path.removeprefix(item.path)) for q in questions_in(item))
    asked = [(question, own) for question, own in placed if _asks(session, question, own)]
    if not asked:
        return None
    given = [bool(session.value(own)) for _, own in asked]
    levels = [g for g, (q, _) in zip(given, asked, strict=True) if q.marks.level]
    missing = any(
        session.is_required(own) for g, (_, own) in zip(given, asked, strict=True) if not g
    )
    return not missing and (any(levels) if levels else any(given))


def _asks(session: FormSession, question: Question, ref: str) -> bool:
    told = {QuestionKind.NOTE, QuestionKind.CALCULATED}
    return question.kind not in told and session.is_relevant(ref)
