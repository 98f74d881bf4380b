"""The rows of the survey sheet with their place in the form, and what is wrong with the rows.

Nothing here stops at a first mistake: a row that cannot be used is told of and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from app.errors import FormMistake
from app.forms.dialects import ENDS, REMEDIES, USUAL_REMEDY
from app.forms.sheet_words import (
    KNOWN_TYPES,
    LEFT_OUT,
    NOT_YET,
    RowKind,
    RowType,
    column_of,
    row_type,
)
from app.forms.workbook import Sheet, SheetRow

NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_REFERENCE = re.compile(r"\$\{([^${}]*)\}")
_VISIBLE = {RowKind.QUESTION, RowKind.SELECT, RowKind.SELECT_FROM_FILE}
_SHOWN = ("label", "hint", "image", "audio", "video")
MOST_COMPARED = 1_000
"""Known words that a slip is compared with: a hostile sheet must not take minutes to check."""
MOST_NESTED = 30
"""Groups within groups; the deepest form seen in use has seven."""
# pyxform names these itself.
_NAMELESS = {"note", "audit", ""}
_OFF = {"yes", "true", "true()"}
_REMARK = "This row has no type, no name and no label, so it is left out."
_NO_LABEL = "This question has no label, so nobody could see what it asks. Write one."


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text under its heading as written."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """A row: what it is, its name, its cells by column, and the groups around it, outermost first.

    A column that stands in several languages has several cells.
    """

    number: int
    type: RowType
    name: str
    cells: Mapping[str, Sequence[Cell]]
    around: tuple[SurveyRow, ...] = ()

    def text(self, column: str) -> str:
        """The text of the first cell in that column; blank where there is none."""
        found = self.cells.get(column)
        return found[0].text if found else ""

    def mistake(self, column: str, message: str, *, stops: bool = True) -> FormMistake:
        """A mistake in this row, under the heading that the author wrote."""
        found = self.cells.get(column)
        heading = found[0].heading if found else column
        return FormMistake(message, "survey", self.number, heading, stops)

    @property
    def is_block(self) -> bool:
        """Whether the row begins a group or a repeat."""
        return self.type.kind is RowKind.BEGIN


@dataclass(slots=True)
class Survey:
    """The usable rows in their order, and every mistake in the make-up of the sheet."""

    rows: list[SurveyRow] = field(default_factory=list)
    mistakes: list[FormMistake] = field(default_factory=list)


def read_survey(sheet: Sheet) -> Survey:
    """The survey sheet's rows, each within its groups."""
    survey, open_blocks = Survey(), list[SurveyRow]()
    for source in sheet.rows:
        row = _row(source, tuple(open_blocks))
        if row.text("disabled").lower() in _OFF:
            continue
        if not (row.type.word or row.name or any(row.text(column) for column in _SHOWN)):
            survey.mistakes.append(row.mistake("type", _REMARK, stops=False))
            continue
        survey.mistakes += _place(row, open_blocks)
        survey.rows.append(row)
    for block in open_blocks:
        end = block.type.word.replace("begin", "end")
        survey.mistakes.append(
            block.mistake("type", f"{block.name or 'This'} is begun but never ended: add {end}.")
        )
    survey.mistakes += _same_names(survey.rows)
    return survey


def _row(source: SheetRow, around: tuple[SurveyRow, ...]) -> SurveyRow:
    cells: dict[str, list[Cell]] = {}
    for heading, text in source.cells.items():
        cells.setdefault(column_of(heading, "survey"), []).append(Cell(heading, text))
    kind = row_type(cells["type"][0].text if "type" in cells else "")
    name = cells["name"][0].text if "name" in cells else ""
    return SurveyRow(source.number, kind, name, cells, around)


def _place(row: SurveyRow, open_blocks: list[SurveyRow]) -> Iterator[FormMistake]:
    """Opens and closes groups, and tells what is wrong with the row itself."""
    if row.type.kind is RowKind.END:
        yield from _ended(row, open_blocks)
        return
    yield from _type_mistakes(row)
    yield from _name_mistakes(row)
    yield from _label_mistakes(row)
    if row.is_block:
        open_blocks.append(row)
        if len(open_blocks) == MOST_NESTED + 1:
            message = (
                f"Here more than {MOST_NESTED} groups stand within one another. End some first."
            )
            yield row.mistake("type", message)


