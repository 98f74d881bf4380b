"""The stages of a finished record in the words of its strip: what was, what is now, what comes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.calendar import in_words
from app.domain.follow_through import ANSWERS, Stage, Way
from app.usecases.stages import FollowThrough, StageLine, notes_read

DONE, NOW, LATER = "done", "now", "later"
TITLES = {
    Stage.FINISHED: "Finished",
    Stage.QUALITY_READ: "Quality read",
    Stage.SENT: "Sent",
    Stage.ACCURATE: "School’s answer",
    Stage.FINAL: "Final",
    Stage.ARCHIVED: "Archived",
}
_SLOTS = {
    Way.CHECKED: (
        *(Stage.FINISHED, Stage.QUALITY_READ, Stage.SENT),
        *(Stage.ACCURATE, Stage.FINAL, Stage.ARCHIVED),
    ),
    Way.SENT: (Stage.FINISHED, Stage.SENT, Stage.ARCHIVED),
    Way.KEPT: (Stage.FINISHED, Stage.ARCHIVED),
}


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of the strip: `state` is `done`, `now` or `later`."""

    title: str
    words: str
    state: str


def slots_of(view: FollowThrough) -> tuple[Slot, ...]:
    """The strip of the revision as it stands; a quality read where one is wanted or was done."""
    stages = [stage for stage in _SLOTS[view.way] if _is_shown(view, stage)]
    lines = {stage: _line(view, stage) for stage in stages}
    corrected = view.stage is Stage.CORRECTION
    now = next((stage for stage in stages if lines[stage] is None), None)
    return tuple(
        Slot(
            TITLES[stage],
            _done(view, stage, lines[stage]),
            DONE if lines[stage] else NOW if stage is now and not corrected else LATER,
        )
        for stage in stages
    )


def _is_shown(view: FollowThrough, stage: Stage) -> bool:
    read = any(line.stage is Stage.QUALITY_READ for line in view.now)
    return stage is not Stage.QUALITY_READ or view.wants_read or read


def _line(view: FollowThrough, stage: Stage) -> StageLine | None:
    wanted = ANSWERS if stage is Stage.ACCURATE else {stage}
    return next((line for line in reversed(view.now) if line.stage in wanted), None)


def _done(view: FollowThrough, stage: Stage, line: StageLine | None) -> str:
    if line is None:
        return _to_come(view, stage)
    if stage is Stage.ACCURATE:
        return _answer(line)
    day = in_words(line.on)
    if stage is Stage.SENT:
        return f"{day}, to {roles_in(line.role) or 'the school'}."
    copy = _line(view, Stage.FINAL_SENT) if stage is Stage.FINAL else None
    also = f" Final copy sent {in_words(copy.on)}." if copy else ""
    who = line.who or (line.role if stage is Stage.QUALITY_READ else "")
    return f"{day}{f', {who}' if who else ''}.{also}"


def roles_in(recipients: str) -> str:
    """Whom something went to without their addresses, which are too long for a strip."""
    people = (person.split() for person in recipients.split(", "))
    roles = (" ".join(word for word in person if "@" not in word) for person in people)
    return ", ".join(role for role in roles if role)


def _answer(line: StageLine) -> str:
    day = in_words(line.on)
    if line.stage is Stage.NO_ANSWER:
        return f"None by {day}: treated as accurate."
    return f"{line.stage.label}: {line.role}, {day}."


def _to_come(view: FollowThrough, stage: Stage) -> str:
    if stage is Stage.QUALITY_READ:
        read = notes_read(view.one_in).capitalize()
        return f"{read} is read by a colleague before it is sent."
    if stage is Stage.SENT and view.send_by is not None:
        due = "was due" if view.send_by < view.today else "due by"
        return f"{due.capitalize()} {in_words(view.send_by)}."
    if stage is Stage.ACCURATE and view.reply_by is not None:
        if view.stage is Stage.SENT and view.is_answer_late:
            return f"None by {in_words(view.reply_by)}."
        return f"Hoped for by {in_words(view.reply_by)}."
    return {
        Stage.FINAL: "Once the school agrees, or is silent.",
        Stage.ARCHIVED: "When nothing is left to do.",
    }.get(stage, "")


def chip_of(view: FollowThrough) -> tuple[str, str]:
    """The kind and the words of the chip: red only for what is late."""
    if view.is_late:
        return "late", "Answer late" if view.stage is Stage.SENT else "Not sent, late"
    if view.stage is Stage.CORRECTION:
        return "due", view.stage.label
    if view.stage is Stage.FINISHED and view.way is not Way.KEPT:
        return "due", "Not sent yet"
    settled = {Stage.FINAL, Stage.FINAL_SENT, Stage.ARCHIVED}
    return ("done" if view.stage in settled else "soft"), view.stage.label


def said_lines(view: FollowThrough) -> Iterator[str]:
    """What the school said in its own words, and what became of earlier versions."""
    for line in view.lines:
        earlier = line.revision < view.record.revision
        if line.words or (earlier and line.stage in ANSWERS):
            stage = line.stage.label
            if view.record.revision > 1:
                stage = f"Version {line.revision}, {stage.lower()}"
            words = f": “{line.words}”" if line.words else "."
            who = ", ".join(part for part in (line.role, in_words(line.on)) if part)
            yield f"{stage} ({who}){words}"
