"""The report of a whole-school audit: what was seen, in words first, by component and phase.

Order: cover with how to read it, one-page profile, needs and support, component pages with
evidence, disadvantaged pupils and transition, what was not seen, actions, annex of prompts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain.components import Component, components_of
from app.domain.follow_through import Standing
from app.domain.prompts import Prompt, phase_label
from app.domain.snapshot import Snapshot
from app.reports.blocks import (
    Block,
    Box,
    BulletList,
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
from app.reports.charts import ProfileRow, profile_figure
from app.reports.content.accuracy import accuracy_check, sign_off
from app.reports.content.agreed import agreed_actions, earlier_actions
from app.reports.content.answers import answer_blocks, with_provenance
from app.reports.content.changed import changed_since
from app.reports.content.components import (
    bars_in_words,
    profile_of,
    without_prompts,
)
from app.reports.content.evidence import evidence_sentence, evidence_table
from app.reports.content.furniture import facts_block, footer, running_head, title_blocks
from app.reports.content.parts import other_sections, part, section_blocks
from app.reports.content.photos import IMAGE, photo_blocks
from app.reports.content.printable import printable
from app.reports.content.threads import THREADS, thread_blocks
from app.reports.content.words import prose, words

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
_KNOWN = {"about", "needs", "actions", "summary", "earlier", "next"}
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
    rows = profile_of(snapshot, components)
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
    yield from part("Actions from last time", earlier_actions(snapshot))
    yield from part("Agreed actions", _actions(snapshot))
    yield from part("School\u2019s comment and accuracy check", accuracy_check(snapshot, standing))
    yield from part("Sign-off and who receives this", sign_off(snapshot, standing))
    yield from _annex(components)


def _cover(snapshot: Snapshot, standing: Standing, changed: tuple[Block, ...]) -> Iterable[Block]:
    yield from title_blocks(snapshot, snapshot.form_title, _phases(snapshot), standing)
    yield facts_block(snapshot)
    yield from changed
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
    return words(snapshot.answer("phases"))


def _extra(snapshot: Snapshot, name: str) -> tuple[Block, ...]:
    return section_blocks(snapshot, name, _ELSEWHERE)


def _profile(rows: Sequence[ProfileRow]) -> Iterable[Block]:
    """The whole profile on one page: the figure, and its data as a table beside it."""
    if not rows:
        return
    yield PageBreak()
    yield Heading("Profile")
    yield Paragraph(plain("The middle level of each component. It is not an inspection grade."))
    yield profile_figure(rows)
    columns = (Column("Component", 2.0), Column("Level in words", 3.6), Column("Looked at", 1.5))
    body = tuple(
        ((plain(row.title),), (plain(bars_in_words(row)),), (plain(row.looked_at),)) for row in rows
    )
    yield Table(columns, body, "The profile in words", header_columns=1)


def _needs(snapshot: Snapshot) -> Iterable[Block]:
    needs = _extra(snapshot, "needs")
    if needs:
        yield PageBreak()
        yield from part("Needs and support offered", needs)


def _component(snapshot: Snapshot, component: Component, row: ProfileRow) -> Iterable[Block]:
    more = _besides(snapshot, component)
    if not component.looked_at and not more and not any(_photos(component)):
        return
    yield PageBreak(unless_room=0.25)
    yield Heading(component.title)
    lead = bold("Middle level:")
    yield Paragraph((*lead, *plain(f" {bars_in_words(row)} {row.looked_at}.")))
    if component.looked_at:
        yield _prompt_table(component)
    yield from _photos(component)
    yield from more


def _besides(snapshot: Snapshot, component: Component) -> tuple[Block, ...]:
    """What a component's section asks besides its prompts."""
    rest = without_prompts(component.section)
    return section_blocks(snapshot, rest, _ELSEWHERE)


def _photos(component: Component) -> Iterable[Block]:
    """Photos of a component's prompts: below its table, whose cells would be too narrow."""
    for prompt in component.asked:
        for answer in prompt.others:
            if answer.kind == IMAGE:
                yield from photo_blocks(answer, f"{prompt.id} {answer.label}")


