"""Documents of a school as a whole, where a record's own document is made by `documents`.

Each kind says what it holds and whom it is for. One that can't be made says why, and what to do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.changes import Done
from app.domain.follow_through import Stage, Standing
from app.domain.pupils import FocusPupil
from app.domain.records import BRIEFING, PUPIL_LIST, ProducedDocument, Record, RecordState
from app.domain.snapshot import Snapshot
from app.errors import NotFoundError, RuleError
from app.parts import App
from app.storage import Reader, UnitOfWork, codes_ever
from app.usecases.briefing import briefing_of
from app.usecases.documents import (
    ExportedDocument,
    Format,
    Preview,
    check_folder,
    content_of,
    with_lock,
    write_document,
)
from app.usecases.guards import codes_allowed, taken_on
from app.usecases.projects import project_of
from app.usecases.record_rows import pupil_row
from app.usecases.records import kept_snapshot

if TYPE_CHECKING:
    from app.reports import Document  # documents are not needed at a start

FOR_YOU = "A briefing is for you, not for the school."


@dataclass(frozen=True, slots=True)
class SchoolDocument:
    """A kind of document: `holds` says what it holds, `reader` whom it is for.

    `enclosed` is what a letter to the school says of it, blank for what no school is sent.
    """

    key: str
    title: str
    holds: str
    reader: str
    enclosed: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of document for one school; `reason` says why it can't be made now, else blank."""

    kind: SchoolDocument
    reason: str = ""

    @property
    def why_not_mailed(self) -> str:
        """Why it can't be e-mailed to the school now, else blank."""
        return self.reason if self.kind.enclosed else FOR_YOU


@dataclass(frozen=True, slots=True)
class DrawnOfSchool:
    """A document of a school, which is on no disk, and the name it would have."""

    urn: int
    key: str
    file_name: str
    content: bytes = field(repr=False)


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

    drawn = draw_of_school(app, urn, key, visit_id)
    return Preview(drawn.content, drawn.file_name, page_sizes(drawn.content))


def export_of_school(
    app: App,
    urn: int,
    key: str,
    folder: Path,
    visit_id: str = "",
    made_as: Format = Format.PDF,
    *,
    password: str = "",
) -> Done[ExportedDocument]:
    """Write a document of a school into `folder`, and keep that it was made.

    The folder is one the person chose, as for `documents.export_record`; an earlier file of the
    same school, kind, day and format is replaced. With `password` a PDF opens with that alone.
    """
    check_folder(app, folder)
    drawn = draw_of_school(app, urn, key, visit_id, made_as)
    path = folder / drawn.file_name
    write_document(path, with_lock(drawn.file_name, drawn.content, password))
    with app.store.unit_of_work() as work:
        kept = keep_of_school(app, work, drawn)
        return Done(ExportedDocument(path, kept.sha256, kept), work.commit())


def draw_of_school(
    app: App, urn: int, key: str, visit_id: str = "", made_as: Format = Format.PDF
) -> DrawnOfSchool:
    """A document of a school as it is now; RuleError where it can't be made, with what to do."""
    document = _MAKING[kind_of_document(key).key](app, urn, visit_id)
    name = file_name_of_school(app, urn, key, made_as)
    return DrawnOfSchool(urn, key, name, content_of(app, document, made_as))


def file_name_of_school(app: App, urn: int, key: str, made_as: Format = Format.PDF) -> str:
    """What a document made today is called, as no other school's is, whatever the letters' case."""
    from app.reports.naming import file_name_of

    with app.store.reading() as reader:
        school = taken_on(reader, urn)
        made = reader.find(ProducedDocument)
    taken = {kept.file_name.casefold() for kept in made if kept.urn != urn}
    title = kind_of_document(key).title
    day = app.today().isoformat()
    names = [
        file_name_of(day, title, school.name, apart, made_as.ending) for apart in ("", str(urn))
    ]
    return names[0] if names[0].casefold() not in taken else names[1]


def keep_of_school(app: App, work: UnitOfWork, drawn: DrawnOfSchool) -> ProducedDocument:
    """Keep that a document was made; one with the same bytes is kept once."""
    digest = hashlib.sha256(drawn.content).hexdigest()
    same = work.find(ProducedDocument, urn=drawn.urn, kind=drawn.key, sha256=digest)
    kept = ProducedDocument(
        id=same[0].id if same else app.new_id(),
        urn=drawn.urn,
        record_id="",
        kind=drawn.key,
        file_name=drawn.file_name,
        sha256=digest,
        at=app.clock(),
    )
    work.save(kept)
    return kept


