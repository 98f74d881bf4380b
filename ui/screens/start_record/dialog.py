"""Choosing what to start: the school, the form, and the visit it belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app import reference
from app.domain.calendar import in_words
from app.domain.records import RecordState
from ui.widgets.buttons import Button
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from app.domain.records import Record
    from app.domain.visits import Visit
    from app.usecases.counted_visits import Countable
    from app.usecases.forms import FormLine
    from app.usecases.starting import StartChoices

NO_VISIT = "No visit: today, by itself"
COUNTS = "counts"
"""The choice of a visit that is made with the record."""
COUNTED = "not planned, so it is made with the record"
OWN_FORMS = "Your own forms"
_ORDER = {name: at for at, name in enumerate(("Visits", "Audit", "In school", "With the project"))}
NO_SCHOOLS = "Take on a school first: a record is always about one of your schools."


class StartRecordDialog(FormDialog):
    """School, form and visit. `asked` once all of them fit; see `urn`, `form_id`, `visit_id`.

    The note of a kind of visit `counts` as one unless the person says that it does not.
    `forms_asked` wants the page of forms instead.
    """

    forms_asked = Signal()

    def __init__(self, urn: int = 0, form_id: str = "", visit_id: str = "") -> None:
        super().__init__(
            "Start a record",
            "Start record",
            "The form is kept in the version it has today. Every answer is saved as you write.",
            icon="arrow-right",
        )
        self.school = Choice((), "School")
        self.form = Choice((), "Form")
        self.visit = Choice((), "Visit")
        self._wanted_first = (str(urn or ""), form_id, visit_id)
        self._choices: StartChoices | None = None
        self._school_field = Field("School", self.school)
        self._visit_field = Field("Count this as", self.visit)
        for field in (self._school_field, Field("Form", self.form), self._visit_field):
            self.column.addWidget(field)
        self.school.chosen.connect(lambda _urn: self._offer_visits())
        self.form.chosen.connect(lambda _form: self._offer_visits())
        self.visit.currentIndexChanged.connect(lambda _row: self._say_what_counts())
        self.main.setEnabled(False)
        self.forms = Button("Other forms …", "clipboard-list", "text")
        self.forms.setToolTip("See every form, or import one of your own")
        self.forms.clicked.connect(self.forms_asked)
        self.foot.insertWidget(0, self.forms)

    @property
    def urn(self) -> int:
        """The school, 0 before one is chosen."""
        return int(self.school.value or 0)

    @property
    def form_id(self) -> str:
        """The form."""
        return self.form.value

    @property
    def visit_id(self) -> str:
        """The planned visit, blank for none."""
        return "" if self.counts else self.visit.value

    @property
    def counts(self) -> bool:
        """Whether a visit is to be made with the record."""
        return self.visit.value == COUNTS

    @property
    def said(self) -> str:
        """What is said of the visit that is chosen."""
        return self._visit_field.message.sentence or self._visit_field.caption.text()

    def show_choices(self, choices: StartChoices) -> None:
        """Offer the schools, forms and visits, with what is known already chosen."""
        self._choices = choices
        urn, form_id, visit_id = self._wanted_first
        if not choices.schools:
            self.message.set_sentence(NO_SCHOOLS, "due")
            self.refit()
            return
        self.school.set_options([(str(s.urn), s.name) for s in choices.schools])
        self.school.set_value(urn or self._likeliest_school())
        self.form.set_groups(_grouped(choices.forms))
        self.form.set_value(form_id or self._likeliest_form(visit_id))
        self._offer_visits(visit_id)
        self.main.setEnabled(True)
        (self.form if urn else self.school).setFocus()

    def check(self) -> bool:
        """Whether a school and a form are chosen."""
        self._school_field.set_error("" if self.urn else "Choose the school.")
        return bool(self.urn and self.form_id)

    def _offer_visits(self, visit_id: str = "") -> None:
        if self._choices is None:
            return
        visits = self._choices.visits_for(self.urn, self.form_id)
        as_one = self._choices.countable(self.urn, self.form_id)
        new = [(COUNTS, f"{_of_window(as_one)}, today")] if as_one is not None else []
        self.visit.set_options([*((v.id, _words(v)) for v in visits), *new, ("", NO_VISIT)])
        self.visit.set_value(visit_id or self._likeliest_visit(as_one))
        self._say_what_counts()

    def _likeliest_visit(self, as_one: Countable | None) -> str:
        """The planned visit it is likely for, else one of its own: but such a visit comes once."""
        assert self._choices is not None
        likely = self._choices.likely_visit(self.urn, self.form_id)
        if likely is not None:
            return likely.id
        return COUNTS if as_one is not None and as_one.before is None else ""

    def _say_what_counts(self) -> None:
        """Say what is made with the record, or what goes on being missed without a visit."""
        if self._choices is None:
            return
        as_one = self._choices.countable(self.urn, self.form_id)
        before = _already(as_one.before) if as_one is not None and as_one.before else ""
        sentence = before
        if not self.visit.value and as_one is not None and not before:
            sentence = f"{as_one.kind.label} stays to be done on the school’s page and the project."
        self._visit_field.caption.setText(COUNTED if self.counts else "")
        self._visit_field.message.set_sentence(sentence, "due")
        self.refit()

    def _likeliest_school(self) -> str:
        """The school of the visit nearest to today, else the first."""
        assert self._choices is not None
        choices = self._choices
        near = min(choices.visits, key=lambda v: abs(v.on - choices.today), default=None)
        return str(near.urn if near else choices.schools[0].urn)

    def _likeliest_form(self, visit_id: str) -> str:
        assert self._choices is not None
        visits = self._choices.nearest_first(self.urn)
        named = [visit for visit in visits if visit.id == visit_id] or list(visits)
        usual = [reference.visit_kind(visit.kind).form_id for visit in named]
        programme = [kind.form_id for kind in reference.visit_kinds() if kind.number]
        return next((form for form in (*usual, *programme) if form), "")


def _grouped(forms: Iterable[FormLine]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The forms below their headings in the order of the first of each; one's own come last."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for form in forms:
        groups.setdefault(form.group or OWN_FORMS, []).append((form.form_id, form.title))
    return sorted(groups.items(), key=lambda group: _ORDER.get(group[0], len(_ORDER)))


def _words(visit: Visit) -> str:
    return f"{reference.visit_kind(visit.kind).label}, {in_words(visit.on)}"


def _of_window(as_one: Countable) -> str:
    """`Visit 1 (October window)`."""
    if not as_one.window:
        return as_one.kind.label
    place = "" if as_one.inside else "outside the "
    return f"{as_one.kind.label} ({place}{as_one.window} window)"


def _already(record: Record) -> str:
    """What is said where such a visit has its note: it comes once."""
    title = record.title.partition(":")[0]
    state = "is finished" if record.state is RecordState.FINISHED else "is begun"
    return f"{title} of {in_words(record.on)} {state} already. This would be a second one."
