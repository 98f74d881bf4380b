"""Writes the built-in forms: the source tables in `resources/forms/source` become workbooks.

`python packaging/write_forms.py` writes them again beside the sources, and with them `index.toml`,
from which the program knows its forms before it reads any. The same sources give the same bytes,
whatever the day.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from form_audit import audit_items
from form_survey import SurveyWriter
from form_tables import FORM_MARKS, FORMS, SOURCES, Form, Sources
from form_workbook import workbook_bytes

ORDER = (
    *("application", "launch_day", "visit_1", "visit_2", "visit_3", "visit_4"),
    *("audit_day", "maths_audit", "lesson_visit", "lesson_visit_early_years", "book_look"),
    *("pupil_voice", "data_review", "deployment_visit", "keeping_in_touch", "project_review"),
    *("training_record", "cohort_review", "resource", "lesson_learned"),
)
"""Every built-in form, in the order in which they are offered."""

VISITS = ("visit_1", "visit_2", "visit_3", "visit_4")
NOT_IN_THE_SHEETS = ("group", "guidance")


def read_forms(folder: Path = SOURCES) -> dict[str, Form]:
    """Every built-in form by its id."""
    sources = Sources(folder)
    return {name: _form(sources, name) for name in ORDER}


def _form(sources: Sources, name: str) -> Form:
    own = sources.table(name)
    settings = own["form"]
    writer = SurveyWriter(sources)
    for section in _visit_sections(sources, own) if name in VISITS else own["sections"]:
        writer.section({**section, "items": audit_items(sources, section)})
    _give_guidance(writer, settings.get("guidance", {}))
    form = writer.form({key: settings[key] for key in settings if key not in NOT_IN_THE_SHEETS})
    return replace(form, group=settings["group"])


def _visit_sections(sources: Sources, own: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The sections that all visits have, with the questions of the one visit in their places."""
    for section in sources.table("visits")["sections"]:
        yield {**section, "items": _with_own(section["items"], own.get(section["name"], []))}


def _with_own(
    common: Iterable[dict[str, Any]], own: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    for item in common:
        yield from own if "own" in item else [item]


def _give_guidance(writer: SurveyWriter, guidance: Mapping[str, str]) -> None:
    """Longer help on questions that several forms share, in the words of the one form."""
    for row in writer.rows:
        if text := guidance.get(row.get("name", "")):
            row["guidance_hint"] = text


def index_of(forms: Mapping[str, Form], workbooks: Mapping[str, bytes]) -> str:
    """What the program knows of its forms before it reads any of them, as TOML."""
    parts = ["# Written by packaging/write_forms.py beside the workbooks.\n"]
    for name, form in forms.items():
        line = {
            "form_id": name,
            "version": form.settings["version"],
            "title": form.settings["form_title"],
            "group": form.group,
            **{mark: form.settings.get(f"attribute::vb:{mark}", "") for mark in FORM_MARKS},
            "source_hash": hashlib.sha256(workbooks[name]).hexdigest(),
        }
        # A JSON string is a TOML string too.
        said = (
            f"{key} = {json.dumps(text, ensure_ascii=False)}" for key, text in line.items() if text
        )
        parts.append("\n[[form]]\n" + "\n".join(said) + "\n")
    return "".join(parts)


def main() -> None:
    """Write every workbook, and the index of them."""
    forms = read_forms()
    workbooks = {name: workbook_bytes(form) for name, form in forms.items()}
    for name, content in workbooks.items():
        (FORMS / f"{name}.xlsx").write_bytes(content)
        print(f"{name}: {len(forms[name].survey)} rows, {len(forms[name].choices)} choices")
    (FORMS / "index.toml").write_text(index_of(forms, workbooks), encoding="utf-8")


if __name__ == "__main__":
    main()
