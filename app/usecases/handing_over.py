"""What goes to a school and what no longer does, and which records were handed over as they stand.

A corrected revision has to go out again.
"""

from __future__ import annotations

from collections.abc import Iterable

from app import reference
from app.domain.email import folded
from app.domain.follow_through import Way, way_of
from app.domain.outbox import OutboxItem
from app.domain.people import KeyPerson
from app.domain.records import PUPIL_LIST, HandedOver, ProducedDocument, Record, RecordState
from app.domain.snapshot import Snapshot, from_json
from app.errors import NotFoundError, RuleError
from app.parts import App
from app.storage import Reader
from app.usecases.guards import own_school, own_subject
from app.usecases.shipped_forms import is_for_team, shipped_forms

BY_ACCOUNT = "e-mail"
NOT_YOURS = "You do not hold this school now, so this was not sent."
REOPENED = "The record was reopened, so this version was not sent."
WITHDRAWN = "The school has no signed agreement now, so its list of pupils was not sent."
MOVED_AWAY = "{} is nobody’s address at this school now, so its list of pupils was not sent."
UNKNOWN = "Nothing here says any more what this document is, so it was not sent."


def check_for_school(snapshot: Snapshot) -> None:
    """Raise RuleError for what is the team's own, by what was frozen when it was finished."""
    if way_of(snapshot) is Way.KEPT:
        raise RuleError(
            "This record is for the project’s team, and no school is sent it. "
            "Nothing has been sent."
        )


def why_not_sent(reader: Reader, item: OutboxItem) -> str:
    """Why a message that waits may not be sent any more, in words; blank where it may."""
    made = reader.find(ProducedDocument, id=item.document_id)
    if not item.record_id:
        return _why_not_of_school(reader, item, made[0].kind) if made else UNKNOWN
    found = reader.find(Record, id=item.record_id)
    stands = found and found[0].state is RecordState.FINISHED
    if not (stands and made and made[0].revision == found[0].revision):
        return REOPENED
    try:
        own_subject(reader, found[0])
    except (NotFoundError, RuleError):
        return NOT_YOURS
    return ""


def _why_not_of_school(reader: Reader, item: OutboxItem, kind: str) -> str:
    """As `why_not_sent`, of a school's own document: its bytes are those that were queued."""
    try:
        school = own_school(reader, item.urn)
    except (NotFoundError, RuleError):
        return NOT_YOURS
    if kind != PUPIL_LIST:
        return ""
    if school.agreement_date is None:
        return WITHDRAWN
    gone = strangers(reader, item.urn, item.recipients)
    return MOVED_AWAY.format(gone[0]) if gone else ""


def strangers(reader: Reader, urn: int, addresses: Iterable[str]) -> tuple[str, ...]:
    """Those of `addresses` that no key person of the school has."""
    known = {folded(person.email) for person in reader.find(KeyPerson, urn=urn)}
    return tuple(address for address in addresses if folded(address) not in known)


def is_for_school(reader: Reader, record: Record) -> bool:
    """Whether a school is ever sent a finished record; only own forms need a look at what froze."""
    if record.form_id in shipped_forms():
        return not is_for_team(record.form_id)
    content = reader.snapshot(record.id)
    return content is None or way_of(from_json(content)) is not Way.KEPT


def last_handed(reader: Reader, records: Iterable[Record]) -> dict[str, HandedOver]:
    """By record id, when a document of the revision that is finished now was last handed over."""
    return {record_id: handed[-1] for record_id, handed in handed_now(reader, records).items()}


def handed_now(reader: Reader, records: Iterable[Record]) -> dict[str, tuple[HandedOver, ...]]:
    """By record id, each handing over of the revision that is finished now, the oldest first.

    A draft is in no document yet, and a note of an earlier revision is not this one.
    """
    standing = {r.id: r.revision for r in records if r.state is RecordState.FINISHED}
    wanted = tuple(standing)
    made = reader.find(ProducedDocument, record_id=wanted)
    current = {one.id for one in made if one.revision == standing[one.record_id]}
    found: dict[str, tuple[HandedOver, ...]] = {}
    for one in reader.find(HandedOver, record_id=wanted):  # by their moments
        if one.document_id in current:
            found[one.record_id] = (*found.get(one.record_id, ()), one)
    return found


def not_to(refused: Iterable[str]) -> str:
    """Whom a message did not reach since the server refused that, in words; blank for nobody."""
    addresses = ", ".join(refused)
    return f"Not to {addresses}: the mail server refused that." if addresses else ""


def new_hand_over(app: App, reader: Reader, item: OutboxItem) -> HandedOver:
    """What is kept of a message that was sent: to whom, by role and address, how, and when."""
    return HandedOver(
        id=app.new_id(),
        urn=item.urn,
        record_id=item.record_id,
        document_id=item.document_id,
        recipients=by_role(reader.find(KeyPerson, urn=item.urn), item.accepted),
        how=BY_ACCOUNT,
        at=item.sent_at or app.clock(),
    )


def by_role(people: Iterable[KeyPerson], addresses: Iterable[str]) -> str:
    """Addresses in words, each with its role at the school where it has one."""
    roles = {folded(person.email): reference.role_label(person.role) for person in people}
    return ", ".join(f"{roles.get(folded(to), '')} {to}".strip() for to in addresses)
