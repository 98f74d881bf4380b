"""Documents of a school by e-mail: to whom each may go, with what care, and what is kept."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace

import pikepdf
import pytest

from app.domain.pupils import FocusPupil
from app.domain.records import BRIEFING, PUPIL_LIST, ProducedDocument
from app.domain.schools import School
from app.errors import MailError, NotFoundError, RuleError
from app.storage import outbox_content
from app.usecases import mail
from app.usecases.handing_over import why_not_sent
from app.usecases.letters import Letter
from app.usecases.mail import BY_DRAFT, BY_HAND, sent_by_hand, without_mail_program
from app.usecases.mail_account import set_account
from app.usecases.outbox import fresh_password, outbox
from app.usecases.people import add_person
from app.usecases.pupils import add_pupil, remove_pupil
from app.usecases.records import finish_record, start_record
from app.usecases.register import import_schools
from app.usecases.school_documents import KINDS, draw_of_school, offers
from app.usecases.school_mail import (
    hand_over_school_document,
    queue_school_document,
    school_addressees,
    suggest_school_letter,
)
from app.usecases.school_page import school_page
from app.usecases.schools import hand_over
from tests.builders import another_adviser, with_school
from tests.builders_filling import fill_record
from tests.builders_outbox import an_item
from tests.builders_register import listed, write_list

URN = 900001
HEAD, SENCO = "head@alderbrook.example", "senco@alderbrook.example"
CHAIR = "chair@alderbrok.example"
LETTER = Letter((HEAD,), "Focus pupils", "Dear colleague\n")
CODE = "ZQ07"


@pytest.fixture
def school(app):
    """The app, with an account, a focus pupil, and people at the school; one has an odd domain."""
    for role, address in (("headteacher", HEAD), ("senco", SENCO), ("chair_of_governors", CHAIR)):
        add_person(app, URN, role, email=address)
    set_account(app, "mail.westmarch.example", "adviser", "adviser@westmarch.example", "secret")
    add_pupil(app, FocusPupil("pupil", URN, CODE, target="Draws first"))
    return app


@pytest.fixture
def quiet(school):
    """The same, with a mail program that takes every draft and starts nothing."""
    return without_mail_program(school)


def to(*addresses, sure=()):
    return replace(LETTER, to=addresses, sure=frozenset(sure))


def with_agreement(app):
    """Finish the application that the school's agreement is made from."""
    record_id = start_record(app, URN, "application").value.record.id
    fill_record(app, record_id, {"contract_we_do": "Four visits"})
    finish_record(app, record_id)


def nothing_went(app):
    with app.store.reading() as reader:
        return outbox(app).items == () and reader.find(ProducedDocument) == ()


def withdraw_agreement(app):
    with app.store.unit_of_work() as work:
        (kept,) = work.find(School, urn=URN)
        work.save(replace(kept, agreement_date=None))
        work.commit()


def test_the_list_of_pupils_is_queued_locked_with_the_hash_of_the_plain_one(school):
    password = fresh_password()
    item = queue_school_document(school, URN, PUPIL_LIST, LETTER, password).value
    with school.store.reading() as reader:
        content = outbox_content(reader, item.id)
        (kept,) = reader.find(ProducedDocument)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(content))
    with pikepdf.open(io.BytesIO(content), password=password) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.encryption.bits == 256
    plain = draw_of_school(school, URN, PUPIL_LIST).content
    assert kept.sha256 == hashlib.sha256(plain).hexdigest()
    assert (kept.kind, kept.record_id, kept.urn) == (PUPIL_LIST, "", URN)
    assert (item.record_id, item.document_id, item.protected) == ("", kept.id, True)
    assert password not in repr(item)


def test_no_code_is_in_the_letter_that_is_suggested_nor_in_the_file_s_name(school):
    letter = suggest_school_letter(school, URN, PUPIL_LIST)
    item = queue_school_document(school, URN, PUPIL_LIST, replace(letter, to=(HEAD,))).value
    said = f"{item.subject} {item.body} {item.file_name} {item!r}"
    assert CODE.casefold() not in said.casefold()
    assert "Alderbrook Primary School" in item.subject


@pytest.mark.parametrize("words", ["About zq07", "Z\u00adQ07 moved on", "(ZQ07)"])
@pytest.mark.parametrize("place", ["subject", "body"])
def test_a_code_that_was_typed_into_the_letter_stops_it(school, words, place):
    with pytest.raises(RuleError, match="names a pupil’s code"):
        queue_school_document(school, URN, PUPIL_LIST, replace(LETTER, **{place: words}))
    assert nothing_went(school)


