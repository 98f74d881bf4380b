"""A team's store in a WebDAV folder, as Nextcloud and many school servers offer one.

Servers differ: some replace a file although they are asked not to, some keep half a file when a
line drops. So what is there is looked at before anything is sent.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from app.errors import BusyError, NotThereError, RefusedError, WrongStoreError
from app.sync.names import FOUNDING, is_name, is_stream, read_name
from app.sync.stores.guarding import (
    NOT_THERE,
    check_same,
    few_enough,
    listable,
    probe_store,
    removable,
    sendable,
    wanted,
)
from app.sync.stores.multistatus import Entry, read_multistatus
from app.sync.stores.team_store import Listing
from app.sync.stores.urls import WebdavPlace
from app.sync.stores.web_line import (
    ALREADY_THERE,
    BUSY,
    CONFLICT,
    CREATED,
    GONE,
    MULTI_STATUS,
    NO_CONTENT,
    NO_WEBDAV,
    NOT_ALLOWED,
    NOT_FOUND,
    OK,
    Answer,
    WebLines,
)

EMPTIED = (
    "The team’s folder on the server is not there, or is empty. What is on this laptop is safe, "
    "and nothing counts as deleted: check the address, or ask who looks after the server."
)
SETTLING = 2.0  # seconds in which another laptop ends what it had begun
_ROOT = "v1"
_STILL = 0.3  # seconds in which a file that is being sent grows
_TELLING = 128  # bytes; no two sealed files begin alike for as long as this
_KIND_ONLY = (
    b'<?xml version="1.0" encoding="utf-8"?>'
    b'<propfind xmlns="DAV:"><prop><resourcetype/></prop></propfind>'
)
_MISSING = frozenset({NOT_FOUND, GONE})
_NO_FOLDER = frozenset({NOT_FOUND, GONE, CONFLICT})
_WRITTEN = frozenset({OK, CREATED, NO_CONTENT})


class WebdavStore:
    """Files below a WebDAV folder, which has to be there; `prepare` makes it for a new team."""

    def __init__(self, place: WebdavPlace, secret: str, time_limit: float = 30.0) -> None:
        """`secret` is the user's password; `time_limit` is in seconds, for each exchange."""
        self.parallel = 4
        self._place = place
        self._lines = WebLines(place, secret, time_limit)

    def __repr__(self) -> str:
        return f"WebdavStore({self._place!r})"

    def prepare(self) -> None:
        """Make the folder and what a new team needs in it; the folder above has to be there."""
        for folder in ("", _ROOT):
            if self._look(folder, depth=0) is None:
                self._make_folder(folder)

    def list(self, stream: str, mark: str = "") -> Listing:  # noqa: ARG002 - a server cannot tell what is new
        """The files below `stream`, sorted; each folder is asked for by itself."""
        names = set(few_enough(self._names_below(listable(stream))))
        if not names:
            self._check_there()
        return Listing(tuple(sorted(names)))

    def get(self, name: str) -> bytes:
        """A file's bytes; one that was begun and has nothing in it yet is not there."""
        content = self._content(wanted(name))
        if not content:
            self._check_there()
            raise NotThereError(NOT_THERE)
        return content

    def put_new(self, name: str, content: bytes) -> None:
        """Add a file. The same bytes again are fine; NameTakenError where others are there."""
        sendable(name, content)
        if self._has(name) and self._is_whole(name, content):
            return
        answer = self._put(name, content)
        if answer.status in _NO_FOLDER:
            self._make_folders(name)
            answer = self._put(name, content)
        if answer.status == ALREADY_THERE:  # somebody came in between
            if not self._is_whole(name, content):
                raise BusyError(BUSY)
        elif answer.status not in _WRITTEN:
            raise WrongStoreError(NO_WEBDAV)
        elif name == FOUNDING:
            # Apache looks and then writes: two who do both at once are told that they did. Other
            # names have one writer, or follow from the content.
            time.sleep(SETTLING)
            check_same(self._content(name), content)

    def remove(self, name: str) -> None:
        """Take a file away; none of that name is no error."""
        answer = self._lines.ask("DELETE", removable(name))
        if answer.status not in _WRITTEN | _MISSING:
            raise WrongStoreError(NO_WEBDAV)

    def probe(self) -> None:
        """Make sure that this is a store one can write in: add, list, read back, remove."""
        probe_store(self)

    def _names_below(self, folder: str) -> Iterator[str]:
        for entry in self._look(folder, depth=1) or ():
            path = f"{folder}/{entry.name}"
            if entry.is_folder and is_stream(path):
                yield from self._names_below(path)
            elif not entry.is_folder and is_name(path):
                yield path

    def _look(self, folder: str, depth: int) -> Sequence[Entry] | None:
        """What is in a folder (or itself, at depth 0); None where there is no such folder."""
        headers = {"Depth": str(depth), "Content-Type": "application/xml; charset=utf-8"}
        answer = self._lines.ask("PROPFIND", f"{folder}/" if folder else "", headers, _KIND_ONLY)
        if answer.status in _MISSING:
            return None
        if answer.status != MULTI_STATUS:
            raise WrongStoreError(NO_WEBDAV)
        return read_multistatus(answer.body)

    def _check_there(self) -> None:
        """A folder without its root is emptied, unmounted, or another one."""
        if self._look(_ROOT, depth=0) is None:
            raise WrongStoreError(EMPTIED)

    def _content(self, name: str) -> bytes:
        """A file's bytes; none where there is no such file."""
        answer = self._lines.ask("GET", name)
        if answer.status in _MISSING:
            return b""
        if answer.status != OK:
            raise WrongStoreError(NO_WEBDAV)
        return answer.body

    def _has(self, name: str) -> bool:
        answer = self._lines.ask("HEAD", name)
        if answer.status not in _MISSING | {OK}:
            raise WrongStoreError(NO_WEBDAV)
        return answer.status == OK

    def _is_whole(self, name: str, content: bytes) -> bool:
        """Whether this very file is there; the beginning of it, left by a line that broke, goes."""
        there = self._content(name)
        while there != content and _is_beginning(there, name, content):
            before, there = there, self._a_moment_later(name)
            if there == before:  # nobody is just sending it
                self.remove(name)
                return False
        check_same(there, content)
        return True

    def _a_moment_later(self, name: str) -> bytes:
        time.sleep(_STILL)
        return self._content(name)

    def _put(self, name: str, content: bytes) -> Answer:
        headers = {"If-None-Match": "*", "Content-Type": "application/octet-stream"}
        return self._lines.ask("PUT", name, headers, content)

    def _make_folders(self, name: str) -> None:
        """Make the folders of a file, but not the root: without it this is no team's folder."""
        self._check_there()
        steps = name.split("/")
        for end in range(2, len(steps)):
            self._make_folder("/".join(steps[:end]))

    def _make_folder(self, folder: str) -> None:
        try:
            answer = self._lines.ask("MKCOL", f"{folder}/" if folder else "")
        except RefusedError:  # Apache says so too if another laptop makes it at this moment
            if self._look(folder, depth=0) is None:
                raise
            return
        if answer.status in _NO_FOLDER:
            raise WrongStoreError(EMPTIED)
        if answer.status not in _WRITTEN | {NOT_ALLOWED}:  # which says that it is there
            raise WrongStoreError(NO_WEBDAV)


def _is_beginning(there: bytes, name: str, content: bytes) -> bool:
    """Whether this can only be what came of `content` before a line broke."""
    stream_file = read_name(name)
    fits = stream_file is not None and stream_file.fits(content)
    return content.startswith(there) and (not there or fits or len(there) >= _TELLING)
