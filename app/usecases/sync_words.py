"""What a sync came to, in words."""

from __future__ import annotations

from app.domain.counting import counted
from app.usecases.sync import SyncResult


def result_words(result: SyncResult) -> str:
    """One or two sentences: what went, what came, and what is left to do."""
    if not (result.sent or result.received):
        said = "Everything is shared."
    else:
        sent = counted(result.sent, "change", "changes")
        said = f"Sent {sent}, received {result.received}."
    more = [
        (result.waiting, "{} still to be sent.", "change"),
        (result.clashes, "{} to settle.", "clash"),
        (result.late, "{} not all there yet.", "file"),
        (result.refused, "{} in the team’s store not taken in.", "file"),
        (result.sent_again, "{} had gone from the team’s store and went there again.", "file"),
    ]
    plurals = {"change": "changes", "clash": "clashes", "file": "files"}
    told = [words.format(counted(n, noun, plurals[noun])) for n, words, noun in more if n]
    left = [f"{name} is with somebody else now and went from this laptop." for name in result.left]
    return " ".join([said, *told, *left])
