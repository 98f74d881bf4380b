"""What the form's own instance says that a record, and each new row of it, begins with."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from app.forms.blueprint import Attribute, Place, Seed
from app.forms.markup import local_name, namespace_of
from app.forms.model import is_template
from app.forms.reading import JAVAROSA
from app.forms.types import shaped


def plant_seeds(places: dict[str, Place], root: Element) -> Seed:
    """Give every repeat the seed of a new row; the answer is the seed of a whole record."""
    for place in places.values():
        if place.many and place.template is not None:
            place.seed = seed_of(place, place.template, trimmed=not place.explicit)
    return seed_of(next(iter(places.values())), root, trimmed=False)


def seed_of(place: Place, element: Element, *, trimmed: bool) -> Seed:
    """What `element` says that a node at `place` begins with.

    `trimmed` leaves out the rows of repeats below: a row that stands in for a template was not
    meant to bring its own rows along.
    """
    attributes = attributes_of(element)
    if not place.children:
        text = shaped(place.bind.type, (element.text or "").strip())
        return Seed(place, text, attributes)
    found: dict[str, list[Element]] = {}
    for child in element:
        found.setdefault(local_name(child.tag), []).append(child)
    # All rows of a repeat have the same places, whatever the form's own first row leaves out.
    whole = any(row.repeat for row in place.repeats)
    children = (
        _seed_below(below, found.get(below.name, []), trimmed=trimmed)
        for below in place.children
        if whole or below.name in found
    )
    return Seed(place, attributes=attributes, children=tuple(children))


def attributes_of(element: Element) -> tuple[Attribute, ...]:
    """The attributes of a node, without what marks it as a template."""
    if not element.attrib:
        return ()
    kept = ((tag, text) for tag, text in element.attrib.items() if namespace_of(tag) != JAVAROSA)
    return tuple(Attribute(local_name(tag), text, namespace_of(tag)) for tag, text in kept)


def _seed_below(place: Place, elements: list[Element], *, trimmed: bool) -> Seed:
    if not elements:
        return seed_of(place, Element(place.name), trimmed=True) if not place.many else Seed(place)
    if not place.many:
        return seed_of(place, elements[0], trimmed=trimmed)
    given = [each for each in elements if not is_template(each)]
    if place.counted is not None:
        if place.repeats == (place,):
            place.firsts = tuple(seed_of(place, each, trimmed=False) for each in given)
        return Seed(place)
    if trimmed and place.repeat:
        return Seed(place)
    return Seed(place, rows=tuple(seed_of(place, each, trimmed=trimmed) for each in given))
