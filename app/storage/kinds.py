"""Which table keeps which type, in what order its things are read, and how rows become values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, select, update
from sqlalchemy.dialects.sqlite import Insert, insert

from app.domain.actions import Action, ActionReview
from app.domain.follow_through import RecordStep
from app.domain.own_forms import FormFile, OwnForm
from app.domain.pasted import whole
from app.domain.people import Adviser, KeyPerson
from app.domain.photos import Photo
from app.domain.phrases import LearnedWord, Phrase
from app.domain.projects import Cohort, Membership, Project, Window
from app.domain.pupils import FocusPupil
from app.domain.records import (
    Evidence,
    HandedOver,
    MetPerson,
    PassedOn,
    ProducedDocument,
    Record,
)
from app.domain.school_days import Holiday
from app.domain.schools import School
from app.domain.section_duties import SectionDuty
from app.domain.visits import Visit
from app.storage import tables
from app.storage.wire import WIRE_KINDS, WireKind


@dataclass(frozen=True)
class Kind:
    """A synced type with its table. `order` names the columns that things are read in order of."""

    wire: WireKind
    table: Table
    order: tuple[str, ...]

    @property
    def identity(self) -> ColumnElement[Any]:
        """The column that tells one thing from another: the URN of a school, the id of others."""
        return next(iter(self.table.primary_key))

    @cached_property
    def attributes(self) -> tuple[str, ...]:
        """The attributes of the type, in its own order; columns have the same names."""
        return tuple(field.name for field in fields(self.wire.type))

    @cached_property
    def reading(self) -> Select[Any]:
        """Every thing that was not deleted, in order."""
        columns = self.table.c
        order = [*(columns[name] for name in self.order), self.identity]
        kept = select(*(columns[name] for name in self.attributes))
        return kept.where(columns.deleted.is_(False)).order_by(*order)

    def thing(self, row: Sequence[Any]) -> Any:
        """The value that a row of `reading` holds."""
        return self.wire.type(*row)

    def fit(self, thing: Any) -> Any:
        """`thing` with text that can be written down, whatever was pasted into it."""
        held = {name: getattr(thing, name) for name in self.attributes}
        fit = {name: _fit(value) for name, value in held.items()}
        spoilt = {name: value for name, value in fit.items() if value != held[name]}
        return replace(thing, **spoilt) if spoilt else thing

    def keeping(self, thing: Any, changed: Sequence[str]) -> Insert:
        """Keeps `thing`: the whole of it where it is new, else its `changed` attributes."""
        row = {name: getattr(thing, name) for name in self.attributes}
        fresh = insert(self.table).values(**row, deleted=False)
        replaced = {name: fresh.excluded[name] for name in (*changed, "deleted")}
        return fresh.on_conflict_do_update(index_elements=[self.identity], set_=replaced)

    def hiding(self, thing: Any) -> Any:
        """Hides `thing`."""
        key = getattr(thing, self.identity.key or "")
        return update(self.table).where(self.identity == key).values(deleted=True)

    def where(self, name: str, value: object) -> ColumnElement[bool]:
        """Whether the column `name` holds `value`, or one of several values."""
        column = self.identity if name == "id" else self._column(name)
        if isinstance(value, tuple | list | set | frozenset):
            return column.in_(list(value))
        return column.is_(None) if value is None else column == value

    def _column(self, name: str) -> ColumnElement[Any]:
        if name not in self.attributes:
            raise TypeError(f"{self.wire.type.__name__} has no attribute {name}")
        return self.table.c[name]


def _fit(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(_fit(one) for one in value)
    return whole(value) if type(value) is str else value


_KEPT: dict[type[Any], tuple[Table, tuple[str, ...]]] = {
    Adviser: (tables.people.advisers, ("name",)),
    KeyPerson: (tables.people.key_people, ("urn",)),
    School: (tables.schools.schools, ("name",)),
    Project: (tables.projects.projects, ("academic_year", "title")),
    Cohort: (tables.projects.cohorts, ("project_id", "title")),
    Membership: (tables.projects.memberships, ("cohort_id", "urn")),
    Window: (tables.projects.windows, ("opens", "visit_kind")),
    Visit: (tables.visits.visits, ("on", "starts")),
    Record: (tables.records.records, ("on", "revision")),
    MetPerson: (tables.records.met_people, ()),
    Evidence: (tables.records.evidence, ()),
    PassedOn: (tables.records.passed_on, ("at",)),
    Action: (tables.actions.actions, ("record_id", "number")),
    ActionReview: (tables.actions.action_reviews, ()),
    FocusPupil: (tables.pupils.focus_pupils, ("urn", "code")),
    ProducedDocument: (tables.documents.documents, ("at",)),
    HandedOver: (tables.documents.handovers, ("at",)),
    RecordStep: (tables.follow_through.record_steps, ("at",)),
    Holiday: (tables.follow_through.holidays, ("la", "first")),
    SectionDuty: (tables.records.section_duties, ()),
    Photo: (tables.photos.photos, ()),
    OwnForm: (tables.own_forms.own_forms, ("form_id", "version")),
    FormFile: (tables.own_forms.form_files, ("name",)),
    Phrase: (tables.phrases.phrases, ("heading", "abbreviation")),
    LearnedWord: (tables.phrases.learned_words, ()),
}

KINDS: dict[type[Any], Kind] = {wire.type: Kind(wire, *_KEPT[wire.type]) for wire in WIRE_KINDS}


def kind_of(type_: type[Any]) -> Kind:
    """How things of that type are kept; a type that is not kept is a mistake of the caller's."""
    if type_ not in KINDS:
        raise TypeError(f"{type_.__name__} is not kept in the store")
    return KINDS[type_]
