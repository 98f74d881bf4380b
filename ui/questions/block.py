"""A question on screen: its label and hint, its editor, and what is wrong with its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.forms.definition import Effect, ProblemKind, Question, QuestionKind
from app.usecases.last_time import LastAnswer
from ui import theme
from ui.questions.clash_line import ClashLine
from ui.questions.last_time import LastTimeLine
from ui.questions.making import Asking, editor_for, is_box, is_written
from ui.questions.pictures import ChoicePictures, question_picture
from ui.questions.quiet import QuietMarks
from ui.questions.texts import BoxEditor
from ui.widgets.buttons import Button
from ui.widgets.field import FieldMessage
from ui.widgets.text import IconLabel, Words, show_wording
from ui.widgets.text_box import words_caption

_LONG_LABEL = 60  # letters, from which a label takes several lines
_COUNT_PAUSE = 250  # milliseconds after the last key until the words are counted again


class QuestionBlock(QWidget):
    """One question of a live form, drawn and kept in step with it.

    `answered(ref, value)` tells what the person entered. `named` is False where the card around it
    says the label already. A `locked` block shows its answer and takes none. `last` is last time's
    answer to a question that is asked again: it stands beneath, with a press to use it again.
    `pictures` are those of the form, by name.
    """

    answered = Signal(str, str)

    def __init__(
        self,
        asking: Asking,
        *,
        named: bool = True,
        locked: bool = False,
        last: LastAnswer | None = None,
        pictures: Mapping[str, bytes] | None = None,
    ) -> None:
        super().__init__()
        self.asking = asking
        self.ref = asking.ref
        self.editor = editor_for(asking)
        self.label = Words("", *self._label_style())
        self.label.setProperty("strong", not self.is_note)
        self.hint = Words("", "caption", "text_muted", wrap=True)
        self.caption = Words("", "caption", "text_muted")
        self.caption.hide()
        self.message = FieldMessage()
        self.quiet = _quiet_marks(asking.question) if not locked else None
        self.last = LastTimeLine(last) if last is not None else None
        self.clash: ClashLine | None = None
        self._pictures = pictures or {}
        self._choice_pictures = ChoicePictures(self._pictures) if pictures else None
        self._locked = locked
        self._named = named
        self._misread = ""
        self._retired = False
        self._counting = QTimer(self)
        self._build()
        self.refresh()
        self._connect()

    @property
    def is_note(self) -> bool:
        """Whether it only says something."""
        return self.asking.question.kind is QuestionKind.NOTE

    def set_named(self, *, named: bool) -> None:
        """Show its label, or leave it to the card."""
        self._named = named
        self.label.setVisible(named and bool(self.label.text()))

    def refresh(self) -> None:
        """Show everything as the form has it now."""
        self._show_words()
        self.show_value(self.asking.session.value(self.ref))
        self._show_lock()
        self.show_problem()

    def show_value(self, value: str) -> None:
        """Show the answer as the form has it; the cursor stays where it can."""
        self.editor.show_value(value)
        self._count()
        if self.quiet is not None:
            self.quiet.follow(value)
        self._show_last(value)

    def set_wanting(self, words: str) -> None:
        """Say quietly beneath it what is wanted while nothing is written; blank for nothing."""
        if self.quiet is not None:
            self.quiet.set_wanting(words)

    def retire(self) -> None:
        """Its place in the form is gone: it only waits to be taken off the screen."""
        self._retired = True

    def follow(self, effect: Effect) -> None:
        """Show what an act elsewhere in the form changed here."""
        ref = self.ref
        if ref in effect.labels:
            self._show_words()
        if ref in effect.choices:
            self.editor.show_choices(self.asking.choices)
            if self._choice_pictures is not None:
                self._choice_pictures.show_choices(self.asking.choices)
        if ref in effect.computed or ref in effect.choices:
            self.show_value(self.asking.session.value(ref))
        if ref in effect.states:
            self._show_lock()
        if ref in effect.problems or ref in effect.choices:
            self.show_problem()

    def show_problem(self) -> None:
        """Say what is wrong with the answer; one that is only missing is no mistake yet."""
        if self._retired:
            return
        problems = self.asking.session.problems_of(self.ref)
        told = [p.message for p in problems if p.kind is not ProblemKind.MISSING]
        sentence = self._misread or (told[0] if told else "")
        if sentence != self.message.sentence:
            self.message.set_sentence(sentence)
            self.editor.set_wrong(wrong=bool(sentence))

    def show_clash(self, words: str, choose: Callable[[], object]) -> None:
        """Say what somebody else entered too, with a press to `choose`; blank takes it away."""
        if self.clash is None:
            if not words:
                return
            self.clash = ClashLine(choose)
            column = self.layout()
            assert isinstance(column, QVBoxLayout)
            column.addWidget(self.clash)
        self.clash.show_words(words)
        self.clash.setVisible(bool(words))

    def _build(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(8)
        said = [
            self.asking.name if self._named else "",
            "" if self.asking.question.marks.level else self.asking.hint,
        ]
        beneath = max(map(len, said)) > _LONG_LABEL  # a level's label is often left to the card
        heading.addWidget(self.label, 1 if beneath else 0)
        if not beneath:
            heading.addWidget(self.hint, 1)
        heading.addStretch()  # what follows stands at the right, also where the card has the label
        heading.addWidget(self.caption)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("gap_label_to_field"))
        column.addLayout(heading)
        if beneath:  # side by side, both would stand in narrow columns
            column.addWidget(self.hint)
        self._add_guidance(heading, column)
        self._add_pictures(column)
        column.addWidget(self.editor)
        column.addWidget(self.message)
        if self.quiet is not None:
            column.addWidget(self.quiet)
        if self.last is not None:
            column.addWidget(self.last)
        self.editor.setVisible(not self.is_note)
        if not self.editor.wants_width:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def _add_pictures(self, column: QVBoxLayout) -> None:
        session = self.asking.session
        name = session.image(self.ref) if self._pictures else ""
        picture = question_picture(self._pictures.get(name), self.asking.name)
        if picture is not None:
            column.addWidget(picture)
        if self._choice_pictures is not None:
            column.addWidget(self._choice_pictures)
            self._choice_pictures.show_choices(self.asking.choices)

    def _add_guidance(self, heading: QHBoxLayout, column: QVBoxLayout) -> None:
        words = self.asking.session.guidance(self.ref)
        if words:
            more = Button("Guidance", "info", "text", small=True)
            told = Words(words, "caption", wrap=True)
            told.hide()
            more.clicked.connect(lambda: told.setVisible(told.isHidden()))
            heading.addWidget(more)
            column.addWidget(told)

    def _connect(self) -> None:
        self.editor.answered.connect(self._answered)
        self.editor.misread.connect(self._take_misread)
        self.editor.left.connect(self.show_problem)
        if isinstance(self.editor, BoxEditor):
            self.editor.box.around = self  # so that what is said beneath is seen while writing
        if self.quiet is not None:
            self.quiet.said.connect(self.editor.set_remark)
        if self.last is not None:
            self.last.use_asked.connect(self._use_again)
        if is_box(self.asking.question):
            self._counting.setSingleShot(True)
            self._counting.setInterval(_COUNT_PAUSE)
            self._counting.timeout.connect(self._count)

    def _answered(self, value: str) -> None:
        self.answered.emit(self.ref, value if value.strip() else "")  # spaces answer nothing
        self._show_last(value)
        if self.quiet is not None:
            self.quiet.follow(value)
        if is_box(self.asking.question):
            self._counting.start()
        if self.message.sentence:
            self.show_problem()

    def _use_again(self, value: str) -> None:
        """What was typed since gives way at one step, which the record's undo takes back."""
        self.show_value(value)
        self._answered(value)
        self.editor.setFocus()

    def _show_last(self, value: str) -> None:
        if self.last is not None:
            readonly = self.asking.session.is_readonly(self.ref)
            self.last.show_answer(value, locked=self._locked or readonly)

    def _take_misread(self, sentence: str) -> None:
        self._misread = sentence
        self.show_problem()

    def _show_words(self) -> None:
        label = self.asking.name
        show_wording(self.label, self.asking.session.wording(self.ref), label)
        self.label.setWordWrap(len(label) > _LONG_LABEL)
        self.label.setVisible(self._named and bool(label))
        hint = self.asking.hint
        self.hint.setText(hint)
        self.hint.setWordWrap(self.editor.wants_width or len(hint) > _LONG_LABEL)
        self.hint.setVisible(bool(hint))

    def _show_lock(self) -> None:
        readonly = self.asking.session.is_readonly(self.ref)
        self.editor.set_locked(locked=self._locked or readonly)

    def _label_style(self) -> tuple[str, str]:
        return ("body", "text") if self.is_note else ("caption", "text")

    def _count(self) -> None:
        if is_box(self.asking.question):
            words = words_caption(self.asking.session.value(self.ref))
            self.caption.setText(words)
            self.caption.setVisible(bool(words))


def _quiet_marks(question: Question) -> QuietMarks | None:
    """The line of second looks beneath what is written; None for other questions."""
    return QuietMarks(printed=not question.marks.private) if is_written(question) else None


def private_mark() -> QWidget:
    """The sign of what is never printed: a crossed eye and the words."""
    mark = QWidget()
    row = QHBoxLayout(mark)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(IconLabel("eye-off", "text_muted"))
    row.addWidget(Words("Never printed", "caption", "text_muted"))
    return mark
