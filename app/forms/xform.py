"""Reading an ODK XForm: XML in, a `FormDefinition` out, or every mistake in it at once.

What this engine does not do is named when a form is loaded and never passed over: a form that
loads is a form that works.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import Element

from app.errors import FormError
from app.forms.blueprint import Blueprint, Itemset, Place
from app.forms.body import Body, in_section, marks_of, read_body
from app.forms.definition import FormDefinition, Question, QuestionKind
from app.forms.graph import build_graph
from app.forms.languages import Texts
from app.forms.markup import local_name, namespace_of, read_markup
from app.forms.model import read_action, read_binds, read_places, read_texts
from app.forms.reading import (
    Reading,
    children_named,
    declared_namespaces,
    first_named,
    is_action,
)
from app.forms.seeds import plant_seeds
from app.forms.xpath import Expression

MOST_CHOICES = 50_000
"""Rows of one list, which is looked through at every answer. A country's villages are fewer."""
_LAST_SAVED = "jr://instance/last-saved"
_MODEL_PARTS = frozenset({"instance", "bind", "itext", "submission"})


def load_form(xml: str | bytes) -> FormDefinition:
    """Read a form.

    Raises `FormError` with a `FormMistake` for each cycle, unknown reference, unknown function and
    unsupported part; also for XML that declares a document type or is too large to be a form.
    """
    with _collector_at_rest():
        return _loaded(xml)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """A form is a hundred thousand small objects that all stay: looking for garbage among them
    again and again took a third of the time of loading a large one.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


def _loaded(xml: str | bytes) -> FormDefinition:
    page = read_markup(xml)
    head, body = first_named(page, "head"), first_named(page, "body")
    model = first_named(head, "model") if head is not None else None
    if head is None or model is None or body is None:
        raise FormError("This file is not an XForm: it has no model or no body.")
    title = first_named(head, "title")
    name = (title.text or "").strip() if title is not None else ""
    return _Loader(Reading(declared_namespaces(xml)), model, name).load(body)


class _Loader:
    def __init__(self, reading: Reading, model: Element, title: str) -> None:
        self._reading = reading
        self._model = model
        self._title = title
        instances = list(children_named(model, "instance"))
        if not instances or not len(instances[0]):
            raise FormError("This form has no instance for its answers.")
        self._root = instances[0][0]
        self._instances = instances[1:]

    def load(self, body: Element) -> FormDefinition:
        reading = self._reading
        read_places(reading, self._root)
        ids = read_binds(reading, self._model)
        raw, language = read_texts(self._model)
        texts = Texts(raw, reading)
        shown = read_body(reading, body, ids)
        self._check_model()
        texts.check()
        self._settle_places(shown)
        blueprint = self._blueprint(shown, texts)
        for itemset in shown.itemsets:
            itemset.outputs = tuple(_outputs(itemset, blueprint))
        blueprint.graph = build_graph(reading, blueprint)
        reading.finish(self._title)
        return self._definition(shown, blueprint, texts.languages, language)

    def _check_model(self) -> None:
        for child in self._model:
            name = local_name(child.tag)
            if name not in _MODEL_PARTS and not is_action(child):
                self._reading.wrong(f"The model has {name!r}, which is not supported.")
        for element in self._instances:
            if any(len(root) > MOST_CHOICES for root in element):
                name = element.get("id", "")
                self._reading.wrong(f"The list {name!r} has more than {MOST_CHOICES:,} rows.")
            if element.get("src", "").strip() == _LAST_SAVED:
                self._reading.remark(
                    "This form takes answers over from the record before. That is not done here, "
                    "so they begin blank."
                )
        for path, place in self._reading.places.items():
            if place.name == "entity" and "/meta/" in path:
                self._reading.wrong("This form makes or updates entities, which is not supported.")

    def _settle_places(self, shown: Body) -> None:
        for place in self._reading.places.values():
            above = place.parent.repeats if place.parent else ()
            place.repeats = (*above, place) if place.many else above
        for number, section in enumerate(shown.sections):
            in_section(section, self._reading.places, number)

    def _blueprint(self, shown: Body, texts: Texts) -> Blueprint:
        actions = [
            action
            for element in filter(is_action, self._model)
            if (action := read_action(self._reading, element, None))
        ]
        lists = {element.get("id", ""): element for element in self._instances}
        return Blueprint(
            root=self._root,
            seed=plant_seeds(self._reading.places, self._root),
            places=self._reading.places,
            actions=(*actions, *shown.actions),
            texts=texts,
            lists={name: element for name, element in lists.items() if "src" not in element.attrib},
            externals={
                name: element.attrib["src"]
                for name, element in lists.items()
                if "src" in element.attrib
            },
            sections=tuple(section.path for section in shown.sections),
        )

    def _definition(
        self, shown: Body, blueprint: Blueprint, languages: tuple[str, ...], language: str
    ) -> FormDefinition:
        return FormDefinition(
            form_id=self._root.get("id", self._root.get("xmlns", "")),
            version=self._root.get("version", ""),
            title=self._title,
            languages=languages,
            default_language=language,
            sections=tuple(shown.sections),
            calculated=tuple(_calculated(place) for place in _computed(blueprint.places)),
            blueprint=blueprint,
            marks=self._marks(),
            remarks=tuple(self._reading.remarks),
        )

    def _marks(self) -> dict[str, str]:
        ours = self._reading.namespaces.get("vb")
        said = self._root.attrib.items() if ours else ()
        return {local_name(name): text for name, text in said if namespace_of(name) == ours}


def _outputs(itemset: Itemset, blueprint: Blueprint) -> Iterator[Expression]:
    if not itemset.label_translated:
        return
    for name in dict.fromkeys(each.instance for each in itemset.nodes.references):
        if name in blueprint.lists:
            yield from blueprint.texts.outputs_in(blueprint.lists[name], itemset.label.text)


def _computed(places: dict[str, Place]) -> list[Place]:
    return [
        place for place in places.values() if place.bind.calculate is not None and not place.control
    ]


def _calculated(place: Place) -> Question:
    return Question(place.path, place.name, QuestionKind.CALCULATED, marks=marks_of(place))
