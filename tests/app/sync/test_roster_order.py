"""Whatever is said by whomever, the same files come to the same roster in every order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.team import TeamRole
from app.sync.entries import Granted, Removed, Withdrawn
from app.sync.folding import fold
from app.sync.keys import fresh_laptop_keys
from app.sync.roster_files import open_roster_files
from tests.builders_team import BEGIN, RECOVERY, TAG, Invite, Laptop, Team

POOL = [fresh_laptop_keys() for _ in range(5)]

who = st.integers(0, len(POOL) + 1)
which = st.integers(0, 3)
some_deed = st.one_of(
    st.tuples(
        st.just("invite"), who, which, st.sampled_from(TeamRole), st.sampled_from(["", "m1"])
    ),
    st.tuples(st.just("join"), st.integers(2, len(POOL) + 1), which, which, st.integers(0, 15)),
    st.tuples(st.just("withdraw"), who, which),
    st.tuples(st.just("remove"), who, who, st.sampled_from(["all", "none", "half"])),
    st.tuples(st.just("grant"), who, who),
    st.tuples(st.just("rejoin"), who, who),
)
deeds = st.lists(some_deed, min_size=1, max_size=16)


class History:
    """A team in which anybody says anything; the founder is 0, the recovery key 1."""

    def __init__(self, deeds):
        self.team = Team()
        self.laptops = [self.team.founder, self.team.safe, *map(Laptop, POOL)]
        self.invites = [Invite() for _ in range(4)]
        for name, *what in deeds:
            getattr(self, name)(*what)

    def invite(self, by, invite, role, person):
        self.team.invite(self.laptops[by], role, person, self.invites[invite])

    def join(self, laptop, invite, member, days):
        self.team.join(self.invites[invite], f"m{member}", self.laptops[laptop], days)

    def withdraw(self, by, invite):
        self.team.say(self.laptops[by], Withdrawn(self.invites[invite].id))

    def remove(self, by, whom, how_far):
        heard = {} if how_far == "none" else self.team.heard(self.laptops[whom])
        if how_far == "half":
            heard = {stream: seq // 2 for stream, seq in heard.items()}
        self.team.say(self.laptops[by], Removed(self.laptops[whom].id, BEGIN, heard))

    def grant(self, by, to):
        entry = Granted(TAG, 1, "ab" * 8, (self.laptops[to].id,), b"wrapped")
        self.team.say(self.laptops[by], entry)

    def rejoin(self, laptop, other):
        self.laptops[laptop] = self.team.rejoin(
            self.laptops[laptop], was=(self.laptops[other].device.name,)
        )


@settings(max_examples=80, deadline=None)
@given(deeds, st.randoms(use_true_random=False))
def test_the_order_in_which_files_come_does_not_matter(deeds, chance):
    team = History(deeds).team
    whole = team.roster()

    files = [*team.files, *team.files[:2]]  # some come twice
    chance.shuffle(files)
    part = files[: len(files) // 2]
    team.roster(part)  # whatever is missing, there is an answer
    assert team.roster(files) == whole

    first = open_roster_files(team.founding, [(file.name, file.content) for file in part])
    every = open_roster_files(team.founding, [(file.name, file.content) for file in files])
    assert fold(team.founding, [*every.segments, *first.segments]) == whole


@settings(max_examples=80, deadline=None)
@given(deeds, st.integers(0, 16))
def test_whatever_is_said_the_rules_hold(deeds, there):
    team = History(deeds).team
    for roster in (team.roster(), team.roster(team.files[:there]), team.roster(team.files[there:])):
        assert_sound(team, roster)


def assert_sound(team, roster):
    laptops = roster.laptops
    assert laptops[team.founder.id].depth == 0
    assert RECOVERY.laptop_id not in laptops
    for laptop in laptops.values():
        if laptop.id == team.founder.id:
            continue
        inviter = laptops.get(laptop.invited_by)
        if inviter is None:
            assert laptop.invited_by == RECOVERY.laptop_id
        else:
            assert inviter.role is TeamRole.MANAGER
            assert inviter.depth < laptop.depth
        assert sum(each.used_by == laptop.id for each in roster.invitations) == 1
    for laptop in laptops.values():
        assert_removed_once(laptops, laptop)
    names = [name for laptop in laptops.values() for name in {*laptop.devices, *laptop.was}]
    assert len(names) == len(set(names))
    assert all(grant.by in {*laptops, RECOVERY.laptop_id} for grant in roster.grants)


def assert_removed_once(laptops, laptop):
    """Whoever removed somebody was not removed by the same."""
    by = laptops.get(laptop.removed.by) if laptop.removed else None
    if by is not None and by.id != laptop.id:
        assert by.removed is None or by.removed.by != laptop.id
