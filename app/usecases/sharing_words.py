"""What joining a colleague's file does, in the sentences that the window and the command say."""

from __future__ import annotations

from datetime import datetime

from app.domain.calendar import in_words as day_in_words
from app.domain.counting import counted
from app.usecases.clashes import ClashLine, Version
from app.usecases.sharing import Joined, in_words

_LONGEST = 300


def about(joined: Joined) -> str:
    """Which record it is, of whom and when."""
    record = joined.record
    return (
        f"{record.title}, {joined.school_name}, {day_in_words(record.on)}. "
        f"Shared by {joined.sent_by} on {_moment(joined.sent_at)}."
    )


def what_it_does(joined: Joined) -> tuple[str, ...]:
    """What joining comes to here, a sentence each; the same words before and after."""
    said = [_first(joined)]
    if joined.helps and joined.is_new:
        said.append(
            "The school stays with your colleague, who finishes the record. You can write in every "
            "section; share the record back when you have."
        )
    if joined.after_finish:
        count = counted(joined.after_finish, "answer")
        said.append(
            f"The record is finished here, and that revision stays as it is: {count} that came "
            "after finishing are kept for the next revision. Reopen the record to see them."
        )
    if joined.clashes:
        said.append(_clash_words(len(joined.clashes)))
    if joined.photos_missing:
        said.append(f"{joined.photos_missing} of the photos did not come along.")
    if joined.left_out:
        said.append(
            f"{counted(joined.left_out, 'entry', 'entries')} could not be shown, but are kept: "
            "a newer version of Visitbook may have made them."
        )
    return tuple(said)


def clash_words(line: ClashLine) -> tuple[str, ...]:
    """A clash as a heading and its versions, the one that is shown first."""
    shown, *others = line.versions
    also = [_also(version) for version in others]
    return (f"{line.what}", f"Shown, entered {_by(shown)}: {_short(shown.words)}", *also)


def clash_note(line: ClashLine) -> str:
    """What stands beside a question that two people answered: the versions that are not shown."""
    return "\n".join(_also(version) for version in line.versions[1:])


def _first(joined: Joined) -> str:
    if joined.brings_nothing:
        return "Everything in this file is on this laptop already."
    brings = in_words(joined.counts)
    if joined.is_new:
        return f"The record is new on this laptop. It brings {brings}."
    return f"The record is on this laptop. New or changed: {brings}."


def _clash_words(count: int) -> str:
    places = "One place was" if count == 1 else f"{count} places were"
    return (
        f"{places} filled in by two people without seeing the other’s words. "
        "The later words are shown; the others are kept, and you can choose between them."
    )


def _also(version: Version) -> str:
    return f"Also entered {_by(version)}: {_short(version.words)}"


def _by(version: Version) -> str:
    who = "by you" if version.mine else f"by {version.who}"
    return f"{who} at {version.at:%H:%M} on {day_in_words(version.at.date())}"


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"


def _moment(text: str) -> str:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return "an unknown day"
    return f"{day_in_words(at.date())} at {at:%H:%M}"
