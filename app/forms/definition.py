"""What a form is once it is read: sections, questions, choices and what is said of them.

Read once, never changed, shared by every record that is filled in with the form. What depends on
the answers (labels with values in them, whether a question is asked, which choices are offered)
is asked of the live `FormSession`, never of these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from app.errors import FormMistake, NotFoundError

if TYPE_CHECKING:
    from app.forms.blueprint import Blueprint


class QuestionKind(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"
    DATE_TIME = "dateTime"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    RANGE = "range"
    ACKNOWLEDGE = "acknowledge"
    IMAGE = "image"
    NOTE = "note"
    CALCULATED = "calculated"


@dataclass(frozen=True, slots=True)
class Marks:
    """Our own marks, which ride on `bind::vb:*` columns; blank where a form has none.

    `private` answers are never printed; `carry` shows last time's answer beside the field; `level`
    names the scale whose points the choices are.
    """

    component: str = ""
    strand: str = ""
    threads: tuple[str, ...] = ()
    level: str = ""
    carry: bool = False
    private: bool = False
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked, shown or computed.

    `path` is the schematic reference (`/visit_2/lesson/level`), without rows; `name` its last
    step. `appearance` holds XLSForm's words, split. `needed` tells that the form says anything
    about being required; whether it is required now is the session's to say.
    """

    path: str
    name: str
    kind: QuestionKind
    appearance: tuple[str, ...] = ()
    marks: Marks = field(default_factory=Marks)
    needed: bool = False
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that stand together; `field-list` in `appearance` means: as one card."""

    path: str
    name: str
    items: tuple[Item, ...]
    appearance: tuple[str, ...] = ()
    marks: Marks = field(default_factory=Marks)


@dataclass(frozen=True, slots=True)
class Repeat:
    """A group that may stand any number of times, each a row with an id of its own.

    `counted` tells that the form itself says how many rows there are (`jr:count`).
    """

    path: str
    name: str
    items: tuple[Item, ...]
    appearance: tuple[str, ...] = ()
    marks: Marks = field(default_factory=Marks)
    counted: bool = False


Item = Question | Group | Repeat


@dataclass(frozen=True, slots=True)
class Section:
    """A top-level group of the form: one page of the editor. Loose questions form one too.

    The first page of loose questions has the path of the form's root, later ones end in `#` and a
    number; what they hold has its own path either way.
    """

    path: str
    name: str
    items: tuple[Item, ...]
    marks: Marks = field(default_factory=Marks)
    appearance: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LiveChoice:
    """A choice as it stands now: its value, its label, and what else its list says of it.

    `extra` holds the other columns of the choices sheet, such as a level's `descriptor`; `image`
    is the file name of its picture, blank where it has none.
    """

    value: str
    label: str
    extra: Mapping[str, str] = field(default_factory=dict)
    image: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class FormDefinition:
    """A form as `load_form` read it, shared by every record that is filled in with it.

    `languages` are named as the form names them, none where it has one wording only. `calculated`
    are places that no page shows but that hold a worked-out value. `marks` are our own of the
    whole form (`attribute::vb:*` columns of its settings sheet): `about` is `project` where a
    record is of a project and not of a school, `audience` is `team` where it is not for the school
    to read.
    `remarks` name what the form would do that is not done here, though it works without.
    `blueprint` is the engine's own.
    """

    form_id: str
    version: str
    title: str
    languages: tuple[str, ...]
    default_language: str
    sections: tuple[Section, ...]
    calculated: tuple[Question, ...]
    blueprint: Blueprint = field(repr=False)
    marks: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[FormMistake, ...] = ()

    def find(self, path: str) -> Item | Section:
        """What stands at a path without rows; raises `NotFoundError` where nothing does."""
        for item in (*self._items(), *self.sections, *self.calculated):
            if item.path == path:
                return item
        raise NotFoundError(f"The form {self.title!r} has nothing at {path}.")

    def questions(self) -> Iterator[Question]:
        """Every question that a page shows, notes included, in the order they are asked."""
        return (item for item in self._items() if isinstance(item, Question))

    def _items(self) -> Iterator[Item]:
        waiting = [item for section in reversed(self.sections) for item in reversed(section.items)]
        while waiting:
            item = waiting.pop()
            yield item
            if not isinstance(item, Question):
                waiting.extend(reversed(item.items))


class ProblemKind(StrEnum):
    """Why an answer, or the lack of one, keeps a record from being finished."""

    MISSING = "missing"
    CONSTRAINT = "constraint"
    TYPE = "type"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one section is: answers given, asked now, and needed but still missing."""

    section: str
    answered: int
    asked: int
    needed: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to settle before a record can be finished; `message` is the form's own or ours."""

    ref: str
    kind: ProblemKind
    message: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What one act in a session changed, and nothing else; refs carry row ids.

    `shown` and `hidden` are refs of questions, groups and sections; `computed` gives new values of
    calculated or set questions; `choices` are questions whose offered choices may differ now;
    `labels` those whose wording holds a value that changed; `states` those whose being required or
    read-only changed; `problems` the refs whose constraint began or ceased to fail; `rows` repeats
    whose rows came, went or moved.
    """

    shown: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    computed: Mapping[str, str] = field(default_factory=dict)
    choices: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    problems: frozenset[str] = frozenset()
    rows: frozenset[str] = frozenset()