def _ended(row: SurveyRow, open_blocks: list[SurveyRow]) -> Iterator[FormMistake]:
    begin = row.type.word.replace("end", "begin")
    places = [place for place, block in enumerate(open_blocks) if block.type.word == begin]
    if not places:
        yield row.mistake("type", f"Nothing is open here to end: remove this row or add {begin}.")
        return
    for block in open_blocks[places[-1] + 1 :]:
        end = block.type.word.replace("begin", "end")
        yield block.mistake(
            "type", f"{block.name or 'This'} is still open at row {row.number}: add {end} before."
        )
    del open_blocks[places[-1] :]


def _type_mistakes(row: SurveyRow) -> Iterator[FormMistake]:
    kind, word = row.type.kind, row.type.word
    if not word:
        yield row.mistake("type", "This row has no type. Give it one, or clear the row.")
    elif kind is RowKind.NOT_YET:
        yield from _not_asked(row, word)
    elif kind is RowKind.UNKNOWN:
        hint = did_you_mean(word, KNOWN_TYPES) or " Use text, select_one or another known type."
        yield row.mistake("type", f"There is no type of question called {word}.{hint}")
    elif kind is RowKind.SELECT and not row.type.list_name:
        yield row.mistake("type", f"{word} needs the name of a list after it: {word} my_list.")
    elif word == "calculate" and not row.text("calculation") and not row.text("default"):
        yield row.mistake(
            "calculation", "A calculate row needs a calculation. Write one, or remove the row."
        )


def _not_asked(row: SurveyRow, word: str) -> Iterator[FormMistake]:
    """What cannot be asked: its answer stays blank, or the form is refused with what to use."""
    if word in ENDS:
        return
    message = f"Visitbook cannot ask for {NOT_YET[word]} ({word})."
    if word in LEFT_OUT:
        yield row.mistake("type", f"{message} Its answer stays blank.", stops=False)
    else:
        yield row.mistake("type", f"{message} {REMEDIES.get(word, USUAL_REMEDY)}")


def _name_mistakes(row: SurveyRow) -> Iterator[FormMistake]:
    if not row.name and row.type.word not in _NAMELESS:
        yield row.mistake("name", "This row has no name. Give it a short one, such as visit_date.")
    elif row.name and not NAME.fullmatch(row.name):
        yield row.mistake(
            "name",
            f"“{row.name}” cannot be a name. Begin with a letter; then letters, figures, _ or -, "
            "and no spaces.",
        )


def _label_mistakes(row: SurveyRow) -> Iterator[FormMistake]:
    if any(row.text(column) for column in _SHOWN):
        return
    if row.type.kind in _VISIBLE and not row.text("calculation"):
        yield row.mistake("label", _NO_LABEL)
    elif row.type.word == "begin_group" and not row.around:
        yield row.mistake(
            "label", "This section has no label; its name is shown in its place.", stops=False
        )


def _same_names(rows: Sequence[SurveyRow]) -> Iterator[FormMistake]:
    """Names must differ within one group; names of repeats must differ in the whole form."""
    seen: dict[tuple[int, str], int] = {}
    for row in rows:
        if not row.name or row.type.kind is RowKind.END:
            continue
        group = row.around[-1].number if row.around else 0
        group = -1 if row.type.word == "begin_repeat" and (-1, row.name) in seen else group
        first = seen.setdefault((group, row.name), row.number)
        if first != row.number:
            yield row.mistake(
                "name", f"{row.name} is already the name of row {first}. Choose another name."
            )
        if row.type.word == "begin_repeat":
            seen.setdefault((-1, row.name), row.number)


def references(text: str) -> list[str]:
    """The names in `${...}`, without the spaces around them."""
    return [name.strip() for name in _REFERENCE.findall(text)]


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A closing sentence with the nearest known word; blank where none is near."""
    near = get_close_matches(word, known[:MOST_COMPARED], n=1, cutoff=0.7)
    return f" Did you mean {near[0]}?" if near else ""
