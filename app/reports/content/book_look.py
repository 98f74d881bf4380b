"""A book look, for the team: the message for teachers first, then what the books show."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.follow_through import Standing
from app.domain.prompts import prompts_in
from app.domain.snapshot import Snapshot
from app.reports.blocks import Block, Document
from app.reports.content.components import without_prompts
from app.reports.content.panels import rows_beside
from app.reports.content.parts import key_to_levels, other_sections, part, section_blocks
from app.reports.content.printable import printable
from app.reports.content.prompt_tables import prompt_photos, prompt_table
from app.reports.content.sheets import boxed, opening, sheet, titles

_TOLD = {"visit_date", "arrived", "left", "summary", "message"}
_KNOWN = {"about", "looked_at"}


def book_look(snapshot: Snapshot, standing: Standing, *, school_copy: bool = False) -> Document:
    """The document of a book look. No school checks it, so `standing` is passed over."""
    del standing
    public = printable(snapshot, school_copy=school_copy)
    return sheet(public, titles(public)[0], _blocks(public))


def _blocks(public: Snapshot) -> Iterable[Block]:
    yield from opening(public)
    yield from boxed(public, "Message agreed with the subject leader", "message")
    yield from boxed(public, "Summary", "summary")
    yield from part("Which books", section_blocks(public, "about", _TOLD))
    yield from part("What the books show", _shown(public))
    yield from other_sections(public, _KNOWN, _TOLD)
    yield from rows_beside(public, "pupils")
    yield from key_to_levels(public)


def _shown(public: Snapshot) -> Iterable[Block]:
    section = public.section("looked_at")
    if section is None:
        return
    prompts = [one for one in prompts_in(section) if one.marks and (one.looked_at or one.seen)]
    if prompts:
        yield prompt_table(prompts, "What the books show, with levels", numbered=False)
        yield from prompt_photos(prompts, numbered=False)
    yield from section_blocks(public, without_prompts(section), _TOLD)
