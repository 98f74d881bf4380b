"""The people of the work: the one who holds this laptop, and key people of a school by role.

Roles are data (resources/roles.toml): no role's word occurs in code.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """A part somebody plays: `key` is fixed, `label` is what is shown and printed.

    `aliases` are other names for it that people type.
    """

    key: str
    label: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Adviser:
    """A member of the project's team: an adviser, a specialist, a manager."""

    id: str
    name: str
    role: str
    email: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class KeyPerson:
    """Somebody at a school, first of all by role; the name is optional and seldom needed.

    `safeguarding_lead` marks the designated safeguarding lead (or a deputy): the one to tell at
    once when a child may be at risk. `receives_notes` makes them a default recipient.
    """

    id: str
    urn: int
    role: str
    name: str = ""
    email: str = ""
    telephone: str = ""
    safeguarding_lead: bool = False
    receives_notes: bool = False
