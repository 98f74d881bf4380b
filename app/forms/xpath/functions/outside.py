"""Functions that answer from outside the form's own answers: lists, labels, files, new ids."""

from __future__ import annotations

import math

from app.forms.tree import Node
from app.forms.xpath.context import Context
from app.forms.xpath.errors import XPathError
from app.forms.xpath.functions.signature import Function, function

# Two hundred would be more than any form asks for; an id is 36 characters.
_LONGEST_ID = 10_000


def _instance(context: Context, name: str) -> list[Node]:
    found = context.world.instances.get(name)
    return [] if found is None else [found]


def _itext(context: Context, text_id: str) -> str:
    return context.world.translate(text_id)


def _choice_name(context: Context, value: str, path: str) -> str:
    # The path arrives in quotes, and pyxform leaves spaces inside them.
    return context.world.choice_label(context, value, path.strip())


def _pulldata(context: Context, file: str, column: str, key_column: str, key: str) -> str:
    return context.world.pull(file, column, key_column, key)


def _property(context: Context, name: str) -> str:
    return context.world.properties.get(name, "")


def _version(context: Context) -> str:
    return context.world.properties.get("version", "")


def _uuid(context: Context, length: float | None = None) -> str:
    made = context.world.new_id()
    if length is None:
        return made
    if math.isnan(length):
        raise XPathError("uuid() is told how many characters, and this is no number.")
    wanted = int(length) if 0 <= length <= _LONGEST_ID else 0
    while len(made) < wanted:
        made += context.world.new_id()
    return made[:wanted]


FUNCTIONS: dict[str, Function] = {
    "instance": function("context, text -> nodes", _instance, steady=True),
    "jr:itext": function("context, text -> text", _itext),
    "jr:choice-name": function("context, text, text -> text", _choice_name),
    "pulldata": function("context, text, text, text, text -> text", _pulldata),
    "property": function("context, text -> text", _property),
    "version": function("context -> text", _version, steady=True),
    "uuid": function("context, number? -> text", _uuid),
}