def _prompt_table(component: Component) -> Table:
    columns = (Column("Prompt", 2.5), Column("Level", 1.55), Column("What was seen", 3.5))
    rows = tuple((_asked(prompt), _levels(prompt), _seen(prompt)) for prompt in component.looked_at)
    return Table(columns, rows, f"{component.title}: prompts, levels and evidence", 1)


def _asked(prompt: Prompt) -> Cell:
    return ((*bold(prompt.id), *plain(f"  {prompt.label}")),)


def _levels(prompt: Prompt) -> Cell:
    return tuple(
        (*plain(f"{phase_label(mark.phase)} " if mark.phase else ""), *bold(mark.words))
        for mark in prompt.marks
        if mark.words
    )


def _seen(prompt: Prompt) -> Cell:
    told = with_provenance(prose(prompt.seen), prompt.provenance)
    others = tuple(block for answer in prompt.others for block in answer_blocks(answer))
    return tuple(text for block in (*told, *others) for text in _texts(block))


def _texts(block: Block) -> tuple[Text, ...]:
    """What stands in a cell of a paragraph or a list."""
    if isinstance(block, Paragraph):
        return (block.text,)
    if isinstance(block, BulletList):
        return tuple((*plain("\u2022 "), *item) for item in block.items)
    return ()


def _thread(
    snapshot: Snapshot, components: Sequence[Component], key: str, title: str
) -> Iterable[Block]:
    """A page on one thread: what was said of it, then every prompt that bears on it."""
    said = thread_blocks(snapshot, key)
    prompts = [prompt for each in components for prompt in each.asked if key in prompt.threads]
    if not said and not prompts:
        return
    yield PageBreak(unless_room=0.25)
    yield Heading(title)
    yield from said
    seen = [prompt for prompt in prompts if prompt.looked_at]
    count = f"{len(seen)} of {len(prompts)} prompts about this were looked at."
    yield Paragraph(plain(f"{count} The evidence stands with each component."), Voice.QUIET)
    columns = (Column("Prompt", 4.0), Column("Level", 3.0))
    rows = tuple((_asked(prompt), (joined(_levels(prompt), "; "),)) for prompt in seen)
    if rows:
        yield Table(columns, rows, f"{title}: prompts and levels", header_columns=1)


def _not_seen(components: Sequence[Component]) -> Iterable[Block]:
    """Prompts without a level, and those that do not apply, by component."""
    for component in components:
        missing = [prompt for prompt in component.asked if not prompt.looked_at]
        aside = [prompt for prompt in component.prompts if not prompt.applies]
        if missing or aside:
            yield Heading(component.title, level=2)
            yield BulletList(
                tuple(_listed(prompt) for prompt in missing)
                + tuple((*_listed(prompt), *plain(" (does not apply here)")) for prompt in aside)
            )


def _listed(prompt: Prompt) -> Text:
    return (*bold(prompt.id), *plain(f" {prompt.label}"))


def _actions(snapshot: Snapshot) -> Iterable[Block]:
    return (*agreed_actions(snapshot), *_extra(snapshot, "actions"), *_extra(snapshot, "next"))


def _annex(components: Sequence[Component]) -> Iterable[Block]:
    """Every prompt that was asked, with what the level that was given means."""
    prompts = [prompt for component in components for prompt in component.asked]
    if not prompts:
        return
    yield PageBreak(unless_room=0.25)
    yield Heading("Annex: the prompts")
    columns = (Column("No.", 0.6), Column("Prompt", 3.0), Column("What its level means", 3.6))
    rows = tuple(
        ((bold(prompt.id),), (plain(prompt.label),), _meaning(prompt)) for prompt in prompts
    )
    yield Table(columns, rows, "The prompts and what their levels mean", header_columns=1)


def _numbered(prompt: Prompt) -> tuple[Cell, Cell]:
    return (bold(prompt.id),), (plain(prompt.label),)


def _meaning(prompt: Prompt) -> Cell:
    """What each level that was given means, once; or that none was."""
    told = dict.fromkeys(
        (*bold(f"{mark.words}:"), *plain(f" {mark.descriptor}"))
        for mark in prompt.marks
        if mark.level and mark.descriptor
    )
    texts = tuple(text for text in told if words_of(text))
    return texts or ((plain("Not seen"),) if not prompt.looked_at else ())
