"""Panels of rows on paper: agreed and earlier actions, evidence, focus pupils."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from app.domain.snapshot import Snapshot
from app.reports.blocks import Block
from app.reports.content.agreed import agreed_actions, earlier_actions
from app.reports.content.evidence import evidence_sentence, evidence_table
from app.reports.content.parts import has_panel, part
from app.reports.content.pupils import pupils_in_words, pupils_table
from app.reports.content.words import prose


def panel_blocks(snapshot: Snapshot, panel: str) -> tuple[Block, ...]:
    """What a panel of rows comes to; the people met stand among the facts."""
    made = _PANELS.get(panel)
    return made(snapshot) if made is not None else ()


def rows_beside(snapshot: Snapshot, *placed: str) -> Iterable[Block]:
    """The rows of every panel that a document has not `placed` itself, each below a heading.

    Actions are told though the form asks for none: they were agreed beside it.
    """
    for panel, title in _TITLES.items():
        beside = panel == "actions" and bool(snapshot.actions)
        if panel not in placed and (beside or has_panel(snapshot, panel)):
            yield from part(title, panel_blocks(snapshot, panel))


def _evidence(snapshot: Snapshot) -> tuple[Block, ...]:
    return (*prose(evidence_sentence(snapshot)), *evidence_table(snapshot))


def _pupils(snapshot: Snapshot) -> tuple[Block, ...]:
    return (*pupils_in_words(snapshot), *pupils_table(snapshot))


_TITLES = {
    "evidence": "What was looked at",
    "earlier-actions": "Actions from last time",
    "pupils": "Focus pupils",
    "actions": "Agreed actions",
}
_PANELS: Mapping[str, Callable[[Snapshot], tuple[Block, ...]]] = {
    "actions": agreed_actions,
    "earlier-actions": earlier_actions,
    "evidence": _evidence,
    "pupils": _pupils,
}
