"""What every web page is: one file, in order for who listens, safe to open, readable anywhere."""

from __future__ import annotations

import hashlib
import itertools
import re
from base64 import b64decode, b64encode

import pytest

from app.reports import document_for, render_html
from app.reports.blocks import (
    Box,
    Column,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Photo,
    Run,
    Table,
    Voice,
    WritingLine,
    plain,
)
from tests import builders_audits as a
from tests import builders_documents as b
from tests.builders_formats import Page, document_of
from tests.builders_pictures import a_drawing, a_photo, saved

PICTURES = {"wall": a_photo(400, 300), "drawing": saved(a_drawing(200, 100))}


def of(*content, **more):
    return render_html(document_of(*content, **more), PICTURES.get)


def a_table(columns, rows=1, heads=0):
    cells = tuple((plain(f"cell {n}"),) for n in range(columns))
    titles = tuple(Column(f"column {n}", n + 1) for n in range(columns))
    return Table(titles, (cells,) * rows, "What was agreed", heads)


@pytest.fixture(params=[b.visit, a.audit])
def whole(request):
    return render_html(document_for(request.param()))


def test_the_page_names_its_title_and_language_and_fits_a_phone(whole):
    assert whole.startswith(b"<!doctype html>\n")
    page = Page(whole)
    assert page.named("html") == [{"lang": "en-GB"}]
    assert "Alderbrook" in page.words_in("title")
    (viewport,) = [m for m in page.named("meta") if m.get("name") == "viewport"]
    assert viewport["content"] == "width=device-width, initial-scale=1"


def test_every_element_is_closed_where_it_was_opened(whole):
    page = Page(whole)
    assert (page.wrong, page.open) == ([], [])


def test_nothing_is_run_or_fetched_and_no_element_has_a_style_of_its_own(whole):
    page = Page(whole)
    assert page.named("script", "link", "iframe", "object", "form", "base") == []
    for tag, attrs, _ in page.elements:
        own = {name for name in attrs if name.startswith("on") or name == "style"}
        assert own == set(), tag
        assert not any(str(attrs.get(at, "")).startswith(("http", "//")) for at in ("src", "href"))
    sheet = page.words_in("style")
    assert "url(" not in sheet
    assert "@import" not in sheet


