"""The two threads that run through every record: disadvantaged pupils, and transition."""

from __future__ import annotations

from app.domain.snapshot import Snapshot
from app.reports.blocks import Block, Paragraph, bold, plain
from app.reports.content.answers import answer_blocks
from app.reports.content.words import sentence, words

THREADS = {"disadvantaged": "Disadvantaged pupils", "transition": "Transition"}


def thread_blocks(snapshot: Snapshot, name: str) -> tuple[Block, ...]:
    """What was said of a thread; where nothing was, whether it was looked at."""
    answer = snapshot.answer(name)
    if answer is not None and words(answer):
        return answer_blocks(answer)
    looked = words(snapshot.answer(f"{name}_looked"))
    lead = bold(f"{THREADS[name]}:")
    return (Paragraph((*lead, *plain(f" {sentence(looked)}"))),) if looked else ()
