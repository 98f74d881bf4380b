"""What keeps a record from being finished: answers missing, of the wrong kind, or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.forms.blueprint import Wording
from app.forms.definition import Problem, ProblemKind
from app.forms.instance import Cell, branch
from app.forms.types import MESSAGES

NEEDED = "This answer is needed."
_REFUSED = "This answer is not allowed here."
_NOT_OFFERED = "This answer is no longer among the choices: choose again."

Say = Callable[[Wording | None, Cell], str]
Offered = Callable[[Cell], frozenset[str] | None]


def problems_below(top: Cell, say: Say, offered: Offered) -> Iterator[Problem]:
    """Every problem below a cell, in the order of the form."""
    for cell in branch(top):
        if cell.spot.control is not None:
            yield from problems_of(cell, say, offered)


def problems_of(cell: Cell, say: Say, offered: Offered) -> Iterator[Problem]:
    """The problem of one cell, if it has one; what is not asked has none."""
    if not cell.relevant or cell.spot.children:
        return
    bind = cell.spot.bind
    if not cell.text.strip():
        if cell.required and not cell.readonly:
            message = say(bind.required_message, cell) or NEEDED
            yield Problem(cell.ref, ProblemKind.MISSING, message)
    elif cell.wrong_type:
        yield Problem(cell.ref, ProblemKind.TYPE, MESSAGES[bind.type])
    elif cell.failing:
        message = say(bind.constraint_message, cell) or _REFUSED
        yield Problem(cell.ref, ProblemKind.CONSTRAINT, message)
    elif not _among(cell, offered(cell)):
        yield Problem(cell.ref, ProblemKind.CONSTRAINT, _NOT_OFFERED)


def _among(cell: Cell, values: frozenset[str] | None) -> bool:
    if values is None:
        return True
    control = cell.spot.control
    single = control is not None and control.tag == "select1"
    chosen = (cell.text,) if single else tuple(cell.text.split())
    return all(value in values for value in chosen)
