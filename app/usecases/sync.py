"""Syncing: what waits here goes to the team's store, and what is new there is taken in.

One sync after another does the same steps, and each may be stopped anywhere: what was not sent is
sent by the next one, what was not taken in is taken in by the next one, and nothing twice. No unit
of work is open while the store is waited for, so nobody's typing is kept waiting.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from app import sync
from app.domain.changes import Done
from app.domain.team import SyncEntry
from app.errors import RefusedError, StoppedError, TeamStoreError
from app.parts import App
from app.storage import (
    Reader,
    devices_before,
    keep_sync,
    keep_team,
    kept_team,
    own_segments_kept,
    past_syncs,
    refused,
    scope_keys_kept,
    unsent_scopes,
)
from app.usecases.at_hand import AtHand, Report, open_store_of, silent
from app.usecases.compacting import compact
from app.usecases.forms_after_sync import prepare_arrived
from app.usecases.leaving import leave_schools
from app.usecases.roster import fetch_roster, roster_of, say_in_roster, send_roster_again
from app.usecases.safety_copies import make_daily_copy
from app.usecases.scope_keys import (
    TEAM_SCOPE,
    keys_before_others,
    keys_of,
    keys_to_write,
    make_and_grant,
    take_granted,
)
from app.usecases.sync_photos import send_photos, send_photos_again, take_photos
from app.usecases.sync_sending import seal_waiting, send_again, send_waiting
from app.usecases.sync_taking import keep_what_was_refused, take_scope
from app.usecases.taken import Taken

MUCH = 2_000
"""So many changes in one sync are a first copy, or weeks of a team's work."""

_REMOVED = (
    "Your laptop was taken out of the team by one of its managers, so it is not one of the team’s "
    "any more. Nothing has been sent, and all that you wrote is still here. Ask your team’s "
    "manager."
)
_NOT_ADMITTED = (
    "Your laptop is not one of the team’s, as far as can be told here: its invitation has not "
    "reached the team’s store, or it was removed. Nothing has been sent. Ask your team’s manager."
)


