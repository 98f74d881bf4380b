"""What a corrected version says differently from the one before it, so that nobody has to look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from app.domain.snapshot import Snapshot, SnapshotAnswer, SnapshotGroup
from app.reports.blocks import Block, BulletList, Heading, Paragraph, Text, bold, plain
from app.reports.content.evidence import row_words
from app.reports.content.furniture import contact_words, facts_block, held_for
from app.reports.content.printable import printable
from app.reports.content.pupils import pupils_in_words, pupils_table
from app.reports.content.words import as_label, sentence_case, words

LONGEST_LABEL = 120
LONGEST_WORDS = 140
MOST_TOLD = 40
_OF_ACTION = ("what", "who", "by", "known_by", "support", "confidence")
_OF_EARLIER = ("what", "who", "status", "seen")
_IMAGE = "image"

Said = Mapping[str, tuple[str, str, str]]
"""By what tells it from all others: its label, its words, and all that is compared of it."""


def changed_since(
    before: Snapshot | None, after: Snapshot, *, school_copy: bool = False
) -> tuple[Block, ...]:
    """The answers, actions and facts that changed, each with its words before and now, shortened.

    Both pass the gate of what is printed, with every code withheld that either of them knows.
    """
    if before is None:
        return ()
    rows = (*before.pupils, *after.pupils)
    codes = tuple({*before.codes, *after.codes, *(row.get("code", "") for row in rows)} - {""})
    was, now = (
        _said(printable(replace(each, codes=codes), school_copy=school_copy))
        for each in (before, after)
    )
    told = tuple(_changes(was, now))
    title = f"Changed since version {before.revision}"
    if not told:
        return (Paragraph((*bold(f"{title}: "), *plain("no answer reads differently."))),)
    return (Heading(title), BulletList(told[:MOST_TOLD]), *_more(len(told) - MOST_TOLD))


def _more(count: int) -> tuple[Block, ...]:
    return (Paragraph(plain(f"And {count} more.")),) if count > 0 else ()


def _changes(before: Said, after: Said) -> Iterator[Text]:
    """In the order of the newer version; what is no longer there comes last."""
    for key in (*after, *(key for key in before if key not in after)):
        label, old, was = before.get(key, ("", "", ""))
        label, new, now = after.get(key, (label, "", ""))
        if was != now:
            yield (*bold(f"{as_label(_short(label, LONGEST_LABEL))} "), *plain(_told(old, new)))


def _told(old: str, new: str) -> str:
    if old == new:
        return "changed."
    said = f"was {_quoted(old)}, now {_quoted(new)}"
    return said if said[-2:] in {".”", "?”", "!”", "…”"} else f"{said}."


def _quoted(text: str) -> str:
    return f"“{_short(text, LONGEST_WORDS)}”" if text.strip() else "blank"


def _short(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest].rstrip()}…"


def _said(snapshot: Snapshot) -> Said:
    return {
        **dict(_facts(snapshot)),
        **{ref: said for section in snapshot.sections for ref, said in _answers(section)},
        **dict(_actions("Earlier action", snapshot.earlier, _OF_EARLIER)),
        **dict(_actions("Agreed action", snapshot.actions, _OF_ACTION)),
        **dict(_looked_at(snapshot.evidence)),
        **dict(_pupils(snapshot)),
    }


def _facts(snapshot: Snapshot) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """What stands in the table below the title and at the foot."""
    table = (
        (label, "".join(run.text for run in told)) for label, told in facts_block(snapshot).pairs
    )
    foot = (("Held", held_for(snapshot)), ("Whom to ask", contact_words(snapshot)))
    for label, told in (*table, *foot):
        if told:
            yield f"fact {label}", (label, told, told)


def _pupils(snapshot: Snapshot) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """That what is printed of the focus pupils changed, never how: two counts tell of a few."""
    printed = (*pupils_in_words(snapshot), *pupils_table(snapshot))
    if printed:
        yield "pupils", ("Focus pupils", "", str(printed))


def _answers(group: SnapshotGroup, above: str = "") -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Every answer in a group by its ref; one in a card is called by the card's question too."""
    for item in group.items:
        if isinstance(item, SnapshotGroup):
            yield from _answers(item, item.label)
        elif isinstance(item, SnapshotAnswer):
            label = item.label.strip() or sentence_case(item.name.replace("_", " "))
            name = f"{above.strip().rstrip(':')} {label}" if above.strip() else label
            said = words(item)
            compared = f"{said} {item.value}" if item.kind == _IMAGE else said
            if compared.strip():
                yield item.ref, (name.rstrip(": "), said, compared)


def _actions(
    called: str, rows: Iterable[Mapping[str, str]], names: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, str, str]]]:
    for place, row in enumerate(rows, start=1):
        label = f"{called} {row.get('number') or place}"
        said = "; ".join(filter(None, (row.get(name, "").strip() for name in names)))
        yield f"{called} {row.get('id') or place}", (label, said, said)


def _looked_at(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, tuple[str, str, str]]]:
    for place, row in enumerate(rows, start=1):
        label = "What was looked at"
        yield f"{label} {row.get('id') or place}", (label, row_words(row), str(sorted(row.items())))
