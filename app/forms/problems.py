"""What keeps a record from being finished: answers missing, of the wrong kind, or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter

from app.forms.blueprint import Wording
from app.forms.definition import Problem, ProblemKind
from app.forms.instance import Cell, lacks_rows
from app.forms.types import MESSAGES

NEEDED = "This answer is needed."
ROW_NEEDED = "At least one is needed here: add it."
_REFUSED = "This answer is not allowed here."
_NOT_OFFERED = "This answer is no longer among the choices: choose again."

_NUMBER = attrgetter("spot.number")

Say = Callable[[Wording | None, Cell], str]
Offered = Callable[[Cell], frozenset[str] | None]


def problems_below(top: Cell, say: Say, offered: Offered) -> Iterator[Problem]:
    """Every problem below a cell, in the order of the form."""
    if top.spot.control is not None:
        yield from problems_of(top, say, offered)
    below: list[Cell] = top.children
    if top.anchors:
        below = sorted([*top.anchors, *below], key=_NUMBER)
    for cell in below:
        yield from problems_below(cell, say, offered)


def problems_of(cell: Cell, say: Say, offered: Offered) -> Iterator[Problem]:
    """The problem of one cell, if it has one; what is not asked has none."""
    if not cell.relevant:
        return
    if cell.spot.children or cell.spot.repeat:
        if lacks_rows(cell):
            yield _missing(cell, say, ROW_NEEDED)
    elif cell.text.strip():
        yield from _refused(cell, say, offered)
    elif cell.required and not cell.readonly:
        yield _missing(cell, say, NEEDED)


def _refused(cell: Cell, say: Say, offered: Offered) -> Iterator[Problem]:
    if cell.wrong_type:
        yield Problem(cell.ref, ProblemKind.TYPE, _wanted(cell))
    elif cell.failing:
        message = say(cell.spot.bind.constraint_message, cell) or _REFUSED
        yield Problem(cell.ref, ProblemKind.CONSTRAINT, message)
    elif not _among(cell, offered(cell)):
        yield Problem(cell.ref, ProblemKind.CONSTRAINT, _NOT_OFFERED)


def _missing(cell: Cell, say: Say, otherwise: str) -> Problem:
    message = say(cell.spot.bind.required_message, cell) or otherwise
    return Problem(cell.ref, ProblemKind.MISSING, message)


def _wanted(cell: Cell) -> str:
    limits = cell.spot.limits
    return limits.words if limits is not None else MESSAGES[cell.spot.bind.type]


def _among(cell: Cell, values: frozenset[str] | None) -> bool:
    if values is None:
        return True
    control = cell.spot.control
    single = control is not None and control.tag == "select1"
    chosen = (cell.text,) if single else tuple(cell.text.split())
    return all(value in values for value in chosen)
