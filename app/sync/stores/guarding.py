"""What every team store looks at alike: names and sizes before a call, and answers after it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator

from app.errors import NameTakenError, NotThereError, TeamStoreError, WrongStoreError
from app.sync.names import LARGEST_FILE, PROBES, is_name, is_stream
from app.sync.stores.team_store import TeamStore

NOT_THERE = (
    "The team’s store does not have this file, or not yet. What is on this laptop is safe; "
    "the next sync looks again."
)
NAME_TAKEN = (
    "The team’s store has another file under the name of one that was to be sent. Nothing there "
    "was replaced, and what is on this laptop is safe; the next sync tries again."
)
TOO_LARGE = (
    "A file in the team’s store is larger than any that Visitbook makes, so it was not fetched. "
    "What is on this laptop is safe; ask who looks after the store to remove what is not "
    "Visitbook’s."
)
TOO_MANY = (
    "The team’s store lists more files than any team makes, so the list was not taken. What is on "
    "this laptop is safe; ask who looks after the store to remove what is not Visitbook’s."
)
WEB_PAGE = (
    "A web page came instead of the team’s files. Nothing was taken in, and what is on this laptop "
    "is safe. Log in to this network if it asks for that, or check the address of the store."
)
REPLACES = (
    "This place replaces files that are there, so a team cannot share through it safely. Nothing "
    "was lost: choose another place, or ask who looks after it."
)
FORGETS = (
    "This place does not give back what was written to it, so a team cannot share through it. "
    "Nothing was lost: choose another place, or ask who looks after it."
)
_PAGES = (b"<!doctype html", b"<html")
_BEGINNING = 1024
MOST_FILES = 1_000_000
"""No list is longer: a server could go on for ever."""


def wanted(name: str) -> str:
    """A name that may be fetched; NotThereError for any other, since no such file can be there."""
    if not is_name(name):
        raise NotThereError(NOT_THERE)
    return name


def sendable(name: str, content: bytes) -> str:
    """A name under which this may be added; ValueError for what no part of this program makes."""
    if not 0 < len(content) <= LARGEST_FILE:
        raise ValueError("a file in a team's store is neither empty nor larger than the largest")
    return removable(name)


def removable(name: str) -> str:
    """A name that a file of ours can have; ValueError for any other."""
    if not is_name(name):
        raise ValueError("no file in a team's store is called this")
    return name


def listable(stream: str) -> str:
    """A stream that can be listed; ValueError for any other."""
    if not is_stream(stream):
        raise ValueError("no stream in a team's store is called this")
    return stream


def check_size(size: int) -> None:
    """Raises TeamStoreError for a file that is larger than any of ours."""
    if size > LARGEST_FILE:
        raise TeamStoreError(TOO_LARGE)


def few_enough(listed: Iterable[str]) -> Iterator[str]:
    """The same names, of which a team's store may have so many; then raises TeamStoreError."""
    for number, name in enumerate(listed):
        if number >= MOST_FILES:
            raise TeamStoreError(TOO_MANY)
        yield name


def check_no_web_page(content: bytes) -> None:
    """Raises WrongStoreError for a page of a network that asks for a login, or of a web site."""
    if content[:_BEGINNING].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_PAGES):
        raise WrongStoreError(WEB_PAGE)


def check_same(there: bytes, content: bytes) -> None:
    """Raises NameTakenError unless what is there is what was to be added."""
    if there != content:
        raise NameTakenError(NAME_TAKEN)


def probe_store(store: TeamStore) -> None:
    """Add a file, list it, read it back, fail to replace it, remove it; raises TeamStoreError."""
    name = f"{PROBES}/{secrets.token_hex(16)}.tmp"
    content = secrets.token_bytes(32)
    store.put_new(name, content)
    try:
        _check_kept(store, name, content)
    finally:
        store.remove(name)


def _check_kept(store: TeamStore, name: str, content: bytes) -> None:
    try:
        kept = name in store.list(PROBES).names and store.get(name) == content
    except NotThereError:
        kept = False
    if not kept:
        raise WrongStoreError(FORGETS)
    try:
        store.put_new(name, content[::-1])
    except NameTakenError:
        return
    raise WrongStoreError(REPLACES)
