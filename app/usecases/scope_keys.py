"""The keys of scopes: taken from what was granted, made where there is none, granted to others.

A key is for those who may read its scope: of a school the managers, the adviser who holds it and
those who help with its records; of a project and of the team everybody; of what is one adviser's
own that adviser's laptops alone. Where somebody has the newest key who may not read any more, a new
one is made, and what is written from then on is sealed with that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app import sync
from app.domain.schools import School
from app.domain.section_duties import SectionDuty
from app.domain.team import KeptKey, TeamRole
from app.parts import App
from app.storage import Reader, keep_scope_keys, scope_keys_kept, unsent_scopes
from app.storage.scopes import is_own_scope, own_scope, school_scope
from app.usecases.at_hand import AtHand
from app.usecases.roster import say_in_roster

TEAM_SCOPE = "team"
_SCHOOL = "school:"
_MOST_UNHEARD = 1_000
"""So many keys of one scope may have been made of which the roster tells no more."""


def take_granted(app: App, at_hand: AtHand) -> int:
    """Keep the keys that were granted to this laptop since; answers how many are new.

    Of a school that was taken away none are kept, or it would come back with what was granted once,
    and of what is one's own those alone that this laptop made.
    """
    with app.store.reading() as reader:
        kept = {(at_hand.tag(k.scope), k.epoch, k.id) for k in scope_keys_kept(reader)}
    fresh: list[KeptKey] = []
    for grant in at_hand.roster.grants_for(at_hand.keys.laptop_id):
        granted = grant.granted
        if (granted.tag, granted.epoch, granted.key_id) in kept:
            continue
        try:
            scope, key = sync.open_key(granted, at_hand.keys, at_hand.team.team_secret)
        except sync.SegmentError:
            continue  # it is not what it is said to be, so it opens nothing either
        if _is_to_keep(at_hand, grant, scope):
            fresh.append(kept_key(scope, key))
    if fresh:
        with app.store.unit_of_work() as work:
            keep_scope_keys(work, fresh)
            work.commit()
    return len(fresh)


def _is_to_keep(at_hand: AtHand, grant: sync.Grant, scope: str) -> bool:
    """Whether a key that was granted is one to read and write a scope with."""
    if is_own_scope(scope):  # with another's key, that other would read what is one's own
        return grant.by == at_hand.keys.laptop_id
    if _is_made_up(at_hand, grant.granted.tag, grant.granted.epoch):
        return False
    return not (scope.startswith(_SCHOOL) and is_shut_out(at_hand, grant.granted.tag))


def _is_made_up(at_hand: AtHand, tag: str, epoch: int) -> bool:
    """Whether there cannot have been so many keys of a scope: after the last epoch comes none."""
    return epoch > _MOST_UNHEARD + sum(1 for name in at_hand.roster.holders if name[0] == tag)


def is_shut_out(at_hand: AtHand, tag: str) -> bool:
    """Whether somebody made a newer key of a scope, by its tag, than any this laptop was given.

    A school that left comes back only with its newest key, not with those that it was read by.
    """
    epochs = [
        (epoch, at_hand.keys.laptop_id in laptops)
        for (of_tag, epoch, _id), laptops in at_hand.roster.holders.items()
        if of_tag == tag and not _is_made_up(at_hand, tag, epoch)
    ]
    mine = max((epoch for epoch, is_mine in epochs if is_mine), default=0)
    return any(epoch > mine for epoch, _is_mine in epochs)


def kept_key(scope: str, key: sync.ScopeKey) -> KeptKey:
    """A key as it is kept."""
    return KeptKey(scope, key.epoch, key.key_id, key.key)


def keys_of(reader: Reader, scope: str) -> tuple[sync.ScopeKey, ...]:
    """The keys of a scope that this laptop has, the one to write with first."""
    return tuple(sync.ScopeKey(k.epoch, k.key) for k in scope_keys_kept(reader, scope))


def keys_to_write(app: App) -> Mapping[str, KeptKey]:
    """By scope, the key to write with."""
    with app.store.reading() as reader:
        return _newest(scope_keys_kept(reader))


def keys_before_others(
    app: App, at_hand: AtHand, before: Mapping[str, KeptKey]
) -> Mapping[str, KeptKey]:
    """By scope, the key to write with, as far as nobody has it who left the team.

    What was written by now is sealed with these before a key is made anew: that a school went to
    somebody else, whoever held it has to hear. A key that came only now from somebody who may not
    read the scope is passed over for the one that was written with `before` it came.
    """
    present = {each.id for each in at_hand.roster.present}
    with app.store.reading() as reader:
        newest = _newest(scope_keys_kept(reader))
        keys = {
            scope: key
            for scope, key in newest.items()
            if _holders(at_hand, key) <= _allowed(reader, at_hand, scope)
        }
    wanted = {**before, **keys}
    return {scope: key for scope, key in wanted.items() if _holders(at_hand, key) <= present}


def make_and_grant(app: App, at_hand: AtHand) -> None:
    """Make keys where there are none or where one is due, and grant each to who has not got it."""
    with app.store.unit_of_work() as work:
        kept = scope_keys_kept(work)
        newest = dict(_newest(kept))
        allowed = {
            scope: _allowed(work, at_hand, scope) for scope in {*newest, *unsent_scopes(work)}
        }
        made = _due(at_hand, newest, allowed)
        keep_scope_keys(work, made)
        grants = _grants(at_hand, (*kept, *made), allowed)
        say_in_roster(app, work, at_hand.team, at_hand.keys, grants)
        work.commit()


def _newest(kept: Iterable[KeptKey]) -> dict[str, KeptKey]:
    """The key of each scope that is written with: they come with the newest first."""
    found: dict[str, KeptKey] = {}
    for key in kept:
        found.setdefault(key.scope, key)
    return found


def _due(
    at_hand: AtHand, newest: Mapping[str, KeptKey], allowed: Mapping[str, frozenset[str]]
) -> list[KeptKey]:
    """Keys to be made: a scope's first, and one in place of a key that somebody has too many."""
    made = []
    for scope, laptops in sorted(allowed.items()):
        key = newest.get(scope)
        if key is None:
            made.append(kept_key(scope, sync.fresh_scope_key()))
        elif at_hand.keys.laptop_id in laptops and not _holders(at_hand, key) <= laptops:
            made.append(kept_key(scope, sync.fresh_scope_key(key.epoch + 1)))
    return made


