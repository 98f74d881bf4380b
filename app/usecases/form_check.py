"""Reading a form that somebody drew: what it makes, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import FormError, FormMistake, InputError
from app.forms.definition_check import doubts_about
from app.forms.outside_files import FilesNamed, FormFiles, files_named, files_read, is_safe_name
from app.forms.workbook import Workbook
from app.sources.pictures import plain_picture
from app.usecases.form_places import FormPlaces
from app.usecases.privacy import gives_away

if TYPE_CHECKING:
    from app.forms.definition import FormDefinition

LARGEST_ALTOGETHER = 10 * 1024 * 1024
"""Bytes of a form with its lists and pictures: all of it is kept on every laptop of the team."""
WIDEST = 1_200
"""Pixels of the longer side of a picture that a form shows beside its words."""
_LONGEST_ID = 80


@dataclass(frozen=True, slots=True)
class FormDraft:
    """A form as it was read from `path` and the files chosen with it (`more`); nothing is kept.

    `definition` is None where a mistake stops it. `mistakes` keep it from being used, `remarks` are
    worth knowing. `content` is bytes by name of what would be kept: the form's own file, and those
    of the other files that it names.
    """

    path: Path
    more: tuple[Path, ...] = ()
    definition: FormDefinition | None = None
    xml: str = ""
    mistakes: tuple[FormMistake, ...] = ()
    remarks: tuple[FormMistake, ...] = ()
    content: Mapping[str, bytes] = field(default_factory=dict)
    files: FormFiles = field(default_factory=FormFiles)


def read_form_file(path: Path, more: Iterable[Path] = ()) -> FormDraft:
    """The form in the workbook or XForm at `path`.

    Lists and pictures that the form names are looked for among `more`, and in the folder
    `<name>-media` beside it. Never raises for what is wrong with the form: its draft says so.
    """
    draft = FormDraft(path, tuple(more))
    try:
        xml, found, workbook = _read(path)
        draft = replace(draft, xml=xml)
        draft = _with(draft, found)
        return draft if draft.mistakes else _loaded(draft, workbook)
    except FormError as error:
        return _with(draft, error.mistakes or (FormMistake(str(error)),))
    except OSError:
        gone = f"{path.name}, or a file chosen with it, cannot be read. Check that all are there."
        return _with(draft, [FormMistake(gone)])


def which_is_the_form(paths: Sequence[Path]) -> tuple[Path, tuple[Path, ...]]:
    """Of several files that were chosen together: the form, and the lists and pictures with it.

    Raises `FormError` where there is none, or more than one.
    """
    books = [path for path in paths if path.suffix.lower() in {".xlsx", ".xlsm", ".xls"}]
    forms = books or [path for path in paths if _is_xform(path)] or list(paths[:1])
    if len(forms) != 1 or not _looks_like_a_form(forms[0], alone=len(paths) == 1):
        raise FormError(
            "Choose one form, a workbook (.xlsx) or an XForm (.xml), and with it only the lists "
            "and pictures that it names."
        )
    return forms[0], tuple(path for path in paths if path != forms[0])


def _looks_like_a_form(path: Path, *, alone: bool) -> bool:
    return alone or path.suffix.lower() in {".xlsx", ".xlsm", ".xls", ".xml"}


def _is_xform(path: Path) -> bool:
    if path.suffix.lower() != ".xml" or not path.is_file():
        return False
    with path.open("rb") as file:
        return b"http://www.w3.org/2002/xforms" in file.read(4_096)


def check_form(path: Path, more: Iterable[Path] = ()) -> FormDraft:
    """As `read_form_file`; raises `FormError` with every mistake where the form has one."""
    draft = read_form_file(path, more)
    mistakes = draft.mistakes
    if mistakes:
        alone = len(mistakes) == 1
        count = "a mistake" if alone else f"{len(mistakes)} mistakes"
        if alone and not mistakes[0].sheet and path.name in mistakes[0].message:
            raise FormError(mistakes[0].message, mistakes)
        first = mistakes[0] if alone else f"The first: {mistakes[0]}"
        raise FormError(f"{path.name} has {count} and cannot be used yet. {first}", mistakes)
    return draft


def versioned(draft: FormDraft, version: str) -> FormDraft:
    """The draft of a form that says no version itself, with this one given to it."""
    from app.forms.xform import load_form
    from app.forms.xform_file import with_version

    xml = with_version(draft.xml, version)
    definition = load_form(xml)
    if definition.version != version:
        where = ("settings", 2, "version")
        return _with(replace(draft, definition=None), [FormMistake(_NO_VERSION, *where)])
    return replace(draft, xml=xml, definition=definition)


def wrong(draft: FormDraft, mistake: FormMistake) -> FormDraft:
    """The draft with one more mistake or remark."""
    return _with(draft, [mistake])


def _read(path: Path) -> tuple[str, tuple[FormMistake, ...], Workbook | None]:
    """The XForm, what was found in the sheets, and the sheets where it is a workbook."""
    if path.suffix.lower() == ".xml":
        from app.forms.xform_file import read_xform_file

        return read_xform_file(path), (), None
    from app.forms.compile import inspect_workbook

    inspected = inspect_workbook(path)
    return inspected.xform, inspected.mistakes, inspected.workbook


def _loaded(draft: FormDraft, workbook: Workbook | None) -> FormDraft:
    from app.forms.xform import load_form

    places = FormPlaces(workbook)
    try:
        definition = load_form(draft.xml)
    except FormError as error:
        told = error.mistakes or (FormMistake(str(error)),)
        return _with(draft, [places.placed(mistake) for mistake in told])
    found, content = _files(draft, files_named(definition), workbook)
    remarks = [places.placed(remark) for remark in definition.remarks]
    draft = _with(draft, [*found, *_identity(definition), *remarks])
    if draft.mistakes:
        return draft
    files = files_read(files_named(definition), content)
    columns = {name: frozenset(chain.from_iterable(rows)) for name, rows in files.lists.items()}
    draft = _with(draft, [places.doubted(each) for each in doubts_about(definition, columns)])
    if draft.mistakes:
        return draft
    return replace(draft, definition=definition, content=content, files=files)


def _with(draft: FormDraft, found: Sequence[FormMistake]) -> FormDraft:
    return replace(
        draft,
        mistakes=(*draft.mistakes, *(each for each in found if each.stops)),
        remarks=(*draft.remarks, *(each for each in found if not each.stops)),
    )


def _identity(definition: FormDefinition) -> Iterable[FormMistake]:
    form_id = definition.form_id
    if not form_id or len(form_id) > _LONGEST_ID or not form_id.isprintable() or "@" in form_id:
        yield FormMistake(
            f"The form_id should have one to {_LONGEST_ID} letters, figures, - or _, and no @. "
            "Give the form another one.",
            "settings",
            2,
            "form_id",
        )
    for name in gives_away(definition):
        yield FormMistake(_GIVEN_AWAY.format(name=name))
    if not any(True for _ in definition.questions()):
        yield FormMistake("The form asks nothing. Add a question.", "survey")


def _files(
    draft: FormDraft, named: FilesNamed, workbook: Workbook | None
) -> tuple[list[FormMistake], dict[str, bytes]]:
    """What is wrong with the files that a form names, and the bytes of all that is to be kept."""
    found = [_unreadable(name, workbook) for name in named.unreadable]
    wanted = {*named.lists.values(), *named.pictures}
    there = _there(draft, wanted)
    found += [_missing(name, workbook) for name in sorted({*named.lists.values()} - there.keys())]
    found += [_no_picture(name, workbook) for name in sorted(named.pictures - there.keys())]
    found += [_silent(name, workbook) for name in sorted(named.sounds_and_films)]
    found += [_unused(path) for path in draft.more if path.name.lower() not in _lower(wanted)]
    if draft.path.name.lower() in _lower(there):
        found.append(FormMistake(_SAME_NAME.format(name=draft.path.name)))
    paths = {**there, draft.path.name: draft.path}
    if sum(path.stat().st_size for path in paths.values()) > LARGEST_ALTOGETHER:
        return [*found, FormMistake(_TOO_MUCH)], {}
    content = {name: path.read_bytes() for name, path in paths.items()}
    for name in sorted(named.pictures & there.keys()):
        try:
            content[name] = plain_picture(content[name], WIDEST).content
        except InputError as error:
            found.append(FormMistake(f"{name}: {error}"))
    return found, content


_NO_VERSION = "The form says no version. Add one, such as 2026091501, so that records can name it."
_GIVEN_AWAY = (
    "{name} shows what a private question says, so that would be printed and shared. "
    "Mark it as private too, or let it not refer to that question."
)
_SAME_NAME = "The form and a file that it names are both called {name}. Give one another name."
_TOO_MUCH = (
    f"The form with its lists and pictures is larger than {LARGEST_ALTOGETHER // 2**20} MB. Make "
    "the pictures smaller (800 pixels wide is plenty), and leave out rows that nobody chooses."
)


def _there(draft: FormDraft, wanted: Iterable[str]) -> dict[str, Path]:
    """Those of the wanted files that were chosen, or stand in the form's own media folder."""
    chosen = {path.name.lower(): path for path in draft.more if path.is_file()}
    beside = draft.path.parent / f"{draft.path.stem}-media"
    found = {}
    for name in wanted:
        path = chosen.get(name.lower()) or beside / name
        if is_safe_name(name) and path.is_file():
            found[name] = path
    return found


