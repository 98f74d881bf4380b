"""Wordings that stand in one language of a form and are missing in another."""

from __future__ import annotations

from collections.abc import Iterator

from app.errors import FormMistake
from app.forms.sheet_words import column_of
from app.forms.workbook import Sheet, Workbook

_WORDINGS = {
    "survey": ("label", "hint", "guidance_hint", "constraint_message", "required_message"),
    "choices": ("label",),
}
_MOST_ROWS = 5  # that are named by number in one remark


def missing_wordings(workbook: Workbook) -> Iterator[FormMistake]:
    """One remark for each heading with cells that are blank where another language has words."""
    for name, columns in _WORDINGS.items():
        sheet = workbook.sheet(name)
        for column in columns:
            headings = [each for each in sheet.headings if column_of(each, name) == column]
            if len(headings) > 1:
                yield from _gaps(sheet, headings)


def _gaps(sheet: Sheet, headings: list[str]) -> Iterator[FormMistake]:
    spoken = [row for row in sheet.rows if any(heading in row.cells for heading in headings)]
    for heading in dict.fromkeys(headings):
        missing = [row.number for row in spoken if heading not in row.cells]
        if missing and len(missing) < len(spoken):
            message = (
                f"{_rows(missing)} no words here, though another language has some. Who reads the "
                "form in this language sees a dash or nothing: write them."
            )
            yield FormMistake(message, sheet.name, missing[0], heading, stops=False)


def _rows(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return "This row has"
    told = ", ".join(str(number) for number in numbers[:_MOST_ROWS])
    more = len(numbers) - _MOST_ROWS
    return f"Rows {told} and {more} more have" if more > 0 else f"Rows {told} have"
