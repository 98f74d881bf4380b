"""The report of a whole-school audit: what was seen, in words first, by component and phase.

Order: cover with how to read it, one-page profile, needs and support, component pages with
evidence, disadvantaged pupils and transition, what was not seen, actions, annex of prompts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain.components import Component, components_of, profile_levels
from app.domain.follow_through import Standing
from app.domain.prompts import Prompt, level_names
from app.domain.snapshot import Snapshot
from app.reports.blocks import (
    Block,
    Box,
    Cell,
    Column,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Table,
    Text,
    Voice,
    bold,
    joined,
    plain,
    words_of,
)
from app.reports.charts import ProfileRow
from app.reports.content.accuracy import accuracy_check, sign_off
from app.reports.content.agreed import agreed_actions, earlier_actions
from app.reports.content.changed import changed_since
from app.reports.content.components import (
    bars_in_words,
    profile_chart,
    profile_of,
    without_prompts,
)
from app.reports.content.evidence import evidence_sentence, evidence_table
from app.reports.content.furniture import charted, facts_block, footer, running_head, title_blocks
from app.reports.content.parts import has_panel, other_sections, part, section_blocks
from app.reports.content.printable import printable
from app.reports.content.prompt_tables import levels, prompt_photos, prompt_table, texts_of
from app.reports.content.threads import THREADS, thread_blocks
from app.reports.content.words import cell, prose, sentence, words

_ELSEWHERE = {
    "visit_date",
    "arrived",
    "left",
    "visit_kind",
    "phases",
    "summary",
    "quick",
    *THREADS,
    *(f"{name}_looked" for name in THREADS),
}
NEEDS = (1, 2, 3)
NEED_PARTS = ("", "_prompt", "_support")
"""What a form asks of each need: what it is, which prompt shows it, what support is offered."""
_ELSEWHERE |= {f"need_{number}{part}" for number in NEEDS for part in NEED_PARTS}
_PROFILE_SHARES = (2.0, 3.6, 1.5)
_AGREED = "Agreed with the school: where a change would help pupils most."
_KNOWN = {"about", "needs", "actions", "summary", "earlier", "next"}
_TONE = (
    "This is a shared look at mathematics, made to help. It is not an inspection, and it gives no "
    "grade. The school sees it first."
)
_HOW_TO_READ = """\
- This report says what was seen and read, so that the school can choose what to do next.
- Levels are given in words and run from 1 to 4. They are not inspection grades, and they are \
about the school\u2019s mathematics, not about any one teacher.
- A component\u2019s level is the middle one of its prompts. What was not seen is said, and never \
counts against the school.
- The school receives this report first. Nobody else is given it unless that was agreed.
"""


def audit_report(snapshot: Snapshot, standing: Standing, *, school_copy: bool = False) -> Document:
    """The report of a finished audit; pupils' codes only in the school's own copy."""
    public = printable(snapshot, school_copy=school_copy)
    changed = changed_since(standing.before, snapshot, school_copy=school_copy)
    facts = public.facts
    parts = (public.form_title, facts.get("school"), facts.get("date"))
    return Document(
        title=" \u00b7 ".join(part for part in parts if part),
        head=running_head(public, "Audit report"),
        mark="Confidential",
        foot=footer(public),
        blocks=tuple(_blocks(public, standing, changed)),
        subject=public.form_title,
    )


def _blocks(snapshot: Snapshot, standing: Standing, changed: tuple[Block, ...]) -> Iterable[Block]:
    components = components_of(snapshot)
    rows = profile_of(components, profile_levels(snapshot, components))
    yield from _cover(snapshot, standing, changed)
    yield from _profile(rows)
    yield from _needs(snapshot)
    for component, row in zip(components, rows, strict=True):
        yield from _component(snapshot, component, row)
    for key, title in THREADS.items():
        yield from _thread(snapshot, components, key, title)
    yield from part("What was seen", evidence_table(snapshot))
    yield from other_sections(snapshot, _KNOWN | {each.key for each in components}, _ELSEWHERE)
    yield from part("What was not seen", _not_seen(components))
    yield from part("Actions from last time", _earlier(snapshot))
    yield from part("Agreed actions", _actions(snapshot))
    yield from part("School\u2019s comment and accuracy check", accuracy_check(snapshot, standing))
    yield from part("Sign-off and who receives this", sign_off(snapshot, standing))
    yield from _annex(components)


def _cover(snapshot: Snapshot, standing: Standing, changed: tuple[Block, ...]) -> Iterable[Block]:
    yield from title_blocks(snapshot, snapshot.form_title, _phases(snapshot), standing)
    yield facts_block(snapshot)
    yield from changed
    yield Box((Paragraph(bold(_TONE)),))
    summary = prose(words(snapshot.answer("summary")))
    if summary:
        yield Box((Heading("Summary"), *summary), strong=True)
    looked = evidence_sentence(snapshot)
    purpose = (
        *_extra(snapshot, "about"),
        *((Paragraph(plain(looked)),) if looked else ()),
        *_extra(snapshot, "summary"),
    )
    yield from part("About this audit", purpose)
    yield from part("How to read this report", prose(_HOW_TO_READ))


def _phases(snapshot: Snapshot) -> str:
    return words(snapshot.answer("phases")).replace("stage ", "stage\u00a0")


def _extra(snapshot: Snapshot, name: str) -> tuple[Block, ...]:
    return section_blocks(snapshot, name, _ELSEWHERE)


def _profile(rows: Sequence[ProfileRow]) -> Iterable[Block]:
    """The whole profile on one page: the figure, and its data as a table beside it."""
    chart = profile_chart(rows)
    if chart is None:
        return
    yield PageBreak()
    yield Heading("Profile")
    yield from charted(chart, _PROFILE_SHARES, Voice.BODY)


def _needs(snapshot: Snapshot) -> Iterable[Block]:
    """What was agreed to matter most, the prompt that shows it, and the support that is offered."""
    needs = tuple(filter(None, (_need(snapshot, number) for number in NEEDS)))
    rest = section_blocks(snapshot, "needs", _ELSEWHERE)
    if not needs and not rest:
        return
    yield PageBreak()
    yield Heading("Needs and support offered")
    if needs:
        yield Paragraph(plain(_AGREED), Voice.QUIET)
        columns = (Column("Need", 2.0), Column("Shown by", 1.6), Column("Support offered", 3.0))
        yield Table(columns, needs, "Needs, what shows them, and the support offered", 1)
    yield from rest


def _need(snapshot: Snapshot, number: int) -> tuple[Cell, ...] | None:
    told = [words(snapshot.answer(f"need_{number}{part}")) for part in NEED_PARTS]
    if not any(told):
        return None
    need, prompt, support = told
    return (bold(f"{number}. {' '.join(need.split())}"),), cell(prompt), _lines(support)


def _lines(typed: str) -> Cell:
    """Typed lines in a cell, a list with its dots."""
    return tuple(text for block in prose(typed) for text in texts_of(block))


def _component(snapshot: Snapshot, component: Component, row: ProfileRow) -> Iterable[Block]:
    more = _besides(snapshot, component)
    if not component.looked_at and not more and not any(prompt_photos(component.asked)):
        return
    yield PageBreak(unless_room=0.15)
    yield Heading(component.title)
    lead = bold("Middle level:")
    yield Paragraph((*lead, *plain(f" {bars_in_words(row)} {row.looked_at}.")))
    if component.looked_at:
        yield prompt_table(component.looked_at, f"{component.title}: prompts, levels and evidence")
    yield from prompt_photos(component.asked)
    yield from more


def _besides(snapshot: Snapshot, component: Component) -> tuple[Block, ...]:
    """What a component's section asks besides its prompts."""
    rest = without_prompts(component.section)
    return section_blocks(snapshot, rest, _ELSEWHERE)


