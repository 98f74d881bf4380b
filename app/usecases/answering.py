"""Answering a record without a screen: by ref, with the checks a screen's controls make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from app.domain.pasted import whole
from app.errors import InputError, NotFoundError, RuleError
from app.forms.definition import (
    FormDefinition,
    Group,
    Item,
    LiveChoice,
    Problem,
    Question,
    QuestionKind,
    Repeat,
)
from app.forms.refs import without_rows
from app.forms.session import FormSession
from app.parts import App
from app.usecases.opened import OpenRecord, live_session, open_record
from app.usecases.records import save_answers

_MOST_DIGITS = 30
SELECTS = {QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE, QuestionKind.RANK}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that is asked now, or a repeat that rows can be added to."""

    ref: str
    name: str
    kind: str
    label: str
    value: str
    choices: tuple[str, ...]
    needed: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer came to: the kept value, and what the form says against it."""

    ref: str
    value: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class AddedRow:
    """A new row of a repeat, with the refs of its questions."""

    row: str
    refs: tuple[str, ...]


def asked(opened: OpenRecord, session: FormSession) -> tuple[Asked, ...]:
    """What a record asks now, in the form's order."""
    return tuple(
        _asked(session, item, ref)
        for section in opened.definition.sections
        for item, ref in _live(session, section.items, "", "")
    )


def _live(
    session: FormSession, items: tuple[Item, ...], path: str, ref: str
) -> Iterator[tuple[Question | Repeat, str]]:
    """Relevant questions and repeats with their refs; rows are gone through."""
    for item in items:
        own = ref + item.path.removeprefix(path)
        if isinstance(item, Repeat):
            yield item, own
            for row in session.rows(own):
                yield from _live(session, item.items, item.path, row)
        elif session.is_relevant(own):
            if isinstance(item, Group):
                yield from _live(session, item.items, item.path, own)
            elif item.kind is not QuestionKind.CALCULATED:
                yield item, own


def _asked(session: FormSession, item: Question | Repeat, ref: str) -> Asked:
    if isinstance(item, Repeat):
        return Asked(ref, item.name, "repeat", session.label(ref), "", (), session.is_required(ref))
    choices = session.choices(ref) if item.kind in SELECTS else ()
    return Asked(
        ref=ref,
        name=item.name,
        kind=_panel(item) or item.kind.value,
        label=session.label(ref),
        value=session.value(ref),
        choices=tuple(choice.value for choice in choices),
        needed=session.is_required(ref),
    )


def _panel(question: Question) -> str:
    return next((a for a in question.appearance if a.startswith("panel-")), "")


def answer(app: App, record_id: str, ref: str, value: str) -> Answered:
    """Answer a question by its ref, or by its name where only one question has it."""
    (answered,) = answer_all(app, record_id, {ref: value})
    return answered


def answer_all(app: App, record_id: str, answers: Mapping[str, str]) -> tuple[Answered, ...]:
    """Answer several questions in turn, each as `answer` does; all are kept, or none."""
    opened = open_record(app, record_id)
    session = live_session(app, opened)
    before = session.entered()
    kept = [_put(opened.definition, session, ref, value) for ref, value in answers.items()]
    _save(app, opened, before, session)
    return tuple(Answered(ref, value, tuple(session.problems_of(ref))) for ref, value in kept)


def _put(
    definition: FormDefinition, session: FormSession, name: str, value: str
) -> tuple[str, str]:
    """Answer one question of a live form; its ref, and the value as the form keeps it."""
    ref = full_ref(definition, name)
    kept = _checked(session, question_at(definition, ref), ref, whole(value).strip())
    session.answer(ref, kept)
    return ref, kept


def full_ref(definition: FormDefinition, ref: str) -> str:
    """`ref` itself, or the ref of the one question that is called so; NotFoundError else."""
    if ref.startswith("/"):
        return ref
    found = [question.path for question in definition.questions() if question.name == ref]
    if len(found) != 1:
        raise NotFoundError(
            f"No single question of this form is called “{ref}”. Give its full ref."
        )
    return found[0]


def question_at(definition: FormDefinition, ref: str) -> Question:
    """The question at `ref` that a person answers; NotFoundError where there is none."""
    path = without_rows(ref)
    found = next((q for q in definition.questions() if q.path == path), None)
    if found is None or found.kind in {QuestionKind.NOTE, QuestionKind.CALCULATED}:
        raise NotFoundError(f"This form has no question {ref} that can be answered.")
    return found


def check_taken(session: FormSession, ref: str) -> None:
    """RuleError where the question at `ref` takes no answer as things stand."""
    if not session.is_relevant(ref):
        raise RuleError(f"{ref} is not asked as things stand. Nothing has been kept.")
    if session.is_readonly(ref):
        raise RuleError(f"{ref} can’t be changed by hand. Nothing has been kept.")


