"""The lists and pictures that came with an own form, as its records need them."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from contextlib import suppress

from app.domain.own_forms import FormFile, own_form_id
from app.errors import FormError
from app.forms.outside_files import FormFiles, files_named, files_read
from app.parts import App
from app.usecases.forms import definition_of

_NONE = FormFiles()
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n")  # what importing makes of any picture


def form_files(app: App, form_id: str, version: str) -> FormFiles:
    """The lists and pictures of that version of a form, read once; none for a built-in one."""
    known = app.form_files.get((form_id, version))
    if known is None:
        known = app.form_files[form_id, version] = _read(app, form_id, version)
    return known


def _read(app: App, form_id: str, version: str) -> FormFiles:
    """What can be used: importing checks every file, but a colleague's may bring anything.

    A list that can't be read is empty, as one that isn't here, so that records still open.
    """
    named = files_named(definition_of(app, form_id, version))
    if not named.lists and not named.pictures:
        return _NONE
    with app.store.reading() as reader:
        kept = reader.find(FormFile, own_form_id=own_form_id(form_id, version))
    lists: dict[str, tuple[Mapping[str, str], ...]] = {}
    pictures: dict[str, bytes] = {}
    for file in kept:
        with suppress(FormError):
            found = files_read(named, {file.name: b64decode(file.content)})
            lists.update(found.lists)
            pictures.update({n: c for n, c in found.pictures.items() if c.startswith(_PICTURES)})
    return FormFiles(lists, pictures)
