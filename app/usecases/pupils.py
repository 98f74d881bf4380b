"""Focus pupils, by code only."""

from __future__ import annotations

from app.domain.changes import Done, Seen
from app.domain.pupils import FocusPupil, is_pupil_code
from app.errors import InputError
from app.parts import App
from app.storage import UnitOfWork
from app.usecases.guards import codes_allowed, own_school, taken_on


def add_pupil(app: App, pupil: FocusPupil) -> Done[FocusPupil]:
    """Keep a focus pupil of a school that has signed the agreement; the code must be new there."""
    with app.store.unit_of_work() as work:
        _check(work, pupil)
        work.save(pupil)
        return Done(pupil, work.commit())


def change_pupil(app: App, pupil: FocusPupil, seen: Seen | None = None) -> Done[FocusPupil]:
    """Keep a changed focus pupil: a new target, status or review date."""
    with app.store.unit_of_work() as work:
        _check(work, pupil)
        work.save(pupil, seen)
        return Done(pupil, work.commit())


def remove_pupil(app: App, pupil: FocusPupil, seen: Seen | None = None) -> Done[FocusPupil]:
    """Take a focus pupil off the list."""
    with app.store.unit_of_work() as work:
        own_school(work, pupil.urn)
        work.delete(pupil, seen)
        return Done(pupil, work.commit())


def _check(work: UnitOfWork, pupil: FocusPupil) -> None:
    codes_allowed(own_school(work, pupil.urn))
    if not is_pupil_code(pupil.code):
        raise InputError(
            "Use a code such as P07 or Y4-12, never a name: the school keeps the key. "
            "Nothing has been kept."
        )
    others = (other for other in work.find(FocusPupil, urn=pupil.urn) if other.id != pupil.id)
    if any(other.code.casefold() == pupil.code.casefold() for other in others):
        raise InputError(f"This school already has a focus pupil with the code {pupil.code}.")


def pupils_of(app: App, urn: int) -> tuple[FocusPupil, ...]:
    """The focus pupils of a school, by code."""
    with app.store.reading() as reader:
        taken_on(reader, urn)
        pupils = reader.find(FocusPupil, urn=urn)
    return tuple(sorted(pupils, key=lambda pupil: (pupil.code.casefold(), pupil.id)))
