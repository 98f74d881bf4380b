"""What is wrong with the expressions and references of the survey sheet, cell by cell.

pyxform passes `1 +` on as it is; the mistake would show on a visit. Here every expression is read
by the same compiler that will run it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.errors import FormMistake
from app.forms.date_marks import date_mark_mistakes
from app.forms.dialects import instead_of
from app.forms.list_columns import Columns, column_mistakes
from app.forms.sheet_words import RowKind
from app.forms.survey_rows import Cell, SurveyRow, did_you_mean, references
from app.forms.xpath import Reference, XPathError, compile_expression

EXPRESSIONS = (
    *("required", "relevant", "constraint", "calculation", "readonly", "choice_filter"),
    "repeat_count",
)
_WORDINGS = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
_PLAIN = {"yes", "no", "true", "false", "true()", "false()"}
_REFERENCE = re.compile(r"\$\{[^${}]*\}")
_INSTANCE = re.compile(r"instance\(\s*['\"]([^'\"]+)['\"]\s*\)")
# The compiler of the sheets takes these for a sign of something to work out, wherever they stand.
_WORKED_OUT = re.compile(r"[A-Za-z][\w:.-]*\(|\$\{|[+*|]|\s-\s")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_UNCLOSED = re.compile(r"\$\{[^}]*(\$\{|$)")
_STRAIGHT = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
# What pyxform adds to every form.
_GIVEN = frozenset({"instanceID"})
_TRUTHS = {"true", "false"}
_LAST_SAVED = "last-saved#"
_ADD_LIST = " Add it to the choices sheet, or as a csv-external row."
# Within a repeat, these reach other rows, so that naming a question there is no circle.
_OTHER_ROWS = ("[", "indexed-repeat", "position(")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an expression may name: lists it may read, with columns where known, and prefixes."""

    lists: frozenset[str]
    namespaces: Mapping[str, str]
    columns: Columns


def expression_mistakes(
    rows: Sequence[SurveyRow], surroundings: Surroundings
) -> Iterator[FormMistake]:
    """Every mistake in every expression and reference, row by row, then circles."""
    named = _rows_by_name(rows)
    for row in rows:
        for column in (*EXPRESSIONS, "default", "trigger", *_WORDINGS):
            for cell in row.cells.get(column, ()):
                yield from _cell_mistakes(row, column, cell, named, surroundings)
    yield from _circles(rows, named)


def _rows_by_name(rows: Sequence[SurveyRow]) -> dict[str, list[SurveyRow]]:
    named: dict[str, list[SurveyRow]] = {}
    for row in rows:
        if row.name and row.type.kind is not RowKind.END:
            named.setdefault(row.name, []).append(row)
    return named


def _cell_mistakes(
    row: SurveyRow,
    column: str,
    cell: Cell,
    named: Mapping[str, list[SurveyRow]],
    surroundings: Surroundings,
) -> Iterator[FormMistake]:
    found = list(_reference_mistakes(cell.text, named))
    if not found and _is_expression(column, cell.text):
        found = list(_within(row, column, cell.text, named, surroundings))
        if found and column == "default":
            found = [f"{found[0]} To mean it as words, write concat('{_unquoted(cell.text)}')."]
    for message in found:
        yield FormMistake(message, "survey", row.number, cell.heading)


def _reference_mistakes(text: str, named: Mapping[str, list[SurveyRow]]) -> Iterator[str]:
    if _UNCLOSED.search(text):
        yield "A ${ is not closed. Write ${name}."
    for name in dict.fromkeys(references(text)):
        plain = name.removeprefix(_LAST_SAVED)
        if plain in _GIVEN:
            continue
        if plain not in named:
            hint = did_you_mean(plain, list(named)) or " Add it, or write another name."
            yield f"There is no question called {plain}.{hint}"
        elif len(named[plain]) > 1:
            rows = " and ".join(str(row.number) for row in named[plain])
            yield f"${{{plain}}} could mean rows {rows}. Give one of them another name."


def _is_expression(column: str, text: str) -> bool:
    """Whether the cell is computed: a default only where it calls or names something."""
    if column == "default":
        return is_worked_out(text)
    return column in EXPRESSIONS and text.lower() not in _PLAIN


def is_worked_out(default: str) -> bool:
    """Whether a default calls or names something, or is a sum; plain words and numbers are not."""
    return bool(_WORKED_OUT.search(_QUOTED.sub("", default)))


