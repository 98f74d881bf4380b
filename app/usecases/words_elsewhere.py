"""Words that could not be kept, saved where the person wants them, as plain text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from app.files import replace_file


def save_words(path: Path, title: str, answers: Iterable[tuple[str, str]]) -> Path:
    """Write each question with its words to a text file; raises what `replace_file` does.

    The file is readable by anybody who may open it: it goes where the person chose, never into
    the data folder.
    """
    parts = [title, *(f"{question}\n{words}" for question, words in answers)]
    replace_file(path, ("\n\n".join(parts) + "\n").encode())
    return path
