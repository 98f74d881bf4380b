"""The forms that ship with the program, known from their index without reading a workbook."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.paths import resource_path

PROJECT = "project"
TEAM = "team"


@dataclass(frozen=True, slots=True)
class ShippedForm:
    """One built-in form, as `resources/forms/index.toml` says.

    `group` is the heading that it is offered below; `about` is `project` where its records are of
    a project and not of a school, `audience` is `team` where they are not for the school to read.
    `source_hash` is of its workbook, which is only read when the form is first used.
    """

    form_id: str
    version: str
    title: str
    group: str
    source_hash: str
    about: str = ""
    audience: str = ""

    @property
    def workbook(self) -> Path:
        """Where its workbook lies."""
        return resource_path("forms", f"{self.form_id}.xlsx")


@cache
def shipped_forms() -> Mapping[str, ShippedForm]:
    """Every built-in form by its id, in the order in which they are offered."""
    index = tomllib.loads(resource_path("forms", "index.toml").read_text(encoding="utf-8"))
    return {row["form_id"]: ShippedForm(**row) for row in index["form"]}


def is_for_team(form_id: str) -> bool:
    """Whether records of a built-in form are for the project's team and not for the school."""
    form = shipped_forms().get(form_id)
    return form is not None and form.audience == TEAM
