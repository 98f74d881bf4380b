"""What is wrong with single cells of the survey sheet that are no expressions, or stand in a row
that cannot do what they say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from app.errors import FormMistake
from app.forms.expression_check import is_worked_out
from app.forms.limits import MOST_STEPS, limits_of, steps_of
from app.forms.recompute import MOST_ROWS
from app.forms.sheet_words import RowKind
from app.forms.survey_rows import SurveyRow, did_you_mean, references
from app.forms.types import MESSAGES, fits_type

_NO = {"no", "false", "false()", "0", ""}
_GROUPS_TAKE_NO = ("constraint", "calculation", "default", "choice_filter", "trigger")
_USES = {
    "constraint": "Put the constraint on a question within it.",
    "calculation": "Put the calculation in a calculate row.",
    "default": "Put the default on a question within it.",
    "choice_filter": "Put the choice_filter on the select question.",
    "trigger": "Put the trigger on a question within it.",
}
_PARAMETERS = {
    "text": ("rows",),
    "image": ("max-pixels", "app"),
    "range": ("start", "end", "step", "tick_interval", "placeholder", "tick_labelset"),
    "select_one": ("randomize", "seed", "value", "label"),
    "select_multiple": ("randomize", "seed", "value", "label"),
    "rank": ("randomize", "seed"),
}
_PAIR = re.compile(r"([^\s=,;]+)\s*=\s*([^\s=,;]+)")
_TYPED = {"integer": "int", "decimal": "decimal", "date": "date", "time": "time"}
_TYPED["dateTime"] = "dateTime"
_SUM = re.compile(r"[\d\s.()+*-]+")

Choices = Mapping[str, Mapping[str, int]]
"""The values of each list, each with the row of the choices sheet that it stands in."""


def cell_mistakes(rows: Iterable[SurveyRow], choices: Choices) -> Iterator[FormMistake]:
    """Every such mistake, row by row."""
    rows = [row for row in rows if row.type.kind is not RowKind.END]
    computed = {row.name for row in rows if row.type.kind is RowKind.COMPUTED}
    for row in rows:
        yield from _block_mistakes(row) if row.is_block else ()
        yield from chain(
            _required_mistakes(row),
            _trigger_mistakes(row, computed),
            _parameter_mistakes(row),
            _default_mistakes(row, choices),
        )
    if first := next((row for row in rows if row.text("save_to")), None):
        yield first.mistake("save_to", "Visitbook keeps no entities. Clear this column.")


def _block_mistakes(row: SurveyRow) -> Iterator[FormMistake]:
    """What a group cannot do. A repeat may be required: then it needs a row."""
    what = row.type.word.removeprefix("begin_")
    for column in _GROUPS_TAKE_NO:
        if row.text(column):
            yield row.mistake(column, f"A {what} has no answer of its own. {_USES[column]}")
    if row.text("required").lower() not in _NO:
        if what == "group":
            message = "A group has no answer of its own. Put required on the questions within it."
            yield row.mistake("required", message)
        elif row.text("repeat_count"):
            message = (
                "The form itself counts these rows, so nobody can add one. Clear this cell, and "
                "make the answer that counts them required."
            )
            yield row.mistake("required", message)
    count = row.text("repeat_count")
    if count.isascii() and count.isdigit() and int(count) > MOST_ROWS:
        message = f"No more than {MOST_ROWS:,} rows are ever made. Write a smaller number."
        yield row.mistake("repeat_count", message, stops=False)


def _required_mistakes(row: SurveyRow) -> Iterator[FormMistake]:
    for column in ("required", "readonly"):
        text = row.text(column)
        if not row.is_block and row.name and row.name in references(text) and "[" not in text:
            message = (
                f"This names its own question: it cannot hang on the answer to ${{{row.name}}} "
                "itself. Write yes, or name another question."
            )
            yield row.mistake(column, message)


def _trigger_mistakes(row: SurveyRow, computed: set[str]) -> Iterator[FormMistake]:
    text = row.text("trigger")
    named = references(text)
    if text and not row.is_block and not named:
        word = text if re.fullmatch(r"[\w.-]+", text) else "name"
        yield row.mistake("trigger", f"Name the question that sets this off as ${{{word}}}.")
    for name in named:
        if name in computed:
            message = (
                f"${{{name}}} is worked out and nobody answers it, so it sets nothing off. Name a "
                "question that is answered, or leave the trigger out: a calculation follows by "
                "itself."
            )
            yield row.mistake("trigger", message)


def _parameter_mistakes(row: SurveyRow) -> Iterator[FormMistake]:
    known = _PARAMETERS.get(row.type.word.removesuffix("_from_file"))
    said = {name.lower(): text for name, text in _PAIR.findall(row.text("parameters"))}
    if known is None or not said:
        return
    for name in said.keys() - set(known):
        hint = did_you_mean(name, known) or f" There are: {', '.join(known)}."
        yield row.mistake("parameters", f"This question takes no parameter {name}.{hint}")
    for name in said.keys() & {"max-pixels", "rows"}:
        if not fits_type("int", said[name]) or int(said[name]) < 1:
            usual = 3 if name == "rows" else 1200
            message = f"{name}={said[name]} is no whole number. Write one, such as {name}={usual}."
            yield row.mistake("parameters", message)
    if row.type.word == "range":
        yield from _range_mistakes(row, said)


def _range_mistakes(row: SurveyRow, said: Mapping[str, str]) -> Iterator[FormMistake]:
    limits = limits_of(said)
    if limits is None:
        message = (
            "This makes no range: start, end and step should be numbers, and the step above 0 and "
            "no longer than the whole. Write start=0 end=10 step=1."
        )
        yield row.mistake("parameters", message)
    elif steps_of(limits) > MOST_STEPS:
        message = f"This range has more than {MOST_STEPS:,} steps. Write a longer step."
        yield row.mistake("parameters", message)


def _default_mistakes(row: SurveyRow, choices: Choices) -> Iterator[FormMistake]:
    """A plain default that is no answer to its own question."""
    text = row.text("default")
    if not text or row.is_block or is_worked_out(text):
        return
    kind = _TYPED.get(row.type.word)
    if kind is not None and not fits_type(kind, text) and not _SUM.fullmatch(text):
        hint = " For the day itself write today()." if text.lower() == "today" else ""
        yield row.mistake(
            "default", f"The default {text} is no answer here. {MESSAGES[kind]}{hint}"
        )
    known = choices.get(row.type.list_name) if row.type.kind is RowKind.SELECT else None
    if known is None or row.type.or_other:
        return
    chosen = [text] if row.type.word == "select_one" else text.split()
    for value in chosen:
        if value not in known:
            hint = did_you_mean(value, list(known)) or " Write the name of one of its choices."
            message = f"The list {row.type.list_name} has no choice {value}.{hint}"
            yield row.mistake("default", message)
