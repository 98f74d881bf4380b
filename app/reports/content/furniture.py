"""What every document about a record has: its head, its foot, its facts, its versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from app.domain.figures import Chart
from app.domain.follow_through import Stage, Standing
from app.domain.snapshot import Snapshot
from app.reports.blocks import (
    Block,
    Cell,
    Column,
    Facts,
    Paragraph,
    Run,
    Table,
    Text,
    Voice,
    bold,
    plain,
)
from app.reports.content.words import day_and_date, long_date, sentence, sentence_case

LONGEST_IN_HEAD = 90
_NOT_MET = " (not met)"


def running_head(snapshot: Snapshot, kind: str) -> Text:
    """Who, what, which school, when: along the top of each page."""
    facts = snapshot.facts
    day = long_date(facts.get("date", "")).replace(" ", "\u00a0")
    rest = [kind, facts.get("school", ""), day]
    parts = [_short(part) for part in rest if part]
    organisation = _short(facts.get("organisation", ""))
    lead = (Run(organisation, bold=True), Run(" \u00b7 ")) if organisation else ()
    return (*lead, Run(" \u00b7 ".join(parts)))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_IN_HEAD else f"{text[: LONGEST_IN_HEAD - 1]}\u2026"


def footer(snapshot: Snapshot) -> str:
    """Who holds the data, how long, whom to ask, and what this paper is."""
    record = snapshot.reference or snapshot.record_id
    parts = [
        held_for(snapshot),
        contact_words(snapshot),
        f"Template {_short(snapshot.form_id)}, version {_short(snapshot.form_version)}",
        f"Record {_short(record)}, revision\u00a0{snapshot.revision}",
    ]
    return " ".join(sentence(part) for part in parts if part)


def contact_words(snapshot: Snapshot) -> str:
    """Whom to ask, blank where the project names nobody."""
    contact = snapshot.facts.get("contact", "")
    return f"Contact: {_short(contact)}" if contact else ""


def held_for(snapshot: Snapshot) -> str:
    """Who may read this, and who holds it."""
    facts = snapshot.facts
    holder = _short(facts.get("organisation", ""))
    until = facts.get("keep_until", "")
    if facts.get("audience") == "team" or not facts.get("urn"):
        told = f"For the project team of {holder}" if holder else "For the project team"
        return f"{told}; keep until {long_date(until)}" if until else told
    return _confidential(holder, facts.get("agreement_date", ""), until)


def _confidential(holder: str, agreement: str, until: str) -> str:
    told = "Confidential to the school"
    if holder:
        told += f" and {holder}, which holds it" if agreement or until else f" and {holder}"
    if agreement:
        told += f" under the agreement of {long_date(agreement)}"
    if until:
        told += f"; keep until {long_date(until)}"
    return told


_KINDS = {
    Stage.ACCURATE: "Agreed as accurate",
    Stage.NO_ANSWER: "Treated as accurate",
    Stage.CORRECTION: "Draft, correction asked for",
    Stage.FINAL: "Final",
    Stage.FINAL_SENT: "Final",
    Stage.ARCHIVED: "Final",
}


def version_words(snapshot: Snapshot, standing: Standing) -> str:
    """`Draft for accuracy check, version 1`, or what has become of that version since."""
    kind = _KINDS.get(standing.stage, "Draft for accuracy check")
    return f"{kind}, version {snapshot.revision}"


def visit_words(snapshot: Snapshot) -> str:
    """`visit 2 of 4`, or the kind of visit where it has no number."""
    facts = snapshot.facts
    number, in_all = facts.get("visit_number", ""), facts.get("visits_in_all", "")
    if number and number != "0":
        return f"visit {number} of {in_all}" if in_all else f"visit {number}"
    return facts.get("visit_kind", "")


def title_blocks(
    snapshot: Snapshot, title: str, beside: str, standing: Standing
) -> tuple[Block, ...]:
    """The title, what it is about, and which version this is."""
    about = " \u00b7 ".join(part for part in (snapshot.facts.get("school", ""), beside) if part)
    version = bold(version_words(snapshot, standing))
    return (
        Paragraph(plain(title), Voice.TITLE),
        Paragraph(plain(about), Voice.SUBTITLE, aside=version),
    )


def facts_block(snapshot: Snapshot) -> Facts:
    """The table of facts below the title: only what is known."""
    facts = snapshot.facts
    pairs = (
        ("School", _school(snapshot)),
        ("Date", _when(snapshot)),
        ("LA and phase", _join("; ", facts.get("la"), facts.get("phase"), _ages(snapshot))),
        ("Visit", _join(", ", sentence_case(visit_words(snapshot)), facts.get("window"))),
        ("Trust", facts.get("trust", "")),
        ("Adviser", _join(", ", facts.get("adviser"), facts.get("adviser_role"))),
        ("Head", _not_met(snapshot, facts.get("head_role", ""))),
        ("Project", _join(", ", facts.get("project"), facts.get("cohort"))),
        ("Chair", _not_met(snapshot, facts.get("chair", ""))),
        ("People met", people_met(snapshot)),
    )
    return Facts(tuple((label, bold(words)) for label, words in pairs if words))


def _join(separator: str, *parts: str | None) -> str:
    return separator.join(part for part in parts if part)


def _school(snapshot: Snapshot) -> str:
    urn = snapshot.facts.get("urn", "")
    return _join(", ", snapshot.facts.get("school"), f"URN\u00a0{urn}" if urn else "")


def _not_met(snapshot: Snapshot, role: str) -> str:
    """That whoever bears a role was not met, where people were met; else the role says nothing."""
    met = {row.get("role", "").casefold() for row in snapshot.people}
    told = role.removesuffix(_NOT_MET)
    return f"{told}{_NOT_MET}" if told and met and told.casefold() not in met else ""


def _ages(snapshot: Snapshot) -> str:
    ages = snapshot.facts.get("ages", "")
    return f"ages {ages}" if ages[:1].isdigit() else ages


def _when(snapshot: Snapshot) -> str:
    facts = snapshot.facts
    times = _join(
        "\u00a0to\u00a0",
        facts.get("starts") or _said(snapshot, "arrived"),
        facts.get("ends") or _said(snapshot, "left"),
    )
    return _join(", ", day_and_date(facts.get("date", "")), times)


def _said(snapshot: Snapshot, name: str) -> str:
    answer = snapshot.answer(name)
    return answer.words if answer is not None else ""


def people_met(snapshot: Snapshot) -> str:
    """Roles of the people met, each with the name where that was wished."""
    met = (_join(", ", row.get("role"), row.get("name")) for row in snapshot.people)
    return "; ".join(person for person in met if person)


def text_cells(values: Iterable[str]) -> tuple[Cell, ...]:
    """Plain words as the cells of a row."""
    return tuple((plain(value),) if value else () for value in values)


def charted(chart: Chart, shares: Sequence[float], voice: Voice = Voice.QUIET) -> Iterator[Block]:
    """How to read a figure, the figure, and its data as a table; `shares` are the columns'."""
    yield Paragraph(plain(chart.key), voice)
    yield chart.figure
    columns = tuple(map(Column, chart.headings, shares))
    yield Table(columns, tuple(map(text_cells, chart.rows)), chart.name, header_columns=1)
