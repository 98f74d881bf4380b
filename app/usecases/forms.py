"""Forms: the built-in workbooks, compiled when they are first used and kept, and read for use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.own_forms import OwnForm, own_form_id, version_order
from app.errors import NotFoundError
from app.parts import App
from app.usecases.shipped_forms import ShippedForm, shipped_forms

if TYPE_CHECKING:
    from app.forms.definition import FormDefinition  # listing forms reads none: 35 ms of a start
    from app.storage.reader import StoredForm

BUILT_IN = (
    *("application", "launch_day", "visit_1", "visit_2", "visit_3", "visit_4"),
    *("audit_day", "maths_audit", "lesson_visit", "lesson_visit_early_years", "book_look"),
    *("pupil_voice", "data_review", "deployment_visit", "keeping_in_touch", "project_review"),
    *("training_record", "cohort_review", "resource", "lesson_learned"),
)
"""The ids of the forms that ship with the program, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class FormLine:
    """A form that can be filled in.

    `group` is the heading that it is offered below, blank for a form of one's own; `about` is
    `project` where a record is of a project and not of a school; `audience` is `team` where it is
    not for the school to read.
    """

    form_id: str
    version: str
    title: str
    group: str = ""
    about: str = ""
    audience: str = ""


def prepare_forms(app: App, form_ids: Iterable[str] = ()) -> tuple[FormLine, ...]:
    """Compile those built-in forms that are new or changed; answers all the forms there are.

    Without `form_ids` it is all that ship. A form takes a third of a second the first time and
    nothing after that. Nobody has to call this: `newest_form` compiles what is not ready yet.
    """
    shipped = shipped_forms()
    for form_id in form_ids or shipped:
        _prepare(app, shipped[form_id])
    return list_forms(app)


def _prepare(app: App, form: ShippedForm) -> None:
    with app.store.reading() as reader:
        if any(_is(stored, form) for stored in reader.forms()):
            return
    from app.forms.compile import compile_workbook

    xml = compile_workbook(form.workbook)
    app.definitions.pop((form.form_id, form.version), None)
    with app.store.unit_of_work() as work:
        work.keep_form(form.form_id, form.version, form.title, xml, form.source_hash)
        work.commit()


def _is(stored: StoredForm, form: ShippedForm) -> bool:
    kept = (stored.form_id, stored.version, stored.source_hash)
    return kept == (form.form_id, form.version, form.source_hash)


def list_forms(app: App) -> tuple[FormLine, ...]:
    """The newest version of each form, in the programme's order; none is compiled for this."""
    newest = {form.form_id: _shipped_line(form) for form in shipped_forms().values()}
    with app.store.reading() as reader:
        stored = reader.forms()
        own = reader.find(OwnForm, withdrawn=False)
    kept = [FormLine(form.form_id, form.version, form.title) for form in stored]
    made = [FormLine(form.form_id, form.version, form.title, about=form.about) for form in own]
    for line in (*kept, *made):
        known = newest.setdefault(line.form_id, line)
        if version_order(known.version) < version_order(line.version):
            newest[line.form_id] = replace(known, version=line.version, title=line.title)
    order = {form_id: place for place, form_id in enumerate(BUILT_IN)}
    return tuple(sorted(newest.values(), key=lambda f: (order.get(f.form_id, 99), f.title)))


def _shipped_line(form: ShippedForm) -> FormLine:
    marks = {"group": form.group, "about": form.about, "audience": form.audience}
    return FormLine(form.form_id, form.version, form.title, **marks)


def newest_form(app: App, form_id: str) -> FormDefinition:
    """The newest version of a form, compiled first where it has not been used yet."""
    forms = {form.form_id: form for form in list_forms(app)}
    line = forms.get(form_id)
    if line is None:
        known = ", ".join(forms)
        raise NotFoundError(f"There is no form called “{form_id}”. Known forms: {known}.")
    shipped = shipped_forms().get(form_id)
    if shipped is not None and shipped.version == line.version:
        _prepare(app, shipped)
    return definition_of(app, line.form_id, line.version)


def definition_of(app: App, form_id: str, version: str) -> FormDefinition:
    """A form in one version, read once."""
    known = app.definitions.get((form_id, version))
    if known is not None:
        return known
    with app.store.reading() as reader:
        own = reader.find(OwnForm, id=own_form_id(form_id, version))
        xml = own[0].xml if own else reader.form_xml(form_id, version)
    if xml is None:
        raise NotFoundError(
            f"The form {form_id}, version {version}, is not on this laptop. "
            "The record’s answers are safe."
        )
    from app.forms.xform import load_form

    definition = load_form(xml)
    app.definitions[form_id, version] = definition
    return definition
