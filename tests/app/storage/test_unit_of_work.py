"""What is saved comes back; what is not committed never was; each change of a field is logged."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from app.domain.actions import Action, ActionReview, ActionStatus, Confidence
from app.domain.follow_through import RecordStep, Stage
from app.domain.own_forms import FormFile, OwnForm
from app.domain.people import Adviser, KeyPerson
from app.domain.photos import Photo
from app.domain.phrases import LearnedWord, Phrase
from app.domain.projects import Cohort, Membership, Project, Window
from app.domain.pupils import FocusPupil, PupilStatus
from app.domain.records import (
    Evidence,
    HandedOver,
    MetPerson,
    PassedOn,
    ProducedDocument,
    Record,
    RecordState,
)
from app.domain.school_days import Holiday
from app.domain.schools import School, SchoolStatus, Urn
from app.domain.section_duties import SectionDuty
from app.domain.visits import Visit, VisitState
from app.errors import InputError, NotFoundError, RuleError
from app.storage import StoredForm
from app.storage.kinds import KINDS

DAY, MOMENT = date(2026, 1, 20), datetime(2026, 1, 20, 9, 30, 1, 5, tzinfo=UTC)
URN = Urn(900001)
THINGS = (
    Adviser("a", "Sample Adviser", "sle", "adviser@westmarch.example", "Westmarch"),
    KeyPerson("k", URN, "head", safeguarding_lead=True),
    School(URN, "Alderbrook", status=SchoolStatus.CLOSING, low_age=3, agreement_date=DAY),
    Project("p", "Mathematics", 2025, phases=("primary", "all through"), keep_until=DAY),
    Cohort("c", "p", "First"),
    Membership("m", "p", "c", URN),
    Window("w", "p", "visit_1", "October", date(2025, 10, 1), date(2025, 10, 31)),
    Visit("v", URN, "visit_1", DAY, starts=time(9), ends=time(12, 30), state=VisitState.DONE),
    Record("r", URN, "visit_1", "1", "Visit 1", "S900001-V1", DAY, started_at=MOMENT),
    MetPerson("met", URN, "r", "head"),
    Evidence("e", URN, "r", "books", where="Year 4", count=12, seen="“Two” methods\nset out"),
    PassedOn("po", URN, MOMENT, "dsl"),
    Action("ac", URN, "r", 1, "S900001-V1-A1", "Agree", by=DAY, confidence=Confidence.AT_RISK),
    ActionReview("ar", URN, "ac", "r", ActionStatus.PARTLY, on=DAY),
    FocusPupil("fp", URN, "P07", send=False, eal=True, status=PupilStatus.MOVING),
    ProducedDocument("d", URN, "r", "note", "note.pdf", "ab" * 32, MOMENT),
    HandedOver("h", URN, "r", "d", "head", "draft", MOMENT),
    RecordStep("rs", URN, "r", 1, Stage.CORRECTION, DAY, MOMENT, "a", "headteacher", "Year 3"),
    Holiday("westmarch:2026-02-16", "Westmarch", DAY, DAY, "Half term"),
    SectionDuty("r:/audit/QA", URN, "r", "/audit/QA", "a"),
    Photo("ph", URN, "r", "ph.jpg", "0f" * 32, "ab" * 32, 2000, 1500, 240_000, "A number line"),
    OwnForm("walk@1", "walk", "1", "A walk", "<h/>", about="project", withdrawn=True),
    FormFile("ff", "walk@1", "rooms.csv", "bmFtZQ=="),
    Phrase("phr", "Pupils explain their thinking.", abbreviation="pet", heading="Teaching"),
    LearnedWord("subitise", "subitise"),
)


def saved(store, *things, seen=None):
    with store.unit_of_work() as work:
        for thing in things:
            work.save(thing, seen)
        return work.commit()


def test_every_kind_is_tried_here():
    assert {type(thing) for thing in THINGS} == set(KINDS)


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: type(thing).__name__)
def test_what_is_saved_comes_back_the_same(store, thing):
    saved(store, thing)
    with store.reading() as reader:
        assert reader.get(type(thing), thing.id) == thing
        assert reader.find(type(thing)) == (thing,)


def test_leaving_without_commit_undoes_everything(store, school, record):
    with store.unit_of_work() as work:
        work.save(school)
        work.save_answers(record, {"/a": "1"}, work.seen)
        work.keep_setting("place", "/a")
    with suppress(ZeroDivisionError), store.unit_of_work() as work:
        work.save(school)
        raise ZeroDivisionError
    with store.reading() as reader:
        assert reader.find(School) == ()
        assert reader.answers(record.id) == {}
        assert reader.setting("place") is None
        assert reader.changes() == ()
        assert reader.seen == 0


def test_a_new_thing_logs_what_was_said_of_it_and_no_defaults(store):
    store.person = "me"
    changes = saved(store, School(URN, "Alderbrook", town="Westmarch"))
    assert [(each.scope, each.kind, each.id, each.field, each.value) for each in changes] == [
        ("school:900001", "school", "900001", "name", "Alderbrook"),
        ("school:900001", "school", "900001", "town", "Westmarch"),
    ]
    assert {each.by for each in changes} == {"me"}
    assert [each.head.seq for each in changes] == [1, 2]
    with store.reading() as reader:
        assert reader.changes() == changes


def test_saving_again_logs_only_what_changed(store, school):
    saved(store, school)
    assert saved(store, school) == ()
    (change,) = saved(store, replace(school, status=SchoolStatus.CLOSED))
    assert (change.field, change.value) == ("status", "closed")


def test_saving_an_old_view_keeps_what_somebody_else_entered_meanwhile(store, school):
    saved(store, school)
    with store.reading() as reader:
        seen, old = reader.seen, reader.get(School, URN)
    saved(store, replace(school, telephone="01234"))
    saved(store, replace(old, town="Eastmarch"), seen=seen)
    with store.reading() as reader:
        assert reader.get(School, URN).town == "Eastmarch"


def test_a_deleted_thing_is_hidden_until_a_later_edit_brings_it_back(store, school):
    saved(store, school)
    with store.unit_of_work() as work:
        work.delete(school)
        (change,) = work.commit()
    assert (change.field, change.value) == ("deleted", True)
    with store.reading() as reader:
        assert reader.find(School) == ()
        with pytest.raises(NotFoundError, match="no school 900001"):
            reader.get(School, URN)
    saved(store, replace(school, town="Eastmarch"))
    with store.reading() as reader:
        assert reader.get(School, URN).town == "Eastmarch"
        assert [head.value for head in reader.heads("school", "900001", "deleted")] == [False]


def test_saving_a_deleted_thing_unchanged_brings_it_back_too(store, school):
    saved(store, school)
    with store.unit_of_work() as work:
        work.delete(school)
        work.commit()
    saved(store, school)
    with store.reading() as reader:
        assert reader.find(School) == (school,)


def test_answers_are_kept_cleared_and_logged_by_reference(store, record):
    with store.unit_of_work() as work:
        work.save_answers(record, {"/a": "1", "/b": "two", "/c": ""}, work.seen)
        changes = work.commit()
    assert [(each.kind, each.id, each.field, each.value) for each in changes] == [
        ("record", "record-1", "answer:/a", "1"),
        ("record", "record-1", "answer:/b", "two"),
    ]
    with store.unit_of_work() as work:
        work.save_answers(record, {"/a": None, "/b": "two"}, work.seen)
        (change,) = work.commit()
    assert (change.field, change.value) == ("answer:/a", None)
    with store.reading() as reader:
        assert reader.answers(record.id) == {"/b": "two"}
        assert reader.answers("another") == {}


def test_a_thousand_answers_are_kept_at_once(store, record):
    answers = {f"/q{number:04}": str(number) for number in range(1200)}
    with store.unit_of_work() as work:
        work.save_answers(record, answers, work.seen)
        assert len(work.commit()) == 1200
    with store.reading() as reader:
        assert reader.answers(record.id) == answers


def test_things_are_found_by_what_they_hold_in_a_fixed_order(store):
    late = Visit("v2", URN, "visit_1", date(2026, 3, 1))
    early = Visit("v1", URN, "launch", date(2026, 1, 1))
    other = Visit("v3", Urn(900002), "visit_1", date(2026, 2, 1), state=VisitState.CANCELLED)
    saved(store, late, other, early)
    with store.reading() as reader:
        assert reader.find(Visit) == (early, other, late)
        assert reader.find(Visit, urn=URN) == (early, late)
        assert reader.find(Visit, urn=[900002, 900003]) == (other,)
        assert reader.find(Visit, urn=()) == ()
        assert reader.find(Visit, urn=URN, kind="launch", starts=None) == (early,)
        assert reader.find(Visit, state=VisitState.CANCELLED) == (other,)
        assert reader.find(Visit, state=("cancelled", VisitState.DONE)) == (other,)
        assert reader.find(Visit, on=date(2026, 3, 1)) == (late,)
        with pytest.raises(TypeError, match="no attribute colour"):
            reader.find(Visit, colour="red")


def test_a_school_is_got_by_its_urn_as_number_or_text(store, school):
    saved(store, school)
    with store.reading() as reader:
        assert reader.get(School, 900001) == reader.get(School, "900001") == school
        assert reader.find(School, id=900001) == (school,)


def test_each_revision_of_a_record_keeps_its_snapshot(store, record):
    again = replace(record, revision=2)
    with store.unit_of_work() as work:
        work.keep_snapshot(record, '{"a":1}', "1a")
        work.keep_snapshot(again, '{"a":2}', "2a")
        changes = work.commit()
    assert [(each.kind, each.id, each.field) for each in changes] == [
        ("snapshot", "record-1.1", "content"),
        ("snapshot", "record-1.1", "sha256"),
        ("snapshot", "record-1.2", "content"),
        ("snapshot", "record-1.2", "sha256"),
    ]
    with store.reading() as reader:
        assert reader.snapshot(record.id) == '{"a":2}'
        assert reader.snapshot(record.id, 1) == '{"a":1}'
        assert reader.snapshot(record.id, 3) is None
        assert reader.snapshot("another") is None


def test_a_kept_snapshot_never_changes(store, record):
    with store.unit_of_work() as work:
        work.keep_snapshot(record, '{"a":1}', "1a")
        work.commit()
    with store.unit_of_work() as work:
        work.keep_snapshot(record, '{"a":1}', "1a")
        with pytest.raises(RuleError, match="frozen"):
            work.keep_snapshot(record, '{"a":2}', "2a")


def test_settings_and_forms_are_of_this_laptop_and_not_logged(store):
    with store.unit_of_work() as work:
        work.keep_setting("place", "/a")
        work.keep_setting("place", "/b")
        work.keep_setting("gone", "x")
        work.keep_setting("gone", None)
        work.keep_form("visit_1", "2", "Visit 1", "<b/>", "22")
        work.keep_form("visit_1", "1", "Visit 1", "<a/>", "11")
        work.keep_form("visit_1", "1", "Visit one", "<a2/>", "12")
        assert work.commit() == ()
    with store.reading() as reader:
        assert reader.setting("place") == "/b"
        assert reader.setting("gone", "none") == "none"
        assert reader.forms() == (
            StoredForm("visit_1", "1", "Visit one", "12"),
            StoredForm("visit_1", "2", "Visit 1", "22"),
        )
        assert reader.form_xml("visit_1", "1") == "<a2/>"
        assert reader.form_xml("visit_1", "3") is None
        assert reader.changes() == ()


def test_the_log_is_read_from_a_place_on_and_by_scope(store, school):
    saved(store, school)
    with store.reading() as reader:
        seen = reader.seen
    saved(store, Project("p", "Mathematics", 2025))
    with store.reading() as reader:
        assert {each.kind for each in reader.changes(seen)} == {"project"}
        assert {each.kind for each in reader.changes(scope="school:900001")} == {"school"}
        assert reader.waiting() == len(reader.changes())


def test_an_open_reading_does_not_move(store, school):
    with store.reading() as reader:
        assert reader.find(School) == ()
        saved(store, school)
        assert reader.find(School) == ()
        assert reader.seen == 0


def test_one_block_can_commit_several_times(store, school):
    with store.unit_of_work() as work:
        work.save(school)
        first = work.commit()
        saved(store, Project("p", "Mathematics", 2025))
        work.save(replace(school, trust="West Trust"))
        (second,) = work.commit()
    assert second.head.seq == len(first) + 3
    with store.reading() as reader:
        assert len({each.head for each in reader.changes()}) == len(first) + 3
        assert reader.get(School, URN).trust == "West Trust"


def test_a_reading_is_used_in_its_block_only(store):
    with store.reading() as reader:
        pass
    with pytest.raises(RuntimeError, match="with"):
        reader.find(School)


def test_what_the_store_does_not_keep_is_refused(store):
    with store.unit_of_work() as work, pytest.raises(TypeError, match="not kept"):
        work.save(RecordState.DRAFT)


HALF, OTHER_HALF = "\ud83d", "\ude00"


def test_half_a_character_takes_no_word_along_and_two_halves_are_one(store, school, record):
    with store.unit_of_work() as work:
        work.save(replace(school, town=f"West{HALF}march", trust=f"Smile {HALF}{OTHER_HALF}"))
        work.save(Project("p", "Mathematics", 2025, phases=(f"primary{HALF}",)))
        work.save_answers(record, {"/a": f"Three{OTHER_HALF} plans"}, work.seen)
        work.keep_setting("place", f"/a{HALF}")
        changes = {change.field: change.value for change in work.commit()}
    with store.reading() as reader:
        kept = reader.get(School, URN)
        assert (kept.town, kept.trust) == ("West\ufffdmarch", "Smile 😀")
        assert reader.get(Project, "p").phases == ("primary\ufffd",)
        assert reader.answers(record.id) == {"/a": "Three\ufffd plans"}
        assert reader.setting("place") == "/a\ufffd"
    assert (changes["town"], changes["answer:/a"]) == (kept.town, "Three\ufffd plans")


def test_a_number_that_is_too_large_is_refused_in_words_and_nothing_of_it_kept(store, school):
    saved(store, school)
    with store.unit_of_work() as work, pytest.raises(InputError, match="too large to be kept"):
        work.save(replace(school, town="Eastmarch", pupils=10**30))
    with store.reading() as reader:
        assert reader.find(School) == (school,)
        with pytest.raises(InputError, match="Nothing has been changed"):
            reader.find(School, pupils=10**30)
        with pytest.raises(InputError, match="half a character"):
            reader.find(School, town=HALF)
