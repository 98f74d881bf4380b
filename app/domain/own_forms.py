"""Forms of a team's own, which came from a workbook or an XForm and not with the program."""

from __future__ import annotations

from dataclasses import dataclass


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
