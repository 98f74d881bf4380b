"""Documents with everything that a page can hold, in every awkward size, to be read aloud."""

from __future__ import annotations

from dataclasses import replace

from app.reports import document_for
from app.reports.blocks import (
    Box,
    BulletList,
    Column,
    Columns,
    Document,
    Facts,
    Heading,
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
from app.reports.charts import Bar, ProfileRow, profile_figure
from tests import builders_audits as a
from tests import builders_documents as b
from tests.builders_pictures import a_photo

PHOTO = a_photo(400, 300)
FILLER = tuple(Paragraph(plain(f"Line {number}")) for number in range(43))


def photos(name):
    """A photo under every name but a lost one's."""
    return PHOTO if name not in {"", "lost"} else None


def of(*content, title="Note of visit"):
    """A document of some blocks."""
    return Document(title, plain("Head"), "Confidential", "Held by the team. Ask them.", content)


def image(name, caption, **more):
    """The answer to a question for a photo."""
    extra = {"photo": "p1", "file_name": "p1.jpg"}
    label = f"The {name}"
    return b.answer(name, caption, label=label, kind="image", value="p1.jpg", extra=extra, **more)


def link(text, address="https://a.example/page"):
    """A run that can be followed."""
    return Run(text, link=address)


def visit_with_photos():
    """A visit with a photo that has a caption, and one that has none."""
    taken = (image("wall", "Towers of tens"), image("books", ""))
    return b.with_section(b.visit(), b.group("teaching", *taken))


def table(rows, *, heading=1, words=9):
    """A table of that many rows with empty cells and cells of two paragraphs."""
    columns = (Column("No.", 0.5), Column("What was seen"), Column("Why"))
    body = tuple(
        ((plain(str(n)),), (plain(f"seen{n} " * words), plain("and again")), ())
        for n in range(rows)
    )
    return Table(columns, body, "What was seen", heading)


PROFILE = profile_figure(
    (ProfileRow("Leadership", "9 of 9 looked at", (Bar("KS1", 2, "Developing"),)),)
)
EVERY_BLOCK = of(
    Paragraph(plain("Note of visit"), Voice.TITLE),
    Paragraph(plain("A school"), Voice.SUBTITLE, aside=bold("Draft")),
    Facts((("School", bold("Alderbrook")), ("Head", ()), ("Long", plain("word " * 90)))),
    Heading("Profile"),
    PROFILE,
    Box((Heading("Summary", 2), Paragraph(plain("x")), BulletList((plain("a"), plain("b"))))),
    Columns(
        (
            (Paragraph(bold("Strengths"), Voice.LABEL), BulletList((plain("many"),))),
            (Paragraph(bold("Points"), Voice.LABEL), Photo("small", plain("A wall"), "Wall")),
        )
    ),
    Columns(((Paragraph(plain("tall " * 900)),), (Paragraph(plain("short")),))),
    Heading("Photos", 2),
    Photo("one", (*bold("The wall:"), *plain(" towers")), "Towers of tens"),
    Photo("lost", plain("A shelf"), "A shelf"),
    Photo("none said", (), ""),
    table(0),
    table(3, heading=0),
    WritingLine(),
    WritingLine((("Role", 1.0), ("Signed", 1.0), ("Date", 0.6))),
    Ticks(("Accurate", "Please correct")),
)
LINKS = of(
    Heading("Links"),
    Paragraph((link("a whole paragraph that is one link " * 6),)),
    Paragraph((Run("See "), link("one"), Run(" and "), link("two", "mailto:x@a.example"))),
    *FILLER[:-4],
    Paragraph((Run("before " * 30), link("over the page " * 40), Run(" after"))),
    BulletList(((link("in a list"),), (Run("or "), link("later", "https://b.example")))),
    Table((Column("Where"),), tuple((((link(f"row {n}"),),),) for n in range(50)), "Links", 1),
)
LONG = of(
    Heading("Without a space"),
    Paragraph(plain("m" * 20_000)),
    Paragraph((*bold("Lead: "), *plain("w" * 20_000))),
    Heading("With spaces"),
    Paragraph(plain("abcd efg " * 2_300)),
    Paragraph((*bold("Lead:"), *plain(" abcd efg" * 2_300))),
    Paragraph(plain("Year\u00a04 and Key\u00a0Stage\u00a02 " * 40)),
    BulletList((plain("item " * 4_000),)),
)
TYPED = (
    "Euro € Привет 中 ✓ \ud800 😀 مرحبا שלום "
    "a\x00b\x1b[0m\tc\u2028d\u200be e\u0301 \u0327 \ue000 \ufffe"
)
SIGNS = of(
    Heading(TYPED),
    Paragraph((*plain(TYPED), *bold(TYPED), link(TYPED))),
    BulletList((plain(TYPED), plain(""), plain("\u200b"))),
    Table((Column(TYPED), Column("")), (((plain(TYPED),), ()), ((), ())), TYPED, 1),
    Photo("one", plain(TYPED), TYPED),
    title=TYPED,
)
DOCUMENTS = {
    "a note of visit": lambda: document_for(b.visit()),
    "the school's own copy": lambda: document_for(b.visit(), school_copy=True),
    "a final copy": lambda: document_for(replace(b.visit(), revision=2), draft=False),
    "a note with photos": lambda: document_for(visit_with_photos()),
    "a whole-school audit": lambda: document_for(a.audit()),
    "every block": lambda: EVERY_BLOCK,
    "links": lambda: LINKS,
    "a table over pages": lambda: of(Heading("Long"), table(90)),
    "rows taller than a page": lambda: of(Heading("Tall"), table(2, words=1_700)),
    "long paragraphs": lambda: LONG,
    "signs of every kind": lambda: SIGNS,
    "nothing at all": of,
}
