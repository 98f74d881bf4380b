"""What of a record is private: for its author alone, in no snapshot and in no school's scope.

A question is private where its form marks it so, where it is called so, and where it stands in a
section, group or repeat that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from app.domain.snapshot import PRIVATE_NAMES
from app.forms.definition import FormDefinition, Item, Question, QuestionKind, Section
from app.forms.refs import without_rows


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


def gives_away(definition: FormDefinition) -> tuple[str, ...]:
    """The names of what is not private and shows what a private question says.

    It does so in its wording, or because its value is worked out from it, if by several steps.
    """
    from app.forms.tasks import Aspect

    places = definition.blueprint.places
    private = private_refs(definition, places)
    reached = set(private)
    waiting = [places[path] for path in private]
    found: dict[str, None] = {}
    while waiting:
        for task in (edge.task for edge in waiting.pop().readers):
            place = task.place
            if place.path in private or task.aspect not in {Aspect.CALCULATE, Aspect.LABEL}:
                continue
            if place.control is not None:
                found[place.name] = None
            if task.aspect is Aspect.CALCULATE and place.path not in reached:
                reached.add(place.path)
                waiting.append(place)
    return tuple(found)


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
