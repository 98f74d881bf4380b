"""Tables in WordprocessingML: those of data, and the frame round a box, which is one cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.reports.word.markup import quoted, twips

TABLE, BOX, STRONG_BOX = "VisitbookTable", "VisitbookBox", "VisitbookStrongBox"


def table(
    widths: Sequence[float], rows: Iterable[str], *, summary: str = "", first_column: bool = False
) -> str:
    """A table of data; `summary` is what is said of it to who cannot see it."""
    told = f"<w:tblCaption w:val={quoted(summary)}/>" if summary else ""
    look = (
        f'<w:tblLook w:val="{"04A0" if first_column else "0420"}" w:firstRow="1" w:lastRow="0" '
        f'w:firstColumn="{int(first_column)}" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
    )
    return _whole(TABLE, widths, f"{look}{told}", "".join(rows))


def row(cells: Iterable[str], *, heads: bool = False, whole: bool = True) -> str:
    """A row that stays `whole` on a page; one that `heads` the table comes again on each page."""
    marks = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if heads else "")
    told = f"<w:trPr>{marks}</w:trPr>" if marks else ""
    return f"<w:tr>{told}{''.join(cells)}</w:tr>"


def cell(width: float, content: str) -> str:
    """A cell around paragraphs, of which there has to be one at its end."""
    size = f'<w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>'
    return f"<w:tc>{size}{content}</w:tc>"


def frame(width: float, content: str, *, strong: bool) -> str:
    """A frame round `content`, which may run on over pages."""
    look = (
        '<w:tblLook w:val="0000" w:firstRow="0" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )
    inside = row((cell(width, content),), whole=False)
    return _whole(STRONG_BOX if strong else BOX, (width,), look, inside)


def _whole(style: str, widths: Sequence[float], look: str, rows: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
