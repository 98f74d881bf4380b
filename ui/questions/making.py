"""Which editor answers which question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.forms.definition import LiveChoice, Question, QuestionKind
from app.forms.session import FormSession
from ui.live_record import LiveRecord
from ui.questions.choices import (
    MOST_CHIPS,
    ChipsEditor,
    DropDownEditor,
    LaterEditor,
    LevelEditor,
    LevelRowEditor,
    TickEditor,
)
from ui.questions.editor import QuestionEditor
from ui.questions.moments import DateEditor, DateTimeEditor, TimeEditor
from ui.questions.photo import PhotoEditor, UntakenPhotoEditor
from ui.questions.photo_answer import photo_at
from ui.questions.ranking import RangeEditor, RankEditor
from ui.questions.shown import NoteEditor, UnchangeableEditor, ValueEditor
from ui.questions.texts import BoxEditor, LineEditor, NumberEditor

_SEARCHED = {"autocomplete", "search"}
_DROP_DOWN = {"minimal", *_SEARCHED}
_SHORT = {
    QuestionKind.DATE,
    QuestionKind.TIME,
    QuestionKind.DATE_TIME,
    QuestionKind.INTEGER,
    QuestionKind.DECIMAL,
    QuestionKind.RANGE,
}
_CHOOSING = {QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE}
_OFFERING = {*_CHOOSING, QuestionKind.RANK}


@dataclass(frozen=True, slots=True)
class Asking:
    """A question as it is asked at one place of a live form; `today` is the day it is.

    `in_line` asks for an editor of one line with the name in it, where several stand together.
    `live` is the record that the form belongs to, None for a form by itself.
    """

    session: FormSession
    question: Question
    ref: str
    today: Callable[[], date]
    in_line: bool = False
    live: LiveRecord | None = None

    @property
    def name(self) -> str:
        """What the question is called, also where it is read out."""
        return self.session.label(self.ref)

    @property
    def spoken(self) -> str:
        """What its editor is read out as: with the prompt it belongs to, where it has one."""
        parent = self.ref.rpartition("/")[0].partition("[")[0]
        sections = (section.path for section in self.session.definition.sections)
        if not parent or parent in sections:
            return self.name
        title = self.session.label(parent)
        return f"{title} {self.name}" if title and title != self.name else self.name

    @property
    def hint(self) -> str:
        """The short help beside it."""
        return self.session.hint(self.ref)

    @property
    def choices(self) -> tuple[LiveChoice, ...]:
        """What may be chosen now."""
        return self.session.choices(self.ref) if self.question.kind in _OFFERING else ()


def is_short(question: Question) -> bool:
    """Whether its editor is a small field, so that several stand side by side."""
    return question.kind in _SHORT


def is_chips(question: Question) -> bool:
    """Whether it is answered by pressing chips."""
    chooses = question.kind in _CHOOSING and not question.marks.level
    return chooses and not _DROP_DOWN & set(question.appearance)


def is_box(question: Question) -> bool:
    """Whether it is answered in a box of several lines."""
    return question.kind is QuestionKind.TEXT and "multiline" in question.appearance


def is_written(question: Question) -> bool:
    """Whether it is answered in words, of one line or several."""
    return question.kind is QuestionKind.TEXT


def editor_for(asking: Asking) -> QuestionEditor:
    """An editor for a question, not filled yet."""
    kind = asking.question.kind
    if kind is QuestionKind.NOTE:
        return NoteEditor()
    if kind is QuestionKind.CALCULATED:
        return ValueEditor(asking.spoken)
    make = _MAKERS.get(kind)
    return make(asking) if make else UnchangeableEditor(asking.spoken)


def _text(asking: Asking) -> QuestionEditor:
    if is_box(asking.question):
        return BoxEditor(asking.spoken, asking.hint)
    return LineEditor(asking.spoken, asking.hint)


def _number(asking: Asking) -> QuestionEditor:
    whole = asking.question.kind is QuestionKind.INTEGER
    return NumberEditor(asking.spoken, asking.hint, whole=whole)


def _select(asking: Asking) -> QuestionEditor:
    choices = asking.choices
    several = asking.question.kind is QuestionKind.SELECT_MULTIPLE
    if asking.question.marks.level and asking.in_line:
        return LevelRowEditor(asking.name, asking.spoken, asking.question.marks.level, choices)
    if asking.question.marks.level and not several:
        return LevelEditor(asking.spoken, asking.question.marks.level, choices)
    drop_down = not is_chips(asking.question)
    if not several and (drop_down or len(choices) > MOST_CHIPS):
        searched = bool(_SEARCHED & set(asking.question.appearance))
        return DropDownEditor(asking.spoken, choices, searched=searched)
    if not several and not choices:
        return LaterEditor(asking.spoken)
    return ChipsEditor(asking.spoken, choices, several=several)


def _photo(asking: Asking) -> QuestionEditor:
    if asking.live is None or asking.live.is_trial:
        return UntakenPhotoEditor(asking.spoken)
    return PhotoEditor(photo_at(asking.live, asking.ref, asking.question), asking.spoken)


_MAKERS: dict[QuestionKind, Callable[[Asking], QuestionEditor]] = {
    QuestionKind.TEXT: _text,
    QuestionKind.INTEGER: _number,
    QuestionKind.DECIMAL: _number,
    QuestionKind.RANGE: lambda asking: RangeEditor(asking.spoken, asking.question.parameters),
    QuestionKind.RANK: lambda asking: RankEditor(asking.spoken, asking.choices),
    QuestionKind.DATE: lambda asking: DateEditor(asking.spoken, asking.today),
    QuestionKind.TIME: lambda asking: TimeEditor(asking.spoken),
    QuestionKind.DATE_TIME: lambda asking: DateTimeEditor(asking.spoken, asking.today),
    QuestionKind.SELECT_ONE: _select,
    QuestionKind.SELECT_MULTIPLE: _select,
    QuestionKind.IMAGE: _photo,
    QuestionKind.ACKNOWLEDGE: lambda asking: TickEditor(asking.spoken),
}
