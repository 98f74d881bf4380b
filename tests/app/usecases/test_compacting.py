"""The team's store stays small: a snapshot takes the place of segments, and nobody loses a word."""

from __future__ import annotations

import pytest

from app.domain.records import Record
from app.domain.team import TeamRole
from app.usecases import compacting
from app.usecases.answering import answer
from app.usecases.records import start_record
from app.usecases.sync import sync_now
from app.usecases.team_clashes import clashes
from tests.builders_sharing import a_colleague, notes
from tests.builders_teams import let_in, made_team, sync_all, wrote

pytestmark = pytest.mark.usefixtures("cheap_codes")
URN = 900001


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def team(asha, ben, store, tmp_path, monkeypatch):
    monkeypatch.setattr(compacting, "MANY_SEGMENTS", 5)
    made_team(asha, store)
    let_in(asha, ben, tmp_path, TeamRole.MANAGER)
    return asha, ben


def written_often(app, record, times=8):
    for number in range(times):
        answer(app, record, "purpose", f"Version {number}")
        sync_now(app)


def segments(store):
    return sorted(path for path in store.glob("v1/[0-9a-f]*/*/*.seg"))


def after_a_week(clock, *apps):
    sync_all(*apps)
    clock.go_on(days=8)
    sync_all(*apps)
    sync_all(*apps)


def test_segments_go_once_everybody_has_what_they_held(team, store, clock):
    asha, ben = team
    record = start_record(asha, URN, "visit_1").value.record.id
    written_often(asha, record)
    before = len(segments(store))

    after_a_week(clock, asha, ben)

    assert len(segments(store)) < before
    assert notes(ben, record)["purpose"] == notes(asha, record)["purpose"] == "Version 7"
    assert sync_now(asha).value.sent_again == sync_now(ben).value.sent_again == 0


def test_nothing_goes_while_somebody_has_not_got_it(team, store, clock):
    asha, _ben = team
    record = start_record(asha, URN, "visit_1").value.record.id
    written_often(asha, record)
    before = len(segments(store))
    sync_now(asha)
    clock.go_on(days=8)
    sync_now(asha)
    assert len(segments(store)) >= before


def test_a_newcomer_begins_with_the_snapshot(team, store, clock, tmp_path):
    asha, ben = team
    record = start_record(asha, URN, "visit_1").value.record.id
    written_often(asha, record)
    after_a_week(clock, asha, ben)
    cleo = a_colleague(tmp_path / "cleo", clock)

    let_in(asha, cleo, tmp_path, TeamRole.MANAGER)
    sync_all(cleo, asha, ben)

    assert notes(cleo, record) == notes(asha, record)
    answer(asha, record, "purpose", "After the snapshot")
    sync_all(asha, cleo)
    assert notes(cleo, record)["purpose"] == "After the snapshot"
    cleo.store.close()


def test_a_laptop_that_was_away_past_it_goes_on_from_the_snapshot(team, store, clock):
    asha, ben = team
    record = start_record(asha, URN, "visit_1").value.record.id
    answer(asha, record, "purpose", "Before Ben left")
    sync_all(asha, ben)
    written_often(asha, record)
    clock.go_on(days=100)
    sync_all(asha)
    clock.go_on(days=100)
    sync_all(asha)
    assert not any(
        "/" in str(path) and path.name.startswith("00000003") for path in segments(store)
    )
    with ben.store.unit_of_work() as work:
        held = work.get(Record, record)
        ref = next(iter(work.answers(record)))
        work.save_answers(held, {ref.rsplit("/", 1)[0] + "/x": "Ben's own"}, work.seen)
        work.commit()

    sync_all(ben, asha)

    assert notes(ben, record)["purpose"] == notes(asha, record)["purpose"] == "Version 7"
    assert clashes(ben) == clashes(asha) == ()


def test_it_is_compacted_also_where_every_sync_brings_something(team, store):
    asha, ben = team
    record = start_record(asha, URN, "visit_1").value.record.id
    sync_all(asha, ben)
    for number in range(8):
        wrote(ben, record, "/data/about/summary", f"Version {number}")
        assert sync_now(ben).value.received or number == 0
        answer(asha, record, "purpose", f"Version {number}")
        assert sync_now(asha).value.received
    assert list(store.glob("v1/*/*/*.snap"))