def test_a_code_that_a_pupil_had_once_stops_the_agreement_s_letter_too(school):
    with_agreement(school)
    remove_pupil(school, FocusPupil("pupil", URN, CODE))
    letter = replace(LETTER, body=f"And {CODE} has left.")
    with pytest.raises(RuleError, match="names a pupil’s code"):
        queue_school_document(school, URN, "agreement", letter)


def test_the_list_of_pupils_is_suggested_to_nobody_and_the_others_to_those_who_receive_notes(
    school,
):
    assert suggest_school_letter(school, URN, PUPIL_LIST).to == ()
    assert HEAD in suggest_school_letter(school, URN, "agreement").to
    assert school_addressees(school, URN, PUPIL_LIST).care
    assert not school_addressees(school, URN, "agreement").care


@pytest.mark.parametrize("typed", ["clerk@alderbrook.example", "Head@alderbrook.example.org"])
def test_the_list_of_pupils_goes_to_nobody_but_the_school_s_own_people(school, quiet, typed):
    with pytest.raises(RuleError, match="its own people alone"):
        queue_school_document(school, URN, PUPIL_LIST, to(HEAD, typed, sure=(typed,)))
    folder = school.folder.parent / "out"
    with pytest.raises(RuleError, match="its own people alone"):
        hand_over_school_document(quiet, URN, PUPIL_LIST, folder, to(typed))
    assert nothing_went(school)
    assert not folder.exists()


def test_another_school_s_people_are_strangers_there(school):
    with_school(school, 900002, name="Thornfield Junior School")
    add_person(school, 900002, "headteacher", email="head@thornfield.example")
    with pytest.raises(RuleError, match="its own people alone"):
        queue_school_document(school, URN, PUPIL_LIST, to("head@thornfield.example"))


def test_the_agreement_may_go_to_an_address_that_was_typed(school):
    with_agreement(school)
    item = queue_school_document(school, URN, "agreement", to("clerk@trust.example")).value
    assert item.recipients == ("clerk@trust.example",)


def test_an_address_that_nothing_vouches_for_wants_a_person_s_word(school):
    with pytest.raises(RuleError, match="letter by letter"):
        queue_school_document(school, URN, PUPIL_LIST, to(HEAD, CHAIR))
    assert nothing_went(school)
    item = queue_school_document(school, URN, PUPIL_LIST, to(HEAD, CHAIR, sure=(CHAIR,))).value
    assert item.recipients == (HEAD, CHAIR)


@pytest.mark.parametrize(
    ("website", "others", "vouched"),
    [
        ("", (), set()),
        ("", (SENCO,), {HEAD, SENCO}),
        ("", (HEAD,), set()),
        ("", (HEAD.upper(),), set()),
        ("", ("one@gmail.com", "two@gmail.com"), set()),
        ("www.alderbrook.example", (), {HEAD}),
        ("www.alderbrook.example", ("a@post.example", "b@post.example"), {HEAD}),
        ("www.elsewhere.example", (SENCO,), set()),
    ],
)
def test_a_domain_is_vouched_for_by_the_website_else_by_two_people(
    app, tmp_path, website, others, vouched
):
    import_schools(app, write_list(tmp_path / "list.csv", listed(URN, SchoolWebsite=website)))
    for address in (HEAD, *others):
        add_person(app, URN, "class_teacher", email=address)
    people = school_addressees(app, URN, PUPIL_LIST).people
    assert {person.email for person in people if person.vouched} == vouched


def test_an_address_is_the_same_however_it_was_typed(school):
    item = queue_school_document(school, URN, PUPIL_LIST, to("HEAD@Alderbrook.Example")).value
    assert item.recipients == ("HEAD@Alderbrook.Example",)


def test_the_list_of_pupils_goes_to_somebody(school, quiet, tmp_path):
    with pytest.raises(RuleError, match="Choose whom"):
        hand_over_school_document(quiet, URN, PUPIL_LIST, tmp_path / "out", to())
    with pytest.raises(RuleError, match="Choose whom"):
        queue_school_document(school, URN, PUPIL_LIST, to())


