"""After a loss: a team's recovery key, lost laptops; and notes put out for reading."""

from __future__ import annotations

import pytest

from app.domain.team import TeamRole
from app.errors import RuleError, WrongRecoveryKeyError
from app.usecases.answering import answer
from app.usecases.publishing import publish
from app.usecases.records import start_record
from app.usecases.sync import sync_now
from app.usecases.team import members, remove_member
from app.usecases.team_lost import what_was_on
from app.usecases.team_recovery import recover_team
from tests.builders import a_finished_record
from tests.builders_sharing import a_colleague, notes
from tests.builders_teams import let_in, made_team, sync_all

pytestmark = pytest.mark.usefixtures("cheap_codes")
URN = 900001


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store"


def test_the_recovery_key_lets_a_new_manager_in_who_reads_every_school(asha, ben, store):
    key = made_team(asha, store)
    record = start_record(asha, URN, "visit_1").value.record.id
    answer(asha, record, "purpose", "Look at fractions")
    sync_now(asha)

    recover_team(ben, store.as_uri(), "", key, "Maths")

    assert notes(ben, record)["purpose"] == "Look at fractions"
    assert {line.role for line in members(ben)} == {TeamRole.MANAGER}
    answer(asha, record, "purpose", "Written after")
    sync_all(asha, ben)
    assert notes(ben, record)["purpose"] == "Written after"


def test_who_came_by_the_recovery_key_removes_a_founder_whose_laptop_was_stolen(asha, ben, store):
    key = made_team(asha, store)
    recover_team(ben, store.as_uri(), "", key, "Maths")
    remove_member(ben, asha.me)
    assert [line.id for line in members(ben)] == [ben.me]


def test_another_teams_recovery_key_opens_nothing(asha, ben, store, tmp_path):
    made_team(asha, store)
    other = made_team(ben, tmp_path / "other")
    cleo = a_colleague(tmp_path / "cleo")
    with pytest.raises(WrongRecoveryKeyError):
        recover_team(cleo, store.as_uri(), "", other, "Maths")
    with pytest.raises(RuleError, match="in a team already"):
        recover_team(asha, store.as_uri(), "", other, "Maths")
    cleo.store.close()


def test_what_was_on_a_lost_laptop_is_told_by_school(asha, ben, store, tmp_path):
    made_team(ben, store)
    let_in(ben, asha, tmp_path)
    start_record(asha, URN, "visit_1")
    sync_all(asha, ben)
    lost = what_was_on(ben, asha.me)
    assert [school.name for school in lost.schools] == ["Alderbrook Primary School"]
    assert lost.last_heard is not None


def test_finished_notes_are_put_out_once_and_never_written_over(app, tmp_path):
    a_finished_record(app)
    folder = tmp_path / "for reading"

    first, again = publish(app, folder), publish(app, folder)

    assert len(first.written) == 1
    assert (again.written, again.there) == ((), 1)
    (folder / first.written[0]).write_bytes(b"somebody else's")
    assert publish(app, folder).left == first.written
    assert (folder / first.written[0]).read_bytes() == b"somebody else's"
