"""A project made or changed: what it is called, its year, its aim, when notes are due."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import QLineEdit

from app.domain.counting import counted
from app.domain.projects import Project, academic_year_of
from app.usecases.projects import LONGEST_NOTE_DAYS
from ui.widgets.chips import ChoiceChips
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog, side_by_side
from ui.widgets.text_box import GrowingText

PHASES = (("EYFS", "EYFS"), ("KS1", "KS1"), ("KS2", "KS2"), ("KS3", "KS3"), ("KS4", "KS4"))
SAMPLES = (0, 1, 2, 3, 4, 5, 10, 20)
NEW = "The four usual visit windows are made with it: October, December/January, March/April, July."
NO_TITLE = "Give the project a title, such as Maths Progress."


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in."""

    title: str
    academic_year: int
    organisation: str
    aim: str
    phases: tuple[str, ...]
    contact: str
    note_days: int
    quality_one_in: int


class ProjectDialog(FormDialog):
    """A new project, or a changed one."""

    def __init__(self, today: date, project: Project | None = None) -> None:
        title = "Change project" if project else "New project"
        main = "Keep" if project else "Create project"
        super().__init__(title, main, "" if project else NEW, icon="check", ems=36)
        self.title = QLineEdit()
        self.year = Choice(_years(today, project), "Academic year")
        self.phases = ChoiceChips(PHASES, "Phases")
        self.aim = GrowingText(lines=2, most=6, name="Aim")
        self.organisation = QLineEdit()
        self.contact = QLineEdit()
        self.days = Choice(_days(), "Note due after")
        self.sample = Choice(_samples(project), "Read for quality")
        self._title_field = Field("Title", self.title)
        self._fill()
        self._show(project, today)
        self.title.setFocus()

    @property
    def filled(self) -> Filled:
        """What was filled in."""
        return Filled(
            title=self.title.text().strip(),
            academic_year=int(self.year.value),
            organisation=self.organisation.text().strip(),
            aim=self.aim.text.strip(),
            phases=self.phases.value,
            contact=self.contact.text().strip(),
            note_days=int(self.days.value),
            quality_one_in=int(self.sample.value),
        )

    def check(self) -> bool:
        """Whether it has a title."""
        wrong = "" if self.filled.title else NO_TITLE
        self._title_field.set_error(wrong)
        if wrong:
            self.title.setFocus()
        return not wrong

    def _fill(self) -> None:
        for row in (
            self._title_field,
            side_by_side(
                Field("Academic year", self.year),
                Field("Note due after", self.days),
                Field("Read for quality", self.sample),
            ),
            Field("Phases", self.phases),
            Field("Aim", self.aim, "one sentence that the school would say too"),
            Field("Organisation", self.organisation, "stands on every note"),
            Field("Contact", self.contact, "who answers questions about notes and data"),
        ):
            self.column.addWidget(row)

    def _show(self, project: Project | None, today: date) -> None:
        if project is None:
            self.year.set_value(str(academic_year_of(today)))
            self.days.set_value("5")
            self.sample.set_value("0")
            return
        self.title.setText(project.title)
        self.year.set_value(str(project.academic_year))
        self.phases.set_value(project.phases)
        self.aim.set_text(project.aim)
        self.organisation.setText(project.organisation)
        self.contact.setText(project.contact)
        self.days.set_value(str(project.note_days))
        self.sample.set_value(str(project.quality_one_in))


def changed(project: Project, filled: Filled) -> Project:
    """`project` with what was filled in."""
    return replace(
        project,
        title=filled.title,
        academic_year=filled.academic_year,
        organisation=filled.organisation,
        aim=filled.aim,
        phases=filled.phases,
        contact=filled.contact,
        note_days=filled.note_days,
        quality_one_in=filled.quality_one_in,
    )


def year_words(year: int) -> str:
    """`September 2025 to July 2026`."""
    return f"September {year} to July {year + 1}"


def _years(today: date, project: Project | None) -> list[tuple[str, str]]:
    now = academic_year_of(today)
    years = {now - 1, now, now + 1} | ({project.academic_year} if project else set())
    return [(str(year), f"{year}/{(year + 1) % 100:02}") for year in sorted(years)]


def _days() -> list[tuple[str, str]]:
    days = range(1, LONGEST_NOTE_DAYS + 1)
    return [(str(day), counted(day, "school day")) for day in days]


def _samples(project: Project | None) -> list[tuple[str, str]]:
    counts = sorted({*SAMPLES, project.quality_one_in} if project else SAMPLES)
    words = {0: "No note", 1: "Every note"}
    return [(str(count), words.get(count, f"One note in {count}")) for count in counts]
