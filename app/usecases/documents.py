"""Documents: made from finished records, written where the person wants them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.changes import Done
from app.domain.records import ProducedDocument, Record, RecordState
from app.domain.snapshot import Snapshot
from app.errors import ExportError, MailError, ReadOnlyFolderError, StoreError
from app.files import replace_file
from app.parts import App
from app.storage import UnitOfWork
from app.usecases.photos import picture_or_none
from app.usecases.records import draft_snapshot, finished_snapshot
from app.usecases.stages import standing_of

if TYPE_CHECKING:
    from app.reports import Document
    from app.reports.preview import PagePicture, PageSize  # documents are not needed at a start

NOTE = "note"


class Format(StrEnum):
    """What a document can be made as; the value is its name in a command."""

    PDF = "pdf"
    HTML = "html"
    WORD = "word"

    @property
    def ending(self) -> str:
        """How the names of such files end."""
        return ".docx" if self is Format.WORD else f".{self}"

    @property
    def words(self) -> str:
        """What people call it, within a sentence."""
        return {"pdf": "PDF", "html": "web page", "word": "Word document"}[self]


@dataclass(frozen=True, slots=True)
class Preview:
    """A document to look at: the PDF, the name it would be saved under, its pages' sizes."""

    pdf: bytes = field(repr=False)
    file_name: str
    pages: tuple[PageSize, ...]


@dataclass(frozen=True, slots=True)
class ExportedDocument:
    """A document on disk: where, its SHA-256 in hex (without a password), what is kept of it.

    `remark` says of a document that is not of the newest revision what that one is; else blank.
    """

    path: Path
    sha256: str
    kept: ProducedDocument
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The document of a finished revision, which is on no disk, and the name it would have."""

    snapshot: Snapshot = field(repr=False)
    file_name: str
    content: bytes = field(repr=False)


def draw(
    app: App, record_id: str, revision: int | None = None, made_as: Format = Format.PDF
) -> Drawn:
    """The document of a finished record, of its newest finished revision unless one is named."""
    snapshot = finished_snapshot(app, record_id, revision)
    name = free_name(app, snapshot, made_as)
    return Drawn(snapshot, name, _content(app, snapshot, made_as))


def with_lock(file_name: str, content: bytes, password: str) -> bytes:
    """A document's bytes, which open with `password` alone where there is one.

    Raises ExportError for a document that is no PDF.
    """
    from app.reports import with_password

    if not password:
        return content
    if not file_name.endswith(Format.PDF.ending):
        raise ExportError(
            "Only a PDF can have a password, so nothing has been written. "
            "Save it as PDF, or without a password."
        )
    try:
        return with_password(content, password)
    except ValueError as error:
        raise MailError(
            "A PDF can’t have this password: it is too long. Nothing has been sent."
        ) from error


def export_record(
    app: App,
    record_id: str,
    folder: Path,
    revision: int | None = None,
    made_as: Format = Format.PDF,
    *,
    password: str = "",
) -> Done[ExportedDocument]:
    """Write the document of a finished record into `folder`, and keep that it was made.

    It is of the newest finished revision, unless an earlier one is named. With `password` a PDF
    opens with that alone; the hash that is kept is always of the document without it.

    The folder is one the person chose: never the data folder or a temporary one, since documents
    are readable by nature. An earlier file of this record's at the same stage is replaced, never
    one of another record's; one that is open elsewhere and can't be gets a sentence, and nothing is
    lost.
    """
    check_folder(app, folder)
    drawn = draw(app, record_id, revision, made_as)
    path = folder / drawn.file_name
    write_document(path, with_lock(drawn.file_name, drawn.content, password))
    with app.store.unit_of_work() as work:
        kept = keep_drawn(app, work, drawn)
        remark = _remark(work.get(Record, record_id), kept.revision)
        return Done(ExportedDocument(path, kept.sha256, kept, remark), work.commit())


def _content(app: App, snapshot: Snapshot, made_as: Format) -> bytes:
    return content_of(app, document_of(app, snapshot), made_as)


def content_of(app: App, document: Document, made_as: Format) -> bytes:
    """The document's bytes: the same words in every format."""
    from app.reports import render_html, render_pdf, render_word

    renderers = {Format.PDF: render_pdf, Format.HTML: render_html, Format.WORD: render_word}
    return renderers[made_as](document, partial(picture_or_none, app))


def document_of(app: App, snapshot: Snapshot) -> Document:
    """The document of a record as it was frozen, which says at what stage that revision stands."""
    from app.reports import document_for

    with app.store.reading() as reader:
        standing = standing_of(reader, snapshot, app.today())
    return document_for(snapshot, standing=standing)


def free_name(app: App, snapshot: Snapshot, made_as: Format = Format.PDF) -> str:
    """What a record's document is called: as no other record's, since schools may be called alike.

    Names are told apart whatever the case of their letters, as Windows and macOS tell them, and
    whatever their ending: drafts lie beside documents under the same name.
    """
    from app.reports import file_name_for

    with app.store.reading() as reader:
        made = reader.find(ProducedDocument, kind=NOTE)
        stage = standing_of(reader, snapshot, app.today()).stage
    others = (kept.file_name for kept in made if kept.record_id != snapshot.record_id)
    taken = {_without_ending(name) for name in others}
    tellings = ("", snapshot.facts.get("urn", ""), snapshot.reference, snapshot.record_id)
    names = (file_name_for(snapshot, apart, made_as.ending, stage) for apart in tellings)
    return next(name for name in names if _without_ending(name) not in taken)


