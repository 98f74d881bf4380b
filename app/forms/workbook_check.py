"""Everything that is wrong with a form's workbook, by sheet, row and column, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.errors import FormMistake
from app.forms.expression_check import Surroundings, expression_mistakes
from app.forms.sheet_words import (
    CHOICES_COLUMNS,
    OUTSIDE_LISTS,
    SETTINGS_COLUMNS,
    SURVEY_COLUMNS,
    RowKind,
    column_of,
)
from app.forms.survey_rows import SurveyRow, did_you_mean, read_survey, references
from app.forms.workbook import Sheet, SheetRow, Workbook

PANELS = (
    "panel-actions",
    "panel-earlier-actions",
    "panel-evidence",
    "panel-people",
    "panel-pupils",
)
IGNORED_APPEARANCES = {
    *("map", "placement-map", "image-map", "signature", "draw", "annotate", "new", "new-front"),
    *("bearing", "printer", "counter", "picker", "rating", "ex", "intent"),
}
STANDARD_NAMESPACES = {
    "h": "http://www.w3.org/1999/xhtml",
    "jr": "http://openrosa.org/javarosa",
    "orx": "http://openrosa.org/xforms",
    "odk": "http://www.opendatakit.org/xforms",
    "ev": "http://www.w3.org/2001/xml-events",
    "xsd": "http://www.w3.org/2001/XMLSchema",
}
_KNOWN_COLUMNS = {
    "survey": SURVEY_COLUMNS,
    "choices": CHOICES_COLUMNS,
    "settings": SETTINGS_COLUMNS,
}
_NAMESPACE = re.compile(r"([\w.-]+)\s*=\s*[\"']([^\"']*)[\"']")
_FILE_LISTS = (".csv", ".xml", ".geojson")


@dataclass(slots=True)
class _Choice:
    row: int
    name: str
    labelled: bool


@dataclass(slots=True)
class _Lists:
    by_name: dict[str, list[_Choice]] = field(default_factory=dict)
    mistakes: list[FormMistake] = field(default_factory=list)


def workbook_mistakes(workbook: Workbook) -> list[FormMistake]:
    """Every mistake found, in the order of the sheets: survey, choices, settings."""
    survey_sheet = workbook.sheet("survey")
    if missing := list(_missing_sheet(workbook, survey_sheet)):
        return missing
    survey, lists = read_survey(survey_sheet), _read_lists(workbook.sheet("choices"))
    surroundings = Surroundings(_readable(survey.rows, lists), _namespaces(workbook))
    mistakes = [
        *survey.mistakes,
        *_select_mistakes(survey.rows, lists),
        *_appearance_mistakes(survey.rows),
        *expression_mistakes(survey.rows, surroundings),
    ]
    mistakes.sort(key=lambda mistake: mistake.row)
    headings = (_heading_mistakes(workbook.sheet(name), surroundings) for name in _KNOWN_COLUMNS)
    columns = [mistake for found in headings for mistake in found]
    return [*columns, *mistakes, *lists.mistakes, *_settings_mistakes(workbook)]


def _missing_sheet(workbook: Workbook, survey: Sheet) -> Iterator[FormMistake]:
    if "survey" not in workbook.sheets:
        names = did_you_mean("survey", [name.lower() for name in workbook.sheet_names])
        yield FormMistake(f"There is no sheet called survey, where the questions stand.{names}")
        return
    columns = {column_of(heading, "survey") for heading in survey.headings}
    for column in ("type", "name"):
        if column not in columns:
            yield FormMistake(f"The survey sheet has no column called {column}.", "survey", 1)
    if not survey.rows and {"type", "name"} <= columns:
        yield FormMistake("The survey sheet has no questions yet.", "survey")


def _heading_mistakes(sheet: Sheet, surroundings: Surroundings) -> Iterator[FormMistake]:
    """Two equal headings, a heading that is nearly a known one, a prefix that is not declared."""
    known, seen = _KNOWN_COLUMNS[sheet.name], set[str]()
    for heading in sheet.headings:
        column = column_of(heading, sheet.name)
        if heading in seen:
            message = "This heading stands twice. Keep one of the columns."
            yield FormMistake(message, sheet.name, 1, heading)
        seen.add(heading)
        if "::" in column:
            yield from _prefix_mistake(sheet.name, heading, column, surroundings.namespaces)
        elif column not in known and (hint := did_you_mean(column, known)):
            message = f"This column is not used.{hint}"
            yield FormMistake(message, sheet.name, 1, heading, stops=False)


def _prefix_mistake(
    sheet: str, heading: str, column: str, namespaces: Mapping[str, str]
) -> Iterator[FormMistake]:
    prefix = column.partition("::")[2].partition(":")[0]
    if prefix not in namespaces:
        message = f'Add a namespaces column to the settings sheet that says {prefix}="an address".'
        yield FormMistake(message, sheet, 1, heading)


def _read_lists(sheet: Sheet) -> _Lists:
    lists = _Lists()
    for row in sheet.rows:
        cells = _choice_cells(row)
        choice = _Choice(row.number, cells.get("name", ""), bool({"label", "image"} & set(cells)))
        if not (listed := cells.get("list_name", "")):
            if choice.name:
                lists.mistakes.append(_in_choices(row.number, "list_name", "Which list is it in?"))
            continue
        others = lists.by_name.setdefault(listed, [])
        lists.mistakes += _choice_mistakes(choice, others, listed)
        others.append(choice)
    return lists


def _choice_cells(row: SheetRow) -> dict[str, str]:
    return {column_of(heading, "choices"): text for heading, text in row.cells.items()}


def _choice_mistakes(choice: _Choice, others: list[_Choice], listed: str) -> Iterator[FormMistake]:
    if not choice.name:
        yield _in_choices(choice.row, "name", "This choice has no name, so it could not be kept.")
    elif twin := next((other for other in others if other.name == choice.name), None):
        message = f"{choice.name} already stands in the list {listed}, in row {twin.row}."
        yield _in_choices(choice.row, "name", f"{message} Give it another name.")
    if not choice.labelled:
        yield _in_choices(choice.row, "label", "This choice has no label, so nobody could see it.")


def _in_choices(row: int, column: str, message: str) -> FormMistake:
    return FormMistake(message, "choices", row, column)


def _select_mistakes(rows: Iterable[SurveyRow], lists: _Lists) -> Iterator[FormMistake]:
    for row in rows:
        listed = row.type.list_name
        if row.type.kind is RowKind.SELECT_FROM_FILE and not listed.endswith(_FILE_LISTS):
            yield row.mistake("type", f"{listed} is not a file of choices: .csv, .xml or .geojson.")
        elif row.type.kind is RowKind.SELECT and listed and not references(listed):
            yield from _list_mistakes(row, listed, lists)


def _list_mistakes(row: SurveyRow, listed: str, lists: _Lists) -> Iterator[FormMistake]:
    choices = lists.by_name.get(listed)
    if choices is None:
        hint = did_you_mean(listed, list(lists.by_name))
        yield row.mistake("type", f"The choices sheet has no list called {listed}.{hint}")
    elif row.type.word == "select_multiple":
        for choice in choices:
            if " " in choice.name:
                message = (
                    f"{choice.name} has a space in it, but {row.name} may have several answers"
                )
                yield _in_choices(choice.row, "name", f"{message}. Write _ for the space.")


def _appearance_mistakes(rows: Iterable[SurveyRow]) -> Iterator[FormMistake]:
    for row in rows:
        for word in row.text("appearance").split():
            if word.startswith("panel-") and word not in PANELS:
                hint = did_you_mean(word, PANELS) or f" There are: {', '.join(PANELS)}."
                yield row.mistake("appearance", f"There is no panel called {word}.{hint}")
            elif word.partition(":")[0].partition("(")[0] in IGNORED_APPEARANCES:
                message = f"Visitbook shows this question without the appearance {word}."
                yield row.mistake("appearance", message, stops=False)


def _readable(rows: Iterable[SurveyRow], lists: _Lists) -> frozenset[str]:
    """The names that `instance('...')` may read: choice lists and outside lists."""
    outside = {row.name for row in rows if row.type.word in OUTSIDE_LISTS}
    files = {
        row.type.list_name.rpartition(".")[0]
        for row in rows
        if row.type.kind is RowKind.SELECT_FROM_FILE
    }
    return frozenset({*lists.by_name, *outside, *files})


def _settings(workbook: Workbook) -> dict[str, str]:
    rows = workbook.sheet("settings").rows
    cells = rows[0].cells if rows else {}
    return {column_of(heading, "settings"): text for heading, text in cells.items()}


def _namespaces(workbook: Workbook) -> dict[str, str]:
    declared = _NAMESPACE.findall(_settings(workbook).get("namespaces", ""))
    return {**STANDARD_NAMESPACES, **dict(declared)}


def _settings_mistakes(workbook: Workbook) -> Iterator[FormMistake]:
    """What a record needs of its form: an id, and a version that it is pinned to."""
    settings = _settings(workbook)
    for column, use in (("form_id", "the file's name is used"), ("version", "it counts as blank")):
        if not settings.get(column):
            message = f"The settings sheet says no {column}; {use}. Add it, and keep it true."
            yield FormMistake(message, "settings", 2, column, stops=False)
