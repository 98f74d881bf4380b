"""What holds for a document whatever it is made as: PDF, web page or Word."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.reports import document_for
from app.reports.blocks import (
    Box,
    BulletList,
    Column,
    Facts,
    Heading,
    Paragraph,
    Photo,
    Run,
    SkippedLevelError,
    Table,
    Ticks,
    Voice,
    WritingLine,
    bold,
    plain,
)
from app.reports.pictures import photo_file
from tests import builders_audits as a
from tests import builders_documents as b
from tests.builders_formats import FORMATS, Page, document_of, reopened, text_in, written
from tests.builders_pictures import a_drawing, a_photo, saved

ROOT = Path(__file__).resolve().parents[3]
some = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@pytest.fixture(params=FORMATS)
def kind(request):
    return request.param


def blocks_of(text):
    """Every kind of block that holds words, with these words in it."""
    runs = (Run(text, bold=True), Run(text, italic=True), Run(text, link=text))
    cell = (plain(text), runs)
    return (
        Paragraph(plain(text), Voice.TITLE),
        Paragraph(runs, Voice.SUBTITLE, aside=plain(text)),
        Facts(((text, plain(text)), (text, ()))),
        Heading(text),
        Box((Heading(text, 2), Paragraph(plain(text)), Ticks((text,)), WritingLine(((text, 1),)))),
        BulletList((plain(text), runs)),
        Table((Column(text), Column(text, 2.0)), ((cell, ()), ((), cell)), text, 1),
        Photo("lost", plain(text), text),
    )


@pytest.mark.parametrize("make", [b.visit, a.audit])
def test_the_same_record_gives_the_same_bytes(kind, make):
    assert written(kind, document_for(make())) == written(kind, document_for(make()))


def test_another_process_writes_the_same_bytes(kind):
    script = (
        "import hashlib, sys\n"
        "from app.reports import document_for\n"
        "from tests.builders_audits import audit\n"
        "from tests.builders_formats import written\n"
        "print(hashlib.sha256(written(sys.argv[1], document_for(audit()))).hexdigest())\n"
    )
    command = [sys.executable, "-c", script, kind]
    found = {
        subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
        for _ in range(2)
    }
    assert len(found) == 1


@some
@given(st.text(max_size=200))
def test_no_text_at_all_can_break_a_page(text):
    page = Page(written("html", document_of(*blocks_of(text), title=text, head=text, foot=text)))
    assert page.wrong == []
    assert page.open == []


@some
@given(st.text(max_size=200))
def test_no_text_at_all_can_break_a_word_file(text):
    content = written("word", document_of(*blocks_of(text), title=text, head=text, foot=text))
    assert len(reopened(content).tables) == 2


@pytest.mark.parametrize(
    "nasty",
    [
        "\ud800 alone",
        "\x00\x01\x08\x0b\x1b[0m\x7f\x9f",
        "\ufffe\uffff\ufdd0",
        "]]> <!-- --> </w:t></style></script><script>alert(1)</script>",
        "{ PAGE } <w:fldSimple w:instr='INCLUDETEXT'/> {{x}} {mark}",
        "&lt; &#0; &quot; \" ' `",
        "\u202ereversed\u202c \u2066isolated\u2069",
    ],
)
def test_hostile_text_is_words_and_nothing_else(kind, nasty):
    content = written(kind, document_of(*blocks_of(nasty), title=nasty, head=nasty, foot=nasty))
    text = text_in(kind, content)
    shown = "".join(c for c in nasty if c.isascii() and c.isprintable())
    assert b.words_in(shown) in b.words_in(text)
    assert "\u202e" not in text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("שלום עולם", "שלום עולם"),
        ("one\x00two\x1b[0m\tthree\u2028four\u200bfive", "onetwo[0m three fourfive"),
        ("Welsh ŵ ŷ, 5 − 3 × 2 → ½", "Welsh ŵ ŷ, 5 − 3 × 2 → ½"),
    ],
)
def test_what_can_be_shown_is_shown_as_it_was_typed(kind, typed, shown):
    found = text_in(kind, written(kind, document_of(Paragraph(plain(typed)))))
    # a reader's program may take a line that runs from right to left out of a PDF in either order
    assert shown in found or (kind == "pdf" and shown[::-1] in found)


@pytest.mark.parametrize("kind", ["html", "word"])
def test_an_emoji_is_kept_for_whoever_has_a_face_for_it(kind):
    assert "done 👍🏽 🎉" in text_in(
        kind, written(kind, document_of(Paragraph(plain("done 👍🏽 🎉"))))
    )


@pytest.mark.parametrize("place", ["summary", "leadership_strengths", "leadership_points", "L4"])
def test_twenty_thousand_letters_without_a_space_are_kept(kind, place):
    section = b.group("leadership", b.answer(place, "m" * 20_000, label="Leadership: " + place))
    snapshot = b.with_section(b.visit(), section)
    text = b.words_in(text_in(kind, written(kind, document_for(snapshot))))
    assert text.count("m") >= 20_000


def test_an_audit_tells_all_prompts_and_all_evidence(kind):
    snapshot = a.audit()
    text = b.words_in(text_in(kind, written(kind, document_for(snapshot))))
    for section in snapshot.sections:
        for answer in section.answers():
            if answer.name.endswith("_seen"):
                assert b.words_in(answer.words) in text


def test_page_and_word_file_say_the_same_in_the_same_order():
    """But for captions, which a page has for those who listen; a Word file keeps them aside."""
    document = document_for(b.visit())
    page = Page(written("html", document)).words
    read = "".join(words for words, inside in page if "main" in inside and "caption" not in inside)
    assert b.words_in(read) in b.words_in(text_in("word", written("word", document)))


def test_a_skipped_heading_level_is_refused(kind):
    with pytest.raises(SkippedLevelError):
        written(kind, document_of(Heading("One"), Box((Heading("Three", level=3),))))


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"no picture",
        b"GIF89a" + bytes(40),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe0\x00\x00" * 4,
    ],
)
def test_a_photo_that_is_lost_is_said_with_its_caption(kind, content):
    photo = Photo("a-secret-name", (*bold("The wall:"), *plain(" A number line")), "A number line")
    text = " ".join(text_in(kind, written(kind, document_of(photo), lambda _name: content)).split())
    assert "The wall: A number line [A photo belongs here." in text
    assert "a-secret-name" not in text


def test_a_file_that_claims_more_pixels_than_any_camera_is_no_photo(kind):
    huge = bytearray(saved(a_drawing(20, 20)))
    huge[16:24] = (60_000).to_bytes(4, "big") * 2
    photo = Photo("huge", plain("The wall"), "The wall")
    text = text_in(kind, written(kind, document_of(photo), lambda _name: bytes(huge)))
    assert "A photo belongs here" in " ".join(text.split())


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (a_photo(64, 48), (64, 48)),
        (a_photo(64, 48, exif=False, progressive=True), (64, 48)),
        (a_photo(64, 48)[:2] + b"\xff\xc4\x00\x08\x10\0\1\0\2\0" + a_photo(64, 48)[2:], (64, 48)),
        (saved(a_drawing(30, 20)), (30, 20)),
    ],
)
def test_a_photos_size_is_read_from_its_head(content, size):
    found = photo_file(content)
    assert (found.width, found.height) == size


@some
@given(st.binary(max_size=200), st.integers(0, 200))
def test_no_bytes_at_all_keep_the_size_from_being_told(noise, at):
    whole = a_photo(16, 16)
    for content in (noise, b"\xff\xd8\xff" + noise, whole[:at] + noise + whole[at:]):
        found = photo_file(content)
        assert found is None or found.width * found.height > 0


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "javascript://a.example/%0aalert(1)",
        "ftp://a.example/x",
        "file:///etc/passwd",
        "data:text/html,x",
        "#top",
        "https://",
        "http://[::1",
        "https://a.example:99999999/",
        "vbscript:x",
    ],
)
def test_links_to_anything_but_web_and_mail_are_plain_words(kind, link):
    content = written(kind, document_of(Paragraph((Run("here", link=link),))))
    assert "here" in text_in(kind, content)
    assert addresses_in(kind, content) == []


@pytest.mark.parametrize("link", ['https://a.example/?q=1&r=“x"<>”', "mailto:office@a.example"])
def test_web_and_mail_links_can_be_followed(kind, link):
    (address,) = addresses_in(kind, written(kind, document_of(Paragraph((Run("x", link=link),)))))
    assert address.startswith(link[:20])
    assert not set('"<>“”') & set(address)


def addresses_in(kind, content):
    if kind == "html":
        return [attrs["href"] for attrs in Page(content).named("a")]
    if kind == "word":
        rels = reopened(content).part.rels.values()
        return [rel.target_ref for rel in rels if rel.is_external]
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as file:
        return [str(note.A.URI) for page in file.pages for note in page.get("/Annots", [])]
