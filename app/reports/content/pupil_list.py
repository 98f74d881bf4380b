"""The focus-pupil list by code: for the school alone, which keeps the key to the codes.

The only document besides a school's own copy of a record that prints a code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from app.domain.calendar import in_words
from app.domain.schools import School
from app.reports.blocks import (
    Block,
    Column,
    Document,
    Facts,
    Paragraph,
    Run,
    Table,
    Voice,
    bold,
    plain,
)
from app.reports.content.words import cell, short_date

TITLE = "Focus pupils: school copy"
SCHOOL_ONLY = "For the school alone"
_KEY = (
    "Pupils stand here by code only, and the school keeps the key. Whoever has both can tell who "
    "is meant, so keep this list as you keep the key, and send it to nobody else."
)


def pupil_list(
    school: School, pupils: Sequence[Mapping[str, str]], made: date, organisation: str = ""
) -> Document:
    """The list as it stands on the day `made`; `pupils` are rows as a snapshot has them.

    The school has signed the agreement: before that no code may be kept, so none can be printed.
    """
    assert school.agreement_date is not None
    lead = (Run(organisation, bold=True), Run(" · ")) if organisation else ()
    head = f"{TITLE} · {school.name} · {in_words(made)}"
    return Document(
        title=f"{TITLE} · {school.name} · {made.isoformat()}",
        head=(*lead, Run(head)),
        mark=SCHOOL_ONLY,
        foot=(
            f"{SCHOOL_ONLY}, under the agreement of {in_words(school.agreement_date)}. "
            "Made from what was kept on that day; not from a finished record."
        ),
        blocks=tuple(_blocks(school, pupils, made)),
        subject=TITLE,
    )


def _blocks(school: School, pupils: Sequence[Mapping[str, str]], made: date) -> Iterable[Block]:
    yield Paragraph(plain(TITLE), Voice.TITLE)
    aside = bold(f"As of {in_words(made)}")
    yield Paragraph(plain(school.name), Voice.SUBTITLE, aside=aside)
    signed = in_words(school.agreement_date) if school.agreement_date else ""
    pairs = (("School", f"{school.name}, URN\u00a0{school.urn}"), ("Agreement", f"Signed {signed}"))
    yield Facts(tuple((label, bold(told)) for label, told in pairs))
    yield Paragraph(plain(_KEY))
    columns = (
        Column("Code", 0.75),
        Column("Year", 0.55),
        Column("Starting point", 1.9),
        Column("Target", 2.0),
        Column("What helps", 1.7),
        Column("Review", 0.9),
        Column("Status", 1.0),
    )
    rows = tuple(tuple(map(cell, _row(pupil, made))) for pupil in pupils)
    yield Table(columns, rows, "Focus pupils by code", header_columns=1)


def _row(pupil: Mapping[str, str], made: date) -> tuple[str, ...]:
    named = ("code", "year", "starting_point", "target", "helps")
    review = short_date(pupil.get("review_date", ""), made.isoformat())
    return (*(pupil.get(name, "") for name in named), review, pupil.get("status", ""))
