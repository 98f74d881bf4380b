"""What a range takes: numbers from one end to the other, in steps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]{0,15})?|\.[0-9]{1,15})")
_USUAL = {"start": "1", "end": "10", "step": "1"}
MOST_STEPS = 10_000
"""Steps of one range, beyond which no slider can be set with any care."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The two ends of a range as the form gives them, the first may be the higher; and its step."""

    start: Decimal
    end: Decimal
    step: Decimal

    def take(self, text: str) -> bool:
        """Whether `text` is a number on the range; a text that is no number is none."""
        if _NUMBER.fullmatch(text) is None:
            return False
        number = Decimal(text)
        low, high = sorted((self.start, self.end))
        return low <= number <= high and (number - self.start) % self.step == 0

    @property
    def words(self) -> str:
        """What to do where an answer is not on the range."""
        ends = f"Give a number from {_plain(self.start)} to {_plain(self.end)}"
        return f"{ends}, in steps of {_plain(self.step)}."


def limits_of(parameters: Mapping[str, str]) -> Limits | None:
    """The limits that a range's parameters say, blank ones as usual; None where they make none."""
    said = {name: parameters.get(name, "").strip() or usual for name, usual in _USUAL.items()}
    if not all(_NUMBER.fullmatch(text) for text in said.values()):
        return None
    found = Limits(Decimal(said["start"]), Decimal(said["end"]), abs(Decimal(said["step"])))
    return found if found.step and abs(found.end - found.start) >= found.step else None


def steps_of(limits: Limits) -> int:
    """How many steps there are from one end to the other."""
    return int(abs(limits.end - limits.start) // limits.step)


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
