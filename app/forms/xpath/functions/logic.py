"""Functions of true and false, and those that choose between values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from app.forms.xpath.code import Code, Sort, any_code
from app.forms.xpath.context import Context
from app.forms.xpath.functions.signature import Function, function, special
from app.forms.xpath.values import Value, is_blank, texts_of, to_boolean, to_number, to_text

T = TypeVar("T")


def _if(arguments: Sequence[Code]) -> Code:
    condition, then, other = arguments

    def chosen(yes: Callable[[Context], T], no: Callable[[Context], T]) -> Callable[[Context], T]:
        test = condition.boolean
        return lambda context: yes(context) if test(context) else no(context)

    return Code(
        then.sort if then.sort is other.sort else Sort.ANY,
        run=chosen(then.run, other.run),
        text=chosen(then.text, other.text),
        number=chosen(then.number, other.number),
        boolean=chosen(then.boolean, other.boolean),
        nodes=chosen(then.nodes, other.nodes),
        settled=all(code.settled for code in arguments),
    )


def _coalesce(arguments: Sequence[Code]) -> Code:
    *tried, last = [code.run for code in arguments]

    def run(context: Context) -> Value:
        for attempt in tried:
            value = attempt(context)
            if not is_blank(value):
                return value
        return last(context)

    return any_code(run, settled=all(code.settled for code in arguments))


def _once(arguments: Sequence[Code]) -> Code:
    (first,) = arguments

    def run(context: Context) -> Value:
        world, here = context.world, context.origin()
        kept = world.kept(here)
        if kept:
            return kept
        value = first.run(context)
        if is_blank(value):
            return ""
        world.keep(here, to_text(value))
        return value

    return any_code(run)


def _from_text(text: str) -> bool:
    return text in {"1", "true"}


def _checklist(least: float, most: float, *values: Value) -> bool:
    count = sum(sum(_holds(value)) for value in values)
    return _within(count, least, most)


def _weighted_checklist(context: Context, least: float, most: float, *values: Value) -> bool:
    weighed = 0.0
    for value, weight in zip(values[::2], values[1::2], strict=False):
        weights = [to_number(text, context) for text in texts_of(weight)]
        weighed += sum(each for holds, each in zip(_holds(value), weights, strict=False) if holds)
    return _within(weighed, least, most)


def _holds(value: Value) -> list[bool]:
    if isinstance(value, list):
        return [bool(text) for text in texts_of(value)]
    return [to_boolean(value)]


def _within(count: float, least: float, most: float) -> bool:
    # A limit below zero is no limit (ODK XForms specification, checklist).
    return (least < 0 or count >= least) and (most < 0 or count <= most)


FUNCTIONS: dict[str, Function] = {
    "true": function("-> boolean", lambda: True),
    "false": function("-> boolean", lambda: False),
    "not": function("boolean -> boolean", lambda value: not value),
    "boolean": function("boolean -> boolean", lambda value: value),
    "boolean-from-string": function("text -> boolean", _from_text),
    "if": special(3, 3, _if),
    "coalesce": special(2, None, _coalesce),
    "once": special(1, 1, _once),
    "checklist": function("number, number, any* -> boolean", _checklist),
    "weighted-checklist": function("context, number, number, any* -> boolean", _weighted_checklist),
}
