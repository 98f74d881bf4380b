"""Where in the sheets a mistake stands that was found in the form they make."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.errors import FormMistake
from app.forms.definition_check import Doubt
from app.forms.sheet_words import RowKind
from app.forms.survey_rows import SurveyRow, read_survey
from app.forms.workbook import Workbook

_PATH = re.compile(r"(?<![\w/.)\]])/[\w.-]+(?:/[\w.-]+)+")
_LEADING = re.compile(r"^(?:setvalue of )?(/[\w./-]+)(?:, (\w+))?: ")
_INSTANCE_NAME = "/meta/instanceName"
_COLUMNS = {"calculate": "calculation", "count": "repeat_count", "its": "choice_filter"}


@dataclass(slots=True)
class FormPlaces:
    """The rows of a workbook's survey by the path of what they make; none for an XForm."""

    workbook: Workbook | None
    _rows: Mapping[str, SurveyRow] | None = field(default=None, init=False)

    def placed(self, mistake: FormMistake) -> FormMistake:
        """A mistake of the engine in its row, its paths written as the sheets write them."""
        if self.workbook is None or mistake.sheet:
            return mistake
        if _INSTANCE_NAME in mistake.message:
            message = self._plain(_LEADING.sub("", mistake.message))
            return FormMistake(message, "settings", 2, "instance_name", mistake.stops)
        leading = _LEADING.match(mistake.message)
        first = leading[1] if leading else _first_path(mistake.message)
        row = self._row(first)
        if row is None:
            return mistake
        message = self._plain(_LEADING.sub(f"${{{row.name}}}: ", mistake.message))
        aspect = (leading[2] or "") if leading else ""
        return _in_row(row, _COLUMNS.get(aspect, aspect), message, stops=mistake.stops)

    def doubted(self, doubt: Doubt) -> FormMistake:
        """A doubt as a mistake: in its row, or by its name where there are no rows."""
        row = self._row(doubt.path)
        if row is None:
            name = doubt.path.rpartition("/")[2]
            return FormMistake(f"${{{name}}}: {doubt.message}")
        return _in_row(row, doubt.column, doubt.message, stops=True)

    def _row(self, path: str) -> SurveyRow | None:
        if self._rows is None:
            self._rows = _rows_of(self.workbook) if self.workbook else {}
        return self._rows.get(_below_root(path))

    def _plain(self, message: str) -> str:
        """The message with `${name}` for each path of the form."""

        def named(found: re.Match[str]) -> str:
            row = self._row(found[0])
            return f"${{{row.name}}}" if row is not None else f"“{found[0].rpartition('/')[2]}”"

        plain = _PATH.sub(named, message)
        return plain[:1].upper() + plain[1:]


def _in_row(row: SurveyRow, column: str, message: str, *, stops: bool) -> FormMistake:
    if column in row.cells:
        return row.mistake(column, message, stops=stops)
    return FormMistake(message, "survey", row.number, stops=stops)


def _rows_of(workbook: Workbook) -> dict[str, SurveyRow]:
    found: dict[str, SurveyRow] = {}
    for row in read_survey(workbook.sheet("survey")).rows:
        if row.type.kind is not RowKind.END and row.name:
            steps = [block.name for block in row.around]
            found.setdefault("/".join([*steps, row.name]), row)
    return found


def _below_root(path: str) -> str:
    return path[1:].partition("/")[2]


def _first_path(message: str) -> str:
    found = _PATH.search(message)
    return found[0] if found else ""
