"""What the page of schools shows: one's own, those given up, and how far the register is here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.schools import RegisterSchool, School
from app.domain.search_words import words_of
from app.parts import App
from app.storage.read.register_search import register_las, register_school, register_size
from app.usecases.schools import SchoolLine, my_schools


@dataclass(frozen=True, slots=True)
class SchoolLists:
    """`mine` by name; `given_up` are schools that were mine; `listed` counts the register."""

    mine: tuple[SchoolLine, ...]
    given_up: tuple[School, ...]
    listed: int
    authorities: tuple[str, ...]
    today: date


def school_lists(app: App) -> SchoolLists:
    """All that the page of schools shows before anything is searched for."""
    mine = my_schools(app)
    with app.store.reading() as reader:
        given_up = [school for school in reader.find(School) if school.given_up]
        return SchoolLists(
            mine=mine,
            given_up=tuple(sorted(given_up, key=lambda school: school.name.casefold())),
            listed=register_size(reader),
            authorities=register_las(reader),
            today=app.today(),
        )


def listed_schools(app: App, urns: Iterable[int]) -> tuple[RegisterSchool, ...]:
    """The schools of the register under these URNs; unknown ones are left out."""
    with app.store.reading() as reader:
        found = (register_school(reader, urn) for urn in urns)
        return tuple(school for school in found if school is not None)


def fits(school: School, text: str) -> bool:
    """Whether each word of `text` begins a word of the school's name, place, authority or URN."""
    facts = (school.name, school.town, school.postcode, school.la_name, str(school.urn))
    own = [word for fact in facts for word in words_of(fact)]
    own.append("".join(words_of(school.postcode)))
    return all(any(word.startswith(typed) for word in own) for typed in words_of(text))
