"""The deployment log: every visit of a specialist's deployment, from all its finished records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from app.domain.snapshot import Snapshot
from app.reports.blocks import (
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Paragraph,
    Table,
    Text,
    Voice,
    bold,
    joined,
    plain,
)
from app.reports.content.furniture import contact_words, held_for, running_head
from app.reports.content.parts import part
from app.reports.content.printable import printable
from app.reports.content.words import as_date, cell, long_date, prose, sentence, short_date, words

TITLE = "Deployment log"


def deployment_log(snapshots: Sequence[Snapshot]) -> Document:
    """The log of one school's deployments, from the snapshots of their visits (one at least).

    A code that any of them knows is withheld from all.
    """
    rows = (row for one in snapshots for row in one.pupils)
    listed = {row.get("code", "").strip() for row in rows} - {""}
    codes = tuple(sorted(listed.union(*(one.codes for one in snapshots))))
    public = (printable(replace(one, codes=codes)) for one in snapshots)
    visits = sorted(public, key=lambda one: (_day(one), one.reference))
    newest = visits[-1]
    sources = "; ".join(f"{one.reference}, revision\u00a0{one.revision}" for one in visits)
    foot = (held_for(newest), contact_words(newest), f"Made from {sources}")
    return Document(
        title=f"{TITLE} · {newest.facts.get('school', '')} · {_day(newest)}",
        head=running_head(newest, TITLE),
        mark="Confidential",
        foot=" ".join(sentence(one) for one in foot if one),
        blocks=tuple(_blocks(visits)),
        subject=TITLE,
    )


def _day(visit: Snapshot) -> str:
    return visit.facts.get("date", "")


def _blocks(visits: Sequence[Snapshot]) -> Iterable[Block]:
    newest = visits[-1]
    about = f"{newest.facts.get('school', '')} · to {long_date(_day(newest))}"
    yield Paragraph(plain(TITLE), Voice.TITLE)
    yield Paragraph(plain(about), Voice.SUBTITLE)
    yield _facts(newest)
    by_number = sorted(visits, key=_number)  # stable: each deployment's visits stay in order
    for number, together in groupby(by_number, key=_number):
        yield from part(f"Deployment {number}".strip(), _deployment(tuple(together)))


def _number(visit: Snapshot) -> str:
    return words(visit.answer("deployment"))


def _facts(newest: Snapshot) -> Facts:
    facts = newest.facts
    project = ", ".join(p for p in (facts.get("project"), facts.get("cohort")) if p)
    pairs = (
        ("School", f"{facts.get('school', '')}, URN\u00a0{facts.get('urn', '')}"),
        ("Specialist", facts.get("adviser_role", "")),
        ("Project", project),
        ("LA", facts.get("la", "")),
    )
    return Facts(tuple((label, bold(told)) for label, told in pairs if told))


def _deployment(visits: Sequence[Snapshot]) -> Iterable[Block]:
    newest = visits[-1]
    yield from prose(words(newest.answer("aim")), lead=bold("Aim and success:"))
    yield Paragraph(joined((bold("Sessions:"), plain(_sessions(newest)))))
    columns = (
        Column("Visit", 0.9),
        Column("Done, and with whom", 2.0),
        Column("Seen in practice", 2.1),
        Column("Next step", 2.6),
    )
    yield Table(columns, tuple(map(_row, visits)), "The visits of this deployment", 1)
    yield from _end(newest)


def _sessions(newest: Snapshot) -> str:
    """`6 bought, 4 used, 2 left.`, as the newest visit counts them."""
    bought, used = (words(newest.answer(f"sessions_{what}")) for what in ("bought", "used"))
    told = [f"{count} {what}" for count, what in ((bought, "bought"), (used, "used")) if count]
    if bought.isdecimal() and used.isdecimal() and int(bought) >= int(used):
        told.append(f"{int(bought) - int(used)} left")
    return sentence(", ".join(told) or "not counted yet")


def _row(visit: Snapshot) -> tuple[Cell, ...]:
    day = as_date(_day(visit))
    done = (words(visit.answer(name)) for name in ("activity", "worked_with"))
    practice = (words(visit.answer(name)) for name in ("in_practice", "practice_evidence_seen"))
    return (
        cell(short_date(day.isoformat()) if day else _day(visit)),
        tuple(text for said in done for text in cell(said)),
        tuple(text for said in practice for text in cell(said)),
        tuple(_step(action, _day(visit)) for action in visit.actions),
    )


def _step(action: Mapping[str, str], day: str) -> Text:
    by = short_date(action.get("by", ""), day)
    when = ", ".join(part for part in (action.get("who", ""), f"by {by}" if by else "") if part)
    told = " ".join(action.get("what", "").split())
    return joined((plain(sentence(told)), bold(sentence(when))))


def _end(newest: Snapshot) -> Iterable[Block]:
    """What changed and what the head says of it, once the last visit was made."""
    for name, label in (("impact", "What changed:"), ("head_evaluation", "The head’s evaluation:")):
        told = words(newest.answer(name))
        if told:
            yield from prose(told, lead=bold(label))
