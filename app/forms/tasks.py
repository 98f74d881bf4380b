"""What a form works out: its tasks, and who is woken by what."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

from app.forms.blueprint import Place
from app.forms.xpath import Expression


class Aspect(IntEnum):
    """What a task works out. Nothing can depend on what comes after CALCULATE."""

    COUNT = 0
    RELEVANT = 1
    CALCULATE = 2
    READONLY = 3
    REQUIRED = 4
    CONSTRAINT = 5
    CHOICES = 6
    LABEL = 7


_WORDS = {
    Aspect.COUNT: "the number of rows",
    Aspect.RELEVANT: "whether it is asked",
    Aspect.CALCULATE: "its value",
    Aspect.READONLY: "whether it is read-only",
    Aspect.REQUIRED: "whether it is required",
}
_SPOKEN = frozenset({"jr:choice-name", "jr:itext"})


@dataclass(slots=True, eq=False, repr=False)
class Task:
    """One expression of one place. `constant` is its value where that can never change.

    `positional` tells that it asks for the position of its own node.
    """

    place: Place
    aspect: Aspect
    expressions: tuple[Expression, ...]
    order: int = 0
    constant: bool | None = None
    positional: bool = False

    @property
    def expression(self) -> Expression:
        """The one expression of a task that has a value."""
        return self.expressions[0]

    @property
    def speaks(self) -> bool:
        """Whether its value changes with the language."""
        return any(_SPOKEN & each.uses for each in self.expressions)

    @property
    def pulls(self) -> bool:
        """Whether it looks values up in a list that it names by a text."""
        return any("pulldata" in each.uses for each in self.expressions)

    @property
    def base(self) -> Place:
        """The place that relative references set out from."""
        place = self.place
        return (place.count_base or place) if self.aspect is Aspect.COUNT else place

    def __str__(self) -> str:
        return f"{self.place.path} ({_WORDS.get(self.aspect, self.aspect.name.lower())})"


@dataclass(slots=True, eq=False, repr=False)
class Edge:
    """From a place that is read to the task that reads it.

    `shared` is how many repeat rows, counted from the top, are the same for both. `above` tells
    that the task reads one of the rows it stands in, for its position.
    """

    task: Task
    shared: int
    above: bool
    descent: tuple[str, ...]


@dataclass(slots=True, eq=False, repr=False)
class Graph:
    """Tasks in the order they are worked out, and the indexes that find them."""

    tasks: list[Task] = field(default_factory=list)
    of_place: dict[Place, list[Task]] = field(default_factory=dict)
    readers: dict[Place, list[Edge]] = field(default_factory=dict)
    of_instance: dict[str, list[Task]] = field(default_factory=dict)
