"""Reads XML into nodes, keeping all of it: comments, instructions, text, attributes, namespaces.

What is read may come from outside, so nothing in it is ever fetched or expanded: a document type is
refused (or, where the caller allows it, a bare `<!DOCTYPE name>` is passed over), entities are
refused always, and size, depth and the number of nodes are bounded.
"""

from __future__ import annotations

from xml.parsers import expat

from app.errors import InputError
from app.forms.tree import Kind, Node

LARGEST = 64 * 1024 * 1024
DEEPEST = 200
MOST_NODES = 2_000_000

XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
DECLARATIONS = "http://www.w3.org/2000/xmlns/"


class XmlError(InputError):
    """A text is not XML that can be used here: malformed, too large, or with a document type."""


def read_xml(text: str, *, bare_doctype: bool = False, sections_apart: bool = False) -> Node:
    """The document node of `text`; raises XmlError.

    `bare_doctype` passes over a document type that declares nothing and names no other file. A
    namespace's declaration is kept in its place among the attributes, as a node of its own kind.
    `sections_apart` keeps the text of a CDATA section as a node of its own, as browsers do.
    """
    if len(text) > LARGEST:
        raise XmlError("This XML is too large to be read.")
    reader = _Reader(bare_doctype=bare_doctype)
    if sections_apart:
        reader.keep_sections_apart()
    try:
        reader.parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        message = f"This is not XML: {reason}, line {error.lineno}, column {error.offset + 1}."
        raise XmlError(message) from error
    return reader.document


class _Reader:
    def __init__(self, *, bare_doctype: bool) -> None:
        self.document = Node(Kind.DOCUMENT)
        self._here = self.document
        self._scopes: list[dict[str, str]] = [{"xml": XML_NAMESPACE, "": ""}]
        self._text: list[str] = []
        self._count = 0
        self._bare_doctype = bare_doctype
        self.parser = self._listening()

    def _listening(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.CommentHandler = self._comment
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.ExternalEntityRefHandler = self._outside
        return parser

    def keep_sections_apart(self) -> None:
        """End a text node where a CDATA section begins or ends."""
        self.parser.StartCdataSectionHandler = self._flush
        self.parser.EndCdataSectionHandler = self._flush

    # What the parser meets

    def _start(self, tag: str, pairs: list[str]) -> None:
        self._flush()
        if len(self._scopes) > DEEPEST:
            raise XmlError("This XML is nested too deeply to be read.")
        attributes = list(zip(pairs[::2], pairs[1::2], strict=True))
        self._scopes.append(_scope(self._scopes[-1], attributes))
        prefix, name = _split(tag)
        node = Node(Kind.ELEMENT, name, self._uri(prefix), prefix)
        for key, value in attributes:
            self._attribute(node, key, value)
        self._here = self._added(node)

    def _attribute(self, node: Node, key: str, value: str) -> None:
        prefix, name = _split(key)
        if key == "xmlns" or prefix == "xmlns":
            declared = node.set_attribute(name, value, DECLARATIONS, prefix)
            declared.kind = Kind.NAMESPACE
            return
        node.set_attribute(name, value, self._uri(prefix) if prefix else "", prefix)

    def _end(self, _tag: str) -> None:
        self._flush()
        self._scopes.pop()
        assert self._here.parent is not None
        self._here = self._here.parent

    def _comment(self, text: str) -> None:
        self._flush()
        self._added(Node(Kind.COMMENT, text=text))

    def _instruction(self, target: str, text: str) -> None:
        self._flush()
        self._added(Node(Kind.INSTRUCTION, target, text=text))

    def _doctype(self, name: str, system: str | None, public: str | None, has_subset: int) -> None:
        if not self._bare_doctype or system or public or has_subset:
            raise XmlError("This XML has a document type, which is not read from outside.")
        # A node of the document, as it is in a browser: `node()` finds it, nothing else does.
        self._added(Node(Kind.DOCTYPE, name))

    def _entity(self, *_facts: object) -> None:
        raise XmlError("This XML declares entities, which are not read from outside.")

    def _outside(self, *_facts: object) -> int:
        raise XmlError("This XML refers to another file, which is not read.")

    # Putting nodes in

    def _flush(self) -> None:
        if self._text:
            text = "".join(self._text)
            self._text.clear()
            if self._here is not self.document:
                self._added(Node(Kind.TEXT, text=text))

    def _added(self, node: Node) -> Node:
        self._count += 1
        if self._count > MOST_NODES:
            raise XmlError("This XML has too many parts to be read.")
        return self._here.append(node)

    def _uri(self, prefix: str) -> str:
        uri = self._scopes[-1].get(prefix)
        if uri is None:
            raise XmlError(f"This XML uses the prefix {prefix!r} and never declares it.")
        return uri


def _split(name: str) -> tuple[str, str]:
    prefix, colon, local = name.partition(":")
    return (prefix, local) if colon else ("", name)


def _scope(outer: dict[str, str], attributes: list[tuple[str, str]]) -> dict[str, str]:
    declared = {
        _split(key)[1] if ":" in key else "": value
        for key, value in attributes
        if key == "xmlns" or key.startswith("xmlns:")
    }
    return {**outer, **declared} if declared else outer
