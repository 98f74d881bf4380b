"""Prompts on a scale as a table: what was asked, the level in words, what was seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain.prompts import Prompt, phase_label
from app.reports.blocks import (
    Block,
    BulletList,
    Cell,
    Column,
    Paragraph,
    Table,
    Text,
    bold,
    joined,
    plain,
)
from app.reports.content.answers import answer_blocks, with_provenance
from app.reports.content.photos import IMAGE, photo_blocks
from app.reports.content.words import prose

NO_LEVEL = 9
"""Where what is no level stands among levels: behind them."""


def prompt_table(prompts: Sequence[Prompt], summary: str, *, numbered: bool = True) -> Table:
    """A row for each prompt, its levels beneath it; `numbered` where prompts have numbers."""
    columns = (Column("Prompt and level", 1.0), Column("What was seen", 1.5))
    rows = tuple(
        ((*(asked(one) if numbered else (plain(one.label),)), levels(one)), seen(one))
        for one in prompts
    )
    return Table(columns, rows, summary, 1)


def asked(prompt: Prompt) -> Cell:
    """The prompt behind its number."""
    return ((*bold(prompt.id), *plain(f"  {prompt.label}")),)


def levels(prompt: Prompt) -> Text:
    """The level in words; where phases were told apart, each level with the phases that have it.

    `2 Developing EYFS, KS2; 3 Secure KS1`, the lowest level first.
    """
    phases: dict[str, list[str]] = {}
    for mark in sorted(prompt.marks, key=lambda mark: mark.level or NO_LEVEL):
        if mark.words:
            phases.setdefault(mark.words, []).append(phase_label(mark.phase))
    return joined(
        (
            joined((bold(words), plain(", ".join(filter(None, names)))))
            for words, names in phases.items()
        ),
        "; ",
    )


def seen(prompt: Prompt) -> Cell:
    """What was seen, with where it is from and all else that was answered of the prompt."""
    told = with_provenance(prose(prompt.seen), prompt.provenance)
    others = tuple(block for answer in prompt.others for block in answer_blocks(answer))
    return tuple(text for block in (*told, *others) for text in texts_of(block))


def prompt_photos(prompts: Iterable[Prompt], *, numbered: bool = True) -> Iterable[Block]:
    """Photos of prompts: below their table, whose cells would be too narrow."""
    for prompt in prompts:
        for answer in prompt.others:
            if answer.kind == IMAGE:
                label = f"{prompt.id} {answer.label}" if numbered else ""
                yield from photo_blocks(answer, label)


def texts_of(block: Block) -> tuple[Text, ...]:
    """What stands in a cell of a paragraph or a list."""
    if isinstance(block, Paragraph):
        return (block.text,)
    if isinstance(block, BulletList):
        return tuple((*plain("• "), *item) for item in block.items)
    return ()
