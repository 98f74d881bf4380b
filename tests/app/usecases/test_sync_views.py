"""What waits by name, and who changed what: of a team, in people's words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.bootstrap import open_with_key
from app.domain.schools import School
from app.domain.team import RefusedSegment, TeamRole
from app.storage import keep_refused
from app.usecases.change_history import HistoryWish, change_history, history_choices
from app.usecases.opened import open_record
from app.usecases.people import introduce
from app.usecases.phrases import add_starter_phrases
from app.usecases.records import start_record
from app.usecases.sync_glance import sync_glance
from app.usecases.sync_view import sync_view
from app.usecases.waiting_to_sync import waiting_to_sync
from tests.builders import KEY, StillClock, an_app, with_school
from tests.builders_teams import let_in, made_team, sync_all, wrote

pytestmark = pytest.mark.usefixtures("cheap_codes")


@pytest.fixture
def app(tmp_path):
    program = an_app(tmp_path / "data")
    with_school(program)
    with_school(program, 900002, name="Brook Lane Primary School")
    made_team(program, tmp_path / "team")
    yield program
    program.store.close()


@pytest.fixture
def manager(app, tmp_path):
    program = open_with_key(tmp_path / "manager", KEY, clock=StillClock())
    program = introduce(program, name="Project Manager", role="pm", email="pm@westmarch.example")
    let_in(app, program, tmp_path, TeamRole.MANAGER)
    yield program
    program.store.close()


def test_what_waits_is_named_by_record_and_school_and_counted(app):
    assert waiting_to_sync(app) == ()
    record_id = start_record(app, 900001, "visit_1").value.record.id
    lines = waiting_to_sync(app)
    of_record = next(line for line in lines if line.about.record_id == record_id)
    assert of_record.about.where == "Alderbrook Primary School"
    assert sum(line.changes for line in lines) == sync_glance(app).waiting


def test_what_is_for_one_alone_is_named_private_and_nothing_more(app):
    add_starter_phrases(app)
    (line,) = waiting_to_sync(app)
    assert (line.about.what, line.about.where) == ("Private entries", "For you alone")
    newest = change_history(app, HistoryWish()).lines[0]
    assert newest.what == ""


def test_the_history_says_who_changed_what_of_which_school_in_the_form_s_words(app, manager):
    record_id = start_record(app, 900001, "visit_1").value.record.id
    questions = open_record(app, record_id).definition.questions()
    ref = next(q.path for q in questions if q.name == "purpose")
    sync_all(app, manager)
    app.clock.go_on(minutes=40)
    manager.clock.go_on(minutes=50)
    wrote(manager, record_id, ref, "Plan together")
    sync_all(manager, app)
    newest = change_history(app, HistoryWish()).lines[0]
    assert (newest.who, newest.about.where) == ("Project Manager", "Alderbrook Primary School")
    assert newest.what == "Agreed purpose of this visit"
    assert (newest.about.record_id, newest.ref) == (record_id, ref)


def test_the_history_is_of_one_school_or_one_person_where_that_is_asked(app, manager):
    sync_all(app, manager)
    with manager.store.unit_of_work() as work:
        school = work.find(School, urn=900002)[0]
        work.save(replace(school, telephone="01632 960000"), work.seen)
        work.commit()
    sync_all(manager, app)
    of_school = change_history(app, HistoryWish(urn=900002)).lines
    assert {line.about.where for line in of_school} == {"Brook Lane Primary School"}
    of_manager = change_history(app, HistoryWish(person=manager.me)).lines
    assert {line.who for line in of_manager} == {"Project Manager"}
    choices = history_choices(app)
    assert (app.me, "You") in choices.people
    assert (900002, "Brook Lane Primary School") in choices.schools


def test_pages_of_the_history_have_every_change_once(app):
    start_record(app, 900001, "visit_1")
    whole = sum(line.changes for line in change_history(app, HistoryWish()).lines)
    seen, before = 0, 0
    while True:
        page = change_history(app, HistoryWish(before=before), most=7)
        seen += sum(line.changes for line in page.lines)
        before = page.next
        if not before:
            break
    assert seen == whole


def test_every_reason_for_leaving_a_file_out_is_said_with_what_to_do(app):
    from app.sync import Fault

    names = [RefusedSegment(f"v1/{n}", fault.value, app.clock()) for n, fault in enumerate(Fault)]
    with app.store.unit_of_work() as work:
        keep_refused(work, names)
        work.commit()
    lines = sync_view(app).refused
    assert len(lines) == len(names)
    assert all(line.what.endswith(".") and line.advice.endswith(".") for line in lines)
