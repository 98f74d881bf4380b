"""Every document is PDF/UA-1: a screen reader is told all of it in its order, nothing twice."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph as StockParagraph

from app.reports import document_for, render_pdf
from app.reports.blocks import (
    Box,
    BulletList,
    Column,
    Columns,
    Facts,
    Heading,
    Paragraph,
    Photo,
    Run,
    Table,
    Ticks,
    Voice,
    bold,
    no_pictures,
    plain,
)
from app.reports.pdf.fonts import REGULAR, register_fonts
from app.reports.pdf.pages import NumberedCanvas
from app.reports.pdf.structure import Element
from app.reports.pdf.tagged import UnmarkedError
from app.usecases.documents import blank_document
from tests import builders_documents as b
from tests.builders_read_aloud import words_to_read
from tests.builders_tagged_documents import (
    DOCUMENTS,
    FILLER,
    PROFILE,
    link,
    of,
    photos,
    table,
    visit_with_photos,
)
from tests.builders_tagged_pdf import TaggedPdf
from tests.builders_tagged_rules import faults_of, read_aloud


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_rule_of_pdf_ua_is_broken(name):
    assert faults_of(render_pdf(DOCUMENTS[name](), photos)) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_all_words_are_read_in_the_order_of_the_blocks(name):
    document = DOCUMENTS[name]()
    assert read_aloud(render_pdf(document, photos)) == words_to_read(document, photos)


def test_the_blank_note_breaks_no_rule():
    assert faults_of(blank_document()) == []


def test_a_note_whose_photos_are_lost_breaks_no_rule():
    document = document_for(visit_with_photos())
    pdf = render_pdf(document)
    assert faults_of(pdf) == []
    assert read_aloud(pdf) == words_to_read(document, no_pictures)


# How it is read


def tagged(*content):
    return TaggedPdf(render_pdf(of(*content), photos))


def kinds(file, kind):
    return [node for node in file.nodes if node.kind == kind]


def test_facts_and_asides_are_no_tables():
    file = tagged(
        Paragraph(plain("A school"), aside=bold("Draft")),
        Facts((("School", plain("Alderbrook")), ("Head", plain("Headteacher")))),
    )
    assert kinds(file, "Table") == []
    items = [file.words(item).split() for item in kinds(file, "LI")]
    assert items == [["School", "Alderbrook"], ["Head", "Headteacher"]]


def test_a_paragraph_over_pages_is_one_element():
    file = tagged(Paragraph(plain("abcd " * 3_000)))
    (paragraph,) = [node for node in kinds(file, "P") if "abcd" in file.words(node)]
    assert [page for page, _ in paragraph.marks] == [0, 1, 2]


def test_column_headings_are_read_once_and_repeated_on_every_page():
    pdf = render_pdf(of(table(90)))
    file = TaggedPdf(pdf)
    assert len(file.pages) > 4
    assert all("What was seen" in page for page in b.pages_of(pdf))
    heads = [node for node in kinds(file, "TH") if node.attribute("/Scope") == "/Column"]
    assert [file.words(node).strip() for node in heads] == ["No.", "What was seen", "Why"]
    assert all(page == 0 for node in heads for page, _ in node.marks)


def test_a_row_over_pages_is_one_row():
    file = tagged(table(1, words=1_700))
    assert len(kinds(file, "TR")) == 2
    (cell,) = [node for node in kinds(file, "P") if "seen0" in file.words(node)]
    assert len({page for page, _ in cell.marks}) > 1


def test_a_link_over_two_pages_is_one_link_with_a_place_on_each_line():
    file = tagged(*FILLER[:-4], Paragraph((Run("x " * 90), link("over the page " * 50))))
    (found,) = kinds(file, "Link")
    assert {page for page, _ in found.marks} == {0, 1}
    assert len(found.annotations) > 4
    assert {str(place.A.URI) for place in found.annotations} == {"https://a.example/page"}
    assert str(found.annotations[0].Contents).startswith("over the page over the page")


def test_words_beside_a_link_are_not_the_links():
    file = tagged(Paragraph((Run("See "), link("this"), Run(" and "), link("that"), Run("."))))
    assert [file.words(node).strip() for node in kinds(file, "Link")] == ["this", "that"]
    (paragraph,) = [node for node in kinds(file, "P") if "See" in file.words(node)]
    assert file.words(paragraph) == "See this and that."


def test_a_link_at_the_head_of_a_broken_word_keeps_its_place():
    file = tagged(Paragraph((link("first"), link("second"), Run("m" * 500))))
    places = [place for node in kinds(file, "Link") for place in node.annotations]
    assert len(places) == 2
    assert all(float(place.Rect[2]) - float(place.Rect[0]) > 9 for place in places)


def test_a_link_without_words_is_none():
    assert kinds(tagged(Paragraph((Run("See"), link(" \u200b"), Run("this")))), "Link") == []


def test_a_word_that_is_broken_over_lines_stays_one_word():
    assert "m" * 500 in read_aloud(render_pdf(of(Paragraph(plain(f"before {'m' * 500} after")))))


def test_the_foot_is_read_once_and_stands_on_every_page():
    pdf = render_pdf(of(*FILLER, *FILLER, *FILLER))
    assert all("Held by the team" in page for page in b.pages_of(pdf))
    assert " ".join(read_aloud(pdf)).count("Held by the team. Ask them.") == 1


def test_a_table_says_what_it_is_and_a_figure_what_it_shows():
    file = tagged(table(2), PROFILE)
    (told,) = kinds(file, "Table")
    assert str(told.attribute("/Summary")) == "What was seen"
    (figure,) = kinds(file, "Figure")
    assert "Leadership: KS1 Developing" in str(figure.told.Alt)


def test_a_heading_in_a_box_is_part_of_its_section():
    file = tagged(Box((Heading("Summary"), Paragraph(plain("All is well.")))))
    (section,) = kinds(file, "Sect")
    assert [node.kind for node in section.nodes] == ["H1", "P"]


def test_an_emoji_can_be_copied_out_of_the_file():
    assert "Well done 😀" in b.text_of(render_pdf(of(Paragraph(plain("Well done 😀")))))


# What is drawn is somebody's


@pytest.fixture
def canvas():
    register_fonts()
    return NumberedCanvas(io.BytesIO(), initialFontName=REGULAR)


def test_words_outside_every_mark_are_refused(canvas):
    style = ParagraphStyle("any", fontName=REGULAR)
    words = StockParagraph("Nobody's", style)
    words.wrap(100, 100)
    words.drawOn(canvas, 0, 0)
    with pytest.raises(UnmarkedError):
        canvas.showPage()


def test_half_a_path_outside_every_mark_is_refused(canvas):
    canvas.roundRect(0, 0, 9, 9, 2)
    with pytest.raises(UnmarkedError):
        canvas.showPage()


def test_a_place_to_click_outside_every_link_is_refused(canvas):
    with pytest.raises(UnmarkedError):
        canvas.linkURL("https://a.example", (0, 0, 9, 9))


def test_a_line_outside_every_mark_is_an_artifact(canvas):
    canvas.line(0, 0, 9, 9)
    canvas.showPage()
    canvas.save()


def test_what_is_marked_inside_a_mark_belongs_to_the_outer_one(canvas):
    outer, inner = Element("Figure"), Element("P")
    with canvas.marked(outer), canvas.artifact(), canvas.marked(inner):
        canvas.drawString(0, 0, "x")
    canvas.showPage()
    assert outer.is_told()
    assert not inner.is_told()


# Any document

SOME = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
TEXTS = st.text(st.characters() | st.sampled_from(" \u00a0\u2028-中😀م\ud800"), max_size=60)
RUNS = st.lists(
    st.builds(Run, TEXTS, st.booleans(), st.booleans(), st.sampled_from(["", "https://a.example"])),
    max_size=5,
).map(tuple)
LEVELS = st.integers(1, 3)


@st.composite
def tables(draw):
    """A table of any number of rows, with any number of paragraphs in its cells."""
    columns = draw(st.lists(st.builds(Column, TEXTS), min_size=1, max_size=4))
    cells = st.lists(RUNS, max_size=3).map(tuple)
    row = st.tuples(*[cells] * len(columns))
    rows = draw(st.lists(row, max_size=4)) * draw(st.sampled_from([1, 1, 30]))
    return Table(tuple(columns), tuple(rows), draw(TEXTS), draw(st.integers(0, 2)))


SIMPLE = (
    st.builds(Paragraph, RUNS, st.sampled_from(Voice), RUNS)
    | st.builds(BulletList, st.lists(RUNS, max_size=4).map(tuple))
    | st.builds(Facts, st.lists(st.tuples(TEXTS, RUNS), max_size=5).map(tuple))
    | st.builds(Photo, st.sampled_from(["one", "lost"]), RUNS, TEXTS)
    | st.builds(Ticks, st.lists(TEXTS, max_size=3).map(tuple))
    | tables()
)
PARTS = st.lists(SIMPLE, max_size=3).map(tuple)
BLOCKS = (
    SIMPLE
    | st.builds(Heading, TEXTS, LEVELS)
    | st.builds(Box, PARTS)
    | st.builds(Columns, st.lists(PARTS, max_size=3).map(tuple))
)


def no_level_skipped(content):
    """The blocks, each heading at most one level below the one before it."""
    level, kept = 0, []
    for block in content:
        if isinstance(block, Heading):
            level = min(block.level, level + 1)
            block = replace(block, level=level)  # noqa: PLW2901 - the same heading, a level higher
        kept.append(block)
    return tuple(kept)


@SOME
@given(st.lists(BLOCKS, max_size=6).map(no_level_skipped))
def test_any_document_breaks_no_rule_and_is_read_in_its_order(content):
    document = of(*content)
    pdf = render_pdf(document, photos)
    assert faults_of(pdf) == []
    assert read_aloud(pdf) == words_to_read(document, photos)
