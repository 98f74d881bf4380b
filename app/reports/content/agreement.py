"""The agreement between a school and whoever runs the project, from the school's application.

What both sides commit to, the price, the dates, and room to sign. Why the school was chosen is in
the application and is not part of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from app.domain.snapshot import Snapshot, SnapshotAnswer
from app.reports.blocks import (
    Block,
    Box,
    BulletList,
    Columns,
    Document,
    Facts,
    Paragraph,
    Voice,
    WritingLine,
    bold,
    joined,
    plain,
)
from app.reports.content.furniture import contact_words, held_for, running_head
from app.reports.content.parts import part
from app.reports.content.printable import printable
from app.reports.content.words import choices_in, lines_of, long_date, prose, sentence, words

TITLE = "Agreement"
OFFERS = ("offer", "bespoke")
"""The decisions that an agreement follows."""
_NOTHING = "none"


def is_agreed(snapshot: Snapshot) -> bool:
    """Whether a school's application ended in an offer, with something that a side commits to."""
    decision = snapshot.answer("decision")
    offered = decision is not None and decision.value in OFFERS
    return offered and bool(_school_does(snapshot) or _we_do(snapshot))


def agreement(snapshot: Snapshot) -> Document:
    """The agreement that an application came to, for both sides to sign."""
    public = printable(snapshot)
    made = f"Made from {public.reference}, revision\u00a0{public.revision}"
    return Document(
        title=f"{TITLE} · {public.facts.get('school', '')}",
        head=running_head(public, TITLE),
        mark="Confidential",
        foot=" ".join(map(sentence, filter(None, (held_for(public), contact_words(public), made)))),
        blocks=tuple(_blocks(public)),
        subject=TITLE,
    )


def _blocks(public: Snapshot) -> Iterable[Block]:
    facts = public.facts
    us = facts.get("organisation", "") or "the project"
    yield Paragraph(plain(TITLE), Voice.TITLE)
    about = f"Between {facts.get('school', 'the school')} and {us}"
    yield Paragraph(plain(about), Voice.SUBTITLE, aside=bold(_standing(public)))
    yield _facts(public)
    yield from part("What it costs, and what that covers", _price(public))
    sides = (
        ("The school commits to", _school_does(public)),
        (f"{_opened(us)} commits to", _we_do(public)),
    )
    lists = tuple(
        (
            Paragraph(bold(title), Voice.LABEL),
            BulletList(tuple(plain(sentence(line)) for line in lines)),
        )
        for title, lines in sides
        if lines
    )
    yield from part("What each side commits to", (Columns(lists),))
    yield from part("Signed", _signatures(public, us))


def _opened(us: str) -> str:
    return us[:1].upper() + us[1:]


def _facts(public: Snapshot) -> Facts:
    facts = public.facts
    project = ", ".join(p for p in (facts.get("project"), facts.get("cohort")) if p)
    sent = words(public.answer("contract_sent"))
    pairs = (
        ("School", f"{facts.get('school', '')}, URN\u00a0{facts.get('urn', '')}"),
        ("Sent", sent),
        ("Project", project),
        ("LA", facts.get("la", "")),
        ("Contact", facts.get("contact", "")),
    )
    return Facts(tuple((label, bold(told)) for label, told in pairs if told))


def _standing(public: Snapshot) -> str:
    signed = [bool(_signed(public, side)) for side in ("school", "us")]
    if all(signed):
        return "Signed by both"
    return "Signed by one side" if any(signed) else "For signature"


def _price(public: Snapshot) -> Iterable[Block]:
    price = words(public.answer("price"))
    covers = prose(words(public.answer("price_covers")))
    yield from prose(sentence(f"Price: {pounds(price)}")) if price else ()
    yield from covers


def pounds(amount: str) -> str:
    """`£1,450` or `£1,450.50` for a number; anything else as it is."""
    try:
        value = Decimal(amount)
    except InvalidOperation:
        return amount
    if not value.is_finite():
        return amount
    return f"£{value:,.2f}".removesuffix(".00")


def _school_does(public: Snapshot) -> list[str]:
    """What the school committed to in its application, then what was written for it."""
    commit = public.answer("commit")
    chosen = _chosen(commit) if commit is not None and commit.value != _NOTHING else []
    return [*chosen, *_lines(public, "contract_school_does")]


def _we_do(public: Snapshot) -> list[str]:
    return _lines(public, "contract_we_do")


def _chosen(answer: SnapshotAnswer) -> list[str]:
    """The choices one by one, where their words can be told apart."""
    return list(choices_in(answer)) or [answer.words]


def _lines(public: Snapshot, name: str) -> list[str]:
    return [line.lstrip("-*•– ") for line in lines_of(words(public.answer(name)))]


def _signatures(public: Snapshot, us: str) -> Iterable[Block]:
    school = public.facts.get("school", "the school")
    for side, name in (("school", school), ("us", us)):
        signed = _signed(public, side)
        lead = bold(f"For {name}:")
        if signed:
            yield Paragraph(joined((lead, plain(f"signed on {long_date(signed)}."))))
            continue
        line = WritingLine((("Role", 1.0), ("Signed", 1.2), ("Date", 0.6)))
        yield Box((Paragraph(lead), line))


def _signed(public: Snapshot, side: str) -> str:
    answer = public.answer(f"contract_{side}")
    return answer.value if answer is not None else ""
