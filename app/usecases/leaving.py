"""A school that is another's now goes from this laptop, once everything of one's own was sent."""

from __future__ import annotations

from app.domain.outbox import OutboxState
from app.domain.schools import School
from app.parts import App
from app.storage import (
    Reader,
    forget_scope,
    outbox_items,
    own_segments_kept,
    remake_copies,
    remove_sealed,
    scope_keys_kept,
    unsent_scopes,
)
from app.storage.scopes import school_scope
from app.usecases.at_hand import AtHand
from app.usecases.scope_keys import is_shut_out, may_read

_COPIES = "copies_to_remake"
"""The setting that is there while safety copies may still hold a school that left."""


def leave_schools(app: App, at_hand: AtHand) -> tuple[str, ...]:
    """Take schools off this laptop that are others' now; answers their names.

    Safety copies are made anew without them, for a copy would keep what is to be here no more.
    """
    with app.store.reading() as reader:
        schools = [school for school in reader.find(School) if _leaves(reader, at_hand, school)]
    left = tuple(school.name for school in schools if _leave(app, at_hand, school))
    _remake_copies(app)
    return left


def _leave(app: App, at_hand: AtHand, school: School) -> bool:
    """Take a school off this laptop, unless somebody wrote there since it was looked at."""
    with app.store.unit_of_work() as work:
        if not _leaves(work, at_hand, school):
            return False
        scope = school_scope(school.urn)
        files = forget_scope(work, scope, at_hand.tag(scope))
        work.keep_setting(_COPIES, "yes")
        work.commit()
    for sha256 in files:
        remove_sealed(app.folder, sha256)
    return True


def _remake_copies(app: App) -> None:
    """Make safety copies anew where a school left since they were, also in a sync cut off."""
    with app.store.reading() as reader:
        if reader.setting(_COPIES) is None:
            return
    remake_copies(app.store)
    with app.store.unit_of_work() as work:
        work.keep_setting(_COPIES, None)
        work.commit()


def _leaves(reader: Reader, at_hand: AtHand, school: School) -> bool:
    """Whether this laptop may read a school no more, others know, and it owes nothing there."""
    scope = school_scope(school.urn)
    return (
        bool(scope_keys_kept(reader, scope))
        and not may_read(reader, at_hand, scope)
        and is_shut_out(at_hand, at_hand.tag(scope))
        and not _owes(reader, school)
    )


def _owes(reader: Reader, school: School) -> bool:
    """Whether anything of a school has still to go: to the team, or a message by mail."""
    scope = school_scope(school.urn)
    unsent = {segment.scope for segment in own_segments_kept(reader, unsent=True)}
    messages = outbox_items(reader, urn=school.urn)
    return (
        scope in unsent
        or scope in unsent_scopes(reader)
        or any(message.state is not OutboxState.SENT for message in messages)
    )
