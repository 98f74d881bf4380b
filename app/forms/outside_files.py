"""Which files a form names: lists from outside, pictures, sounds and films in what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.forms.definition import FormDefinition
from app.forms.outside_lists import read_list

_ADDRESS = re.compile(r"jr://(?P<kind>[a-z-]+)/(?P<name>.*)")
_SAFE_NAME = re.compile(r"[^\W.][\w .()+-]{0,119}")
_OWN = "vb_"
_EARLIER_RECORD = "jr://instance/"  # the record before this one, which stays empty here


@dataclass(frozen=True, slots=True)
class FilesNamed:
    """The files that a form names. `lists` are file names by the id of the list.

    `unreadable` are addresses of lists that are no file that could be kept with the form.
    """

    lists: dict[str, str]
    pictures: frozenset[str]
    sounds_and_films: frozenset[str]
    unreadable: dict[str, str]


@dataclass(frozen=True, slots=True)
class FormFiles:
    """What a form reads from its files: rows by the id of the list, pictures by their name."""

    lists: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def files_read(named: FilesNamed, content: Mapping[str, bytes]) -> FormFiles:
    """The lists and pictures among `content`, which is bytes by file name.

    A list whose file is not there is left out, and so is empty in a record. Raises `FormError` for
    a file that is no list.
    """
    lists = {
        list_id: read_list(name, content[name])
        for list_id, name in named.lists.items()
        if name in content
    }
    pictures = {name: content[name] for name in named.pictures if name in content}
    return FormFiles(lists, pictures)


def files_named(definition: FormDefinition) -> FilesNamed:
    """Every file that the form names; the lists that the program itself gives are left out."""
    lists, unreadable = {}, {}
    for list_id, address in definition.blueprint.externals.items():
        if list_id.startswith(_OWN) or address.startswith(_EARLIER_RECORD):
            continue
        found = _ADDRESS.fullmatch(address)
        if found and found["kind"] in {"file", "file-csv"} and is_safe_name(found["name"]):
            lists[list_id] = found["name"]
        else:
            unreadable[list_id] = address
    media = list(_media(definition))
    pictures = frozenset(name for kind, name in media if kind == "images")
    others = frozenset(name for kind, name in media if kind != "images")
    return FilesNamed(lists, pictures, others, unreadable)


def is_safe_name(name: str) -> bool:
    """Whether it is the name of a file alone: no folder, nothing hidden, no control letters."""
    return bool(_SAFE_NAME.fullmatch(name)) and ".." not in name


def _media(definition: FormDefinition) -> Iterator[tuple[str, str]]:
    for text in definition.blueprint.texts.addresses():
        found = _ADDRESS.fullmatch(text)
        if found:
            yield found["kind"], found["name"]
