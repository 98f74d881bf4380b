"""Typed text and dates as blocks and words of a document."""

from __future__ import annotations

import re
from datetime import date, datetime

from app.domain.calendar import in_words
from app.domain.prompts import level_words
from app.domain.snapshot import SnapshotAnswer
from app.reports.blocks import Block, BulletList, Cell, Paragraph, Text, plain

_BULLET = re.compile(r"^\s*[-*\u2022\u2013]\s+(?=\S)")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def prose(text: str, lead: Text = ()) -> tuple[Block, ...]:
    """Typed text: each line a paragraph, lines that begin with a dash or a dot a list.

    `lead` opens the first paragraph.
    """
    blocks: list[Block] = []
    items: list[Text] = []
    for line in lines_of(text):
        if _BULLET.match(line):
            items.append(plain(_BULLET.sub("", line)))
            continue
        _close_list(blocks, items)
        blocks.append(Paragraph(plain(line)))
    _close_list(blocks, items)
    return _with_lead(blocks, lead)


def _close_list(blocks: list[Block], items: list[Text]) -> None:
    if items:
        blocks.append(BulletList(tuple(items)))
        items.clear()


def _with_lead(blocks: list[Block], lead: Text) -> tuple[Block, ...]:
    if not lead:
        return tuple(blocks)
    if blocks and isinstance(blocks[0], Paragraph):
        return (Paragraph((*lead, *plain(" "), *blocks[0].text)), *blocks[1:])
    return (Paragraph(lead), *blocks)


def cell(text: str) -> Cell:
    """Typed text as a table's cell."""
    return tuple(plain(line) for line in lines_of(text))


def sentence(text: str) -> str:
    """`text` on one line, closed by a full stop unless it closes itself."""
    line = " ".join(lines_of(text))
    return line if not line or line[-1] in ".!?:;\u2026\u201d" else f"{line}."


def as_date(text: str) -> date | None:
    """The day that an ISO date, with or without a time, stands for."""
    try:
        return datetime.fromisoformat(text.strip()).date()
    except ValueError:
        return None


def long_date(text: str) -> str:
    """`20 January 2026` for an ISO date; anything else as it is."""
    day = as_date(text)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else text


def day_and_date(text: str) -> str:
    """`Tue 20 January 2026` for an ISO date; anything else as it is."""
    day = as_date(text)
    return f"{in_words(day).split()[0]} {long_date(text)}" if day else text


def short_date(text: str, near: str = "") -> str:
    """`6 Feb` for an ISO date in the year of `near`, else with the year; other text as it is."""
    day, beside = as_date(text), as_date(near)
    if day is None:
        return text
    with_year = in_words(day).split(maxsplit=1)[1]
    return with_year.rsplit(" ", 1)[0] if beside and beside.year == day.year else with_year


def words(answer: SnapshotAnswer | None) -> str:
    """What is printed of an answer, blank where there is none; dates in words."""
    if answer is None:
        return ""
    if answer.kind == "date":
        return long_date(answer.value or answer.words)
    if answer.kind == "time":
        return (answer.value or answer.words)[:5]
    if answer.marks.get("level"):
        return level_words(answer)
    return answer.words.strip()


def choices_in(answer: SnapshotAnswer) -> tuple[str, ...]:
    """The words of each choice that was made, none where they can't be told apart."""
    for mark in ("; ", ", "):
        parts = tuple(part for part in answer.words.split(mark) if part)
        if len(parts) == len(answer.value.split()):
            return parts
    return ()


def as_label(label: str) -> str:
    """`label` on one line, closed by its only colon unless it closes itself."""
    text = " ".join(label.split())
    return text if text[-1:] in "?:!." else f"{text.replace(': ', ', ')}:"


def sentence_case(text: str) -> str:
    """`text` with a capital first letter."""
    return text[:1].upper() + text[1:]


def after_colon(label: str) -> str:
    """`Points to consider` for `Leadership: points to consider`."""
    _, colon, rest = label.partition(":")
    return sentence_case(rest.strip()) if colon and rest.strip() else label