def test_a_briefing_is_sent_to_no_school(school, quiet, tmp_path):
    acts = (
        lambda: suggest_school_letter(school, URN, BRIEFING),
        lambda: queue_school_document(school, URN, BRIEFING, LETTER),
        lambda: hand_over_school_document(quiet, URN, BRIEFING, tmp_path / "out", LETTER),
    )
    for act in acts:
        with pytest.raises(RuleError, match="for you, not for the school"):
            act()
    assert nothing_went(school)
    assert not (tmp_path / "out").exists()


def test_every_kind_says_why_it_can_not_be_mailed(school):
    said = {offer.kind.key: offer.why_not_mailed for offer in offers(school, URN)}
    assert set(said) == {kind.key for kind in KINDS}
    assert "for you, not for the school" in said[BRIEFING]
    assert said[PUPIL_LIST] == ""
    assert "application" in said["agreement"]


def test_nothing_goes_of_a_school_that_is_another_s_now_nor_without_an_agreement(school):
    withdraw_agreement(school)
    with pytest.raises(RuleError, match="no signed agreement"):
        suggest_school_letter(school, URN, PUPIL_LIST)
    with pytest.raises(RuleError, match="no signed agreement"):
        queue_school_document(school, URN, PUPIL_LIST, LETTER)
    hand_over(school, URN, another_adviser(school).id)
    with pytest.raises(RuleError, match="with another adviser"):
        queue_school_document(school, URN, PUPIL_LIST, LETTER)
    with pytest.raises(RuleError, match="with another adviser"):
        suggest_school_letter(school, URN, PUPIL_LIST)
    assert nothing_went(school)


@pytest.mark.parametrize(
    "changes",
    [
        {"to": ("head",)},
        {"to": (HEAD, "head@alderbrook.example\r\nBcc: spy@elsewhere.example")},
        {"subject": "Agreement\r\nBcc: spy@elsewhere.example"},
        {"body": "half a character \ud800"},
    ],
)
def test_what_could_never_be_sent_is_refused_as_of_a_record(school, changes):
    with_agreement(school)
    with pytest.raises(MailError, match="Nothing has been sent"):
        queue_school_document(school, URN, "agreement", replace(LETTER, **changes))
    assert outbox(school).items == ()


def test_without_an_account_nothing_is_queued_and_a_kind_that_is_not_known_is_named(asha, school):
    with pytest.raises(RuleError, match="No mail account"):
        queue_school_document(asha, URN, PUPIL_LIST, LETTER)
    with pytest.raises(NotFoundError, match="menu"):
        queue_school_document(school, URN, "menu", LETTER)


def test_the_same_list_is_not_queued_twice_for_one_address(school):
    queue_school_document(school, URN, PUPIL_LIST, LETTER, "one password")
    with pytest.raises(RuleError, match="already"):
        queue_school_document(school, URN, PUPIL_LIST, LETTER, "another")


def test_a_draft_holds_the_locked_list_and_that_it_was_handed_over_is_kept(quiet, tmp_path):
    done = hand_over_school_document(quiet, URN, PUPIL_LIST, tmp_path / "out", LETTER, "7K3M-0QXA")
    sent = done.value
    with pikepdf.open(sent.document.path, password="7K3M-0QXA") as pdf:
        assert len(pdf.pages) == 1
    assert sent.draft.path.read_bytes().startswith(b"X-Unsent: 1")
    (line,) = school_page(quiet, URN).documents
    assert line.document.sha256 == sent.document.sha256
    assert [(one.recipients, one.how, one.record_id) for one in line.handed] == [
        (f"Headteacher {HEAD}", BY_DRAFT, "")
    ]
    assert {change.id for change in done.changes} == {line.document.id, line.handed[0].id}


def test_a_draft_that_no_program_took_is_handed_over_once_the_person_says_so(
    quiet, tmp_path, monkeypatch
):
    nobody = mail.Handed(shown=False, message="No mail program.", link="")
    monkeypatch.setattr(mail, "open_in_mail_program", lambda _app, _draft: nobody)
    sent = hand_over_school_document(quiet, URN, PUPIL_LIST, tmp_path / "out", LETTER).value
    assert school_page(quiet, URN).documents[0].handed == ()
    sent_by_hand(quiet, sent)
    (handed,) = school_page(quiet, URN).documents[0].handed
    assert (handed.recipients, handed.how) == (f"Headteacher {HEAD}", BY_HAND)


def test_what_nothing_is_known_of_any_more_is_not_sent(school):
    with school.store.reading() as reader:
        assert why_not_sent(reader, an_item(record_id="", document_id="gone"))
