"""Writes the built-in forms: the source tables in `resources/forms/source` become workbooks.

`python packaging/write_forms.py` writes them again beside the sources. The workbooks are what the
program reads; the same sources give the same bytes, whatever the day.
"""

from __future__ import annotations

import csv
import re
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

Row = dict[str, str]

FORMS = Path(__file__).resolve().parents[1] / "resources" / "forms"
SOURCES = FORMS / "source"
VISITS = ("visit_1", "visit_2", "visit_3", "visit_4")

# A neutral address: it is a name, nothing is ever fetched from it.
NAMESPACES = 'vb="https://visitbook.example/xforms"'
ALL_PHASES = 5
MARKS = ("component", "strand", "thread", "level", "carry", "private", "pupil_count")
COLUMNS = (
    *("type", "name", "label", "hint", "guidance_hint", "required", "required_message"),
    *("relevant", "constraint", "constraint_message", "calculation", "default", "appearance"),
    *(f"bind::vb:{mark}" for mark in MARKS),
)
CHOICE_COLUMNS = ("list_name", "name", "label", "descriptor")
WIDTHS = {"label": 60, "hint": 40, "guidance_hint": 40, "relevant": 40, "calculation": 40}
_EXTERNAL = re.compile(r"instance\('(vb_\w+)'\)")
_DONE = {
    "constraint": ". != 'more_needed'",
    "constraint_message": "More is needed here before the audit is finished. Look again, then "
    "choose done.",
}
_NO_NAMES = "Facts first. No names; use codes."


@dataclass(frozen=True, slots=True)
class Form:
    """One form as the rows of its three sheets."""

    settings: Row
    survey: tuple[Row, ...]
    choices: tuple[Row, ...]


class Sources:
    """The source tables of one folder, read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.questions = self.table("questions")
        self.lists = self.table("choices")
        with (folder / "audit_prompts.csv").open(encoding="utf-8", newline="") as file:
            self.prompts = list(csv.DictReader(file))

    def table(self, name: str) -> dict[str, Any]:
        """The table `name`.toml."""
        with (self.folder / f"{name}.toml").open("rb") as file:
            return tomllib.load(file)


def read_forms(folder: Path = SOURCES) -> dict[str, Form]:
    """Every built-in form by its id."""
    sources = Sources(folder)
    forms = {name: _visit(sources, name) for name in VISITS}
    return {**forms, "maths_audit": _audit(sources)}


def _visit(sources: Sources, name: str) -> Form:
    own = sources.table(name)
    settings = own.pop("form")
    guidance = settings.pop("purpose_guidance")
    writer = _SurveyWriter(sources)
    for section in sources.table("visits")["sections"]:
        items = _with_own(section["items"], own.get(section["name"], []))
        writer.section({**section, "items": items})
    for row in writer.rows:
        if row.get("name") == "purpose":
            row["guidance_hint"] = guidance
    return writer.form(settings)


def _with_own(
    common: Iterable[dict[str, Any]], own: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    for item in common:
        yield from own if "own" in item else [item]


def _audit(sources: Sources) -> Form:
    audit = sources.table("audit")
    writer = _SurveyWriter(sources)
    for section in audit["sections"]:
        writer.section({**section, "items": _audit_items(sources, section)})
    return writer.form(audit["form"])


def _audit_items(sources: Sources, section: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A section's own questions, then the prompts of its component, if it has one."""
    for item in section.get("items", []):
        if "levels_given" in item:
            yield _levels_given(dict.fromkeys(row["component"] for row in sources.prompts))
        else:
            yield from _need(item["need"]) if "need" in item else [item]
    if component := section.get("component"):
        yield {"type": "note", "name": f"{component}_intro", "label": section["intro"]}
        own = [row for row in sources.prompts if row["component"] == component]
        yield from map(_prompt, own)
        yield _levels_of(component, own)


def _levels_of(component: str, prompts: Iterable[Row]) -> dict[str, Any]:
    """The levels given in one component, run together: what a change of one level works out."""
    names = (name for row in prompts for name in _level_names(row["prompt_id"], _phases(row)))
    together = ", ".join(f"${{{name}}}" for name in names)
    return {"type": "calculate", "name": _given(component), "calculation": f"concat({together})"}


def _levels_given(components: Iterable[str]) -> dict[str, Any]:
    """Whether any prompt of any component has a level from 1 to 4: `some` or `none`."""
    together = ", ".join(f"${{{_given(component)}}}" for component in components)
    some = f"if(regex(concat({together}), '.*[1-4].*'), 'some', 'none')"
    return {"type": "calculate", "name": "levels_given", "calculation": some}


def _given(component: str) -> str:
    return f"{component}_given"


def _need(number: int) -> Iterator[dict[str, Any]]:
    title, ordinal = f"need_{number}", ("first", "second", "third")[number - 1]
    yield {
        "type": "text",
        "name": title,
        "label": f"The {ordinal} need",
        "hint": "A few words, such as: follow-up after training.",
        "required": "yes" if number == 1 else "",
    }
    follows = {"relevant": f"${{{title}}} != ''"}
    yield {
        **follows,
        "type": "select_one prompts",
        "name": f"{title}_prompt",
        "label": f"Which prompt shows the {ordinal} need?",
        "appearance": "minimal",
    }
    yield {
        **follows,
        "type": "text",
        "name": f"{title}_support",
        "label": f"What support is offered for the {ordinal} need?",
        "hint": "A course, days of a specialist, a resource, a visit to another school.",
        "required": "yes",
        "appearance": "multiline",
    }


