"""Words of an adviser's own: phrases that abbreviations stand for, and words to leave alone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence that is often written; `abbreviation` is typed for it, blank where none is.

    `heading` gathers phrases in the list, such as a strand or a component.
    """

    id: str
    words: str
    abbreviation: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class LearnedWord:
    """A word that the spell check is to leave alone; its id is the word as it was learned."""

    id: str
    word: str