def _checked(session: FormSession, question: Question, ref: str, value: str) -> str:
    """`value` as the form keeps it, or an error in words; a blank clears the answer."""
    check_taken(session, ref)
    if not value:
        return ""
    if question.kind is QuestionKind.IMAGE:
        raise InputError(f"{ref} takes a photo: add one with add-photo. Nothing has been kept.")
    if question.kind in SELECTS:
        return _chosen(session.choices(ref), value, several=question.kind in _SEVERAL)
    return _typed(question.kind, value)


_SEVERAL = {QuestionKind.SELECT_MULTIPLE, QuestionKind.RANK}


def _chosen(choices: tuple[LiveChoice, ...], value: str, *, several: bool) -> str:
    values = {choice.value for choice in choices}
    by_label = {choice.label.casefold(): choice.value for choice in choices}
    wanted = by_label.get(value.casefold(), value)
    parts = wanted.split() if several else [wanted]
    unknown = [part for part in parts if part not in values]
    if unknown:
        known = ", ".join(choice.value for choice in choices)
        raise InputError(f"“{unknown[0]}” is no choice here. Choose from: {known}.")
    return " ".join(dict.fromkeys(parts))


def _typed(kind: QuestionKind, value: str) -> str:
    try:
        if kind is QuestionKind.DATE:
            return date.fromisoformat(value).isoformat()
        if kind is QuestionKind.TIME:
            return time.fromisoformat(value).isoformat("minutes")
        if kind is QuestionKind.INTEGER:
            return _whole_number(value)
        if kind is QuestionKind.DECIMAL:
            return _number(value)
    except (ValueError, ArithmeticError) as error:
        example = {"date": "2026-01-20", "time": "09:00", "integer": "12"}.get(kind.value, "1.5")
        raise InputError(
            f"“{_shown(value)}” should look like {example}. Nothing has been kept."
        ) from error
    return value


def _shown(value: str) -> str:
    return value if len(value) <= _MOST_DIGITS else f"{value[:_MOST_DIGITS]}…"


def _whole_number(value: str) -> str:
    """`value` without leading noughts; nothing is counted in numbers of more than 30 digits."""
    number = str(int(value))
    if len(number) > _MOST_DIGITS:
        raise ValueError(value)
    return number


def _number(value: str) -> str:
    """`value` in plain digits, as it was typed: 1.10 stays 1.10, and no infinity is a number."""
    number = Decimal(value)
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        raise ValueError(value)
    return format(number, "f")


def add_row(app: App, record_id: str, ref: str, fields: Mapping[str, str]) -> AddedRow:
    """Add a row to a repeat, with answers to its questions by name."""
    opened = open_record(app, record_id)
    session = live_session(app, opened)
    repeat_ref = _repeat_ref(opened.definition, ref)
    before = session.entered()
    row, _ = session.add_repeat(repeat_ref)
    for name, value in fields.items():
        own = f"{row}/{name}"
        question = question_at(opened.definition, own)
        session.answer(own, _checked(session, question, own, whole(value).strip()))
    _save(app, opened, before, session)
    path = without_rows(row) + "/"
    inside = (q.path for q in opened.definition.questions() if q.path.startswith(path))
    return AddedRow(row, tuple(f"{row}/{own.removeprefix(path)}" for own in inside))


def _repeat_ref(definition: FormDefinition, ref: str) -> str:
    repeats = [item for section in definition.sections for item in _repeats(section.items)]
    path = without_rows(ref)
    for repeat in repeats:
        if path in {repeat.path, repeat.name}:
            return ref if ref.startswith("/") else repeat.path
    known = ", ".join([repeat.path for repeat in repeats] + ["people", "evidence"])
    raise NotFoundError(f"“{ref}” takes no rows in this form. What takes rows: {known}.")


def _repeats(items: tuple[Item, ...]) -> Iterator[Repeat]:
    for item in items:
        if isinstance(item, Repeat):
            yield item
        if not isinstance(item, Question):
            yield from _repeats(item.items)


def _save(app: App, opened: OpenRecord, before: Mapping[str, str], session: FormSession) -> None:
    save_answers(app, opened.record.id, changed_since(before, session), opened.seen)


def changed_since(before: Mapping[str, str], session: FormSession) -> dict[str, str | None]:
    """What was entered or taken out (None) in a live form since it held `before`."""
    after = session.entered()
    changed: dict[str, str | None] = {
        ref: value for ref, value in after.items() if before.get(ref) != value
    }
    changed.update(dict.fromkeys(before.keys() - after.keys()))
    return changed
