"""Forms of the team's own: taken over from a file, withdrawn, and saved again as a workbook."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.changes import Done
from app.domain.own_forms import FormFile, OwnForm, next_version, own_form_id, version_order
from app.domain.records import Record
from app.errors import FormError, FormMistake, NotFoundError, RuleError
from app.files import make_folder, replace_file
from app.parts import App
from app.storage import Reader
from app.usecases.form_check import FormDraft, read_form_file, versioned, wrong
from app.usecases.forms import BUILT_IN, list_forms
from app.usecases.shipped_forms import shipped_forms

_ENDINGS = {".xlsx", ".xlsm", ".xls", ".xml"}  # a colleague's file may call a form anything


@dataclass(frozen=True, slots=True)
class FormVersion:
    """One version of a form, as the list of forms shows it.

    `offered` tells that new records begin with it; `records` counts those that were begun with it.
    """

    form_id: str
    version: str
    title: str
    built_in: bool
    offered: bool = False
    withdrawn: bool = False
    records: int = 0
    about: str = ""

    @property
    def id(self) -> str:
        """`<form_id>@<version>`."""
        return own_form_id(self.form_id, self.version)


def draft_form(app: App, path: Path, more: Iterable[Path] = ()) -> FormDraft:
    """The form in a file, checked against the forms there are. Nothing is kept.

    A form that says no version is given the next one. That a version is in use for other content
    is a mistake, which says what the version should be.
    """
    draft = read_form_file(path, more)
    if draft.definition is None:
        return draft
    if not draft.definition.version:
        draft = versioned(draft, _version_after(app, draft.definition.form_id))
    refused = _refused(app, draft)
    if refused:
        draft = wrong(draft, FormMistake(refused, "settings", 2, "version"))
        return replace(draft, definition=None)
    return draft


def what_it_becomes(app: App, draft: FormDraft) -> str:
    """What importing the draft would do, in a sentence or two."""
    definition = draft.definition
    if definition is None:
        return ""
    with app.store.reading() as reader:
        kept = reader.find(OwnForm, id=own_form_id(definition.form_id, definition.version))
    known = {line.form_id: line for line in list_forms(app)}.get(definition.form_id)
    if kept and not kept[0].withdrawn:
        return "This form is imported already, just as it is here."
    if known is None:
        return f"A new form, version {definition.version}."
    origin = ", which is built in" if definition.form_id in shipped_forms() else ""
    return (
        f"Version {definition.version} of “{known.title}”{origin}. New records begin with it; "
        f"records begun with version {known.version} or an earlier one keep theirs."
    )


def import_form(app: App, draft: FormDraft) -> Done[OwnForm]:
    """Keep a form with its file, lists and pictures, so that records can begin with it.

    Raises `FormError` for a draft with mistakes, and `RuleError` where its version is in use for
    other content or older than what is in use; the sentence says what the version should be.
    """
    definition = draft.definition
    if definition is None:
        first = str(draft.mistakes[0]) if draft.mistakes else "It was not read."
        raise FormError(f"{draft.path.name} cannot be imported. {first}", draft.mistakes)
    refused = _refused(app, draft)
    if refused:
        raise RuleError(f"Nothing was imported. {refused}")
    form = OwnForm(
        id=own_form_id(definition.form_id, definition.version),
        form_id=definition.form_id,
        version=definition.version,
        title=definition.title or definition.form_id,
        xml=draft.xml,
        about=definition.marks.get("about", ""),
    )
    with app.store.unit_of_work() as work:
        work.save(form)
        for file in _files(form, draft):
            work.save(file)
        changes = work.commit()
    app.definitions.pop((form.form_id, form.version), None)
    app.form_files.pop((form.form_id, form.version), None)
    return Done(form, changes)


def _files(form: OwnForm, draft: FormDraft) -> Iterator[FormFile]:
    """The form's own file has the form's id, the others their name behind it."""
    for name, content in draft.content.items():
        file_id = form.id if name == draft.path.name else f"{form.id}/{name}"
        yield FormFile(file_id, form.id, name, b64encode(content).decode("ascii"))


def withdraw_form(app: App, form_id: str, version: str) -> Done[OwnForm]:
    """Offer a version of an own form no more; records that were begun with it go on."""
    return _set_withdrawn(app, form_id, version, withdrawn=True)


def bring_back_form(app: App, form_id: str, version: str) -> Done[OwnForm]:
    """Offer a withdrawn version again."""
    return _set_withdrawn(app, form_id, version, withdrawn=False)


def _set_withdrawn(app: App, form_id: str, version: str, *, withdrawn: bool) -> Done[OwnForm]:
    with app.store.unit_of_work() as work:
        form = _own(work, form_id, version)
        changed = replace(form, withdrawn=withdrawn)
        work.save(changed)
        return Done(changed, work.commit())


def form_versions(app: App) -> tuple[FormVersion, ...]:
    """Every version of every form that is offered, of the team's own, or in use by a record.

    In the order in which forms are offered, own forms last, the newest version first.
    """
    offered = {own_form_id(line.form_id, line.version) for line in list_forms(app)}
    with app.store.reading() as reader:
        used = Counter((r.form_id, r.form_version) for r in reader.find(Record))
        found = {(f.form_id, f.version): f for f in _known(reader, used)}
    complete = (
        replace(form, offered=form.id in offered, records=used[key]) for key, form in found.items()
    )
    newest_first = sorted(complete, key=lambda f: version_order(f.version), reverse=True)
    order = {form_id: at for at, form_id in enumerate(BUILT_IN)}
    titles = {form.form_id: form.title for form in reversed(newest_first)}
    return tuple(
        sorted(newest_first, key=lambda f: (order.get(f.form_id, len(order)), titles[f.form_id]))
    )


def _known(reader: Reader, used: Iterable[tuple[str, str]]) -> Iterator[FormVersion]:
    """Later ones stand in the place of earlier ones with the same id and version."""
    wanted = set(used)
    for kept in reader.forms():
        if (kept.form_id, kept.version) in wanted:
            yield FormVersion(kept.form_id, kept.version, kept.title, built_in=True)
    for ship in shipped_forms().values():
        yield FormVersion(ship.form_id, ship.version, ship.title, built_in=True, about=ship.about)
    for own in reader.find(OwnForm):
        yield FormVersion(
            own.form_id,
            own.version,
            own.title,
            built_in=False,
            withdrawn=own.withdrawn,
            about=own.about,
        )


def save_workbook_copy(app: App, form_id: str, version: str, path: Path) -> Path:
    """Save the workbook of a form as `path`, to be changed in a spreadsheet program.

    The lists and pictures of an own form go into the folder `<name>-media` beside it, where they
    are found again when the form is checked. Answers the path, which ends in .xml for a form that
    was imported as XForm XML; raises what `replace_file` does.
    """
    content, others, ending = _files_of(app, form_id, version)
    path = path.with_suffix(ending)
    replace_file(path, content)
    if others:
        beside = path.parent / f"{path.stem}-media"
        make_folder(beside)
        for name, extra in others.items():
            replace_file(beside / name, extra)
    return path


def _files_of(app: App, form_id: str, version: str) -> tuple[bytes, dict[str, bytes], str]:
    """The form's own file, its lists and pictures by name, and how the own file's name ends."""
    shipped = shipped_forms().get(form_id)
    if shipped is not None and shipped.version == version:
        return shipped.workbook.read_bytes(), {}, ".xlsx"
    with app.store.reading() as reader:
        form = _own(reader, form_id, version)
        files = reader.find(FormFile, own_form_id=form.id)
    content = {file.id: b64decode(file.content) for file in files}
    names = {file.id: file.name for file in files}
    if form.id not in content:
        raise NotFoundError("The workbook of this form has not arrived on this laptop yet.")
    others = {names[key]: extra for key, extra in content.items() if key != form.id}
    ending = Path(names[form.id]).suffix.lower()
    return content[form.id], others, ending if ending in _ENDINGS else ".xlsx"


def _own(reader: Reader, form_id: str, version: str) -> OwnForm:
    found = reader.find(OwnForm, id=own_form_id(form_id, version))
    if not found:
        raise NotFoundError(f"There is no form of your own {form_id}, version {version}.")
    return found[0]


def _version_after(app: App, form_id: str) -> str:
    """The version to give to a form: after every one there is of it, withdrawn ones too."""
    with app.store.reading() as reader:
        own = [form.version for form in reader.find(OwnForm, form_id=form_id)]
    shipped = shipped_forms().get(form_id)
    versions = [*own, *([shipped.version] if shipped else [])]
    return next_version(max(versions, key=version_order, default=""), app.today())


def _refused(app: App, draft: FormDraft) -> str:
    """Why a form cannot be imported beside those there are; blank where it can."""
    definition = draft.definition
    assert definition is not None
    form_id, version = definition.form_id, definition.version
    with app.store.reading() as reader:
        same = reader.find(OwnForm, id=own_form_id(form_id, version))
        if same:
            return _differs(reader, same[0], draft, _version_after(app, form_id))
    line = {line.form_id: line for line in list_forms(app)}.get(form_id)
    if line is None or version_order(line.version) < version_order(version):
        return ""
    return (
        f"Version {line.version} of “{line.title}” is in use already, and this file says "
        f"{version}. If you changed the form, raise its version to {_version_after(app, form_id)}; "
        "if it is another form, give it another form_id."
    )


def _differs(reader: Reader, kept: OwnForm, draft: FormDraft, better: str) -> str:
    files = reader.find(FormFile, own_form_id=kept.id)
    others = {file.name: file.content for file in files if file.id != kept.id}
    given = {file.name: file.content for file in _files(kept, draft) if file.id != kept.id}
    if kept.xml == draft.xml and others == given:
        return ""
    return (
        f"Version {kept.version} of “{kept.title}” was imported before with other content, and "
        f"records may have been begun with it. Raise the version to {better}."
    )
