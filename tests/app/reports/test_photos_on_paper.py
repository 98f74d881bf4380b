"""A photo stands with its caption, as wide as its column and at most half a page high."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from app.reports import document_for, render_pdf
from app.reports.blocks import Box, Document, Heading, Paragraph, Photo, bold, plain
from tests import builders_audits as a
from tests import builders_documents as b
from tests.builders_pictures import a_drawing, a_photo, saved

PAGE_WIDTH = 595.27
HALF_A_PAGE = 0.5 * 841.89


def of(content, *wanted, **pictures):
    """The PDF of some blocks."""
    known = {"landscape": a_photo(2000, 1500), "portrait": a_photo(1500, 2000), **pictures}
    return render_pdf(Document("Title", plain("Head"), "Confidential", "Foot", content), known.get)


def photo(name="landscape", caption="A number line in Year 2"):
    return Photo(name, (*bold("The wall:"), *plain(f" {caption}")), caption)


def boxes(pdf):
    """Where the pictures stand: (page, left, bottom, right, top) in points."""
    document = pypdfium2.PdfDocument(pdf)
    found = [
        (number, *each.get_bounds())
        for number, page in enumerate(document)
        for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])
    ]
    document.close()
    return found


def page_with(pdf, words):
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return next(at for at, text in enumerate(texts) if words in " ".join(text.split()))


def test_a_photo_keeps_its_shape_and_stays_in_its_column():
    ((_, left, bottom, right, top),) = boxes(of((photo(),)))
    assert (right - left) / (top - bottom) == pytest.approx(2000 / 1500, rel=0.01)
    assert left > 30
    assert right < PAGE_WIDTH - 30
    assert right - left > 400


def test_a_portrait_takes_at_most_half_a_page():
    ((_, left, bottom, right, top),) = boxes(of((photo("portrait"),)))
    assert top - bottom <= HALF_A_PAGE
    assert (top - bottom) / (right - left) == pytest.approx(2000 / 1500, rel=0.01)


def test_a_small_photo_is_not_enlarged():
    ((_, left, _bottom, right, _top),) = boxes(of((photo("small"),), small=a_photo(100, 80)))
    assert right - left == pytest.approx(75, abs=1)


def test_a_photo_is_in_the_file_as_it_was_kept():
    picture = a_photo(2000, 1500)
    with pikepdf.open(io.BytesIO(of((photo("it"),), it=picture))) as pdf:
        (image,) = pdf.pages[0].get_images().values()
        assert (image.Width, image.Height) == (2000, 1500)
        assert image.Filter == pikepdf.Name.DCTDecode or "/DCTDecode" in map(str, image.Filter)
        assert image.read_raw_bytes().find(picture[300:400]) >= 0


def test_a_drawing_kept_as_png_is_printed_too():
    pdf = of((photo("it"),), it=saved(a_drawing(400, 300)))
    assert len(boxes(pdf)) == 1


@pytest.mark.parametrize("lines", range(10, 60, 5))
def test_a_photo_is_never_parted_from_its_caption(lines):
    filler = tuple(Paragraph(plain(f"Line {n}")) for n in range(lines))
    pdf = of((*filler, photo(caption="A number line")))
    ((page, _, bottom, _, _),) = boxes(pdf)
    assert page_with(pdf, "A number line") == page
    assert bottom > 40


@pytest.mark.parametrize("lines", range(10, 60, 5))
def test_a_heading_stays_with_its_photo(lines):
    filler = tuple(Paragraph(plain(f"Line {n}")) for n in range(lines))
    pdf = of((*filler, Heading("What the walls show"), photo()))
    ((page, *_),) = boxes(pdf)
    assert page_with(pdf, "What the walls show") == page


@pytest.mark.parametrize("lines", range(16, 34, 3))
def test_a_question_stays_with_its_photo(lines):
    above = tuple(Paragraph(plain(f"Line {number}.")) for number in range(lines))
    asked = (Heading("Books"), Paragraph(bold("Is there enough practice?")))
    pdf = of((*above, *asked, photo()))
    (place, *_rest) = boxes(pdf)[0]
    assert page_with(pdf, "Is there enough practice?") == place
    assert page_with(pdf, "Books") == place


def test_a_photo_in_a_box_is_whole():
    filler = tuple(Paragraph(plain(f"Line {n}")) for n in range(35))
    inside = (Heading("Summary"), Paragraph(plain("Words before it.")), photo("portrait"))
    pdf = of((*filler, Box(inside, strong=True)))
    assert len(boxes(pdf)) == 1


@pytest.mark.parametrize("content", [None, b"no picture", b""])
def test_a_photo_that_is_lost_is_said_with_its_caption(content):
    pdf = of((photo("lost"),), lost=content)
    assert boxes(pdf) == []
    text = " ".join(b.text_of(pdf).split())
    assert "A number line in Year 2" in text
    assert "A photo belongs here" in text


def test_the_same_photos_give_the_same_bytes():
    assert of((photo(), photo("portrait"))) == of((photo(), photo("portrait")))


# In documents


def image(name="wall", caption="Towers of tens", value="p1.jpg", **marks):
    extra = {"photo": "p1", "file_name": value} if value else {}
    return b.answer(
        name, caption, label="The wall", kind="image", value=value, extra=extra, **marks
    )


def printed(snapshot, **options):
    picture = a_photo(400, 300)
    return render_pdf(document_for(snapshot, **options), lambda _name: picture)


def visit_with(*answers):
    return b.with_section(b.visit(), b.group("teaching", *answers))


def test_a_note_of_visit_shows_its_photos():
    pdf = printed(visit_with(image()))
    assert len(boxes(pdf)) == 1
    assert "The wall: Towers of tens" in " ".join(b.text_of(pdf).split())


def test_a_photo_without_a_caption_has_the_words_of_its_question():
    (blocks,) = [
        block
        for block in document_for(visit_with(image(caption=""))).blocks
        if isinstance(block, Photo)
    ]
    assert blocks.alternative == "The wall"


def test_a_question_without_a_photo_is_not_printed():
    pdf = printed(visit_with(image(caption="", value="")))
    assert boxes(pdf) == []
    assert "The wall" not in b.text_of(pdf)


def test_a_private_photo_is_never_printed():
    pdf = printed(visit_with(image(private="yes"), image("private_note")))
    assert boxes(pdf) == []
    assert "Towers of tens" not in b.text_of(pdf)


def test_a_pupils_code_in_a_caption_is_withheld():
    snapshot = visit_with(image(caption="What P07 drew"))
    text = " ".join(b.text_of(printed(snapshot)).split())
    assert "P07" not in text
    (block,) = [each for each in document_for(snapshot).blocks if isinstance(each, Photo)]
    assert "P07" not in block.alternative


def test_rows_with_photos_are_no_table():
    rows = [
        b.group("book", image("book"), b.answer("say", said), label="A book", row=row)
        for row, said in (("r1", "Clear models"), ("r2", "Few words"))
    ]
    pdf = printed(visit_with(*rows))
    assert len(boxes(pdf)) == 2
    text = b.text_of(pdf)
    assert "Clear models" in text
    assert "Few words" in text


def test_a_snapshot_of_before_photos_says_that_one_is_missing_and_nothing_else():
    answer = b.answer("wall", "", label="The wall", kind="image", value="old.jpg")
    text = b.text_of(printed(visit_with(answer)))
    assert "old.jpg" not in text


def test_photos_of_an_audits_prompts_stand_below_the_table_of_their_component():
    snapshot = a.audit()
    section = next(s for s in snapshot.sections if s.name == "QA")
    prompt = b.group(
        "QA1",
        *b.level("QA1", "3", "Secure", "Is the work challenging?", seen="Books of Year 4").items,
        image("QA1_photo"),
        label="Is the work challenging?",
    )
    sections = tuple(
        replace(s, items=(*s.items, prompt)) if s.name == section.name else s
        for s in snapshot.sections
    )
    pdf = printed(replace(snapshot, sections=sections))
    assert len(boxes(pdf)) == 1
    assert "Towers of tens" in b.text_of(pdf)
