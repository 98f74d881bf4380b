"""A check that this machine can do the work: a form, an encrypted file, a PDF."""

from __future__ import annotations

import secrets
import tempfile
from pathlib import Path

from app.bootstrap import open_with_key
from app.parts import App
from app.usecases.documents import blank_document
from app.usecases.forms import list_forms, prepare_forms
from app.usecases.spelling import misspelt_words


def run() -> dict[str, str]:
    """What works, in words by name; an error of the program's tree where something does not."""
    with tempfile.TemporaryDirectory() as place:
        app = open_with_key(Path(place), secrets.token_bytes(32))
        try:
            return {"store": "an encrypted file opens", **_forms(app), **_words(app), **_document()}
        finally:
            app.store.close()


def _forms(app: App) -> dict[str, str]:
    prepare_forms(app)
    return {"forms": f"{len(list_forms(app))} forms compile"}


def _words(app: App) -> dict[str, str]:
    right, wrong = "colour", "color"
    marked = misspelt_words(app, (right, wrong))
    return {"spelling": f"{right} is right, {', '.join(marked) or 'nothing'} is marked"}


def _document() -> dict[str, str]:
    return {"documents": f"a PDF of {len(blank_document())} bytes"}
