"""OpenRosa instance XML: a record out, and answers in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from html import escape
from itertools import islice
from xml.etree.ElementTree import Element

from app.errors import FormError
from app.forms.blueprint import Place
from app.forms.definition import FormDefinition
from app.forms.instance import AnswerTree, Cell
from app.forms.markup import local_name, namespace_of, read_markup
from app.forms.order_keys import key_between
from app.forms.reading import OPENROSA
from app.forms.recompute import MOST_ROWS
from app.forms.types import chosen

_UNSOUND = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
VISITBOOK = "https://visitbook.example/xforms"
"""The namespace of what Visitbook says beside a form's own words."""

MOST_ENTRIES = 150_000
"""Answers and rows of a record that comes from outside; an audit has some thousands."""


Remarks = Mapping[str, Mapping[str, str]]
"""What Visitbook itself says of the nodes of a record: words by name, by the node's ref."""


def written(
    definition: FormDefinition,
    tree: AnswerTree,
    now: datetime,
    remarks: Remarks,
    *,
    relevant_only: bool,
) -> str:
    """The record as XML. `now` stands for its end where the form wants that time.

    `remarks` become attributes in a namespace of their own, which other clients leave alone.
    """
    top = tree.cells[next(iter(definition.blueprint.places))]
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n']
    _Writer(parts, now, remarks, relevant_only=relevant_only).root(top, definition)
    return "".join(parts)


class _Writer:
    def __init__(
        self, parts: list[str], now: datetime, remarks: Remarks, *, relevant_only: bool
    ) -> None:
        self._parts = parts
        self._now = now
        self._remarks = remarks
        self._prefix = ""
        self._relevant_only = relevant_only

    def root(self, cell: Cell, definition: FormDefinition) -> None:
        spaces = f" xmlns:orx={_quoted(OPENROSA)}"
        if cell.namespace:
            spaces += f" xmlns={_quoted(cell.namespace)}"
        others = _other_spaces(definition)
        for uri, prefix in others.items():
            spaces += f" xmlns:{prefix}={_quoted(uri)}"
        if self._remarks:
            self._prefix = _free_prefix(others.values())
            spaces += f" xmlns:{self._prefix}={_quoted(VISITBOOK)}"
        version = f" version={_quoted(definition.version)}" if definition.version else ""
        said = self._remarks_of(cell)
        self._write(cell, f"{spaces} id={_quoted(definition.form_id)}{version}{said}")

    def _write(self, cell: Cell, attributes: str = "") -> None:
        name = f"{cell.prefix}:{cell.name}" if cell.prefix else cell.name
        children = [each for each in cell.children if each.relevant or not self._relevant_only]
        if children:
            self._parts.append(f"<{name}{attributes}>")
            for child in children:
                own = _own_attributes(child) if child.attributes else ""
                self._write(child, f"{own}{self._remarks_of(child)}")
            self._parts.append(f"</{name}>")
            return
        text = "" if cell.spot.children else self._text(cell)
        if text:
            self._parts.append(f"<{name}{attributes}>{_written_text(text)}</{name}>")
        else:
            self._parts.append(f"<{name}{attributes}/>")

    def _remarks_of(self, cell: Cell) -> str:
        said = self._remarks.get(cell.ref, {})
        return "".join(f" {self._prefix}:{name}={_quoted(text)}" for name, text in said.items())

    def _text(self, cell: Cell) -> str:
        bind = cell.spot.bind
        if bind.preload == "timestamp" and bind.preload_parameter == "end" and not cell.text:
            return self._now.isoformat(timespec="milliseconds")
        return cell.text


def _own_attributes(cell: Cell) -> str:
    return "".join(
        f" {each.name}={_quoted(each.text)}" for each in cell.attributes if not each.namespace
    )


def _free_prefix(taken: Iterable[str]) -> str:
    prefix = "vb"
    while prefix in taken:
        prefix += "_"
    return prefix


def _other_spaces(definition: FormDefinition) -> dict[str, str]:
    places = definition.blueprint.places.values()
    return {
        place.namespace: place.prefix for place in places if place.prefix and place.prefix != "orx"
    }


def _quoted(text: str) -> str:
    """The text as an attribute's. `xml.sax.saxutils` would bring the whole of `http` along."""
    return f'"{escape(_sound(text))}"'


def _written_text(text: str) -> str:
    # A carriage return that stands in XML as it is comes back as the end of a line.
    return escape(_sound(text), quote=False).replace("\r", "&#13;")


def _sound(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _UNSOUND.sub("", text)


def remark(ref: str, name: str) -> str:
    """Where among the entries that came as XML a remark of Visitbook's stands."""
    return f"{ref}/@{{{VISITBOOK}}}{name}"


def answers_from_xml(definition: FormDefinition, xml: str | bytes) -> dict[str, str]:
    """The entries of a record that comes as instance XML, for a session with `begun=True`.

    Rows are given ids by their number, so that reading one file twice gives one record. Elements
    that the form does not have are kept under their path, remarks of Visitbook's own at `remark`.
    Raises `FormError` where the XML is not
    a record of this form.
    """
    root = read_markup(xml, "record")
    if root.get("id", definition.form_id) != definition.form_id:
        raise FormError(f"This record was made with another form: {root.get('id')!r}.")
    path = f"/{local_name(root.tag)}"
    if path not in definition.blueprint.places:
        raise FormError(f"This is no record of {definition.title!r}: it begins with {path[1:]!r}.")
    entries = dict(islice(_entries(root, path, path, definition.blueprint.places), MOST_ENTRIES))
    if len(entries) == MOST_ENTRIES:
        raise FormError("This record holds more answers than any record can, and was not read.")
    return entries


def _set_attributes(element: Element, ref: str, place: Place | None) -> Iterator[tuple[str, str]]:
    """Attributes that hold something else than the form gave them; those of the root are its id."""
    if place is None or place.parent is None or place.template is None:
        return
    for name, text in element.attrib.items():
        usual = "" if namespace_of(name) == VISITBOOK else text
        if text != place.template.get(name, usual):
            yield f"{ref}/@{name}", text


def _is_entered(place: Place) -> bool:
    """Whether what a record says there is to be kept, and not to be worked out anew."""
    return place.bind.calculate is None or (place.kept and not place.apart)


def _entries(
    element: Element, ref: str, path: str, places: dict[str, Place]
) -> Iterator[tuple[str, str]]:
    place = places.get(path)
    yield from _set_attributes(element, ref, place)
    if not len(element):
        if element.text and (place is None or _is_entered(place)):
            control = place.control if place else None
            yield ref, chosen(control.tag, element.text) if control else element.text
        return
    numbers: dict[str, int] = {}
    keys: dict[str, str] = {}
    for child in element:
        name = local_name(child.tag)
        below = places.get(f"{path}/{name}")
        child_ref = f"{ref}/{name}"
        if below is not None and below.many:
            number = numbers[name] = numbers.get(name, 0) + 1
            if number > MOST_ROWS:
                raise FormError(f"This record has more than {MOST_ROWS:,} rows at {path}/{name}.")
            row = f"n{number}" if below.fixed else f"x{number}"
            child_ref = f"{child_ref}[{row}]"
            if not below.fixed:
                key = keys[name] = key_between(keys.get(name, ""), "", row)
                yield child_ref, key
        yield from _entries(child, child_ref, f"{path}/{name}", places)
