"""A team on one folder: made, joined, synced; schools go to whoever holds them, and leave again."""

from __future__ import annotations

import pytest

from app.domain.records import Record
from app.domain.schools import School
from app.domain.team import TeamRole
from app.errors import RefusedError, RuleError, TeamStoreError, WrongCodeError, WrongStoreError
from app.usecases.answering import answer
from app.usecases.panels import add_met_person
from app.usecases.records import finish_record, start_record
from app.usecases.safety_copies import list_copies
from app.usecases.school_page import school_page
from app.usecases.schools import hand_over
from app.usecases.sync import sync_now, sync_standing
from app.usecases.team import (
    create_team,
    invite,
    join_team,
    members,
    move_store,
    remove_member,
    team_here,
)
from app.usecases.team_clashes import clashes, settle
from tests.builders_sharing import answers, notes
from tests.builders_teams import let_in, made_team, sync_all

pytestmark = pytest.mark.usefixtures("cheap_codes")
URN = 900001


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def team(asha, ben, store, tmp_path):
    """Asha manages; Ben was let in as a manager too, so both see every school."""
    made_team(asha, store)
    let_in(asha, ben, tmp_path, TeamRole.MANAGER)
    return asha, ben


def found(app, kind, **equals):
    with app.store.reading() as reader:
        return reader.find(kind, **equals)


def test_what_one_writes_the_other_manager_reads_after_two_syncs(team):
    asha, ben = team
    record = start_record(asha, URN, "visit_1").value.record.id
    answer(asha, record, "purpose", "Look at fractions")

    sync_all(asha, ben)

    assert notes(ben, record)["purpose"] == "Look at fractions"
    assert found(ben, School)[0].name == "Alderbrook Primary School"
    assert sync_standing(asha).waiting == 0


def test_a_safety_copy_is_made_before_the_first_sync_of_a_day(team, clock):
    asha, _ben = team
    before = len(list_copies(asha.folder))
    sync_now(asha)
    assert len(list_copies(asha.folder)) == before > 0
    clock.go_on(days=1)
    sync_now(asha)
    assert len(list_copies(asha.folder)) == before + 1


def test_nothing_goes_twice_and_nothing_waits(team):
    asha, ben = team
    start_record(asha, URN, "visit_1")
    sync_all(asha, ben)
    first, second = sync_now(asha).value, sync_now(ben).value
    assert (first.sent, first.received, second.sent, second.received) == (0, 0, 0, 0)


def test_an_adviser_sees_no_school_that_another_holds(asha, ben, store, tmp_path):
    made_team(asha, store)
    let_in(asha, ben, tmp_path)
    start_record(asha, URN, "visit_1")
    sync_all(asha, ben)
    assert found(ben, School) == found(ben, Record) == ()


def test_a_school_that_is_handed_over_comes_with_its_history(asha, ben, store, tmp_path):
    made_team(asha, store)
    let_in(asha, ben, tmp_path)
    record = start_record(asha, URN, "visit_1").value.record.id
    answer(asha, record, "purpose", "Look at fractions")
    hand_over(asha, URN, ben.me)

    sync_all(asha, ben)

    assert found(ben, School)[0].adviser_id == ben.me
    assert notes(ben, record)["purpose"] == "Look at fractions"


def test_a_school_leaves_the_laptop_of_who_holds_it_no_more(asha, ben, store, tmp_path):
    made_team(ben, store)
    let_in(ben, asha, tmp_path)
    record = start_record(asha, URN, "visit_1").value.record.id
    answer(asha, record, "purpose", "Look at fractions")
    sync_all(asha, ben)
    hand_over(asha, URN, ben.me)
    assert sync_now(asha).value.left == ()
    sync_now(ben)  # and makes a key that Asha is not given

    result = sync_now(asha).value

    assert result.left == ("Alderbrook Primary School",)
    assert found(asha, School) == found(asha, Record) == ()
    sync_all(asha, ben)
    assert notes(ben, record)["purpose"] == "Look at fractions"


def test_a_school_that_comes_back_brings_all_of_it(asha, ben, store, tmp_path):
    made_team(ben, store)
    let_in(ben, asha, tmp_path)
    record = start_record(asha, URN, "visit_1").value.record.id
    answer(asha, record, "purpose", "Look at fractions")
    sync_all(asha, ben)
    hand_over(asha, URN, ben.me)
    sync_all(asha, ben)
    hand_over(ben, URN, asha.me)

    sync_all(ben, asha, ben)

    assert notes(asha, record)["purpose"] == "Look at fractions"
    answer(asha, record, "purpose", "Look at fractions again")
    sync_all(asha, ben)
    assert notes(ben, record)["purpose"] == "Look at fractions again"


def test_one_question_answered_by_two_is_a_clash_that_one_of_them_settles(team):
    asha, ben = team
    record = start_record(asha, URN, "visit_1").value.record.id
    sync_all(asha, ben)
    answer(asha, record, "purpose", "Fractions")
    ref = next(ref for ref in answers(asha, record) if ref.endswith("/purpose"))
    with ben.store.unit_of_work() as work:
        work.save_answers(work.get(Record, record), {ref: "Ratio"}, work.seen)
        work.commit()
    sync_all(asha, ben)

    there = clashes(asha)
    assert len(there) == 1
    assert {version.words for version in there[0].line.versions} == {"Fractions", "Ratio"}
    settle(asha, there[0].id, "both")
    sync_all(asha, ben)
    assert clashes(asha) == clashes(ben) == ()


