"""What every PDF is: A4, embedded, bookmarked, named in its language, the same each time."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from app.reports import document_for, render_pdf
from app.reports.blocks import Document, Heading, Paragraph, Run, SkippedLevelError, plain
from tests import builders_audits as a
from tests import builders_documents as b

ROOT = Path(__file__).resolve().parents[3]


def opened(snapshot, **options):
    return pikepdf.open(io.BytesIO(render_pdf(document_for(snapshot, **options))))


def of(*content):
    return render_pdf(Document("Title", plain("Head"), "Confidential", "Foot", content))


def links_in(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return [str(note.A.URI) for page in file.pages for note in page.get("/Annots", [])]


@pytest.mark.parametrize("make", [b.visit, a.audit])
def test_the_same_record_gives_the_same_bytes(make):
    assert render_pdf(document_for(make())) == render_pdf(document_for(make()))


def test_another_process_writes_the_same_bytes():
    script = (
        "import hashlib\n"
        "from app.reports import document_for, render_pdf\n"
        "from tests.builders_documents import visit\n"
        "print(hashlib.sha256(render_pdf(document_for(visit()))).hexdigest())\n"
    )
    command = [sys.executable, "-c", script]
    found = {
        subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
        for _ in range(2)
    }
    assert len(found) == 1


def test_a_visit_is_two_pages_of_a4_with_page_x_of_y():
    pdf = render_pdf(document_for(b.visit()))
    text = b.text_of(pdf)
    assert "page 1 of 2" in text
    assert "page 2 of 2" in text
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert [round(float(side)) for side in file.pages[0].MediaBox] == [0, 0, 595, 842]


def test_the_file_names_its_title_and_language_and_no_author_or_date():
    with opened(b.visit()) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert sorted(pdf.docinfo.keys()) == ["/Producer", "/Title"]
        assert "Alderbrook" in str(pdf.docinfo["/Title"])
        assert b"Alderbrook" in pdf.Root.Metadata.read_bytes()


def test_every_font_is_embedded_truetype_with_its_characters_told():
    with opened(b.visit()) as pdf:
        fonts = [item for item in pdf.objects if _is_font(item)]
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor
            assert "/ToUnicode" in font


def _is_font(item):
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"


def test_bookmarks_name_every_part_in_order():
    with opened(b.visit()) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[:4] == [
        "Purpose and what we looked at",
        "Summary",
        "Actions from last time",
        "Leadership",
    ]


def test_characters_no_face_has_are_shown_by_a_visible_mark():
    text = b.text_of(of(Paragraph(plain("Euro € Cyrillic Привет Han 中 tick ✓ \ud800 end"))))
    assert "Euro € Cyrillic Привет Han \ufffd tick ✓ \ufffd end" in text


def test_control_characters_are_dropped_and_white_space_is_one_space():
    text = b.text_of(of(Paragraph(plain("one\x00two\x1b[0m\tthree\u2028four\u200bfive"))))
    assert "onetwo[0m three fourfive" in text


def test_markup_that_was_typed_is_printed_as_it_was_typed():
    typed = 'a <b>b</b> & <a href="https://x.example">c</a> <br/> &amp; ]]>'
    pdf = of(Paragraph(plain(typed)))
    assert typed in b.text_of(pdf)
    assert links_in(pdf) == []


@pytest.mark.parametrize("link", ["https://a.example/?q=1&r=“x”", "mailto:office@a.example"])
def test_web_and_mail_links_can_be_followed(link):
    assert len(links_in(of(Paragraph((Run("here", link=link),))))) == 1


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "data:x", "#top"])
def test_other_links_are_plain_words(link):
    pdf = of(Paragraph((Run("here", link=link),)))
    assert links_in(pdf) == []
    assert "here" in b.text_of(pdf)


def test_a_skipped_heading_level_is_refused():
    with pytest.raises(SkippedLevelError):
        of(Heading("One"), Heading("Three", level=3))


def test_a_heading_is_never_the_last_thing_on_a_page():
    for lines in range(30, 60):
        body = [Paragraph(plain(f"line {n}")) for n in range(lines)]
        pages = _pages(of(*body, Heading("HEADING"), Paragraph(plain("AFTER " * 60))))
        page = next(page for page in pages if "HEADING" in page)
        assert "AFTER" in page


def _pages(pdf):
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def test_an_action_stays_whole_on_a_page():
    actions = tuple(b.action(n, what=f"START{n}. " + "go on " * 40 + f"END{n}.") for n in range(12))
    for page in _pages(render_pdf(document_for(b.visit(actions=actions)))):
        for n in range(12):
            assert (f"START{n}." in page) == (f"END{n}." in page)


def test_levels_are_printed_with_number_and_word():
    text = b.text_of(render_pdf(document_for(b.visit())))
    assert "more than one class? 2 Developing" in text


def test_a_draft_and_a_final_copy_say_which_they_are():
    draft = b.text_of(render_pdf(document_for(b.visit(), draft=True)))
    final = b.text_of(render_pdf(document_for(replace(b.visit(), revision=2), draft=False)))
    assert "Draft for accuracy check, version 1" in draft
    assert "Final, version 2" in final


def test_the_parts_of_a_note_stand_in_the_agreed_order():
    text = b.text_of(render_pdf(document_for(b.visit())))
    parts = (
        "Purpose and what we looked at",
        "Summary",
        "Actions from last time",
        "Leadership",
        "Teaching and learning",
        "Focus pupils and targets",
        "Disadvantaged pupils and transition",
        "Agreed actions",
        "Confidence that the plan will work",
        "Next visit",
        "School’s comment and accuracy check",
        "Sign-off and who receives this",
    )
    places = [text.index(f"\n{part}") for part in parts]
    assert places == sorted(places)
