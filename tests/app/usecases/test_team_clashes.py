"""Clashes of a team: told with what may be done, and settled with all that goes with them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.bootstrap import open_with_key
from app.domain.records import Record, RecordState
from app.domain.schools import School
from app.domain.snapshot import snapshot_hash, to_json
from app.domain.team import TeamRole
from app.errors import InputError
from app.usecases.opened import open_record
from app.usecases.people import introduce
from app.usecases.records import finish_record, start_record
from app.usecases.team_clashes import BOTH, MINE, clashes, settle, settle_with
from tests.builders import KEY, StillClock, a_full_record, an_app, with_school
from tests.builders_teams import a_clash, let_in, made_team, sync_all, wrote

pytestmark = pytest.mark.usefixtures("cheap_codes")


@pytest.fixture
def app(tmp_path):
    program = an_app(tmp_path / "data")
    with_school(program)
    yield program
    program.store.close()


@pytest.fixture
def manager(app, tmp_path):
    """Another manager of the team."""
    program = open_with_key(tmp_path / "manager", KEY, clock=StillClock())
    program = introduce(program, name="Project Manager", role="pm", email="pm@westmarch.example")
    made_team(app, tmp_path / "team")
    let_in(app, program, tmp_path, TeamRole.MANAGER)
    yield program
    program.store.close()


@pytest.fixture
def record_id(app):
    return start_record(app, 900001, "visit_1").value.record.id


def question(app, record_id, name):
    questions = open_record(app, record_id).definition.questions()
    return next(q.path for q in questions if q.name == name)


def test_a_clash_says_where_it_is_and_leads_there(app, manager, record_id):
    ref = question(app, record_id, "purpose")
    a_clash(app, manager, record_id, ref, "Mine", "Theirs")
    (clash,) = clashes(app)
    assert (clash.about.record_id, clash.about.urn) == (record_id, 900001)
    assert clash.about.where == "Alderbrook Primary School"
    assert clash.line.ref == ref
    assert clash.in_words


def test_both_are_kept_of_words_and_never_of_a_day_or_a_choice(app, manager, record_id):
    ref = question(app, record_id, "visit_date")
    a_clash(app, manager, record_id, ref, "2026-01-19", "2026-01-21")
    clash = next(each for each in clashes(app) if each.line.ref == ref)
    assert not clash.in_words
    with pytest.raises(InputError):
        settle(app, clash.id, BOTH)
    with pytest.raises(InputError):
        settle(app, clash.id, "", "some words")
    settle(app, clash.id, MINE)
    assert open_record(app, record_id).answers[ref] == "2026-01-19"


def test_something_deleted_by_one_and_changed_by_another_is_kept_or_goes_as_one_chooses(
    app, manager
):
    sync_all(app, manager)
    with manager.store.unit_of_work() as work:
        school = work.find(School, urn=900001)[0]
        work.delete(school, work.seen)
        work.commit()
    app.clock.go_on(minutes=1)
    with app.store.unit_of_work() as work:
        school = work.find(School, urn=900001)[0]
        work.save(School(**{**fields(school), "telephone": "01632 960000"}), work.seen)
        work.commit()
    sync_all(manager, app)
    clash = next(each for each in clashes(app) if each.line.clash.field == "deleted")
    assert [version.value for version in clash.line.versions] == [False, True]
    settle_with(app, clash, 0)
    assert not any(each.line.clash.field == "deleted" for each in clashes(app))
    with app.store.reading() as reader:
        assert reader.find(School, urn=900001)


def test_a_record_that_two_finished_is_one_clash_and_settled_whole(app, manager):
    record_id = a_full_record(app)
    sync_all(app, manager)
    mine = to_json(finish_record(app, record_id).value.snapshot)
    manager.clock.go_on(minutes=2)
    theirs = mine.replace("Alderbrook", "Alder Brook")
    finish(manager, record_id, theirs)
    sync_all(manager, app)
    found = [each for each in clashes(app) if "finished twice" in each.line.what]
    assert len(found) == 1
    at = next(at for at, version in enumerate(found[0].line.versions) if version.mine)
    settle_with(app, found[0], at)
    assert [each for each in clashes(app) if "finished twice" in each.line.what] == []
    sync_all(app, manager)
    for laptop in (app, manager):
        with laptop.store.reading() as reader:
            assert reader.snapshot(record_id) == mine
            assert reader.get(Record, record_id).snapshot_hash == snapshot_hash(mine)


def finish(app, record_id, content):
    """Finish a record with this content on any laptop, whoever holds its school."""
    with app.store.unit_of_work() as work:
        record = work.get(Record, record_id)
        digest = snapshot_hash(content)
        done = replace(
            record,
            state=RecordState.FINISHED,
            finished_at=app.clock(),
            snapshot_hash=digest,
        )
        work.save(done, work.seen)
        work.keep_snapshot(done, content, digest)
        work.commit()


def fields(thing):
    return {name: getattr(thing, name) for name in thing.__dataclass_fields__}


def test_what_was_settled_meanwhile_may_be_settled_again(app, manager, record_id):
    ref = question(app, record_id, "purpose")
    a_clash(app, manager, record_id, ref, "Mine", "Theirs")
    (clash,) = clashes(app)
    settle(app, clash.id, MINE)
    wrote(app, record_id, ref, "Written later")
    settle_with(app, clash, "Both of us")
    assert open_record(app, record_id).answers[ref] == "Both of us"
