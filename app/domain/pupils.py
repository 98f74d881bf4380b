"""Focus pupils, known here only by a code; the school keeps the key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_CODE = re.compile(r"[A-Za-z]{0,2}[0-9]{1,4}[A-Za-z]?(-[0-9]{1,3})?|[NR]-[0-9]{1,3}")
SMALLEST_GROUP = 6
"""Counts under six are never printed (Department for Education disclosure practice)."""


class PupilStatus(StrEnum):
    """How a focus pupil stands against the learning target."""

    NOT_YET = "not_yet"
    MOVING = "moving"
    MET = "met"
    REPLACED = "replaced"

    @property
    def label(self) -> str:
        """What is shown and printed, such as `Not yet`."""
        return self.value.replace("_", " ").capitalize()


def is_pupil_code(text: str) -> bool:
    """Whether `text` is a code such as `P07`, `Y4-12`, `R-03` or `12`.

    Two letters at the most stand before the number, enough for a kind or a year: three or more
    could be a short name with a number after it, and letters alone could be any name.
    """
    return bool(_CODE.fullmatch(text.strip()))


@dataclass(frozen=True, slots=True)
class FocusPupil:
    """One focus pupil by code, with flags that are each optional (None: not said).

    Never a name, a date of birth, a UPN, ethnicity or detail of SEND.
    """

    id: str
    urn: int
    code: str
    year: str = ""
    disadvantaged: bool | None = None
    send: bool | None = None
    eal: bool | None = None
    prior: str = ""
    starting_point: str = ""
    target: str = ""
    helps: str = ""
    review_date: date | None = None
    status: PupilStatus = PupilStatus.NOT_YET
    note: str = ""
