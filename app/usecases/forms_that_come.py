"""The form of a record that comes in a colleague's file: used only where it is not here yet.

A form says what is private. One that came in a file in place of the one that is here could leave
that out, and what is written afterwards as private would go to the school.
"""

from __future__ import annotations

from app import sync
from app.domain.merging import shown_order
from app.domain.own_forms import OwnForm, own_form_id
from app.domain.records import Record
from app.errors import FormError, InputError
from app.forms.definition import FormDefinition
from app.parts import App
from app.storage import Reader, UnitOfWork
from app.usecases.forms import definition_of, prepare_forms
from app.usecases.shipped_forms import shipped_forms

FormKey = tuple[str, str]
"""A form's id and its version."""

_FROM_COLLEAGUE = "from a colleague"


def prepare_named(app: App, parcel: sync.Parcel) -> None:
    """Compile the record's form where it ships with the program: no file brings that one."""
    form_id, version = _named(parcel)
    shipped = shipped_forms().get(form_id)
    if shipped is not None and shipped.version == version:
        prepare_forms(app, (form_id,))


def forms_of_record(
    app: App, work: UnitOfWork, parcel: sync.Parcel
) -> dict[FormKey, FormDefinition]:
    """The record's form as it is here, and in the version that the file names.

    One that is here is used as it is, whatever the file brings. One that comes with the file has
    to be what it is said to be, and is kept if it is a compiled one. Raises InputError.
    """
    named = _named(parcel)
    standing = (
        (each.form_id, each.form_version) for each in work.find(Record, id=parcel.record_id)
    )
    found = {key: definition_of(app, *key) for key in {*standing, named} if _is_here(work, *key)}
    if named not in found:
        found |= _coming(work, parcel, named)
    return found


def arrived_form(work: UnitOfWork, record: Record) -> dict[FormKey, FormDefinition]:
    """The record's own form, if it has one, as it is used from now on. Raises InputError.

    It is read as it stands once all has arrived: parts of it may have come with an earlier file.
    """
    key = record.form_id, record.form_version
    own = work.find(OwnForm, id=own_form_id(*key))
    return {key: _checked(own[0].xml, key)} if own else {}


def _coming(work: UnitOfWork, parcel: sync.Parcel, named: FormKey) -> dict[FormKey, FormDefinition]:
    for form in parcel.forms:
        if (form.form_id, form.version) == named:
            definition = _checked(form.xml, named)
            work.keep_form(*named, form.title, form.xml, _FROM_COLLEAGUE)
            return {named: definition}
    own = _said(parcel, "own_form", own_form_id(*named), "xml")
    return {named: _checked(own, named)} if own else {}


def _named(parcel: sync.Parcel) -> FormKey:
    """The form that the file's record is said to be filled in with; blank where it says none."""
    form_id = _said(parcel, "record", parcel.record_id, "form")
    return form_id, _said(parcel, "record", parcel.record_id, "form_version")


def _said(parcel: sync.Parcel, kind: str, id_: str, field: str) -> str:
    """What the parcel's last change of a field says, blank where it says nothing."""
    about = (c for c in parcel.changes if (c.kind, c.id, c.field) == (kind, id_, field))
    last = max(about, key=shown_order, default=None)
    return str(last.value) if last is not None else ""


def _is_here(reader: Reader, form_id: str, version: str) -> bool:
    own = reader.find(OwnForm, id=own_form_id(form_id, version))
    return bool(own) or reader.form_xml(form_id, version) is not None


def _checked(xml: str, key: FormKey) -> FormDefinition:
    definition = _loaded(xml)
    if (definition.form_id, definition.version) != key:
        raise InputError(
            "The form in this file is not the one it is said to be. Nothing has been changed."
        )
    return definition


def _loaded(xml: str) -> FormDefinition:
    from app.forms.xform import load_form

    try:
        return load_form(xml)
    except FormError as error:
        raise InputError(
            "The form of this record can’t be used here. Nothing has been changed: "
            "install the newest version of Visitbook, then join the record again."
        ) from error
