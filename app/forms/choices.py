"""The choices that a question offers now, and what a chosen value is called."""

from __future__ import annotations

from collections.abc import Iterator

from app.forms.blueprint import Itemset, Offer
from app.forms.definition import LiveChoice
from app.forms.instance import Cell
from app.forms.languages import LONG, PICTURES, Texts, said, spoken
from app.forms.recompute import Recompute
from app.forms.tree import Kind, Node
from app.forms.xpath import Context, XPathError


class Choices:
    """Finds choices; a list that depends on no answer is made once for each language."""

    def __init__(self, recompute: Recompute, texts: Texts) -> None:
        self._recompute = recompute
        self._texts = texts
        self._kept: dict[tuple[int, str], tuple[LiveChoice, ...]] = {}
        self._values: dict[int, frozenset[str]] = {}

    def forget(self) -> None:
        """Rows from outside changed: make every list anew."""
        self._kept.clear()
        self._values.clear()

    def of(self, cell: Cell, language: str) -> tuple[LiveChoice, ...]:
        """The choices, in the order of their list."""
        control = cell.spot.control
        if control is None:
            return ()
        context = self._recompute.context(cell)
        if control.itemset is None:
            return tuple(self._offered(offer, context, language) for offer in control.offers)
        return self._of_itemset(control.itemset, context, language)

    def _offered(self, offer: Offer, context: Context, language: str) -> LiveChoice:
        label = said(self._texts, offer.label, language, context, LONG)
        image = said(self._texts, offer.label, language, context, "image")
        return LiveChoice(offer.value, label, image=image.removeprefix(PICTURES))

    def _of_itemset(
        self, itemset: Itemset, context: Context, language: str
    ) -> tuple[LiveChoice, ...]:
        settled = _settled(itemset)
        at = (id(itemset), language)
        if settled and at in self._kept:
            return self._kept[at]
        found = tuple(self._found(itemset, context, language))
        if settled:
            self._kept[at] = found
        return found

    def values(self, cell: Cell) -> frozenset[str] | None:
        """The values that may be chosen now; None where the form has no list for them."""
        control = cell.spot.control
        if control is None or control.itemset is None:
            return None
        itemset = control.itemset
        kept = self._values.get(id(itemset))
        if kept is not None:
            return kept
        found = self._offering(itemset, self._recompute.context(cell))
        values = frozenset(value for _, value in found)
        if _settled(itemset):
            self._values[id(itemset)] = values
        return values

    def _found(self, itemset: Itemset, context: Context, language: str) -> Iterator[LiveChoice]:
        for here, value in self._offering(itemset, context):
            label = self._label(itemset, here, language)
            image = self._image(itemset, here, language)
            yield LiveChoice(value, label, _extra(here.node, itemset.skip), image)

    def _offering(self, itemset: Itemset, context: Context) -> Iterator[tuple[Context, str]]:
        """Each node that is a choice now, as the context of its label, and its value."""
        try:
            nodes = itemset.nodes.as_nodes(context)
        except XPathError as error:
            self._recompute.faults[getattr(context.node, "ref", "")] = str(error)
            return
        for node in nodes:
            here = Context(node, current=context.node, world=context.world, root=context.root)
            value = itemset.value.as_string(here)
            if value:
                yield here, value

    def _image(self, itemset: Itemset, here: Context, language: str) -> str:
        if not itemset.label_translated:
            return ""
        parts = self._texts.parts(language, itemset.label.as_string(here), "image")
        return spoken(parts, here).removeprefix(PICTURES)

    def _label(self, itemset: Itemset, here: Context, language: str) -> str:
        text = itemset.label.as_string(here)
        if not itemset.label_translated:
            return text
        return spoken(self._texts.parts(language, text), here)

    def label(self, cell: Cell, value: str, language: str) -> str | None:
        """What a value is called, or several joined; None where one is not among the choices."""
        names = {choice.value: choice.label for choice in self.of(cell, language)}
        if value in names:
            return names[value]
        chosen = [names.get(each) for each in value.split()]
        return None if None in chosen else ", ".join(name for name in chosen if name)


def _settled(itemset: Itemset) -> bool:
    """Whether a list is the same whatever was answered, and no chance is in it."""
    outside = all(reference.instance for reference in itemset.nodes.references)
    same = outside and not itemset.nodes.volatile and "randomize" not in itemset.nodes.uses
    return same and not itemset.outputs


def _extra(node: Node, skip: frozenset[str]) -> dict[str, str]:
    return {
        child.name: child.text
        for child in node.children
        if child.kind is Kind.ELEMENT and child.name not in skip
    }
