"""Whoever was removed counts as far as was heard; of two who remove each other the senior stays."""

from __future__ import annotations

import pytest

from app.domain.team import TeamRole
from app.sync.entries import Granted, Invited, Removed, Withdrawn
from app.sync.roster import Odd, Oddity
from tests.builders_team import BEGIN, TAG, Invite, Laptop, Team

MANAGER = TeamRole.MANAGER


@pytest.fixture
def team():
    return Team()


def ids(roster):
    return {laptop.id for laptop in roster.present}


def told(roster):
    return {(odd.what, odd.laptop) for odd in roster.odd}


def a_grant(*to, key_id="ab" * 8):
    return Granted(TAG, 1, key_id, tuple(laptop.id for laptop in to), b"wrapped")


def test_a_removed_laptop_is_no_member_and_is_still_known(team):
    adviser = team.add("a1")
    team.remove(team.founder, adviser)

    roster = team.roster()
    assert ids(roster) == {team.founder.id}
    assert [member.id for member in roster.members] == ["founder"]
    assert roster.laptops[adviser.id].removed.by == team.founder.id
    assert roster.verify_key_of(adviser.id) == adviser.keys.verify_key
    assert roster.odd == ()


def test_a_member_with_another_laptop_stays_a_member(team):
    lost = team.add("a1")
    kept = team.add("a1", person="a1")
    team.remove(team.founder, lost)
    assert [member.laptops for member in team.roster().members if member.id == "a1"] == [(kept.id,)]


def test_segments_of_a_removed_laptop_are_accepted_as_far_as_they_were_heard(team):
    adviser, stranger = team.add("a1"), Laptop()
    device = adviser.device.name
    assert team.roster().accepts(adviser.id, TAG, device, 999)
    assert not team.roster().accepts(stranger.id, TAG, stranger.device.name, 1)

    team.remove(team.founder, adviser, {**team.heard(adviser), f"{TAG}/{device}": 7})
    roster = team.roster()
    assert roster.accepts(adviser.id, TAG, device, 7)
    assert not roster.accepts(adviser.id, TAG, device, 8)
    assert not roster.accepts(adviser.id, "ef" * 16, device, 1)


def test_grants_of_a_removed_laptop_count_as_far_as_they_were_heard(team):
    adviser, other = team.add("a1"), team.add("a2")
    team.say(adviser, a_grant(other))
    heard = team.heard(adviser)
    team.say(adviser, a_grant(other, key_id="cd" * 8))
    team.remove(team.founder, adviser, heard)

    roster = team.roster()
    assert [each.granted.key_id for each in roster.grants_for(other.id)] == ["ab" * 8]
    assert roster.holders == {(TAG, 1, "ab" * 8): {adviser.id, other.id}}
    assert roster.odd == (Odd(Oddity.AFTER_REMOVAL, adviser.id, TAG),)


def test_a_name_that_a_removed_laptop_took_later_is_not_its_own(team):
    adviser = team.add("a1")
    team.remove(team.founder, adviser)
    team.rejoin(adviser, was=("another",))
    roster = team.roster()
    assert roster.was(adviser.id) == {adviser.device.name}
    assert told(roster) == {(Oddity.AFTER_REMOVAL, adviser.id)}


def test_a_stranger_grants_nothing(team):
    stranger = Laptop()
    team.say(stranger, team.joining(stranger, Invite(), "a9"), a_grant(team.founder))
    assert team.roster().grants == ()


def test_whom_a_removed_manager_invited_stays_if_that_was_heard(team):
    manager = team.add("m1", MANAGER)
    before = team.add("a1", by=manager)
    heard = team.heard(manager)
    after = team.add("a2", by=manager)
    team.remove(team.founder, manager, heard)

    roster = team.roster()
    assert ids(roster) == {team.founder.id, before.id}
    assert told(roster) == {
        (Oddity.AFTER_REMOVAL, manager.id),
        (Oddity.UNINVITED, after.id),
    }


@pytest.mark.parametrize("heard", [None, {}])
def test_of_two_managers_who_remove_each_other_the_senior_stays(team, heard):
    senior = team.add("m1", MANAGER)
    junior = team.add("m2", MANAGER, by=senior)
    team.remove(junior, senior)
    team.remove(senior, junior, None if heard is None else team.heard(junior) | heard)

    roster = team.roster()
    assert ids(roster) == {team.founder.id, senior.id}
    assert (Oddity.OVERRULED, junior.id) in told(roster)


