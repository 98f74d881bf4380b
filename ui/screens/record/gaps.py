"""Where the next gap is, seen from the question in focus."""

from __future__ import annotations

from app.forms.definition import FormDefinition
from app.forms.refs import without_rows
from app.forms.session import FormSession


def next_gap(definition: FormDefinition, session: FormSession, here: str) -> str:
    """The ref of the first gap after the question at `here`, beginning again at the end.

    Blank where nothing is missing.
    """
    gaps = [problem.ref for problem in session.problems()]
    if here in gaps:
        return gaps[(gaps.index(here) + 1) % len(gaps)]
    order = {question.path: at for at, question in enumerate(definition.questions())}
    own = _place(order, here)
    later = (ref for ref in gaps if _place(order, ref) > own)
    return next(later, gaps[0] if gaps else "")


def _place(order: dict[str, int], here: str) -> float:
    """The place of a question; of a group, repeat or section, just before its first question."""
    path = without_rows(here)
    if path in order:
        return order[path]
    below = (at for other, at in order.items() if path and other.startswith(f"{path}/"))
    return next(below, 0) - 0.5
