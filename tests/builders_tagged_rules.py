"""The rules of PDF/UA-1 that a machine can check, each told in a sentence where it is broken.

They follow the Matterhorn protocol (PDF Association); its checkpoint stands beside each rule. What
it leaves to people, such as whether an alternative text is a good one, is not here.
"""

from __future__ import annotations

import re

from tests.builders_tagged_pdf import TaggedPdf

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
BLOCKS = {"P", *HEADINGS, "L", "Table", "Sect", "Div", "Figure"}
MAY_HOLD = {
    "Document": BLOCKS,
    "Sect": BLOCKS,
    "Div": BLOCKS | {"Caption"},
    "Caption": {"P"},
    "P": {"Link"},
    **{heading: {"Link"} for heading in HEADINGS},
    "L": {"LI"},
    "LI": {"Lbl", "LBody"},
    "Lbl": {"Link"},
    "LBody": {"P", "L", "Link"},
    "Table": {"THead", "TBody", "TR"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
    "TH": {"P", "L", "Link"},
    "TD": {"P", "L", "Link"},
    "Figure": set(),
    "Link": set(),
}
"""What each kind may hold (ISO 32000-1, 14.8.4), of those that are used here."""
GROUPS = {"Document", "Sect", "Div", "Caption", "L", "LI", "Table", "THead", "TBody", "TR"}
"""Kinds that hold other kinds and nothing drawn."""


def faults_of(content):
    """Every rule that a file breaks, in sentences; none where it is PDF/UA-1, as far as is seen."""
    tagged = TaggedPdf(content)
    checks = (
        _file,
        _pages,
        _marks,
        _parents,
        _kinds,
        _headings,
        _outline,
        _figures,
        _tables,
        _lists,
        _links,
        _fonts,
    )
    return [*tagged.faults, *(fault for check in checks for fault in check(tagged))]


def _file(tagged):
    """01-005, 06-001 to 06-003, 07-001, 07-002, 11-006: what the file says of itself."""
    root, pdf = tagged.pdf.Root, tagged.pdf
    xmp = root.Metadata.read_bytes().decode()
    title = re.search(r"<rdf:li xml:lang=\"x-default\">(.+?)</rdf:li>", xmp)
    said = {
        "It has no language.": re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", str(root.get("/Lang", ""))),
        "It is not marked as tagged.": root.MarkInfo.Marked,
        "Its tags are suspect.": not root.MarkInfo.get("/Suspects", False),
        "The window would show its name, not its title.": root.ViewerPreferences.DisplayDocTitle,
        "It has no title.": title and str(pdf.docinfo["/Title"]).strip(),
        "It does not say that it is PDF/UA-1.": "<pdfuaid:part>1</pdfuaid:part>" in xmp,
        "It names no namespace for that.": 'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"'
        in xmp,
        "It maps kinds to others.": "/RoleMap" not in root.StructTreeRoot,
        "It is older than PDF 1.7.": pdf.pdf_version == "1.7",
        "Its tree has more than one top.": tagged.root.kind == "Document",
    }
    return [words for words, holds in said.items() if not holds]


def _pages(tagged):
    """28-009 and the key of each page's marks."""
    for at, page in enumerate(tagged.pages):
        if page.get("/Tabs") != "/S":
            yield f"Page {at + 1} does not say that Tab follows the structure."
        if int(page.get("/StructParents", -1)) != at:
            yield f"Page {at + 1} has the key of another page's marks."


def _marks(tagged):
    """01-006: each thing drawn is owned once, by an element of the kind that it is marked as."""
    owned = [(mark, node) for node in tagged.nodes for mark in node.marks]
    for mark, node in owned:
        drawn = tagged.drawn.get(mark)
        if drawn is None or drawn.kind != node.kind:
            yield f"{node.path} owns {mark}, which is {drawn and drawn.kind}."
    if len(owned) != len({mark for mark, _ in owned}):
        yield "Something drawn has two owners."
    yield from (f"{mark} is nobody's." for mark in set(tagged.drawn) - {mark for mark, _ in owned})


def _numbers(tagged):
    """Key -> what the parent tree tells of it."""
    told = tagged.pdf.Root.StructTreeRoot.ParentTree.Nums
    keys = [int(key) for key in list(told)[::2]]
    assert keys == sorted(set(keys))
    return dict(zip(keys, list(told)[1::2], strict=True))


def _parents(tagged):
    """The parent tree tells the same owners as the tree."""
    told = _numbers(tagged)
    owned = [(told[page][number], node) for node in tagged.nodes for page, number in node.marks] + [
        (told[int(place.StructParent)], node) for node in tagged.nodes for place in node.annotations
    ]
    for owner, node in owned:
        if owner.objgen != node.told.objgen:
            yield f"The parent tree has another owner of what is {node.path}'s."
    if int(tagged.pdf.Root.StructTreeRoot.ParentTreeNextKey) != max(told) + 1:
        yield "The parent tree's next key is taken."
    for at in range(len(tagged.pages)):
        count = sum(1 for page, _ in tagged.drawn if page == at)
        if len(told[at]) != count:
            yield f"The parent tree counts {len(told[at])} marks of {count} on page {at + 1}."


def _kinds(tagged):
    """09-004 to 09-008: which kinds stand inside which."""
    for node in tagged.nodes:
        for part in node.nodes:
            if part.kind not in MAY_HOLD.get(node.kind, ()):
                yield f"{part.path} is no place for a {part.kind}."
        if node.kind in GROUPS and node.marks:
            yield f"{node.path} groups others, and something is drawn of it."


def _headings(tagged):
    """14-001 to 14-003: the first is H1, and no level is skipped."""
    level = 0
    for node in tagged.nodes:
        if node.kind in HEADINGS:
            own = int(node.kind[1])
            if own > level + 1:
                yield f"{node.path} comes after level {level}."
            level = own


def _outline(tagged):
    """The bookmarks are the headings, level for level."""
    with tagged.pdf.open_outline() as outline:
        marked = [(level, _tidy(item.title)) for level, item in _entries(outline.root, 1)]
    heads = [node for node in tagged.nodes if node.kind in HEADINGS]
    told = [(int(node.kind[1]), _tidy(tagged.words(node))) for node in heads]
    pairs = zip(marked, told, strict=False)
    if len(marked) != len(told) or not all(_alike(*pair) for pair in pairs):
        yield f"The bookmarks {marked} are not the headings {told}."


def _alike(marked, told):
    """Whether a bookmark is the heading as it was drawn: a face may lack a character of it."""
    (level, text), (own, drawn) = marked, told
    same = (b in {a, "\N{REPLACEMENT CHARACTER}"} for a, b in zip(text, drawn, strict=False))
    return level == own and len(text) == len(drawn) and all(same)


def _entries(items, level):
    for item in items:
        yield level, item
        yield from _entries(item.children, level + 1)


def _tidy(text):
    return " ".join(text.split())


def _figures(tagged):
    """13-004 and a box on its page, which readers show where they are."""
    width, height = (float(side) for side in tagged.pages[0].MediaBox[2:])
    for node in tagged.nodes:
        if node.kind != "Figure":
            continue
        if not str(node.told.get("/Alt", "")).strip():
            yield f"{node.path} has no words for who can't see it."
        left, bottom, right, top = (float(side) for side in node.attribute("/BBox"))
        if not (0 <= left < right <= width and 0 <= bottom < top <= height):
            yield f"{node.path} is not on the page: {left, bottom, right, top}."
        if len(node.marks) != 1:
            yield f"{node.path} is drawn {len(node.marks)} times."


def _tables(tagged):
    """15-003 and 15-005: headings have a scope, rows have as many cells, spans counted."""
    for node in tagged.nodes:
        if node.kind == "TH" and node.attribute("/Scope") not in {"/Column", "/Row"}:
            yield f"{node.path} heads nothing."
        if node.kind == "Table":
            widths = {_width(row) for row in node.walk() if row.kind == "TR"}
            if len(widths) != 1 or 0 in widths:
                yield f"{node.path} has rows of {sorted(widths)} cells."
            if not any(cell.kind == "TH" for cell in node.walk()):
                yield f"{node.path} has no headings."
            if [part.kind for part in node.nodes] not in (["TR"], ["THead", "TBody"]):
                yield f"{node.path} has {[part.kind for part in node.nodes]}."


def _width(row):
    assert not any(cell.attribute("/RowSpan") for cell in row.nodes)
    return sum(int(cell.attribute("/ColSpan") or 1) for cell in row.nodes)


def _lists(tagged):
    """09-005: an item is a label and a body; a list has items."""
    for node in tagged.nodes:
        if node.kind == "LI" and [part.kind for part in node.nodes] != ["Lbl", "LBody"]:
            yield f"{node.path} has {[part.kind for part in node.nodes]}."
        if node.kind == "L" and not node.nodes:
            yield f"{node.path} has no items."


def _links(tagged):
    """28-002, 28-010 to 28-012: a link has its words and its place; no place is without a link."""
    placed = {place.objgen for node in tagged.nodes for place in node.annotations}
    on_pages = {place.objgen for page in tagged.pages for place in page.get("/Annots", [])}
    if placed != on_pages:
        yield "A place to click is without a link, or a link's place is on no page."
    for node in tagged.nodes:
        if (node.kind == "Link") != bool(node.annotations):
            yield f"{node.path} is half a link."
        if node.kind == "Link" and not (node.marks and tagged.words(node).strip()):
            yield f"{node.path} has no words."
        for place in node.annotations:
            yield from _place(node, place)


def _place(node, place):
    if not str(place.get("/Contents", "")).strip():
        yield f"{node.path} has a place that says nothing."
    if int(place.get("/F", 0)) != 4 or place.Subtype != "/Link":
        yield f"{node.path} has a place that is hidden, not printed, or no link."


def _fonts(tagged):
    """31-001 to 31-030: embedded, told in Unicode, and mapped as their sort must be."""
    for font in tagged.fonts:
        told, face = font.told, font.told.FontDescriptor
        name = str(told.BaseFont)
        if "/FontFile2" not in face or "/ToUnicode" not in told:
            yield f"{name} is not embedded, or does not tell its characters."
        if told.Subtype != "/TrueType" or not int(face.Flags) & 4 or "/Encoding" in told:
            yield f"{name} is no symbolic TrueType font with its own map."
        if len(told.Widths) != int(told.LastChar) - int(told.FirstChar) + 1:
            yield f"{name} has a width too few or too many."
        if any(text in {"\0", "\ufeff", "\ufffe"} for text in _shown(font)):
            yield f"{name} tells of a character that is none."


def _shown(font):
    """The characters of a font that have a shape."""
    return [text for code, text in font.characters.items() if font.glyphs.get(code)]


def read_aloud(content):
    """The words of a file in the order of its structure tree, white space as one space."""
    tagged = TaggedPdf(content)
    return tagged.words(tagged.root).replace("\N{NO-BREAK SPACE}", " ").split()
