"""The review of a school at the end of a project: aims, what was done, what changed, what stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain.follow_through import Standing
from app.domain.history import Moment
from app.domain.progress import progress_point
from app.domain.snapshot import Snapshot
from app.reports.blocks import (
    Block,
    Box,
    Columns,
    Document,
    Heading,
    Paragraph,
    Voice,
    bold,
    joined,
    plain,
)
from app.reports.content.furniture import facts_block
from app.reports.content.history import history_blocks
from app.reports.content.measures import PROGRESS, progress_blocks
from app.reports.content.panels import rows_beside
from app.reports.content.parts import other_sections, part, section_blocks
from app.reports.content.printable import printable
from app.reports.content.sheets import boxed, sheet, version
from app.reports.content.words import prose, words

TITLE = "End of project review"
_PROFILES = (("Audit profile before", "profile_before"), ("Audit profile after", "profile_after"))
_COUNTS = ("actions_agreed", "actions_closed")
_RESULT = ("ks2_status", "ks2_measure", "ks2_value", "ks2_low", "ks2_high")
_TOLD = {
    "visit_date",
    "arrived",
    "left",
    "summary",
    "aims",
    "what_was_done",
    "head_view",
    "stays",
    *_COUNTS,
    *(name for _title, name in _PROFILES),
    *_RESULT,
}
_KNOWN = {"about", "done", "changed", "result", "stays"}


def school_review(
    snapshot: Snapshot,
    standing: Standing,
    *,
    school_copy: bool = False,
    moments: Sequence[Moment] = (),
) -> Document:
    """The review from its finished record; pupils' codes only in the school's own copy.

    It is written with the school, so `standing` is passed over. `moments` are the school's visits,
    as its other finished records tell of them.
    """
    del standing
    public = printable(snapshot, school_copy=school_copy)
    return sheet(public, TITLE, _blocks(public, moments))


def _blocks(public: Snapshot, moments: Sequence[Moment]) -> Iterable[Block]:
    yield Paragraph(plain(TITLE), Voice.TITLE)
    school = public.facts.get("school", "")
    yield Paragraph(plain(school), Voice.SUBTITLE, aside=bold(version(public)))
    yield facts_block(public)
    yield from boxed(public, "Summary", "summary")
    yield from part("Aims", _aims(public))
    yield from part("What was done", (*_done(public), *history_blocks(moments)))
    yield from part("What changed", _changed(public))
    yield from part("Published result", _result(public))
    yield from part("The head’s view", prose(words(public.answer("head_view"))))
    stays = (*prose(words(public.answer("stays"))), *section_blocks(public, "stays", _TOLD))
    if stays:
        yield Box((Heading("What stays"), *stays), strong=True)
    yield from other_sections(public, _KNOWN, _TOLD)
    yield from rows_beside(public)


def _aims(public: Snapshot) -> Iterable[Block]:
    return (*prose(words(public.answer("aims"))), *section_blocks(public, "about", _TOLD))


def _done(public: Snapshot) -> Iterable[Block]:
    yield from prose(words(public.answer("what_was_done")))
    agreed, closed = (words(public.answer(name)) for name in _COUNTS)
    if agreed and closed:
        yield _labelled("Actions:", f"{closed} of {agreed} closed.")
    elif agreed or closed:
        yield _labelled("Actions:", f"{agreed} agreed." if agreed else f"{closed} closed.")
    yield from section_blocks(public, "done", _TOLD)


def _changed(public: Snapshot) -> Iterable[Block]:
    parts = tuple(
        (Paragraph(bold(title), Voice.LABEL), *prose(said))
        for title, name in _PROFILES
        if (said := words(public.answer(name)))
    )
    if parts:
        yield Columns(parts)
    yield from section_blocks(public, "changed", _TOLD)


def _result(public: Snapshot) -> Iterable[Block]:
    """The result in one sentence, such as: Progress score: -0.4 (-1.5 to 0.7), published."""
    status, measure, value, low, high = (words(public.answer(name)) for name in _RESULT)
    interval = f" ({low} to {high})" if low and high else ""
    point = progress_point(measure, value, f"{low} to {high}") if _is_progress(public) else None
    if point is not None:
        yield from progress_blocks((point,))
    elif value:
        yield _labelled(f"{measure or 'Key stage 2 mathematics'}:", f"{value}{interval}.")
    if status:
        yield _labelled("Status:", f"{status}.")
    yield from section_blocks(public, "result", _TOLD)


def _is_progress(public: Snapshot) -> bool:
    measure = public.answer("ks2_measure")
    return measure is not None and measure.value == PROGRESS


def _labelled(label: str, told: str) -> Paragraph:
    return Paragraph(joined((bold(label), plain(told))))
