"""What a school's year came to so far: its visits, and what became of the actions agreed there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Moment:
    """One visit: its day, what kind it was, and how many actions were agreed and closed since.

    `is_ahead` where it is only planned, so that nothing was agreed yet.
    """

    day: date
    label: str
    agreed: int = 0
    closed: int = 0
    is_ahead: bool = False
