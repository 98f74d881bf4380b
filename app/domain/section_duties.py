"""Who does which section of a record that two people share."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SectionDuty:
    """An adviser took a section of a record upon themselves; nobody is kept out of it by that.

    `section` is its path in the form, blank for one who helps with the whole record: somebody who
    does not hold the school, and whom its holder gave the record to. The id is
    `<record id>:<section>`, so that two people who take the same section meet in one field.
    """

    id: str
    urn: int
    record_id: str
    section: str
    adviser_id: str


def section_duty_id(record_id: str, section: str) -> str:
    """The id of the duty for that section: the same on every laptop."""
    return f"{record_id}:{section}"


def helper_duty_id(record_id: str, adviser_id: str) -> str:
    """The id of the duty of one who helps with the whole record: one for each helper."""
    return f"{record_id}:helps:{adviser_id}"
