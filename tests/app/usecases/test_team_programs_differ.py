"""Laptops with older and newer programs in one team: whole syncs."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from app.domain.changes import Head
from app.domain.schools import School
from app.storage import fitting, forget_scope, keep_scope_keys, receiving, scope_keys_kept
from app.storage.tables.laptop import settings
from app.usecases import compacting
from app.usecases.sync import sync_now
from app.usecases.team_clashes import clashes
from tests.builders_sharing import found
from tests.builders_synced import SCOPE, a_change, answers_at, changes_in, forger, says, state
from tests.builders_teams import sync_all


@pytest.fixture
def newer(bench):
    """What a newer program on Asha's laptop sends: a field and a kind that nobody else knows."""
    asha = bench.open("asha")
    field = a_change(asha, "swimming_pool", 1)
    kind = a_change(asha, "height", 3, kind="tide", id="t1", head=Head(field.head.device, 90_002))
    known = a_change(asha, "telephone", "01632 960001", head=Head(field.head.device, 90_003))
    forger(asha, bench).sends(field, kind, known)
    return field, kind, known


def test_what_a_newer_program_says_is_kept_and_hides_nothing(bench, newer):
    ben = bench.open("ben")
    result = sync_now(ben).value
    assert (result.received, result.refused, result.late) == (1, 0, 0)
    assert {each.head for each in newer} <= changes_in(ben).keys()
    assert found(ben, School)[0].telephone == "01632 960001"
    says(ben, bench.record, "Goes on")
    cleo = bench.open("cleo")
    sync_all(ben, cleo)
    assert answers_at(cleo, bench.record) == "Goes on"


@pytest.fixture
def older(monkeypatch):
    """This program as it was before schools had a telephone; `older.undo()` makes it newer."""
    knows, held = fitting.knows, fitting.held

    def held_before(kind, field, value):
        known = field != "telephone" or not value
        return held(kind, field, value) if known else fitting.MISFIT

    with monkeypatch.context() as patch:
        for room in (fitting, receiving):
            patch.setattr(room, "knows", lambda kind, at: at != "telephone" and knows(kind, at))
            patch.setattr(room, "held", held_before)
        patch.setattr(receiving, "KNOWN_FIELDS", "older")
        yield patch


def test_what_an_older_program_kept_is_applied_once_the_program_knows_it(bench, older):
    asha, ben = bench.open_all("asha", "ben")
    forger(asha, bench).sends(a_change(asha, "telephone", "01632 960001"))
    with ben.store.unit_of_work() as work:
        kept = update(settings).where(settings.c.name == "known_fields").values(value="older")
        work.connection.execute(kept)
        work.commit()
    assert sync_now(ben).value.received == 0
    assert found(ben, School)[0].telephone == ""
    ben.store.close()
    older.undo()

    ben = bench.open("ben")

    assert found(ben, School)[0].telephone == "01632 960001"
    assert clashes(ben) == ()


def test_a_newer_field_comes_through_an_older_programs_snapshot(bench, newer, monkeypatch):
    """Who makes the snapshot does not know the field; who joins later gets it all the same."""
    monkeypatch.setattr(compacting, "MANY_SEGMENTS", 1)
    ben = bench.open("ben")
    for number in range(2):
        says(ben, bench.record, f"Version {number}")
        sync_now(ben)
    assert list(bench.store.glob(f"v1/{bench.tag()}/*/*.snap"))
    for path in bench.segments():
        path.unlink()
    cleo = bench.open("cleo")
    with cleo.store.unit_of_work() as work:  # who had nothing of it yet
        keys = scope_keys_kept(work, SCOPE)
        forget_scope(work, SCOPE, bench.tag())
        keep_scope_keys(work, keys)
        work.commit()

    sync_now(cleo)

    assert {each.head for each in newer} <= changes_in(cleo).keys()
    assert state(cleo) == state(ben)


def test_a_value_that_this_program_cannot_hold_hides_nothing(bench):
    asha, ben = bench.open_all("asha", "ben")
    forger(asha, bench).sends(
        a_change(asha, "low_age", "not a number"),
        a_change(asha, "status", "dreaming", head=Head(a_change(asha, "x", 1).head.device, 90_002)),
    )
    before = found(ben, School)
    result = sync_now(ben).value
    assert (result.refused, result.late) == (0, 0)
    assert found(ben, School) == before
