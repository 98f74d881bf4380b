"""The adviser who holds this laptop, and the key people of schools."""

from __future__ import annotations

from dataclasses import replace

from app import reference
from app.domain.changes import Done, Seen
from app.domain.email import plain_address
from app.domain.people import Adviser, KeyPerson
from app.errors import InputError
from app.parts import App
from app.usecases.guards import ME_SETTING, own_school, taken_on


def introduce(app: App, *, name: str, role: str, email: str = "", organisation: str = "") -> App:
    """Keep who holds this laptop; answers the parts with `me` set."""
    if not name.strip():
        raise InputError("Please give your name as it should stand on notes of visit.")
    role = reference.role_key(role, reference.team_roles())
    adviser = Adviser(app.new_id(), name.strip(), role, _checked_email(email), organisation.strip())
    with app.store.unit_of_work() as work:
        work.save(adviser)
        work.keep_setting(ME_SETTING, adviser.id)
        work.commit()
    app.store.person = adviser.id
    return replace(app, me=adviser.id)


def who_holds_this(app: App) -> Adviser | None:
    """The adviser who holds this laptop; None before the first introduction."""
    with app.store.reading() as reader:
        found = reader.find(Adviser, id=app.me) if app.me else ()
    return found[0] if found else None


def change_me(app: App, adviser: Adviser, seen: Seen | None = None) -> Done[Adviser]:
    """Keep a change to the adviser's own name, role, e-mail or organisation."""
    _checked_email(adviser.email)
    with app.store.unit_of_work() as work:
        work.save(adviser, seen)
        return Done(adviser, work.commit())


def add_person(
    app: App,
    urn: int,
    role: str,
    *,
    name: str = "",
    email: str = "",
    telephone: str = "",
    safeguarding_lead: bool | None = None,
    receives_notes: bool | None = None,
) -> Done[KeyPerson]:
    """Keep a key person of a school by role; the role's usual marks stand unless they are given."""
    key = reference.role_key(role, reference.school_roles())
    if not key:
        raise InputError("Please give the person's role at the school, such as Headteacher.")
    leads, receives = reference.school_role_marks(key)
    person = KeyPerson(
        id=app.new_id(),
        urn=urn,
        role=key,
        name=name.strip(),
        email=_checked_email(email),
        telephone=telephone.strip(),
        safeguarding_lead=leads if safeguarding_lead is None else safeguarding_lead,
        receives_notes=receives if receives_notes is None else receives_notes,
    )
    with app.store.unit_of_work() as work:
        own_school(work, urn)
        work.save(person)
        return Done(person, work.commit())


def change_person(app: App, person: KeyPerson, seen: Seen | None = None) -> Done[KeyPerson]:
    """Keep a changed key person."""
    _checked_email(person.email)
    with app.store.unit_of_work() as work:
        own_school(work, person.urn)
        work.save(person, seen)
        return Done(person, work.commit())


def remove_person(app: App, person: KeyPerson, seen: Seen | None = None) -> Done[KeyPerson]:
    """Take a key person out."""
    with app.store.unit_of_work() as work:
        own_school(work, person.urn)
        work.delete(person, seen)
        return Done(person, work.commit())


def people_of(app: App, urn: int) -> tuple[KeyPerson, ...]:
    """The key people of a school, in the order of the list of roles."""
    with app.store.reading() as reader:
        taken_on(reader, urn)
        return in_order_of_roles(reader.find(KeyPerson, urn=urn))


def in_order_of_roles(people: tuple[KeyPerson, ...]) -> tuple[KeyPerson, ...]:
    """`people` as the list of roles has them, others last."""
    order = {role.key: place for place, role in enumerate(reference.school_roles())}
    return tuple(sorted(people, key=lambda person: (order.get(person.role, 99), person.id)))


def _checked_email(text: str) -> str:
    email = text.strip()
    if email and plain_address(email) is None:
        raise InputError(f"“{email}” is not an e-mail address. Nothing has been changed.")
    return email
