"""Reads a tagged PDF as a screen reader does: the structure tree, and what was drawn for each mark.

With pikepdf alone, so that nothing of the program that wrote the file is believed.
"""

from __future__ import annotations

import io
import re
import struct
from dataclasses import dataclass, field

import pikepdf

PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "EI", "INLINE IMAGE"}
SHOWS = {"Tj", "TJ", "'", '"'}
BEGINS_PATH = {"m", "re"}
GOES_ON = {"l", "c", "v", "y", "h", "m", "re", "W", "W*"}


@dataclass(eq=False)
class Node:
    """An element of the tree, with what is inside it in order: nodes, marks, annotations."""

    kind: str
    told: pikepdf.Object
    parent: Node | None = None
    inside: list = field(default_factory=list)

    @property
    def nodes(self):
        return [part for part in self.inside if isinstance(part, Node)]

    @property
    def marks(self):
        """(page, number) of each thing drawn."""
        return [part for part in self.inside if isinstance(part, tuple)]

    @property
    def annotations(self):
        return [part for part in self.inside if isinstance(part, pikepdf.Object)]

    @property
    def path(self):
        above = f"{self.parent.path}/" if self.parent else ""
        return above + self.kind

    def walk(self):
        """This node and all below it, in reading order."""
        yield self
        for node in self.nodes:
            yield from node.walk()

    def attribute(self, name):
        """What the element says of itself under that name, None where it says nothing."""
        many = _many(self.told.get("/A", pikepdf.Array()))
        return next((each[name] for each in many if name in each), None)


def _many(told):
    """One thing as a list of it: a file may say either."""
    return list(told) if isinstance(told, pikepdf.Array) else [told]


class Font:
    """A font of the file: what each code stands for, and whether it has a shape."""

    def __init__(self, told):
        self.told = told
        cmap = told.ToUnicode.read_bytes().decode("ascii") if "/ToUnicode" in told else ""
        pairs = re.findall(r"^<([0-9A-F]{2})> <([0-9A-F]+)>$", cmap, re.MULTILINE)
        self.characters = {int(code, 16): _utf16(text) for code, text in pairs}
        self.glyphs = _glyphs(told.FontDescriptor.FontFile2.read_bytes())

    def text(self, shown):
        """What some bytes stand for; a code that nothing is told of is U+0000."""
        return "".join(self.characters.get(code, "\0") for code in shown)

    def has_all(self, shown):
        """Whether each code has a shape that is not `.notdef`."""
        return all(self.glyphs.get(code, 0) for code in shown)


def _utf16(digits):
    try:
        return bytes.fromhex(digits).decode("utf-16-be")
    except ValueError:
        return "\0"


def _glyphs(face):
    """Code -> number of the shape, from a TrueType file whose only map is of format 6."""
    tables = struct.unpack(">H", face[4:6])[0]
    entries = (face[12 + 16 * at : 28 + 16 * at] for at in range(tables))
    start = next(struct.unpack(">I", entry[8:12])[0] for entry in entries if entry[:4] == b"cmap")
    version, maps, platform, _, offset = struct.unpack(">HHHHI", face[start : start + 12])
    assert (version, maps, platform) == (0, 1, 1)
    kind, _, _, first, count = struct.unpack(">5H", face[start + offset : start + offset + 10])
    assert kind == 6
    numbers = face[start + offset + 10 : start + offset + 10 + 2 * count]
    return dict(enumerate(struct.unpack(f">{count}H", numbers), start=first))


class TaggedPdf:
    """A file that was read: `root`, its nodes, the words of its marks, and what broke meanwhile."""

    def __init__(self, content):
        self.pdf = pikepdf.open(io.BytesIO(content))
        self.faults = []
        self.pages = [page.obj for page in self.pdf.pages]
        self._places = {page.objgen: at for at, page in enumerate(self.pages)}
        self._fonts = {}
        top = self.pdf.Root.StructTreeRoot
        self.root = self._node(top.K, None, top)
        self.nodes = list(self.root.walk())
        self.drawn = {}
        for at, page in enumerate(self.pdf.pages):
            PageReader(self, at).read(page)

    def _node(self, told, parent, above):
        node = Node(str(told.S).lstrip("/"), told, parent)
        if told.P.objgen != above.objgen:
            self.faults.append(f"{node.path} names another parent than it has.")
        for part in _many(told.get("/K", pikepdf.Array())):
            node.inside.append(self._part(part, node, told))
        return node

    def _part(self, part, node, told):
        if isinstance(part, int):
            return self._places[told.Pg.objgen], part
        if part.get("/Type") == "/MCR":
            return self._places[part.Pg.objgen], int(part.MCID)
        if part.get("/Type") == "/OBJR":
            return part.Obj
        return self._node(part, node, told)

    def font(self, told):
        """The font, read once."""
        if told.objgen not in self._fonts:
            self._fonts[told.objgen] = Font(told)
        return self._fonts[told.objgen]

    @property
    def fonts(self):
        """Every font that something is drawn with."""
        return list(self._fonts.values())

    def words(self, node):
        """The words of an element, all that is below it included, as they are read aloud."""
        return "".join(self._said(part) for part in node.inside)

    def _said(self, part):
        if isinstance(part, Node) and part.kind == "Figure":
            return f"\n{part.told.Alt}\n"
        if isinstance(part, Node):
            between = "" if part.kind == "Link" else "\n"
            return between + self.words(part) + between
        return self.drawn[part].text if isinstance(part, tuple) else ""


