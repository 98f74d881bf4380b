"""File names that say what a document is: safe on every system, and never of pupils."""

from __future__ import annotations

import re
import unicodedata

from app.domain.components import is_audit
from app.domain.follow_through import FINAL_COPY, Stage, Way, way_of
from app.domain.snapshot import Snapshot

LONGEST_SCHOOL = 40
_USUAL = re.compile(
    r"\b(school|academy|primary|secondary|infants?|juniors?|nursery|first|middle|high|community|"
    r"foundation|voluntary|aided|controlled|the|of|and)\b",
    re.IGNORECASE,
)


_STAGES = {Stage.ACCURATE: "agreed", Stage.NO_ANSWER: "agreed"}


def file_name_for(
    snapshot: Snapshot, apart: str = "", ending: str = ".pdf", stage: Stage = Stage.FINISHED
) -> str:
    """Such as `2026-01-20_Visit2_Alderbrook_v1_final.pdf`: date, kind, school, revision, stage.

    `apart` tells it from another document of that name: a URN, or a record's reference. The stage
    is named where a note that the school checks was agreed, and where it is final: what was sent to
    be checked says something else, so that neither takes the other's place in a folder.
    """
    facts = snapshot.facts
    day = _words(facts.get("date", "")[:10].replace("-", " ")).replace(" ", "-")
    school = _school(facts.get("school", "")) or _together(f"URN {facts.get('urn', '')}")
    more = _words(apart).replace(" ", "-")
    parts = (day, _kind(snapshot), school, more, f"v{snapshot.revision}", _stage(snapshot, stage))
    return "_".join(part for part in parts if part) + ending


def file_name_of(day: str, kind: str, school: str, apart: str = "", ending: str = ".pdf") -> str:
    """Such as `2026-01-20_Briefing_Alderbrook.pdf`, of a document that is of no single record.

    `day` is an ISO date; `apart` tells it from another of that name, as a URN does.
    """
    parts = (day, _together(kind)[:LONGEST_SCHOOL], _school(school), _words(apart))
    return "_".join(part for part in parts if part) + ending


def _stage(snapshot: Snapshot, stage: Stage) -> str:
    if way_of(snapshot) is not Way.CHECKED:
        return ""
    return "final" if stage in FINAL_COPY else _STAGES.get(stage, "")


def _kind(snapshot: Snapshot) -> str:
    facts = snapshot.facts
    title = snapshot.form_title.partition(":")[0]
    kind = "" if is_audit(snapshot.form_id) else facts.get("visit_kind")  # a report of many days
    named = kind or title or snapshot.form_id
    number = facts.get("visit_number", "")
    return _together(f"Visit {number}" if number.strip("0 ") else named)[:LONGEST_SCHOOL]


def _school(name: str) -> str:
    """The telling words of a school's name, else the whole name."""
    return (_together(_USUAL.sub(" ", name)) or _together(name))[:LONGEST_SCHOOL]


def _together(text: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in _words(text).split())


def _words(text: str) -> str:
    """The ASCII letters and digits of `text`, in words; an apostrophe parts no word."""
    plain = unicodedata.normalize("NFKD", re.sub("['\u2019]", "", text))
    ascii_only = plain.encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[A-Za-z0-9]+", ascii_only))
