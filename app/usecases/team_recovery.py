"""A team taken up again with its printed recovery key, where no manager's laptop is left.

The key opens the team's secret and every scope's key, and signs as the most senior manager: it lets
this laptop in as a manager's, which then goes on like any other.
"""

from __future__ import annotations

import secrets
from dataclasses import replace

from app import sync, vault
from app.domain.changes import Done
from app.domain.team import KeptKey, Team, TeamRole
from app.errors import NotThereError, RuleError, WrongRecoveryKeyError, WrongStoreError
from app.parts import App
from app.usecases.at_hand import EMPTIED, Report, silent
from app.usecases.founding import check_in_none, keep_new, plain_name
from app.usecases.roster import roster_in_store
from app.usecases.scope_keys import kept_key
from app.usecases.sync import sync_now
from app.usecases.team import VALID_FOR, JoinedTeam

_ANOTHER_KEY = (
    "This is not the recovery key of the team in that place. Nothing has been changed: check the "
    "printed key, and where the team’s store is."
)


def recover_team(
    app: App, url: str, store_secret: str, recovery_key: str, name: str, report: Report = silent
) -> Done[JoinedTeam]:
    """Go on with the team in a store as one of its managers, by its recovery key.

    `name` is what the team is called on this laptop from now on. Raises WrongRecoveryKeyError,
    RuleError where this laptop is in a team, and TeamStoreError, each reason in words.
    """
    check_in_none(app)
    recovery = sync.recovery_keys(vault.secret_of_team_key(recovery_key))
    store = sync.open_team_store(url, store_secret)
    content = _founding(store)
    founding = sync.read_founding(content)
    try:
        secret = sync.secret_for_recovery(founding, recovery)
    except sync.SegmentError as error:
        raise WrongRecoveryKeyError(_ANOTHER_KEY) from error
    keys, at = sync.fresh_laptop_keys(), app.clock()
    device = sync.fresh_device(keys)
    team = Team(
        id=founding.team,
        name=plain_name(name),
        url=url,
        founding=content,
        store_secret=store_secret,
        team_secret=secret,
        laptop_keys=keys.to_bytes(),
        device_nonce=device.nonce,
        joined_at=at,
    )
    roster = roster_in_store(team, store)
    seed = secrets.token_bytes(sync.KEY_BYTES)
    person = app.me if any(member.id == app.me for member in roster.members) else ""
    invite, expires = sync.verify_key_of(seed).hex(), at + VALID_FOR
    entry = sync.Invited(invite, TeamRole.MANAGER, expires, person)
    _say_as_recovery(store, team, recovery, entry)
    with app.store.reading() as reader:
        was = (reader.device,)
    joined = sync.Joined(
        invite, app.me, keys.verify_key, keys.recipient, device.name, device.nonce, was, at
    )
    proof = sync.sign(seed, sync.proven(team.id, joined))
    keep_new(app, team, device, _all_keys(team, roster, recovery), replace(joined, proof=proof))
    first = sync_now(app, report)
    return Done(JoinedTeam(team.name, TeamRole.MANAGER, first.value), first.changes)


def _founding(store: sync.TeamStore) -> bytes:
    try:
        return store.get(sync.FOUNDING)
    except NotThereError as error:
        raise WrongStoreError(EMPTIED) from error


def _say_as_recovery(
    store: sync.TeamStore, team: Team, recovery: sync.LaptopKeys, entry: sync.Invited
) -> None:
    """Say something in the roster, signed with the recovery key, in a stream of its own."""
    device = sync.fresh_device(recovery)
    place = sync.SegmentPlace(team.id, sync.ROSTER, device.name, device.nonce, 1)
    sealed = sync.seal_roster(place, [entry], recovery)
    store.put_new(str(sealed.name), sealed.content)
    if store.get(str(sealed.name)) != sealed.content:
        raise RuleError("The team’s store did not keep what was written. Nothing has been changed.")


def _all_keys(team: Team, roster: sync.Roster, recovery: sync.LaptopKeys) -> list[KeptKey]:
    """Every key that was ever wrapped for the recovery key."""
    found: dict[tuple[str, int, str], KeptKey] = {}
    for grant in roster.grants:
        named = grant.granted.tag, grant.granted.epoch, grant.granted.key_id
        if named in found:
            continue
        try:
            scope, key = sync.open_key(grant.granted, recovery, team.team_secret)
        except sync.SegmentError:
            continue  # what is one adviser's own is not for the recovery key
        found[named] = kept_key(scope, key)
    return list(found.values())
