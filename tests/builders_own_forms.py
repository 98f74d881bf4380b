"""Records of forms of the team's own: what tests of their way begin with."""

from __future__ import annotations

from pathlib import Path

from app.parts import App
from app.usecases.answering import answer
from app.usecases.own_forms import draft_form, import_form
from app.usecases.records import finish_record, start_record
from tests.builders_workbooks import section, text, write_workbook

TEAM_FORM = "school_walk"


def a_team_record(app: App, folder: Path, visit_id: str = "") -> str:
    """The id of a finished record of an own form that is marked as for the team alone."""
    settings = {
        "form_title": "School walk",
        "form_id": TEAM_FORM,
        "version": "2026091501",
        "namespaces": 'vb="https://visitbook.example/xforms"',
        "attribute::vb:audience": "team",
    }
    survey = section("about", text("seen"))
    path = write_workbook(folder / "walk.xlsx", survey=survey, settings=[settings])
    import_form(app, draft_form(app, path, ()))
    record_id = start_record(app, 900001, TEAM_FORM, visit_id=visit_id).value.record.id
    answer(app, record_id, "seen", "Corridors and displays")
    finish_record(app, record_id)
    return record_id
