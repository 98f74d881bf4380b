"""A document of a school sent by commands alone: the list of pupils, locked, to its own people."""

from __future__ import annotations

import io

import pikepdf
import pytest

from app.bootstrap import open_with_key
from app.domain.pupils import FocusPupil
from app.usecases.people import add_person
from app.usecases.pupils import add_pupil
from app.usecases.school_page import school_page
from tests.builders import KEY, an_app, with_school
from tests.builders_mail_server import PASSWORD, USER, attachment_of, serving

URN = 900001
HEAD, CHAIR = "head@alderbrook.example", "chair@alderbrok.example"
CODE = "ZQ07"


@pytest.fixture
def sending(tmp_path, command, office, certificate):
    """The command, on a data folder with a focus pupil, two people and an account that works."""
    app = an_app(tmp_path / "data")
    with_school(app)
    add_pupil(app, FocusPupil(app.new_id(), URN, CODE, target="Draws first"))
    for role, address in (("headteacher", HEAD), ("senco", "senco@alderbrook.example")):
        add_person(app, URN, role, email=address)
    add_person(app, URN, "chair_of_governors", email=CHAIR)
    app.store.close()
    secret = tmp_path / "secret"
    secret.write_text(f"{PASSWORD}\n")
    with serving(office, certificate) as account:
        given = ("--server", account.server, "--port", account.port, "--user", USER)
        more = ("--sender", "adviser@westmarch.example", "--secret-file", secret)
        assert command("mail-account", "set", *given, *more)[0] == 0
        yield command


def pages_with(password, arrived):
    with pikepdf.open(io.BytesIO(attachment_of(arrived)), password=password) as pdf:
        return len(pdf.pages)


def test_the_list_of_pupils_is_sent_once_and_locked_without_being_asked(sending, office, tmp_path):
    add = ("outbox", "add", str(URN), "--document", "pupil_list")
    code, told = sending(*add, "--to", HEAD)
    assert (code, CODE in told) == (0, False), told
    password = told.partition("Password: ")[2].split()[0]
    code, told = sending("outbox", "send")
    assert (code, "Sent: 1 message." in told) == (0, True)
    assert "Nothing was sent." in sending("outbox", "send")[1]
    (arrived,) = office.arrived
    assert (arrived.to, pages_with(password, arrived)) == ((HEAD,), 1)
    for canary in (CODE, password):
        assert canary.encode() not in arrived.content
    app = open_with_key(tmp_path / "data", KEY)
    (line,) = school_page(app, URN).documents
    app.store.close()
    assert [one.recipients for one in line.handed] == [f"Headteacher {HEAD}"]


def test_whom_the_list_may_not_reach_is_said_in_words(sending, office):
    add = ("outbox", "add", str(URN), "--document", "pupil_list")
    for more, words in (
        ((), "Choose whom"),
        (("--to", "clerk@elsewhere.example"), "its own people alone"),
        (("--to", CHAIR), "letter by letter"),
    ):
        code, told = sending(*add, *more)
        assert (code, words in told) == (1, True), told
    assert sending("outbox")[1].strip() == "The outbox is empty."
    assert sending(*add, "--to", CHAIR, "--sure", CHAIR, "--no-password")[0] == 0
    assert sending("outbox", "send")[0] == 0
    assert pages_with("", office.arrived[0]) == 1


def test_a_briefing_is_no_document_to_send_and_a_record_is_no_school(sending):
    assert sending("outbox", "add", str(URN), "--document", "briefing")[0] == 2
    code, told = sending("outbox", "add", "no-school", "--document", "pupil_list", "--to", HEAD)
    assert (code, "six digits" in told) == (1, True)
