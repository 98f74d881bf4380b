"""The tour, made once by the command, as on a machine without a screen, in a home of its own."""

from __future__ import annotations

import email
import email.policy
import re
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from app.bootstrap import local_clock
from app.reports.naming import file_name_of
from app.usecases.school_documents import KINDS
from app.usecases.shipped_forms import shipped_forms
from tests.builders_tagged_rules import faults_of
from tests.builders_tour import blank_pictures, listed, make_tour
from ui.tour import papers
from ui.tour.script import ANY_TEXT

PARTS = ("visit", "correction", "every-form", "papers", "around")
MAIN_PICTURES = (
    "first-run",
    "recovery-key",
    "wrong-passphrase",
    "today",
    "find",
    "import-result",
    "school",
    "record",
    "level",
    "after-the-battery",
    "finish-gaps",
    "ready-to-finish",
    "pdf-preview",
    "handed-over",
    "revision-2",
    "child-at-risk",
    "project",
    "settings",
    "help",
)

_FORM = re.compile(r"Template (\w+), version")

pytestmark = pytest.mark.slow


def _note(tour, version="v1"):
    """The note of the visit that is made in the tour."""
    (name,) = (n for n in listed(tour, ".pdf") if n.endswith(f"_Visit2_Alderbrook_{version}.pdf"))
    return name


def _text_of(path):
    document = PdfDocument(path)
    said = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    document.close()
    return said


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The home of a person who has never run the program."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """Where temporary files go while the tour runs."""
    return tmp_path_factory.mktemp("temporary")


@pytest.fixture(scope="module")
def tour(tmp_path_factory, home, places):
    """The folder of a tour of a visit and what lies around it."""
    return make_tour(tmp_path_factory.mktemp("made") / "tour", home, places, PARTS)


def test_every_picture_that_is_listed_is_there_and_shows_something(tour):
    pictures = listed(tour, ".png")
    assert set(pictures) == {path.name for path in tour.glob("*.png")}
    assert blank_pictures(tour) == []


def test_the_pictures_are_numbered_in_the_order_of_the_journey(tour):
    numbers = [int(name.split("-")[0]) for name in listed(tour, ".png")]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("name", MAIN_PICTURES)
def test_each_main_page_has_its_picture(tour, name):
    assert [n for n in listed(tour, ".png") if re.fullmatch(rf"\d+-{name}\.png", n)]


def test_the_page_of_the_tour_shows_every_picture_with_its_sentence(tour):
    page = (tour / "index.html").read_text(encoding="utf-8")
    for name in (*listed(tour, ".png"), *listed(tour, ".pdf"), *listed(tour, ".eml")):
        assert f'"{name}"' in page


def test_the_note_of_visit_opens_and_says_what_was_typed(tour):
    said = _text_of(tour / _note(tour))
    assert "Note of visit" in said
    assert "Bar models were used in both Year 4 classes" in said
    assert "Three of four rooms displayed the agreed sentence frames" in said
    assert "Ask about cover" not in said


def test_the_draft_has_the_note_attached_and_is_not_sent(tour):
    (name,) = listed(tour, ".eml")
    note = _note(tour)
    draft = email.message_from_bytes((tour / name).read_bytes(), policy=email.policy.default)
    assert draft["X-Unsent"] == "1"
    assert draft["To"] == "head@alderbrook.example"
    (attached,) = draft.iter_attachments()
    assert attached.get_filename() == note
    assert attached.get_content() == (tour / note).read_bytes()


def test_every_form_that_the_program_knows_has_its_document(tour):
    made = {form for name in listed(tour, ".pdf") for form in _FORM.findall(_text_of(tour / name))}
    assert made == {*shipped_forms()}


def test_every_document_of_a_school_that_the_program_knows_is_there(tour):
    names = listed(tour, ".pdf")
    day = f"{local_clock():%Y-%m-%d}"
    schools = ("Alderbrook Primary School", papers.FINISHED_SCHOOL)
    for kind in KINDS:
        assert {file_name_of(day, kind.title, school) for school in schools} & {*names}


@pytest.mark.parametrize("ending", [".docx", ".html"])
def test_the_note_and_the_audit_are_there_for_word_and_as_web_pages(tour, ending):
    names = [Path(name).stem for name in listed(tour, ending)]
    assert _note(tour).removesuffix(".pdf") in names
    assert any("Audit" in name for name in names)
    assert {f"{name}.pdf" for name in names} <= {*listed(tour, ".pdf")}


def test_every_document_is_listed_and_can_be_read_aloud(tour):
    names = {*listed(tour, ".pdf")}
    assert names == {path.name for path in tour.glob("*.pdf")}
    assert [(n, f) for n in names for f in faults_of((tour / n).read_bytes())] == []


def test_the_corrected_note_says_what_was_corrected(tour):
    said = _text_of(tour / _note(tour, "v2"))
    assert "Changed since version 1" in said
    assert "Could the deputy headteacher cover one planning session" in said


def test_no_text_that_stands_for_an_answer_is_in_any_document(tour):
    assert not [name for name in listed(tour, ".pdf") if ANY_TEXT in _text_of(tour / name)]


def test_what_is_for_the_team_alone_says_so(tour):
    team = {form.title for form in shipped_forms().values() if form.audience == "team"}
    of_team = {name for name, said in listed(tour, ".pdf").items() if said.rstrip(".") in team}
    assert len(of_team) == len(team)
    assert all("The school is not sent this." in _text_of(tour / name) for name in of_team)


def test_nothing_of_it_is_left_in_the_persons_own_folders(tour, home, places):
    assert list(home.iterdir()) == []
    assert list(places.iterdir()) == []


def test_a_second_tour_takes_the_place_of_the_first_and_leaves_other_files_alone(tmp_path):
    from ui.tour.album import Album
    from ui.tour.waiting import Waiting

    (tmp_path / "my own.png").write_text("mine")
    first = Album(tmp_path, Waiting())
    (tmp_path / "note.pdf").write_text("a document")
    first.add_file(tmp_path / "note.pdf", "A note.")
    first.close()
    Album(tmp_path, Waiting())
    assert [path.name for path in tmp_path.iterdir()] == ["my own.png"]