def _thread(
    snapshot: Snapshot, components: Sequence[Component], key: str, title: str
) -> Iterable[Block]:
    """A page on one thread: what was said of it, then every prompt that bears on it."""
    said = thread_blocks(snapshot, key)
    prompts = [prompt for each in components for prompt in each.asked if key in prompt.threads]
    if not said and not prompts:
        return
    yield Heading(title)
    yield from said
    seen = [prompt for prompt in prompts if prompt.looked_at]
    count = f"{len(seen)} of {len(prompts)} prompts about this were looked at."
    told = f"{count} Their words and the evidence stand with each component."
    yield Paragraph(plain(told), Voice.QUIET)
    rows = tuple(_thread_row(each, key) for each in components if _about(each, key))
    if rows:
        columns = (Column("Component", 1.3), Column("Prompts and their levels", 4.4))
        yield Table(columns, rows, f"{title}: prompts and levels", header_columns=1)


def _about(component: Component, key: str) -> list[Prompt]:
    """The prompts of a component that bear on a thread and were looked at."""
    return [prompt for prompt in component.looked_at if key in prompt.threads]


def _thread_row(component: Component, key: str) -> tuple[Cell, Cell]:
    told = (
        joined((bold(prompt.id), plain(words_of(levels(prompt)))))
        for prompt in _about(component, key)
    )
    return (plain(component.title),), (joined(told, " · "),)