@dataclass(frozen=True, slots=True)
class SyncResult:
    """What a sync came to: changes sent and received, clashes that stand, changes that wait.

    `refused` counts files in the team's store that are not taken in, `late` those that wait for
    others; `sent_again` counts files that had gone from the store, `left` names schools that are
    another's now and went from this laptop. `trouble` says in words why it did not go to its end,
    blank where it did.
    """

    sent: int = 0
    received: int = 0
    clashes: int = 0
    waiting: int = 0
    refused: int = 0
    late: int = 0
    sent_again: int = 0
    left: tuple[str, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class SyncStanding:
    """How it stands with the team, in what a status bar shows. `last` went to its end."""

    in_team: bool
    waiting: int = 0
    last: datetime | None = None
    trouble: str = ""


def sync_standing(app: App) -> SyncStanding:
    """How it stands with the team now, without asking the team's store."""
    with app.store.reading() as reader:
        if kept_team(reader) is None:
            return SyncStanding(in_team=False)
        entries = past_syncs(reader, 50)
        whole = next((entry.ended for entry in entries if not entry.trouble), None)
        trouble = entries[0].trouble if entries else ""
        return SyncStanding(True, _waiting(reader), whole, trouble)


def sync_now(app: App, report: Report = silent) -> Done[SyncResult]:
    """Share with the team once. Raises RuleError without a team, TeamStoreError, StoppedError.

    Whatever it raises, what was done by then stands, and is in the history.
    """
    began = app.clock()
    make_daily_copy(app)  # before the first sync of a day, should what comes be not what one hoped
    course = _Course()
    with _told(app, began, course):
        _go(app, course, report)
    with app.store.reading() as reader:
        result = SyncResult(
            sent=course.sent,
            received=course.taken.changes,
            clashes=len(reader.all_clashes()),
            waiting=_waiting(reader),
            refused=len(refused(reader)),
            late=course.taken.late + course.photos_late,
            sent_again=course.sent_again,
            left=course.left,
        )
    return Done(result, tuple(course.taken.touched.values()))


class _Course:
    """How far a sync is."""

    def __init__(self) -> None:
        self.taken = Taken()
        self.sent = 0
        self.sent_again = 0
        self.photos_late = 0
        self.left: tuple[str, ...] = ()


@contextlib.contextmanager
def _told(app: App, began: datetime, course: _Course) -> Iterator[None]:
    """Keep in the history what came of it, also where it did not go to its end."""
    trouble = ""
    try:
        yield
    except (TeamStoreError, StoppedError) as error:
        trouble = str(error)
        raise
    finally:
        entry = SyncEntry(
            id=app.new_id(),
            began=began,
            ended=app.clock(),
            sent=course.sent,
            received=course.taken.changes,
            clashes=len(course.taken.clashes),
            trouble=trouble,
        )
        with app.store.unit_of_work() as work:
            if kept_team(work) is not None:
                keep_sync(work, entry)
            work.commit()


def _go(app: App, course: _Course, report: Report) -> None:
    team, store = open_store_of(app)
    keys = sync.laptop_keys_from_bytes(team.laptop_keys)
    report(0, 0, "Looking who is in the team …")
    heard = fetch_roster(app, team, store)
    at_hand = AtHand(team, keys, store, heard.roster, report)
    at_hand = _under_own_name(app, at_hand)
    before = keys_to_write(app)
    take_granted(app, at_hand)
    if at_hand.me is None:
        was_in = at_hand.keys.laptop_id in at_hand.roster.laptops
        raise RefusedError(_REMOVED if was_in else _NOT_ADMITTED)
    _take(app, at_hand, course)
    at_hand = _under_own_name(app, at_hand)  # what came may be of another life of this laptop
    seal_waiting(app, at_hand, keys_before_others(app, at_hand, before))
    make_and_grant(app, at_hand)
    seal_waiting(app, at_hand, keys_to_write(app))
    course.sent_again = send_again(app, course.taken.lost)
    course.sent_again += send_roster_again(app, at_hand, heard.lost)
    send_photos(app, at_hand)
    course.sent_again += send_photos_again(app, at_hand)
    course.sent = send_waiting(app, at_hand)
    course.photos_late = take_photos(app, at_hand)
    course.left = leave_schools(app, at_hand)
    if course.taken.changes < MUCH:  # not in the sync that brought much: that one is waited for
        compact(app, at_hand)
    send_waiting(app, at_hand)


def _take(app: App, at_hand: AtHand, course: _Course) -> None:
    """Take in what is new, scope by scope: the team's first, since names stand there."""
    with app.store.reading() as reader:
        scopes = {key.scope for key in scope_keys_kept(reader)}
    ordered = sorted(scopes, key=lambda scope: (scope != TEAM_SCOPE, scope))
    for done, scope in enumerate(ordered):
        at_hand.report(done, len(ordered), "Taking in what is new …")
        with app.store.reading() as reader:
            keys = keys_of(reader, scope)
        take_scope(app, at_hand, scope, keys, course.taken)
    keep_what_was_refused(app, course.taken)
    prepare_arrived(app, course.taken.touched.values())


def _under_own_name(app: App, at_hand: AtHand) -> AtHand:
    """Make sure that this laptop writes under a name that only it can have.

    It has another one after a safety copy was restored, and once it took in what it wrote in a life
    that was lost, or what a copy of it wrote: then it goes on under a new name, and says so.
    """
    own = sync.device_name(at_hand.keys.verify_key, at_hand.team.device_nonce)
    with app.store.reading() as reader:
        device = reader.device
        if device == own:
            return at_hand
        before = devices_before(reader)
    fresh = sync.fresh_device(at_hand.keys)
    team = replace(at_hand.team, device_nonce=fresh.nonce)
    with app.store.unit_of_work() as work:
        work.go_on_as(fresh.name)
        keep_team(work, team)
        rejoined = sync.Rejoined(fresh.name, fresh.nonce, tuple(sorted({device, *before})))
        say_in_roster(app, work, team, at_hand.keys, [rejoined])
        roster = roster_of(work, team)
        work.commit()
    return replace(at_hand, team=team, roster=roster)


def _waiting(reader: Reader) -> int:
    """How many changes made here are not in the team's store yet, as far as is known."""
    unsent = sum(segment.changes for segment in own_segments_kept(reader, unsent=True))
    return unsent + sum(unsent_scopes(reader).values())
