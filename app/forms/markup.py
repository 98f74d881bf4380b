"""Safe reading of XML that came from outside: nothing in it may reach out or swell."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError, XMLParser, fromstring
from xml.parsers.expat import ExpatError, ParserCreate

from app.errors import FormError

LARGEST = 32 * 1024 * 1024
"""Bytes. The largest form seen in use is under 4 MB."""
DEEPEST = 80
"""Elements within elements. Forms in use nest under thirty; what reads them goes down by calls."""


class _DoctypeFoundError(Exception):
    """The text declares a document type, which forms never need."""


def read_markup(xml: str | bytes, what: str = "form") -> Element:
    """The root element of `xml`.

    Raises `FormError` where it is not XML, is larger than `LARGEST`, or declares a document type:
    entities and outside definitions come only through one, so refusing it refuses both.
    """
    data = xml.encode("utf-8", "surrogatepass") if isinstance(xml, str) else xml
    # Text is told its encoding: what its first line declares may no longer be true of it.
    encoding = "utf-8" if isinstance(xml, str) else None
    if len(data) > LARGEST:
        raise FormError(f"This {what} is larger than {LARGEST // 2**20} MB and was not read.")
    try:
        if b"<!DOCTYPE" in data or b"\0" in data[:64]:
            # It may stand in a comment, or in letters of two bytes: the parser can tell.
            _refuse_doctype(data, encoding)
        root = fromstring(data, XMLParser(encoding=encoding))  # noqa: S314 - a document type was refused a line above
    except _DoctypeFoundError as error:
        raise FormError(
            f"This {what} declares a document type or entities and was not read."
        ) from error
    # An encoding that nobody knows is a LookupError.
    except (ParseError, ExpatError, ValueError, LookupError) as error:
        raise FormError(f"This {what} is not well-formed XML: {error}.") from error
    if _deeper_than(root, DEEPEST):
        raise FormError(f"This {what} is nested too deeply to be read.")
    return root


def _deeper_than(root: Element, most: int) -> bool:
    level = [root]
    for _ in range(most):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


def _refuse_doctype(data: bytes, encoding: str | None) -> None:
    parser = ParserCreate(encoding)

    def found(*_: object) -> None:
        raise _DoctypeFoundError

    parser.StartDoctypeDeclHandler = found
    parser.Parse(data, True)


def local_name(tag: str) -> str:
    """The name without its namespace, as ElementTree writes it."""
    return tag.rpartition("}")[2]


def namespace_of(tag: str) -> str:
    """The namespace alone; blank where there is none."""
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""