def _lower(names: Iterable[str]) -> set[str]:
    return {name.lower() for name in names}


def _missing(name: str, workbook: Workbook | None) -> FormMistake:
    message = f"The form names the list {name}: choose it together with the form."
    return _about_file(name, message, workbook)


def _no_picture(name: str, workbook: Workbook | None) -> FormMistake:
    message = f"The picture {name} was not chosen together with the form, so it is not shown."
    return _about_file(name, message, workbook, stops=False)


def _silent(name: str, workbook: Workbook | None) -> FormMistake:
    message = f"Visitbook plays no sounds and films, so {name} is left out."
    return _about_file(name, message, workbook, stops=False)


def _unused(path: Path) -> FormMistake:
    return FormMistake(f"The form does not name {path.name}, so it is left out.", stops=False)


def _unreadable(list_id: str, workbook: Workbook | None) -> FormMistake:
    message = (
        f"The form reads {list_id}, which is no file that Visitbook can keep with it. Use a list "
        "in a .csv, .xml or .geojson file with a plain name."
    )
    return _about_file(list_id, message, workbook)


def _about_file(
    name: str, message: str, workbook: Workbook | None, *, stops: bool = True
) -> FormMistake:
    """A mistake or a remark about a file (or a list), placed where the survey names it."""
    row, column = _row_naming(name, workbook)
    return FormMistake(message, "survey" if row else "", row, column, stops=stops)


def _row_naming(name: str, workbook: Workbook | None) -> tuple[int, str]:
    """The first row of the survey with a cell that names a file (or a list), and its column."""
    stem = name.rpartition(".")[0] or name
    rows = workbook.sheet("survey").rows if workbook else ()
    for part in (name, stem):
        for row in rows:
            for heading, text in row.cells.items():
                if part in text.split() or text == part or f"'{part}'" in text:
                    return row.number, heading
    return 0, ""
