"""Sections of questions as the rows of a survey sheet, with the choice lists that they use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from form_tables import COLUMNS, FORM_MARKS, MARKS, NAMESPACES, Form, Row, Sources

ALL_PHASES = 5
CARDS = ("level", "rating", "evidence")
_EXTERNAL = re.compile(r"instance\('(vb_\w+)'\)")
_NO_NAMES = "Facts first. No names; use codes."
_DONE = {
    "constraint": ". != 'more_needed'",
    "constraint_message": "More is needed here before the audit is finished. Look again, then "
    "choose done.",
}


class SurveyWriter:
    """Turns sections into survey rows, and remembers the choice lists that they use."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.rows: list[Row] = []
        self.levels: dict[str, list[str]] = {}

    def form(self, settings: Mapping[str, str]) -> Form:
        """The finished form: outside lists first, then the sections."""
        outside = sorted(set(_EXTERNAL.findall(" ".join(_cells(self.rows)))))
        external = [{"type": "csv-external", "name": name} for name in outside]
        return Form(_head(settings), (*external, *self.rows), tuple(self._choices()))

    def section(self, section: Mapping[str, Any]) -> None:
        """A top-level group; its marks are those of every question in it."""
        marks = {mark: section[mark] for mark in ("strand", "component") if mark in section}
        self._begin("group", {**marks, "name": section["name"], "label": section["label"]})
        for item in section["items"]:
            self._item({**marks, **item})
        self.rows.append({"type": "end_group"})

    def _item(self, item: dict[str, Any]) -> None:
        if "use" in item:
            name = item.pop("use")
            item = {**self.sources.questions[name], **item, "name": name}
        if item["type"] == "begin_repeat":
            self._repeat(item)
        elif item["type"] in CARDS:
            self._card(item)
        elif item["type"] == "photo":
            self._add(_photo(item["name"]))
        else:
            self._add(item)

    def _repeat(self, item: dict[str, Any]) -> None:
        marks = _marks(item)
        needed = {key: item[key] for key in ("required", "required_message") if key in item}
        self._begin("repeat", {**marks, **needed, "name": item["name"], "label": item["label"]})
        for inner in item["items"]:
            self._item({**marks, **inner})
        self.rows.append({"type": "end_repeat"})

    def _card(self, item: dict[str, Any]) -> None:
        """A prompt as one card: its level (or one for each phase), what was seen, and where.

        A `rating` asks no more than the level and what was seen: where is known already.
        """
        name, marks = item["name"], _marks(item)
        asked = {"relevant": item.get("relevant", ""), "appearance": "field-list"}
        self._begin("group", {**marks, **asked, "name": name, "label": item["label"]})
        levels = self._levels(item, marks) if "levels" in item else []
        self._add({**marks, **_seen(item, levels)})
        if item["type"] != "rating":
            self._add(_chips(f"{name}_sources", "select_multiple sources", "Seen in"))
            self._add(_chips(f"{name}_strength", "select_one strength", "Sources"))
        if "phases" in item:
            state = _chips(f"{name}_state", "select_one looked", "Is this prompt done?")
            self._add({**state, **_DONE})
        if item.get("photo"):
            self._add(_photo(f"{name}_photo"))
        self.rows.append({"type": "end_group"})

    def _levels(self, item: dict[str, Any], marks: dict[str, str]) -> list[str]:
        """The level questions of a card; returns their names."""
        name, phases = item["name"], item.get("phases", [])
        self.levels[f"{name}_levels"] = item["levels"]
        level = {**marks, "type": f"select_one {name}_levels", "level": "four_point"}
        split = len(phases) > 1
        if split:
            self._add(_split(name, phases))
        whole = {"hint": item["hint"], "guidance": item.get("guidance", "")}
        whole |= {"required": item.get("required", ""), "label": "Level"}
        whole |= {"relevant": f"not(${{{name}_split}} = 'yes')" if split else ""}
        self._add({**level, **whole, "name": f"{name}_level"})
        for phase in phases if split else ():
            self._phase_level(name, level, phase)
        return level_names(name, phases)

    def _phase_level(self, name: str, level: dict[str, str], phase: str) -> None:
        key = f"{name}_level_{phase.lower()}"
        asked = f"${{{name}_split}} = 'yes' and selected(${{phases}}, '{phase}')"
        words = {choice["name"]: choice["label"] for choice in self.sources.lists["phases"]}
        self._add({**level, "name": key, "label": f"Level, {words[phase]}", "relevant": asked})

    def _begin(self, kind: str, item: Mapping[str, str]) -> None:
        self._add({**item, "type": f"begin_{kind}"})

    def _add(self, item: Mapping[str, str]) -> None:
        names = {"guidance": "guidance_hint", **{mark: f"bind::vb:{mark}" for mark in MARKS}}
        row = {names.get(key, key): value for key, value in item.items() if value}
        assert set(row) <= set(COLUMNS), f"no such column: {set(row) - set(COLUMNS)}"
        self.rows.append(row)

    def _choices(self) -> Iterator[Row]:
        """The rows of every list that a question uses, in the order of first use."""
        kinds = (row["type"].split() for row in self.rows if row["type"].startswith("select"))
        for name in dict.fromkeys(kind[1] for kind in kinds):
            for choice in self._list(name):
                yield {"list_name": name, **choice}

    def _list(self, name: str) -> Iterator[Row]:
        if name == "prompts":
            for row in self.sources.prompts:
                yield {"name": row["prompt_id"], "label": f"{row['prompt_id']} {row['prompt']}"}
        elif name in self.levels:
            means = dict(zip("1234", self.levels[name], strict=True))
            for choice in self.sources.lists["levels"]:
                yield {**choice, "descriptor": means.get(choice["name"], "")}
        else:
            yield from self.sources.lists[name]


