"""How what is written into a form is put down here, and where the answers to each form are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Page:
    """A section to turn to (blank for the first), and what is answered on it, by name.

    An answer is a key for a level, the beginning of a choice (several with `|`), or words. `rows`
    are those of the repeat that stands there; `people` were met, by role; `action` was agreed.
    """

    section: str
    answers: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Mapping[str, str], ...] = ()
    people: tuple[str, ...] = ()
    action: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """The pages of a form in the order in which they are filled in.

    `shown` is the section of which a picture is kept, once it is filled in. A record is `finished`
    where nothing that the form needs is missing from its pages.
    """

    pages: tuple[Page, ...]
    shown: str
    finished: bool = True


def begun(section: str, answers: Mapping[str, str]) -> Entry:
    """A form in which one section is begun, to be seen."""
    return Entry((Page(section, answers),), section, finished=False)