def _without_ending(file_name: str) -> str:
    return Path(file_name).stem.casefold()


def keep_drawn(app: App, work: UnitOfWork, drawn: Drawn) -> ProducedDocument:
    """Keep that a document was made; one with the same bytes is kept once."""
    digest = hashlib.sha256(drawn.content).hexdigest()
    record = work.get(Record, drawn.snapshot.record_id)
    of = drawn.snapshot.revision
    same = work.find(ProducedDocument, record_id=record.id, revision=of, sha256=digest)
    kept = ProducedDocument(
        id=same[0].id if same else app.new_id(),
        urn=record.urn,
        record_id=record.id,
        kind=NOTE,
        file_name=drawn.file_name,
        sha256=digest,
        at=app.clock(),
        revision=of,
    )
    work.save(kept)
    return kept


def _remark(record: Record, exported: int) -> str:
    if exported == record.revision:
        return ""
    newest = "a draft" if record.state is RecordState.DRAFT else "finished"
    return f"This is revision {exported}; revision {record.revision} is {newest}."


def check_folder(app: App, folder: Path) -> None:
    """Make the folder where documents are wanted; ExportError where none may lie or be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(
            f"The folder {folder} can’t be used. Nothing has been written. Choose another folder."
        ) from error
    if folder.resolve().is_relative_to(app.folder.resolve()):
        raise ExportError(
            "Documents can be read by anyone who finds them, so they don’t belong in Visitbook’s "
            "own folder. Nothing has been written. Choose a folder of your own."
        )


def write_document(path: Path, content: bytes) -> None:
    """Write a document in place of an earlier one of its name; ExportError where that fails."""
    try:
        replace_file(path, content)
    except ReadOnlyFolderError as error:
        raise ExportError(
            f"{path.name} can’t be replaced: it may be open in another program, or the folder "
            "may be read-only. Close it there, or choose another folder. Your record is safe."
        ) from error
    except StoreError as error:
        raise ExportError(f"{error} Your record is safe.") from error


def remove_export(path: Path) -> None:
    """Remove an exported document or a draft after it was handed over; gone already is well."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise ExportError(
            f"{path.name} can’t be removed: it may be open in another program. "
            "Close it there and try again."
        ) from error


def files_left(app: App, record_id: str, folder: Path | None) -> tuple[Path, ...]:
    """What of a record lies readable in `folder`: its documents, and drafts made beside them."""
    if folder is None:
        return ()
    with app.store.reading() as reader:
        made = reader.find(ProducedDocument, record_id=record_id)
    paths = [folder / kept.file_name for kept in made]
    wanted = dict.fromkeys(p for path in paths for p in (path, path.with_suffix(".eml")))
    return tuple(path for path in wanted if path.is_file())


def remove_files(paths: tuple[Path, ...]) -> None:
    """Remove what was exported, each as `remove_export` does."""
    for path in paths:
        remove_export(path)


def export_all(
    app: App, folder: Path, made_as: Format = Format.PDF
) -> Done[tuple[ExportedDocument, ...]]:
    """Write the document of every finished record into `folder`."""
    with app.store.reading() as reader:
        records = reader.find(Record, state=RecordState.FINISHED)
    done = [export_record(app, record.id, folder, made_as=made_as) for record in records]
    changes = tuple(change for one in done for change in one.changes)
    return Done(tuple(one.value for one in done), changes)


def preview(app: App, record_id: str) -> Preview:
    """The document as it would be now, with its pages counted, for `picture_of` to draw.

    It is made of the frozen snapshot, or of the draft, and is marked as one then.
    """
    from app.reports import render_pdf
    from app.reports.preview import page_sizes

    with app.store.reading() as reader:
        finished = reader.get(Record, record_id).state is RecordState.FINISHED
    snapshot = finished_snapshot(app, record_id) if finished else draft_snapshot(app, record_id)
    pdf = render_pdf(document_of(app, snapshot), partial(picture_or_none, app))
    return Preview(pdf, free_name(app, snapshot), page_sizes(pdf))


def picture_of(shown: Preview, number: int, width: int) -> PagePicture:
    """Page `number` (from 1) of a preview, `width` pixels wide. Call it from one lane only."""
    from app.reports.preview import page_picture

    return page_picture(shown.pdf, number, width)


def blank_document() -> bytes:
    """A note of visit with nothing in it, to see that this machine can make one."""
    from app.reports import document_for, render_pdf

    blank = Snapshot(
        record_id="0",
        reference="S900001-V1",
        title="Note of visit",
        form_id="visit_1",
        form_version="1",
        form_title="Visit 1",
        revision=1,
        finished_at="",
        facts={"school": "Example Primary School", "urn": "900001", "date": "2026-01-20"},
        sections=(),
    )
    return render_pdf(document_for(blank))
