"""The sample project: invented schools to look round in, made by the same verbs as real work."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.domain.actions import Action, ActionStatus, Confidence
from app.domain.calendar import is_working_day, working_days_after
from app.domain.follow_through import Stage
from app.domain.pupils import FocusPupil, PupilStatus
from app.domain.schools import School, SchoolStatus, Urn
from app.parts import App
from app.paths import resource_path
from app.usecases.actions import add_action, give_status
from app.usecases.answering import add_row, answer_all, asked
from app.usecases.documents import export_record
from app.usecases.follow_through import record_step
from app.usecases.opened import live_session, open_record
from app.usecases.panels import add_evidence, add_met_person
from app.usecases.people import add_person
from app.usecases.projects import add_cohort, create_project, join_cohort
from app.usecases.pupils import add_pupil
from app.usecases.record_rows import read_rows
from app.usecases.records import finish_record, start_record
from app.usecases.visits import plan_visit

Table = Mapping[str, Any]
_PARTS_OF_PROMPT = ("level", "sources", "strength", "seen")


def read_sample() -> dict[str, Any]:
    """The sample's content: what is going on, and a school that was in the project a year before.

    Each table of rows of resources/sample/last_year.toml comes after that of sample.toml.
    """
    now, before = (_table(name) for name in ("sample.toml", "last_year.toml"))
    return now | {name: now[name] + rows for name, rows in before.items()}


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resource_path("sample", name).read_text(encoding="utf-8"))


def fill_with_sample(app: App) -> None:
    """Put the sample project into an empty data folder."""
    content = read_sample()
    _projects(app, content)
    for person in content["person"]:
        add_person(app, **person)
    for pupil in content["pupil"]:
        add_pupil(app, _pupil(app, pupil))
    for record in content["record"]:
        _record(app, record)
    for visit in content["visit"]:
        _visit(app, visit)


def _projects(app: App, content: Table) -> None:
    """The projects, each with its cohort, and their schools: of the first where none is named."""
    organisation = content["me"]["organisation"]
    cohorts = {about["title"]: _cohort(app, about, organisation) for about in content["project"]}
    first, *_ = cohorts
    for school in content["school"]:
        with app.store.unit_of_work() as work:
            work.save(_school(app, school))
            work.commit()
        join_cohort(app, cohorts[school.get("project", first)], school["urn"])


def _cohort(app: App, about: Table, organisation: str) -> str:
    """The id of the cohort of a project, which was begun on its day or begins today."""
    project = create_project(
        _back_then(app, _day(app, about.get("day", 0)), 0),
        about["title"],
        aim=about["aim"],
        contact=about["contact"],
        organisation=organisation,
    ).value
    return add_cohort(app, project.id, about["cohort"]).value.id


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
    record_id = start_record(
        app, content["urn"], content["form"], visit_id=_visit_of(app, content, day), on=day
    ).value.record.id
    _rows(app, record_id, content)
    answer_all(app, record_id, dict(_answers(app, content)))
    for row in content.get("row", ()):
        _row(app, record_id, row["repeat"], row["given"])
    for action in content.get("action", ()):
        _action(app, record_id, action)
    if content.get("finish"):
        after = content.get("finished_after")
        finish_record(_back_then(app, day, after) if after else app, record_id)
    for step in content.get("step", ()):
        _step(_back_then(app, day, step["after"]), record_id, step)
    agreed = read_rows(app, record_id).rows.actions
    for row in content.get("later", ()):
        _status(_back_then(app, day, row["after"]), agreed, row)


def _visit_of(app: App, content: Table, day: date) -> str:
    """The id of the visit at which a record was written, blank for one without a visit."""
    if "visit" not in content:
        return ""
    starts = time.fromisoformat(content["starts"])
    planned = plan_visit(app, content["urn"], content["visit"], day, starts=starts)
    return planned.value.visit.id


def _rows(app: App, record_id: str, content: Table) -> None:
    """Whom one met, what was looked at, and how earlier actions stand."""
    for role in content.get("met", ()):
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
    earlier = [row.action for row in read_rows(app, record_id).rows.earlier]
    for row in content.get("earlier", ()):
        _status(app, earlier, row, record_id)


def _status(app: App, actions: Iterable[Action], content: Table, record_id: str = "") -> None:
    """The status of the action that begins with these words, given at a record or between two."""
    found = next(action for action in actions if action.what.startswith(content["what"]))
    status = ActionStatus(content["status"])
    give_status(app, found.id, status, seen_of_it=content["seen"], record_id=record_id)


def _answers(app: App, content: Table) -> Iterator[tuple[str, str]]:
    """Answers by name: words, or a day that is counted from today; then those to prompts."""
    for name, value in content["answers"].items():
        yield name, value if isinstance(value, str) else _day(app, value["day"]).isoformat()
    for code, told in content.get("prompts", {}).items():
        for part, value in zip(_PARTS_OF_PROMPT, told, strict=True):
            if value:
                yield f"{code}_{part}", value


def _row(app: App, record_id: str, repeat: str, given: Mapping[str, str]) -> None:
    """A row of a repeat: the one that it begins with where that is blank, else one more."""
    opened = open_record(app, record_id)
    first, *_ = given
    begun = (
        one.ref.removesuffix(first)
        for one in asked(opened, live_session(app, opened))
        if one.name == first and not one.value
    )
    row = next(begun, "")
    if row:
        answer_all(app, record_id, {row + name: value for name, value in given.items()})
    else:
        add_row(app, record_id, repeat, given)


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
