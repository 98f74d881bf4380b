"""Fills in any form: an answer of the right kind to every question that is asked, and its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from app.domain.actions import ActionStatus, Confidence
from app.domain.records import Record
from app.forms.definition import Group, Item, Question, QuestionKind, Repeat
from app.forms.session import FormSession
from app.parts import App
from app.usecases.actions import add_action, give_status
from app.usecases.answering import add_row
from app.usecases.opened import live_session, open_record
from app.usecases.panels import add_evidence, add_met_person
from app.usecases.record_rows import read_rows
from app.usecases.records import finish_record, save_answers, start_record

WRITTEN = (
    "In two of the three classes pupils drew a bar before they chose an operation, and said why. "
    "One line of practice followed another without a change of idea."
)
_ALWAYS = {QuestionKind.INTEGER: "12", QuestionKind.DECIMAL: "104.5", QuestionKind.TIME: "09:30"}
_LATER = {"left": "12:30", "need_high": "106.2", "ks2_high": "106.2"}


def fill_record(app: App, record_id: str, chosen: Mapping[str, str] | None = None) -> None:
    """Answer all that a draft asks; `chosen` are choices by question name, else it is the first."""
    _fill_panels(app, record_id)
    opened = open_record(app, record_id)
    session = live_session(app, opened)
    for _round in range(2):  # what is answered late may ask more of what came before
        for question, ref in asked_now(session):
            value = _answer_to(app, session, question, ref, chosen or {})
            if value and not session.is_readonly(ref):
                session.answer(ref, value)
    entered: dict[str, str] = session.entered()
    save_answers(app, record_id, entered, opened.seen)


def _fill_panels(app: App, record_id: str) -> None:
    definition = open_record(app, record_id).definition
    panels = {word for question in definition.questions() for word in question.appearance}
    by = app.today() + timedelta(days=20)
    if "panel-people" in panels:
        add_met_person(app, record_id, "headteacher")
        add_met_person(app, record_id, "maths_subject_leader")
    if "panel-evidence" in panels:
        add_evidence(app, record_id, "lesson", where="Year 4", count=2, seen_of_it="Bars drawn")
    if "panel-earlier-actions" in panels:
        _answer_earlier(app, record_id)
    if "panel-actions" in panels:
        words = {"what": "Plan a bar model each week", "known_by": "Six plans in the folder"}
        add_action(
            app, record_id, who="headteacher", by=by, confidence=Confidence.ON_TRACK, **words
        )


def _answer_earlier(app: App, record_id: str) -> None:
    for line in read_rows(app, record_id).rows.earlier:
        give_status(
            app, line.action.id, ActionStatus.PARTLY, seen_of_it="Plans", record_id=record_id
        )


def asked_now(session: FormSession) -> Iterator[tuple[Question, str]]:
    """Every question that is asked now, with the ref of its answer."""
    for section in session.definition.sections:
        if session.is_relevant(section.path):
            yield from _asked(session, section.items, "", "")


def _asked(
    session: FormSession, items: tuple[Item, ...], path: str, ref: str
) -> Iterator[tuple[Question, str]]:
    for item in items:
        own = ref + item.path.removeprefix(path)
        if isinstance(item, Repeat):
            for row in session.rows(own):
                yield from _asked(session, item.items, item.path, row)
        elif not session.is_relevant(own):
            continue
        elif isinstance(item, Group):
            yield from _asked(session, item.items, item.path, own)
        else:
            yield item, own


def _answer_to(
    app: App, session: FormSession, question: Question, ref: str, chosen: Mapping[str, str]
) -> str:
    if question.name in chosen:
        return chosen[question.name]
    if question.kind in {QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE}:
        values = [choice.value for choice in session.choices(ref)]
        return "done" if "done" in values else values[0]
    if question.kind is QuestionKind.DATE:
        later = 0 if question.name == "visit_date" else 60
        return (app.today() + timedelta(days=later)).isoformat()
    if question.kind is QuestionKind.TEXT:
        return WRITTEN if "multiline" in question.appearance else "Year 4, after half term"
    return _LATER.get(question.name) or _ALWAYS.get(question.kind, "")


def a_data_review(app: App, urn: int, *measures: Mapping[str, str]) -> Record:
    """A finished data review; each measure says its `D_` fields, such as `D_school`."""
    record_id = start_record(app, urn, "data_review").value.record.id
    fill_record(app, record_id, {"data_year": "2024/25"})
    asked = open_record(app, record_id).definition.questions()
    repeat = next(q.path for q in asked if q.name == "D_measure").rpartition("/")[0]
    for measure in measures:
        add_row(app, record_id, repeat, {"D_status": "published", **measure})
    return finish_record(app, record_id).value.record


def a_measure(
    label: str, school: str, interval: str, pupils: str = "54", **more: str
) -> dict[str, str]:
    """One measure of a data review."""
    told = {"D_measure": label, "D_school": school, "D_interval": interval, "D_pupils": pupils}
    return {**told, **more}
