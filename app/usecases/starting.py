"""What a record can be started from: one's own schools, the forms, the visits without a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app import reference
from app.domain.changes import Done
from app.domain.projects import Window
from app.domain.records import Record
from app.domain.schools import School
from app.domain.visits import Visit, VisitState
from app.errors import RuleError
from app.parts import App
from app.usecases.counted_visits import Countable, countable, windows_by_school
from app.usecases.forms import BUILT_IN, FormLine, list_forms
from app.usecases.records import start_record
from app.usecases.shipped_forms import PROJECT

_USUAL = {kind.form_id for kind in reference.visit_kinds()}
_BESIDE = frozenset(BUILT_IN) - _USUAL
"""The built-in forms that are nobody's note of a visit."""


@dataclass(frozen=True, slots=True)
class StartChoices:
    """What to choose from. `visits` are planned ones that have no record yet, by date.

    `windows` are those of each school's project and `records` what it has already, by URN.
    """

    schools: tuple[School, ...]
    forms: tuple[FormLine, ...]
    visits: tuple[Visit, ...]
    today: date
    windows: Mapping[int, tuple[Window, ...]]
    records: Mapping[int, tuple[Record, ...]]

    def countable(self, urn: int, form_id: str) -> Countable | None:
        """As what a record with that form that is begun today would count."""
        known = self.windows.get(urn, ()), self.records.get(urn, ())
        return countable(form_id, self.today, *known)

    def visits_at(self, urn: int) -> tuple[Visit, ...]:
        """The visits of one school."""
        return tuple(visit for visit in self.visits if visit.urn == urn)

    def likely_visit(self, urn: int, form_id: str) -> Visit | None:
        """The visit that a record with that form is most likely for: the nearest with that form.

        A visit of a kind without a form of its own is likely on its own day only.
        """
        visits = self.visits_for(urn, form_id)
        fitting = [visit for visit in visits if form_id and usual_form(visit) == form_id]
        free = [visit for visit in visits if not usual_form(visit) and visit.on == self.today]
        return next(iter([*fitting, *free]), None)

    def visits_for(self, urn: int, form_id: str) -> tuple[Visit, ...]:
        """The visits of one school that a record with that form may belong to, the nearest first.

        A visit has one record, its note. So what is written beside it, such as a book look, does
        not take its place: it belongs to a visit that has no usual form, or to none.
        """
        visits = self.nearest_first(urn)
        if form_id not in _BESIDE:
            return visits
        return tuple(visit for visit in visits if not usual_form(visit))

    def nearest_first(self, urn: int) -> tuple[Visit, ...]:
        """The visits of one school, the nearest to today first."""
        return tuple(sorted(self.visits_at(urn), key=lambda visit: abs(visit.on - self.today)))


def start_choices(app: App) -> StartChoices:
    """What a record of a school can be started from."""
    forms = tuple(form for form in list_forms(app) if form.about != PROJECT)
    with app.store.reading() as reader:
        schools = reader.find(School, adviser_id=app.me)
        mine = tuple(school.urn for school in schools)
        records = reader.find(Record, urn=mine)
        windows = windows_by_school(reader, mine)
        planned = reader.find(Visit, urn=mine, state=VisitState.PLANNED)
    begun = {record.visit_id for record in records}
    free = (visit for visit in planned if visit.id not in begun)
    return StartChoices(
        schools=tuple(sorted(schools, key=lambda school: school.name.casefold())),
        forms=forms,
        visits=tuple(sorted(free, key=lambda visit: (visit.on, visit.id))),
        today=app.today(),
        windows=windows,
        records={urn: tuple(each for each in records if each.urn == urn) for urn in mine},
    )


def project_forms(app: App) -> tuple[FormLine, ...]:
    """The forms of which a record is about a project as a whole."""
    return tuple(form for form in list_forms(app) if form.about == PROJECT)


def usual_form(visit: Visit) -> str:
    """The id of the form that is usually filled in at a visit, blank where there is none."""
    return reference.visit_kind(visit.kind).form_id


def open_visit(app: App, visit_id: str) -> Done[str]:
    """The id of the record of a visit, begun with the usual form where there is none yet.

    Raises RuleError where the kind of visit has no usual form: then the person has to choose.
    """
    with app.store.reading() as reader:
        visit = reader.get(Visit, visit_id)
        begun = reader.find(Record, visit_id=visit_id)
    if begun:
        return Done(begun[-1].id)
    form_id = usual_form(visit)
    if not form_id:
        raise RuleError("This kind of visit has no form of its own. Choose one to start with.")
    started = start_record(app, visit.urn, form_id, visit_id=visit_id)
    return Done(started.value.record.id, started.changes)