def test_typing_on_ends_no_clash(team):
    asha, ben = team
    record = start_record(asha, URN, "visit_1").value.record.id
    sync_all(asha, ben)
    answer(asha, record, "purpose", "Fractions")
    answer(ben, record, "purpose", "Ratio")
    sync_all(asha, ben)

    answer(asha, record, "purpose", "Fractions and more")
    sync_all(asha, ben)

    for app in team:
        (there,) = clashes(app)
        said = {version.words for version in there.line.versions}
        assert said == {"Fractions and more", "Ratio"}


def test_a_manager_writes_in_a_colleagues_record_and_its_holder_finishes_it(team):
    asha, ben = team
    record = start_record(asha, URN, "visit_1").value.record.id
    sync_all(asha, ben)
    answer(ben, record, "purpose", "Written by the manager")
    sync_all(ben, asha)
    assert notes(asha, record)["purpose"] == "Written by the manager"
    with pytest.raises(RuleError):
        finish_record(ben, record)


def test_a_removed_member_reads_nothing_that_is_written_later(team):
    asha, ben = team
    record = start_record(asha, URN, "visit_1").value.record.id
    sync_all(asha, ben)
    remove_member(asha, ben.me)
    answer(asha, record, "purpose", "Written after")
    sync_now(asha)

    with pytest.raises(RefusedError, match="taken out of the team"):
        sync_now(ben)
    assert ben.me not in {each.id for each in school_page(asha, URN).others}

    assert "purpose" not in notes(ben, record)
    assert [line.id for line in members(asha)] == [asha.me]


def test_the_team_hears_of_a_removal_although_the_store_lets_no_role_be_taken_away(
    team, monkeypatch
):
    asha, ben = team

    def refuse(*_where):
        raise RefusedError("This role may not do that.")

    monkeypatch.setattr("app.sync.shut_way_in", refuse)
    assert "could not be taken away" in remove_member(asha, ben.me).value.remark
    with pytest.raises(RefusedError, match="taken out of the team"):
        sync_now(ben)


def test_a_store_that_was_emptied_is_refused_and_nothing_is_lost(team, store):
    asha, _ben = team
    record = start_record(asha, URN, "visit_1").value.record.id
    aside = store.rename(store.with_name("aside"))
    store.mkdir()
    with pytest.raises(WrongStoreError):
        sync_now(asha)
    assert found(asha, Record, id=record)
    store.rmdir()
    aside.rename(store)
    assert sync_now(asha).value.sent


def test_a_segment_that_was_deleted_is_sent_again(team, store):
    asha, ben = team
    record = start_record(asha, URN, "visit_1").value.record.id
    sync_now(asha)
    newest = max(store.glob("v1/[0-9a-f]*/*/*.seg"), key=lambda path: path.stat().st_mtime_ns)
    newest.unlink()

    assert sync_now(asha).value.sent_again == 1

    assert newest.exists()
    sync_all(ben)
    assert found(ben, Record, id=record)


def test_a_folder_lies_in_another_place_on_every_laptop(asha, ben, store, tmp_path):
    made_team(asha, store)
    invited = invite(asha, TeamRole.ADVISER, tmp_path / "ben.vbinvite").value
    elsewhere = store.rename(tmp_path / "OneDrive")
    join_team(ben, invited.path, invited.code, url=elsewhere.as_uri())
    with pytest.raises(TeamStoreError):
        sync_now(asha)

    move_store(asha, elsewhere.as_uri())

    sync_all(asha, ben)
    assert {line.id for line in members(asha)} == {asha.me, ben.me}


def test_a_store_of_another_team_is_not_moved_to(asha, ben, store, tmp_path):
    made_team(asha, store)
    made_team(ben, tmp_path / "other")
    with pytest.raises(WrongStoreError):
        move_store(asha, (tmp_path / "other").as_uri())
    assert team_here(asha).url == store.as_uri()


def test_only_a_manager_invites(asha, ben, store, tmp_path):
    made_team(asha, store)
    let_in(asha, ben, tmp_path)
    with pytest.raises(RuleError, match="manager"):
        invite(ben, TeamRole.ADVISER, tmp_path / "more.vbinvite")


def test_an_invitation_opens_with_its_own_code_and_lets_one_laptop_in(asha, ben, store, tmp_path):
    made_team(asha, store)
    invited = invite(asha, TeamRole.ADVISER, tmp_path / "one.vbinvite").value
    other = invite(asha, TeamRole.ADVISER, tmp_path / "two.vbinvite").value
    with pytest.raises(WrongCodeError):
        join_team(ben, invited.path, other.code)
    join_team(ben, invited.path, invited.code)
    with pytest.raises(RuleError, match="in a team already"):
        join_team(ben, invited.path, invited.code)


def test_a_second_team_cannot_be_made_in_the_same_place(asha, ben, store):
    made_team(asha, store)
    with pytest.raises(WrongStoreError, match="team in this place already"):
        create_team(ben, store.as_uri(), "", "Another")


def test_nothing_in_the_store_can_be_read(team, store):
    asha, ben = team
    record = start_record(asha, URN, "visit_1").value.record.id
    answer(asha, record, "purpose", "CANARYWORD fractions")
    add_met_person(asha, record, role="headteacher", name="CANARYNAME")
    sync_all(asha, ben)
    for path in store.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"CANARY" not in content
            assert b"Alderbrook" not in content
            assert str(URN).encode() not in content
        assert str(URN) not in path.name
