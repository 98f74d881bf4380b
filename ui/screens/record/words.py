"""What the editor says about a record in its header, its banner and a new action."""

from __future__ import annotations

from datetime import date

from app import reference
from app.domain.records import Record
from app.forms.definition import FormDefinition, Group, Question, QuestionKind
from app.forms.refs import without_rows
from app.usecases.opened import OpenRecord
from ui.live_record import LiveRecord
from ui.screens.record.outline import questions_in
from ui.widgets.typed_dates import show_date

_LONGEST = 140  # letters of what was written that an action begins with


def about(opened: OpenRecord) -> str:
    """`Note of visit 2 · Tue 20 Jan 2026 · form version 3`."""
    record = opened.record
    parts = [record.title, show_date(record.on)]
    if record.revision > 1:
        parts.append(f"revision {record.revision}")
    parts.append(_form_words(record.form_version))
    return " · ".join(parts)


def _form_words(version: str) -> str:
    """`form of 21 Nov 2026` where the version begins with a day as YYYYMMDD, as is usual."""
    try:
        day = date.fromisoformat(version[:8])
    except ValueError:
        return f"form version {version}"
    return f"form of {show_date(day).partition(' ')[2]}"


def is_visit(form_id: str) -> bool:
    """Whether a form is the note of a visit, as the kinds of visit have it."""
    return any(kind.form_id == form_id and kind.number for kind in reference.visit_kinds())


def finished_words(record: Record) -> str:
    """Such as: Finished Tue 20 Jan 2026, revision 1."""
    on = f" {show_date(record.finished_at.date())}" if record.finished_at else ""
    return f"Finished{on}, revision {record.revision}. It can be read here and not changed."


def action_words(live: LiveRecord, ref: str) -> tuple[str, str]:
    """What an action made from the question at `ref` begins with, and the strand it is about."""
    definition, session = live.opened.definition, live.session
    texts = [q for q in _near(definition, without_rows(ref)) if q.kind is QuestionKind.TEXT]
    written = (session.value(q.path) for q in texts if session.is_relevant(q.path))
    words = next((text for text in written if text), "")
    marks = [q.marks for q in _near(definition, without_rows(ref))]
    strand = next((m.strand or m.component for m in marks if m.strand or m.component), "")
    return _first_sentence(words), strand


def _near(definition: FormDefinition, path: str) -> list[Question]:
    """The question at `path` with those of its prompt; none for what is no question."""
    for section in definition.sections:
        for item in section.items:
            inside = list(questions_in(item))
            if item.path == path or any(q.path == path for q in inside):
                return inside if isinstance(item, Group | Question) else []
    return []


def _first_sentence(words: str) -> str:
    line = words.strip().partition("\n")[0]
    sentence, dot, _rest = line.partition(". ")
    said = sentence + dot.strip()
    return said if len(said) <= _LONGEST else said[:_LONGEST].rsplit(" ", 1)[0]
