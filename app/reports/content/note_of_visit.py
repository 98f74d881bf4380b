"""The note of visit, for every visit form: one order, whatever the form asks.

Order and content: practice of notes of visit in county and network projects (a running title,
facts, purpose, a summary that a governor can read alone, earlier actions, leadership, teaching,
focus pupils, threads, agreed actions, confidence, next visit, accuracy check, sign-off).
"""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.follow_through import Standing
from app.domain.snapshot import Snapshot
from app.reports.blocks import (
    Block,
    Box,
    Document,
    Heading,
    Paragraph,
    bold,
    joined,
    plain,
)
from app.reports.content.accuracy import accuracy_check, sign_off
from app.reports.content.agreed import agreed_actions, earlier_actions
from app.reports.content.changed import changed_since
from app.reports.content.confidence import CONFIDENCE, confidence_table
from app.reports.content.evidence import evidence_sentence, evidence_table
from app.reports.content.furniture import (
    facts_block,
    footer,
    running_head,
    title_blocks,
    visit_words,
)
from app.reports.content.parts import has_panel, key_to_levels, other_sections, part, section_blocks
from app.reports.content.printable import printable
from app.reports.content.pupils import pupils_in_words, pupils_table
from app.reports.content.threads import THREADS, thread_blocks
from app.reports.content.words import (
    day_and_date,
    prose,
    sentence,
    words,
)

TITLE = "Note of visit"
_TOLD_IN_FACTS = {"visit_date", "arrived", "left", "visit_kind", "adviser", "school"}
_PLACED = {
    "purpose",
    "summary",
    *THREADS,
    *(f"{name}_looked" for name in THREADS),
    "next_visit",
    "next_visit_date",
    "confidence",
    "confidence_reason",
    *CONFIDENCE,
    *_TOLD_IN_FACTS,
}
_SECTIONS_BEFORE = ("about", "looked_at")
_SECTIONS_AFTER = ("earlier", "actions", "next", "summary")
_KNOWN = {*_SECTIONS_BEFORE, *_SECTIONS_AFTER, "leadership", "teaching", "pupils", "threads"}


def note_of_visit(snapshot: Snapshot, standing: Standing, *, school_copy: bool = False) -> Document:
    """The note of visit from a finished record; pupils' codes only in the school's own copy."""
    public = printable(snapshot, school_copy=school_copy)
    changed = changed_since(standing.before, snapshot, school_copy=school_copy)
    school = public.facts.get("school", "")
    return Document(
        title=" \u00b7 ".join(part for part in (TITLE, school, public.facts.get("date")) if part),
        head=running_head(public, TITLE),
        mark="Confidential",
        foot=footer(public),
        blocks=tuple(_blocks(public, standing, changed)),
        subject=public.form_title,
    )


def is_note(snapshot: Snapshot) -> bool:
    """Whether a form asks what a note of visit tells; any other record is printed as it is."""
    agreed = snapshot.answer("purpose") is not None and has_panel(snapshot, "actions")
    return agreed or snapshot.section("leadership") is not None


def _blocks(snapshot: Snapshot, standing: Standing, changed: tuple[Block, ...]) -> Iterable[Block]:
    yield from title_blocks(snapshot, TITLE, visit_words(snapshot), standing)
    yield facts_block(snapshot)
    yield from changed
    yield from part("Purpose and what we looked at", _purpose(snapshot))
    yield from _summary(snapshot)
    yield from part("Actions from last time", _earlier(snapshot))
    yield from part("Leadership", _leadership(snapshot))
    yield from part("Teaching and learning", _section(snapshot, "teaching"))
    yield from part("What was seen", evidence_table(snapshot))
    yield from other_sections(snapshot, _KNOWN, _PLACED)
    yield from part("Focus pupils and targets", _pupils(snapshot))
    yield from part("Disadvantaged pupils and transition", _threads(snapshot))
    yield from part("Agreed actions", _agreed(snapshot))
    yield from part("Confidence that the plan will work", _confidence(snapshot))
    yield from part("Next visit", _next_visit(snapshot))
    yield from part("School\u2019s comment and accuracy check", accuracy_check(snapshot, standing))
    yield from part("Sign-off and who receives this", sign_off(snapshot, standing))
    yield from key_to_levels(snapshot)


def _section(snapshot: Snapshot, name: str) -> tuple[Block, ...]:
    return section_blocks(snapshot, name, _PLACED)


def _purpose(snapshot: Snapshot) -> Iterable[Block]:
    looked = evidence_sentence(snapshot)
    purpose = words(snapshot.answer("purpose"))
    blocks = prose(purpose)
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        stop = "" if purpose.endswith((".", "?", "!", "…")) or not looked else "."
        yield Paragraph(joined(((*blocks[0].text, *plain(stop)), plain(looked))))
    else:
        yield from (*blocks, *prose(looked))
    for name in _SECTIONS_BEFORE:
        yield from _section(snapshot, name)


def _summary(snapshot: Snapshot) -> Iterable[Block]:
    told = prose(words(snapshot.answer("summary")))
    more = _section(snapshot, "summary")
    if told or more:
        yield Box((Heading("Summary"), *told, *more), strong=True)


def _earlier(snapshot: Snapshot) -> Iterable[Block]:
    rows = earlier_actions(snapshot) if has_panel(snapshot, "earlier-actions") else ()
    return (*rows, *_section(snapshot, "earlier"))


def _leadership(snapshot: Snapshot) -> Iterable[Block]:
    """The strand, and how confident the leaders are now where they were asked."""
    table = confidence_table(snapshot, "Confidence now, by leader")
    return (*table, *_section(snapshot, "leadership"))


def _pupils(snapshot: Snapshot) -> Iterable[Block]:
    return (*pupils_in_words(snapshot), *_section(snapshot, "pupils"), *pupils_table(snapshot))


def _threads(snapshot: Snapshot) -> Iterable[Block]:
    """What was seen of each thread, or that it was not looked at."""
    for name in THREADS:
        yield from thread_blocks(snapshot, name)
    yield from _section(snapshot, "threads")


def _agreed(snapshot: Snapshot) -> Iterable[Block]:
    asked = snapshot.actions or has_panel(snapshot, "actions")
    return (*(agreed_actions(snapshot) if asked else ()), *_section(snapshot, "actions"))


def _confidence(snapshot: Snapshot) -> Iterable[Block]:
    word = words(snapshot.answer("confidence"))
    reason = words(snapshot.answer("confidence_reason"))
    return prose(reason, lead=bold(sentence(word)))


def _next_visit(snapshot: Snapshot) -> Iterable[Block]:
    answer = snapshot.answer("next_visit_date")
    day = day_and_date(answer.value or answer.words) if answer is not None else ""
    told = prose(words(snapshot.answer("next_visit")), lead=bold(sentence(day)))
    return (*told, *_section(snapshot, "next"))
