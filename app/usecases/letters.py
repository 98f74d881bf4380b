"""The usual letter that brings a record to a school: its subject and words, by the record's stage.

The words stay true in a message that waits: the school's time counts from the day it is sent, so
the day to reply by is the one on the paper, or so many school days after receiving it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.domain.calendar import in_words
from app.domain.deadlines import TO_READ
from app.domain.follow_through import AGREED, FINAL_COPY, Stage, Standing, Way, way_of
from app.domain.snapshot import Snapshot

WITH_LOCK = "The PDF opens with a password, which I will tell you by telephone."
CLOSING = "With kind regards"
_THANKS = "Thank you for your time on the day."
_CHECK = "Please read it and tell me whether it is accurate, or what should be put right."
_AFTER_CHECK = (
    "It goes to your chair of governors once it is final, so please do not pass this draft on."
)
_FINAL_FOLLOWS = "The final copy, which is the one for your chair of governors, follows."
_TO_CHAIR = "Please pass it on to your chair of governors as agreed."
_ASIDES = {
    Stage.ACCURATE: "agreed as accurate",
    Stage.NO_ANSWER: "treated as accurate",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """What the draft will say, for a person to look at and change first.

    `sure` are addresses that a person said are right, although nothing here vouches for them.
    """

    to: tuple[str, ...]
    subject: str
    body: str
    sure: frozenset[str] = frozenset()


def letter_of(snapshot: Snapshot, standing: Standing, to: tuple[str, ...], name: str) -> Letter:
    """The usual letter with a finished record, from whoever is called `name`.

    It asks for the check only where one is awaited, and says what is a corrected or the final copy;
    no draft is passed on to the chair of governors.
    """
    day = in_words(date.fromisoformat(snapshot.facts["date"]))
    named = _name(snapshot)
    aside = _aside(snapshot, standing.stage)
    subject = f"{named}: {snapshot.facts['school']}, {day}{f' ({aside})' if aside else ''}"
    body = (
        f"Dear colleague,\n\nPlease find attached{_which_copy(snapshot, standing.stage)}"
        f"{_within(named)}, {day}.\n\n{_what_is_asked(snapshot, standing)}\n\n"
        f"{_THANKS}\n\n{CLOSING}\n{name}\n"
    )
    return Letter(to, subject, body)


def telling_of_lock(body: str, *, locked: bool) -> str:
    """The words of a letter, which say that the PDF opens with a password where it is `locked`.

    What a person wrote stays; the sentence stands before the closing words, or at the end.
    """
    without = body.replace(f"{WITH_LOCK}\n\n", "", 1) if WITH_LOCK in body else body
    if not locked:
        return without
    before, closing, after = without.rpartition(CLOSING)
    if closing:
        return f"{before}{WITH_LOCK}\n\n{closing}{after}"
    return f"{without.rstrip()}\n\n{WITH_LOCK}\n\n"


def with_lock_told(letter: Letter, password: str) -> Letter:
    """The letter, which says so where the PDF opens with a password."""
    return replace(letter, body=telling_of_lock(letter.body, locked=bool(password)))


def _name(snapshot: Snapshot) -> str:
    """`Note of visit 2`: the form's title as far as its colon, to stand within a sentence."""
    return snapshot.title.partition(":")[0].strip()


def _within(name: str) -> str:
    """A record's name within a sentence; one in capitals, such as `CPD log`, keeps them."""
    return name if name[1:2].isupper() else f"{name[:1].lower()}{name[1:]}"


def _aside(snapshot: Snapshot, stage: Stage) -> str:
    """What tells the messages about one record apart, whatever list of messages shows them."""
    if way_of(snapshot) is not Way.CHECKED:
        return f"corrected, version {snapshot.revision}" if snapshot.revision > 1 else ""
    if stage in FINAL_COPY:
        return "final copy"
    if stage in AGREED:
        return _ASIDES[stage]
    corrected = f"corrected, version {snapshot.revision}, " if snapshot.revision > 1 else "draft "
    return f"{corrected}to check"


def _which_copy(snapshot: Snapshot, stage: Stage) -> str:
    """`: ` or ` the final copy of ` and their like, to stand before the record's name."""
    corrected = " a corrected version" if snapshot.revision > 1 else ""
    if way_of(snapshot) is not Way.CHECKED:
        return f"{corrected}: "
    if stage in FINAL_COPY:
        return " the final copy: "
    if stage in AGREED:
        return f"{corrected}: "
    return f"{corrected or ' the draft'}: "


def _what_is_asked(snapshot: Snapshot, standing: Standing) -> str:
    """The check while it is awaited; passing on once it is final, or where nobody checks it."""
    stage = standing.stage
    if way_of(snapshot) is not Way.CHECKED or stage in FINAL_COPY:
        return _TO_CHAIR
    if stage in AGREED:
        return _FINAL_FOLLOWS
    return f"{_CHECK}{_until(standing.reply_by)}\n\n{_AFTER_CHECK}"


def _until(reply_by: date | None) -> str:
    if reply_by is None:
        return ""
    return (
        f" Please reply by {in_words(reply_by)}, or within {TO_READ} school days of receiving this "
        "if that is later; after that it counts as accurate."
    )
