"""Forms of a team's own, which came from a workbook or an XForm and not with the program."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OwnForm:
    """One version of a form that the team made or took over.

    `id` is `<form_id>@<version>`; `xml` is the XForm it was compiled to. `about` is `project` for a
    form whose records are of a project, else blank. A `withdrawn` form is offered no more, and
    records that were begun with it go on.
    """

    id: str
    form_id: str
    version: str
    title: str
    xml: str
    about: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class FormFile:
    """A file that belongs to an own form: its workbook, or a list or picture that it names.

    `own_form_id` is the `OwnForm`'s id; `content` the bytes in base64.
    """

    id: str
    own_form_id: str
    name: str
    content: str


def own_form_id(form_id: str, version: str) -> str:
    """The id of the own form with that form id and version: the same on every laptop."""
    return f"{form_id}@{version}"


def version_order(version: str) -> tuple[tuple[bool, int, str], ...]:
    """What versions are put in order by: figures count as numbers, so that 10 comes after 9.

    No number is made of them: one of thousands of figures, from a broken file, is no error.
    """
    parts: list[tuple[str, str]] = re.findall(r"0*([0-9]+)|([^0-9]+)", version)
    return tuple((bool(figures), len(figures), figures or words) for figures, words in parts)


def next_version(version: str, today: date) -> str:
    """A version that comes after `version`: `2026091501` by the day where that is later.

    A version that does not end in figures gets a 2 at its end.
    """
    dated = f"{today:%Y%m%d}01"
    if not version or (version.isdecimal() and version_order(version) < version_order(dated)):
        return dated
    stem, figures = re.fullmatch(r"(.*?)([0-9]{0,18})", version, re.DOTALL).groups()  # type: ignore[union-attr]  # it fits every text
    return f"{stem}{int(figures) + 1:0{len(figures)}}" if figures else f"{version}2"
