"""What of a record is private: for its author alone, in no snapshot and in no school's scope.

A question is private where its form marks it so, where it is called so, and where it stands in a
section, group or repeat that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from app.domain.snapshot import PRIVATE_NAMES
from app.forms.definition import FormDefinition, Item, Question, QuestionKind, Section
from app.forms.moving import label_at
from app.forms.refs import without_rows

if TYPE_CHECKING:
    from app.forms.blueprint import Action, Place
    from app.forms.session import FormSession
    from app.forms.xpath import Expression


def is_private(item: Item | Section) -> bool:
    """Whether an item is private itself, or holds nothing that is not."""
    if item.marks.private or item.name.strip().lower() in PRIVATE_NAMES:
        return True
    within = () if isinstance(item, Question) else item.items
    return bool(within) and all(map(is_private, within))


def private_refs(definition: FormDefinition, refs: Iterable[str]) -> frozenset[str]:
    """Those of `refs`, of questions or of rows, that are private."""
    roots = _roots(definition)
    return frozenset(ref for ref in refs if _is_below(without_rows(ref), roots))


def private_texts(definition: FormDefinition) -> frozenset[str]:
    """The names of the private questions that are answered in words, such as a private note."""
    texts = {q.path: q.name for q in definition.questions() if q.kind is QuestionKind.TEXT}
    return frozenset(texts[path] for path in private_refs(definition, texts))


def private_labels(session: FormSession) -> tuple[str, ...]:
    """What is private, as a person reads it: each section or question that is, by its label."""
    named: dict[str, None] = {}
    for section in session.definition.sections:
        whole = section.name and is_private(section)
        private = (section,) if whole else filter(is_private, _walked(section.items))
        named |= {label_at(session, each.path).strip() or each.name: None for each in private}
    return tuple(named)


def _walked(items: Iterable[Item]) -> Iterator[Item]:
    """The items, and in place of a group that is not private what stands in it."""
    for item in items:
        if isinstance(item, Question) or is_private(item):
            yield item
        else:
            yield from _walked(item.items)


def gives_away(definition: FormDefinition) -> tuple[str, ...]:
    """The names of what is not private and shows or holds what a private question says.

    It does so in its wording or its choices', or because its value comes from it, if by several
    steps: worked out, or set by the form.
    """
    places = definition.blueprint.places
    private = private_refs(definition, places)
    tellers = list(_tellers(definition))
    telling = set(private)
    found: dict[str, None] = {}
    grown = True
    while grown:
        grown = False
        for read, place, holds in tellers:
            if place.path not in private and not telling.isdisjoint(read):
                found[place.name] = None
                grown = grown or (holds and place.path not in telling)
                telling |= {place.path} if holds else set()
    return tuple(found)


_Teller = tuple[frozenset[str], "Place", bool]
"""The paths that are read; the place that says so what they hold; whether that is its value."""


def _tellers(definition: FormDefinition) -> Iterator[_Teller]:
    from app.forms.tasks import Aspect

    blueprint = definition.blueprint
    for place in blueprint.places.values():
        for task in place.tasks:
            if task.aspect in {Aspect.CALCULATE, Aspect.LABEL}:
                yield (
                    _paths_read(definition, task.expressions, place),
                    place,
                    task.aspect < Aspect.LABEL,
                )
        yield _paths_read(definition, _words_of_choices(definition, place), place), place, False
    for action in blueprint.actions:
        target = blueprint.places.get(action.target)
        owner = target or action.owner
        if owner is not None:
            given = (each for each in (action.value, action.pick) if each is not None)
            read = _paths_read(definition, given, owner)
            for place in (target,) if target else _picked(definition, action, owner):
                yield read - {place.path}, place, True


def _words_of_choices(definition: FormDefinition, place: Place) -> Iterator[Expression]:
    """What is worked out to word the choices of a question, not to choose which are offered."""
    control = place.control
    for offer in control.offers if control is not None else ():
        yield from definition.blueprint.texts.outputs(offer.label)
    if control is not None and control.itemset is not None:
        yield from control.itemset.outputs


def _paths_read(
    definition: FormDefinition, expressions: Iterable[Expression], place: Place
) -> frozenset[str]:
    """The paths in the form that expressions at a place read; all below one that cannot be told."""
    references = [each for one in expressions for each in one.references if not each.instance]
    told = {each: each.resolve(place.path) for each in references}
    scopes = [each.scope(place.path) or "" for each, path in told.items() if path is None]
    below = {
        path for path in definition.blueprint.places for scope in scopes if path.startswith(scope)
    }
    return frozenset(below | {path for path in told.values() if path})


def _picked(definition: FormDefinition, action: Action, owner: Place) -> Iterator[Place]:
    """The places that an action may set which says by a condition which row it means."""
    assert action.pick is not None
    for path in _paths_read(definition, (action.pick,), owner):
        place = definition.blueprint.places.get(path)
        if place is not None:
            yield place


def _is_below(path: str, roots: frozenset[str]) -> bool:
    steps = path.split("/")
    return any("/".join(steps[:end]) in roots for end in range(2, len(steps) + 1))


@lru_cache(maxsize=32)  # asked at every autosave; a definition never changes
def _roots(definition: FormDefinition) -> frozenset[str]:
    """The paths at which what is private begins; a page of loose questions has none of its own."""
    of_pages = (_begins(item, section) for section in definition.sections for item in section.items)
    groups = (page.path for page in definition.sections if page.name and is_private(page))
    worked_out = (place.path for place in definition.calculated if is_private(place))
    return frozenset([*(path for paths in of_pages for path in paths), *groups, *worked_out])


def _begins(item: Item, parent: Item | Section) -> Iterator[str]:
    if is_private(item) or is_private(parent):
        yield item.path
    elif not isinstance(item, Question):
        for inner in item.items:
            yield from _begins(inner, item)
