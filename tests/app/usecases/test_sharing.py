"""Two laptops, one audit: each fills in its sections, files go to and fro, and nothing collides."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app import sync, vault
from app.domain.actions import Action, ActionStatus
from app.domain.people import Adviser
from app.domain.projects import Project
from app.domain.records import MetPerson, PassedOn, Record, RecordState
from app.domain.schools import School
from app.errors import RuleError
from app.usecases.actions import add_action, earlier_actions, give_status
from app.usecases.answering import answer
from app.usecases.clashes import record_clashes, settle_clash
from app.usecases.opened import live_session, open_record
from app.usecases.panels import add_met_person, remove_row
from app.usecases.record_list import list_records
from app.usecases.records import finish_record, reopen_record, start_record
from app.usecases.schools import sign_agreement
from app.usecases.section_duties import leave_section, section_duties, take_section
from app.usecases.sharing import join_record, look_into, share_record
from tests.builders import a_finished_record, a_full_record, with_school
from tests.builders_sharing import answers, found, notes

pytestmark = pytest.mark.usefixtures("cheap_codes")
URN = 900001


@pytest.fixture
def record_id(asha):
    return start_record(asha, URN, "visit_1").value.record.id


def test_a_colleague_gets_the_record_and_writes_in_it(asha, ben, give, record_id):
    answer(asha, record_id, "purpose", "Look at fractions")

    joined = give(asha, ben, record_id)

    assert (joined.is_new, joined.helps, joined.school_name) == (
        True,
        True,
        "Alderbrook Primary School",
    )
    assert joined.sent_by == "Sample Adviser"
    assert notes(ben, record_id)["purpose"] == "Look at fractions"
    assert [line.record.id for line in list_records(ben)] == [record_id]
    answer(ben, record_id, "purpose", "Look at fractions and ratio")
    assert give(ben, asha, record_id).counts[0] == ("answer", 1)
    assert notes(asha, record_id)["purpose"] == "Look at fractions and ratio"


def test_two_people_fill_in_different_sections_and_nothing_collides(asha, ben, give, record_id):
    give(asha, ben, record_id)
    answer(asha, record_id, "purpose", "From one")
    answer(ben, record_id, "leadership_strengths", "From the other")
    add_met_person(ben, record_id, "headteacher")
    add_action(asha, record_id, what="Plan together")

    there, back = give(asha, ben, record_id), give(ben, asha, record_id)

    assert (there.clashes, back.clashes) == ((), ())
    assert answers(asha, record_id) == answers(ben, record_id)
    assert notes(asha, record_id)["leadership_strengths"] == "From the other"
    for kind in (MetPerson, Action, Record):
        assert found(asha, kind) == found(ben, kind)


def test_joining_the_same_file_again_brings_nothing(asha, ben, tmp_path, record_id):
    shared = share_record(asha, record_id, tmp_path / "a.visitbook")
    join_record(ben, shared.path, shared.code)

    again = join_record(ben, shared.path, shared.code)

    assert again.value.brings_nothing
    assert again.changes == ()


def test_what_is_typed_after_sharing_reaches_the_other_too(asha, ben, give, record_id):
    for words in ("One", "One two", "One two three"):
        answer(asha, record_id, "purpose", words)
        assert give(asha, ben, record_id).clashes == ()
        assert notes(ben, record_id)["purpose"] == words


def test_the_same_question_answered_by_two_is_told_with_who_and_when(
    asha, ben, give, clock, record_id
):
    give(asha, ben, record_id)
    answer(asha, record_id, "purpose", "Fractions")
    clock.go_on(minutes=5)
    answer(ben, record_id, "purpose", "Ratio")

    joined = give(ben, asha, record_id)

    (line,) = joined.clashes
    assert [(v.words, v.who, v.mine) for v in line.versions] == [
        ("Ratio", "Second Adviser", False),
        ("Fractions", "Sample Adviser", True),
    ]
    assert line.versions[0].at > line.versions[1].at
    assert line.ref.endswith("/purpose")
    assert "purpose" in line.what.lower()
    assert notes(asha, record_id)["purpose"] == "Ratio"


def test_a_clash_in_a_prompt_says_which_prompt_it_is_in(asha, ben, give, record_id):
    give(asha, ben, record_id)
    answer(asha, record_id, "L1_level", "2")
    answer(ben, record_id, "L1_level", "3")

    (line,) = give(ben, asha, record_id).clashes

    group, _, _level = line.ref.rpartition("/")
    prompt = live_session(asha, open_record(asha, record_id)).label(group)
    assert len(prompt) > len("Level")
    assert line.what.startswith(prompt)


@pytest.mark.parametrize("choice", [0, 1])
def test_a_clash_that_one_settles_is_settled_for_both(asha, ben, give, record_id, choice):
    give(asha, ben, record_id)
    answer(asha, record_id, "purpose", "Fractions")
    answer(ben, record_id, "purpose", "Ratio")
    (line,) = give(ben, asha, record_id).clashes
    wanted = line.versions[choice]

    settle_clash(asha, record_id, line.clash, wanted.value)
    give(asha, ben, record_id)

    for app in (asha, ben):
        assert notes(app, record_id)["purpose"] == wanted.value
        assert record_clashes(app, record_id) == ()


def test_any_order_of_files_and_edits_comes_to_the_same_record(asha, ben, give, clock, record_id):
    give(asha, ben, record_id)
    luck = random.Random(7)
    names = ("purpose", "leadership_strengths", "arrived", "left")
    apps = [asha, ben]
    for _ in range(30):
        app = luck.choice(apps)
        if luck.random() < 0.3:
            give(app, luck.choice(apps), record_id)
        else:
            name = luck.choice(names)
            value = (
                luck.choice(["09:00", "10:30"])
                if name in {"arrived", "left"}
                else str(luck.random())
            )
            answer(app, record_id, name, value)
        clock.go_on(seconds=luck.randint(-30, 60))
    give(asha, ben, record_id)
    give(ben, asha, record_id)

    assert answers(asha, record_id) == answers(ben, record_id)
    assert {line.ref for line in record_clashes(asha, record_id)} == {
        line.ref for line in record_clashes(ben, record_id)
    }


def test_what_is_private_never_leaves(asha, ben, give, record_id, tmp_path):
    answer(asha, record_id, "private_note", "For me alone")
    with asha.store.unit_of_work() as work:
        work.save(PassedOn("c1", URN, datetime(2026, 1, 20, tzinfo=UTC), "dsl"))
        work.commit()

    shared = share_record(asha, record_id, tmp_path / "a.visitbook")
    content = shared.path.read_bytes()
    parcel = sync.open_parcel(content, vault.key_from_code(shared.code, sync.salt_of(content)))

    assert not any(change.scope.startswith("adviser:") for change in parcel.changes)
    assert not any(change.kind == "passed_on" for change in parcel.changes)
    assert "For me alone" not in str(parcel)
    join_record(ben, shared.path, shared.code)
    assert "private_note" not in notes(ben, record_id)


def test_my_private_note_stays_mine_after_joining(asha, ben, give, record_id):
    give(asha, ben, record_id)
    answer(asha, record_id, "private_note", "For me alone")
    answer(ben, record_id, "private_note", "For me, too")
    give(ben, asha, record_id)
    assert notes(asha, record_id)["private_note"] == "For me alone"


def test_the_helper_does_not_finish_and_is_told_who_does(asha, ben, give):
    record_id = a_full_record(asha)
    give(asha, ben, record_id)
    with pytest.raises(RuleError, match="Sample Adviser holds this school and finishes"):
        finish_record(ben, record_id)
    assert finish_record(asha, record_id).value.record.state is RecordState.FINISHED
    give(asha, ben, record_id)
    with pytest.raises(RuleError, match="holds this school"):
        reopen_record(ben, record_id)


def test_who_was_given_no_record_still_writes_nothing_of_anothers_school(asha, ben, give):
    one = start_record(asha, URN, "visit_1").value.record.id
    other = start_record(asha, URN, "visit_2").value.record.id
    give(asha, ben, one)
    with pytest.raises(RuleError, match="another adviser"):
        start_record(ben, URN, "visit_1")
    with pytest.raises(RuleError, match="another adviser"):
        sign_agreement(ben, URN, ben.today())
    assert found(ben, Record, id=other) == ()


def test_what_arrives_after_finishing_stands_for_the_next_revision(asha, ben, give):
    record_id = a_full_record(asha)
    give(asha, ben, record_id)
    answer(ben, record_id, "purpose", "Written late")
    frozen = finish_record(asha, record_id).value.snapshot

    joined = give(ben, asha, record_id)

    assert joined.after_finish == 1
    with asha.store.reading() as reader:
        assert reader.snapshot(record_id, 1) is not None
        assert "Written late" not in reader.snapshot(record_id, 1)
    assert frozen.answer("purpose").value != "Written late"
    reopened = reopen_record(asha, record_id).value
    assert "Written late" in reopened.answers.values()


def test_a_colleague_who_holds_the_school_too_keeps_holding_it(asha, ben, give, record_id):
    with_school(ben, URN, name="Alderbrook Primary", telephone="01234")

    joined = give(asha, ben, record_id)

    assert not joined.helps
    (school,) = found(ben, School)
    assert (school.adviser_id, school.name) == (ben.me, "Alderbrook Primary")
    assert joined.clashes == ()


def test_facts_of_the_school_follow_its_holder(asha, ben, give, record_id):
    give(asha, ben, record_id)
    with asha.store.unit_of_work() as work:
        work.save(replace(work.get(School, URN), telephone="01234 567890"))
        work.commit()
    give(asha, ben, record_id)
    assert found(ben, School)[0].telephone == "01234 567890"


def test_earlier_actions_go_along_and_can_be_given_a_status(asha, ben, give, clock):
    a_finished_record(asha)
    clock.go_on(days=30)
    second = start_record(asha, URN, "visit_2").value.record.id

    give(asha, ben, second)

    with ben.store.reading() as reader:
        (line,) = earlier_actions(reader, reader.get(Record, second))
    assert len(found(ben, Record)) == 1  # the earlier record itself stays where it is
    give_status(ben, line.action.id, ActionStatus.DONE, seen_of_it="Plans", record_id=second)
    give(ben, asha, second)
    with asha.store.reading() as reader:
        (line,) = earlier_actions(reader, reader.get(Record, second))
    assert line.review.status is ActionStatus.DONE


def test_other_schools_people_and_records_stay_here(asha, ben, give, record_id):
    with_school(asha, 900002, name="Brackenfield School")
    start_record(asha, 900002, "visit_1")
    with asha.store.unit_of_work() as work:
        work.save(Adviser("p9", "Third Adviser", "sle"))
        work.save(Project("pr9", "Another project", 2025))
        work.commit()
    give(asha, ben, record_id)
    assert {school.urn for school in found(ben, School)} == {URN}
    assert {adviser.name for adviser in found(ben, Adviser)} == {"Sample Adviser", "Second Adviser"}
    assert found(ben, Project) == ()


def test_a_row_that_one_removed_goes_from_the_other_too(asha, ben, give, record_id):
    add_met_person(asha, record_id, "headteacher")
    give(asha, ben, record_id)
    remove_row(ben, found(ben, MetPerson)[0])
    give(ben, asha, record_id)
    assert found(asha, MetPerson) == ()


def test_looking_changes_nothing_and_says_what_joining_would_do(asha, ben, tmp_path, record_id):
    answer(asha, record_id, "purpose", "Fractions")
    shared = share_record(asha, record_id, tmp_path / "a.visitbook")

    seen = look_into(ben, shared.path, shared.code)

    assert (seen.is_new, dict(seen.counts)["answer"] > 0) == (True, True)
    assert found(ben, Record) == found(ben, School) == ()
    assert join_record(ben, shared.path, shared.code).value == seen


def test_sections_are_taken_and_left_and_both_see_by_whom(asha, ben, give, record_id):
    give(asha, ben, record_id)
    take_section(ben, record_id, "/data/summary")
    give(ben, asha, record_id)
    duty = section_duties(asha, record_id)["/data/summary"]
    assert (duty.first_name, duty.mine) == ("Second", False)
    leave_section(asha, record_id, "/data/summary")
    give(asha, ben, record_id)
    assert section_duties(ben, record_id) == {}


def test_a_form_that_the_colleague_has_not_used_comes_along(asha, ben, give):
    record_id = start_record(asha, URN, "maths_audit").value.record.id
    give(asha, ben, record_id)
    assert ben.store.reading() is not None
    with ben.store.reading() as reader:
        record = reader.get(Record, record_id)
        assert reader.form_xml(record.form_id, record.form_version)
