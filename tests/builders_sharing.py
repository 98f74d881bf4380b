"""What tests of sharing are built from: a colleague's laptop, and looks into what one holds."""

from __future__ import annotations

from pathlib import Path

from app.bootstrap import open_with_key
from app.parts import App
from app.usecases.people import introduce
from tests.builders import KEY, StillClock


def a_colleague(folder: Path, clock: StillClock | None = None) -> App:
    """The laptop of a second adviser, with no school yet."""
    app = open_with_key(folder, KEY, clock=clock or StillClock())
    return introduce(app, name="Second Adviser", role="lle", email="second@westmarch.example")


def found(app: App, kind, **equals):
    """The rows of a kind on this laptop."""
    with app.store.reading() as reader:
        return reader.find(kind, **equals)


def answers(app: App, record_id: str) -> dict[str, str]:
    """The answers of a record on this laptop, by their refs."""
    with app.store.reading() as reader:
        return reader.answers(record_id)


def notes(app: App, record_id: str) -> dict[str, str]:
    """The answers of a record on this laptop, by the names of their questions."""
    return {ref.rsplit("/", 1)[-1]: value for ref, value in answers(app, record_id).items()}
