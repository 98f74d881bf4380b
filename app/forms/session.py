"""A record being filled in: the live form that screens, commands and documents talk to."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from app.errors import NotFoundError, RuleError
from app.forms.actions import Actions, near, preload
from app.forms.blueprint import Wording
from app.forms.choices import Choices
from app.forms.definition import Effect, FormDefinition, LiveChoice, Problem, Progress
from app.forms.instance import AnswerTree, Cell, in_counted_row
from app.forms.languages import LONG, said
from app.forms.lists import Lists
from app.forms.openrosa import Remarks, written
from app.forms.problems import problems_below, problems_of
from app.forms.progress import Tallies
from app.forms.reading import plain_path
from app.forms.recompute import Recompute
from app.forms.recording import Changes
from app.forms.rows import Rows
from app.forms.text_marks import plain
from app.forms.tree import Node
from app.forms.types import chosen
from app.forms.xpath import Context, World

Rowset = Iterable[Mapping[str, str]]


def _new_uuid() -> str:
    return str(uuid.uuid4())


class FormSession:
    """One record's answers, alive.

    `answers` are entries as `entered()` gave them: a reference and the answer as it was given, or a
    row's reference and its order key. `begun` tells that the record was begun before: its first
    values were set then and are not set again. `clock` answers an aware time in the adviser's zone.
    `externals` are lists from outside by name. Entries that this form has no place for are kept and
    come back from `entered()`. `seed` makes chance repeatable. `properties` are what the form may
    preload: `username`, `email`, `deviceid`.

    Every act answers an `Effect`: what it changed and nothing else. References unknown to the form
    raise `NotFoundError`; acts that the form rules out raise `RuleError`. `faults` tells of
    expressions that could not be worked out with the values of the moment.
    """

    def __init__(
        self,
        definition: FormDefinition,
        answers: Mapping[str, str] | None = None,
        *,
        clock: Callable[[], datetime],
        externals: Mapping[str, Rowset] | None = None,
        language: str | None = None,
        new_id: Callable[[], str] = _new_uuid,
        seed: int | None = None,
        begun: bool = False,
        properties: Mapping[str, str] | None = None,
    ) -> None:
        self._definition = definition
        self._blueprint = definition.blueprint
        self._language = language or definition.default_language
        self._entered = dict(answers or {})
        self._lists = Lists(self._blueprint.lists, self._blueprint.externals)
        for name, rows in (externals or {}).items():
            self._lists.give(name, rows)
        chance = random.Random(seed)  # noqa: S311 - no secret hangs on it
        self._world = World(
            now=clock,
            random=chance,
            new_id=new_id,
            instances=self._lists,
            choice_label=self._called,
            pull=self._pulled,
            translate=self._translated,
            kept=self._kept_once,
            keep=self._keep_once,
            properties={"version": definition.version, **(properties or {})},
        )
        self._begin(new_id, first=not begun)

    def _begin(self, new_id: Callable[[], str], *, first: bool) -> None:
        blueprint = self._blueprint
        tree = self._tree = AnswerTree(self._entered)
        self._tallies = Tallies(blueprint.sections)
        self._recompute = Recompute(blueprint.graph, tree, self._world, self._tallies)
        self._choices = Choices(self._recompute, blueprint.texts)
        self._actions = Actions(blueprint, self._recompute, self._enter)
        self._rows = Rows(self._recompute, new_id, self._actions.new_row)
        self._recompute.welcome(tree.plant(blueprint.seed, fresh=first))
        self._rows.opening = not first
        self._rows.begin()
        self._rows.stored()
        if first:
            preload(blueprint.places, self._recompute, self._world, self._enter)
        self._recompute.settle()
        self._actions.loaded(first=first)
        self._rows.opening = False
        self._recompute.changes = Changes()

    @property
    def definition(self) -> FormDefinition:
        """The form that is filled in."""
        return self._definition

    @property
    def language(self) -> str:
        """The language that labels are answered in."""
        return self._language

    @property
    def faults(self) -> Mapping[str, str]:
        """Expressions that failed, by reference; empty for a sound form."""
        return self._recompute.faults

    # Acts

    def answer(self, ref: str, value: str) -> Effect:
        """Give an answer, as it was entered; blank takes it back. An attribute that the form had
        set can be given what it held before, so that undoing reaches it too.
        """
        at, _, attribute = ref.partition("/@")
        if attribute:
            self._recompute.put_attribute(self._cell(at), attribute, value or None)
            return self._effect()
        cell = self._leaf(ref)
        if cell.spot.bind.calculate is not None:
            raise RuleError("The form works this value out by itself.")
        control = cell.spot.control
        self._enter(cell, chosen(control.tag, value) if control else value)
        self._recompute.changes.computed.pop(ref, None)
        return self._effect()

    def add_repeat(self, ref: str, after: str | None = None) -> tuple[str, Effect]:
        """Add a row after the row `after`, or last; answers its reference too."""
        row = self._rows.add(ref, after)
        return row, self._effect()

    def remove_repeat(self, row_ref: str) -> Effect:
        """Take a row out with everything entered in it."""
        self._rows.remove(row_ref)
        return self._effect()

    def restore_repeat(self, row_ref: str) -> Effect:
        """Bring back a row that was taken out in this session, with everything entered in it."""
        self._rows.restore(row_ref)
        return self._effect()

    def move_repeat(self, row_ref: str, place: int) -> Effect:
        """Put a row at another place among its like; 0 is first."""
        self._rows.move(row_ref, place)
        return self._effect()

    def set_externals(self, name: str, rows: Rowset) -> Effect:
        """Give a list from outside its present rows."""
        self._lists.give(name, rows)
        self._choices.forget()
        graph = self._blueprint.graph
        self._recompute.wake(graph.of_instance.get(name, ()))
        self._recompute.wake(task for task in graph.tasks if task.pulls)
        return self._effect()

    def set_language(self, language: str) -> Effect:
        """Answer labels in another language; values that hold wordings change with it."""
        self._language = language
        graph = self._blueprint.graph
        self._recompute.wake(task for task in graph.tasks if task.speaks)
        return self._effect()

    def _effect(self) -> Effect:
        self._recompute.settle()
        changes, self._recompute.changes = self._recompute.changes, Changes()
        return changes.effect()

    def _enter(self, cell: Cell, value: str) -> None:
        """Keep a value and let the form know; blanks are kept only where a default would return."""
        if value or in_counted_row(cell.spot):
            self._entered[cell.ref] = value
        else:
            self._entered.pop(cell.ref, None)
        if self._recompute.put(cell, value):
            self._recompute.changes.computed[cell.ref] = value
            self._recompute.settle()
            self._actions.changed(cell)

    # What stands now

    def value(self, ref: str) -> str:
        """The answer, or the worked-out value, whether it is asked now or not."""
        return self._leaf(ref).text

    def rows(self, repeat_ref: str) -> tuple[str, ...]:
        """The references of a repeat's rows, in order."""
        return tuple(cell.ref for cell in self._tree.rows(self._rows.anchor(repeat_ref)))

    def is_relevant(self, ref: str) -> bool:
        """Whether this question, group, section, repeat or row is asked now."""
        return self._cell(ref).relevant

    def is_required(self, ref: str) -> bool:
        """Whether an answer is needed here now."""
        return self._cell(ref).required

    def is_readonly(self, ref: str) -> bool:
        """Whether a person may not answer here now."""
        cell = self._cell(ref)
        return cell.readonly or cell.spot.bind.calculate is not None

    def label(self, ref: str) -> str:
        """What the form calls this, in plain words, with the values of the moment in it."""
        return plain(self.wording(ref))

    def wording(self, ref: str) -> str:
        """As `label`, with the marks of the form's author; see `app.forms.text_marks`."""
        control = self._cell(ref).spot.control
        return self._said(control.label if control else None, self._cell(ref), LONG)

    def hint(self, ref: str) -> str:
        """The short help beside a question, in plain words."""
        control = self._cell(ref).spot.control
        return plain(self._said(control.hint if control else None, self._cell(ref), LONG))

    def guidance(self, ref: str) -> str:
        """The longer help that a person may open."""
        control = self._cell(ref).spot.control
        return plain(self._said(control.hint if control else None, self._cell(ref), "guidance"))

    def image(self, ref: str) -> str:
        """The file name of the picture that belongs to the label; blank where there is none."""
        control = self._cell(ref).spot.control
        name = self._said(control.label if control else None, self._cell(ref), "image")
        return name.removeprefix("jr://images/")

    def choices(self, ref: str) -> tuple[LiveChoice, ...]:
        """What may be chosen here now, each in plain words."""
        offered = self._choices.of(self._cell(ref), self._language)
        if not any(choice.label != plain(choice.label) for choice in offered):
            return offered
        return tuple(replace(choice, label=plain(choice.label)) for choice in offered)

    def choice_label(self, ref: str, value: str) -> str:
        """What a chosen value is called, several joined; the value itself where it is unknown."""
        label = self._choices.label(self._cell(ref), value, self._language)
        return value if label is None else plain(label)

    def problems(self) -> list[Problem]:
        """Everything that keeps the record from being finished, in the order of the form."""
        top = self._tree.cells[next(iter(self._blueprint.places))]
        return list(problems_below(top, self._say, self._choices.values))

    def problems_of(self, ref: str) -> list[Problem]:
        """The problems of one question, or of everything in a group, section, repeat or row."""
        loose = next((s for s in self._definition.sections if not s.name and s.path == ref), None)
        if loose is not None:
            return [each for item in loose.items for each in self._problems_at(item.path)]
        return self._problems_at(ref)

    def _problems_at(self, ref: str) -> list[Problem]:
        cell = self._cell(ref)
        if not cell.spot.children:
            return list(problems_of(cell, self._say, self._choices.values))
        how = (self._say, self._choices.values)
        if not cell.spot.many or cell.row:
            return list(problems_below(cell, *how))
        below = (each for row in self._tree.rows(cell) for each in problems_below(row, *how))
        return [*problems_of(cell, *how), *below]

    def progress(self) -> tuple[Progress, ...]:
        """How far each section is; counted along, so it may be asked after every answer."""
        return self._tallies.all()

    # What is kept, and what leaves

    def entered(self) -> dict[str, str]:
        """What a person entered, rows and first values with it; never what is worked out."""
        return dict(self._entered)

    def to_xml(self, *, relevant_only: bool = True, remarks: Remarks | None = None) -> str:
        """The record as OpenRosa instance XML, questions that are not asked left out."""
        now = self._world.now()
        return written(
            self._definition, self._tree, now, remarks or {}, relevant_only=relevant_only
        )

    # Inner works

    def _cell(self, ref: str) -> Cell:
        cell = self._tree.cells.get(ref) or self._tree.cells.get(ref.partition("#")[0])
        if cell is None:
            raise NotFoundError(f"This record has nothing at {ref}.")
        return cell

    def _leaf(self, ref: str) -> Cell:
        cell = self._tree.cells.get(ref)
        if cell is None or cell.spot.children:
            raise NotFoundError(f"This record has no question at {ref}.")
        return cell

    def _said(self, wording: Wording | None, cell: Cell, form: str) -> str:
        context = self._recompute.context(cell)
        return said(self._blueprint.texts, wording, self._language, context, form)

    def _say(self, wording: Wording | None, cell: Cell) -> str:
        return plain(self._said(wording, cell, LONG))

    def _called(self, context: Context, value: str, path: str) -> str:
        """What `jr:choice-name` answers: `path` names the question, seen from the context."""
        here = context.current or context.node
        places = self._blueprint.places
        place = places.get(_absolute(path, here.spot.path if isinstance(here, Cell) else ""))
        if place is None or not isinstance(here, Cell):
            return ""
        found = near(here, place, self._recompute)[:1]
        labels = [self._choices.label(cell, value, self._language) for cell in found]
        return next((label for label in labels if label), "")

    def _kept_once(self, node: Node) -> str:
        """What `once()` gave there before. Only that is kept, not all that was made of it."""
        if isinstance(node, Cell) and node.spot.kept:
            return self._entered.get(node.ref, "")
        return node.string_value()

    def _keep_once(self, node: Node, text: str) -> None:
        if isinstance(node, Cell) and node.spot.kept:
            self._entered[node.ref] = text

    def _pulled(self, name: str, column: str, key_column: str, key: str) -> str:
        if name not in self._lists:
            return ""
        for root in self._lists[name].children:
            for item in root.children:
                cells = {child.name: child.text for child in item.children}
                if cells.get(key_column) == key:
                    return cells.get(column, "")
        return ""

    def _translated(self, text_id: str) -> str:
        parts = self._blueprint.texts.parts(self._language, text_id)
        return "".join(part for part in parts if isinstance(part, str)) or text_id


def _absolute(path: str, base: str) -> str:
    path = plain_path(path.strip())
    steps = [] if path.startswith("/") else base.split("/")[1:]
    for step in path.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in {"", "."}:
            steps.append(step)
    return "/" + "/".join(steps)
