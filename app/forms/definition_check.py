"""What is wrong with a form that can be loaded: it would be filled in, and not as it was meant.

Records may be filled in with such a form already, so loading lets it be; whoever takes a form in
is told. Sheets are checked before they are compiled: this is for XForms, and for what only shows
once the files are there that a form names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from xml.etree.ElementTree import Element

from app.forms.blueprint import Blueprint, Control, Itemset, Place
from app.forms.date_marks import date_mark_mistakes
from app.forms.definition import FormDefinition, Question
from app.forms.dialects import REMEDIES
from app.forms.limits import MOST_STEPS, steps_of
from app.forms.list_columns import Columns, column_mistakes
from app.forms.markup import local_name
from app.forms.sheet_words import NOT_YET
from app.forms.types import MESSAGES, fits_type
from app.forms.xpath import Expression, Reference

_SELECTS = frozenset({"select1", "select", "rank"})
_NAME = re.compile(r"[\w.-]+")
_NEVER = frozenset({"false()", "0", "false"})


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is wrong at a place of the form, and the column of a survey sheet that would say it."""

    path: str
    message: str
    column: str = ""


def doubts_about(definition: FormDefinition, outside: Columns) -> Iterator[Doubt]:
    """Every doubt; `outside` are the columns of the lists that come in files of their own."""
    blueprint = definition.blueprint
    columns = {**outside, **_own_columns(blueprint)}
    for place in blueprint.places.values():
        if place.control is not None:
            yield from _about_control(place, place.control, blueprint)
        for column, expressions in _expressions(place, blueprint):
            for message in _in_expressions(expressions, columns):
                yield Doubt(place.path, message, column)
        itemset = place.control.itemset if place.control is not None else None
        for message in _of_each_choice(itemset, columns) if itemset is not None else ():
            yield Doubt(place.path, message, "type")


def _about_control(place: Place, control: Control, blueprint: Blueprint) -> Iterator[Doubt]:
    if isinstance(control.item, Question):
        yield from _about_question(place, control, blueprint)
    else:
        yield from _about_block(place)
    if key := next((key for key in _keys(control) if not blueprint.texts.knows(key)), ""):
        yield Doubt(place.path, f"Its words are called {key}, and no text has that id.", "label")


def _keys(control: Control) -> Iterator[str]:
    wordings = [control.label, control.hint, *(offer.label for offer in control.offers)]
    return (wording.key for wording in wordings if wording is not None and wording.key)


def _about_question(place: Place, control: Control, blueprint: Blueprint) -> Iterator[Doubt]:
    kind = place.bind.type
    if control.tag == "input" and kind in NOT_YET and place.bind.calculate is None:
        remedy = REMEDIES.get(kind, "Ask for it in words, as text.")
        yield Doubt(place.path, f"Visitbook cannot ask for {NOT_YET[kind]} ({kind}). {remedy}")
    elif control.tag == "range":
        yield from _about_range(place)
    elif control.tag in _SELECTS and control.itemset is None and not control.offers:
        yield Doubt(place.path, "It has no choices, so nothing could be chosen. Give it some.")
    yield from _about_default(place, control, blueprint)


def _about_range(place: Place) -> Iterator[Doubt]:
    if place.limits is None:
        message = (
            "Its range cannot be used: start, end and step should be numbers, and the step above 0 "
            "and no longer than the whole."
        )
        yield Doubt(place.path, message, "parameters")
    elif steps_of(place.limits) > MOST_STEPS:
        message = f"Its range has more than {MOST_STEPS:,} steps. Make the step longer."
        yield Doubt(place.path, message, "parameters")


def _about_block(place: Place) -> Iterator[Doubt]:
    bind, what = place.bind, "repeat" if place.repeat else "group"
    for column, expression in (("constraint", bind.constraint), ("calculation", bind.calculate)):
        if expression is not None:
            message = (
                f"A {what} has no answer of its own. Put the {column} on a question within it."
            )
            yield Doubt(place.path, message, column)
    if bind.required is None or bind.required.text.strip() in _NEVER:
        return
    if not place.repeat:
        message = "A group has no answer of its own. Put required on the questions within it."
        yield Doubt(place.path, message, "required")
    elif place.fixed:
        message = (
            "The form itself says how many rows there are, so nobody can add one that is required."
        )
        yield Doubt(place.path, message, "required")


def _about_default(place: Place, control: Control, blueprint: Blueprint) -> Iterator[Doubt]:
    element = place.template
    text = (element.text or "").strip() if element is not None else ""
    if not text or place.bind.calculate is not None:
        return
    if not fits_type(place.bind.type, text):
        message = f"The default {text} is no answer here. {MESSAGES[place.bind.type]}"
        yield Doubt(place.path, message, "default")
    known = _offered(control, blueprint) if control.tag in _SELECTS else None
    for value in [text] if control.tag == "select1" else text.split():
        if known is not None and value not in known:
            yield Doubt(place.path, f"Its default {value} is none of its choices.", "default")


def _offered(control: Control, blueprint: Blueprint) -> frozenset[str] | None:
    """The values that may ever be offered; None where they stand outside the form."""
    if control.itemset is None:
        return frozenset(offer.value for offer in control.offers) or None
    names = {reference.instance for reference in control.itemset.nodes.references} - {""}
    column = control.itemset.value.text.strip()
    if len(names) != 1 or not names <= blueprint.lists.keys():
        return None
    items = _items(blueprint.lists[names.pop()])
    return frozenset(
        (c.text or "").strip() for i in items for c in i if local_name(c.tag) == column
    )


def _items(element: Element) -> Iterator[Element]:
    return chain.from_iterable(element)


def _own_columns(blueprint: Blueprint) -> Columns:
    """The columns of the lists in the form. A blank one of a sheet is left out of a list, so what
    any list has counts for each, but for the words: those are kept apart once there are languages.
    """
    found = {
        name: frozenset(local_name(child.tag) for item in _items(element) for child in item)
        for name, element in blueprint.lists.items()
        if all(local_name(i.tag) == "item" for i in _items(element)) and any(map(len, element))
    }
    shared = frozenset(chain.from_iterable(found.values())) - {"label"}
    return {name: own | shared for name, own in found.items()}


def _expressions(
    place: Place, blueprint: Blueprint
) -> Iterator[tuple[str, tuple[Expression, ...]]]:
    """The expressions of a place by the column that says them."""
    bind = place.bind
    said = (
        ("relevant", bind.relevant),
        ("calculation", bind.calculate),
        ("constraint", bind.constraint),
        ("required", bind.required),
        ("readonly", bind.readonly),
        ("repeat_count", place.counted),
    )
    for column, expression in said:
        if expression is not None:
            yield column, (expression,)
    if place.control is not None:
        outputs = blueprint.texts.outputs
        yield "label", (*outputs(place.control.label), *outputs(place.control.hint))
        if place.control.itemset is not None:
            yield "choice_filter", (place.control.itemset.nodes,)


def _in_expressions(expressions: Iterable[Expression], columns: Columns) -> Iterator[str]:
    for expression in expressions:
        yield from date_mark_mistakes(expression)
        yield from column_mistakes(expression.references, columns)


def _of_each_choice(itemset: Itemset, columns: Columns) -> Iterator[str]:
    """What is wrong with the columns that hold the values and the words of the choices."""
    lists = dict.fromkeys(each.instance for each in itemset.nodes.references if each.instance)
    for part in (itemset.value, itemset.label):
        name = part.text.strip()
        if _NAME.fullmatch(name):
            read = (
                Reference(("root", "item", name), absolute=True, instance=each) for each in lists
            )
            yield from column_mistakes(read, columns)
