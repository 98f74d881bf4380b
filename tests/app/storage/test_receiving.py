"""What arrives is kept, applied where it fits, and told where it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import update

from app.domain.actions import Action
from app.domain.changes import Head, Stamp
from app.domain.records import Record, RecordState
from app.domain.schools import School
from app.domain.snapshot import Snapshot, snapshot_hash, to_json
from app.domain.visits import Visit
from app.storage.receiving import Why
from app.storage.tables.laptop import settings
from tests.builders_arrivals import change, found, leaving, received, saved


def a_visit(**more):
    fields = {"urn": 900001, "kind": "visit_1", "on": "2026-01-20", **more}
    return [
        change("visit", "v1", name, value, at) for at, (name, value) in enumerate(fields.items(), 1)
    ]


def why(result):
    return [(each.change.field, each.why) for each in result.not_applied]


def test_a_thing_appears_once_all_that_it_needs_has_arrived(store):
    whole = a_visit(purpose="Audit day")
    first = received(store, whole[:2])
    assert first.waiting == (("visit", "v1"),)
    assert found(store, Visit) == ()

    last = received(store, whole[2:])

    assert last.waiting == ()
    (visit,) = found(store, Visit)
    assert (visit.on, visit.purpose, visit.starts) == (date(2026, 1, 20), "Audit day", None)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("state", "postponed"),
        ("starts", "25:00"),
        ("starts", "09:00:00+01:00"),
        ("purpose", 7),
        ("purpose", None),
        ("purpose", "x" * 1_000_001),
        ("ends", True),
    ],
)
def test_a_value_that_a_field_cannot_hold_is_kept_and_told_and_changes_no_row(store, field, value):
    received(
        store, a_visit(**{field: {"state": "done", "purpose": "Audit"}.get(field, "09:00:00")})
    )
    before = found(store, Visit)

    wrong = change("visit", "v1", field, value, 9, bases=[Head("other", 4)])
    result = received(store, [wrong])

    assert why(result) == [(field, Why.WRONG)]
    assert result.taken == ()
    assert found(store, Visit) == before
    with store.reading() as reader:
        assert wrong in reader.changes()


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("visit", "on", "20260120"),
        ("visit", "on", "0001-01-01"),
        ("visit", "urn", "900001"),
        ("visit", "urn", -1),
        ("photo", "file_name", "../../keys.json"),
        ("photo", "key", "short"),
        ("form_file", "content", "no base64"),
        ("project", "note_days", 10**9),
        ("project", "phases", "{}"),
        ("project", "phases", "[" * 100_000),
        ("adviser", "deleted", "yes"),
        ("snapshot", "content", '{"format":1}'),
    ],
)
def test_a_wrong_value_is_never_applied_whatever_it_is(store, kind, field, value):
    result = received(store, [change(kind, "x.1", field, value, 1)])
    assert why(result) == [(field, Why.WRONG)]


@pytest.mark.parametrize(
    "broken",
    [
        {"value": 1 << 80},
        {"value": float("nan")},
        {"value": "\ud800"},
        {"stamp": Stamp(1 << 70, 0)},
        {"stamp": Stamp(-1, 0)},
        {"head": Head("other", 0)},
        {"head": Head("", 1)},
        {"id": ""},
        {"field": "line\nbreak"},
        {"bases": (Head("other", 1),)},
    ],
)
def test_a_change_that_no_log_could_hold_is_refused(store, broken):
    result = received(store, [replace(change("visit", "v1", "purpose", "x", 1), **broken)])
    assert [each.why for each in result.not_applied] == [Why.IMPOSSIBLE]
    with store.reading() as reader:
        assert reader.changes() == ()


def test_what_a_newer_program_wrote_is_kept_until_this_one_knows_it(store):
    unknown = [change("visit", "v1", "weather", "rain", 8), change("tide", "t1", "height", 3, 9)]
    result = received(store, [*a_visit(), *unknown])
    assert {each.change.field: each.why for each in result.not_applied} == {
        "weather": Why.UNKNOWN,
        "height": Why.UNKNOWN,
    }
    assert len(found(store, Visit)) == 1
    with store.reading() as reader:
        assert set(unknown) <= set(reader.changes())


def test_a_program_that_knows_more_applies_what_an_older_one_kept(opened, store):
    received(store, a_visit(purpose="Audit day"))
    with store.unit_of_work() as work:  # as an older program left it
        work.connection.exec_driver_sql("DELETE FROM visits")
        work.connection.execute(
            update(settings).where(settings.c.name == "known_fields").values(value="older")
        )
        work.commit()
    store.close()

    (visit,) = found(opened(), Visit)

    assert visit.purpose == "Audit day"


def test_saving_a_thing_leaves_alone_what_this_program_could_not_read_of_it(store):
    received(store, [*a_visit(), change("visit", "v1", "state", "postponed", 9)])
    (visit,) = found(store, Visit)

    made = saved(store, replace(visit, purpose="Audit day"))

    assert [each.field for each in made] == ["purpose"]


def test_of_two_changes_with_one_name_the_second_is_refused(store):
    first = change("visit", "v1", "purpose", "x", 1)
    received(store, [first])
    result = received(store, [replace(first, value="y"), replace(first, id="v2")])
    assert [each.why for each in result.not_applied] == [Why.IMPOSSIBLE] * 2


def test_a_laptop_put_back_by_hand_takes_its_lost_work_in_and_goes_by_a_new_name(store, record):
    saved(store, record)
    lost = change("record", record.id, "answer:/note", "before", 40, device=store.device)

    received(store, [lost])
    with store.unit_of_work() as work:
        work.save_answers(record, {"/other": "after"}, work.seen)
        (made,) = work.commit()

    assert made.head.device != store.device
    with store.reading() as reader:
        assert reader.answers(record.id) == {"/note": "before", "/other": "after"}
        assert len({each.head for each in reader.changes()}) == len(reader.changes())


def test_who_replaced_words_of_a_lost_life_has_not_replaced_those_of_this_one(store, record):
    """A copy of this laptop wrote under the same number, and somebody typed over that."""
    saved(store, record)
    leaving(store)
    with store.unit_of_work() as work:
        work.save_answers(record, {"/note": "mine"}, work.seen)
        (mine,) = work.commit()
    theirs = change("record", record.id, "answer:/note", "theirs", 1, bases=[mine.head])

    (clash,) = received(store, [theirs]).clashes

    assert [head.value for head in clash.heads] == ["theirs", "mine"]
    with store.reading() as reader:
        assert reader.heads("record", record.id, "answer:/note") == clash.heads
        assert reader.device != mine.head.device


def test_what_left_this_laptop_comes_back_without_its_taking_a_new_name(store, record):
    """Also a deletion that names an edit which has not left: it comes back as it went."""
    action = Action("a1", 900001, "r1", 1, "S-V1-A1", "Plan together")
    saved(store, action)
    with store.unit_of_work() as work:
        work.delete(action)
        deletion = work.commit()
        work.seal(deletion)
        work.commit()

    received(store, deletion)

    with store.reading() as reader:
        assert reader.device == store.device


def test_what_left_this_laptop_is_not_replaced_in_place_by_typing_on(store, record):
    with store.unit_of_work() as work:
        work.save_answers(record, {"/note": "sent"}, work.seen)
        (first,) = work.commit()
    leaving(store)
    with store.unit_of_work() as work:
        work.save_answers(record, {"/note": "typed on"}, work.seen)
        (second,) = work.commit()
    assert (second.head.seq, second.bases) == (first.head.seq + 1, (first.head,))


def a_snapshot(record, title):
    facts = {"school": "Alderbrook Primary School", "date": "2026-01-20"}
    return to_json(
        Snapshot(record.id, "S-V1", title, "visit_1", "1", "Visit", 1, "2026-01-20", facts, ())
    )


def test_two_finishes_keep_both_snapshots_and_are_told(store, record):
    mine, theirs = a_snapshot(record, "Mine"), a_snapshot(record, "Theirs")
    with store.unit_of_work() as work:
        work.save(replace(record, state=RecordState.FINISHED))
        work.keep_snapshot(record, mine, snapshot_hash(mine))
        work.commit()
    of = f"{record.id}.1"
    arriving = [
        change("snapshot", of, "content", theirs, 1),
        change("snapshot", of, "sha256", snapshot_hash(theirs), 2),
    ]

    result = received(store, arriving)

    assert {clash.field for clash in result.clashes} == {"content", "sha256"}
    with store.reading() as reader:
        assert reader.snapshot(record.id, 1) == theirs
        assert reader.snapshot_versions(record.id, 1) == (theirs, mine)


def test_a_snapshot_whose_hash_is_not_its_own_is_not_shown(store, record):
    forged = a_snapshot(record, "Forged")
    arriving = [
        change("snapshot", f"{record.id}.1", "content", forged, 1),
        change("snapshot", f"{record.id}.1", "sha256", "0" * 64, 2),
    ]
    assert received(store, arriving).waiting == (("snapshot", f"{record.id}.1"),)
    with store.reading() as reader:
        assert reader.snapshot(record.id, 1) is None


def test_a_school_goes_by_its_urn_and_nothing_else(store):
    fields = [change("school", "900001", "name", "Alderbrook Primary School", 1)]
    forged = [change("school", "../900002", "name", "Another", 2)]
    assert received(store, [*fields, *forged]).waiting == (("school", "../900002"),)
    assert [school.urn for school in found(store, School)] == [900001]


def test_receiving_without_a_commit_changes_nothing(store):
    with store.unit_of_work() as work:
        assert len(work.receive(a_visit()).taken) == 3
    assert found(store, Visit) == ()
    with store.reading() as reader:
        assert reader.changes() == ()


def test_a_record_with_an_answer_taken_back_elsewhere_has_it_no_more(store, record):
    saved(store, record)
    with store.unit_of_work() as work:
        work.save_answers(record, {"/note": "mine"}, work.seen)
        (mine,) = work.commit()
    received(store, [change("record", record.id, "answer:/note", None, 1, bases=[mine.head])])
    with store.reading() as reader:
        assert reader.answers(record.id) == {}
        assert reader.get(Record, record.id) == record
