"""Whatever three laptops of a team do, and whatever their folders' clients carry when: all of them
come to the same rows, and no value is lost that nobody replaced who knew it.

Real encrypted stores, real segments. An account that is kept apart says who knew what.
"""

from __future__ import annotations

import os
import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from app import sync
from app.domain.actions import Action
from app.domain.changes import DELETED
from app.domain.merging import heads_of
from app.domain.records import Record
from app.storage import engine, forget_own_segments, own_segments_kept
from tests.builders_sync import a_synced_team, carry_all

EXAMPLES, STEPS = 500, 10
PARTS = 5
KEY = sync.fresh_scope_key()
TEXTS = ("what", "who", "known_by")
NOTE = "answer:/note"

who = st.integers(0, 2)
luck = st.integers(0, 1 << 30)


class Author:
    """Who works at a laptop: the page as it was when they looked, and what they knew by then."""

    def __init__(self, laptop):
        self.laptop = laptop
        self.seen, self.action, self.clashes = None, None, ()
        self.view, self.known, self.own = frozenset(), set(), set()

    def look(self, urn, *, clashes=False):
        with self.laptop.store.reading() as reader:
            found = reader.find(Action, urn=urn)
            self.seen, self.action = reader.seen, found[0] if found else None
            self.clashes = reader.clashes(f"r{urn}") if clashes else ()
        self.view = frozenset(self.known)


