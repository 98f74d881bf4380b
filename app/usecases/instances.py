"""A finished record as OpenRosa instance XML, the form in which other clients keep records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.domain.snapshot import Snapshot, SnapshotAnswer, SnapshotGroup
from app.forms.definition import FormDefinition, QuestionKind
from app.forms.order_keys import key_between
from app.forms.session import FormSession
from app.parts import App
from app.storage import answers_when_frozen
from app.usecases.form_files import form_files
from app.usecases.forms import definition_of
from app.usecases.guards import found_record, subject_of
from app.usecases.privacy import private_refs
from app.usecases.record_rows import externals, rows_of

CAPTION = "caption"
"""The remark on a photo's node that says its caption."""

SCHOOL = "urn"
"""The remark on the record itself that says its school's URN."""

_FROZEN = {
    "vb_actions": "actions",
    "vb_earlier": "earlier",
    "vb_people": "people",
    "vb_pupils": "pupils",
}


def instance_xml(app: App, snapshot: Snapshot) -> str:
    """The record as it was finished, in the form's version of then, without what is private.

    Rows of panels (actions, people met) are no answers of the form: they go out as tables.
    """
    session = _session(app, snapshot)
    answered = (answer.ref for answer in snapshot.answers() if answer.value)
    # What is asked may hang on a private answer, which is not here: then every question is written.
    complete = all(session.is_relevant(ref) for ref in answered)
    return session.to_xml(relevant_only=complete, remarks=_remarks(session, snapshot))


def _remarks(session: FormSession, snapshot: Snapshot) -> dict[str, dict[str, str]]:
    """What no node of a form has room for: the school, and captions of photos."""
    said = {
        answer.ref: {CAPTION: answer.words}
        for answer in snapshot.answers()
        if answer.kind == QuestionKind.IMAGE and answer.words
    }
    urn = snapshot.facts.get("urn", "")
    if urn:
        said[next(iter(session.definition.blueprint.places))] = {SCHOOL: urn}
    return said


def _session(app: App, snapshot: Snapshot) -> FormSession:
    definition = definition_of(app, snapshot.form_id, snapshot.form_version)
    lists = form_files(app, definition.form_id, definition.version).lists
    with app.store.reading() as reader:
        record = found_record(reader, snapshot.record_id)
        rows = externals(subject_of(reader, record), rows_of(reader, record))
        frozen = answers_when_frozen(reader.connection, record.id, snapshot.revision)
        answers = reader.answers(record.id) if frozen is None else frozen  # a draft has these
    rows |= {name: getattr(snapshot, kept) for name, kept in _FROZEN.items()}
    return FormSession(
        definition,
        {**_unseen(definition, answers), **dict(_entries(snapshot.sections))},
        clock=app.clock,
        externals={**lists, **rows},
        new_id=app.new_id,
        begun=True,
    )


def _unseen(definition: FormDefinition, answers: Mapping[str, str]) -> dict[str, str]:
    """Values that no page shows and no snapshot has, such as the instance's own id."""
    shown = {question.path for question in definition.questions()}
    unseen = definition.blueprint.places.keys() - shown - private_refs(definition, answers)
    return {ref: value for ref, value in answers.items() if ref in unseen}


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
