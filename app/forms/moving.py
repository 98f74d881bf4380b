"""Moving answers from one version of a form to another: what maps, what is new, what has no place.

A question is found again at its own path, else by its name where each form has that name once.
Rows keep their ids. What can't be taken over is left where it is: it is never thrown away, and a
move back finds it again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.errors import NotFoundError
from app.forms.definition import FormDefinition, Item, Question, QuestionKind, Repeat
from app.forms.refs import rows_in, without_rows
from app.forms.session import FormSession

Live = Callable[[FormDefinition, Mapping[str, str]], FormSession]
"""Makes a live form from a definition and what was entered."""


class WhyLeftOut(StrEnum):
    """Why an answer has no place in the other version."""

    NO_QUESTION = "no_question"
    OTHER_KIND = "other_kind"
    NOT_OFFERED = "not_offered"
    NO_LONGER_PRIVATE = "no_longer_private"
    WORKED_OUT = "worked_out"
    OTHER_ROWS = "other_rows"


@dataclass(frozen=True, slots=True)
class Moved:
    """An entry that is taken over, from one ref to another (mostly the same one)."""

    ref: str
    to: str
    value: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An answer that is kept aside: its ref, what was asked and answered, and why.

    `words` are the answer as it is read: choices by what they are called.
    """

    ref: str
    label: str
    value: str
    why: WhyLeftOut
    words: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """What moving would do. `new` are the labels of questions that the first version lacks."""

    moved: tuple[Moved, ...]
    left_out: tuple[LeftOut, ...]
    new: tuple[str, ...]

    def entries(self) -> dict[str, str]:
        """What is entered in the other version after the move."""
        return {each.to: each.value for each in self.moved}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something stands, and the paths of the repeats it stands in, itself included."""

    item: Item
    repeats: tuple[str, ...]


_SELECTS = frozenset({QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE, QuestionKind.RANK})
_WIDER: Mapping[QuestionKind, frozenset[QuestionKind]] = {
    QuestionKind.INTEGER: frozenset({QuestionKind.DECIMAL, QuestionKind.TEXT, QuestionKind.RANGE}),
    QuestionKind.DECIMAL: frozenset({QuestionKind.TEXT}),
    QuestionKind.RANGE: frozenset({QuestionKind.DECIMAL, QuestionKind.TEXT}),
    QuestionKind.DATE: frozenset({QuestionKind.TEXT}),
    QuestionKind.TIME: frozenset({QuestionKind.TEXT}),
    QuestionKind.DATE_TIME: frozenset({QuestionKind.TEXT}),
    QuestionKind.SELECT_ONE: frozenset({QuestionKind.SELECT_MULTIPLE}),
}
"""Kinds that can hold every answer of a narrower kind."""


def plan_move(
    old: FormDefinition, new: FormDefinition, entered: Mapping[str, str], live: Live
) -> Move:
    """What moving these entries from the form `old` to `new` would take over and leave out."""
    return _Planner(old, new, live).plan(entered)


@dataclass(slots=True)
class _Planner:
    old: FormDefinition
    new: FormDefinition
    live: Live
    here: dict[str, _Place] = field(init=False)
    there: dict[str, _Place] = field(init=False)
    once: Mapping[tuple[str, bool], str] = field(init=False)
    names: Mapping[tuple[str, bool], str] = field(init=False)

    def __post_init__(self) -> None:
        self.here, self.there = _places(self.old), _places(self.new)
        self.once = _named_once(self.here.values())
        self.names = _named_once(self.there.values())

    def plan(self, entered: Mapping[str, str]) -> Move:
        before = self.live(self.old, entered)
        known = {ref: value for ref, value in entered.items() if without_rows(ref) in self.here}
        moved = {ref: to for ref in known if (to := self._ref_there(ref))}
        after = self.live(self.new, {to: known[ref] for ref, to in moved.items()})
        why = {ref: self._why_not(ref, moved.get(ref, ""), before, after) for ref in known}
        return Move(
            moved=tuple(Moved(ref, to, known[ref]) for ref, to in moved.items() if not why[ref]),
            left_out=tuple(
                LeftOut(ref, label_at(before, ref), value, reason, words_at(before, ref, value))
                for ref, value in known.items()
                if (reason := why[ref]) and not ref.endswith("]")
            ),
            new=self._new(after),
        )

    def _counterpart(self, path: str) -> str:
        """The path of the same thing in the newer form; blank where there is none."""
        is_repeat = isinstance(self.here[path].item, Repeat)
        same = self.there.get(path)
        if same is not None and isinstance(same.item, Repeat) is is_repeat:
            return path
        key = (self.here[path].item.name, is_repeat)
        to = self.names.get(key, "") if key in self.once else ""
        return "" if to in self.here else to

    def _ref_there(self, ref: str) -> str:
        """The ref in the newer form, with the rows of the older; blank where there is no place."""
        path = without_rows(ref)
        to = self._counterpart(path)
        if not to:
            return ""
        repeats = self.here[path].repeats
        if tuple(map(self._counterpart, repeats)) != self.there[to].repeats:
            return ""
        if self._has_other_rows(path, to):
            return ""
        rows = dict(zip(self.there[to].repeats, rows_in(ref), strict=False))
        return _with_rows(to, rows)

    def _has_other_rows(self, path: str, to: str) -> bool:
        """Whether the one form counts rows by itself that are added by hand in the other."""
        pairs = zip(self.here[path].repeats, self.there[to].repeats, strict=False)
        items = ((self.here[was].item, self.there[now].item) for was, now in pairs)
        return any(_is_counted(before) != _is_counted(after) for before, after in items)

    def _why_not(
        self, ref: str, to: str, before: FormSession, after: FormSession
    ) -> WhyLeftOut | None:
        if not to:
            there = self._counterpart(without_rows(ref))
            rows = bool(there) and self._has_other_rows(without_rows(ref), there)
            return WhyLeftOut.OTHER_ROWS if rows else WhyLeftOut.NO_QUESTION
        was, now = self.here[without_rows(ref)].item, self.there[without_rows(to)].item
        if not isinstance(was, Question) or not isinstance(now, Question):
            return None  # a row, which has no answer of its own
        if self._is_worked_out(self.new, now) and not self._is_worked_out(self.old, was):
            return WhyLeftOut.WORKED_OUT
        if was.kind is not now.kind and now.kind not in _WIDER.get(was.kind, frozenset()):
            return WhyLeftOut.OTHER_KIND
        if now.kind in _SELECTS and _lost(before, ref, after, to):
            return WhyLeftOut.NOT_OFFERED
        return None

    def _is_worked_out(self, form: FormDefinition, question: Question) -> bool:
        return form.blueprint.places[question.path].bind.calculate is not None

    def _new(self, after: FormSession) -> tuple[str, ...]:
        taken = {self._counterpart(path) for path in self.here}
        return tuple(
            after.label(path) if not place.repeats else place.item.name
            for path, place in self.there.items()
            if path not in taken and _asks(place.item)
        )


def _is_counted(item: Item) -> bool:
    return isinstance(item, Repeat) and item.counted


def _asks(item: Item) -> bool:
    silent = {QuestionKind.NOTE, QuestionKind.CALCULATED}
    return isinstance(item, Question) and item.kind not in silent


def label_at(session: FormSession, ref: str) -> str:
    """What was asked; of an answer whose row is gone (a colleague took it out), its name."""
    try:
        return session.label(ref)
    except NotFoundError:
        return ref.rsplit("/", 1)[-1]


def words_at(session: FormSession, ref: str, value: str) -> str:
    """An answer as it is read; as it is kept where its row is gone."""
    try:
        return session.choice_label(ref, value)
    except NotFoundError:
        return value


def _lost(before: FormSession, ref: str, after: FormSession, to: str) -> bool:
    """Whether a choice made was offered by the older form and is no longer by the newer.

    What neither offers is a matter of other answers (a filter), not of the version.
    """
    try:
        offered_before = {choice.value for choice in before.choices(ref)}
        offered_now = {choice.value for choice in after.choices(to)}
    except NotFoundError:  # its row is gone
        return False
    return any(
        value in offered_before and value not in offered_now for value in before.value(ref).split()
    )


def _places(definition: FormDefinition) -> dict[str, _Place]:
    found: dict[str, _Place] = {}
    for section in definition.sections:
        for item, repeats in _walk(section.items, ()):
            if isinstance(item, Question | Repeat):
                found[item.path] = _Place(item, repeats)
    return found


def _walk(items: Iterable[Item], within: tuple[str, ...]) -> Iterator[tuple[Item, tuple[str, ...]]]:
    for item in items:
        repeats = (*within, item.path) if isinstance(item, Repeat) else within
        yield item, repeats
        if not isinstance(item, Question):
            yield from _walk(item.items, repeats)


def _named_once(places: Iterable[_Place]) -> dict[tuple[str, bool], str]:
    items = [place.item for place in places]
    counted = Counter((item.name, isinstance(item, Repeat)) for item in items)
    keyed = {(item.name, isinstance(item, Repeat)): item.path for item in items}
    return {key: path for key, path in keyed.items() if counted[key] == 1}


def _with_rows(path: str, rows: Mapping[str, str]) -> str:
    ref, walked = "", ""
    for step in path.split("/")[1:]:
        walked = f"{walked}/{step}"
        ref = f"{ref}/{step}" + (f"[{rows[walked]}]" if walked in rows else "")
    return ref
