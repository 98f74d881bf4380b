"""A photo of work or a display, with its caption, as a block."""

from __future__ import annotations

from app.domain.snapshot import SnapshotAnswer
from app.reports.blocks import Block, Photo, bold, joined, plain

IMAGE = "image"


def photo_blocks(answer: SnapshotAnswer, label: str = "") -> tuple[Block, ...]:
    """The photo that answers a question, beneath it the question's words and the caption.

    Nothing where none was added. `label` stands for the question's own words where it is given.
    """
    if not answer.value:
        return ()
    asked = " ".join((label or answer.label or answer.name).split())
    caption = " ".join(answer.words.split())
    closed = asked if not caption or asked[-1:] in "?:!." else f"{asked}:"
    told = joined((bold(closed), plain(caption)))
    return (Photo(answer.extra.get("photo", ""), told, caption or asked),)
