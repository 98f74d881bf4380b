"""What every record's document begins with, and the sheet that it stands on."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.snapshot import Snapshot
from app.reports.blocks import Block, Box, Document, Heading, Paragraph, Voice, bold, plain
from app.reports.content.furniture import facts_block, footer, running_head
from app.reports.content.words import prose, words

FOR_TEAM = "For the project team"
NOT_FOR_SCHOOL = f"{FOR_TEAM}. The school is not sent this."


def sheet(public: Snapshot, title: str, blocks: Iterable[Block]) -> Document:
    """The document of a printable record, called `title`."""
    facts = public.facts
    parts = (title, facts.get("school") or facts.get("project"), facts.get("date"))
    return Document(
        title=" · ".join(part for part in parts if part),
        head=running_head(public, title),
        mark=FOR_TEAM if is_for_team(public) or not facts.get("urn") else "Confidential",
        foot=footer(public),
        blocks=tuple(blocks),
        subject=public.form_title,
    )


def is_for_team(snapshot: Snapshot) -> bool:
    """Whether the form says that its records are for the project's team and not for the school."""
    return snapshot.facts.get("audience") == "team"


def titles(snapshot: Snapshot) -> tuple[str, str]:
    """The form's title in its two halves: before and after its colon."""
    title, _colon, more = snapshot.form_title.partition(":")
    return title.strip(), more.strip()


def opening(public: Snapshot) -> Iterable[Block]:
    """The title, what the record is about, whether it is finished, whom it is for, the facts."""
    title, more = titles(public)
    subject = public.facts.get("school") or public.facts.get("project", "")
    about = " · ".join(part for part in (subject, more) if part)
    yield Paragraph(plain(title), Voice.TITLE)
    yield Paragraph(plain(about), Voice.SUBTITLE, aside=bold(version(public)))
    if is_for_team(public):
        yield Paragraph(plain(NOT_FOR_SCHOOL), Voice.LABEL)
    yield facts_block(public)


def version(public: Snapshot) -> str:
    """`Version 2`, or that the record is not finished yet."""
    return f"Version {public.revision}" if public.finished_at else "Not finished yet"


def boxed(public: Snapshot, title: str, name: str) -> Iterable[Block]:
    """The answer called `name` in a frame, to be read even if nothing else is."""
    told = prose(words(public.answer(name)))
    if told:
        yield Box((Heading(title), *told), strong=True)
