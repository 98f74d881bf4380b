"""The values of expressions, and how each kind turns into the others (XPath 1.0, section 4).

To that the OpenRosa rules add that a text which says a date counts as the date's number, and that a
date can be a value of its own.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal

from app.forms.tree import Node
from app.forms.xpath.context import Context
from app.forms.xpath.dates import INVALID, Days, Moment, from_days, read_moment
from app.forms.xpath.errors import XPathError

Value = float | str | bool | Moment | list[Node]

# Whole numbers below this are written digit by digit; above, no more digits than tell them apart.
_EXACT = 1e15
SPACES = " \t\r\n"
_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def text_of_number(number: float) -> str:
    """A number as XPath writes it: never with an exponent, whole numbers without a point."""
    if isinstance(number, Days) and number.floored:
        number = math.floor(number)
    if not math.isfinite(number):
        return "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"
    if abs(number) < _EXACT and number == int(number):
        return str(int(number))
    text = repr(float(number))
    text = text.removesuffix(".0")
    return format(Decimal(text), "f") if "e" in text else text


def number_of_text(text: str, context: Context) -> float:
    """What `text` says as a number: NaN for none, a date's days for a date."""
    if text.isdigit() and text.isascii():
        return float(text)
    if not text:
        return math.nan
    stripped = text.strip(SPACES)
    if _NUMBER.fullmatch(stripped):
        return float(stripped)
    if "-" not in stripped:
        return math.nan
    moment = read_moment(stripped, context.world.zone())
    return moment.number if moment else math.nan


def to_text(value: Value) -> str:
    """`value` as text; the first node's for nodes, and blank for none."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return text_of_number(value)
    if isinstance(value, Moment):
        return value.text
    return value[0].string_value() if value else ""


def to_number(value: Value, context: Context) -> float:
    """`value` as a number, NaN where it says none."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    if isinstance(value, Moment):
        return value.number
    return number_of_text(to_text(value), context)


def to_boolean(value: Value) -> bool:
    """`value` as true or false: a number unless 0 or NaN, a text unless empty, nodes if any."""
    if isinstance(value, float):
        return bool(value) and not math.isnan(value)
    if isinstance(value, Moment):
        return value.when is not None
    return bool(value)


def to_nodes(value: Value) -> list[Node]:
    """`value` as nodes; raises XPathError where it is anything else."""
    if isinstance(value, list):
        return value
    raise XPathError("A value stands where nodes are needed.")


def to_moment(value: Value, context: Context) -> Moment | None:
    """`value` as a date: None for a blank, the invalid date for what is none."""
    if isinstance(value, Moment):
        return value
    if isinstance(value, bool):
        return INVALID
    if isinstance(value, float):
        return from_days(value, context.world.zone())
    text = to_text(value).strip(SPACES)
    if not text:
        return None
    zone = context.world.zone()
    return read_moment(text, zone) or from_days(number_of_text(text, context), zone)


def texts_of(value: Value, *, asked: bool = True) -> list[str]:
    """One text for a value, one per node for nodes; `asked` leaves out those not relevant."""
    if isinstance(value, list):
        return [node.string_value() for node in value if node.relevant or not asked]
    return [to_text(value)]


def numbers_of(value: Value, context: Context) -> list[float]:
    """One number for a value, one per relevant node for nodes."""
    if isinstance(value, list):
        return [number_of_text(text, context) for text in texts_of(value)]
    return [to_number(value, context)]


def is_blank(value: Value) -> bool:
    """Whether `value` says nothing: empty text, no number, no node."""
    if isinstance(value, float):
        return math.isnan(value)
    return not isinstance(value, bool) and not to_text(value)
