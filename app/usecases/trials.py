"""Trying a form without a record: everything works as in one, and nothing of it is kept."""

from __future__ import annotations

from pathlib import Path

from app.domain.changes import NOTHING_SEEN
from app.domain.records import Record
from app.domain.schools import School, Urn
from app.forms.definition import FormDefinition
from app.forms.outside_files import FormFiles
from app.forms.session import FormSession
from app.parts import App
from app.usecases.form_check import FormDraft
from app.usecases.form_files import form_files
from app.usecases.forms import definition_of, prepare_forms
from app.usecases.opened import OpenRecord
from app.usecases.own_forms import FormVersion
from app.usecases.record_rows import RecordRows, externals
from app.usecases.shipped_forms import shipped_forms

TRIAL = "a trial"
_SCHOOL = School(urn=Urn(0), name="A school", phase="Primary", low_age=3, high_age=11)


def trial_of(app: App, definition: FormDefinition, files: FormFiles) -> OpenRecord:
    """What the editor shows of a form that is tried: a record that is never kept."""
    record = Record(
        id=TRIAL,
        urn=0,
        form_id=definition.form_id,
        form_version=definition.version,
        title=definition.title,
        reference="",
        on=app.today(),
        adviser_id=app.me,
    )
    return OpenRecord(
        record, _SCHOOL, definition, {}, RecordRows(), {}, NOTHING_SEEN, pictures=files.pictures
    )


def trial_session(app: App, opened: OpenRecord, files: FormFiles) -> FormSession:
    """The live form of a trial, as a record of an invented primary school begins."""
    return FormSession(
        opened.definition,
        None,
        clock=app.clock,
        externals={**files.lists, **externals(opened.school, opened.rows)},
        new_id=app.new_id,
    )


def draft_of_kept(app: App, version: FormVersion) -> FormDraft:
    """A form that is here already, as a draft to be looked at."""
    _compile(app, version)
    definition = definition_of(app, version.form_id, version.version)
    files = form_files(app, version.form_id, version.version)
    return FormDraft(Path(f"{version.form_id}.xlsx"), definition=definition, files=files)


def _compile(app: App, version: FormVersion) -> None:
    """A built-in form is compiled when it is first looked at."""
    shipped = shipped_forms().get(version.form_id)
    if shipped is not None and shipped.version == version.version:
        prepare_forms(app, [version.form_id])
