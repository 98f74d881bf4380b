"""Arithmetic (XPath 1.0, section 3.5): IEEE 754, so nothing raises; dates count as days."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence

from app.forms.xpath.code import Code, number_code
from app.forms.xpath.context import Context
from app.forms.xpath.dates import counted

Work = Callable[[float, float], float]


def divided(left: float, right: float) -> float:
    """`left div right`: by zero is infinite, and zero by zero is no number."""
    if right:
        return left / right
    if not left or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def remainder(left: float, right: float) -> float:
    """`left mod right`, with the sign of `left`; of a date, of its day's number."""
    if not right or math.isinf(left):
        return math.nan
    return math.fmod(counted(left), right)


OPERATIONS: dict[str, Work] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "div": divided,
    "mod": remainder,
}


def arithmetic_code(first: Code, rest: Sequence[tuple[str, Code]]) -> Code:
    """Operators of one strength, from the left."""
    settled = first.settled and all(code.settled for _, code in rest)
    if len(rest) == 1:
        sign, second = rest[0]
        return number_code(_pair(OPERATIONS[sign], first, second), settled=settled)
    start = first.number
    work = [(OPERATIONS[sign], code.number) for sign, code in rest]

    def run(context: Context) -> float:
        total = start(context)
        for operation, number in work:
            total = operation(total, number(context))
        return total

    return number_code(run, settled=settled)


def _pair(operation: Work, left: Code, right: Code) -> Callable[[Context], float]:
    first, second = left.number, right.number
    return lambda context: operation(first(context), second(context))


def negative_code(operand: Code) -> Code:
    """The operand with its sign turned."""
    number = operand.number
    return number_code(lambda context: -number(context), settled=operand.settled)