@dataclass
class Drawn:
    """What stands inside one mark: the kind it is marked as, and its words."""

    kind: str
    text: str = ""


class PageReader:
    """Goes through a page's operators, with the marks, states and text objects that are open."""

    def __init__(self, tagged, at, *, form=False):
        self.tagged, self.at, self.form = tagged, at, form
        self.states, self.texts, self.path = 0, 0, False
        self.marks, self.font = [], None

    def fault(self, words):
        self.tagged.faults.append(f"Page {self.at + 1}: {words}")

    def read(self, page):
        """All operators of a page or of a form that is drawn on one."""
        self.resources = page.obj.Resources if hasattr(page, "obj") else page.Resources
        for operands, operator in pikepdf.parse_content_stream(page):
            self._take(str(operator), operands)
        if self.marks or self.states or self.texts:
            self.fault("ends with a mark, a state or a text object open.")

    def _take(self, operator, operands):
        if operator in {"BMC", "BDC", "EMC", "BT", "ET", "q", "Q"} and self.path:
            self.fault(f"{operator} stands in the middle of a path.")
        if operator in {"BMC", "BDC"}:
            self._begin(operands)
        elif operator == "EMC":
            self._end()
        elif operator in {"q", "Q", "BT", "ET"}:
            self._bracket(operator)
        elif operator == "Tf":
            self.font = self.tagged.font(self.resources.Font[operands[0]])
        elif operator in SHOWS:
            self._show(operands)
        else:
            self._draw(operator, operands)

    def _begin(self, operands):
        properties = operands[1] if len(operands) > 1 else {}
        number = int(properties["/MCID"]) if "/MCID" in properties else None
        kind = str(operands[0]).lstrip("/")
        if self.marks or self.form:
            self.fault(f"{kind} is marked inside another mark or a form.")
        if (number is None) != (kind == "Artifact"):
            self.fault(f"{kind} is neither an artifact nor numbered, or both.")
        if number is not None:
            if (self.at, number) in self.tagged.drawn:
                self.fault(f"Number {number} is given twice.")
            self.tagged.drawn[self.at, number] = Drawn(kind)
        self.marks.append((number, self.states, self.texts))

    def _end(self):
        if not self.marks or self.marks.pop()[1:] != (self.states, self.texts):
            self.fault("A mark crosses q, Q, BT or ET.")

    def _bracket(self, operator):
        self.states += {"q": 1, "Q": -1}.get(operator, 0)
        self.texts += {"BT": 1, "ET": -1}.get(operator, 0)
        if self.states < 0 or self.texts not in {0, 1}:
            self.fault(f"{operator} has no partner.")

    def _show(self, operands):
        pieces = (piece for piece in _many(operands[0]) if isinstance(piece, pikepdf.String))
        shown = b"".join(map(bytes, pieces))
        if not self.marks and not self.form:
            self.fault(f"{self.font.text(shown)!r} is nobody's.")
        if not self.font.has_all(shown):
            self.fault(f"{self.font.text(shown)!r} has a character without a shape.")
        if "\0" in self.font.text(shown):
            self.fault(f"{self.font.text(shown)!r} has a character that nothing is told of.")
        if self.marks and self.marks[-1][0] is not None:
            self.tagged.drawn[self.at, self.marks[-1][0]].text += self.font.text(shown)

    def _draw(self, operator, operands):
        if operator in PAINTS and not self.marks and not self.form:
            self.fault(f"{operator} paints what is nobody's.")
        if operator == "Do":
            self._form(self.resources.XObject[operands[0]])
        self.path = operator in BEGINS_PATH or (self.path and operator in GOES_ON)

    def _form(self, drawn):
        if drawn.Subtype == "/Form":
            if not self.marks or self.marks[-1][0] is not None:
                self.fault("A form is drawn that is no artifact.")
            PageReader(self.tagged, self.at, form=True).read(drawn)
