"""What an expression reads of a list, held against the columns that the list has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from app.forms.survey_rows import did_you_mean
from app.forms.xpath import Reference

Columns = Mapping[str, frozenset[str]]
"""The names of the columns by the name of the list. A list that is not in it is not looked at."""
_SHAPE = ("root", "item")
_OWN = "itextId"  # what leads to the words of a choice in each language: nobody writes it
_MOST_NAMED = 8
_IN_LANGUAGES = (
    "The words of the list {name} stand in several languages, so there is no column label to read. "
    "Write jr:choice-name(${{question}}, '${{question}}')."
)


def column_mistakes(references: Iterable[Reference], columns: Columns) -> Iterator[str]:
    """A sentence for each column that is read and not there: it would be blank in every row."""
    told = set[str]()
    for reference in references:
        known = columns.get(reference.instance) if reference.instance else None
        if known is not None and not reference.anywhere:
            told.update(_wrong(reference, known))
    yield from sorted(told)


def _wrong(reference: Reference, known: frozenset[str]) -> Iterator[str]:
    for step, expected in zip(reference.steps, _SHAPE, strict=False):
        if step not in {expected, "*"}:
            yield (
                f"Nothing in the list {reference.instance} is called {step}. Write "
                f"instance('{reference.instance}')/root/item."
            )
            return
    column = reference.steps[len(_SHAPE)] if len(reference.steps) > len(_SHAPE) else ""
    if column and column not in known and column[0] not in "@.*":
        if column == "label" and _OWN in known:
            yield _IN_LANGUAGES.format(name=reference.instance)
            return
        written = sorted(known - {_OWN})
        hint = did_you_mean(column, written) or f" It has: {', '.join(written[:_MOST_NAMED])}."
        yield f"The list {reference.instance} has no column called {column}.{hint}"
