"""Handing a note over by e-mail: a draft in the person's own mail program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app import reference
from app.domain.changes import Done
from app.domain.email import domain_of, folded, is_anyones, looks_like, plain_server
from app.domain.people import Adviser, KeyPerson
from app.domain.records import HandedOver, ProducedDocument
from app.domain.schools import Urn
from app.errors import ExportError, RuleError, StoreError
from app.files import replace_file
from app.parts import App
from app.storage import Reader, codes_ever, register_school
from app.usecases.documents import ExportedDocument, export_record
from app.usecases.guards import found_record
from app.usecases.handing_over import by_role, check_for_school
from app.usecases.letters import Letter, letter_of
from app.usecases.people import in_order_of_roles
from app.usecases.records import finished_snapshot
from app.usecases.stages import standing_of

BY_DRAFT = "e-mail draft"
BY_HAND = "e-mail, by hand"
NAMES_CODE = (
    "The subject or the text names a pupil’s code, which a message shows to everyone on its way. "
    "Take it out. Nothing has been sent."
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody at the school with an address. `usual`: receives notes; `used`: was written to.

    `odd`: no other address of the school, nor its website, has the same domain. `like` is the one
    of those from which such a domain differs by a slip of the keyboard, or blank. `vouched`: that
    domain is the website's; without one, that of another address there too, and not anybody's.
    """

    role: str
    name: str
    email: str
    usual: bool
    used: bool
    odd: bool = False
    vouched: bool = True
    like: str = ""


@dataclass(frozen=True, slots=True)
class Addressees:
    """Whom a note can go to, and what is known of addresses that are typed besides.

    `domains` are the school's, `used` the addresses that were written to before, in small letters.
    `care` says why it goes to nobody but `people`, each with a domain that is vouched for or was
    looked at, and is best locked; blank where it may go to others too.
    """

    people: tuple[Recipient, ...]
    domains: frozenset[str]
    used: frozenset[str]
    care: str = ""


@dataclass(frozen=True, slots=True)
class Handed:
    """What came of handing a draft to the mail program, and the sentence for the person.

    `shown` is false where no program took it. Some programs show a draft as a message received,
    which cannot be seen from here, so the link and the folder are offered all the same.
    """

    shown: bool
    message: str
    link: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft on disk beside its document, and the letter in it."""

    path: Path
    letter: Letter


@dataclass(frozen=True, slots=True)
class Sent:
    """A document with its draft, and what the mail program made of it."""

    document: ExportedDocument
    draft: Draft
    handed: Handed


def suggest_letter(app: App, record_id: str) -> Letter:
    """The usual letter for a finished record, `letters.letter_of`: to those who receive notes.

    Raises RuleError for what no school is sent.
    """
    snapshot = finished_snapshot(app, record_id)
    check_for_school(snapshot)
    with app.store.reading() as reader:
        to = receivers(reader, int(snapshot.facts.get("urn", 0)))
        me = reader.find(Adviser, id=app.me) if app.me else ()
        standing = standing_of(reader, snapshot, app.today())
    return letter_of(snapshot, standing, to, me[0].name if me else "")


def receivers(reader: Reader, urn: int) -> tuple[str, ...]:
    """The addresses of those at a school who receive notes."""
    people = in_order_of_roles(reader.find(KeyPerson, urn=urn))
    return tuple(person.email for person in people if person.receives_notes and person.email)


def recipients(app: App, record_id: str) -> tuple[Recipient, ...]:
    """Whom a record's note can go to: the school's key people with an address, by role."""
    return addressees(app, record_id).people


def addressees(app: App, record_id: str) -> Addressees:
    """As `recipients`, with what is known of other addresses."""
    with app.store.reading() as reader:
        return addressees_at(reader, found_record(reader, record_id).urn)


def addressees_at(reader: Reader, urn: int) -> Addressees:
    """Whom something of a school can go to."""
    everybody = in_order_of_roles(reader.find(KeyPerson, urn=urn))
    before = " ".join(handed.recipients for handed in reader.find(HandedOver, urn=urn))
    site = _site_domain(reader, urn)
    used = frozenset(before.casefold().replace(",", " ").split())
    people = [person for person in everybody if person.email]
    domains = Counter(map(domain_of, {folded(person.email) for person in people}))
    domains.update(site)
    return Addressees(
        tuple(_recipient(person, used, site, domains) for person in people),
        frozenset(domains),
        used,
    )


def _recipient(
    person: KeyPerson, used: Container[str], site: tuple[str, ...], domains: Mapping[str, int]
) -> Recipient:
    """A person with what is known of the address; `domains` are the school's, with their number."""
    domain = domain_of(person.email)
    odd = len(domains) > 1 and domains[domain] == 1
    return Recipient(
        reference.role_label(person.role),
        person.name,
        person.email,
        person.receives_notes,
        person.email.casefold() in used,
        odd=odd,
        vouched=_is_vouched(domain, site, domains),
        like=looks_like(domain, domains.keys() - {domain} if odd else ()),
    )


def _is_vouched(domain: str, site: tuple[str, ...], domains: Mapping[str, int]) -> bool:
    """An address that two roles share is one address and vouches for nothing."""
    return domain in site if site else domains[domain] > 1 and not is_anyones(domain)


def _site_domain(reader: Reader, urn: int) -> tuple[str, ...]:
    """The domain of the school's website, where the register has one."""
    school = register_school(reader, Urn(urn)) if urn else None
    website = school.website if school else ""
    host = (website.partition("//")[2] or website).partition("/")[0]
    name = plain_server(host.casefold().removeprefix("www."))
    return (name,) if name else ()


