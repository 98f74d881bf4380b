"""Order keys of rows: texts that sort, so that a row can be put between any two others.

Two people who add rows apart from each other must end with one order, whoever's rows are merged
into whose. So a key names a place on an endless scale instead of a number of rows, and ends with
letters of its row's id, so that two rows put at one place at one time do not get one key.
"""

from __future__ import annotations

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BASE = len(DIGITS)
_HEAD = 4
_MIDDLE = "i000"


def key_between(low: str, high: str, row: str) -> str:
    """A key for `row` above `low` and below `high`; a blank one means there is no such end."""
    tail = "".join(letter for letter in row if letter in DIGITS)[-3:] + "i"
    return _head_between(low, high) + tail


def _head_between(low: str, high: str) -> str:
    if not low and not high:
        return _MIDDLE
    if low and not high and low[:_HEAD] < "zzzz":
        return _stepped(low, 1)
    if high and not low and high[:_HEAD] > "0001":
        return _stepped(high, -1)
    return _midpoint(low, high)


def _stepped(key: str, step: int) -> str:
    number = 0
    for digit in key[:_HEAD].ljust(_HEAD, "0"):
        number = number * _BASE + max(DIGITS.find(digit), 0)
    number += step
    digits = ""
    for _ in range(_HEAD):
        number, digit_value = divmod(number, _BASE)
        digits = DIGITS[digit_value] + digits
    return digits


def _midpoint(low: str, high: str) -> str:
    kept = ""
    bounded = bool(high)
    while True:
        at = len(kept)
        least = max(DIGITS.find(low[at]), 0) if at < len(low) else 0
        most = DIGITS.find(high[at]) if bounded and at < len(high) else _BASE
        if most - least > 1:
            return kept + DIGITS[(least + most) // 2]
        bounded = bounded and least == most
        kept += DIGITS[least]
