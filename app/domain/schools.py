"""Schools: as the national register lists them, and as an adviser has taken them on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

Urn = NewType("Urn", int)
"""A school's Unique Reference Number: six digits, never reused (Get Information about Schools)."""

FIRST_URN, LAST_URN = 100_000, 999_999


def parse_urn(text: str) -> Urn | None:
    """The URN that `text` says, or None where it says none."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) == 6):  # noqa: PLR2004 - six digits by definition
        return None
    number = int(digits)
    return Urn(number) if number >= FIRST_URN else None


class SchoolStatus(StrEnum):
    """Where a school stands in its life, by the register's four words."""

    OPEN = "open"
    CLOSED = "closed"
    CLOSING = "open, but proposed to close"
    PROPOSED = "proposed to open"


@dataclass(frozen=True, slots=True)
class RegisterSchool:
    """One school as the imported register lists it. Blank text where the register is blank.

    `head` is kept only where the importer asked for heads' names. `successors` are the URNs of
    schools that took this one's place.
    """

    urn: Urn
    name: str
    la_code: str = ""
    la_name: str = ""
    kind: str = ""
    status: SchoolStatus = SchoolStatus.OPEN
    phase: str = ""
    low_age: int | None = None
    high_age: int | None = None
    gender: str = ""
    religious_character: str = ""
    trust: str = ""
    street: str = ""
    locality: str = ""
    address3: str = ""
    town: str = ""
    postcode: str = ""
    telephone: str = ""
    website: str = ""
    pupils: int | None = None
    opened: date | None = None
    closed: date | None = None
    head: str = ""
    successors: tuple[Urn, ...] = ()


@dataclass(frozen=True, slots=True)
class School:
    """A school that an adviser has taken on, with what the work needs to know of it.

    `adviser_id` is who holds it now. `agreement_date` is when the school signed the agreement on
    data: no pupil codes may be kept before it. `by_hand` marks a school that was not in the
    register. `given_up` is when nobody of the team held it any more.
    """

    urn: Urn
    name: str
    la_name: str = ""
    kind: str = ""
    status: SchoolStatus = SchoolStatus.OPEN
    phase: str = ""
    low_age: int | None = None
    high_age: int | None = None
    trust: str = ""
    street: str = ""
    town: str = ""
    postcode: str = ""
    telephone: str = ""
    pupils: int | None = None
    adviser_id: str = ""
    agreement_date: date | None = None
    by_hand: bool = False
    given_up: date | None = None

    @property
    def id(self) -> str:
        """The URN as the id that changes of this school carry."""
        return str(self.urn)

    @property
    def ages(self) -> str:
        """The age range in words, such as `3 to 11`; blank where unknown."""
        if self.low_age is None or self.high_age is None:
            return ""
        return f"{self.low_age} to {self.high_age}"
