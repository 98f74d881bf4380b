"""From a live form and its panels to the snapshot that is frozen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from app import reference
from app.domain.calendar import in_words
from app.domain.deadlines import NOTE_WITHIN, note_due, reply_due
from app.domain.people import Adviser, KeyPerson
from app.domain.photos import Photo
from app.domain.projects import Cohort, Membership, Project
from app.domain.records import Record
from app.domain.schools import School
from app.domain.snapshot import Snapshot, SnapshotAnswer, SnapshotGroup, SnapshotPanel
from app.forms.definition import Group, Item, Marks, Question, QuestionKind, Repeat, Section
from app.forms.session import FormSession
from app.storage import Reader, codes_ever
from app.usecases import record_rows
from app.usecases.opened import OpenRecord
from app.usecases.privacy import is_private
from app.usecases.school_days import calendars
from app.usecases.snapshot_photos import with_photos
from app.usecases.visits import window_of

PANEL = "panel-"
UNPRINTED = {QuestionKind.CALCULATED}

SnapshotItem = SnapshotAnswer | SnapshotGroup | SnapshotPanel


def freeze(reader: Reader, record: Record, opened: OpenRecord, session: FormSession) -> Snapshot:
    """The snapshot of a record as its form and panels stand now, without what is private."""
    rows = opened.rows
    asked = (each for each in opened.definition.sections if not is_private(each))
    sections = tuple(_section(session, each) for each in asked if session.is_relevant(each.path))
    return Snapshot(
        record_id=record.id,
        reference=record.reference,
        title=record.title,
        form_id=record.form_id,
        form_version=record.form_version,
        form_title=opened.definition.title,
        revision=record.revision,
        finished_at=record.finished_at.isoformat() if record.finished_at else "",
        facts={**_facts(reader, record, opened), **_times_of_day(sections)},
        sections=with_photos(sections, reader.find(Photo, record_id=record.id)),
        actions=tuple(record_rows.action_row(action) for action in rows.actions),
        earlier=tuple(record_rows.earlier_row(line) for line in rows.earlier),
        people=tuple(record_rows.person_row(person) for person in rows.people),
        evidence=tuple(map(record_rows.evidence_in_words, rows.evidence)),
        pupils=tuple(record_rows.pupil_row(pupil) for pupil in rows.pupils),
        codes=tuple(sorted(codes_ever(reader, record.urn))),
    )


def _section(session: FormSession, section: Section) -> SnapshotGroup:
    return SnapshotGroup(
        ref=section.path,
        name=section.name,
        label=session.label(section.path),
        items=tuple(_items(session, section.items, "", "")),
        marks=_marks(section.marks),
    )


def _items(
    session: FormSession, items: tuple[Item, ...], path: str, ref: str
) -> Iterable[SnapshotItem]:
    """What is asked among `items`; their parent stands at `path` in the form, `ref` in answers."""
    for item in items:
        own = ref + item.path.removeprefix(path)
        if is_private(item):
            continue
        if isinstance(item, Repeat):
            yield from _repeat(session, item, own)
        elif session.is_relevant(own):
            if isinstance(item, Group):
                yield _group(session, item, own)
            elif item.kind not in UNPRINTED:
                yield _asked(session, item, own)


def _repeat(session: FormSession, repeat: Repeat, ref: str) -> Iterable[SnapshotGroup]:
    for row in session.rows(ref):
        if session.is_relevant(row):
            yield _group(session, repeat, row)


def _group(session: FormSession, item: Group | Repeat, ref: str) -> SnapshotGroup:
    step = ref.rsplit("/", 1)[-1]
    return SnapshotGroup(
        ref=ref,
        name=item.name,
        label=session.label(ref),
        items=tuple(_items(session, item.items, item.path, ref)),
        row=step.partition("[")[2].rstrip("]"),
        marks=_marks(item.marks),
    )


def _asked(session: FormSession, question: Question, ref: str) -> SnapshotAnswer | SnapshotPanel:
    label = session.label(ref)
    for appearance in question.appearance:
        if appearance.startswith(PANEL):
            return SnapshotPanel(ref, question.name, label, appearance.removeprefix(PANEL))
    value = session.value(ref)
    words, extra = _words(session, question, ref, value)
    return SnapshotAnswer(
        ref=ref,
        name=question.name,
        label=label,
        kind=question.kind.value,
        value=value,
        words=words,
        marks=_marks(question.marks),
        extra=extra,
    )


def _words(
    session: FormSession, question: Question, ref: str, value: str
) -> tuple[str, Mapping[str, str]]:
    if question.kind is QuestionKind.SELECT_ONE and value:
        return _choice_words(session, question, ref, value)
    if question.kind in {QuestionKind.SELECT_MULTIPLE, QuestionKind.RANK}:
        return _listed([session.choice_label(ref, one) for one in value.split()]), {}
    if question.kind is QuestionKind.DATE and value:
        return _day_in_words(value), {}
    return value, {}


def _choice_words(
    session: FormSession, question: Question, ref: str, value: str
) -> tuple[str, Mapping[str, str]]:
    extra = next((c.extra for c in session.choices(ref) if c.value == value), {})
    scale = reference.scales().get(question.marks.level)
    return (scale.word(value) if scale else session.choice_label(ref, value)), dict(extra)


def _listed(labels: Sequence[str]) -> str:
    """Labels in a row, which stay apart though one of them has a comma in it."""
    return ("; " if any("," in label for label in labels) else ", ").join(labels)


def _day_in_words(value: str) -> str:
    try:
        return in_words(date.fromisoformat(value))
    except ValueError:
        return value


def _marks(marks: Marks) -> dict[str, str]:
    said = {
        "component": marks.component,
        "strand": marks.strand,
        "threads": " ".join(marks.threads),
        "level": marks.level,
        **marks.extra,
    }
    return {name: text for name, text in said.items() if text}


def _facts(reader: Reader, record: Record, opened: OpenRecord) -> dict[str, str]:
    facts = {
        "date": record.on.isoformat(),
        "audience": opened.definition.marks.get("audience", ""),
        **_school_facts(opened.school),
        **_visit_facts(reader, record, opened),
        **_project_facts(reader, record),
        **_deadline_facts(reader, record, opened.school),
        **_people_facts(reader, record),
    }
    return {name: text for name, text in facts.items() if text}


def _school_facts(school: School) -> dict[str, str]:
    signed = school.agreement_date
    return {
        "school": school.name,
        "urn": str(school.urn) if school.urn else "",
        "la": school.la_name,
        "phase": school.phase,
        "ages": school.ages,
        "trust": school.trust,
        "agreement_date": signed.isoformat() if signed else "",
    }


def _visit_facts(reader: Reader, record: Record, opened: OpenRecord) -> dict[str, str]:
    kinds = [kind for kind in reference.visit_kinds() if kind.form_id == record.form_id]
    visit = opened.visit
    kind = reference.visit_kind(visit.kind) if visit else (kinds[0] if kinds else None)
    window = window_of(reader, visit) if visit else None
    programme = sum(kind.number > 0 for kind in reference.visit_kinds())
    return {
        "visit_kind": kind.label if kind else "",
        "visit_number": str(kind.number) if kind and kind.number else "",
        "visits_in_all": str(programme) if kind and kind.number else "",
        "window": window.label if window else "",
    }


def _times_of_day(sections: Iterable[SnapshotGroup]) -> dict[str, str]:
    """When the adviser came and left, where the form asks for times of day by those names."""
    answers = [answer for section in sections for answer in section.answers()]
    times = {each.name: each.value[:5] for each in answers if each.kind == QuestionKind.TIME.value}
    found = {"starts": times.get("arrived", ""), "ends": times.get("left", "")}
    return {name: text for name, text in found.items() if text}


def _project_facts(reader: Reader, record: Record) -> dict[str, str]:
    found = reader.find(Project, id=record.project_id) if record.project_id else ()
    if not found:
        return {}
    project = found[0]
    members = reader.find(Membership, project_id=project.id, urn=record.urn)
    cohorts = {cohort.id: cohort.title for cohort in reader.find(Cohort, project_id=project.id)}
    return {
        "project": project.title,
        "organisation": project.organisation,
        "cohort": cohorts.get(members[-1].cohort_id, "") if members else "",
        "contact": project.contact,
        "note_days": str(project.note_days),
        "keep_until": project.keep_until.isoformat() if project.keep_until else "",
    }


def _deadline_facts(reader: Reader, record: Record, school: School) -> dict[str, str]:
    """Until when the note is sent and the school replies, in school days of its authority."""
    if not record.urn:
        return {}
    found = reader.find(Project, id=record.project_id) if record.project_id else ()
    within = found[0].note_days if found else NOTE_WITHIN
    finished = record.finished_at.date() if record.finished_at else None
    days = calendars(reader).of(school.la_name)
    return {
        "send_by": note_due(record.on, within, finished, days).isoformat(),
        "reply_by": reply_due(record.on, within, finished, days).isoformat(),
    }


def _people_facts(reader: Reader, record: Record) -> dict[str, str]:
    advisers = reader.find(Adviser, id=record.adviser_id) if record.adviser_id else ()
    people = reader.find(KeyPerson, urn=record.urn)
    roles = {person.role: reference.role_label(person.role) for person in people}
    return {
        "adviser": advisers[0].name if advisers else "",
        "adviser_role": reference.role_label(advisers[0].role) if advisers else "",
        "adviser_organisation": advisers[0].organisation if advisers else "",
        "head_role": roles.get("headteacher", ""),
        "chair": roles.get("chair_of_governors", ""),
    }