def _briefing(app: App, urn: int, visit_id: str) -> Document:
    from app.reports.content.briefing import briefings
    from app.reports.one_page import on_one_page

    return on_one_page(briefings(briefing_of(app, urn, visit_id)))


def _agreement(app: App, urn: int, _visit_id: str) -> Document:
    from app.reports.content.agreement import agreement, is_agreed

    found = [one for one in _finished(app, urn, "application") if is_agreed(one)]
    if not found:
        raise RuleError(
            "An agreement is made from the school’s application, once that is finished with an "
            "offer and with what each side commits to."
        )
    return agreement(found[-1])


def _pupil_list(app: App, urn: int, _visit_id: str) -> Document:
    from app.reports.content.pupil_list import pupil_list

    with app.store.reading() as reader:
        school = taken_on(reader, urn)
        codes_allowed(school)
        pupils = sorted(reader.find(FocusPupil, urn=urn), key=lambda one: (one.code, one.id))
        project = project_of(reader, urn)
    if not pupils:
        raise RuleError("This school has no focus pupils yet. Add them by code on its page.")
    organisation = project.organisation if project else ""
    return pupil_list(school, [pupil_row(one) for one in pupils], app.today(), organisation)


def _deployment_log(app: App, urn: int, _visit_id: str) -> Document:
    from app.reports.content.deployment_log import deployment_log

    visits = _finished(app, urn, "deployment_visit")
    if not visits:
        raise RuleError("No specialist’s visit to this school is finished yet.")
    return deployment_log(visits)


def _school_review(app: App, urn: int, _visit_id: str) -> Document:
    from app.reports.content.history import moments_in
    from app.reports.content.school_review import school_review

    found = _finished(app, urn, "project_review")
    if not found:
        raise RuleError("The school’s end of project review is not finished yet. Write it first.")
    until = found[-1].facts.get("date", "")
    all_of_them = _finished(app, urn)
    before = [one for one in all_of_them if one.facts.get("date", "") <= until]
    return school_review(found[-1], Standing(Stage.FINAL), moments=moments_in(before))


def _finished(app: App, urn: int, form_id: str = "") -> list[Snapshot]:
    with app.store.reading() as reader:
        return finished_snapshots(reader, urn, form_id)


def finished_snapshots(reader: Reader, urn: int, form_id: str = "") -> list[Snapshot]:
    """The frozen snapshots of a school's finished records, of one form or all, oldest first.

    Each knows every code that the school's pupils had until today: a record's own document is of
    the day on which it was finished, these are of now.
    """
    of_form = {"form_id": form_id} if form_id else {}
    found = reader.find(Record, urn=urn, state=RecordState.FINISHED, **of_form)
    ordered = sorted(found, key=lambda record: (record.on, record.id))
    codes = codes_ever(reader, urn)
    kept = [kept_snapshot(reader, record) for record in ordered]
    return [replace(one, codes=tuple(sorted(codes.union(one.codes)))) for one in kept]


KINDS = (
    SchoolDocument(
        BRIEFING,
        "Briefing",
        "One page before a visit: its day and purpose, what to have ready, whom to meet, the last "
        "actions, focus pupils in numbers, key results",
        "For you: not for the school",
    ),
    SchoolDocument(
        "agreement",
        "Agreement",
        "What the school and the project commit to, the price and the dates, with room to sign; "
        "from the school’s application",
        "For the school and the project",
        "the agreement between your school and the project. Please read it, sign it and send me a "
        "copy",
    ),
    SchoolDocument(
        PUPIL_LIST,
        "Focus pupils",
        "The list by code, with starting points, targets and what helps. No other document but a "
        "school’s own copy prints a code",
        "For the school alone: whoever has the key can tell who is meant",
        "the list of focus pupils, by code. It is for your school alone: please keep it as you "
        "keep the key to the codes, and pass it on to nobody else",
    ),
    SchoolDocument(
        "deployment_log",
        "Deployment log",
        "Each specialist’s visit: sessions bought and used, the aim, what was done, the next step",
        "For the school and the project",
        "the log of the specialist’s visits so far, with what was done and the next step",
    ),
    SchoolDocument(
        "school_review",
        "End of project review",
        "Aims, what was done, what changed, the published result, what stays",
        "For the school and the project",
        "the review of the project at your school: what was done, what changed and what stays",
    ),
)
_MAKING: Mapping[str, Making] = {
    BRIEFING: _briefing,
    "agreement": _agreement,
    PUPIL_LIST: _pupil_list,
    "deployment_log": _deployment_log,
    "school_review": _school_review,
}
