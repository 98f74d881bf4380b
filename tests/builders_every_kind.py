"""A form with every kind of question that the editor draws, and a draft of it at a school."""

from __future__ import annotations

from pathlib import Path

from app.parts import App
from app.usecases.own_forms import draft_form, import_form
from app.usecases.records import start_record
from tests.builders_workbooks import choice, section, text, write_workbook

FORM_ID = "every_kind"

PANELS = {
    "met": ("panel-people", "vb_people"),
    "looked": ("panel-evidence", "vb_evidence"),
    "agreed": ("panel-actions", "vb_actions"),
    "earlier": ("panel-earlier-actions", "vb_earlier"),
    "pupils": ("panel-pupils", "vb_pupils"),
}
LISTS = {
    "colour": ("red", "green", "blue"),
    "shade": ("dark", "light"),
    "scale": ("1", "2", "3", "4"),
    "region": ("north", "south"),
}
TOWNS = {"alby": "north", "burn": "north", "coxe": "south", "dale": "south"}


def asks(kind: str, name: str, **cells: object) -> dict[str, object]:
    """A question of that kind; `level=` for `bind::vb:level`."""
    marks = {f"bind::vb:{key}": cells.pop(key) for key in ("level", "private") if key in cells}
    return text(name, **{"type": kind, **marks, **cells})


def every_kind(path: Path) -> Path:
    """The workbook, written to `path`."""
    survey = [
        *({"type": "csv-external", "name": outside} for _panel, outside in PANELS.values()),
        *section("typed", *_typed()),
        *section("chosen", *_chosen()),
        *section("rows", *_rows()),
        *section("pictures", asks("image", "wall")),
        *section("beside", *_panels()),
    ]
    settings = {
        "form_title": "Every kind",
        "form_id": FORM_ID,
        "version": "2026091501",
        "style": "pages",
        "namespaces": 'vb="https://visitbook.example/xforms"',
    }
    return write_workbook(path, survey=survey, choices=_choices(), settings=[settings])


def a_draft_of_every_kind(app: App, path: Path, urn: int) -> str:
    """Import the form by its workbook, and begin a record of it; answers the record's id."""
    import_form(app, draft_form(app, every_kind(path)))
    return start_record(app, urn, FORM_ID).value.record.id


def _typed() -> list[dict[str, object]]:
    return [
        asks("text", "line"),
        asks("text", "box", appearance="multiline"),
        asks("integer", "whole"),
        asks("decimal", "share"),
        asks("date", "day"),
        asks("time", "clock"),
        asks("datetime", "moment"),
        asks("text", "own", private="yes"),
        {"type": "calculate", "name": "twice", "calculation": "${whole} * 2"},
        asks("note", "says", label="Twice as many are ${twice}."),
        # Set each time the line is answered; it may build on what it was.
        {
            "type": "calculate",
            "name": "times",
            "trigger": "${line}",
            "calculation": "concat('last ', ${line})",
        },
        asks("note", "told", label="Set by itself: ${times}."),
    ]


def _chosen() -> list[dict[str, object]]:
    return [
        asks("select_one colour", "chip"),
        asks("select_one colour", "listed", appearance="minimal"),
        asks("select_one scale", "level", level="four_point"),
        asks("select_one scale", "likert", appearance="likert"),
        asks("select_multiple colour", "several"),
        asks("rank colour", "order"),
        asks("range", "extent", parameters="start=0 end=10 step=1"),
        asks("acknowledge", "sure"),
        asks("select_one region", "region"),
        asks("select_one town", "town", choice_filter="region = ${region}"),
        asks("select_one shade or_other", "kind"),
        *section("card", text("left"), asks("integer", "right"), appearance="field-list"),
    ]


def _rows() -> list[dict[str, object]]:
    def row(name: str, *items: dict[str, object]) -> list[dict[str, object]]:
        begin = {"type": "begin_repeat", "name": name, "label": name.capitalize()}
        return [begin, *items, {"type": "end_repeat"}]

    return [
        *row("class", text("who"), asks("integer", "mark"), *row("book", text("word"))),
        {"type": "calculate", "name": "total", "calculation": "sum(${mark})"},
        asks("note", "sum", label="Together ${total}."),
    ]


def _panels() -> list[dict[str, object]]:
    counted = "count(instance('{}')/root/item)"
    return [
        asks("note", name, appearance=panel, calculation=counted.format(outside))
        for name, (panel, outside) in PANELS.items()
    ]


def _choices() -> list[dict[str, object]]:
    plain = [choice(name, value) for name, values in LISTS.items() for value in values]
    return [*plain, *(choice("town", town, region=region) for town, region in TOWNS.items())]
