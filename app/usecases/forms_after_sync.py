"""The forms of records that came with a sync: those that ship are made ready, so that they open."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.changes import Change
from app.domain.records import Record
from app.parts import App
from app.usecases.forms import prepare_forms
from app.usecases.shipped_forms import shipped_forms


def prepare_arrived(app: App, changes: Iterable[Change]) -> None:
    """Compile the built-in forms that records among `changes` are filled in with, once each."""
    ids = {change.id for change in changes if change.kind == "record"}
    if not ids:
        return
    shipped = shipped_forms()
    with app.store.reading() as reader:
        records = [record for record in reader.find(Record) if record.id in ids]
    wanted = {
        record.form_id
        for record in records
        if record.form_id in shipped and shipped[record.form_id].version == record.form_version
    }
    if wanted:
        prepare_forms(app, sorted(wanted))
