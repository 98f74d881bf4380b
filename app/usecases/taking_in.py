"""A record that comes as OpenRosa instance XML becomes a draft of a school; what cannot is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from app.domain.changes import Change, Done
from app.domain.records import Record
from app.errors import InputError, NotFoundError, VisitbookError
from app.forms.definition import FormDefinition, Question, QuestionKind
from app.forms.markup import read_markup
from app.forms.openrosa import VISITBOOK, answers_from_xml, remark
from app.forms.outside_files import is_safe_name
from app.forms.refs import without_rows
from app.forms.session import FormSession
from app.forms.types import fits_type
from app.parts import App
from app.usecases.answering import SELECTS
from app.usecases.form_files import form_files
from app.usecases.forms import definition_of, newest_form
from app.usecases.guards import own_school
from app.usecases.instances import CAPTION, SCHOOL
from app.usecases.photos import LONGEST_CAPTION, keep_photo, longest_side, seal_photo
from app.usecases.record_files import RecordFile
from app.usecases.record_rows import RecordRows, externals
from app.usecases.records import VISIT_DATE, begin_with
from app.usecases.shipped_forms import shipped_forms

_META = "/meta/"
_URN = re.compile(r"[1-9][0-9]{5}")
_MOST_TEXT = 1_000_000
_SHOWN = 40
_NO_PHOTO = "its photo did not come along:"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An answer that could not be taken in: its question, and why."""

    question: str
    why: str

    def __str__(self) -> str:
        return f"{self.question}: {self.why}"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A draft that was made of a file: how many answers and photos came, what did not."""

    record: Record
    answers: int
    photos: int = 0
    left_out: tuple[LeftOut, ...] = ()


@dataclass(slots=True)
class _Sorted:
    """The answers of a file: those to keep by ref, photos among them, and those left out."""

    kept: dict[str, str] = field(default_factory=dict)
    photos: dict[str, Question] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    captions: Mapping[str, str] = field(default_factory=dict)
    answers: int = 0


def import_record(app: App, file: RecordFile, urn: int = 0) -> Done[TakenIn]:
    """Make a draft of a school from an instance XML, with the media that lie beside it.

    Without a school it becomes one of the school that it names itself. Raises InputError or
    FormError where the file is no such record, NotFoundError where its form is not here, RuleError
    where nothing may be written about the school.
    """
    content = file.xml()
    urn = urn or _named_school(content)
    definition = form_named(app, content)
    entries = answers_from_xml(definition, content)
    captions = _captions(entries)
    found = _sorted(definition, entries, _session(app, definition, entries, urn))
    found.captions = captions
    names = {ref: found.kept.pop(ref) for ref in found.photos}
    done = begin_with(app, urn, definition, found.kept, on=_day(found.kept))
    record, changes = done.value.record, [*done.changes]
    for ref, name in names.items():
        changes += _photo(app, record, ref, file, name, found)
    taken = TakenIn(record, found.answers, len(names) - _missed(found), tuple(found.left_out))
    return Done(taken, tuple(changes))


def urn_named(content: bytes) -> int:
    """The URN of the school that a record says it is about, 0 where it says none."""
    said = read_markup(content, "record").get(f"{{{VISITBOOK}}}{SCHOOL}", "")
    return int(said) if _URN.fullmatch(said) else 0


def _named_school(content: bytes) -> int:
    urn = urn_named(content)
    if not urn:
        raise InputError(
            "This record does not say which school it is about. Nothing has been changed: "
            "choose the school."
        )
    return urn


def form_named(app: App, content: bytes) -> FormDefinition:
    """The form that a record says it was made with; raises as `import_record`."""
    root = read_markup(content, "record")
    form_id, version = root.get("id", ""), root.get("version", "")
    if not form_id:
        raise InputError(
            "This XML names no form, so it is no record. Nothing has been changed: "
            "choose the XML of a record, not that of a form."
        )
    shipped = shipped_forms().get(form_id)
    if not version or (shipped is not None and shipped.version == version):
        return newest_form(app, form_id)
    try:
        return definition_of(app, form_id, version)
    except NotFoundError as error:
        raise NotFoundError(
            f"This record was made with the form {form_id}, version {version}, which is not on "
            "this laptop. Nothing has been changed: import that form first, then the record."
        ) from error


def _captions(entries: dict[str, str]) -> dict[str, str]:
    """Takes the remarks out of what came, and answers the captions by the refs of their photos."""
    said = [ref for ref in entries if f"/@{{{VISITBOOK}}}" in ref]
    remarks = {ref: entries.pop(ref) for ref in said}
    tail = remark("", CAPTION)
    return {r.removesuffix(tail): words for r, words in remarks.items() if r.endswith(tail)}


def _session(
    app: App, definition: FormDefinition, entries: Mapping[str, str], urn: int
) -> FormSession:
    with app.store.reading() as reader:
        school = own_school(reader, urn)
    lists = form_files(app, definition.form_id, definition.version).lists
    return FormSession(
        definition,
        entries,
        clock=app.clock,
        externals={**lists, **externals(school, RecordRows())},
        new_id=app.new_id,
        begun=True,
    )


def _sorted(
    definition: FormDefinition, entries: Mapping[str, str], session: FormSession
) -> _Sorted:
    questions = {question.path: question for question in definition.questions()}
    found = _Sorted()
    for ref, value in entries.items():
        path = without_rows(ref)
        if _META in f"{path}/":
            continue  # the record here gets an id of its own
        if path in questions and not ref.endswith("]"):
            if questions[path].kind is not QuestionKind.NOTE:
                _sort(questions[path], ref, value, session, found)
            elif definition.blueprint.places[path].bind.calculate is None:
                found.kept[ref] = value[:_MOST_TEXT]  # what the form shows and nobody answers
        elif path in definition.blueprint.places:
            found.kept[ref] = value
        else:
            found.left_out.append(LeftOut(path, "this form has no such question"))
    return found


def _sort(question: Question, ref: str, value: str, session: FormSession, found: _Sorted) -> None:
    try:
        found.kept[ref] = _taken(question, ref, value, session)
    except (ValueError, ArithmeticError, VisitbookError):
        why = f"“{value[:_SHOWN]}” is no answer that this question takes"
        found.left_out.append(LeftOut(_label(session, ref), why))
        return
    if question.kind is QuestionKind.IMAGE:
        found.photos[ref] = question
    else:
        found.answers += 1


def _taken(question: Question, ref: str, value: str, session: FormSession) -> str:
    """The value as a record keeps it; an error where the question takes no such value."""
    if len(value) > _MOST_TEXT:
        raise ValueError(ref)
    if question.kind in SELECTS:
        parts = [value.strip()] if question.kind is QuestionKind.SELECT_ONE else value.split()
        if not set(parts) <= {choice.value for choice in session.choices(ref)}:
            raise ValueError(ref)
        return " ".join(parts)
    return _typed(question.kind, value)


def _typed(kind: QuestionKind, value: str) -> str:
    """As entered where it is of its kind; other clients write times with seconds and a zone."""
    if kind is QuestionKind.DATE:
        return date.fromisoformat(value.strip()).isoformat()
    if kind is QuestionKind.TIME:
        return time.fromisoformat(value.strip()).replace(tzinfo=None).isoformat("minutes")
    if kind is QuestionKind.INTEGER:
        _check_number("int", value, int)
    elif kind is QuestionKind.DECIMAL:
        _check_number("decimal", value, Decimal)
    return value


def _check_number(kind: str, value: str, read: Callable[[str], object]) -> None:
    """Takes what the form's engine takes: Python reads more, such as 1_000 or a NaN, and less."""
    if not fits_type(kind, value):
        raise ValueError(value)
    read(value)


