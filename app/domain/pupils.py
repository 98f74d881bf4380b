"""Focus pupils, known here only by a code; the school keeps the key."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_WORD = re.compile(r"\w[\w-]*")
_CODE = re.compile(r"[A-Za-z]{0,2}[0-9]{1,4}[A-Za-z]?(-[0-9]{1,3})?|[NR]-[0-9]{1,3}")
SMALLEST_GROUP = 6
"""Counts under six are never printed (Department for Education disclosure practice)."""
CODE_WITHHELD = "[pupil code]"
"""What stands on paper in place of a code, but in the school's own copy."""
LIKE_A_CODE = (
    r"(?!(?:Y1[0-3]|[QX][0-9]+)(?![\w-]))[A-Z]{1,2}[0-9]{2,4}[a-z]?(?:-[0-9]{1,3})?",
    r"(?!Y(?:[789]|1[02])-1[13](?![\w-]))Y[0-9]{1,2}-[0-9]{2,3}",
    r"[NR]-[0-9]{1,3}",
)
"""Codes by their look, such as `P07` and `Y4-12`, for one that stands on no list here.

Not years (`Y10`, `Y7-11`), questions (`Q12`) or factors (`X10`); capitals alone, so that `p12` of a
book and `x100` are left as they are.
"""
_IN_WORDS = re.compile(rf"(?<![\w-])(?:{'|'.join(LIKE_A_CODE)})(?![\w-])")


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


def codes_in(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """What in typed words is a pupil's code: one of those `known`, or what looks like one.

    A code of digits alone cannot be told from a number.
    """
    listed = {code.casefold() for code in known if not code.isdigit()}
    words = (word.group() for word in _WORD.finditer(text))
    found = [word for word in words if word.casefold() in listed or _IN_WORDS.fullmatch(word)]
    return tuple(dict.fromkeys(found))


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
