"""A school that is somebody else's goes from a laptop, and not a word of one's own with it."""

from __future__ import annotations

import pytest

from app.domain.outbox import OutboxState
from app.domain.records import Record
from app.domain.schools import School
from app.storage import change_item, list_copies, put_in_outbox, scope_keys_kept
from app.usecases import leaving
from app.usecases.answering import answer
from app.usecases.records import start_record
from app.usecases.schools import hand_over
from app.usecases.sync import sync_now
from tests.builders_outbox import an_item
from tests.builders_sharing import answers, found, notes
from tests.builders_teams import let_in, made_team, sync_all, wrote

pytestmark = pytest.mark.usefixtures("cheap_codes")
URN = 900001
SCOPE = f"school:{URN}"


@pytest.fixture
def school_of_asha(asha, ben, tmp_path):
    """Ben manages; Asha is an adviser who holds the school, with a record that Ben has too."""
    made_team(ben, tmp_path / "store")
    let_in(ben, asha, tmp_path)
    record = start_record(asha, URN, "visit_1").value.record.id
    sync_all(asha, ben)
    return asha, ben, record


def test_a_school_that_left_stays_away(school_of_asha):
    asha, ben, _record = school_of_asha
    hand_over(ben, URN, ben.me)
    sync_now(ben)
    sync_now(asha)
    copies = list_copies(asha.folder)

    again = sync_now(asha).value

    assert (again.left, again.received) == ((), 0)
    assert found(asha, School) == ()
    assert list_copies(asha.folder) == copies
    with asha.store.reading() as reader:
        assert scope_keys_kept(reader, SCOPE) == ()


def test_what_is_written_while_a_school_is_about_to_leave_keeps_it_here(
    school_of_asha, monkeypatch
):
    """Asha goes on writing in the moment between the look at what is owed and the leaving."""
    asha, ben, record = school_of_asha
    answer(asha, record, "purpose", "Look at fractions")
    hand_over(ben, URN, ben.me)
    sync_now(ben)
    ref = next(ref for ref in answers(asha, record) if ref.endswith("/purpose"))
    looked = leaving._leaves

    def written_meanwhile(reader, at_hand, school):
        leaves = looked(reader, at_hand, school)
        if leaves and not hasattr(reader, "commit"):
            wrote(asha, record, ref, "Written at the last moment")
        return leaves

    monkeypatch.setattr(leaving, "_leaves", written_meanwhile)
    assert sync_now(asha).value.left == ()
    monkeypatch.undo()
    sync_all(asha, ben)
    assert notes(ben, record)["purpose"] == "Written at the last moment"
    assert found(asha, School) == ()


def test_a_private_answer_is_there_again_once_its_school_is(school_of_asha):
    asha, ben, record = school_of_asha
    answer(asha, record, "private_note", "For my eyes alone")
    sync_all(asha, ben)
    hand_over(ben, URN, ben.me)
    sync_all(ben, asha)
    assert found(asha, Record) == ()
    hand_over(ben, URN, asha.me)

    sync_all(ben, asha)

    assert notes(asha, record)["private_note"] == "For my eyes alone"
    assert "private_note" not in notes(ben, record)


def test_safety_copies_are_made_anew_also_where_the_sync_was_cut_off_before(
    school_of_asha, monkeypatch
):
    asha, ben, _record = school_of_asha
    sync_now(asha)
    before = list_copies(asha.folder)
    hand_over(ben, URN, ben.me)
    sync_now(ben)

    def killed(_store):
        raise KeyboardInterrupt

    monkeypatch.setattr(leaving, "remake_copies", killed)
    with pytest.raises(KeyboardInterrupt):
        sync_now(asha)
    monkeypatch.undo()

    sync_now(asha)

    assert before
    assert not set(before) & set(list_copies(asha.folder))


def test_a_school_stays_while_a_message_about_it_is_on_its_way(school_of_asha):
    asha, ben, _record = school_of_asha
    with asha.store.unit_of_work() as work:
        put_in_outbox(work, an_item(urn=URN), b"%PDF")
        work.commit()
    hand_over(ben, URN, ben.me)
    sync_now(ben)
    assert sync_now(asha).value.left == ()
    with asha.store.unit_of_work() as work:
        change_item(work, "item-1", {OutboxState.WAITING}, state=OutboxState.SENT)
        work.commit()
    assert sync_now(asha).value.left == ("Alderbrook Primary School",)
