"""The sample project: invented schools to look round in, made by the same verbs as real work."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.domain.actions import Confidence
from app.domain.calendar import is_working_day, working_days_after
from app.domain.follow_through import Stage
from app.domain.pupils import FocusPupil, PupilStatus
from app.domain.schools import School, SchoolStatus, Urn
from app.parts import App
from app.paths import resource_path
from app.usecases.actions import add_action
from app.usecases.answering import answer
from app.usecases.documents import export_record
from app.usecases.follow_through import record_step
from app.usecases.panels import add_evidence, add_met_person
from app.usecases.people import add_person
from app.usecases.projects import add_cohort, create_project, join_cohort
from app.usecases.pupils import add_pupil
from app.usecases.records import finish_record, start_record
from app.usecases.visits import plan_visit

Table = Mapping[str, Any]


def read_sample() -> dict[str, Any]:
    """The sample's content, as resources/sample/sample.toml gives it."""
    return tomllib.loads(resource_path("sample", "sample.toml").read_text(encoding="utf-8"))


def fill_with_sample(app: App) -> None:
    """Put the sample project into an empty data folder."""
    content = read_sample()
    _project(app, content)
    for person in content["person"]:
        add_person(app, **person)
    for pupil in content["pupil"]:
        add_pupil(app, _pupil(app, pupil))
    for record in content["record"]:
        _record(app, record)
    for visit in content["visit"]:
        _visit(app, visit)


def _project(app: App, content: Table) -> None:
    about = content["project"]
    project = create_project(
        app,
        about["title"],
        aim=about["aim"],
        contact=about["contact"],
        organisation=content["me"]["organisation"],
    ).value
    cohort = add_cohort(app, project.id, about["cohort"]).value
    for school in content["school"]:
        with app.store.unit_of_work() as work:
            work.save(_school(app, school))
            work.commit()
        join_cohort(app, cohort.id, school["urn"])


def _school(app: App, content: Table) -> School:
    names = {field.name for field in fields(School)}
    facts = {name: value for name, value in content.items() if name in names}
    signed = content.get("agreement")
    return School(
        **{
            **facts,
            "urn": Urn(content["urn"]),
            "la_name": "Westmarch",
            "status": SchoolStatus.OPEN,
            "adviser_id": app.me,
            "by_hand": True,
            "agreement_date": None if signed is None else _day(app, signed),
        }
    )


def _pupil(app: App, content: Table) -> FocusPupil:
    status = PupilStatus(content["status"])
    return FocusPupil(
        **{**content, "id": app.new_id(), "status": status, "review_date": _day(app, 14)}
    )


def _record(app: App, content: Table) -> None:
    day = _school_day(app, content["day"])
    visit = plan_visit(
        app, content["urn"], content["visit"], day, starts=time.fromisoformat(content["starts"])
    ).value.visit
    record_id = start_record(
        app, content["urn"], content["form"], visit_id=visit.id
    ).value.record.id
    for role in content["met"]:
        add_met_person(app, record_id, role)
    for row in content.get("evidence", ()):
        add_evidence(
            app,
            record_id,
            row["source"],
            where=row["where"],
            count=row["count"],
            seen_of_it=row["seen"],
        )
    for name, value in content["answers"].items():
        answer(app, record_id, name, value)
    for action in content.get("action", ()):
        _action(app, record_id, action)
    if content.get("finish"):
        after = content.get("finished_after")
        finish_record(_back_then(app, day, after) if after else app, record_id)
    for step in content.get("step", ()):
        _step(_back_then(app, day, step["after"]), record_id, step)


def _back_then(app: App, visit: date, after: int) -> App:
    """The program as it was so many days after a visit, at nine in the morning."""
    then = datetime.combine(visit + timedelta(days=after), time(9), app.clock().tzinfo)
    return replace(app, clock=lambda: then)


def _step(app: App, record_id: str, content: Table) -> None:
    """A stage that was reached then; what was sent is made first, and cleared away as usual."""
    stage = Stage(content["stage"])
    if stage is Stage.SENT:
        with TemporaryDirectory() as folder:
            export_record(app, record_id, Path(folder))
    record_step(app, record_id, stage, role=content.get("role", ""))


def _action(app: App, record_id: str, content: Table) -> None:
    add_action(
        app,
        record_id,
        what=content["what"],
        who=content["who"],
        by=_day(app, content["by"]),
        known_by=content["known_by"],
        support=content.get("support", ""),
        confidence=Confidence(content["confidence"]),
    )


def _visit(app: App, content: Table) -> None:
    plan_visit(
        app,
        content["urn"],
        content["kind"],
        _school_day(app, content["day"]),
        starts=time.fromisoformat(content["starts"]),
        purpose=content.get("purpose", ""),
        meeting=content.get("meeting", ""),
    )


def _school_day(app: App, offset: int) -> date:
    """A day schools are open: so many after today, or the last one before that many days ago."""
    step = timedelta(days=1 if offset >= 0 else -1)
    day = app.today() if offset >= 0 else _day(app, offset)
    while not is_working_day(day):
        day += step
    return working_days_after(day, max(0, offset))


def _day(app: App, offset: int) -> date:
    return app.today() + timedelta(days=offset)