def check_letter(reader: Reader, urn: int, letter: Letter) -> None:
    """Raise RuleError for words that name a code of the school's pupils, now or earlier."""
    from app.reports.content.printable import names_code

    if names_code(f"{letter.subject}\n{letter.body}", codes_ever(reader, urn)):
        raise RuleError(NAMES_CODE)


def draft_message(app: App, record_id: str, document: Path, letter: Letter) -> Draft:
    """Write the draft with the document attached beside that document; nothing is sent."""
    with app.store.reading() as reader:
        _check_made_here(reader.find(ProducedDocument, record_id=record_id), document)
    return _draft_beside(app, document, letter)


def _draft_beside(app: App, document: Path, letter: Letter) -> Draft:
    from app.mail.draft import make_draft

    with app.store.reading() as reader:
        me = reader.find(Adviser, id=app.me) if app.me else ()
    content = make_draft(
        to=letter.to,
        subject=letter.subject,
        body=letter.body,
        attachments=[(document.name, _read(document))],
        sender=me[0].email if me else "",
        sender_name=me[0].name if me else "",
    )
    path = document.with_suffix(".eml")
    try:
        replace_file(path, content)
    except StoreError as error:
        raise ExportError(f"{error} The record and its PDF are safe.") from error
    return Draft(path, letter)


def _check_made_here(made: tuple[ProducedDocument, ...], document: Path) -> None:
    if document.name not in {kept.file_name for kept in made}:
        raise ExportError("This file was not made from this record. No draft has been made.")


def _read(document: Path) -> bytes:
    try:
        return document.read_bytes()
    except OSError as error:
        raise ExportError(
            f"{document.name} is no longer in its folder. Make the PDF again; the record is safe."
        ) from error


def open_in_mail_program(app: App, draft: Draft) -> Handed:
    """Open the draft in the person's own mail program. Raises MailError for no draft.

    Waits for a program to start, for some seconds at most: not for the window's own thread.
    """
    from app.mail.draft import mailto_link
    from app.mail.opener import open_draft

    opened = open_draft(draft.path, desktop=app.desktop)
    letter = draft.letter
    link = mailto_link(letter.to, letter.subject, letter.body)
    return Handed(bool(opened), opened.message, link)


def open_new_message(app: App, handed: Handed) -> bool:
    """Open an empty message with the letter's words, to attach the PDF to; False where none opens.

    Waits for a program to start, as `open_in_mail_program`.
    """
    from app.mail.opener import open_link

    return open_link(handed.link, desktop=app.desktop)


def without_mail_program(app: App) -> App:
    """The same program on a desktop that takes every draft and starts nothing, for a tour."""
    from app.mail.desktop import Desktop

    quiet = Desktop("darwin", find=lambda name: name, start=lambda _command: True)
    return replace(app, desktop=quiet)


def hand_over_by_mail(
    app: App, record_id: str, folder: Path, letter: Letter, password: str = ""
) -> Done[Sent]:
    """Save the PDF, open a draft with it, and keep that it was handed over.

    With `password` the PDF opens with that alone; it is kept nowhere. Raises RuleError for what no
    school is sent, and for words that name a pupil's code.

    Where no mail program took the draft nothing is kept as handed over: `hand_over_document` does
    that once the person says so.
    """
    check_for_school(finished_snapshot(app, record_id))
    with app.store.reading() as reader:
        check_letter(reader, found_record(reader, record_id).urn, letter)
    return to_mail_program(app, export_record(app, record_id, folder, password=password), letter)


def to_mail_program(app: App, exported: Done[ExportedDocument], letter: Letter) -> Done[Sent]:
    """Open a draft with a document that was just written; handed over where a program took it."""
    document = exported.value
    draft = _draft_beside(app, document.path, letter)
    sent = Sent(document, draft, open_in_mail_program(app, draft))
    kept = _keep_sent(app, sent, BY_DRAFT).changes if sent.handed.shown else ()
    return Done(sent, exported.changes + kept)


def sent_by_hand(app: App, sent: Sent) -> Done[HandedOver]:
    """Keep that the person sent a document whose draft no mail program took."""
    return _keep_sent(app, sent, BY_HAND)


def _keep_sent(app: App, sent: Sent, how: str) -> Done[HandedOver]:
    with app.store.reading() as reader:
        people = reader.find(KeyPerson, urn=sent.document.kept.urn)
    to = by_role(people, sent.draft.letter.to) or "whom the mail program was told"
    return hand_over_document(app, sent.document, to, how)


def show_folder(path: Path) -> bool:
    """Show the folder that `path` is in; False where this desktop has nothing to show it with."""
    from app.mail.opener import show_in_folder

    return show_in_folder(path)


def hand_over_document(
    app: App, document: ExportedDocument, recipients: str, how: str
) -> Done[HandedOver]:
    """Keep that a document was handed over: to whom, how, and when."""
    handed = HandedOver(
        id=app.new_id(),
        urn=document.kept.urn,
        record_id=document.kept.record_id,
        document_id=document.kept.id,
        recipients=recipients,
        how=how,
        at=app.clock(),
    )
    with app.store.unit_of_work() as work:
        work.save(handed)
        return Done(handed, work.commit())


def handed_over(app: App, record_id: str) -> tuple[HandedOver, ...]:
    """What of a record was handed over, oldest first."""
    with app.store.reading() as reader:
        found = reader.find(HandedOver, record_id=record_id)
    return tuple(sorted(found, key=lambda handed: handed.at))
