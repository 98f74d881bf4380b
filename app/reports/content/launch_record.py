"""The launch record: who came, what stands in the way, where the school begins, what comes next.

Order: who came and what for, summary, barriers and first focus, focus pupils in numbers, the next
thirty working days, questions for visit 1, confidence before, the day itself, the school's check.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.follow_through import Standing
from app.domain.snapshot import Snapshot
from app.reports.blocks import Block, Column, Document, Paragraph, Table, bold, joined, plain
from app.reports.content.accuracy import accuracy_check, sign_off
from app.reports.content.agreed import agreed_actions
from app.reports.content.changed import changed_since
from app.reports.content.confidence import CONFIDENCE, LEADERS, confidence_table
from app.reports.content.furniture import facts_block, text_cells, title_blocks, visit_words
from app.reports.content.panels import rows_beside
from app.reports.content.parts import other_sections, part, section_blocks
from app.reports.content.printable import printable
from app.reports.content.pupils import pupils_in_words, pupils_table
from app.reports.content.sheets import boxed, sheet
from app.reports.content.tables import without_blank_columns
from app.reports.content.words import day_and_date, prose, sentence, words

TITLE = "Launch record"
_PLACED = {
    "visit_date",
    "arrived",
    "left",
    "purpose",
    "summary",
    "toolkit_given",
    "next_visit_date",
    *(f"attended_{who}{by}" for _, who in LEADERS for by in ("", "_by")),
    *CONFIDENCE,
}
_KNOWN = {"about", "summary", "start", "pupils", "actions", "next", "confidence", "evaluation"}


def launch_record(snapshot: Snapshot, standing: Standing, *, school_copy: bool = False) -> Document:
    """The document of a launch day; pupils' codes only in the school's own copy."""
    public = printable(snapshot, school_copy=school_copy)
    changed = changed_since(standing.before, snapshot, school_copy=school_copy)
    return sheet(public, TITLE, _blocks(public, standing, changed))


def _blocks(public: Snapshot, standing: Standing, changed: tuple[Block, ...]) -> Iterable[Block]:
    yield from title_blocks(public, TITLE, visit_words(public), standing)
    yield facts_block(public)
    yield from changed
    yield from part("Who came, and what for", _who_came(public))
    yield from boxed(public, "Summary", "summary")
    yield from part("Where to start", section_blocks(public, "start", _PLACED))
    yield from part("First focus pupils", _pupils(public))
    yield from part("The next thirty working days", _actions(public))
    yield from part("For visit 1", _next(public))
    yield from part("Confidence before", _confidence(public))
    yield from part("The day itself", section_blocks(public, "evaluation", _PLACED))
    yield from other_sections(public, _KNOWN, _PLACED)
    yield from rows_beside(public, "pupils", "actions")
    yield from part("School’s comment and accuracy check", accuracy_check(public, standing))
    yield from part("Sign-off and who receives this", sign_off(public, standing))


def _who_came(public: Snapshot) -> Iterable[Block]:
    yield from prose(words(public.answer("purpose")))
    came = [(label, _said(public, f"attended_{who}")) for label, who in LEADERS]
    instead = {label: _said(public, f"attended_{who}_by") for label, who in LEADERS}
    rows = tuple(text_cells((label, said, instead[label])) for label, said in came if said)
    if rows:
        columns = (Column("Leader", 1.5), Column("Was there", 1.5), Column("Came instead", 2.0))
        yield without_blank_columns(Table(columns, rows, "Which leaders came", header_columns=1))
    copy = _said(public, "toolkit_given")
    if copy:
        yield Paragraph(joined((bold("Toolkit handed over:"), plain(sentence(f"copy {copy}")))))
    yield from section_blocks(public, "about", _PLACED)
    yield from section_blocks(public, "summary", _PLACED)


def _pupils(public: Snapshot) -> Iterable[Block]:
    rest = section_blocks(public, "pupils", _PLACED)
    return (*pupils_in_words(public), *rest, *pupils_table(public))


def _actions(public: Snapshot) -> Iterable[Block]:
    return (*agreed_actions(public), *section_blocks(public, "actions", _PLACED))


def _next(public: Snapshot) -> Iterable[Block]:
    answer = public.answer("next_visit_date")
    day = day_and_date(answer.value) if answer is not None and answer.value else ""
    if day:
        yield Paragraph(joined((bold("Date of visit 1:"), plain(sentence(day)))))
    yield from section_blocks(public, "next", _PLACED)


def _confidence(public: Snapshot) -> Iterable[Block]:
    """What each leader said of the same three questions, which are asked again in July."""
    yield from confidence_table(public, "Confidence before, by leader")
    yield from section_blocks(public, "confidence", _PLACED)


def _said(public: Snapshot, name: str) -> str:
    return words(public.answer(name))
