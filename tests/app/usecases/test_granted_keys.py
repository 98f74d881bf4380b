"""Which of the keys that others granted are kept."""

from __future__ import annotations

import pytest

from app import sync
from app.domain.phrases import Phrase
from app.storage import scope_keys_kept
from app.storage.scopes import own_scope
from app.sync.frame import LAST_EPOCH
from app.usecases.answering import answer
from app.usecases.at_hand import team_kept
from app.usecases.records import start_record
from app.usecases.roster import roster_of, say_in_roster
from app.usecases.sync import sync_now
from tests.builders_synced import SCOPE, URN
from tests.builders_teams import let_in, made_team, sync_all

pytestmark = pytest.mark.usefixtures("cheap_codes")


def grants(app, scope, to, key):
    """`app` grants a key that it made up to somebody's laptops."""
    with app.store.unit_of_work() as work:
        team = team_kept(work)
        recipients = {
            each.id: each.recipient
            for each in roster_of(work, team).present
            if each.member == to.me
        }
        entries = sync.wrap_key(team.team_secret, scope, key, recipients, "")
        say_in_roster(app, work, team, sync.laptop_keys_from_bytes(team.laptop_keys), entries)
        work.commit()


def test_what_is_for_ones_own_eyes_is_never_sealed_with_a_key_that_somebody_else_granted(bench):
    asha, ben = bench.open_all("asha", "ben")
    scope, forged = own_scope(asha.me), sync.fresh_scope_key(9)
    grants(ben, scope, asha, forged)
    sync_now(ben)
    with asha.store.unit_of_work() as work:
        work.save(Phrase("p1", "For my eyes alone"))
        work.commit()

    sync_now(asha)

    with asha.store.reading() as reader:
        kept = scope_keys_kept(reader, scope)
    assert kept
    assert forged.key_id not in {key.id for key in kept}


def test_what_waits_in_a_school_is_not_sealed_with_a_key_of_somebody_who_may_not_read_it(
    asha, ben, tmp_path
):
    """Ben is an adviser of the team, and the school is Asha's."""
    made_team(asha, tmp_path / "store")
    let_in(asha, ben, tmp_path)
    record = start_record(asha, URN, "visit_1").value.record.id
    sync_all(asha, ben)
    grants(ben, SCOPE, asha, sync.fresh_scope_key(9))
    sync_now(ben)
    answer(asha, record, "purpose", "For those who may read it")

    sync_now(asha)

    epochs = {
        sync.read_header(path.read_bytes()).epoch
        for path in (tmp_path / "store").glob("v1/[0-9a-f]*/*/*.seg")
    }
    assert 9 not in epochs


def test_a_key_of_the_last_epoch_does_not_leave_a_school_without_a_next_one(asha, ben, tmp_path):
    made_team(asha, tmp_path / "store")
    let_in(asha, ben, tmp_path)
    start_record(asha, URN, "visit_1")
    sync_all(asha, ben)
    grants(ben, SCOPE, asha, sync.fresh_scope_key(LAST_EPOCH))
    sync_now(ben)

    sync_all(asha, ben)

    with asha.store.reading() as reader:
        assert max(key.epoch for key in scope_keys_kept(reader, SCOPE)) < LAST_EPOCH
