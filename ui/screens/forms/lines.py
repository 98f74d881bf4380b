"""How forms and mistakes stand in their tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain.counting import counted
from app.errors import FormMistake
from app.usecases.own_forms import FormVersion
from ui.widgets.cell_table import Cell, Line

FORM_HEADINGS = ("Form", "Kind", "Version", "Records", "State")
MISTAKE_HEADINGS = ("Sheet", "Row", "Column", "What is wrong, and what to do", "")
BY_PLACE, BY_COLUMN, BY_WORDS = "place", "column", "words"
ORDERS = (
    (BY_PLACE, "In order of sheet and row"),
    (BY_COLUMN, "In order of column"),
    (BY_WORDS, "Same mistakes together"),
)
_SHEETS = ("", "survey", "choices", "settings")


def form_line(form: FormVersion) -> Line:
    """One version of a form."""
    kind = "Built in" if form.built_in else "Your own"
    about = "About a project" if form.about == "project" else ""
    records = str(form.records) if form.records else "none"
    return Line(
        form.id,
        (
            Cell(form.title, form.form_id, look="strong" if form.offered else "plain"),
            Cell(kind, about),
            Cell(form.version),
            Cell(records, look="plain" if form.records else "muted"),
            _state(form),
        ),
    )


def _state(form: FormVersion) -> Cell:
    if form.withdrawn:
        return Cell("Withdrawn", look="chip", kind="neutral", icon="minus")
    if form.offered:
        return Cell("Offered", look="chip", kind="done", icon="check")
    return Cell("Older version", look="chip", kind="neutral", icon="history")


def mistake_lines(mistakes: Sequence[FormMistake], order: str = BY_PLACE) -> list[Line]:
    """Mistakes, and what is worth knowing after them, in the wanted order."""
    numbered = list(enumerate(mistakes))
    if order == BY_WORDS:
        numbered.sort(key=lambda each: (not each[1].stops, each[1].message))
    elif order == BY_COLUMN:
        numbered.sort(key=lambda each: (not each[1].stops, each[1].column, each[1].row))
    else:
        numbered.sort(key=lambda each: (not each[1].stops, _sheet(each[1]), each[1].row))
    return [_mistake_line(str(at), mistake) for at, mistake in numbered]


def _sheet(mistake: FormMistake) -> tuple[int, str]:
    known = mistake.sheet in _SHEETS
    return (_SHEETS.index(mistake.sheet) if known else len(_SHEETS), mistake.sheet)


def _mistake_line(key: str, mistake: FormMistake) -> Line:
    mark = (
        ("Mistake", "late", "circle-alert") if mistake.stops else ("Worth knowing", "soft", "info")
    )
    words, kind, icon = mark
    return Line(
        key,
        (
            Cell(mistake.sheet or "–"),
            Cell(str(mistake.row) if mistake.row else "–"),
            Cell(mistake.column or "–"),
            Cell(mistake.message),
            Cell(words, look="mark", kind=kind, icon=icon),
        ),
    )


def as_text(file_name: str, mistakes: Iterable[FormMistake]) -> str:
    """Every mistake on a line of its own, with its place, for a message to the form's author."""
    lines = (str(mistake) if mistake.stops else f"({mistake})" for mistake in mistakes)
    return "\n".join([file_name, *lines])


def how_many(mistakes: int, remarks: int) -> str:
    """`3 mistakes to put right, 1 thing worth knowing`."""
    parts = []
    if mistakes:
        parts.append(f"{counted(mistakes, 'mistake')} to put right")
    if remarks:
        parts.append(f"{counted(remarks, 'thing')} worth knowing")
    return ", ".join(parts) or "no mistakes"
