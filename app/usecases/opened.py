"""A record with all that its editor shows, and its live form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.changes import Seen
from app.domain.records import Record
from app.domain.schools import School
from app.domain.visits import Visit
from app.forms.definition import FormDefinition
from app.forms.session import FormSession
from app.parts import App
from app.storage import Reader
from app.usecases.form_files import form_files
from app.usecases.forms import definition_of
from app.usecases.guards import found_record, subject_of
from app.usecases.last_time import LastAnswer, last_answers
from app.usecases.privacy import private_texts
from app.usecases.record_rows import RecordRows, externals, rows_of


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """A record with all that its editor shows; `answers` by ref, as entered.

    `school` of a record about a project bears the project's title and no URN.

    `seen` goes back with every save; `place` is the ref last worked at on this laptop;
    `last_answers` are by question name, `pictures` those that the form shows, by file name.
    """

    record: Record
    school: School
    definition: FormDefinition
    answers: Mapping[str, str]
    rows: RecordRows
    last_answers: Mapping[str, LastAnswer]
    seen: Seen
    visit: Visit | None = None
    place: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def open_record(app: App, record_id: str) -> OpenRecord:
    """A record with all that its editor shows."""
    with app.store.reading() as reader:
        return open_on(app, reader, record_id)


def open_on(app: App, reader: Reader, record_id: str) -> OpenRecord:
    """As `open_record`, on an open reader."""
    record = found_record(reader, record_id)
    visits = reader.find(Visit, id=record.visit_id) if record.visit_id else ()
    definition = definition_of(app, record.form_id, record.form_version)
    return OpenRecord(
        record=record,
        school=subject_of(reader, record),
        definition=definition,
        answers=reader.answers(record.id),
        rows=rows_of(reader, record),
        last_answers=last_answers(
            reader, record, private_texts(definition), carried_names(definition)
        ),
        seen=reader.seen,
        visit=visits[0] if visits else None,
        place=reader.setting(place_setting(record.id)) or "",
        pictures=form_files(app, record.form_id, record.form_version).pictures,
    )


def carried_names(definition: FormDefinition) -> frozenset[str]:
    """The names of questions beside which last time's answer stands."""
    return frozenset(q.name for q in definition.questions() if q.marks.carry)


def live_session(app: App, opened: OpenRecord) -> FormSession:
    """The live form of an open record."""
    return session_with(app, opened, opened.definition, opened.answers)


def session_with(
    app: App,
    opened: OpenRecord,
    definition: FormDefinition,
    entered: Mapping[str, str] | None,
) -> FormSession:
    """A live form beside an open record's school and panels; None for `entered` begins anew."""
    return FormSession(
        definition,
        entered,
        clock=app.clock,
        externals={
            **form_files(app, definition.form_id, definition.version).lists,
            **externals(opened.school, opened.rows),
        },
        new_id=app.new_id,
        begun=entered is not None,
    )


def place_setting(record_id: str) -> str:
    """The name of the setting that keeps where a record was last worked at."""
    return f"place:{record_id}"