def test_the_policy_lets_in_its_own_sheet_and_pictures_within_the_page_alone(whole):
    page = Page(whole)
    (policy,) = [m["content"] for m in page.named("meta") if "http-equiv" in m]
    digest = b64encode(hashlib.sha256(page.words_in("style").encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_head_words_and_foot_are_landmarks_once_each(whole):
    page = Page(whole)
    order = [tag for tag, _, inside in page.elements if inside == ("html", "body")]
    assert order == ["header", "main", "footer"]
    assert "Confidential" in page.words_in("header")
    assert "Record S900114" in page.words_in("footer")


def test_one_title_heads_all_headings_and_no_level_is_skipped(whole):
    levels = [int(tag[1]) for tag, _, _ in Page(whole).elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_headings_begin_with_the_first_level_where_no_words_are_the_title():
    page = Page(of(Heading("One"), Heading("Two", 2)))
    assert [len(page.named(f"h{level}")) for level in (1, 2, 3)] == [1, 1, 0]
    page = Page(of(Paragraph(plain("The title"), Voice.TITLE), Heading("One"), Heading("Two", 2)))
    assert [len(page.named(f"h{level}")) for level in (1, 2, 3)] == [1, 1, 1]


def test_a_table_has_a_caption_and_heads_its_columns_and_rows():
    page = Page(of(a_table(2, rows=3, heads=1)))
    assert page.words_in("caption") == "What was agreed"
    assert [head["scope"] for head in page.named("th")] == ["col", "col", "row", "row", "row"]
    assert len([1 for tag, _, inside in page.elements if tag == "th" and "thead" in inside]) == 2


def test_a_cell_without_words_heads_no_row():
    page = Page(of(Table((Column("a"), Column("b")), (((), (plain("x"),)),), "Rows", 1)))
    assert [head["scope"] for head in page.named("th")] == ["col", "col"]


def test_a_wide_table_scrolls_by_itself_and_by_keyboard():
    (narrow, wide) = (Page(of(a_table(columns))) for columns in (2, 5))
    assert [one for one in narrow.named("div") if "tabindex" in one] == []
    (region,) = [one for one in wide.named("div") if "tabindex" in one]
    assert (region["role"], region["aria-label"]) == ("region", "What was agreed")


def test_columns_share_the_width_as_on_paper():
    page = Page(of(a_table(3)))
    assert [column["class"] for column in page.named("col")] == ["w17", "w33", "w50"]
    for width in (17, 33, 50):
        assert f".w{width}{{width:{width}%}}" in page.words_in("style")


def test_facts_are_labels_with_what_they_stand_for():
    page = Page(of(Facts((("School", plain("Alderbrook")), ("Date", plain("Today"))))))
    pairs = [words for words, inside in page.words if inside[-1:] in {("dt",), ("dd",)}]
    assert pairs == ["School", "Alderbrook", "Date", "Today"]


def test_a_photo_stands_in_the_page_as_it_was_kept_with_its_words():
    page = Page(of(Photo("wall", plain("The wall: towers"), 'Towers of "tens" <1>')))
    (image,) = page.named("img")
    kind, _, content = image["src"].partition(";base64,")
    assert (kind, b64decode(content)) == ("data:image/jpeg", PICTURES["wall"])
    assert (image["alt"], image["width"], image["height"]) == ('Towers of "tens" <1>', "400", "300")
    assert page.words_in("figcaption") == "The wall: towers"


def test_a_drawing_kept_as_png_says_so():
    (image,) = Page(of(Photo("drawing", plain("A"), "A"))).named("img")
    assert image["src"].startswith("data:image/png;base64,")


def test_the_profile_is_drawn_with_its_words_and_its_data_beside_it():
    page = Page(render_html(document_for(a.audit())))
    (drawing,) = page.named("svg")
    assert drawing["role"] == "img"
    assert (
        drawing["aria-labelledby"]
        == page.elements[[tag for tag, _, _ in page.elements].index("svg") + 1][1]["id"]
    )
    told = "".join(words for words, inside in page.words if inside[-2:] == ("svg", "title"))
    assert told.startswith("Middle level of each component by phase.")
    assert len(page.named("rect")) > 20
    assert page.named("caption")


def test_room_to_write_is_silent_but_for_its_labels():
    page = Page(of(WritingLine(), WritingLine((("Role", 1.0), ("Signed", 2.0)))))
    lines = [one for one in page.named("p") if one.get("class") == "lines"]
    assert [one.get("aria-hidden") for one in lines] == ["true", None]
    assert page.words_in("main").split() == ["Role", "Signed"]


def test_a_new_page_begins_at_the_heading_that_asked_for_it():
    page = Page(of(Heading("One"), PageBreak(), Heading("Two"), PageBreak(0.25), Heading("Three")))
    assert [one.get("class") for one in page.named("h1")] == [None, "new-page", None]


def test_a_strong_box_is_told_from_another():
    page = Page(of(Box((Paragraph(plain("a")),), strong=True), Box((Paragraph(plain("b")),))))
    assert [one["class"] for one in page.named("div")] == ["box strong", "box"]


def test_a_long_word_in_a_cell_can_be_parted_without_a_letter_more():
    cell = (plain("m" * 500),)
    page = Page(of(Table((Column("m" * 500), Column("b")), ((cell, cell),), "Long")))
    assert len(page.named("wbr")) == 3 * 20
    assert page.words_in("tbody").split() == ["m" * 1000]


def test_paper_has_its_size_margins_mark_and_page_numbers():
    document = document_of(Paragraph(plain("a")))
    sheet = Page(render_html(document)).words_in("style")
    assert "@page{size:A4;margin:39.7pt 42.5pt 36.9pt 42.5pt" in sheet
    assert 'content:"Confidential"' in sheet
    assert "counter(pages)" in sheet


def test_a_mark_can_not_end_the_sheet():
    from dataclasses import replace

    document = replace(document_of(Paragraph(plain("a"))), mark='"}</style><b>{foot}')
    page = Page(render_html(document))
    assert page.wrong == []
    assert len(page.named("style")) == 1
    assert page.words_in("header").endswith('"}</style><b>{foot}')


def test_typed_markup_makes_no_element():
    page = Page(of(Paragraph((Run("<b onclick=x>b</b>", link="https://a.example"),))))
    assert page.named("b") == []
    assert page.words_in("a") == "<b onclick=x>b</b>"
