"""The compiled form, private to the engine: its places, what is bound to them and what is shown.

A place is a path of the form without rows. All records filled in with one form share these
objects; nothing here changes once `load_form` has answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from app.forms.definition import Item
from app.forms.limits import Limits
from app.forms.xpath import Expression

if TYPE_CHECKING:
    from app.forms.languages import Texts
    from app.forms.tasks import Edge, Graph, Task

Text = tuple[str | Expression, ...]
"""A wording: plain parts, and expressions whose value stands between them."""


@dataclass(slots=True, repr=False)
class Wording:
    """What a label, hint or message says: by the id of a translated text, or as it stands."""

    key: str = ""
    plain: Text = ()
    reference: Expression | None = None


@dataclass(slots=True, repr=False)
class Bind:
    """What the form says of one place. An expression that is None says nothing."""

    type: str = "string"
    relevant: Expression | None = None
    calculate: Expression | None = None
    required: Expression | None = None
    readonly: Expression | None = None
    constraint: Expression | None = None
    constraint_message: Wording | None = None
    required_message: Wording | None = None
    preload: str = ""
    preload_parameter: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True, repr=False)
class Offer:
    """One choice that a form lists in the question itself."""

    value: str
    label: Wording


@dataclass(slots=True, repr=False)
class Itemset:
    """Choices found by an expression; `value` and `label` are read from each node found.

    `outputs` are the expressions whose values the wordings of its choices show.
    """

    nodes: Expression
    value: Expression
    label: Expression
    label_translated: bool
    skip: frozenset[str]
    outputs: tuple[Expression, ...] = ()


@dataclass(slots=True, repr=False)
class Control:
    """A question, group or repeat as the body of the form shows it."""

    tag: str
    label: Wording | None = None
    hint: Wording | None = None
    offers: tuple[Offer, ...] = ()
    itemset: Itemset | None = None
    item: Item | None = None


@dataclass(slots=True, eq=False, repr=False)
class Place:
    """One path of the form. `many` tells that more than one node may stand there.

    `fixed` tells that no one may add or remove them. `repeats` are the places with `many` on the
    way down to and including this one. `template` is what a new row is made of, `explicit` when
    the form marks it so; `firsts` are what the first rows are made of where the form brings rows
    along and counts them. `section` numbers the page of the editor, -1 for what no page shows;
    `asked` tells that a person answers here. `counted` says how many rows there are, seen from
    `count_base`. `kept` tells that something of a worked-out value is worked out once and kept from
    then on; `settled` that this is all of it, `apart` that it is a piece within the value.
    `limits` are those of a range.
    `tasks` are the expressions of this place and `readers` those that read it;
    for a repeat, `outside` are those that read anything in its rows from outside one row, and
    `following` those that ask for the position of a row.
    """

    path: str
    name: str
    parent: Place | None
    number: int
    namespace: str = ""
    prefix: str = ""
    children: list[Place] = field(default_factory=list)
    repeats: tuple[Place, ...] = ()
    many: bool = False
    repeat: bool = False
    fixed: bool = False
    counted: Expression | None = None
    count_base: Place | None = None
    template: Element | None = None
    explicit: bool = False
    bind: Bind = field(default_factory=Bind)
    control: Control | None = None
    section: int = -1
    asked: bool = False
    kept: bool = False
    settled: bool = False
    apart: bool = False
    limits: Limits | None = None
    seed: Seed | None = None
    firsts: tuple[Seed, ...] = ()
    tasks: tuple[Task, ...] = ()
    readers: tuple[Edge, ...] = ()
    outside: tuple[Edge, ...] = ()
    following: tuple[Edge, ...] = ()

    def lineage(self) -> list[Place]:
        """This place and those above it, from the top."""
        above = self.parent.lineage() if self.parent else []
        return [*above, self]


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute that the form's own instance gives a node."""

    name: str
    text: str
    namespace: str = ""


@dataclass(slots=True, repr=False)
class Seed:
    """What a node and those below it begin as; `rows` where more than one may stand there."""

    place: Place
    text: str = ""
    attributes: tuple[Attribute, ...] = ()
    children: tuple[Seed, ...] = ()
    rows: tuple[Seed, ...] = ()


@dataclass(slots=True, repr=False)
class Action:
    """A `setvalue`: what is set, to what, and on which events.

    `attribute` names what is set where it is an attribute of the target and not the answer there.
    `owner` is the place of the control or repeat that it stands in, None in the model itself.
    """

    events: frozenset[str]
    target: str
    owner: Place | None
    pick: Expression | None = None
    value: Expression | None = None
    literal: str = ""
    attribute: str = ""


@dataclass(slots=True, repr=False)
class Blueprint:
    """Everything a session needs of a form.

    `externals` are the lists that stand outside the form, each with the address it names for it.
    """

    root: Element
    seed: Seed
    places: dict[str, Place]
    actions: tuple[Action, ...]
    texts: Texts
    lists: Mapping[str, Element]
    externals: Mapping[str, str]
    sections: tuple[str, ...]
    graph: Graph = field(init=False)
