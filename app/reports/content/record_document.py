"""The document of a record that is no note of a visit: what was asked, in the form's order.

A book look, a training session, an application: the form's own title, the facts, then section by
section what was said, with its panels where they stand. Nobody is asked to check it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from app.domain.snapshot import Snapshot, SnapshotGroup, SnapshotPanel
from app.reports.blocks import Block, Box, Document, Heading, Paragraph, Voice, bold, plain
from app.reports.content.agreed import agreed_actions, earlier_actions
from app.reports.content.evidence import evidence_sentence, evidence_table
from app.reports.content.furniture import facts_block, footer, running_head
from app.reports.content.parts import has_panel, key_to_levels, part, section_blocks
from app.reports.content.printable import printable
from app.reports.content.pupils import pupils_in_words, pupils_table
from app.reports.content.words import prose, sentence_case, words

FOR_TEAM = "For the project team"
_TOLD = {"visit_date", "arrived", "left", "summary"}


def record_document(snapshot: Snapshot, *, draft: bool, school_copy: bool = False) -> Document:
    """The document of a record; pupils' codes only in the school's own copy.

    `draft` is passed over: it says that a school has not checked a note yet, and no school is
    asked to check this. A record that is not finished says so by itself.
    """
    del draft
    public = _of_its_subject(printable(snapshot, school_copy=school_copy))
    facts, title = public.facts, _title(public)[0]
    parts = (title, facts.get("school") or facts.get("project"), facts.get("date"))
    return Document(
        title=" \u00b7 ".join(part for part in parts if part),
        head=running_head(public, title),
        mark=FOR_TEAM if is_for_team(public) or not facts.get("urn") else "Confidential",
        foot=footer(public),
        blocks=tuple(_blocks(public)),
        subject=public.form_title,
    )


def is_for_team(snapshot: Snapshot) -> bool:
    """Whether the form says that its records are for the project's team and not for the school."""
    return snapshot.facts.get("audience") == "team"


def _of_its_subject(snapshot: Snapshot) -> Snapshot:
    """A record about a project has no school: what stands for one is the project itself."""
    if snapshot.facts.get("urn"):
        return snapshot
    facts = {name: text for name, text in snapshot.facts.items() if name != "school"}
    return replace(snapshot, facts={"project": snapshot.facts.get("school", ""), **facts})


def _title(snapshot: Snapshot) -> tuple[str, str]:
    """The form's title in its two halves: before and after its colon."""
    title, _colon, more = snapshot.form_title.partition(":")
    return title.strip(), more.strip()


def _blocks(snapshot: Snapshot) -> Iterable[Block]:
    title, more = _title(snapshot)
    subject = snapshot.facts.get("school") or snapshot.facts.get("project", "")
    about = " \u00b7 ".join(part for part in (subject, more) if part)
    yield Paragraph(plain(title), Voice.TITLE)
    yield Paragraph(plain(about), Voice.SUBTITLE, aside=bold(_version(snapshot)))
    if is_for_team(snapshot):
        yield Paragraph(plain(f"{FOR_TEAM}. The school is not sent this."), Voice.LABEL)
    yield facts_block(snapshot)
    summary = prose(words(snapshot.answer("summary")))
    if summary:
        yield Box((Heading("Summary"), *summary), strong=True)
    for section in snapshot.sections:
        yield from part(_heading(section), _section(snapshot, section))
    if snapshot.actions and not has_panel(snapshot, "actions"):
        yield from part("Agreed actions", agreed_actions(snapshot))
    yield from key_to_levels(snapshot)


def _version(snapshot: Snapshot) -> str:
    if not snapshot.finished_at:
        return "Not finished yet"
    return f"Version {snapshot.revision}"


def _heading(section: SnapshotGroup) -> str:
    return " ".join(section.label.split()) or sentence_case(section.name.replace("_", " "))


def _section(snapshot: Snapshot, section: SnapshotGroup) -> Iterable[Block]:
    yield from section_blocks(snapshot, section, _TOLD)
    for item in section.items:
        if isinstance(item, SnapshotPanel) and item.panel in _PANELS:
            yield from _PANELS[item.panel](snapshot)


def _evidence(snapshot: Snapshot) -> tuple[Block, ...]:
    return (*prose(evidence_sentence(snapshot)), *evidence_table(snapshot))


def _pupils(snapshot: Snapshot) -> tuple[Block, ...]:
    return (*pupils_in_words(snapshot), *pupils_table(snapshot))


_PANELS: Mapping[str, Callable[[Snapshot], tuple[Block, ...]]] = {
    "actions": agreed_actions,
    "earlier-actions": earlier_actions,
    "evidence": _evidence,
    "pupils": _pupils,
}
"""What a panel of rows comes to on paper; the people met stand among the facts."""
