"""Documents of a school as a whole, where a record's own document is made by `documents`.

Each kind says what it holds and whom it is for. One that can't be made says why, and what to do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.changes import Done
from app.domain.records import ProducedDocument
from app.errors import NotFoundError, RuleError
from app.parts import App
from app.usecases.briefing import briefing_of
from app.usecases.documents import ExportedDocument, Preview, check_folder, write_document
from app.usecases.guards import taken_on
from app.usecases.photos import picture_or_none

if TYPE_CHECKING:
    from app.reports import Document  # documents are not needed at a start

BRIEFING = "briefing"


@dataclass(frozen=True, slots=True)
class SchoolDocument:
    """A kind of document: `holds` says what it holds, `reader` whom it is for."""

    key: str
    title: str
    holds: str
    reader: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of document for one school; `reason` says why it can't be made now, else blank."""

    kind: SchoolDocument
    reason: str = ""


Making = Callable[[App, int, str], "Document"]
"""Makes a document for a school by its URN, at the visit of that id where it is about one.

Raises RuleError with what to do where the school has not what it takes.
"""


def offers(app: App, urn: int) -> tuple[Offer, ...]:
    """Every kind of document that a school may have, each with why it can't be made, if so."""
    with app.store.reading() as reader:
        taken_on(reader, urn)
    return tuple(Offer(kind, _reason(app, urn, kind.key)) for kind in KINDS)


def _reason(app: App, urn: int, key: str) -> str:
    try:
        _MAKING[key](app, urn, "")
    except RuleError as error:
        return str(error)
    return ""


def kind_of_document(key: str) -> SchoolDocument:
    """The kind with that key; NotFoundError where there is none."""
    found = next((kind for kind in KINDS if kind.key == key), None)
    if found is None:
        known = ", ".join(kind.key for kind in KINDS)
        raise NotFoundError(f"There is no document called “{key}”. Known ones: {known}.")
    return found


def preview_of_school(app: App, urn: int, key: str, visit_id: str = "") -> Preview:
    """A document of a school to look at; RuleError where it can't be made, with what to do."""
    from app.reports.preview import page_sizes

    pdf = _drawn(app, urn, key, visit_id)
    return Preview(pdf, _free_name(app, urn, key), page_sizes(pdf))


def export_of_school(
    app: App, urn: int, key: str, folder: Path, visit_id: str = ""
) -> Done[ExportedDocument]:
    """Write a document of a school into `folder`, and keep that it was made.

    The folder is one the person chose, as for `documents.export_record`; an earlier file of the
    same school, kind and day is replaced.
    """
    check_folder(app, folder)
    content = _drawn(app, urn, key, visit_id)
    path = folder / _free_name(app, urn, key)
    write_document(path, content)
    return _keep(app, urn, key, path, content)


def _drawn(app: App, urn: int, key: str, visit_id: str) -> bytes:
    from app.reports import render_pdf

    document = _MAKING[kind_of_document(key).key](app, urn, visit_id)
    return render_pdf(document, partial(picture_or_none, app))


def _free_name(app: App, urn: int, key: str) -> str:
    """A name that no other school's document has, whatever the case of its letters."""
    from app.reports.naming import file_name_of

    with app.store.reading() as reader:
        school = taken_on(reader, urn)
        made = reader.find(ProducedDocument)
    taken = {kept.file_name.casefold() for kept in made if kept.urn != urn}
    title = kind_of_document(key).title
    names = [
        file_name_of(app.today().isoformat(), title, school.name, apart) for apart in ("", str(urn))
    ]
    return names[0] if names[0].casefold() not in taken else names[1]


def _keep(app: App, urn: int, key: str, path: Path, content: bytes) -> Done[ExportedDocument]:
    digest = hashlib.sha256(content).hexdigest()
    with app.store.unit_of_work() as work:
        same = work.find(ProducedDocument, urn=urn, kind=key, sha256=digest)
        kept = ProducedDocument(
            id=same[0].id if same else app.new_id(),
            urn=urn,
            record_id="",
            kind=key,
            file_name=path.name,
            sha256=digest,
            at=app.clock(),
        )
        work.save(kept)
        return Done(ExportedDocument(path, digest, kept), work.commit())


def _briefing(app: App, urn: int, visit_id: str) -> Document:
    from app.reports.content.briefing import briefings
    from app.reports.one_page import on_one_page

    return on_one_page(briefings(briefing_of(app, urn, visit_id)))


KINDS = (
    SchoolDocument(
        BRIEFING,
        "Briefing",
        "One page before a visit: its day and purpose, what to have ready, whom to meet, the last "
        "actions, focus pupils in numbers, key results",
        "For you: not for the school",
    ),
)
_MAKING: Mapping[str, Making] = {BRIEFING: _briefing}
