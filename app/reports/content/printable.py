"""The one gate between a finished record and paper: what must not be printed does not pass.

Sources: data-protection requirements on minimisation, staff data and safeguarding; the rules of
the note of visit ("never private notes, safeguarding detail, pupil names").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from app.domain.pupils import CODE_WITHHELD, LIKE_A_CODE, SMALLEST_GROUP
from app.domain.snapshot import (
    PRIVATE_NAMES,
    Snapshot,
    SnapshotAnswer,
    SnapshotGroup,
    SnapshotPanel,
)
from app.reports.content.small_groups import HELD_BACK, guarded
from app.reports.typed import printable_text

Item = SnapshotAnswer | SnapshotGroup | SnapshotPanel

_YES = {"true", "yes", "1", "true()"}
CODES_WITHHELD = "[pupil codes]"
_SEVERAL_CODES = re.compile(
    rf"{re.escape(CODE_WITHHELD)}(?:(?:,? and |, ?|; ?| ){re.escape(CODE_WITHHELD)})+"
)
"""Codes in a row, told once: how many there are can be left out as they are."""
_NUMBERS = {"integer", "decimal", "calculated", "range"}
_NUMBER = re.compile(r"\s*[+-]?\d{1,15}(?:[.,]\d{0,15})?\s*")
_OF_PUPILS = re.compile("pupil|child|learner", re.IGNORECASE)
_OWN_KEYS = {"id", "reference", "carried_from"}
_NOT_SAID = {"note", "acknowledge"}


def printable(snapshot: Snapshot, *, school_copy: bool = False) -> Snapshot:
    """The snapshot without what is private, without safeguarding, without small numbers of pupils.

    Pupils' codes pass only into the school's own copy. A code that the school has or ever had is
    withheld wherever it was typed, and in typed words so is what looks like one; a code of digits
    alone cannot be told from a number, so it is withheld in the pupils' rows only.
    """
    public = tuple(kept for section in snapshot.sections if (kept := _public(section)) is not None)
    safe = tuple(_with_guarded_counts(section) for section in public)
    public_snapshot = replace(snapshot, sections=safe)
    return public_snapshot if school_copy else _without_codes(public_snapshot)


def is_private(item: Item) -> bool:
    """Whether the form or its name keeps this from paper."""
    marks: Mapping[str, str] = {} if isinstance(item, SnapshotPanel) else item.marks
    hidden = marks.get("private", "").strip().lower() in _YES
    return hidden or item.name.strip().lower() in PRIVATE_NAMES


def _public(group: SnapshotGroup) -> SnapshotGroup | None:
    if is_private(group):
        return None
    items = tuple(kept for item in group.items if (kept := _kept(item)) is not None)
    return replace(group, items=items)


def _kept(item: Item) -> Item | None:
    if is_private(item):
        return None
    if isinstance(item, SnapshotGroup):
        return _public(item)
    if isinstance(item, SnapshotAnswer) and item.kind in _NOT_SAID:
        return None
    return item


def _with_guarded_counts(section: SnapshotGroup) -> SnapshotGroup:
    """The section with its numbers of pupils in words that give no small group away.

    All numbers of a section are guarded together, since one may be the total of others. Rows that
    tell no results of groups, such as classes seen, are no parts of each other.
    """
    counted = [answer for answer in section.answers() if _is_count(answer)]
    results = dict.fromkeys(_results_of_small_groups(section), HELD_BACK)
    said = guarded(
        {answer.ref: _number(answer) for answer in counted}, set(_refs_of_plain_rows(section))
    )
    small = {ref: words for ref, words in said.items() if not words.isdecimal()}
    return _group_said(section, {**small, **results}) if small or results else section


def _results_of_small_groups(group: SnapshotGroup) -> Iterator[str]:
    """The refs of results that stand in one row or card with a number of pupils under six.

    A number that is asked for there and not given may be as small.
    """
    own = [item for item in group.items if isinstance(item, SnapshotAnswer)]
    unsaid = any(_is_marked(answer) and not answer.value.strip() for answer in own)
    if unsaid or any(_is_count(each) and _number(each) < SMALLEST_GROUP for each in own):
        yield from (answer.ref for answer in own if _is_result(answer))
    for item in group.items:
        if isinstance(item, SnapshotGroup):
            yield from _results_of_small_groups(item)


def _refs_of_plain_rows(group: SnapshotGroup) -> Iterator[str]:
    """The refs of all answers in rows without a result of a group."""
    for item in group.items:
        if isinstance(item, SnapshotGroup):
            results = any(_asks_result(answer) for answer in item.answers())
            plain_row = item.row and not results
            yield from (a.ref for a in item.answers()) if plain_row else _refs_of_plain_rows(item)


def _is_result(answer: SnapshotAnswer) -> bool:
    return bool(answer.value) and _asks_result(answer)


def _asks_result(answer: SnapshotAnswer) -> bool:
    return answer.marks.get("group_result", "").strip().lower() in _YES


def _is_count(answer: SnapshotAnswer) -> bool:
    """Whether the answer is a number of pupils: marked as one, or worded as one."""
    if not _NUMBER.fullmatch(answer.value):
        return False
    worded = answer.kind in _NUMBERS and _OF_PUPILS.search(f"{answer.label} {answer.name}")
    return _is_marked(answer) or bool(worded)


def _is_marked(answer: SnapshotAnswer) -> bool:
    return answer.marks.get("pupil_count", "").strip().lower() in _YES


def _number(answer: SnapshotAnswer) -> int:
    """A number of pupils, however it was written: `6`, `+6`, `6.0`."""
    return int(float(answer.value.replace(",", ".")))


def _group_said(group: SnapshotGroup, said: Mapping[str, str]) -> SnapshotGroup:
    return replace(group, items=tuple(_item_said(item, said) for item in group.items))


def _item_said(item: Item, said: Mapping[str, str]) -> Item:
    if isinstance(item, SnapshotGroup):
        return _group_said(item, said)
    if isinstance(item, SnapshotAnswer) and item.ref in said:
        return replace(item, words=said[item.ref], value="")
    return item


def code_free(codes: Iterable[str]) -> Callable[[str], str]:
    """What takes codes out of typed words: each of `codes`, and whatever looks like one."""
    return _Withholding(_known_codes(codes), re.compile(_as_words("|".join(LIKE_A_CODE))))


def names_code(words: str, codes: Iterable[str]) -> bool:
    """Whether one of `codes` stands in typed words, as a word of its own."""
    known = _known_codes(codes)
    return known is not None and known.search(_as_printed(words)) is not None


def _without_codes(snapshot: Snapshot) -> Snapshot:
    listed = {row.get("code", "").strip() for row in snapshot.pupils} | set(snapshot.codes)
    known = _known_codes(listed)
    typed = code_free(listed)
    pupils = tuple({**row, "code": ""} for row in snapshot.pupils)
    return replace(
        snapshot,
        sections=tuple(_group_without(section, typed) for section in snapshot.sections),
        facts=_row_without(snapshot.facts, _Withholding(known)),
        actions=tuple(_row_without(row, typed) for row in snapshot.actions),
        earlier=tuple(_row_without(row, typed) for row in snapshot.earlier),
        people=tuple(_row_without(row, typed) for row in snapshot.people),
        evidence=tuple(_row_without(row, typed) for row in snapshot.evidence),
        pupils=tuple(_row_without(row, typed) for row in pupils),
        codes=(),
    )


class _Withholding:
    """Takes codes out of words: those of `patterns`, None where there is nothing to look for."""

    def __init__(self, *patterns: re.Pattern[str] | None) -> None:
        self._patterns = [pattern for pattern in patterns if pattern is not None]

    def __call__(self, words: str) -> str:
        words = _as_printed(words)
        for pattern in self._patterns:
            words = pattern.sub(CODE_WITHHELD, words)
        return _SEVERAL_CODES.sub(CODES_WITHHELD, words)


def _as_printed(words: str) -> str:
    """The words as every format shows them: nothing that is not to be seen parts a code in two."""
    return "\n".join(printable_text(line) for line in words.split("\n"))


def _known_codes(codes: Iterable[str]) -> re.Pattern[str] | None:
    """Any of the codes as a word of its own, in any case."""
    seen = filter(None, map(_as_printed, codes))
    telling = sorted((code for code in seen if not code.isdigit()), key=len, reverse=True)
    if not telling:
        return None
    return re.compile(_as_words("|".join(map(re.escape, telling))), re.IGNORECASE)


def _as_words(either: str) -> str:
    return rf"(?<![\w-])(?:{either})(?![\w-])"


def _row_without(row: Mapping[str, str], typed: Callable[[str], str]) -> Mapping[str, str]:
    return {key: value if key in _OWN_KEYS else typed(value) for key, value in row.items()}


def _group_without(group: SnapshotGroup, typed: Callable[[str], str]) -> SnapshotGroup:
    """A label is filtered too: what was typed elsewhere may have been filled into it."""
    items = tuple(_item_without(item, typed) for item in group.items)
    return replace(group, label=typed(group.label), items=items)


def _item_without(item: Item, typed: Callable[[str], str]) -> Item:
    if isinstance(item, SnapshotGroup):
        return _group_without(item, typed)
    if isinstance(item, SnapshotAnswer):
        return replace(item, label=typed(item.label), words=typed(item.words))
    return item
