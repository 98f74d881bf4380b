"""A record keeps its form's version until somebody moves it; nothing answered is ever lost."""

from __future__ import annotations

import pytest

from app.errors import RuleError
from app.forms.moving import WhyLeftOut
from app.storage.wire import own_scope, school_scope
from app.usecases.form_versions import kept_aside, move_record, newer_version, preview_move
from app.usecases.opened import open_record
from app.usecases.records import finish_record, save_answers, start_record
from tests.builders import with_school
from tests.builders_forms import asks, bind, xform


def a_version(app, version, instance, *refs, binds=""):
    """Keep a version of the form `a_form`, as it is kept once compiled."""
    page = xform(instance, binds, asks(*refs)).replace('version="3"', f'version="{version}"')
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
    assert "for me" not in {change.value for change in changes}
    with app.store.reading() as reader:
        shared = {change.value for change in reader.changes(scope=school_scope(900001))}
        own = {change.value for change in reader.changes(scope=own_scope(app.me))}
    assert "for me" not in shared
    assert "for me" in own


def test_a_finished_record_is_not_moved(app, record):
    finished = finish_record(app, record.id).value.record
    assert newer_version(app, finished) == ""
    with pytest.raises(RuleError, match="finished"):
        move_record(app, record.id)


def test_a_record_of_the_newest_version_has_nowhere_to_move_to(app, record):
    move_record(app, record.id)
    with pytest.raises(RuleError, match="newest version"):
        preview_move(app, record.id)