def _label(session: FormSession, ref: str) -> str:
    with suppress(VisitbookError):
        return session.label(ref) or ref
    return ref


def _day(answers: Mapping[str, str]) -> date | None:
    """The day that the form's own date question says."""
    said = (value for ref, value in answers.items() if ref.rsplit("/", 1)[-1] == VISIT_DATE)
    with suppress(ValueError):
        return date.fromisoformat(next(said, ""))
    return None


def _photo(
    app: App, record: Record, ref: str, file: RecordFile, name: str, found: _Sorted
) -> tuple[Change, ...]:
    """Keeps one photo that lies beside the XML; one that can't be had is told.

    The draft is there by now, so whatever a file's name may do to the disk is told too.
    """
    question = found.photos[ref]
    try:
        picture = file.picture(name) if is_safe_name(name) else None
        if picture is None:
            raise InputError(f"{name[:_SHOWN]} is not beside it")
        sealed = seal_photo(app, picture, longest_side(question))
        caption = found.captions.get(ref, "")[:LONGEST_CAPTION]
        return keep_photo(app, record.id, ref, sealed, caption=caption).changes
    except (VisitbookError, OSError, ValueError) as error:
        why = error if isinstance(error, VisitbookError) else f"{name[:_SHOWN]} can’t be read"
        found.left_out.append(LeftOut(question.name, f"{_NO_PHOTO} {why}"))
        return ()


def _missed(found: _Sorted) -> int:
    return sum(each.why.startswith(_NO_PHOTO) for each in found.left_out)