def _holders(at_hand: AtHand, key: KeptKey) -> frozenset[str]:
    """The laptops that have a key, as far as is known."""
    name = (at_hand.tag(key.scope), key.epoch, key.id)
    return at_hand.roster.holders.get(name, frozenset())


def _grants(
    at_hand: AtHand, keys: Iterable[KeptKey], allowed: Mapping[str, frozenset[str]]
) -> list[sync.Granted]:
    """Every key for those who may have it and have not."""
    grants: list[sync.Granted] = []
    laptops = {each.id: each for each in at_hand.roster.present}
    for key in keys:
        lacking = allowed[key.scope] - _holders(at_hand, key)
        recipients = {id_: laptops[id_].recipient for id_ in lacking if id_ in laptops}
        if recipients:
            grants += sync.wrap_key(
                at_hand.team.team_secret,
                key.scope,
                sync.ScopeKey(key.epoch, key.key),
                recipients,
                "" if is_own_scope(key.scope) else at_hand.roster.founding.recovery.recipient,
            )
    return grants


def laptops_that_read(reader: Reader, at_hand: AtHand, scope: str) -> frozenset[str]:
    """The laptops of the team that may read a scope, as the things that are here now tell."""
    return _allowed(reader, at_hand, scope)


def schools_read_by(reader: Reader, laptops: Iterable[sync.TeamLaptop]) -> tuple[School, ...]:
    """The schools known here that any of these laptops may read."""
    laptops = tuple(laptops)
    return tuple(
        school
        for school in reader.find(School)
        if _is_read(reader, school_scope(school.urn), laptops)
    )


def _is_read(reader: Reader, scope: str, laptops: Iterable[sync.TeamLaptop]) -> bool:
    people = _people(reader, scope)
    return any(_may_read(laptop, scope, people, laptop.id) for laptop in laptops)


def may_read(reader: Reader, at_hand: AtHand, scope: str) -> bool:
    """Whether this laptop may read a scope, as the things that are here now tell."""
    return at_hand.keys.laptop_id in _allowed(reader, at_hand, scope)


def _allowed(reader: Reader, at_hand: AtHand, scope: str) -> frozenset[str]:
    """The laptops that may have the keys of a scope."""
    people = _people(reader, scope)
    present, me = at_hand.roster.present, at_hand.keys.laptop_id
    return frozenset(each.id for each in present if _may_read(each, scope, people, me))


def _may_read(laptop: sync.TeamLaptop, scope: str, people: frozenset[str], me: str) -> bool:
    if is_own_scope(scope):  # not even for whoever was invited under the same person's name
        return scope == own_scope(laptop.member) and laptop.id == me
    if not scope.startswith(_SCHOOL):
        return True
    return laptop.role is TeamRole.MANAGER or laptop.member in people


def _people(reader: Reader, scope: str) -> frozenset[str]:
    """The advisers who hold a school or help with its records."""
    number = scope.removeprefix(_SCHOOL)
    if not scope.startswith(_SCHOOL) or not number.isdecimal():
        return frozenset()
    schools = reader.find(School, urn=int(number))
    helpers = reader.find(SectionDuty, urn=int(number), section="")
    return frozenset(
        {school.adviser_id for school in schools if school.given_up is None}
        | {helper.adviser_id for helper in helpers}
    ) - {""}
