"""A finished record as OpenRosa instance XML, the form in which other clients keep records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.domain.snapshot import Snapshot, SnapshotAnswer, SnapshotGroup
from app.forms.definition import FormDefinition
from app.forms.order_keys import key_between
from app.forms.session import FormSession
from app.parts import App
from app.usecases.form_files import form_files
from app.usecases.opened import OpenRecord, open_record
from app.usecases.privacy import private_refs
from app.usecases.readiness import without_rows
from app.usecases.record_rows import externals

_FROZEN = {
    "vb_actions": "actions",
    "vb_earlier": "earlier",
    "vb_people": "people",
    "vb_pupils": "pupils",
}


def instance_xml(app: App, snapshot: Snapshot) -> str:
    """The record as it was finished, without what is private.

    Rows of panels (actions, people met) are no answers of the form: they go out as tables.
    """
    opened = open_record(app, snapshot.record_id)
    session = _session(app, opened, snapshot)
    answered = (answer.ref for answer in snapshot.answers() if answer.value)
    # What is asked may hang on a private answer, which is not here: then every question is written.
    complete = all(session.is_relevant(ref) for ref in answered)
    return session.to_xml(relevant_only=complete)


def _session(app: App, opened: OpenRecord, snapshot: Snapshot) -> FormSession:
    definition = opened.definition
    lists = form_files(app, definition.form_id, definition.version).lists
    frozen = {name: getattr(snapshot, rows) for name, rows in _FROZEN.items()}
    return FormSession(
        definition,
        {**_unseen(definition, opened.answers), **dict(_entries(snapshot.sections))},
        clock=app.clock,
        externals={**lists, **externals(opened.school, opened.rows), **frozen},
        new_id=app.new_id,
        begun=True,
    )


def _unseen(definition: FormDefinition, answers: Mapping[str, str]) -> dict[str, str]:
    """Values that no page shows and no snapshot has, such as the instance's own id."""
    shown = {question.path for question in definition.questions()}
    private = private_refs(definition, answers)
    return {
        ref: value
        for ref, value in answers.items()
        if not ref.endswith("]")
        and "[" not in ref
        and without_rows(ref) not in shown
        and ref not in private
    }


def _entries(groups: tuple[SnapshotGroup, ...]) -> Iterator[tuple[str, str]]:
    """What was entered: the answers, and each row of a repeat with a key that keeps its place."""
    for group in groups:
        keys: dict[str, str] = {}
        for item in group.items:
            if isinstance(item, SnapshotAnswer):
                if item.value:
                    yield item.ref, item.value
            elif isinstance(item, SnapshotGroup):
                if item.row:
                    key = keys[item.name] = key_between(keys.get(item.name, ""), "", item.row)
                    yield item.ref, key
                yield from _entries((item,))
