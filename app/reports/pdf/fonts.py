"""The embedded TrueType faces, and which of them has which character.

A character that the text face lacks is set in a wider second face; one that both lack is shown as
a visible replacement mark, so nothing typed is lost in silence and no file refers to a font that
is not in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from threading import Lock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.paths import resource_path
from app.reports.typed import MISSING, printable_text

REGULAR, BOLD, HEAVY, ITALIC = "VbText", "VbTextSemibold", "VbTextBold", "VbTextItalic"
SECOND = "VbSecond"
_FILES = {
    REGULAR: "SourceSans3_400Regular.ttf",
    BOLD: "SourceSans3_600SemiBold.ttf",
    HEAVY: "SourceSans3_700Bold.ttf",
    ITALIC: "SourceSans3_400Regular_Italic.ttf",
    SECOND: "DejaVuSans.ttf",
}
_registering = Lock()


def register_fonts() -> None:
    """Make the faces known to ReportLab, once in this process."""
    with _registering:
        _register()


@cache
def _register() -> None:
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(resource_path("fonts", file))))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, ITALIC, BOLD)
    for name in (BOLD, HEAVY, SECOND):
        pdfmetrics.registerFontFamily(name, name, name, name, name)


@cache
def _covered(name: str) -> frozenset[str]:
    """The characters that a face can show."""
    register_fonts()
    return frozenset(map(chr, pdfmetrics.getFont(name).face.charToGlyph))


@cache
def _text_faces() -> frozenset[str]:
    """The characters that every face of the text family can show."""
    return _covered(REGULAR) & _covered(BOLD) & _covered(HEAVY) & _covered(ITALIC)


def by_face(text: str) -> Iterator[tuple[str, str]]:
    """`text`, fit to be drawn, in pieces: (face, piece); the face is blank for the text face."""
    tidy = printable_text(text)
    if _text_faces().issuperset(tidy):
        yield "", tidy
        return
    placed = (_placed(character) for character in tidy)
    for face, pieces in groupby(placed, key=lambda piece: piece[0]):
        yield face, "".join(piece for _, piece in pieces)


def _placed(character: str) -> tuple[str, str]:
    if character in _text_faces():
        return "", character
    return SECOND, character if character in _covered(SECOND) else MISSING
