"""Writing down a focus pupil, by code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLineEdit

from app.domain.pupils import FocusPupil, PupilStatus, is_pupil_code
from ui.widgets.choice import Choice
from ui.widgets.date_time import DateField
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog, side_by_side
from ui.widgets.text_box import GrowingText

WORDS = "By code only: never a name, a date of birth, a UPN, ethnicity or a detail of SEND."
BAD_CODE = "Use a code such as P07 or Y4-12, never a name: the school keeps the key."
NOT_A_DAY = "That is no day. Type it like 20/1/26 or 20 jan."
_FLAG = (("", "Not said"), ("yes", "Yes"), ("no", "No"))
_SAID = {"": None, "yes": True, "no": False}


class PupilDialog(FormDialog):
    """One focus pupil. `asked` once the code is one; read `pupil` then."""

    def __init__(self, pupil: FocusPupil, today: date) -> None:
        title = f"Focus pupil {pupil.code}" if pupil.code else "Add a focus pupil"
        super().__init__(title, "Keep", WORDS, icon="check", ems=38)
        self._before = pupil
        self.code = QLineEdit(pupil.code)
        self.year = QLineEdit(pupil.year)
        self.flags = {
            "disadvantaged": Choice(_FLAG, "Disadvantaged"),
            "send": Choice(_FLAG, "SEND"),
            "eal": Choice(_FLAG, "EAL"),
        }
        self.starting_point = GrowingText(lines=2, name="Starting point")
        self.target = GrowingText(lines=2, name="Target")
        self.helps = GrowingText(lines=1, name="What helps")
        self.review = DateField("Review", lambda: today)
        self.status = Choice([(s.value, s.label) for s in PupilStatus], "Status")
        self._code_field = Field("Code", self.code)
        self._review_field = Field("Review", self.review)
        self._show(pupil)
        self._fill()
        self.code.setFocus()

    @property
    def pupil(self) -> FocusPupil:
        """What was filled in."""
        return replace(
            self._before,
            code=self.code.text().strip(),
            year=self.year.text().strip(),
            disadvantaged=_SAID[self.flags["disadvantaged"].value],
            send=_SAID[self.flags["send"].value],
            eal=_SAID[self.flags["eal"].value],
            starting_point=self.starting_point.text.strip(),
            target=self.target.text.strip(),
            helps=self.helps.text.strip(),
            review_date=self.review.value,
            status=PupilStatus(self.status.value),
        )

    def check(self) -> bool:
        """Whether the code is a code and could be no name, and the day can be read."""
        self.review.read_now()
        if self.review.line.property("error"):
            self._review_field.message.set_sentence(NOT_A_DAY)
            self.refit()
            return False
        good = is_pupil_code(self.code.text())
        self._code_field.set_error("" if good else BAD_CODE)
        if not good:
            self.code.setFocus()
            self.refit()
        return good

    def _show(self, pupil: FocusPupil) -> None:
        said = {None: "", True: "yes", False: "no"}
        for name, choice in self.flags.items():
            choice.set_value(said[getattr(pupil, name)])
        self.starting_point.set_text(pupil.starting_point)
        self.target.set_text(pupil.target)
        self.helps.set_text(pupil.helps)
        self.review.set_value(pupil.review_date)
        self.status.set_value(pupil.status.value)

    def _fill(self) -> None:
        flags = self.flags
        for row in (
            side_by_side(self._code_field, Field("Year", self.year)),
            side_by_side(
                Field("Disadvantaged", flags["disadvantaged"]),
                Field("SEND", flags["send"]),
                Field("EAL", flags["eal"]),
            ),
            Field("Starting point", self.starting_point),
            Field("Target", self.target, "what we will see in lessons and books"),
            Field("What helps", self.helps),
            side_by_side(self._review_field, Field("Status", self.status)),
        ):
            self.column.addWidget(row)
