"""Reads a Hunspell dictionary: `index.aff` and `index.dic`, which ship with the program."""

from __future__ import annotations

import gc
import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from spylls.hunspell import Dictionary
from spylls.hunspell.readers import FileReader, read_aff, read_dic

_LINES_AT_ONCE = 150  # about a millisecond of work


class _Lines(FileReader):  # type: ignore[misc]  # the library ships no types
    """The lines of a file, which is closed at once; the library itself leaves it open.

    After every few lines it makes way for other threads: the interpreter would let the one that
    draws the window wait for five milliseconds at each key.
    """

    def __next__(self) -> tuple[int, str]:
        if self.line_no % _LINES_AT_ONCE == 0:
            time.sleep(0)
        line: tuple[int, str] = super().__next__()
        return line

    def _open(self, path: str, encoding: str) -> io.StringIO:
        return io.StringIO(Path(path).read_text(encoding=encoding, errors="surrogateescape"))


def read_dictionary(place: Path) -> Dictionary:
    """The dictionary of the two files at `place`, named without their endings."""
    with _no_rubbish_sought():
        affixes, context = read_aff(_Lines(f"{place}.aff"))
        words = _Lines(f"{place}.dic", encoding=context.encoding)
        return Dictionary(affixes, read_dic(words, aff=affixes, context=context))


@contextmanager
def _no_rubbish_sought() -> Iterator[None]:
    """Keep the interpreter from going through half a million new objects in search of rubbish.

    It would do so again and again, for up to half a second each, during which no key is drawn.
    What is there afterwards is never gone through: the dictionary stays as long as the program.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
