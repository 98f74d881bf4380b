"""A record keeps its form's version until somebody moves it; nothing answered is ever lost."""

from __future__ import annotations

import pytest

from app.domain.changes import NOTHING_SEEN
from app.domain.photos import Photo
from app.domain.records import Record
from app.domain.snapshot import to_json
from app.errors import RuleError
from app.forms.moving import WhyLeftOut
from app.storage.scopes import own_scope, school_scope
from app.usecases.form_versions import (
    kept_aside,
    move_record,
    newer_version,
    preview_move,
    version_standing,
)
from app.usecases.opened import open_record
from app.usecases.records import draft_snapshot, finish_record, save_answers, start_record
from app.usecases.shared_parts import changes_to_share
from tests.builders import with_school
from tests.builders_forms import asks, bind, group, repeat, xform


def a_version(app, version, instance, *refs, binds="", body=""):
    """Keep a version of the form `a_form`, as it is kept once compiled."""
    page = xform(instance, binds, body or asks(*refs)).replace(
        'version="3"', f'version="{version}"'
    )
    page = page.replace("<h:title>A form<", f"<h:title>A form, {version}<")
    app.definitions.pop(("a_form", version), None)
    with app.store.unit_of_work() as work:
        work.keep_form("a_form", version, f"A form, {version}", page, version)
        work.commit()


@pytest.fixture
def record(app):
    """A record of version 1, answered, of whose form there is a version 2."""
    with_school(app)
    a_version(app, "1", "<a/><b/>", "/data/a", "/data/b")
    started = start_record(app, 900001, "a_form").value
    answered = {"/data/a": "kept", "/data/b": "gone in version 2"}
    save_answers(app, started.record.id, answered, started.seen)
    a_version(app, "2", "<a/><c>as usual</c>", "/data/a", "/data/c")
    return open_record(app, started.record.id).record


def test_a_record_keeps_its_version_and_a_newer_one_is_told(app, record):
    assert record.form_version == "1"
    assert newer_version(app, record) == "2"
    assert [q.name for q in open_record(app, record.id).definition.questions()] == ["a", "b"]


def test_what_moving_would_do_is_told_and_changes_nothing(app, record):
    before = open_record(app, record.id)
    plan = preview_move(app, record.id)
    assert (plan.from_version, plan.to_version, plan.taken_over) == ("1", "2", 1)
    assert len(plan.new) == 1
    assert [(left.ref, left.value) for left in plan.left_out] == [("/data/b", "gone in version 2")]
    after = open_record(app, record.id)
    assert (after.record, after.answers) == (before.record, before.answers)


def test_moving_keeps_answers_gives_first_values_and_keeps_the_rest_aside(app, record):
    moved = move_record(app, record.id).value
    assert (moved.record.form_version, moved.record.title) == ("2", "A form, 2")
    assert moved.answers["/data/a"] == "kept"
    assert moved.answers["/data/c"] == "as usual"
    assert [left.value for left in kept_aside(app, record.id)] == ["gone in version 2"]
    assert newer_version(app, moved.record) == ""


def test_moving_back_undoes_it_and_carries_what_was_written_meanwhile(app, record):
    moved = move_record(app, record.id).value
    save_answers(app, record.id, {"/data/a": "written since"}, moved.seen)
    back = move_record(app, record.id, "1").value
    assert back.record.form_version == "1"
    assert back.answers["/data/a"] == "written since"
    assert back.answers["/data/b"] == "gone in version 2"


def test_what_was_private_is_kept_aside_where_the_newer_form_would_show_it(app):
    with_school(app)
    a_version(app, "1", "<a/><b/>", "/data/a", "/data/b", binds=bind("/data/a", vb_private="yes"))
    started = start_record(app, 900001, "a_form").value
    save_answers(app, started.record.id, {"/data/a": "for me", "/data/b": "x"}, started.seen)
    a_version(app, "2", "<a/><b/>", "/data/a", "/data/b")
    (left,) = preview_move(app, started.record.id).left_out
    assert left.why is WhyLeftOut.NO_LONGER_PRIVATE
    changes = move_record(app, started.record.id).changes
    assert {c.scope for c in changes if c.value == "for me"} == {own_scope(app.me)}
    with app.store.reading() as reader:
        shared = {change.value for change in reader.changes(scope=school_scope(900001))}
        own = {change.value for change in reader.changes(scope=own_scope(app.me))}
    assert "for me" not in shared
    assert "for me" in own