def _head(settings: Mapping[str, str]) -> Row:
    """The settings sheet: what the table says, with our marks of the whole form."""
    marks = {mark: settings[mark] for mark in FORM_MARKS if mark in settings}
    said = {name: text for name, text in settings.items() if name not in marks}
    own = {f"attribute::vb:{mark}": text for mark, text in marks.items()}
    return {**said, "style": "pages", "namespaces": NAMESPACES, **own}


def _photo(name: str) -> dict[str, str]:
    """A photo of work or of a display, made small enough to travel."""
    words = {"label": "Photo of work or display", "hint": "No faces."}
    return {"type": "image", "name": name, **words, "parameters": "max-pixels=2000"}


def _marks(item: Mapping[str, Any]) -> dict[str, str]:
    return {mark: item[mark] for mark in MARKS if item.get(mark)}


def _chips(name: str, kind: str, label: str) -> dict[str, str]:
    return {"type": kind, "name": name, "label": label}


def _split(name: str, phases: list[str]) -> dict[str, str]:
    """Whether the card holds a level for each phase: asked where two or more phases may differ."""
    counted = " + ".join(f"if(selected(${{phases}}, '{phase}'), 1, 0)" for phase in phases)
    if len(phases) == ALL_PHASES:
        counted = "count-selected(${phases})"
    label = "One level for each phase?"
    return {**_chips(f"{name}_split", "select_one yes_no", label), "relevant": f"{counted} > 1"}


def _seen(item: Mapping[str, Any], levels: list[str]) -> dict[str, str]:
    """What was seen: needed at the ends of the scale, where a level says most."""
    ends = " or ".join(f"${{{level}}} = '1' or ${{{level}}} = '4'" for level in levels)
    if len(levels) > 1:  # twelve comparisons in each of 55 prompts are a sixth of the audit's load
        ends = f"regex(concat({', '.join(f'${{{level}}}' for level in levels)}), '.*[14].*')"
    return {
        "type": "text",
        "name": f"{item['name']}_seen",
        "label": "What was seen",
        "hint": _NO_NAMES if levels else item["hint"],
        "required": ends or item.get("required", ""),
        "required_message": "Say what was seen: levels 1 and 4 need it." if levels else "",
        "appearance": "multiline",
    }


def _cells(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield from row.values()


def level_names(name: str, phases: list[str]) -> list[str]:
    """The level questions of a card: one for all phases, and one for each where there are more."""
    by_phase = [f"{name}_level_{phase.lower()}" for phase in phases]
    return [f"{name}_level", *(by_phase if len(phases) > 1 else ())]
