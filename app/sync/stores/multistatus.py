"""Reads what a WebDAV server lists, from XML that is not believed: no tree of it is ever built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from app.errors import WrongStoreError

NO_LISTING = (
    "The server with the team’s files does not list them as WebDAV servers do. What is on this "
    "laptop is safe, and nothing counts as deleted: check the address of the store."
)
_DEEPEST = 32  # elements within each other
_LONGEST_HREF = 4_096  # characters
_MULTISTATUS, _RESPONSE, _HREF = "{DAV:}multistatus", "{DAV:}response", "{DAV:}href"
_COLLECTION = "{DAV:}collection"
_RESPONSE_DEPTH, _HREF_DEPTH = 2, 3


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in a folder: the last step of its path, and whether it is a folder itself."""

    name: str
    is_folder: bool


def read_multistatus(body: bytes) -> list[Entry]:
    """What a PROPFIND lists, the folder itself with it; WrongStoreError where it is no listing."""
    reader = _Reader()
    parser = DefusedXMLParser(target=reader, forbid_dtd=True)
    try:
        parser.feed(body)
        parser.close()
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise WrongStoreError(NO_LISTING) from error
    return reader.entries


class _Reader:
    """What the parser tells of: where each element begins and ends, and the words between."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._depth = 0
        self._is_folder = False
        self._href: list[str] = []
        self._in_href = False

    def start(self, tag: str, _attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST or (self._depth == 1 and tag != _MULTISTATUS):
            raise ValueError("no listing")
        if tag == _RESPONSE and self._depth == _RESPONSE_DEPTH:
            self._href, self._is_folder = [], False
        elif tag == _COLLECTION:
            self._is_folder = True
        self._in_href = tag == _HREF and self._depth == _HREF_DEPTH

    def data(self, words: str) -> None:
        if self._in_href:
            self._href.append(words)
            if sum(map(len, self._href)) > _LONGEST_HREF:
                raise ValueError("no address is as long as this")

    def end(self, tag: str) -> None:
        if tag == _RESPONSE and self._depth == _RESPONSE_DEPTH:
            name = _last_step("".join(self._href))
            self.entries.append(Entry(name, self._is_folder))
        self._in_href = False
        self._depth -= 1

    def close(self) -> None:
        """The parser asks for nothing."""


def _last_step(href: str) -> str:
    return unquote(urlsplit(href.strip()).path.rstrip("/").rpartition("/")[2])
