"""Any part of a form as blocks, whatever its questions are: what no document knows by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from app.domain.prompts import Prompt, phase_label, prompt_in
from app.domain.snapshot import SnapshotAnswer, SnapshotGroup, SnapshotPanel
from app.reports.blocks import (
    Block,
    BulletList,
    Columns,
    Heading,
    Paragraph,
    Run,
    Text,
    Voice,
    bold,
    joined,
    plain,
)
from app.reports.content.photos import IMAGE, photo_blocks
from app.reports.content.repeats import table_of, with_rows_together
from app.reports.content.words import (
    after_colon,
    as_label,
    choices_in,
    lines_of,
    prose,
    sentence,
    words,
)

Item = SnapshotAnswer | SnapshotGroup | SnapshotPanel

LONGEST_SIDE = 900
LONGEST_IN_ROW = 90
"""Letters of several choices that are read more easily in a row than as a list."""
_SEVERAL = {"select_multiple", "rank"}
DEEPEST = 3
"""The deepest level of heading that a page still shows well."""


def group_blocks(
    group: SnapshotGroup, *, apart_from: Collection[str] = (), level: int = 2
) -> tuple[Block, ...]:
    """Every answer of a section or group in the form's order.

    `apart_from` holds the refs of answers that stand elsewhere in the document; `level` is the
    heading level of groups in it.
    """
    items = [item for item in group.items if item.ref not in apart_from]
    blocks: list[Block] = []
    for together in with_rows_together(items):
        blocks += _item_blocks(together, items, apart_from, level)
    return tuple(blocks)


def _item_blocks(
    together: Sequence[Item], siblings: Sequence[Item], apart_from: Collection[str], level: int
) -> Iterable[Block]:
    """One item, or all the rows of one repeat."""
    first, table = together[0], table_of(together)
    if table is not None:
        return (*_titled(table.summary, level), table)
    if isinstance(first, SnapshotAnswer):
        return () if _closes_pair(first, siblings) else _answer_or_pair(first, siblings)
    groups = _told_apart([item for item in together if isinstance(item, SnapshotGroup)])
    return [block for group in groups for block in _inner(group, apart_from, level)]


def _told_apart(rows: list[SnapshotGroup]) -> list[SnapshotGroup]:
    """Several rows of one repeat, each with its number behind its title."""
    if len(rows) < 2 or not rows[0].row:  # noqa: PLR2004 - one row is its own title
        return rows
    return [replace(row, label=f"{row.label} {at}".strip()) for at, row in enumerate(rows, 1)]


def _titled(title: str, level: int) -> tuple[Block, ...]:
    return (Heading(title, level),) if title.strip() else ()


def _inner(group: SnapshotGroup, apart_from: Collection[str], level: int) -> tuple[Block, ...]:
    prompt = prompt_in(group)
    if prompt is not None:
        inside = [item for item in group.items if isinstance(item, SnapshotGroup)]
        deeper = (block for item in inside for block in _inner(item, apart_from, level))
        return (*prompt_blocks(prompt), *deeper)
    heading = _titled(group.label, level)
    below = min(level + len(heading), DEEPEST)
    blocks = group_blocks(group, apart_from=apart_from, level=below)
    return (*heading, *blocks) if blocks else ()


def prompt_blocks(prompt: Prompt) -> tuple[Block, ...]:
    """A prompt with its level in words, what was seen, and where that is from."""
    levels = level_words_of(prompt)
    others = (block for answer in prompt.others for block in answer_blocks(answer))
    body: tuple[Block, ...] = (*with_provenance(prose(prompt.seen), prompt.provenance), *others)
    lead = joined((bold(as_label(prompt.label)), bold(levels)))
    if body and isinstance(body[0], Paragraph):
        return (Paragraph(joined((lead, body[0].text))), *body[1:])
    return (Paragraph(lead), *body) if levels or body else ()


def with_provenance(blocks: tuple[Block, ...], provenance: str) -> tuple[Block, ...]:
    """Evidence with where it is from, at the end of its last paragraph."""
    told = (Run(f"From: {sentence(provenance)}", italic=True),) if provenance else ()
    if told and blocks and isinstance(blocks[-1], Paragraph):
        return (*blocks[:-1], Paragraph(joined((blocks[-1].text, told))))
    return (*blocks, Paragraph(told)) if told else blocks


def level_words_of(prompt: Prompt) -> str:
    """`2 Developing`, or each phase's level where they were given apart."""
    parts = [
        f"{phase_label(mark.phase)} {mark.words}" if mark.phase else mark.words
        for mark in prompt.marks
        if mark.words
    ]
    return sentence("; ".join(parts))


def answer_blocks(answer: SnapshotAnswer) -> tuple[Block, ...]:
    """One answer below or beside its label; nothing where it was skipped."""
    if answer.kind == IMAGE:
        return photo_blocks(answer)
    said = words(answer)
    if not said.strip():
        return ()
    label = bold(as_label(answer.label or answer.name))
    chosen = choices_in(answer) if answer.kind in _SEVERAL else ()
    if len(chosen) > 1 and len(said) > LONGEST_IN_ROW:
        return (Paragraph(label, Voice.LABEL), BulletList(tuple(map(plain, chosen))))
    short = len(lines_of(said)) == 1 and len(said) <= LONGEST_SIDE
    if short:
        return prose(said, lead=label)
    return (Paragraph(label, Voice.LABEL), *prose(said))


def _answer_or_pair(answer: SnapshotAnswer, items: Iterable[Item]) -> tuple[Block, ...]:
    partner = _partner(answer, items)
    return pair_blocks(answer, partner) if partner is not None else answer_blocks(answer)


def _partner(answer: SnapshotAnswer, items: Iterable[Item]) -> SnapshotAnswer | None:
    """The points to consider that belong to these strengths."""
    if not answer.name.endswith("_strengths"):
        return None
    wanted = f"{answer.name.removesuffix('_strengths')}_points"
    found = (item for item in items if isinstance(item, SnapshotAnswer) and item.name == wanted)
    return next(found, None)


def _closes_pair(answer: SnapshotAnswer, items: Iterable[Item]) -> bool:
    strengths = f"{answer.name.removesuffix('_points')}_strengths"
    return answer.name.endswith("_points") and any(item.name == strengths for item in items)


def pair_blocks(strengths: SnapshotAnswer, points: SnapshotAnswer) -> tuple[Block, ...]:
    """Strengths and points to consider: side by side where both are short enough."""
    parts = tuple(part for answer in (strengths, points) if (part := _side(answer)))
    short = all(len(words(answer)) <= LONGEST_SIDE for answer in (strengths, points))
    if short and len(parts) > 1:
        return (Columns(parts),)
    return tuple(block for part in parts for block in part)


def _side(answer: SnapshotAnswer) -> tuple[Block, ...]:
    said = words(answer)
    title: Text = bold(after_colon(answer.label))
    return (Paragraph(title, Voice.LABEL), *prose(said)) if said.strip() else ()