def _within(
    row: SurveyRow,
    column: str,
    text: str,
    named: Mapping[str, list[SurveyRow]],
    surroundings: Surroundings,
) -> Iterator[str]:
    """What is wrong with an expression whose `${names}` are sound."""
    plain = _plain_paths(text)
    try:
        read = compile_expression(plain, surroundings.namespaces)
    except XPathError as error:
        yield f"This expression cannot be read: {error}{instead_of(str(error))}"
        return
    yield from _list_mistakes(text, surroundings)
    yield from date_mark_mistakes(read)
    found: Sequence[Reference] = read.references
    if column == "choice_filter":
        found = _filtered(row.type.list_name, plain, surroundings)
    else:
        yield from _bare_words(row, column, text, found, named)
    yield from column_mistakes(found, surroundings.columns)


def _filtered(listed: str, text: str, surroundings: Surroundings) -> Sequence[Reference]:
    """What a filter reads, seen from the list that it filters."""
    if listed not in surroundings.columns or "'" in listed:
        return ()
    try:
        filtered = f"instance('{listed}')/root/item[{text}]"
        return compile_expression(filtered, surroundings.namespaces).references
    except XPathError:  # longer by the list, it may be too long or too deep
        return ()


def _bare_words(
    row: SurveyRow,
    column: str,
    text: str,
    found: Sequence[Reference],
    named: Mapping[str, list[SurveyRow]],
) -> Iterator[str]:
    """Words without quotes: they would be the names of questions below this one."""
    for word in dict.fromkeys(each.steps[-1] for each in found if _is_bare(each)):
        if row.is_block and word in named:
            continue
        if column in {"required", "readonly"} and text == word:
            yield f"{word} says nothing here. Write yes, no, or a condition: ${{question}} = 'yes'."
        elif word in named:
            yield f"Write ${{{word}}} for the answer to that question, or '{word}' for the word."
        elif word.lower() in _TRUTHS:
            yield f"Write {word.lower()}() with brackets, or '{word}' for the word."
        else:
            yield f"{word} stands without quotes. For the word itself write '{word}'."


def _is_bare(reference: Reference) -> bool:
    if reference.absolute or reference.instance or reference.anywhere or not reference.steps:
        return False
    return reference.steps[0][0] not in ".@*" and reference.steps[0] != "null"


def _unquoted(text: str) -> str:
    return text.replace("'", "\u2019")


def _plain_paths(text: str) -> str:
    """The expression with each `${name}` as a path of the same length, so that places agree."""
    straight = text.translate(_STRAIGHT)
    return _REFERENCE.sub(lambda found: "/r".ljust(len(found[0])), straight)


def _list_mistakes(text: str, surroundings: Surroundings) -> Iterator[str]:
    for name in dict.fromkeys(_INSTANCE.findall(text)):
        if name not in surroundings.lists and not name.startswith("__"):
            hint = did_you_mean(name, sorted(surroundings.lists)) or _ADD_LIST
            yield f"There is no list called {name} to read from.{hint}"


def _circles(
    rows: Sequence[SurveyRow], named: Mapping[str, list[SurveyRow]]
) -> Iterator[FormMistake]:
    """Questions whose value or visibility depends, in the end, on themselves; each circle once."""
    needs = {row.name: _needs(row, named) for row in rows if _may_circle(row, named)}
    settled: set[str] = set()
    for start in needs:
        if start in settled:
            continue
        if circle := _circle_from(start, needs, settled):
            row = named[circle[0]][0]
            column = "calculation" if row.text("calculation") else "relevant"
            way = " needs ".join([*circle, circle[0]])
            yield row.mistake(column, f"This goes round in a circle: {way}. Break it at one place.")
            settled.update(circle)


def _may_circle(row: SurveyRow, named: Mapping[str, list[SurveyRow]]) -> bool:
    return not row.is_block and len(named.get(row.name, ())) == 1


def _needs(row: SurveyRow, named: Mapping[str, list[SurveyRow]]) -> list[str]:
    """The questions that decide on this one's value or on whether it is asked."""
    # With a trigger the value is set when the trigger changes, so it may build on itself.
    sources = [row.text("relevant"), "" if row.text("trigger") else row.text("calculation")]
    sources += [block.text("relevant") for block in row.around]
    names = [name for text in sources if _one_row(text) for name in references(text)]
    return [name for name in dict.fromkeys(names) if name in named and not named[name][0].is_block]


def _one_row(text: str) -> bool:
    return not any(word in text for word in _OTHER_ROWS)


def _circle_from(start: str, needs: Mapping[str, list[str]], settled: set[str]) -> list[str]:
    """The first circle met on the way from `start`; empty where every way ends."""
    way: dict[str, None] = {}  # in order, and quick to look in
    steps = [iter([start])]
    while steps:
        name = next(steps[-1], None)
        if name is None:
            steps.pop()
            if way:
                settled.add(way.popitem()[0])
        elif name in way:
            met = list(way)
            return met[met.index(name) :]
        elif name not in settled and name in needs:
            way[name] = None
            steps.append(iter(needs[name]))
    return []