class Histories(RuleBasedStateMachine):
    """One school, one record and one action of it: new ones in every example."""

    team, urns = (), count(900_001)

    def __init__(self):
        super().__init__()
        self.urn, self.tokens = next(self.urns), count()
        self.scope = f"school:{self.urn}"
        self.tag = self.team[0].at_hand.tag(self.scope)
        self.authors = [Author(laptop) for laptop in self.team]
        self.saw, self.deleters = {}, []

    @initialize()
    def begin(self):
        self.record = Record(
            f"r{self.urn}", self.urn, "visit_1", "1", "Visit 1", "S-V1", date(2026, 1, 20)
        )
        action = Action(f"a{self.urn}", self.urn, self.record.id, 1, "S-V1-A1", "0")
        first = self.authors[0]
        with first.laptop.store.unit_of_work() as work:
            work.save(self.record)
            work.save(action)
            work.commit()
        self.saw["what", "0"] = frozenset()
        first.known.add(("what", "0"))
        first.own.add(("what", "0"))
        first.laptop.send(self.scope, KEY)
        carry_all(self.team, self.tag)
        for author in self.authors:
            self._take(author)
            author.look(self.urn)

    @rule(at=who, name=st.sampled_from(TEXTS))
    def edit(self, at, name):
        author = self.authors[at]
        if author.action is None:
            return
        author.action = replace(author.action, **{name: self._token()})
        with author.laptop.store.unit_of_work() as work:
            work.save(author.action, author.seen)
            made = work.commit()
        assert name in {change.field for change in made} <= {name, DELETED}
        self._note(author, made)

    @rule(at=who)
    def answer(self, at):
        author = self.authors[at]
        with author.laptop.store.unit_of_work() as work:
            work.save_answers(self.record, {"/note": self._token()}, author.seen)
            made = work.commit()
        self._note(author, made)

    @rule(at=who)
    def look(self, at):
        self.authors[at].look(self.urn, clashes=True)

    @rule(at=who)
    def delete(self, at):
        author = self.authors[at]
        author.look(self.urn)
        if author.action is not None:
            with author.laptop.store.unit_of_work() as work:
                work.delete(author.action, author.seen)
                work.commit()
            self.deleters.append(frozenset(author.known))

    @rule(at=who)
    def settle(self, at):
        author = self.authors[at]
        for clash in author.clashes:
            if clash.field in (*TEXTS, NOTE):
                with author.laptop.store.unit_of_work() as work:
                    work.settle(clash, self._token())
                    made = work.commit()
                self._note(author, made)
        author.look(self.urn)

    @rule(at=who)
    def send(self, at):
        self.authors[at].laptop.send(self.scope, KEY)

    @rule(at=who)
    def take(self, at):
        self._take(self.authors[at])

    @rule(at=who, minutes=st.sampled_from([-600_000, -5, 1, 600_000]))
    def clock(self, at, minutes):
        self.authors[at].laptop.clock.now += timedelta(minutes=minutes)

    @rule(at=who, to=who, luck=luck)
    def carry(self, at, to, luck):
        """A client brings some of the files, whole, in part, or under the name of a copy."""
        chance = random.Random(luck)
        there = self.team[to].files(self.tag)
        for name, path in self.team[at].files(self.tag).items():
            if name in there or chance.random() < 0.2:
                continue
            content = path.read_bytes()
            how = chance.random()
            if how < 0.15:
                content = content[: chance.randrange(len(content))]
            elif how < 0.3:
                self.team[to].get(name.replace(".seg", chance.choice(COPIES)), content)
            self.team[to].get(name, content)

    @rule(at=who, name=st.sampled_from(TEXTS), to=who)
    def reach(self, at, name, to):
        """Something is entered, and a colleague has it while the page they look at is open."""
        self.edit(at, name)
        self.send(at)
        for file, path in self.team[at].files(self.tag).items():
            self.team[to].get(file, path.read_bytes())
        self.take(to)

    @rule(at=who, luck=luck)
    def lose(self, at, luck):
        """A file goes from a folder: a client's error, or a store that was put back."""
        files = sorted(self.team[at].files(self.tag).values())
        if files:
            random.Random(luck).choice(files).unlink()

    def _token(self):
        return f"{next(self.tokens) + 1}"

    def _take(self, author):
        taken = author.laptop.take(self.scope, KEY)
        assert taken.refused == []
        with author.laptop.store.reading() as reader:
            author.known.update(map(token_of, reader.changes(scope=self.scope)))

    def _note(self, author, made):
        """An author knew what was seen, all own words, and what those took the place of."""
        for token in (token_of(change) for change in made if change.field != DELETED):
            earlier = {own for own in author.own if own[0] == token[0]}
            replaced = {each for own in earlier for each in self.saw[own] if each[0] == token[0]}
            self.saw[token] = author.view | author.own | replaced
            author.known.add(token)
            author.own.add(token)

    def teardown(self):
        if not hasattr(self, "record"):
            return
        try:
            self._finish()
        finally:
            for author in self.authors:
                forget(author.laptop)

    def _finish(self):
        for author in self.authors:
            self._take(author)  # what has gone is told, and goes again
            author.laptop.send(self.scope, KEY)
        carry_all(self.team, self.tag)
        for author in self.authors:
            self._take(author)
        self._assert_same()
        self._assert_no_head_is_lost()

    def _assert_same(self):
        first = self._held(self.team[0])
        for laptop in self.team[1:]:
            assert self._held(laptop) == first

    def _held(self, laptop):
        """The log and the rows, and what clashes."""
        with laptop.store.reading() as reader:
            changes = reader.changes(scope=self.scope)
            fields = {}
            for change in changes:
                fields.setdefault((change.kind, change.id, change.field), []).append(change)
            assert all(reader.heads(*where) == heads_of(of) for where, of in fields.items())
            return (
                {change.head: change for change in changes},
                reader.find(Action, urn=self.urn),
                reader.answers(self.record.id),
                reader.clashes(self.record.id),
            )

    def _assert_no_head_is_lost(self):
        expected = {
            token for token in self.saw if not any(token in seen for seen in self.same(token))
        }
        kept = set()
        with self.team[0].store.reading() as reader:
            for name in TEXTS:
                kept |= set(map(token_of, reader.heads("action", f"a{self.urn}", name)))
            kept |= set(map(token_of, reader.heads("record", self.record.id, NOTE)))
            is_gone = not reader.find(Action, urn=self.urn)
        assert kept == expected
        edits = {token for token in expected if token[0] != NOTE}
        assert not is_gone or edits <= set().union(*self.deleters)

    def same(self, token):
        """What the authors of that field's values knew."""
        return (seen for other, seen in self.saw.items() if other[0] == token[0])


COPIES = (" (1).seg", "-LAPTOP.seg", ".seg.tmp", "-conflict-20260120.SEG")


def token_of(change):
    return change.field, change.value


def forget(laptop):
    """Forgets the segments of this example, so that the next one costs no more."""
    with laptop.store.unit_of_work() as work:
        forget_own_segments(work, [each.name for each in own_segments_kept(work)])
        work.commit()


@pytest.fixture(scope="module")
def team(tmp_path_factory):
    """No disk is waited for: what a power cut leaves is tested elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _handle: None)
        patch.setattr(engine, "_SETTINGS", (*engine._SETTINGS, "PRAGMA synchronous = OFF"))
        laptops = a_synced_team(tmp_path_factory.mktemp("team"))
        yield laptops
        for laptop in laptops:
            laptop.store.close()


@pytest.mark.parametrize("_part", range(PARTS))
def test_any_history_in_a_team_converges_and_loses_no_head(team, _part):
    Histories.team = team
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=EXAMPLES // PARTS,
            stateful_step_count=STEPS,
            deadline=None,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
