"""What every Word file is: A4, in styles, named in its language, of nobody and no day."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx.shared import Emu, Mm, Pt
from lxml import etree

from app.reports import document_for, render_word
from app.reports.blocks import (
    Box,
    BulletList,
    Column,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Photo,
    Run,
    Table,
    Ticks,
    Voice,
    WritingLine,
    bold,
    plain,
)
from tests import builders_audits as a
from tests import builders_documents as b
from tests.builders_formats import W, document_of, reopened, style_of, text_of_word, words_of
from tests.builders_pictures import a_photo, opened

PICTURES = {"wall": a_photo(800, 600), "tall": a_photo(600, 1600), "small": a_photo(100, 80)}
PARTS = {
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/settings.xml",
    "word/numbering.xml",
    "word/header1.xml",
    "word/footer1.xml",
}


def of(*content, **more):
    return render_word(document_of(*content, **more), PICTURES.get)


def body_of(content):
    return reopened(content).element.body


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {entry.filename: file.read(entry) for entry in file.infolist()}


def a_table(rows=2, heads=0, said="cell"):
    cells = tuple((plain(f"{said} {n}"),) for n in range(3))
    columns = (Column("One"), Column("Two", 2.0), Column("Three", 3.0))
    return Table(columns, (cells,) * rows, "What was agreed", heads)


@pytest.fixture(params=[b.visit, a.audit])
def whole(request):
    return render_word(document_for(request.param()))


def test_the_file_has_no_part_but_what_it_needs(whole):
    assert set(parts_of(whole)) - {"word/media/image1.png"} == PARTS


def test_every_part_is_whole_xml_that_names_no_program_person_or_day(whole):
    for name, content in parts_of(whole).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
            told = content.decode()
            assert not any(word in told for word in ("python-docx", "Macintosh", "rsid")), name
    core = parts_of(whole)["docProps/core.xml"]
    assert [etree.QName(one).localname for one in etree.fromstring(core)] == ["title"]


def test_the_title_is_told_as_far_as_a_property_can_be_long():
    assert reopened(of(title="Note of visit · Alderbrook")).core_properties.title.endswith("brook")
    long = reopened(of(title="m" * 20_000)).core_properties.title
    assert (len(long), long[-1]) == (255, "…")


def test_no_entry_has_a_day_or_the_mark_of_a_system(whole):
    with zipfile.ZipFile(io.BytesIO(whole)) as file:
        found = {(e.date_time, e.create_system, e.external_attr) for e in file.infolist()}
    assert found == {((1980, 1, 1, 0, 0, 0), 3, 0o644 << 16)}


def test_the_language_is_british_english(whole):
    styles = etree.fromstring(parts_of(whole)["word/styles.xml"])
    assert [lang.get(f"{W}val") for lang in styles.iter(f"{W}lang")] == ["en-GB"]


def test_the_sheet_is_a4_with_the_margins_of_the_pdf():
    section = reopened(of()).sections[0]
    assert section.page_width == pytest.approx(Mm(210), abs=Pt(0.1))
    assert section.page_height == pytest.approx(Mm(297), abs=Pt(0.1))
    assert section.left_margin == section.right_margin == pytest.approx(Mm(15), abs=Pt(0.1))
    assert section.header_distance == pytest.approx(Mm(10), abs=Pt(0.1))


def test_the_head_says_what_it_is_and_counts_pages_by_fields():
    section = reopened(of(head="{ AUTHOR } Alderbrook", foot="{ FILENAME }")).sections[0]
    head, foot = section.header.part.element, section.footer.part.element
    fields = [each.get(f"{W}instr").strip() for each in head.iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]
    assert list(foot.iter(f"{W}fldSimple", f"{W}instrText")) == []
    assert words_of(head[0]) == "{ AUTHOR } Alderbrook Confidential · page 1 of 1"
    assert words_of(foot[0]) == "{ FILENAME }"


def test_words_stand_in_words_own_styles():
    content = of(
        Paragraph(plain("Title"), Voice.TITLE),
        Paragraph(plain("Subtitle"), Voice.SUBTITLE, aside=bold("Draft")),
        *(Heading(f"Level {level}", level) for level in (1, 2, 3)),
        Paragraph(plain("Body")),
        BulletList((plain("one"), plain("two"))),
    )
    found = [paragraph.style.name for paragraph in reopened(content).paragraphs]
    assert found == [
        *("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3"),
        *("Normal", "List Bullet", "List Bullet"),
    ]


def test_every_style_that_is_used_is_there(whole):
    parts = parts_of(whole)
    styles = etree.fromstring(parts["word/styles.xml"])
    known = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
        used = etree.fromstring(parts[name]).iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
        assert {one.get(f"{W}val") for one in used} <= known


def test_bullets_are_a_list_and_no_signs():
    styles = etree.fromstring(parts_of(of())["word/styles.xml"])
    (bullet,) = [s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == "ListBullet"]
    assert bullet.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") == "1"
    (paragraph,) = body_of(of(BulletList((plain("one"),)))).iter(f"{W}p")
    assert words_of(paragraph) == "one"


def test_headings_of_a_table_come_again_and_rows_stay_whole():
    (table,) = body_of(of(a_table(rows=3, heads=1))).iter(f"{W}tbl")
    rows = list(table.iter(f"{W}tr"))
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    assert heads == [True, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == "What was agreed"
    look = table.find(f"{W}tblPr/{W}tblLook")
    assert (look.get(f"{W}firstRow"), look.get(f"{W}firstColumn")) == ("1", "1")


def test_a_row_that_no_page_holds_may_split():
    (table,) = body_of(of(a_table(rows=1, said="word " * 4_000))).iter(f"{W}tbl")
    head, row = table.iter(f"{W}tr")
    assert head.find(f"{W}trPr/{W}cantSplit") is not None
    assert row.find(f"{W}trPr/{W}cantSplit") is None


def test_headings_that_no_page_holds_do_not_come_again():
    cells = ((plain("a"),),)
    (table,) = body_of(of(Table((Column("m" * 20_000),), (cells,), "Long"))).iter(f"{W}tbl")
    assert table.find(f"{W}tr").find(f"{W}trPr") is None


def test_columns_share_the_width_of_the_text():
    (table,) = body_of(of(a_table())).iter(f"{W}tbl")
    widths = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
    assert widths[1] == pytest.approx(2 * widths[0], abs=2)
    assert sum(widths) == pytest.approx(Mm(180).pt * 20, abs=3)


def test_tables_never_touch_and_cells_and_body_end_in_a_paragraph():
    content = of(a_table(), a_table(), Box((a_table(),)), Box((Ticks(("a",)), a_table())))
    body = body_of(content)
    for table in body.iter(f"{W}tbl"):
        after = table.getnext()
        assert after is not None
        assert after.tag == f"{W}p"
    assert all(cell[-1].tag == f"{W}p" for cell in body.iter(f"{W}tc"))


def test_a_box_is_a_frame_with_its_heading_above_it_for_the_outline():
    box = Box((Heading("Summary"), Paragraph(plain("All is well."))), strong=True)
    body = body_of(of(box, Box((Paragraph(plain("More")),))))
    assert style_of(body[0]) == "Heading1"
    frames = [table.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") for table in body.iter(f"{W}tbl")]
    assert frames == ["VisitbookStrongBox", "VisitbookBox"]
    assert words_of(body[1]) == "All is well."


def test_facts_are_labels_with_what_they_stand_for_and_no_table():
    body = body_of(of(Facts((("School", bold("Alderbrook")), ("Date", plain("Today"))))))
    assert list(body.iter(f"{W}tbl")) == []
    assert [words_of(one) for one in body.iter(f"{W}p")] == ["School Alderbrook", "Date Today"]


def test_room_to_write_is_ruled_after_each_label():
    (line,) = body_of(of(WritingLine((("Role", 1.0), ("Signed", 1.0))))).iter(f"{W}p")
    stops = [(one.get(f"{W}val"), one.get(f"{W}leader")) for one in line.iter(f"{W}tab")]
    assert stops[:3] == [("right", "underscore"), ("left", None), ("right", "underscore")]
    assert words_of(line).split() == ["Role", "Signed"]


def test_a_new_page_begins_at_the_heading_that_asked_for_it():
    body = body_of(
        of(Heading("One"), PageBreak(), Heading("Two"), PageBreak(0.2), Heading("Three"))
    )
    breaks = [one.find(f"{W}pPr/{W}pageBreakBefore") is not None for one in body.iter(f"{W}p")]
    assert breaks == [False, True, False]


def test_a_photo_has_words_for_who_cannot_see_it_and_keeps_its_caption():
    body = body_of(of(Photo("wall", plain("The wall"), 'Towers of "tens" <1>')))
    image, caption = body.iter(f"{W}p")
    (told,) = [one for one in image.iter() if one.tag.endswith("}docPr")]
    assert told.get("descr") == 'Towers of "tens" <1>'
    assert image.find(f"{W}pPr/{W}keepNext") is not None
    assert (style_of(caption), words_of(caption)) == ("Caption", "The wall")


@pytest.mark.parametrize(
    ("name", "width", "height"), [("wall", 510, 383), ("tall", 139, 372), ("small", 75, 60)]
)
def test_a_photo_is_as_wide_as_its_column_at_most_half_a_page_high_and_never_enlarged(
    name, width, height
):
    (shape,) = reopened(of(Photo(name, plain("a"), "a"))).inline_shapes
    assert Emu(shape.width).pt <= 511
    assert Emu(shape.height).pt <= 421
    assert Emu(shape.width).pt == pytest.approx(width, rel=0.06)
    assert Emu(shape.height).pt == pytest.approx(height, rel=0.06)


def test_a_photo_is_in_the_file_as_it_was_kept_once_and_under_no_name_of_its_own():
    photo = Photo("wall", plain("The wall"), "The wall")
    parts = parts_of(of(photo, Paragraph(plain("between")), photo))
    media = {name: content for name, content in parts.items() if "media" in name}
    assert media == {"word/media/image1.jpg": PICTURES["wall"]}


def test_the_profile_is_drawn_with_its_words_and_its_data_beside_it():
    content = render_word(document_for(a.audit()))
    (told,) = [one for one in body_of(content).iter() if one.tag.endswith("}docPr")]
    assert told.get("descr").startswith("Middle level of each component by phase.")
    drawn = parts_of(content)["word/media/image1.png"]
    image = opened(drawn)
    assert image.width == pytest.approx(510 * 200 / 72, abs=2)
    assert len(image.convert("L").getcolors(256)) > 2


def test_links_stand_beside_the_text_and_typed_fields_are_words():
    content = of(Paragraph((Run("here", link="https://a.example/?a=1&b=2"), Run("{ DATE }"))))
    (link,) = body_of(content).iter(f"{W}hyperlink")
    assert words_of(link.getparent()) == "here{ DATE }"
    assert "fldChar" not in parts_of(content)["word/document.xml"].decode()


def test_bold_and_italic_are_kept():
    body = body_of(of(Paragraph((Run("a", bold=True), Run("b", italic=True), Run("c")))))
    looks = [
        [etree.QName(one).localname for one in run.iterfind(f"{W}rPr/*")]
        for run in body.iter(f"{W}r")
    ]
    assert looks == [["b"], ["i"], []]


def test_parts_side_by_side_on_paper_stand_one_after_another():
    text = text_of_word(render_word(document_for(b.visit())))
    assert text.index("What is going well") < text.index("Points to consider")


def test_the_parts_of_a_note_stand_in_the_agreed_order_as_headings():
    document = reopened(render_word(document_for(b.visit())))
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert heads[:4] == [
        "Purpose and what we looked at",
        "Summary",
        "Actions from last time",
        "Leadership",
    ]
