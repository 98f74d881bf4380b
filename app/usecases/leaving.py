"""A school that is another's now goes from this laptop, once everything of one's own was sent."""

from __future__ import annotations

from app.domain.schools import School
from app.parts import App
from app.storage import (
    Reader,
    forget_scope,
    own_segments_kept,
    remake_copies,
    remove_sealed,
    scope_keys_kept,
    unsent_scopes,
)
from app.storage.scopes import school_scope
from app.usecases.at_hand import AtHand
from app.usecases.scope_keys import may_read


def leave_schools(app: App, at_hand: AtHand) -> tuple[str, ...]:
    """Take schools off this laptop that are others' now; answers their names.

    Safety copies are made anew without them, for a copy would keep what is to be here no more.
    """
    with app.store.reading() as reader:
        leaving = _leaving(reader, at_hand)
    for school in leaving:
        with app.store.unit_of_work() as work:
            scope = school_scope(school.urn)
            files = forget_scope(work, scope, at_hand.tag(scope))
            work.commit()
        for sha256 in files:
            remove_sealed(app.folder, sha256)
    if leaving:
        remake_copies(app.store)
    return tuple(school.name for school in leaving)


def _leaving(reader: Reader, at_hand: AtHand) -> list[School]:
    """The schools that this laptop may read no more and owes nothing to."""
    owed = {*unsent_scopes(reader)}
    owed |= {segment.scope for segment in own_segments_kept(reader, unsent=True)}
    kept = {key.scope for key in scope_keys_kept(reader)}
    return [
        school
        for school in reader.find(School)
        if (scope := school_scope(school.urn)) in kept
        and scope not in owed
        and not may_read(reader, at_hand, scope)
    ]
