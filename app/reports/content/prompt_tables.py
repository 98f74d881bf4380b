"""Prompts on a scale as a table: what was asked, the level in words, what was seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain.prompts import Prompt, phase_label
from app.reports.blocks import Block, BulletList, Cell, Column, Paragraph, Table, Text, bold, plain
from app.reports.content.answers import answer_blocks, with_provenance
from app.reports.content.photos import IMAGE, photo_blocks
from app.reports.content.words import prose


def prompt_table(prompts: Sequence[Prompt], summary: str, *, numbered: bool = True) -> Table:
    """A row for each prompt; `numbered` where people know prompts by their numbers."""
    columns = (Column("Prompt", 2.5), Column("Level", 1.55), Column("What was seen", 3.5))
    rows = tuple(
        (asked(prompt) if numbered else (plain(prompt.label),), levels(prompt), seen(prompt))
        for prompt in prompts
    )
    return Table(columns, rows, summary, 1)


def asked(prompt: Prompt) -> Cell:
    """The prompt behind its number."""
    return ((*bold(prompt.id), *plain(f"  {prompt.label}")),)


def levels(prompt: Prompt) -> Cell:
    """The level in words, or each phase's where they were told apart."""
    return tuple(
        (*plain(f"{phase_label(mark.phase)} " if mark.phase else ""), *bold(mark.words))
        for mark in prompt.marks
        if mark.words
    )


def seen(prompt: Prompt) -> Cell:
    """What was seen, with where it is from and all else that was answered of the prompt."""
    told = with_provenance(prose(prompt.seen), prompt.provenance)
    others = tuple(block for answer in prompt.others for block in answer_blocks(answer))
    return tuple(text for block in (*told, *others) for text in _texts(block))


def prompt_photos(prompts: Iterable[Prompt], *, numbered: bool = True) -> Iterable[Block]:
    """Photos of prompts: below their table, whose cells would be too narrow."""
    for prompt in prompts:
        for answer in prompt.others:
            if answer.kind == IMAGE:
                label = f"{prompt.id} {answer.label}" if numbered else ""
                yield from photo_blocks(answer, label)


def _texts(block: Block) -> tuple[Text, ...]:
    """What stands in a cell of a paragraph or a list."""
    if isinstance(block, Paragraph):
        return (block.text,)
    if isinstance(block, BulletList):
        return tuple((*plain("• "), *item) for item in block.items)
    return ()