def test_of_two_managers_of_one_depth_the_lesser_laptop_is_senior(team):
    one, other = team.add("m1", MANAGER), team.add("m2", MANAGER)
    knew = team.heard(one), team.heard(other)
    team.remove(one, other, knew[1])
    team.remove(other, one, knew[0])
    assert ids(team.roster()) == {team.founder.id, min(one.id, other.id)}


def test_what_a_manager_removed_before_being_removed_stays_removed(team):
    manager, adviser = team.add("m1", MANAGER), team.add("a1")
    team.remove(manager, adviser)
    team.remove(team.founder, manager)
    assert ids(team.roster()) == {team.founder.id}


def test_a_removal_that_was_not_heard_falls_with_its_author(team):
    manager, adviser = team.add("m1", MANAGER), team.add("a1")
    heard = team.heard(manager)
    team.remove(manager, adviser)
    team.remove(team.founder, manager, heard)
    roster = team.roster()
    assert ids(roster) == {team.founder.id, adviser.id}
    assert roster.odd == (Odd(Oddity.OVERRULED, manager.id, adviser.id),)


def test_of_several_removals_the_most_senior_says_how_far_was_heard(team):
    manager, adviser = team.add("m1", MANAGER), team.add("a1")
    team.remove(manager, adviser, {f"{TAG}/{adviser.device.name}": 99})
    team.remove(team.founder, adviser, team.heard(adviser))
    removed = team.roster().laptops[adviser.id].removed
    assert (removed.by, removed.heard) == (team.founder.id, team.heard(adviser))


def test_a_laptop_whose_joining_was_not_heard_was_never_in(team):
    adviser = team.add("a1")
    team.remove(team.founder, adviser, {})
    roster = team.roster()
    assert adviser.id not in roster.laptops
    assert told(roster) == {(Oddity.AFTER_REMOVAL, adviser.id)}


def test_when_a_thief_is_removed_the_one_who_was_invited_gets_in(team):
    invite = team.invite(team.founder)
    thief = team.join(invite, "a1", days=1)
    honest = team.join(invite, "a1", days=2)
    assert ids(team.roster()) == {team.founder.id, thief.id}
    team.remove(team.founder, thief, {})
    assert ids(team.roster()) == {team.founder.id, honest.id}


def test_withdrawing_a_seniors_invitation_does_not_undo_being_removed_by_that_senior(team):
    invite = team.invite(team.founder, MANAGER)
    senior = team.join(invite, "m1")
    junior = team.add("m2", MANAGER, by=senior)
    team.say(junior, Withdrawn(invite.id))
    team.remove(senior, junior)
    assert ids(team.roster()) == {team.founder.id, senior.id}


def test_who_joined_by_an_invitation_withdrawn_later_is_out(team):
    invite = team.invite(team.founder)
    adviser = team.join(invite, "a1")
    team.say(team.founder, Withdrawn(invite.id))
    assert told(team.roster()) == {(Oddity.WITHDRAWN, adviser.id)}


def test_a_removal_that_takes_its_own_ground_away_still_comes_to_one_answer(team):
    senior = team.add("m1", MANAGER)
    heard = team.heard(senior)
    between = team.add("m2", MANAGER, by=senior)
    junior = team.add("m3", MANAGER, by=between)
    team.remove(junior, senior, heard)
    assert ids(team.roster()) == {team.founder.id}
    assert ids(team.roster(team.files[::-1])) == {team.founder.id}


def test_the_recovery_key_removes_even_the_founder_and_invites_anew(team):
    adviser = team.add("a1")
    team.remove(team.safe, team.founder)
    team.remove(team.founder, adviser)  # by whoever stole the laptop
    new = team.add("founder", MANAGER, by=team.safe, person="founder")

    roster = team.roster()
    assert ids(roster) == {adviser.id, new.id}
    assert roster.laptops[new.id].depth == 1
    assert told(roster) == {(Oddity.OVERRULED, team.founder.id)}
    assert roster.verify_key_of(team.safe.id) is None


def test_nobody_removes_the_recovery_key(team):
    team.say(team.founder, Removed(team.safe.id, BEGIN, {}))
    guest = team.add("a1", by=team.safe)
    roster = team.roster()
    assert guest.id in roster.laptops
    assert told(roster) == {(Oddity.OVERRULED, team.founder.id)}


def test_an_invitation_by_a_removed_manager_can_be_given_again_by_another(team):
    manager = team.add("m1", MANAGER)
    heard = team.heard(manager)
    invite = team.invite(manager)
    team.remove(team.founder, manager, heard)
    team.say(team.founder, Invited(invite.id, TeamRole.ADVISER, invite.expires))
    adviser = team.join(invite, "a1")
    assert team.roster().laptops[adviser.id].invited_by == team.founder.id
