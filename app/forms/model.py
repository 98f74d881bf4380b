"""Reading the model of an XForm: the instance for the answers, binds, actions, translations."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree.ElementTree import Element

from app.forms.blueprint import Action, Bind, Place
from app.forms.markup import local_name, namespace_of
from app.forms.reading import DEVICE_ACTIONS, JAVAROSA, ODK, Reading, children_named
from app.forms.xpath import Expression
from app.forms.xpath.calls import once_is_the_value

_TEMPLATE = f"{{{JAVAROSA}}}template"
_JR = f"{{{JAVAROSA}}}"
_PRELOADS = frozenset({"timestamp", "date", "uid", "property", "context"})
_TYPES = {
    "integer": "int",
    "long": "int",
    "double": "decimal",
    "float": "decimal",
    "datetime": "dateTime",
    "note": "string",
    "text": "string",
    "odk:rank": "rank",
    "select1": "string",
    "select": "string",
    "anyURI": "string",
}
_ENGLISH = re.compile(r"^\s*english\b|\(\s*en\b|^\s*en(g|\b)", re.IGNORECASE)
_ASPECTS = ("relevant", "calculate", "required", "readonly", "constraint")
_KNOWN_TYPES = frozenset(
    {"string", "int", "decimal", "boolean", "date", "time", "dateTime", "rank", "binary"}
    | {"geopoint", "geotrace", "geoshape", "barcode"}
)
EVENTS = frozenset(
    {"odk-instance-first-load", "odk-instance-load", "odk-new-repeat", "xforms-value-changed"}
)
_OLD_EVENTS = {"xforms-ready": "odk-instance-first-load", "jr-insert": "odk-new-repeat"}


def is_template(element: Element) -> bool:
    """Whether the form marks this node as what a new row is made of."""
    return _TEMPLATE in element.attrib


def read_places(reading: Reading, root: Element) -> Place:
    """Fill `reading.places` from the instance; a path that occurs twice is one place."""
    prefixes = {uri: prefix for prefix, uri in reading.namespaces.items()}
    return _add_place(reading, root, None, prefixes)


def _add_place(
    reading: Reading, element: Element, parent: Place | None, prefixes: dict[str, str]
) -> Place:
    place = _place_for(reading, element, parent, prefixes)
    if is_template(element):
        place.template, place.explicit = element, True
    elif place.template is None:
        place.template = element
    seen = Counter(child.tag for child in element if not is_template(child))
    for child in element:
        below = _add_place(reading, child, place, prefixes)
        if seen[child.tag] > 1:
            below.many = below.fixed = True
    return place


def _place_for(
    reading: Reading, element: Element, parent: Place | None, prefixes: dict[str, str]
) -> Place:
    name = local_name(element.tag)
    path = f"{parent.path if parent else ''}/{name}"
    place = reading.places.get(path)
    if place is None:
        place = Place(path, name, parent, len(reading.places), namespace_of(element.tag))
        place.prefix = prefixes.get(place.namespace, "")
        reading.places[path] = place
        if parent:
            parent.children.append(place)
    return place


def read_binds(reading: Reading, model: Element) -> dict[str, str]:
    """Put every bind on its place; the answer maps the ids of binds to paths."""
    root = next(iter(reading.places))
    ids = reading.ids
    for element in children_named(model, "bind"):
        path = reading.place_of(element.get("nodeset") or element.get("ref"), root)
        if "id" in element.attrib:
            ids[element.attrib["id"]] = path
        place = reading.places.get(path)
        if place is not None:
            _read_bind(reading, element, place)
        elif "@" not in path and _says_more_than_type(element):
            reading.wrong(f"A bind names {path or 'nothing'}, which the form does not have.")
    return ids


def _says_more_than_type(element: Element) -> bool:
    return any(
        name in element.attrib
        for name in ("calculate", "relevant", "constraint", "required", "readonly")
    )


def _read_bind(reading: Reading, element: Element, place: Place) -> None:
    bind, path = place.bind, place.path
    for aspect in _ASPECTS:
        text = element.get(aspect)
        expression = reading.compiled(text, f"{path}, {aspect}") if text else None
        if expression is not None:
            setattr(bind, aspect, expression)
    if bind.calculate is not None:
        _note_what_is_kept(place, bind.calculate)
    bind.type = _type_of(reading, element.get("type"), path) or bind.type
    bind.constraint_message = reading.message(element.get(_JR + "constraintMsg"))
    bind.required_message = reading.message(element.get(_JR + "requiredMsg"))
    bind.preload = element.get(_JR + "preload", "")
    bind.preload_parameter = element.get(_JR + "preloadParams", "")
    if bind.preload and bind.preload not in _PRELOADS:
        reading.wrong(f"{path}: the preload {bind.preload!r} is not supported.")
    _read_foreign(reading, element, bind)


def _note_what_is_kept(place: Place, calculation: Expression) -> None:
    place.settled = place.name == "instanceID" and "uuid" in calculation.uses
    place.kept = place.settled or "once" in calculation.uses
    place.apart = place.kept and not place.settled and not once_is_the_value(calculation.text)


def _read_foreign(reading: Reading, element: Element, bind: Bind) -> None:
    """Attributes of other namespaces: our own marks, and parameters such as `orx:max-pixels`."""
    foreign = [name for name in element.attrib if name[0] == "{" and not name.startswith(_JR)]
    if not foreign:
        return
    ours = reading.namespaces.get("vb")
    found: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for name in foreign:
        found[namespace_of(name) == ours][local_name(name)] = element.attrib[name]
    bind.attributes, bind.marks = found


def _type_of(reading: Reading, text: str | None, path: str) -> str:
    if not text:
        return ""
    name = text if text in _TYPES else text.rpartition(":")[2]
    kind = _TYPES.get(name, name)
    if kind not in _KNOWN_TYPES:
        reading.wrong(f"{path}: the type {text!r} is not supported.")
        return ""
    return kind


def read_action(reading: Reading, element: Element, owner: Place | None) -> Action | None:
    """What a form does by itself; None where it is wrong, which is then kept as a mistake, and
    where nothing is ever done, of which a remark is kept.
    """
    base = owner.path if owner else next(iter(reading.places))
    bound = element.get("bind", "")
    reference = (element.get("ref") or reading.ids.get(bound, bound)).strip()
    where = f"{local_name(element.tag)} of {reference}"
    names = (element.get("event") or _namespaced_event(element)).split()
    events = frozenset(_OLD_EVENTS.get(name, name) for name in names)
    for unknown in sorted(events - EVENTS):
        reading.wrong(f"{where}: the event {unknown!r} is not supported.")
    action = Action(events, "", owner)
    if element.tag in DEVICE_ACTIONS:
        return _device_action(reading, element, action, reading.place_of(reference, base))
    action.value = reading.compiled(element.get("value"), where)
    # A value that is written counts, even a blank one, and not the text beside it.
    action.literal = "" if "value" in element.attrib else "".join(element.itertext())
    if "[" in (reference or ""):
        action.pick = reading.compiled(reference, where)
        return action
    path = reading.place_of(reference, base)
    action.target, _, action.attribute = path.partition("/@")
    if not _has(reading.places.get(action.target), action.attribute):
        reading.wrong(f"{where}: the form has no such place.")
        return None
    return action


def _has(place: Place | None, attribute: str) -> bool:
    if place is None or not attribute:
        return place is not None
    given = () if place.template is None else place.template.attrib
    return attribute in map(local_name, given)


def _device_action(
    reading: Reading, element: Element, action: Action, target: str
) -> Action | None:
    """A place that cannot be told is blank (ODK XForms specification, `odk:setgeopoint`); a
    recording that is not made leaves its question as it is.
    """
    if target not in reading.places:
        reading.wrong(f"{local_name(element.tag)} of {target}: the form has no such place.")
        return None
    reading.remark(f"{target}: {DEVICE_ACTIONS[element.tag]}")
    action.target = target
    return action if element.tag == f"{{{ODK}}}setgeopoint" else None


def _namespaced_event(element: Element) -> str:
    return next((text for name, text in element.attrib.items() if local_name(name) == "event"), "")


def read_texts(model: Element) -> tuple[dict[str, dict[str, dict[str, Element]]], str]:
    """Texts by language, id and form (long, guidance, image, ...), and the default language.

    A form that names none opens in English where it has that, else in its first language.
    """
    texts: dict[str, dict[str, dict[str, Element]]] = {}
    default = ""
    for itext in children_named(model, "itext"):
        for translation in children_named(itext, "translation"):
            language = translation.get("lang", "")
            default = language if translation.get("default") is not None else default
            texts[language] = {
                text.get("id", ""): {value.get("form", "long"): value for value in text}
                for text in translation
            }
    english = next(filter(_ENGLISH.search, texts), "")
    return texts, default or english or next(iter(texts), "")
