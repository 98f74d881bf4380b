"""Which of one's schools are in the project, and in which cohort."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.projects import Cohort
from app.domain.schools import School
from ui.widgets.buttons import Button
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog
from ui.widgets.text import Words

NOT_IN = "Not in this project"
WORDS = "A cohort is a group of schools that goes through the project together."
NO_SCHOOLS = "You have no schools yet. Take them on from the school register first."


class SchoolsDialog(FormDialog):
    """A drop-down list of cohorts for each school. `cohort_asked` carries a new cohort's title."""

    cohort_asked = Signal(str)

    def __init__(
        self, schools: Sequence[School], cohorts: Sequence[Cohort], members: Mapping[int, str]
    ) -> None:
        super().__init__("Schools in this project", "Keep", WORDS, icon="check", ems=38)
        self._cohorts = list(cohorts)
        self.title = _NewTitle()
        self.title.setPlaceholderText(f"Cohort {len(cohorts) + 1}")
        self.add = Button("Add cohort", "plus")
        self.choices: dict[int, Choice] = {}
        self._fill(schools, members)
        self.add.clicked.connect(self._ask_cohort)
        self.title.entered.connect(self._ask_cohort)
        first = next(iter(self.choices.values()), self.title) if cohorts else self.title
        first.setFocus()

    @property
    def cohort_of(self) -> dict[int, str]:
        """The cohort's id by URN, blank for a school that is not in the project."""
        return {urn: choice.value for urn, choice in self.choices.items()}

    def show_cohort(self, cohort: Cohort) -> None:
        """A cohort was made: offer it, and put schools that are in none there in the first."""
        first = not self._cohorts
        self._cohorts.append(cohort)
        self.title.clear()
        self.title.setPlaceholderText(f"Cohort {len(self._cohorts) + 1}")
        for choice in self.choices.values():
            before = choice.value
            choice.set_options(self._options())
            choice.set_value(cohort.id if first else before)

    def _fill(self, schools: Sequence[School], members: Mapping[int, str]) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.title, 1)
        line.addWidget(self.add)
        self.title.setAccessibleName("New cohort")
        self.column.addWidget(Field("New cohort", row))
        for school in schools:
            choice = Choice(self._options(), school.name)
            choice.set_value(members.get(school.urn, ""))
            self.choices[int(school.urn)] = choice
            self.column.addLayout(_school_line(school, choice))
        if not schools:
            self.column.addWidget(Words(NO_SCHOOLS, "table", "due", wrap=True))

    def _options(self) -> list[tuple[str, str]]:
        return [("", NOT_IN), *((cohort.id, cohort.title) for cohort in self._cohorts)]

    def _ask_cohort(self) -> None:
        self.cohort_asked.emit(self.title.text().strip() or self.title.placeholderText())


class _NewTitle(QLineEdit):
    """A line in which Enter means the line alone, not the whole dialog: `entered`."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
            return
        super().keyPressEvent(event)


def _school_line(school: School, choice: Choice) -> QHBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Words(school.name, "table", wrap=True, strong=True))
    if school.town:
        words.addWidget(Words(school.town, "caption", "text_muted"))
    line = QHBoxLayout()
    line.addLayout(words, 3)
    line.addWidget(choice, 2)
    return line
