"""What the school answered, and that a note was sent in another way: who, when, in which words."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.calendar import in_words
from app.domain.follow_through import Stage
from app.usecases.stages import FollowThrough
from ui.panels.role_choice import OpenChoice, role_choice
from ui.widgets.chips import ChoiceChips
from ui.widgets.date_time import DateField
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog, side_by_side
from ui.widgets.text_box import GrowingText

WORDS = "The words of the school stay here, encrypted. They are not printed on the note."
NO_ANSWER_YET = "Choose what the school answered."
NO_ROLE = "Give the role of who answered, such as Headteacher."
NO_ROLE_TO = "Give the role of whom it went to, such as Headteacher."
NO_DAY = "Give the day, for example 20/1/26 or 20 jan."
NO_WORDS = "Write what is to be corrected, in the school’s own words."
HEAD = "headteacher"


class AnswerDialog(FormDialog):
    """The school's answer: accurate, a correction with its words, or none by the day said.

    No answer can be chosen only once that day has gone by.
    """

    def __init__(self, view: FollowThrough) -> None:
        super().__init__("The school’s answer", "Keep", WORDS, icon="check", ems=34)
        self.answer = ChoiceChips(_options(view), "Answer", several=False)
        self.role = role_choice("Who answered")
        self.day = DateField("Day", lambda: view.today)
        self.words_said = GrowingText(lines=3, most=10, name="The school’s words")
        self._answer_field = Field("Answer", self.answer)
        self._role_field = Field("Who answered", self.role)
        self._day_field = Field("Day", self.day)
        self._words_field = Field("What is to be corrected", self.words_said)
        self._who = side_by_side(self._role_field, self._day_field)
        self._fill(view.today)

    @property
    def stage(self) -> Stage | None:
        """What was answered; None where nothing is chosen yet."""
        return Stage(self.answer.value[0]) if self.answer.value else None

    def check(self) -> bool:
        """Whether all that the answer needs is given; what is missing is said at its field."""
        self.day.read_now()
        asks = self.stage is not Stage.NO_ANSWER
        corrects = self.stage is Stage.CORRECTION
        wrong = (
            (self._answer_field, self.answer, NO_ANSWER_YET if self.stage is None else ""),
            (self._role_field, self.role, NO_ROLE if asks and not self.role.value else ""),
            (self._day_field, self.day, NO_DAY if asks and self.day.value is None else ""),
            (
                self._words_field,
                self.words_said,
                NO_WORDS if corrects and not self.words_said.text.strip() else "",
            ),
        )
        return say_what_is_wrong(self, wrong)

    def _fill(self, today: date) -> None:
        for row in (self._answer_field, self._who, self._words_field):
            self.column.addWidget(row)
        self.role.set_value(HEAD)
        self.day.set_value(today)
        self.answer.chosen.connect(lambda _values: self._show_fields())
        self._words_field.hide()
        self.answer.setFocus()

    def _show_fields(self) -> None:
        """Ask for no more than the answer needs."""
        self._who.setVisible(self.stage is not Stage.NO_ANSWER)
        self._words_field.setVisible(self.stage is Stage.CORRECTION)
        self.refit()


class SentDialog(FormDialog):
    """That the saved document was given on in another way than by the draft: to whom, and when."""

    def __init__(self, view: FollowThrough) -> None:
        words = "On paper, or by a message of your own: what was sent is the PDF saved last."
        super().__init__("Sent in another way", "Keep", words, icon="check")
        self.role = role_choice("To whom")
        self.day = DateField("Day", lambda: view.today)
        self._role_field = Field("To whom", self.role)
        self._day_field = Field("Day", self.day)
        self.column.addWidget(side_by_side(self._role_field, self._day_field))
        self.role.set_value(HEAD)
        self.day.set_value(view.today)
        self.role.setFocus()

    def check(self) -> bool:
        """Whether both are given."""
        self.day.read_now()
        return say_what_is_wrong(
            self,
            (
                (self._role_field, self.role, "" if self.role.value else NO_ROLE_TO),
                (self._day_field, self.day, NO_DAY if self.day.value is None else ""),
            ),
        )


def _options(view: FollowThrough) -> list[tuple[str, str]]:
    options = [(Stage.ACCURATE.value, "Accurate"), (Stage.CORRECTION.value, "Please correct")]
    if Stage.NO_ANSWER in view.following and view.is_answer_late and view.reply_by is not None:
        options.append((Stage.NO_ANSWER.value, f"No answer by {in_words(view.reply_by)}"))
    return options


def say_what_is_wrong(
    dialog: FormDialog, wrong: tuple[tuple[Field, QWidget | OpenChoice, str], ...]
) -> bool:
    """Say what is wrong at each field, with the keyboard on the first; whether nothing is."""
    for field, _editor, sentence in wrong:
        field.set_error(sentence)
    first = next((editor for _field, editor, sentence in wrong if sentence), None)
    if first is not None:
        first.setFocus()
        dialog.refit()
    return first is None