def test_what_was_private_is_in_no_document_after_moving_and_there_again_after_moving_back(app):
    with_school(app)
    a_version(app, "1", "<a/><b/>", "/data/a", "/data/b", binds=bind("/data/a", vb_private="yes"))
    record_id = start_record(app, 900001, "a_form").value.record.id
    save_answers(app, record_id, {"/data/a": "for me"}, NOTHING_SEEN)
    a_version(app, "2", "<a/><b/>", "/data/a", "/data/b")

    moved = move_record(app, record_id).value

    assert "/data/a" not in moved.answers
    assert [(left.ref, left.value) for left in kept_aside(app, record_id)] == [
        ("/data/a", "for me")
    ]
    assert "for me" not in to_json(draft_snapshot(app, record_id))
    with app.store.reading() as reader:
        shared = {change.value for change in reader.changes(scope=school_scope(900001))}
    assert "for me" not in shared
    assert move_record(app, record_id, "1").value.answers["/data/a"] == "for me"
    assert kept_aside(app, record_id) == ()


def test_what_is_put_aside_and_brought_back_is_not_brought_back_once_it_was_cleared(app):
    with_school(app)
    a_version(app, "1", "<a/>", "/data/a")
    record_id = start_record(app, 900001, "a_form").value.record.id
    save_answers(app, record_id, {"/data/a": "words"}, NOTHING_SEEN)
    a_version(app, "2", "<a/>", "/data/a", binds=bind("/data/a", type="int"))
    move_record(app, record_id)
    back = move_record(app, record_id, "1").value
    save_answers(app, record_id, {"/data/a": None}, back.seen)
    move_record(app, record_id)
    assert "/data/a" not in move_record(app, record_id, "1").value.answers


def test_an_answer_of_another_kind_makes_way_and_stays_while_its_place_is_answered_anew(app):
    with_school(app)
    a_version(app, "1", "<a/>", "/data/a")
    record_id = start_record(app, 900001, "a_form").value.record.id
    save_answers(app, record_id, {"/data/a": "about ten"}, NOTHING_SEEN)
    a_version(app, "2", "<a/>", "/data/a", binds=bind("/data/a", type="int"))

    moved = move_record(app, record_id).value
    save_answers(app, record_id, {"/data/a": "10"}, moved.seen)

    assert [left.value for left in kept_aside(app, record_id)] == ["about ten"]
    assert finish_record(app, record_id).value.snapshot.answer("a").value == "10"


def test_moving_back_from_a_version_that_hid_an_answer_shows_it_again(app):
    with_school(app)
    a_version(app, "1", "<a/>", "/data/a")
    record_id = start_record(app, 900001, "a_form").value.record.id
    save_answers(app, record_id, {"/data/a": "for all"}, NOTHING_SEEN)
    a_version(app, "2", "<a/>", "/data/a", binds=bind("/data/a", vb_private="yes"))
    moved = move_record(app, record_id).value
    assert move_record(app, record_id, "1").value.answers["/data/a"] == "for all"

    move_record(app, record_id)
    save_answers(app, record_id, {"/data/a": "for me"}, moved.seen)
    assert "/data/a" not in move_record(app, record_id, "1").value.answers
    assert [left.value for left in kept_aside(app, record_id)] == ["for me"]


def test_what_is_put_aside_in_a_row_outlives_its_row(app):
    with_school(app)
    body = group("/data/r", repeat("/data/r", asks("/data/r/a")))
    a_version(app, "1", "<r><a/></r>", body=body)
    record_id = start_record(app, 900001, "a_form").value.record.id
    save_answers(app, record_id, {"/data/r[x1]": "a", "/data/r[x1]/a": "words"}, NOTHING_SEEN)
    a_version(app, "2", "<r><a/></r>", body=body, binds=bind("/data/r/a", type="int"))
    moved = move_record(app, record_id).value
    assert "/data/r[x1]/a" not in moved.answers
    save_answers(app, record_id, {"/data/r[x1]": None}, moved.seen)
    assert [left.value for left in kept_aside(app, record_id)] == ["words"]
    assert "words" in move_record(app, record_id, "1").value.answers.values()


