"""Functions of answers to select questions: values apart by spaces."""

from __future__ import annotations

from collections.abc import Sequence

from app.forms.xpath.code import Code, boolean_code
from app.forms.xpath.context import Context
from app.forms.xpath.functions.signature import Function, function, special


def _selected(arguments: Sequence[Code]) -> Code:
    answer, wanted = (code.text for code in arguments)

    def run(context: Context) -> bool:
        text, value = answer(context), wanted(context)
        # Most answers are one value, or do not hold the value at all.
        if text == value:
            return True
        value = value.strip()
        return value in text and value in (text.split() or [""])

    return boolean_code(run, settled=all(code.settled for code in arguments))


def _selected_at(text: str, place: float) -> str:
    values = text.split()
    return values[int(place)] if 0 <= place < len(values) else ""


FUNCTIONS: dict[str, Function] = {
    "selected": special(2, 2, _selected),
    "is-selected": special(2, 2, _selected),
    "selected-at": function("text, number -> text", _selected_at),
    "count-selected": function("text -> number", lambda text: float(len(text.split()))),
}