def _not_seen(components: Sequence[Component]) -> Iterable[Block]:
    """Prompts without a level, and those that do not apply, by component."""
    rows = tuple(
        ((plain(component.title),), listed)
        for component in components
        if (listed := _left(component))
    )
    if rows:
        columns = (Column("Component", 1.3), Column("Prompts", 4.4))
        yield Table(columns, rows, "What was not seen, by component", header_columns=1)


def _left(component: Component) -> Cell:
    missing = [prompt for prompt in component.asked if not prompt.looked_at]
    aside = [prompt for prompt in component.prompts if not prompt.applies]
    apart = tuple((*_listed(prompt), *plain(" (does not apply here)")) for prompt in aside)
    return (*map(_listed, missing), *apart)


def _listed(prompt: Prompt) -> Text:
    return (*bold(prompt.id), *plain(f" {prompt.label}"))


def _actions(snapshot: Snapshot) -> Iterable[Block]:
    return (*agreed_actions(snapshot), *_extra(snapshot, "actions"), *_extra(snapshot, "next"))


def _earlier(snapshot: Snapshot) -> tuple[Block, ...]:
    """Earlier actions, where they were asked about: else no column of them would say anything."""
    reviewed = any(row.get("status") for row in snapshot.earlier)
    asked = reviewed or has_panel(snapshot, "earlier-actions")
    return earlier_actions(snapshot) if asked else ()


def _annex(components: Sequence[Component]) -> Iterable[Block]:
    """What each level that was given means, prompt by prompt; their words stand above."""
    prompts = [prompt for component in components for prompt in component.looked_at]
    rows = tuple(((bold(one.id),), (told,)) for one in prompts if (told := _meanings(one)))
    if not rows:
        return
    yield PageBreak(unless_room=0.15)
    yield Heading("Annex: what the levels mean at each prompt")
    names = "; ".join(level_names(prompts).values())
    yield Paragraph(plain(f"Levels: {names}. The prompts’ words stand with their components."))
    columns = (Column("Prompt", 0.75), Column("What each level that was given means", 7.0))
    yield Table(columns, rows, "What the levels mean, prompt by prompt", header_columns=1)


def _meanings(prompt: Prompt) -> Text:
    """`2 Discussed, with general promises. 3 Agreed and kept.`, the lowest level first."""
    given = {mark.level: mark.descriptor for mark in prompt.marks if mark.level and mark.descriptor}
    return joined(
        (*bold(str(level)), *plain(f" {sentence(told)}")) for level, told in sorted(given.items())
    )
