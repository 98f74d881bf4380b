"""Whom a note can go to: an address whose domain no other of the school has stands out."""

from __future__ import annotations

import hashlib

import pikepdf
import pytest

from app.usecases.documents import draw
from app.usecases.letters import Letter
from app.usecases.mail import addressees, hand_over_by_mail, without_mail_program
from app.usecases.people import add_person
from app.usecases.register import import_schools
from tests.builders import a_finished_record
from tests.builders_register import listed, write_list

PASSWORD = "7K3M-0QXA-9T4C"


@pytest.fixture
def record(app):
    return a_finished_record(app)


def odd_ones(app, record):
    return {person.email for person in addressees(app, record.id).people if person.odd}


@pytest.fixture
def registered(app, tmp_path):
    """Imports the school with the website that a test gives it."""
    return lambda website: import_schools(
        app, write_list(tmp_path / "list.csv", listed(900001, SchoolWebsite=website))
    )


def test_one_address_alone_has_nothing_to_differ_from(app, record):
    add_person(app, 900001, "headteacher", email="head@alderbrook.example")
    assert odd_ones(app, record) == set()


def test_an_address_with_another_domain_than_the_others_stands_out(app, record):
    add_person(app, 900001, "headteacher", email="head@alderbrook.example")
    add_person(app, 900001, "maths_lead", email="maths@Alderbrook.example")
    add_person(app, 900001, "chair", email="chair@alderbrok.example")
    assert odd_ones(app, record) == {"chair@alderbrok.example"}
    known = addressees(app, record.id)
    assert known.domains == {"alderbrook.example", "alderbrok.example"}


@pytest.mark.parametrize(
    "website",
    ["https://www.alderbrook.example/home", "www.Alderbrook.example", "alderbrook.example"],
)
def test_the_school_s_website_vouches_for_its_domain(app, record, registered, website):
    registered(website)
    add_person(app, 900001, "headteacher", email="head@alderbrook.example")
    add_person(app, 900001, "chair", email="chair@post.example")
    assert odd_ones(app, record) == {"chair@post.example"}


@pytest.mark.parametrize("website", ["", "http://[broken", "http://", "none yet"])
def test_a_website_that_names_no_server_vouches_for_nothing(app, record, registered, website):
    registered(website)
    add_person(app, 900001, "headteacher", email="head@alderbrook.example")
    assert addressees(app, record.id).domains == {"alderbrook.example"}


def test_addresses_that_were_written_to_are_known(app, record, tmp_path):
    quiet = without_mail_program(app)
    hand_over_by_mail(quiet, record.id, tmp_path, Letter(("Head@alderbrook.example",), "", ""))
    assert "head@alderbrook.example" in addressees(app, record.id).used


def test_a_draft_may_have_a_locked_pdf_and_the_hash_is_of_the_plain_one(app, record, tmp_path):
    quiet = without_mail_program(app)
    letter = Letter(("head@alderbrook.example",), "Note", "")
    plain = draw(app, record.id).content  # before it is sent, which the next one would say
    sent = hand_over_by_mail(quiet, record.id, tmp_path / "out", letter, PASSWORD).value
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(sent.document.path)
    pikepdf.open(sent.document.path, password=PASSWORD).close()
    assert sent.document.sha256 == hashlib.sha256(plain).hexdigest()
    assert PASSWORD.encode() not in sent.draft.path.read_bytes()


def test_a_slip_in_a_colleague_s_domain_is_told_even_after_it_was_written_to(app, record, tmp_path):
    add_person(app, 900001, "headteacher", email="head@oakfield.example")
    add_person(app, 900001, "chair", email="chair@oakfield.example")
    add_person(app, 900001, "maths_subject_leader", email="maths@oakfeild.example")
    quiet = without_mail_program(app)
    hand_over_by_mail(quiet, record.id, tmp_path, Letter(("maths@oakfeild.example",), "", ""))
    found = {person.email: person for person in addressees(app, record.id).people}
    slip = found["maths@oakfeild.example"]
    assert (slip.used, slip.like) == (True, "oakfield.example")
    assert found["head@oakfield.example"].like == ""
