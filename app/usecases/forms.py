"""Forms: the built-in workbooks, compiled once and kept, and read for use."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import FormMistake, NotFoundError
from app.parts import App
from app.paths import resource_path

if TYPE_CHECKING:
    from app.forms.definition import FormDefinition  # listing forms reads none: 35 ms of a start

BUILT_IN = ("visit_1", "visit_2", "visit_3", "visit_4", "maths_audit")


@dataclass(frozen=True, slots=True)
class FormLine:
    """A form that can be filled in."""

    form_id: str
    version: str
    title: str


def prepare_forms(app: App) -> tuple[FormLine, ...]:
    """Compile the built-in workbooks that are new or changed; answers the forms there are.

    Takes about a second a workbook the first time and nothing after that.
    """
    for form_id in BUILT_IN:
        _prepare(app, resource_path("forms", f"{form_id}.xlsx"))
    return list_forms(app)


def _prepare(app: App, workbook: Path) -> None:
    digest = hashlib.sha256(workbook.read_bytes()).hexdigest()
    with app.store.reading() as reader:
        if any(form.source_hash == digest for form in reader.forms()):
            return
    from app.forms.compile import compile_workbook
    from app.forms.xform import load_form

    xml = compile_workbook(workbook)
    definition = load_form(xml)
    with app.store.unit_of_work() as work:
        work.keep_form(definition.form_id, definition.version, definition.title, xml, digest)
        work.commit()


def list_forms(app: App) -> tuple[FormLine, ...]:
    """The newest version of each form kept here, in the programme's order."""
    with app.store.reading() as reader:
        stored = reader.forms()
    newest: dict[str, FormLine] = {}
    for form in stored:
        known = newest.get(form.form_id)
        if known is None or known.version < form.version:
            newest[form.form_id] = FormLine(form.form_id, form.version, form.title)
    order = {form_id: place for place, form_id in enumerate(BUILT_IN)}
    return tuple(sorted(newest.values(), key=lambda f: (order.get(f.form_id, 99), f.title)))


def newest_form(app: App, form_id: str) -> FormDefinition:
    """The newest version of a form, prepared first where need be."""
    line = _line(app, form_id)
    if line is None and form_id in BUILT_IN:
        _prepare(app, resource_path("forms", f"{form_id}.xlsx"))
        line = _line(app, form_id)
    if line is None:
        known = ", ".join(form.form_id for form in list_forms(app)) or ", ".join(BUILT_IN)
        raise NotFoundError(f"There is no form called “{form_id}”. Known forms: {known}.")
    return definition_of(app, line.form_id, line.version)


def _line(app: App, form_id: str) -> FormLine | None:
    return next((form for form in list_forms(app) if form.form_id == form_id), None)


def definition_of(app: App, form_id: str, version: str) -> FormDefinition:
    """A form in one version, read once."""
    known = app.definitions.get((form_id, version))
    if known is not None:
        return known
    with app.store.reading() as reader:
        xml = reader.form_xml(form_id, version)
    if xml is None:
        raise NotFoundError(
            f"The form {form_id}, version {version}, is not on this laptop. "
            "The record’s answers are safe."
        )
    from app.forms.xform import load_form

    definition = load_form(xml)
    app.definitions[form_id, version] = definition
    return definition


@dataclass(frozen=True, slots=True)
class CheckedForm:
    """The form that a workbook makes, and what is worth knowing although it works."""

    definition: FormDefinition
    remarks: tuple[FormMistake, ...] = ()


def check_form(workbook: Path) -> CheckedForm:
    """The form that a workbook makes; FormError carries every mistake where it makes none."""
    from app.forms.compile import check_workbook, compile_workbook
    from app.forms.xform import load_form

    definition = load_form(compile_workbook(workbook))
    return CheckedForm(definition, tuple(check_workbook(workbook)))
