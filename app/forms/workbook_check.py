"""Everything that is wrong with a form's workbook, by sheet, row and column, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice

from app.errors import FormMistake
from app.forms.appearance_check import appearance_mistakes
from app.forms.cell_check import cell_mistakes
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
from app.forms.wording_check import missing_wordings
from app.forms.workbook import Sheet, SheetRow, Workbook

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
_YES = {"yes", "true", "true()"}
MOST_TOLD = 200
"""Mistakes told of one kind: nobody reads more, and a hostile sheet must not take minutes."""
_RULES = (
    *("relevant", "constraint", "required", "calculation", "choice_filter", "trigger", "default"),
    *("readonly", "repeat_count"),
)
"""Columns without which a form would work, but otherwise than its author meant."""
_VERY_NEAR = 0.8
_LOWEST_HEADINGS = 10  # rows from the top in which headings are looked for
_OWN_COLUMN = re.compile(r"^\$|note|remark|comment")
_FILE_LISTS = (".csv", ".xml", ".geojson")


@dataclass(slots=True)
class _Lists:
    """The choice lists: their names with the row of each, those with a space, the mistakes."""

    rows: dict[str, dict[str, int]] = field(default_factory=dict)
    spaced: dict[str, dict[str, int]] = field(default_factory=dict)
    mistakes: list[FormMistake] = field(default_factory=list)


def workbook_mistakes(workbook: Workbook) -> list[FormMistake]:
    """Every mistake found, in the order of the sheets: survey, choices, settings."""
    survey_sheet = workbook.sheet("survey")
    if missing := list(_missing_sheet(workbook, survey_sheet)):
        return missing
    settings = _settings(workbook)
    twins = settings.get("allow_choice_duplicates", "").lower() in _YES
    survey = read_survey(survey_sheet)
    lists = _read_lists(workbook.sheet("choices"), twins_allowed=twins)
    surroundings = Surroundings(
        _readable(survey.rows, lists), _namespaces(settings), _columns(workbook, lists)
    )
    mistakes = [
        *survey.mistakes,
        *islice(_select_mistakes(survey.rows, lists), MOST_TOLD),
        *islice(appearance_mistakes(survey.rows), MOST_TOLD),
        *islice(cell_mistakes(survey.rows, lists.rows), MOST_TOLD),
        *islice(expression_mistakes(survey.rows, surroundings), MOST_TOLD),
    ]
    mistakes.sort(key=lambda mistake: mistake.row)
    headings = (_heading_mistakes(workbook.sheet(name), surroundings) for name in _KNOWN_COLUMNS)
    columns = [mistake for found in headings for mistake in found]
    others = [*_settings_mistakes(settings), *_entity_mistakes(workbook)]
    return [*columns, *mistakes, *lists.mistakes, *others, *missing_wordings(workbook)]


def _missing_sheet(workbook: Workbook, survey: Sheet) -> Iterator[FormMistake]:
    if "survey" not in workbook.sheets:
        names = did_you_mean("survey", [name.lower() for name in workbook.sheet_names])
        names = names or " Give the sheet with the questions that name."
        yield FormMistake(f"There is no sheet called survey, where the questions stand.{names}")
        return
    columns = {column_of(heading, "survey") for heading in survey.headings}
    if "type" not in columns and (row := _row_of_headings(survey)):
        message = f"The headings stand in row {row}. Delete the rows above, so that it is row 1."
        yield FormMistake(message, "survey", row)
        return
    for column in ("type", "name"):
        if column not in columns:
            message = f"The survey sheet has no column called {column}. Add that heading in row 1."
            yield FormMistake(message, "survey", 1)
    if not survey.rows and {"type", "name"} <= columns:
        yield FormMistake("The survey sheet has no questions yet. Add some.", "survey")


def _row_of_headings(survey: Sheet) -> int:
    """The row below the first that looks like the headings; 0 for none."""
    near = (row for row in survey.rows if row.number <= _LOWEST_HEADINGS)
    words = ((row.number, {text.lower() for text in row.cells.values()}) for row in near)
    return next((number for number, said in words if "type" in said), 0)


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
        elif column not in known:
            yield from _unknown_heading(sheet, heading, column, known)


def _unknown_heading(
    sheet: Sheet, heading: str, column: str, known: Sequence[str]
) -> Iterator[FormMistake]:
    """Without a rule that its author wrote the form would work otherwise than meant: that stops."""
    if sheet.name == "survey" and get_close_matches(column, _RULES, n=1, cutoff=_VERY_NEAR):
        stops = any(heading in row.cells for row in sheet.rows)
        message = f"This column is not used.{did_you_mean(column, _RULES)}"
        yield FormMistake(message, sheet.name, 1, heading, stops=stops)
    elif hint := did_you_mean(column, known):
        yield FormMistake(f"This column is not used.{hint}", sheet.name, 1, heading, stops=False)
    elif sheet.name != "choices" and not _OWN_COLUMN.search(column):
        message = "Visitbook does not read this column. If it is a note of yours, leave it."
        yield FormMistake(message, sheet.name, 1, heading, stops=False)


def _prefix_mistake(
    sheet: str, heading: str, column: str, namespaces: Mapping[str, str]
) -> Iterator[FormMistake]:
    prefix = column.partition("::")[2].partition(":")[0]
    if prefix not in namespaces:
        message = f'Add a namespaces column to the settings sheet that says {prefix}="an address".'
        yield FormMistake(message, sheet, 1, heading)


def _read_lists(sheet: Sheet, *, twins_allowed: bool) -> _Lists:
    lists = _Lists()
    for row in sheet.rows:
        cells = {column_of(heading, "choices"): text for heading, text in row.cells.items()}
        listed, name = cells.get("list_name", ""), cells.get("name", "")
        if not listed:
            if name:
                message = "This choice stands in no list. Write the name of its list."
                lists.mistakes.append(_in_choices(row, "list_name", message))
            continue
        first = lists.rows.setdefault(listed, {}).setdefault(name, row.number)
        if " " in name:
            lists.spaced.setdefault(listed, {})[name] = first
        lists.mistakes += _choice_mistakes(row, cells, 0 if twins_allowed else first)
    return lists


def _choice_mistakes(row: SheetRow, cells: Mapping[str, str], first: int) -> Iterator[FormMistake]:
    """What is wrong with one choice; `first` is the row where its name first stands, 0 for any."""
    if not (name := cells.get("name", "")):
        message = "This choice has no name, so it could not be kept. Give it a short one."
        yield _in_choices(row, "name", message)
    elif first not in {0, row.number}:
        where = f"{name} already stands in the list {cells['list_name']}, in row {first}."
        yield _in_choices(row, "name", f"{where} Give it another name.")
    if not cells.get("label") and not cells.get("image"):
        message = "This choice has no label, so nobody could see it. Write one."
        yield _in_choices(row, "label", message)


def _in_choices(row: SheetRow, column: str, message: str) -> FormMistake:
    return FormMistake(message, "choices", row.number, column)


def _select_mistakes(rows: Iterable[SurveyRow], lists: _Lists) -> Iterator[FormMistake]:
    for row in rows:
        listed = row.type.list_name
        if row.type.kind is RowKind.SELECT_FROM_FILE and not listed.endswith(_FILE_LISTS):
            message = f"{listed} is not a file of choices. Name a .csv, .xml or .geojson file."
            yield row.mistake("type", message)
        elif row.type.kind is RowKind.SELECT and listed and not references(listed):
            yield from _list_mistakes(row, listed, lists)


def _list_mistakes(row: SurveyRow, listed: str, lists: _Lists) -> Iterator[FormMistake]:
    if listed not in lists.rows:
        hint = did_you_mean(listed, list(lists.rows)) or " Add it there."
        yield row.mistake("type", f"The choices sheet has no list called {listed}.{hint}")
    elif row.type.word == "select_multiple":
        # Taken out, so that each is told once, however many questions use the list.
        for name, number in lists.spaced.pop(listed, {}).items():
            message = f"{name} has a space in it, but {row.name} may have several answers"
            yield FormMistake(f"{message}. Write _ for the space.", "choices", number, "name")


def _readable(rows: Iterable[SurveyRow], lists: _Lists) -> frozenset[str]:
    """The names that `instance('...')` may read: choice lists and outside lists."""
    outside = {row.name for row in rows if row.type.word in OUTSIDE_LISTS}
    files = {
        row.type.list_name.rpartition(".")[0]
        for row in rows
        if row.type.kind is RowKind.SELECT_FROM_FILE
    }
    return frozenset({*lists.rows, *outside, *files})


def _columns(workbook: Workbook, lists: _Lists) -> dict[str, frozenset[str]]:
    """What an expression may read of the choices. Every list has the columns of the whole sheet."""
    headings = workbook.sheet("choices").headings
    written = {heading.partition("::")[0].strip() for heading in headings}
    known = {column_of(heading, "choices") for heading in headings}
    return dict.fromkeys(lists.rows, frozenset({*written, *known, "itextId"} - {"list_name"}))


def _settings(workbook: Workbook) -> dict[str, str]:
    rows = workbook.sheet("settings").rows
    cells = rows[0].cells if rows else {}
    return {column_of(heading, "settings"): text for heading, text in cells.items()}


def _namespaces(settings: Mapping[str, str]) -> dict[str, str]:
    declared = _NAMESPACE.findall(settings.get("namespaces", ""))
    return {**STANDARD_NAMESPACES, **dict(declared)}


def _settings_mistakes(settings: Mapping[str, str]) -> Iterator[FormMistake]:
    """What a record needs of its form: an id, and a version that it is pinned to."""
    for column, use in (("form_id", "the file's name is used"), ("version", "import gives it one")):
        if not settings.get(column):
            message = f"The settings sheet says no {column}; {use}. Add it, and keep it true."
            yield FormMistake(message, "settings", 2, column, stops=False)


def _entity_mistakes(workbook: Workbook) -> Iterator[FormMistake]:
    if workbook.sheet("entities").rows:
        message = "Visitbook keeps no entities. Take this sheet out of the workbook."
        yield FormMistake(message, "entities", 2)
