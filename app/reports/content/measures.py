"""Results that a record holds, as they may be printed: measures with intervals and comparisons."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.briefings import BriefedResult
from app.domain.snapshot import Snapshot, SnapshotGroup
from app.reports.content.words import words

DATA_REVIEW = "data_review"
APPLICATION = "application"
REVIEW = "project_review"
_PREFIXES = {APPLICATION: "need", REVIEW: "ks2"}
"""What the names of a published result's questions begin with, form by form."""


def results_in(public: Snapshot) -> tuple[BriefedResult, ...]:
    """The results of a printable record: measure by measure, or the one published result."""
    if public.form_id == DATA_REVIEW:
        return tuple(_measures(public))
    prefix = _PREFIXES.get(public.form_id)
    return tuple(_published(public, prefix)) if prefix else ()


def results_from(public: Snapshot) -> str:
    """Where the results are from, such as `Published key stage 2, 2025/26 (S900001-V4)`."""
    named = (words(public.answer(name)) for name in ("data_source", "data_year", "need_year"))
    told = ", ".join(part for part in named if part)
    return f"{told} ({public.reference})" if told else public.reference


def _measures(public: Snapshot) -> Iterator[BriefedResult]:
    for section in public.sections:
        for row in section.items:
            if isinstance(row, SnapshotGroup) and row.name == "D_measures":
                said = {answer.name: words(answer) for answer in row.answers()}
                if said.get("D_measure") and said.get("D_school"):
                    yield BriefedResult(
                        said["D_measure"],
                        said["D_school"],
                        said.get("D_comparison", ""),
                        said.get("D_interval", ""),
                    )


def _published(public: Snapshot, prefix: str) -> Iterator[BriefedResult]:
    """The one result of a form: what is measured, its value, and its interval's two ends."""
    value_of = "need" if prefix == "need" else f"{prefix}_value"
    measure, value = words(public.answer(f"{prefix}_measure")), words(public.answer(value_of))
    low, high = (words(public.answer(f"{prefix}_{end}")) for end in ("low", "high"))
    if value:
        interval = f"{low} to {high}" if low and high else ""
        yield BriefedResult(measure or "Key stage 2 mathematics", value, interval=interval)
