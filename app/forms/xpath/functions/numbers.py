"""Functions of numbers: those of XPath 1.0 (section 4.4) and what OpenRosa adds."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from app.forms.xpath.context import Context
from app.forms.xpath.dates import Days, Moment, counted
from app.forms.xpath.functions.signature import Function, function
from app.forms.xpath.values import Value, numbers_of, to_number, to_text

# Beyond these a number has no digits to round.
_MOST_PLACES, _LEAST_PLACES = 30, -308


def _number(context: Context, value: Value) -> float:
    number = to_number(value, context)
    # A text that says a date counts as its day when it is shown (ODK XForms, number()).
    if isinstance(number, Days) and not isinstance(value, (float, Moment)):
        return Days(number.when, floored="T" in to_text(value) or True)
    return number


def _round(number: float, places: float = 0.0) -> float:
    """Half away from zero, as clients of OpenRosa do, on the digits as they are written."""
    if not math.isfinite(number) or not math.isfinite(places):
        return number if math.isfinite(places) else math.nan
    digits = int(places)
    if digits > _MOST_PLACES:
        return number
    if digits < _LEAST_PLACES:
        return 0.0
    written = Decimal(repr(float(counted(number))))
    shifted = written.scaleb(digits).to_integral_value(ROUND_HALF_UP)
    return float(shifted.scaleb(-digits))


def _int(number: float) -> float:
    return float(math.trunc(counted(number))) if math.isfinite(number) else number


def _floor(number: float) -> float:
    return float(math.floor(counted(number))) if math.isfinite(number) else number


def _ceiling(number: float) -> float:
    return float(math.ceil(counted(number))) if math.isfinite(number) else number


def _calm(work: Callable[..., float]) -> Callable[..., float]:
    """`work` with NaN where mathematics has no answer, and infinity where it is too large."""

    def calmed(*numbers: float) -> float:
        try:
            return float(work(*numbers))
        except OverflowError:
            return math.inf
        except (ValueError, ZeroDivisionError, TypeError):
            return math.nan

    return calmed


def _logarithm(work: Callable[[float], float]) -> Callable[[float], float]:
    calm = _calm(work)
    return lambda number: -math.inf if number == 0 else calm(number)


def _pow(base: float, exponent: float) -> float:
    if base == 0 and exponent < 0:
        return math.inf
    return _calm(math.pow)(base, exponent)


def _least(context: Context, *values: Value) -> float:
    return _extreme(context, values, min)


def _largest(context: Context, *values: Value) -> float:
    return _extreme(context, values, max)


def _extreme(
    context: Context, values: tuple[Value, ...], choose: Callable[[list[float]], float]
) -> float:
    numbers = [number for value in values for number in numbers_of(value, context)]
    if not numbers or any(math.isnan(number) for number in numbers):
        return math.nan
    return choose(numbers)


def _sum(context: Context, *values: Value) -> float:
    return float(sum(number for value in values for number in numbers_of(value, context)))


def _random(context: Context) -> float:
    return context.world.random.random()


FUNCTIONS: dict[str, Function] = {
    "number": function("context, any. -> number", _number),
    "sum": function("context, nodes -> number", _sum),
    "min": function("context, any+ -> number", _least),
    "max": function("context, any+ -> number", _largest),
    "floor": function("number -> number", _floor),
    "ceiling": function("number -> number", _ceiling),
    "round": function("number, number? -> number", _round),
    "int": function("number -> number", _int),
    "abs": function("number -> number", abs),
    "pow": function("number, number -> number", _pow),
    "sqrt": function("number -> number", _calm(math.sqrt)),
    "exp": function("number -> number", _calm(math.exp)),
    "exp10": function("number -> number", _calm(lambda number: math.pow(10, number))),
    "log": function("number -> number", _logarithm(math.log)),
    "log10": function("number -> number", _logarithm(math.log10)),
    "sin": function("number -> number", _calm(math.sin)),
    "cos": function("number -> number", _calm(math.cos)),
    "tan": function("number -> number", _calm(math.tan)),
    "asin": function("number -> number", _calm(math.asin)),
    "acos": function("number -> number", _calm(math.acos)),
    "atan": function("number -> number", _calm(math.atan)),
    "atan2": function("number, number -> number", _calm(math.atan2)),
    "pi": function("-> number", lambda: math.pi),
    "random": function("context -> number", _random),
}
