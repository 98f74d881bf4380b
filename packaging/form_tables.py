"""What the built-in forms are written from: the source tables, and a form as rows of its sheets."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, str]

FORMS = Path(__file__).resolve().parents[1] / "resources" / "forms"
SOURCES = FORMS / "source"

# A neutral address: it is a name, nothing is ever fetched from it.
NAMESPACES = 'vb="https://visitbook.example/xforms"'
MARKS = (
    *("component", "strand", "thread", "level", "carry", "private"),
    *("pupil_count", "group_result"),
)
FORM_MARKS = ("about", "audience")
COLUMNS = (
    *("type", "name", "label", "hint", "guidance_hint", "required", "required_message"),
    *("relevant", "constraint", "constraint_message", "calculation", "default", "readonly"),
    *("appearance", "parameters"),
    *(f"bind::vb:{mark}" for mark in MARKS),
)
CHOICE_COLUMNS = ("list_name", "name", "label", "descriptor")


@dataclass(frozen=True, slots=True)
class Form:
    """One form as the rows of its three sheets; `group` is the heading it is offered below."""

    settings: Row
    survey: tuple[Row, ...]
    choices: tuple[Row, ...]
    group: str = ""


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
