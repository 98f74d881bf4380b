"""A document that has to fit one page: the fullest of several that does."""

from __future__ import annotations

from collections.abc import Iterable

from app.reports.blocks import Document


def on_one_page(fullest_first: Iterable[Document]) -> Document:
    """The first that takes one page when it is laid out, else the last, which is the shortest."""
    from app.reports.pdf.render import render
    from app.reports.preview import page_sizes

    shorter = iter(fullest_first)
    document = next(shorter)
    while len(page_sizes(render(document))) > 1:
        following = next(shorter, None)
        if following is None:
            return document
        document = following
    return document
