"""Histories of a few laptops, from a seed, and an account of who saw what that is kept apart.

The account knows nothing of numbers, bases or clocks: of every value that was entered it keeps
which values its author knew. From that alone follows what has to be a head in the end.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import count

from app.domain.changes import DELETED
from app.domain.merging import clashes_of, is_deleted, shown
from tests.builders_replica import FIELDS, KIND, NEWER, WORD, Replica

THINGS = ("a", "b")
YEAR_MS = 31_557_600_000
NOW_MS = 1_800_000_000_000
DEEDS = {
    "edit": 7,
    "answer": 4,
    "delete": 3,
    "settle": 2,
    "look": 4,
    "send": 5,
    "deliver": 10,
    "hand_over": 6,
    "clock": 2,
    "copy": 1,
    "backup": 1,
    "restore": 1,
    "learn": 1,
}
MISHAPS = ("copy", "backup", "restore")
SKEWS = (0, 0, 5_000, -40_000, YEAR_MS, -YEAR_MS, 12 * YEAR_MS, -20 * YEAR_MS, 250 * YEAR_MS)


def history(seed):
    """What is done by whom, from a seed: plain tuples, so that it can be cut down and run again."""
    luck = random.Random(seed)
    begin = [("laptops", luck.randint(2, 5), luck.randrange(1 << 30))]
    often = luck.choice((0, 1, 1, 3))  # what happens rarely, and most often goes wrong
    weights = {
        deed: weight * often if deed in MISHAPS else weight for deed, weight in DEEDS.items()
    }
    deeds = luck.choices(list(weights), list(weights.values()), k=luck.randint(4, 32))
    return begin + [(deed, luck.randrange(1 << 30), luck.randrange(1 << 30)) for deed in deeds]


@dataclass
class Account:
    """What one laptop knows: values by token; `own` were entered on it, or on what it copies."""

    known: set = field(default_factory=set)
    own: set = field(default_factory=set)
    view: frozenset = frozenset()
    deepest: frozenset = frozenset()

    def copy(self):
        return Account(set(self.known), set(self.own), self.view, self.deepest)


class Laptop:
    """A laptop with its clock, how far its author looked, and the account of it."""

    def __init__(self, replica, wall_ms):
        self.replica, self.wall_ms = replica, wall_ms
        self.account = Account()
        self.seen = self.deepest = replica.seen
        self.backup = None

    def copy(self):
        other = Laptop(self.replica.copy(), self.wall_ms)
        other.account = self.account.copy()
        other.seen, other.deepest = self.seen, self.deepest
        return other


class World:
    """Laptops, and all that left them: `sent` reaches everybody in the end, and nothing else does.

    `saw` is the account: for every value what its author knew. `lost` once a laptop took a new
    name: then a deletion that left may name an edit that never will, and only spares more.
    """

    def __init__(self, laptops, seed):
        luck, names = random.Random(seed), count()
        new_device = lambda: f"d{next(names):03}"  # noqa: E731 - two words, and read once
        self.laptops = [
            Laptop(Replica(new_device, newer=luck.random() < 0.7), NOW_MS + luck.choice(SKEWS))
            for _ in range(laptops)
        ]
        crowded = luck.random() < 0.5  # all is about one field of one thing
        self.things, self.fields = (THINGS[:1], FIELDS[:1]) if crowded else (THINGS, FIELDS)
        self.sent, self.saw = [], {}
        self.refused, self.lost, self.doubled = [], False, set()
        self.tokens = count()

    def run(self, deeds):
        for deed, at, choice in deeds:
            laptop = self.laptops[at % len(self.laptops)]
            laptop.wall_ms += 1_000
            getattr(self, deed)(laptop, random.Random(choice))

    def look(self, laptop, _luck):
        laptop.seen = laptop.deepest = laptop.replica.seen
        laptop.account.view = laptop.account.deepest = frozenset(laptop.account.known)

    def edit(self, laptop, luck):
        """A thing is saved, which also says that it is there."""
        self._enter(laptop, luck, {DELETED: False})

    def answer(self, laptop, luck):
        """A field is given a value, and nothing else is said."""
        self._enter(laptop, luck, {})

    def _enter(self, laptop, luck, more):
        name = luck.choice(self.fields if laptop.replica.newer else self.fields[:2])
        seen, known = self._looked(laptop, luck)
        token = str(next(self.tokens))
        values = {name: self._value(laptop, name, token), **more}
        made = laptop.replica.save(luck.choice(self.things), values, seen, token, laptop.wall_ms)
        assert name in {change.field for change in made}
        self._note(laptop, made, known)

    def _value(self, laptop, name, token):
        newer = laptop.replica.newer and name in (WORD, NEWER)
        return f"newer {token}" if newer else token

    def _looked(self, laptop, luck):
        """How far the author looked: now, or when they last did and have had a page open since."""
        if luck.random() < 0.5:
            laptop.deepest, laptop.account.deepest = (
                laptop.replica.seen,
                frozenset(laptop.account.known),
            )
            return laptop.deepest, laptop.account.deepest
        return laptop.seen, laptop.account.view

    def _note(self, laptop, made, known):
        """An author knew what was seen, all own words, and what those took the place of."""
        account = laptop.account
        for change in made:
            token = (change.id, change.field, change.by)
            before = {own for own in account.own if own[:2] == token[:2]}
            replaced = {each for own in before for each in self.saw[own] if each[:2] == token[:2]}
            self.saw[token] = known | account.own | replaced
            account.known.add(token)
        account.own.update((change.id, change.field, change.by) for change in made)

    def delete(self, laptop, luck):
        if luck.random() < 0.3:
            self.look(laptop, luck)
        token = str(next(self.tokens))
        made = laptop.replica.delete(
            luck.choice(self.things), laptop.deepest, token, laptop.wall_ms
        )
        self._note(laptop, made, laptop.account.deepest)

    def settle(self, laptop, luck):
        thing, name = luck.choice(self.things), luck.choice(self.fields[:2])
        if luck.random() < 0.7:
            self.look(laptop, luck)
        token = str(next(self.tokens))
        made = laptop.replica.settle(thing, name, token, laptop.seen, token, laptop.wall_ms)
        self._note(laptop, made, laptop.account.view)

    def send(self, laptop, luck):
        """A sync first takes in what is there of its own stream: so it learns of another life."""
        own = [change for change in self.sent if change.head.device == laptop.replica.place.device]
        self._take_in(laptop, own)
        most = luck.choice((1, 2, 3, 99, 99))
        self.sent += laptop.replica.seal(most)

    def deliver(self, laptop, luck):
        """Any part of what was sent, in any order, and some of it twice."""
        few = luck.choices(self.sent, k=luck.randint(0, 3)) if self.sent else []
        some = few if luck.random() < 0.6 else luck.sample(self.sent, len(self.sent)) + few
        self._take_in(laptop, some)

    def hand_over(self, laptop, luck):
        """Something is entered, and goes to one colleague before anything else does."""
        self.edit(laptop, luck)
        before = len(self.sent)
        self.send(laptop, luck)
        self._take_in(luck.choice(self.laptops), self.sent[before:])

    def _take_in(self, laptop, changes):
        before = laptop.replica.place.device
        self.refused += laptop.replica.receive(changes)
        self.lost |= laptop.replica.place.device != before
        tokens = ((change.id, change.field, change.by) for change in changes)
        laptop.account.known.update(tokens)

    def clock(self, laptop, luck):
        laptop.wall_ms += luck.choice((-3_600_000, -60_000, *SKEWS))
        laptop.wall_ms = max(laptop.wall_ms, 0)

    def copy(self, laptop, _luck):
        if len(self.laptops) < 6:
            self.laptops.append(self._double(laptop))

    def backup(self, laptop, _luck):
        laptop.backup = self._double(laptop)

    def _double(self, laptop):
        for line in laptop.replica.unsealed():
            self.doubled.add((line.change.id, line.change.field, line.change.by))
        return laptop.copy()

    def restore(self, laptop, luck):
        """A backup is put back, by the program, which takes a new name at once, or by hand."""
        if laptop.backup is None:
            return
        kept = laptop.backup.copy()
        kept.backup, kept.wall_ms, self.lost = laptop.backup, laptop.wall_ms, True
        self.laptops[self.laptops.index(laptop)] = kept
        if luck.random() < 0.5:
            kept.replica.begin_as(kept.replica.new_device())

    def learn(self, laptop, _luck):
        laptop.replica.newer = True

    def deliver_all(self, luck):
        """Everybody sends what is left and takes in everything, in two parts and any order."""
        for laptop in self.laptops:
            self.send(laptop, luck)
            self.sent += laptop.replica.seal(1 << 30)
        for laptop in self.laptops:
            everything = luck.sample(self.sent, len(self.sent))
            middle = luck.randint(0, len(everything))
            self._take_in(laptop, everything[:middle])
            self._take_in(laptop, everything[middle:])
            self.learn(laptop, luck)

    def expected_heads(self):
        """By thing and field the values that nobody replaced who knew them."""
        there = set().union(*(laptop.account.known for laptop in self.laptops))
        replaced = set()
        for token in there:
            where = token[:2]
            replaced |= {each for each in self.saw[token] if each[:2] == where}
        heads = {}
        for token in there:
            heads.setdefault(token[:2], set())
            if token not in replaced:
                heads[token[:2]].add(token[2])
        return heads


def check(deeds):
    """Runs a history to its end, where all has reached all, and holds the merge to the account."""
    (_, laptops, seed), *deeds = deeds
    world = World(laptops, seed)
    world.run(deeds)
    for laptop in world.laptops:
        assert_marked(laptop.replica)
    world.deliver_all(random.Random(seed))
    assert world.refused == []
    assert_same(world)
    assert_no_head_is_lost(world)
    assert_deletions_spare_what_was_not_seen(world)
    assert_one_settles_all(world)
    return world


def assert_marked(replica):
    """What the log marks as heads are the heads of the rule, also in the middle of everything."""
    assert replica.marked() == {
        where: {head.head for head in heads} for where, heads in replica.heads().items()
    }


def assert_same(world):
    first = world.laptops[0].replica
    for laptop in world.laptops:
        assert_marked(laptop.replica)
        assert laptop.replica.changes == first.changes
        assert pictured(laptop.replica) == pictured(first)


def pictured(replica):
    """What is on screen: values, what is gone, what clashes."""
    found = {}
    for thing in THINGS:
        fields = replica.live(thing)
        found[thing] = (
            is_deleted(fields),
            {name: shown(of, replica.fits) for name, of in fields.items()},
            list(clashes_of((KIND, thing), fields, fields, replica.seen)),
        )
    return found


def assert_no_head_is_lost(world):
    """Every value that nobody replaced who knew it is a head; nothing else is.

    What had not left a laptop when it was copied goes two ways from there, under two names. Who
    typed over the one need not know of the other, which then stands beside it: too much, and never
    too little.
    """
    replica = world.laptops[0].replica
    expected, found = world.expected_heads(), replica.heads()
    assert found.keys() == expected.keys()
    for where, heads in found.items():
        tokens = {change.by for change in heads}
        assert expected[where] <= tokens, where
        assert {(*where, token) for token in tokens - expected[where]} <= world.doubled, where


def assert_deletions_spare_what_was_not_seen(world):
    expected, replica = world.expected_heads(), world.laptops[0].replica
    said = {(change.id, change.by): change.value for change in replica.changes.values()}
    for thing in THINGS:
        deletions = [
            (thing, DELETED, token)
            for token in expected.get((thing, DELETED), ())
            if said[thing, token] is True
        ]
        edits = {
            (thing, name, token) for name in FIELDS for token in expected.get((thing, name), ())
        }
        alone = len(deletions) == len(expected.get((thing, DELETED), ()))
        seen = set().union(*(world.saw[deletion] for deletion in deletions))
        gone = bool(deletions) and alone and edits <= seen
        is_gone = is_deleted(replica.live(thing))
        assert gone or not is_gone, thing
        assert world.lost or gone == is_gone, thing


def assert_one_settles_all(world):
    """One person who saw everything settles it, and there is one value everywhere."""
    author = world.laptops[-1]
    places = [where for where in author.replica.heads() if where[1] != DELETED]
    for thing, name in places:
        author.replica.settle(thing, name, "settled", author.replica.seen, "", author.wall_ms)
    settled = author.replica.seal(1 << 30)
    for laptop in world.laptops:
        laptop.replica.receive(settled)
        heads = laptop.replica.heads()
        assert all([head.value for head in heads[where]] == ["settled"] for where in places)


def cut_down(deeds, fails):
    """The shortest part of a failing history that is found by leaving out deeds, one by one."""
    at = len(deeds) - 1
    while at > 0:
        shorter = deeds[:at] + deeds[at + 1 :]
        if fails(shorter):
            deeds = shorter
            at = min(at, len(deeds))
        at -= 1
    return deeds
