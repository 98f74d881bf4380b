"""Keys that change, schools that go to somebody else, and parts that come before their whole."""

from __future__ import annotations

import pytest

from app.domain.actions import Action
from app.domain.records import MetPerson, Record
from app.domain.schools import School
from app.domain.team import TeamRole
from app.errors import RefusedError
from app.storage import scope_keys_kept
from app.usecases.answering import answer
from app.usecases.records import start_record
from app.usecases.schools import hand_over
from app.usecases.sync import sync_now
from app.usecases.team import invite, join_team, remove_member
from tests.builders_sharing import a_colleague, found, notes
from tests.builders_synced import SCOPE, URN, answers_at, says, sent_twice, state
from tests.builders_teams import let_in, made_team, sync_all

pytestmark = pytest.mark.usefixtures("cheap_codes")


def epochs(app, scope=SCOPE):
    with app.store.reading() as reader:
        return sorted({key.epoch for key in scope_keys_kept(reader, scope)})


def test_a_key_rotated_in_the_middle_of_a_sync_loses_nothing(bench):
    """Ben seals with the old key and is about to send when Cleo is removed and a new one made."""
    asha, ben, cleo = bench.open_all("asha", "ben", "cleo")
    says(ben, bench.record, "Sealed with the old key")

    def meanwhile(_done, _total, words):
        if words.startswith("Sending") and epochs(asha) == [1]:
            remove_member(asha, cleo.me)

    sync_now(ben, meanwhile)
    assert epochs(asha) == [1, 2]
    says(asha, bench.record, "With the new key", "summary")
    sync_all(asha, ben)

    assert epochs(ben) == [1, 2]
    assert state(ben) == state(asha)
    assert answers_at(asha, bench.record) == "Sealed with the old key"
    says(ben, bench.record, "Goes on")
    sync_all(ben, asha)
    assert answers_at(asha, bench.record) == "Goes on"
    assert sent_twice(bench, asha) == []


def test_keys_made_by_two_at_once_are_both_read_and_one_of_them_is_written_with(bench):
    asha, ben, cleo = bench.open_all("asha", "ben", "cleo")
    dora = a_colleague(bench.folder / "dora")
    let_in(asha, dora, bench.folder, TeamRole.MANAGER)
    sync_all(asha, ben, cleo, dora)

    def meanwhile(_done, _total, words):
        if words.startswith("Sending") and epochs(ben) == [1]:
            remove_member(ben, cleo.me)

    says(asha, bench.record, "At the same time")
    remove_member(asha, dora.me, meanwhile)
    says(ben, bench.record, "Also", "summary")
    sync_all(asha, ben)

    assert state(asha) == state(ben)
    for app, words in ((asha, "One"), (ben, "Two")):
        says(app, bench.record, words)
        sync_all(asha, ben)
        assert answers_at(asha, bench.record) == answers_at(ben, bench.record) == words
    for out in (cleo, dora):
        with pytest.raises(RefusedError):
            sync_now(out)
    dora.store.close()


def test_what_is_written_after_a_removal_cannot_be_opened_with_any_key_that_was_held(bench):
    asha, ben, cleo = bench.open_all("asha", "ben", "cleo")
    remove_member(asha, cleo.me)
    says(asha, bench.record, "After")
    sync_all(asha, ben)
    with cleo.store.reading() as reader:
        held = {key.id for key in scope_keys_kept(reader, SCOPE)}
    with asha.store.reading() as reader:
        newest = scope_keys_kept(reader, SCOPE)[0].id
    assert newest not in held
    assert answers_at(ben, bench.record) == "After"


@pytest.fixture
def school_of_asha(asha, ben, tmp_path):
    """Cleo manages; Asha and Ben are advisers, and Asha holds the school with a record."""
    cleo = a_colleague(tmp_path / "cleo")
    made_team(cleo, tmp_path / "store")
    for app in (asha, ben):
        let_in(cleo, app, tmp_path)
    record = start_record(asha, URN, "visit_1").value.record.id
    sync_all(asha, cleo, ben)
    yield asha, ben, cleo, record
    cleo.store.close()


def test_what_was_written_while_the_school_was_reassigned_is_not_lost(school_of_asha):
    asha, ben, cleo, record = school_of_asha
    hand_over(cleo, URN, ben.me)
    sync_now(cleo)
    answer(asha, record, "purpose", "Written that day")

    result = sync_now(asha).value

    assert result.left == ("Alderbrook Primary School",)
    assert result.waiting == 0
    assert found(asha, School) == found(asha, Record) == ()
    sync_all(ben, cleo)
    assert notes(ben, record)["purpose"] == notes(cleo, record)["purpose"] == "Written that day"


def test_a_school_reassigned_to_two_at_once_is_with_one_of_them_and_told(school_of_asha):
    asha, ben, cleo, record = school_of_asha
    hand_over(cleo, URN, ben.me)
    hand_over(asha, URN, cleo.me)
    sync_all(cleo, asha, ben)
    holders = {school.adviser_id for app in (cleo, ben) for school in found(app, School)}
    assert len(holders) == 1
    assert sync_now(cleo).value.clashes == 1
    assert found(cleo, Record, id=record)


def test_a_child_that_comes_before_its_parent_waits_and_then_both_are_there(bench):
    asha, ben, cleo = bench.open_all("asha", "ben", "cleo")
    record = start_record(asha, URN, "visit_2").value.record.id
    sync_all(asha, ben)
    parent = bench.newest(asha)
    with ben.store.unit_of_work() as work:
        work.save(MetPerson("m1", URN, record, "headteacher"))
        work.save(Action("a1", URN, record, 1, "AV-1", what="Plan together", known_by="Six plans"))
        work.commit()
    says(ben, record, "An answer before its record")
    sync_now(ben)
    content = parent.read_bytes()
    parent.unlink()
    sync_now(cleo)
    assert found(cleo, Record, id=record) == ()
    parent.write_bytes(content)

    result = sync_now(cleo).value

    assert (result.late, result.refused) == (0, 0)
    assert state(cleo) == state(ben)
    assert [person.id for person in found(cleo, MetPerson)] == ["m1"]


def test_an_invitation_by_a_manager_removed_meanwhile_lets_nobody_in(bench, tmp_path):
    asha, ben = bench.open_all("asha", "ben")
    dora = a_colleague(tmp_path / "dora")
    invited = invite(ben, TeamRole.ADVISER, tmp_path / "dora.vbinvite").value
    remove_member(asha, ben.me)
    sync_now(asha)
    join_team(dora, invited.path, invited.code, url=bench.store.as_uri())
    sync_all(asha, dora)
    assert found(dora, School) == ()
    dora.store.close()
