"""Who is in a team follows from what was said by those who may, whoever else says what."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.team import TeamRole
from app.sync.entries import Invited, Rejoined, Unread, Withdrawn
from app.sync.frame import Fault, SegmentError
from app.sync.keys import fresh_scope_key, scope_tag
from app.sync.names import file_name
from app.sync.roster import InvitationState, Odd, Oddity
from app.sync.roster_files import open_roster, open_roster_files
from tests.builders_team import BEGIN, SECRET, TAG, Invite, Laptop, Team

MANAGER, ADVISER = TeamRole.MANAGER, TeamRole.ADVISER


@pytest.fixture
def team():
    return Team()


def told(roster):
    return {(odd.what, odd.laptop) for odd in roster.odd}


def ids(roster):
    return {laptop.id for laptop in roster.present}


def test_a_new_team_is_its_founder(team):
    roster = team.roster()
    (member,) = roster.members
    assert (member.id, member.role, member.laptops) == ("founder", MANAGER, (team.founder.id,))
    assert roster.team == team.id
    assert roster.odd == ()


def test_who_was_invited_joins_with_the_role_of_the_invitation(team):
    adviser = team.add("a1")
    manager = team.add("m1", MANAGER)
    further = team.add("a2", by=manager)

    roster = team.roster()
    assert {member.id: member.role for member in roster.members} == {
        "founder": MANAGER,
        "m1": MANAGER,
        "a1": ADVISER,
        "a2": ADVISER,
    }
    laptop = roster.laptops[further.id]
    assert (laptop.depth, laptop.invited_by) == (2, manager.id)
    assert laptop.recipient == further.keys.recipient
    assert laptop.devices == (further.device.name,)
    assert roster.verify_key_of(adviser.id) == adviser.keys.verify_key
    assert roster.odd == ()


def test_a_plain_adviser_invites_and_removes_nobody(team):
    adviser, other = team.add("a1"), team.add("a2")
    guest = team.add("a3", by=adviser)
    team.remove(adviser, other)

    roster = team.roster()
    assert ids(roster) == {team.founder.id, adviser.id, other.id}
    assert told(roster) == {(Oddity.NOT_A_MANAGER, adviser.id), (Oddity.UNINVITED, guest.id)}


def test_what_a_stranger_says_does_not_count(team):
    stranger, adviser = Laptop(), team.add("a1")
    team.say(stranger, Invited(Invite().id, MANAGER, BEGIN))
    files = [(file.name, file.content) for file in team.files]
    assert open_roster_files(team.founding, files).refused == ((files[-1][0], Fault.STRANGER),)

    team.say(stranger, team.joining(stranger, Invite(), "a9"))  # shows its key, uninvited
    team.remove(stranger, adviser)
    roster = team.roster()
    assert ids(roster) == {team.founder.id, adviser.id}
    assert told(roster) == {(Oddity.STRANGER, stranger.id), (Oddity.UNINVITED, stranger.id)}


@pytest.mark.parametrize("changed", ["member", "was", "at", "proof"])
def test_a_joining_that_the_invitation_did_not_sign_admits_nobody(team, changed):
    invite, laptop = team.invite(team.founder), Laptop()
    joined = team.joining(laptop, invite, "a1")
    others = {"member": "a2", "was": ("x",), "at": BEGIN, "proof": bytes(64)}
    team.say(laptop, replace(joined, **{changed: others[changed]}))

    roster = team.roster()
    assert ids(roster) == {team.founder.id}
    assert told(roster) == {(Oddity.FORGED, laptop.id)}


def test_a_joining_that_was_signed_for_another_team_admits_nobody(team):
    invite, laptop = team.invite(team.founder), Laptop()
    team.say(laptop, Team().joining(laptop, invite, "a1"))
    assert told(team.roster()) == {(Oddity.FORGED, laptop.id)}


def test_nobody_joins_in_anothers_stream(team):
    invite, victim, thief = team.invite(team.founder), Laptop(), Laptop()
    own = team.joining(thief, Invite(), "a8")
    team.say(thief, own, team.joining(victim, invite, "a1"))
    assert told(team.roster()) == {(Oddity.FORGED, thief.id), (Oddity.UNINVITED, thief.id)}


def test_nobody_joins_after_the_invitation_expired(team):
    invite = team.invite(team.founder)
    late = team.join(invite, "a1", days=15)
    roster = team.roster()
    assert told(roster) == {(Oddity.LATE, late.id)}
    (invitation,) = roster.invitations
    assert invitation.state(BEGIN) is InvitationState.OPEN
    assert invitation.state(BEGIN + timedelta(days=15)) is InvitationState.EXPIRED


def test_nobody_joins_by_an_invitation_that_was_withdrawn(team):
    invite = team.invite(team.founder)
    team.say(team.founder, Withdrawn(invite.id))
    assert team.roster().invitations[0].state(BEGIN) is InvitationState.WITHDRAWN
    laptop = team.join(invite, "a1")
    assert told(team.roster()) == {(Oddity.WITHDRAWN, laptop.id)}


def test_of_two_who_join_by_one_invitation_the_earlier_stands(team):
    invite = team.invite(team.founder)
    second = team.join(invite, "a2", days=2)
    first = team.join(invite, "a1", days=1)

    roster = team.roster()
    assert ids(roster) == {team.founder.id, first.id}
    assert told(roster) == {(Oddity.USED_TWICE, second.id)}
    (invitation,) = roster.invitations
    assert invitation.used_by == first.id
    assert invitation.state(BEGIN + timedelta(days=99)) is InvitationState.USED


def test_of_two_who_join_at_one_moment_the_lesser_laptop_stands(team):
    invite = team.invite(team.founder)
    laptops = [team.join(invite, "a1"), team.join(invite, "a2")]
    assert ids(team.roster()) == {team.founder.id, min(laptop.id for laptop in laptops)}


def test_an_invitation_for_a_member_admits_that_member_alone(team):
    adviser = team.add("a1")
    further = team.add("a1", person="a1")
    wrong = team.add("a2", person="a1")

    roster = team.roster()
    assert ids(roster) == {team.founder.id, adviser.id, further.id}
    assert told(roster) == {(Oddity.WRONG_PERSON, wrong.id)}
    assert len(next(member for member in roster.members if member.id == "a1").laptops) == 2


def test_nobody_new_joins_under_the_id_of_a_member(team):
    impostor = team.add("founder", MANAGER)
    assert told(team.roster()) == {(Oddity.TAKEN, impostor.id)}


def test_one_invitation_admits_by_its_most_senior_author(team):
    manager = team.add("m1", MANAGER)
    invite = team.invite(team.founder)
    team.say(manager, Invited(invite.id, MANAGER, invite.expires))
    laptop = team.join(invite, "a1")
    roster = team.roster()
    assert roster.laptops[laptop.id].role is ADVISER
    assert {each.invite: each.by for each in roster.invitations}[invite.id] == team.founder.id


def test_a_laptop_joins_once(team):
    manager = team.add("m1", MANAGER)
    adviser = team.add("a1")
    team.join(team.invite(manager, MANAGER, person="a1"), "a1", adviser)
    roster = team.roster()
    assert roster.laptops[adviser.id].role is ADVISER
    assert told(roster) == {(Oddity.TAKEN, adviser.id)}


def test_neither_the_founder_nor_the_recovery_key_joins(team):
    for laptop in (team.founder, team.safe):
        team.join(team.invite(team.founder), "a1", laptop)
    roster = team.roster()
    assert ids(roster) == {team.founder.id}
    assert told(roster) == {(Oddity.FORGED, team.founder.id), (Oddity.FORGED, team.safe.id)}


def test_a_segment_of_a_scope_is_none_of_the_roster(team):
    file = team.founder.write([], fresh_scope_key(), team=team.id)
    with pytest.raises(SegmentError) as refused:
        open_roster(file.name, file.content, team.id, team.founder.knows())
    assert refused.value.fault is Fault.MISPLACED


def test_a_laptop_goes_on_under_a_new_name_and_keeps_what_it_wrote_before(team):
    adviser = team.join(team.invite(team.founder), "a1", was=("before-the-team",))
    new = team.rejoin(adviser)

    roster = team.roster()
    laptop = roster.laptops[adviser.id]
    assert laptop.devices == (adviser.device.name, new.device.name)
    assert roster.was(adviser.id) == {adviser.device.name, new.device.name, "before-the-team"}
    assert roster.was(Laptop().id) == frozenset()
    assert roster.odd == ()


def test_nobody_takes_over_anothers_name(team):
    adviser = team.join(team.invite(team.founder), "a1", was=("old-name",))
    manager = team.add("m1", MANAGER)
    thief = team.join(team.invite(manager), "a2", was=(adviser.device.name, "old-name", "own"))
    team.rejoin(thief, was=(team.founder.device.name,))

    roster = team.roster()
    assert roster.laptops[thief.id].was == {"own"}
    assert set(roster.odd) == {
        Odd(Oddity.TAKEN, thief.id, name)
        for name in (adviser.device.name, "old-name", team.founder.device.name)
    }


def test_a_new_name_is_only_taken_in_the_stream_of_that_name(team):
    adviser = team.add("a1")
    new = Laptop(adviser.keys).device
    team.say(adviser, Rejoined(new.name, new.nonce, ()))
    roster = team.roster()
    assert roster.laptops[adviser.id].devices == (adviser.device.name,)
    assert told(roster) == {(Oddity.FORGED, adviser.id)}


def test_an_entry_of_a_newer_program_hides_nothing_beside_it(team):
    invite = Invite()
    team.say(team.founder, Unread("renamed"), Invited(invite.id, ADVISER, invite.expires))
    laptop = team.join(invite, "a1")
    roster = team.roster()
    assert laptop.id in roster.laptops
    assert roster.odd == (Odd(Oddity.UNREAD, team.founder.id, "unread"),)


def test_what_follows_upon_a_missing_file_waits_for_it(team):
    team.say(team.founder)
    laptop = team.add("a1")
    without = [team.files[0], *team.files[2:]]
    roster = team.roster(without)
    assert laptop.id not in roster.laptops
    assert (Oddity.UNINVITED, laptop.id) in told(roster)
    assert team.roster(team.files[1:]).odd[0] == Odd(
        Oddity.GAP, team.founder.id, team.founder.device.name
    )
    assert laptop.id in team.roster().laptops


def test_a_laptop_that_was_copied_is_told_and_both_its_words_count(team):
    copy = Laptop(team.founder.keys, team.founder.device)
    one, other = team.add("a1"), team.add("a2", by=copy)
    roster = team.roster()
    assert ids(roster) == {team.founder.id, one.id, other.id}
    assert told(roster) == {(Oddity.FORK, team.founder.id)}


def test_files_of_another_team_say_nothing_here(team):
    other = Team()
    other.add("a1")
    files = [(file.name, file.content) for file in other.files]
    opened = open_roster_files(team.founding, files)
    assert opened.segments == ()
    assert {fault for _, fault in opened.refused} == {Fault.MISPLACED}


def test_the_scope_of_the_tests_has_the_tag_of_their_team():
    assert scope_tag(SECRET, "school:900001") == TAG


def test_a_byte_that_was_changed_is_noticed_at_every_place_of_a_roster_segment(team):
    laptop = team.add("a1")
    content = team.files[-1].content
    stream = team.files[-1].name.stream
    for at in range(len(content)):
        changed = bytearray(content)
        changed[at] ^= 1 << at % 8
        name = file_name(stream, 1, bytes(changed))
        with pytest.raises(SegmentError):
            open_roster(name, bytes(changed), team.id, laptop.knows())
    for end in range(len(content)):
        with pytest.raises(SegmentError):
            open_roster(file_name(stream, 1, content[:end]), content[:end], team.id, laptop.knows())
