"""Reading the body of an XForm: questions, groups and repeats, in the order they are asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from xml.etree.ElementTree import Element

from app.forms.blueprint import Action, Control, Itemset, Offer, Place, Wording
from app.forms.definition import Group, Item, Marks, Question, QuestionKind, Repeat, Section
from app.forms.limits import limits_of
from app.forms.markup import local_name
from app.forms.model import read_action
from app.forms.reading import JAVAROSA, Reading, children_named, first_named, is_action
from app.forms.xpath import Expression

_KINDS = {
    "select1": QuestionKind.SELECT_ONE,
    "select": QuestionKind.SELECT_MULTIPLE,
    "rank": QuestionKind.RANK,
    "range": QuestionKind.RANGE,
    "trigger": QuestionKind.ACKNOWLEDGE,
    "upload": QuestionKind.IMAGE,
}
_TYPED = {
    "int": QuestionKind.INTEGER,
    "decimal": QuestionKind.DECIMAL,
    "date": QuestionKind.DATE,
    "time": QuestionKind.TIME,
    "dateTime": QuestionKind.DATE_TIME,
}
_PARTS = frozenset({"label", "hint", "help", "value", "item", "itemset", "setvalue"})
_OWN_MARKS = ("component", "strand", "level", "thread", "carry", "private")
_PARAMETERS = ("start", "end", "step", "mediatype", "rows", "max-pixels", "accuracyThreshold")
_UNMARKED = Marks()
_YES = frozenset({"yes", "true", "true()", "1"})


@dataclass(slots=True)
class Body:
    """What the body gave: pages, the actions that stand inside controls, and lists of choices."""

    sections: list[Section] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    itemsets: list[Itemset] = field(default_factory=list)


def read_body(reading: Reading, body: Element, ids: dict[str, str]) -> Body:
    """Read every control; unsupported ones become mistakes."""
    return _BodyReader(reading, ids).read(body)


def marks_of(place: Place) -> Marks:
    """Our own marks of one place, from its bind."""
    said = place.bind.marks
    if not said:
        return _UNMARKED
    return Marks(
        component=said.get("component", ""),
        strand=said.get("strand", ""),
        threads=tuple(said.get("thread", "").split()),
        level=said.get("level", ""),
        carry=said.get("carry", "").strip().lower() in _YES,
        private=said.get("private", "").strip().lower() in _YES,
        extra={name: text for name, text in said.items() if name not in _OWN_MARKS},
    )


class _BodyReader:
    def __init__(self, reading: Reading, ids: dict[str, str]) -> None:
        self._reading = reading
        self._ids = ids
        self._root = next(iter(reading.places.values()))
        self._body = Body()
        self._unnamed = 0
        # Many questions offer the same list: they share it, and what a session makes of it.
        self._itemsets: dict[tuple[str, str, str], Itemset] = {}

    def read(self, body: Element) -> Body:
        loose: list[Item] = []
        for item in self._items(body, self._root):
            if isinstance(item, Question):
                loose.append(item)
                continue
            self._gather(loose)
            self._add_section(item)
        self._gather(loose)
        return self._body

    def _gather(self, loose: list[Item]) -> None:
        if loose:
            section = Section(self._unnamed_path(self._root), "", tuple(loose))
            self._body.sections.append(section)
            loose.clear()

    def _add_section(self, item: Item) -> None:
        items = item.items if isinstance(item, Group) else (item,)
        section = Section(item.path, item.name, items, item.marks, item.appearance)
        self._body.sections.append(section)

    def _unnamed_path(self, parent: Place) -> str:
        self._unnamed += 1
        return parent.path if self._unnamed == 1 else f"{parent.path}#{self._unnamed}"

    def _items(self, element: Element, parent: Place) -> tuple[Item, ...]:
        return tuple(item for child in element for item in self._item(child, parent))

    def _item(self, element: Element, parent: Place) -> Iterator[Item]:
        tag = local_name(element.tag)
        if tag == "group":
            yield from self._group(element, parent)
        elif tag == "repeat":
            yield from self._repeat(element, parent, element)
        elif is_action(element):
            self._action(element, parent)
        elif tag == "input" or tag in _KINDS:
            yield from self._question(element, parent, tag)
        elif tag not in _PARTS:
            self._reading.wrong(f"{parent.path}: the control {tag!r} is not supported.")

    def _action(self, element: Element, owner: Place) -> None:
        action = read_action(self._reading, element, owner)
        if action:
            self._body.actions.append(action)

    def _place(self, element: Element, parent: Place) -> Place | None:
        reference = element.get("ref") or element.get("nodeset")
        path = self._ids.get(element.get("bind", ""), "")
        path = path or self._reading.place_of(reference, parent.path)
        place = self._reading.places.get(path)
        if place is None:
            what = local_name(element.tag)
            self._reading.wrong(f"A {what} stands for {path!r}, which the form does not have.")
        return place

    def _group(self, element: Element, parent: Place) -> Iterator[Item]:
        repeat = first_named(element, "repeat")
        if "ref" not in element.attrib and "bind" not in element.attrib:
            yield from self._unnamed_group(element, parent)
            return
        place = self._place(element, parent)
        if place is None:
            return
        if repeat is not None and self._place(repeat, parent) is place:
            yield from self._repeat(repeat, parent, element)
            return
        place.control = control = self._control(element, place)
        control.item = Group(
            place.path,
            place.name,
            self._items(element, place),
            _appearance(element),
            marks_of(place),
        )
        yield control.item

    def _unnamed_group(self, element: Element, parent: Place) -> Iterator[Item]:
        """A group for show only: it lends a repeat its label, or keeps its items together."""
        repeat = first_named(element, "repeat")
        if repeat is not None:
            yield from self._repeat(repeat, parent, element)
            return
        items = self._items(element, parent)
        if parent is not self._root or not items:
            yield from items
            return
        yield Group(self._unnamed_path(parent), "", items, _appearance(element))

    def _repeat(self, element: Element, parent: Place, shown: Element) -> Iterator[Item]:
        place = self._place(element, parent)
        if place is None or self._is_whole_form(place):
            return
        count = element.get(f"{{{JAVAROSA}}}count")
        place.counted = self._reading.compiled(count, f"{place.path}, count")
        # Clients see a count from the group around the rows, or from the rows themselves.
        bases = (parent, place) if shown is element else (place, parent)
        place.count_base = next(filter(partial(self._knows, place.counted), bases), bases[0])
        place.many = place.repeat = True
        place.fixed = element.get(f"{{{JAVAROSA}}}noAddRemove", "") in _YES or bool(place.counted)
        place.control = self._control(shown, place)
        items = self._items(element, place)
        appearance = _appearance(element) or _appearance(shown)
        place.control.item = Repeat(
            place.path, place.name, items, appearance, marks_of(place), place.fixed
        )
        yield place.control.item

    def _knows(self, expression: Expression | None, base: Place) -> bool:
        """Whether the form has all that an expression names, seen from a place."""
        references = () if expression is None else expression.references
        named = (each for each in references if not each.instance and not each.anywhere)
        plain = (each for each in named if not each.any_descendant and "*" not in each.steps)
        return all(each.resolve(base.path) in self._reading.places for each in plain)

    def _is_whole_form(self, place: Place) -> bool:
        if place is self._root:
            self._reading.wrong(
                f"A repeat stands for {place.path}, which is the whole form. Put what is to be "
                "repeated in a group of its own within the form, and repeat that."
            )
        return place is self._root

    def _question(self, element: Element, parent: Place, tag: str) -> Iterator[Item]:
        place = self._place(element, parent)
        if place is None:
            return
        if len(place.children):
            self._reading.wrong(f"{place.path}: a question cannot stand for a group.")
            return
        place.control = control = self._control(element, place)
        control.item = question = self._described(element, place, tag)
        place.asked = question.kind is not QuestionKind.NOTE
        for child in filter(is_action, element):
            self._action(child, place)
        yield question

    def _described(self, element: Element, place: Place, tag: str) -> Question:
        bind = place.bind
        said = {**element.attrib, **bind.attributes} if bind.attributes else element.attrib
        place.limits = limits_of(said) if tag == "range" else None
        return Question(
            path=place.path,
            name=place.name,
            kind=self._kind(element, place, tag),
            appearance=_appearance(element),
            marks=marks_of(place),
            needed=bind.required is not None and bind.required.text.strip() not in _NEVER,
            parameters={name: said[name] for name in _PARAMETERS if said.get(name)},
        )

    def _kind(self, element: Element, place: Place, tag: str) -> QuestionKind:
        bind = place.bind
        if tag == "upload" and not element.get("mediatype", "image/*").startswith("image/"):
            self._reading.wrong(f"{place.path}: only pictures can be uploaded.")
        if tag != "input":
            return _KINDS[tag]
        if (
            bind.readonly is not None
            and bind.readonly.text.strip() in _ALWAYS
            and (bind.calculate is None and bind.type == "string")
        ):
            return QuestionKind.NOTE
        return _TYPED.get(bind.type, QuestionKind.TEXT)

    def _control(self, element: Element, place: Place) -> Control:
        reading, path = self._reading, place.path
        parts = _parts(element)
        control = Control(local_name(element.tag))
        control.label = reading.wording(parts.get("label"), path)
        control.hint = reading.wording(parts.get("hint"), path)
        if "item" in parts:
            control.offers = tuple(self._offers(element, path))
        if "itemset" in parts:
            control.itemset = self._itemset(parts["itemset"], path)
        return control

    def _offers(self, element: Element, path: str) -> Iterator[Offer]:
        for item in children_named(element, "item"):
            parts = _parts(item)
            value = parts.get("value")
            text = (value.text or "").strip() if value is not None else ""
            yield Offer(text, self._reading.wording(parts.get("label"), path) or Wording())

    def _itemset(self, element: Element, path: str) -> Itemset | None:
        parts = _parts(element)
        value, label = parts.get("value"), parts.get("label")
        value_text = value.get("ref", "") if value is not None else ""
        label_text = label.get("ref", value_text) if label is not None else value_text
        said = (element.get("nodeset", ""), value_text, label_text)
        known = self._itemsets.get(said) if value is not None else None
        if known is None:
            mistakes = len(self._reading.mistakes)
            known = self._new_itemset(*said, path)
            if known is None or value is None:
                self._reading.wrong(f"{path}: its list of choices has no value.")
                return None
            # A wrong one is told again for each question that has it.
            if len(self._reading.mistakes) == mistakes:
                self._itemsets[said] = known
                self._body.itemsets.append(known)
        return known

    def _new_itemset(self, nodeset: str, value: str, label: str, path: str) -> Itemset | None:
        nodes = self._reading.compiled(nodeset, f"{path}, its choices")
        if nodes is None:
            return None
        bare = label.strip().removeprefix("jr:itext(")
        translated = bare != label.strip()
        bare = bare.removesuffix(")") if translated else bare
        return Itemset(
            nodes,
            self._reading.compiled(value, f"{path}, choice value") or nodes,
            self._reading.compiled(bare, f"{path}, choice label") or nodes,
            translated,
            frozenset({value.strip(), bare.strip()}),
        )


_ALWAYS = frozenset({"true()", "1", "true"})
_NEVER = frozenset({"false()", "0", "false"})


def _parts(element: Element) -> dict[str, Element]:
    """The first child of each name."""
    # Backwards, so that the first of a name is what stays.
    return {local_name(child.tag): child for child in reversed(element)}


def _appearance(element: Element) -> tuple[str, ...]:
    return tuple(element.get("appearance", "").split())


def in_section(section: Section, places: dict[str, Place], number: int) -> None:
    """Tell every place that `section` shows on which page it is."""
    stack = list(section.items)
    while stack:
        item = stack.pop()
        places[item.path.partition("#")[0]].section = number
        stack.extend(() if isinstance(item, Question) else item.items)
