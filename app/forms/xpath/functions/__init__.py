"""All functions that expressions may call: XPath 1.0 and OpenRosa, by name."""

from __future__ import annotations

from app.forms.xpath.functions import (
    choices,
    dates,
    geo,
    logic,
    nodes,
    numbers,
    outside,
    signed,
    texts,
)
from app.forms.xpath.functions.signature import Function

FUNCTIONS: dict[str, Function] = {
    **logic.FUNCTIONS,
    **texts.FUNCTIONS,
    **numbers.FUNCTIONS,
    **nodes.FUNCTIONS,
    **dates.FUNCTIONS,
    **choices.FUNCTIONS,
    **outside.FUNCTIONS,
    **geo.FUNCTIONS,
    **signed.FUNCTIONS,
}