def test_a_record_with_an_answer_whose_row_a_colleague_took_out_can_be_moved(app):
    with_school(app)
    choice = (
        "<select1 ref='/data/r/a'><label>A</label><item><label>L</label><value>l</value></item>"
    )
    body = group("/data/r", repeat("/data/r", f"{choice}</select1>", asks("/data/r/b")))
    a_version(app, "1", "<r><a/><b/></r>", body=body)
    record_id = start_record(app, 900001, "a_form").value.record.id
    late = {"/data/r[x1]/a": "l", "/data/r[x1]/b": "words"}
    save_answers(app, record_id, late, NOTHING_SEEN)
    a_version(app, "2", "<r><a/><b/></r>", body=body, binds=bind("/data/r/b", type="int"))
    assert [left.label for left in preview_move(app, record_id).left_out] == ["b"]


def test_a_photo_is_private_once_its_question_is(app):
    with_school(app)
    image = bind("/data/a", type="binary")
    a_version(app, "1", "<a/>", "/data/a", binds=image)
    record_id = start_record(app, 900001, "a_form").value.record.id
    with app.store.unit_of_work() as work:
        key = "0" * 64
        work.save(Photo("p1", 900001, record_id, "p1.jpg", key, key, 4, 3, 9))
        work.commit()
    save_answers(app, record_id, {"/data/a": "p1.jpg"}, NOTHING_SEEN)
    hidden = bind("/data/a", type="binary", vb_private="yes")
    a_version(app, "2", "<a/>", "/data/a", binds=hidden)
    definition = move_record(app, record_id).value.definition
    with app.store.reading() as reader:
        assert reader.get(Photo, "p1").private
        shared = changes_to_share(reader, reader.get(Record, record_id), definition)
    assert "photo" not in {change.kind for change in shared}


def test_what_was_typed_on_a_page_of_the_version_before_is_kept_and_is_ones_own(app, record):
    before = open_record(app, record.id)
    move_record(app, record.id)
    save_answers(app, record.id, {"/data/b": "typed just before"}, before.seen)
    with app.store.reading() as reader:
        own = {change.value for change in reader.changes(scope=own_scope(app.me))}
    assert "typed just before" in own


def test_a_finished_record_is_not_moved(app, record):
    finished = finish_record(app, record.id).value.record
    assert newer_version(app, finished) == ""
    with pytest.raises(RuleError, match="finished"):
        move_record(app, record.id)


def test_a_record_of_the_newest_version_has_nowhere_to_move_to(app, record):
    move_record(app, record.id)
    with pytest.raises(RuleError, match="newest version"):
        preview_move(app, record.id)


def test_a_record_knows_the_version_it_can_be_moved_back_to_while_it_is_a_draft(app, record):
    assert version_standing(app, record.id).before == ""
    move_record(app, record.id)
    standing = version_standing(app, record.id)
    assert (standing.newer, standing.before) == ("", "1")
    assert [left.value for left in standing.aside] == ["gone in version 2"]
    move_record(app, record.id, "1")
    standing = version_standing(app, record.id)
    assert (standing.newer, standing.before) == ("2", "")
    move_record(app, record.id)
    finish_record(app, record.id)
    standing = version_standing(app, record.id)
    assert (standing.before, len(standing.aside)) == ("", 1)


def test_a_record_that_was_moved_twice_can_be_moved_back_step_by_step(app, record):
    move_record(app, record.id)
    a_version(app, "3", "<a/>", "/data/a")
    move_record(app, record.id)
    assert version_standing(app, record.id).before == "2"
    move_record(app, record.id, "2")
    assert version_standing(app, record.id).before == "1"


def test_a_record_that_began_with_the_newest_version_cannot_be_moved_back(app, record):
    begun = start_record(app, 900001, "a_form").value.record
    assert version_standing(app, begun.id).before == ""
