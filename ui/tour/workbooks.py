"""A form as a project lead draws it: with mistakes, put right, and in a newer version."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook

Row = tuple[str, ...]
FORM_ID = "number_walk"
TITLE = "Number walk"
FIRST, NEWER = "2026112201", "2026112202"
_COLUMNS = ("type", "name", "label", "hint", "required", "relevant", "constraint", "appearance")
_ROOMS = (("hall", "Hall"), ("corridors", "Corridors"), ("year_2", "Year 2"), ("year_5", "Year 5"))
_NEEDS = (("all", "All of them"), ("some", "Some of them"), ("none", "None of them"))
_COUNTED = "${displays} > 0"


def write_with_mistakes(path: Path) -> None:
    """A list that is not there, a question that is not there, a bracket that is not closed."""
    _write(path, FIRST, rooms="room", asked="${display} > 0", allowed="(. >= 0")


def write_mended(path: Path) -> None:
    """The same form, put right."""
    _write(path, FIRST)


def write_newer(path: Path) -> None:
    """Its next version: a question more, and one room that is not asked about any more."""
    _write(path, NEWER, newer=True)


def _write(  # what differs from version to version
    path: Path,
    version: str,
    *,
    rooms: str = "rooms",
    asked: str = _COUNTED,
    allowed: str = ". >= 0",
    newer: bool = False,
) -> None:
    from openpyxl import Workbook

    survey: list[Row] = [
        ("begin_group", "walk", "The walk"),
        ("date", "visit_date", "Date", "", "yes"),
        (f"select_multiple {rooms}", "rooms_seen", "Where did you walk?"),
        ("end_group",),
        ("begin_group", "seen", "What was seen"),
        ("integer", "displays", "Displays of number work", "", "", "", allowed),
        ("select_one needs", "by_pupils", "Made by pupils?", "", "", asked),
        ("text", "keep", "What to keep", "One thing", "yes", "", "", "multiline"),
        *([("text", "next", "What to try next", "", "", "", "", "multiline")] if newer else []),
        ("end_group",),
    ]
    offered: list[Row] = [("rooms", *room) for room in _ROOMS[1 if newer else 0 :]]
    book = Workbook(write_only=True)
    _fill(book, "survey", _COLUMNS, survey)
    _fill(book, "choices", ("list_name", "name", "label"), [*offered, *_listed("needs", _NEEDS)])
    _fill(book, "settings", ("form_title", "form_id", "version"), [(TITLE, FORM_ID, version)])
    book.save(path)


def _listed(name: str, choices: Iterable[Row]) -> list[Row]:
    return [(name, *choice) for choice in choices]


def _fill(book: Workbook, title: str, headings: Row, rows: Iterable[Row]) -> None:
    sheet = book.create_sheet(title)
    for row in (headings, *rows):
        sheet.append(row)
