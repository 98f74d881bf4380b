"""Handing documents of a school as a whole over by e-mail: as a draft, or by the outbox.

The list of pupils holds codes. It goes to people of that school alone, and where nothing here
vouches for an address's domain only once a person has said that it is right.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from app.domain.calendar import in_words
from app.domain.changes import Done
from app.domain.email import folded
from app.domain.outbox import OutboxItem
from app.domain.people import Adviser
from app.domain.records import PUPIL_LIST
from app.domain.schools import School
from app.errors import RuleError
from app.parts import App
from app.storage import Reader
from app.usecases.guards import codes_allowed, own_school
from app.usecases.handing_over import strangers
from app.usecases.letters import Letter
from app.usecases.mail import (
    Addressees,
    Sent,
    addressees_at,
    check_letter,
    receivers,
    to_mail_program,
)
from app.usecases.mail_account import account_to_use
from app.usecases.outbox import Enclosed, queue_enclosed
from app.usecases.school_documents import (
    FOR_YOU,
    SchoolDocument,
    draw_of_school,
    export_of_school,
    keep_of_school,
    kind_of_document,
)

CARE = (
    "Pupils’ codes stand in this list, and whoever has the school’s key can tell who is meant. So "
    "it goes to people of this school alone, and a password is suggested."
)
NOT_THEIRS = (
    "{} is nobody’s address at this school, and the list of pupils goes to its own people alone. "
    "Add who it is on the school’s page, under key people. Nothing has been sent."
)
NOT_SURE = (
    "Nothing here shows that {} belongs to this school. Check it letter by letter, and say that "
    "you did. Nothing has been sent."
)
NO_ONE = "Choose whom at the school it goes to. Nothing has been sent."


def suggest_school_letter(app: App, urn: int, key: str) -> Letter:
    """The usual letter with a document of a school: to those who receive notes.

    The list of pupils is suggested to nobody: whom it goes to is chosen each time. Raises RuleError
    for what no school is sent and for a school that one does not hold now.
    """
    kind = kind_of_document(key)
    with app.store.reading() as reader:
        school = _check_kind(reader, urn, kind)
        me = reader.find(Adviser, id=app.me) if app.me else ()
        to = () if key == PUPIL_LIST else receivers(reader, urn)
    body = (
        f"Dear colleague,\n\nPlease find attached {kind.enclosed}.\n\n"
        f"With kind regards\n{me[0].name if me else ''}\n"
    )
    return Letter(to, f"{kind.title}: {school.name}, {in_words(app.today())}", body)


def school_addressees(app: App, urn: int, key: str) -> Addressees:
    """Whom a document of a school can go to, and with what care.

    The list of pupils is suggested to nobody, as in `suggest_school_letter`.
    """
    with app.store.reading() as reader:
        known = addressees_at(reader, urn)
    if key != PUPIL_LIST:
        return known
    people = tuple(replace(person, usual=False) for person in known.people)
    return replace(known, people=people, care=CARE)


def hand_over_school_document(
    app: App, urn: int, key: str, folder: Path, letter: Letter, password: str = ""
) -> Done[Sent]:
    """Save the PDF, open a draft with it, and keep that it was handed over.

    As `mail.hand_over_by_mail`, of a document of a school as a whole.
    """
    with app.store.reading() as reader:
        _check(reader, urn, key, letter)
    exported = export_of_school(app, urn, key, folder, password=password)
    return to_mail_program(app, exported, letter)


def queue_school_document(
    app: App, urn: int, key: str, letter: Letter, password: str = ""
) -> Done[OutboxItem]:
    """Put a document of a school, as it is now, into the outbox; as `outbox.queue_message`."""
    with app.store.reading() as reader:
        account_to_use(reader)
        _check(reader, urn, key, letter)
    drawn = draw_of_school(app, urn, key)
    keep = partial(keep_of_school, app, drawn=drawn)
    return queue_enclosed(app, letter, Enclosed(drawn.file_name, drawn.content, keep), password)


def _check_kind(reader: Reader, urn: int, kind: SchoolDocument) -> School:
    if not kind.enclosed:
        raise RuleError(f"{FOR_YOU} Nothing has been sent.")
    school = own_school(reader, urn)
    if kind.key == PUPIL_LIST:
        codes_allowed(school)
    return school


def _check(reader: Reader, urn: int, key: str, letter: Letter) -> None:
    """Refuse what is not for the school, and what would take a code elsewhere."""
    _check_kind(reader, urn, kind_of_document(key))
    check_letter(reader, urn, letter)
    if key == PUPIL_LIST:
        _check_own_people(reader, urn, letter)


def _check_own_people(reader: Reader, urn: int, letter: Letter) -> None:
    if not letter.to:
        raise RuleError(NO_ONE)
    for address in strangers(reader, urn, letter.to):
        raise RuleError(NOT_THEIRS.format(address))
    vouched = {folded(p.email) for p in addressees_at(reader, urn).people if p.vouched}
    sure = vouched | set(map(folded, letter.sure))
    for address in letter.to:
        if folded(address) not in sure:
            raise RuleError(NOT_SURE.format(address))