def _phases(row: Row) -> list[str]:
    return row["phases"].split()


def _level_names(name: str, phases: list[str]) -> list[str]:
    """The level questions of a card: one for all phases, and one for each where there are more."""
    by_phase = [f"{name}_level_{phase.lower()}" for phase in phases]
    return [f"{name}_level", *(by_phase if len(phases) > 1 else ())]


def _prompt(row: Row) -> dict[str, Any]:
    phases = _phases(row)
    asked = [] if row["core"] == "yes" else ["not(${quick} = 'yes')"]
    if len(phases) < ALL_PHASES:
        chosen = " or ".join(f"selected(${{phases}}, '{phase}')" for phase in phases)
        asked.append(f"(${{phases}} = '' or {chosen})")
    return {
        "type": "level",
        "name": row["prompt_id"],
        "label": row["prompt"],
        "hint": f"Look for: {row['look_for']}",
        "guidance": row["phase_note"],
        "relevant": " and ".join(asked),
        "component": row["component"],
        "thread": row["threads"],
        "levels": [row[f"level_{level}"] for level in (1, 2, 3, 4)],
        "phases": phases,
    }


class _SurveyWriter:
    """Turns sections into survey rows, and remembers the choice lists that they use."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.rows: list[Row] = []
        self.levels: dict[str, list[str]] = {}

    def form(self, settings: Row) -> Form:
        """The finished form: outside lists first, then the sections."""
        outside = sorted(set(_EXTERNAL.findall(" ".join(_cells(self.rows)))))
        external = [{"type": "csv-external", "name": name} for name in outside]
        head = {**settings, "style": "pages", "namespaces": NAMESPACES}
        return Form(head, (*external, *self.rows), tuple(self._choices()))

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
        elif item["type"] in {"level", "evidence"}:
            self._card(item)
        else:
            self._add(item)

    def _repeat(self, item: dict[str, Any]) -> None:
        marks = _marks(item)
        self._begin("repeat", {**marks, "name": item["name"], "label": item["label"]})
        for inner in item["items"]:
            self._item({**marks, **inner})
        self.rows.append({"type": "end_repeat"})

    def _card(self, item: dict[str, Any]) -> None:
        """A prompt as one card: its level (or one for each phase), what was seen, and where."""
        name, marks = item["name"], _marks(item)
        asked = {"relevant": item.get("relevant", ""), "appearance": "field-list"}
        self._begin("group", {**marks, **asked, "name": name, "label": item["label"]})
        levels = self._levels(item, marks) if item["type"] == "level" else []
        self._add({**marks, **_seen(item, levels)})
        self._add(_chips(f"{name}_sources", "select_multiple sources", "Seen in"))
        self._add(_chips(f"{name}_strength", "select_one strength", "Sources"))
        if "phases" in item:
            state = _chips(f"{name}_state", "select_one looked", "Is this prompt done?")
            self._add({**state, **_DONE})
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
        return _level_names(name, phases)

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


def workbook_bytes(form: Form) -> bytes:
    """The form as an .xlsx file, the same bytes for the same form."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _sheet(workbook, "survey", COLUMNS, form.survey)
    _sheet(workbook, "choices", CHOICE_COLUMNS, form.choices)
    _sheet(workbook, "settings", tuple(form.settings), (form.settings,))
    written = BytesIO()
    workbook.save(written)
    return _without_dates(written.getvalue())


def _sheet(workbook: Any, name: str, columns: tuple[str, ...], rows: tuple[Row, ...]) -> None:
    """One sheet: only the columns that are used, a bold head that stays in sight."""
    from openpyxl.styles import Alignment, Font

    sheet = workbook.create_sheet(name)
    used = [column for column in columns if any(row.get(column) for row in rows)]
    sheet.append(used)
    for row in rows:
        sheet.append([row.get(column) or None for column in used])
    for place, column in enumerate(used, start=1):
        head = sheet.cell(1, place)
        head.font, head.alignment = Font(bold=True), Alignment(vertical="top")
        sheet.column_dimensions[head.column_letter].width = WIDTHS.get(column, 18)
    sheet.freeze_panes = "C2" if name == "survey" else "A2"


def _without_dates(content: bytes) -> bytes:
    """The same zip with every date in it set to one day; nothing else is changed."""
    day, written = b"2026-01-01T00:00:00Z", BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for entry in old.infolist():
            text = old.read(entry)
            if entry.filename == "docProps/core.xml":
                text = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", day, text)
            fixed = zipfile.ZipInfo(entry.filename, (2026, 1, 1, 0, 0, 0))
            new.writestr(fixed, text, compress_type=zipfile.ZIP_DEFLATED, compresslevel=9)
    return written.getvalue()


def main() -> None:
    """Write every workbook."""
    for name, form in read_forms().items():
        path = FORMS / f"{name}.xlsx"
        path.write_bytes(workbook_bytes(form))
        print(f"{path.name}: {len(form.survey)} rows, {len(form.choices)} choices")


if __name__ == "__main__":
    main()
