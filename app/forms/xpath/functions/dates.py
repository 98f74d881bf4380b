"""Functions of dates and times (ODK XForms specification, XPath functions)."""

from __future__ import annotations

import math

from app.forms.xpath.context import Context
from app.forms.xpath.date_text import write_date
from app.forms.xpath.dates import Moment, day_fraction, day_of
from app.forms.xpath.functions.signature import Function, function
from app.forms.xpath.values import Value, to_moment


def _now(context: Context) -> Moment:
    return Moment(context.world.now())


def _today(context: Context) -> Moment:
    return day_of(context.world.now())


def _date(context: Context, value: Value) -> Value:
    moment = to_moment(value, context)
    return "" if moment is None else moment


def _decimal_date(context: Context, value: Value) -> float:
    moment = to_moment(value, context)
    return math.nan if moment is None else moment.number


def _decimal_time(context: Context, value: str) -> float:
    return day_fraction(value, context.world.now())


def _format(context: Context, value: Value, pattern: str) -> str:
    moment = to_moment(value, context)
    if moment is None or moment.when is None:
        return ""
    return write_date(moment.when, pattern)


FUNCTIONS: dict[str, Function] = {
    "now": function("context -> any", _now, steady=True),
    "today": function("context -> any", _today, steady=True),
    "date": function("context, any -> any", _date),
    "date-time": function("context, any -> any", _date),
    "decimal-date-time": function("context, any -> number", _decimal_date),
    "decimal-time": function("context, text -> number", _decimal_time),
    "format-date": function("context, any, text -> text", _format),
    "format-date-time": function("context, any, text -> text", _format),
}
