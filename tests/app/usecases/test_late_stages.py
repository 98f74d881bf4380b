"""Stages that are kept late or out of their turn leave a note where it truly stands."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.follow_through import RecordStep, Stage
from app.errors import RuleError
from app.usecases.documents import export_record
from app.usecases.follow_through import put_back, record_step, steps, take_back
from app.usecases.mail import handed_over
from app.usecases.records import finish_record, reopen_record
from app.usecases.stages import stages_of
from tests.builders import a_finished_record
from tests.builders_follow import a_sent_note

VISITED = date(2026, 1, 15)
HEAD = "headteacher"


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


@pytest.fixture
def sent(app, out):
    return a_sent_note(app, out, VISITED)


def stages(app, record):
    return [line.stage for line in steps(app, record.id).now]


def go(app, clock, record, *wanted):
    """Keep stage after stage, an hour apart."""
    for stage in wanted:
        clock.go_on(hours=1)
        record_step(app, record.id, stage, role=HEAD)


def keep_read_late(app, record, clock):
    """A quality read that another laptop kept, and that arrives once the note went out."""
    clock.go_on(hours=1)
    step = RecordStep("read", record.urn, record.id, 1, Stage.QUALITY_READ, app.today(), clock())
    with app.store.unit_of_work() as work:
        work.save(step)
        work.commit()


def test_a_quality_read_that_arrives_late_leaves_the_note_where_it_stands(app, clock, sent):
    keep_read_late(app, sent, clock)
    assert stages(app, sent) == [Stage.FINISHED, Stage.QUALITY_READ, Stage.SENT]
    with app.store.reading() as reader:
        assert stages_of(reader, [sent]) == {sent.id: Stage.SENT}
    go(app, clock, sent, Stage.ACCURATE)
    assert stages(app, sent)[-1] is Stage.ACCURATE


def test_a_note_that_went_out_on_paper_on_the_day_it_was_read_still_gets_its_answer(
    app, clock, out
):
    record = a_finished_record(app, on=VISITED)
    export_record(app, record.id, out)
    clock.go_on(days=1, hours=6)
    record_step(app, record.id, Stage.QUALITY_READ, role="Project lead")
    clock.go_on(days=1)
    record_step(app, record.id, Stage.SENT, role=HEAD, on=date(2026, 1, 21))
    go(app, clock, record, Stage.ACCURATE)
    assert stages(app, record)[-2:] == [Stage.SENT, Stage.ACCURATE]


def test_a_final_copy_that_went_out_by_hand_the_day_before_is_taken_once(app, clock, sent):
    clock.go_on(days=1, hours=3)
    go(app, clock, sent, Stage.ACCURATE, Stage.FINAL)
    clock.go_on(days=1)
    record_step(app, sent.id, Stage.FINAL_SENT, role=HEAD, on=date(2026, 1, 21))
    line = steps(app, sent.id).now[-1]
    assert (line.stage, line.on) == (Stage.FINAL_SENT, date(2026, 1, 21))
    assert len(handed_over(app, sent.id)) == 2
    with pytest.raises(RuleError):
        record_step(app, sent.id, Stage.FINAL_SENT, role=HEAD, on=date(2026, 1, 21))
    take_back(app, sent.id)
    assert stages(app, sent)[-1] is Stage.FINAL


def test_what_was_taken_back_is_not_put_back_beside_another_answer(app, clock, sent):
    go(app, clock, sent, Stage.ACCURATE)
    taken = take_back(app, sent.id).value
    clock.go_on(hours=1)
    record_step(app, sent.id, Stage.CORRECTION, role=HEAD, words="Year 4, not 5")
    with pytest.raises(RuleError, match="stands at “Correction asked”"):
        put_back(app, taken)
    assert stages(app, sent) == [Stage.FINISHED, Stage.SENT, Stage.CORRECTION]


def test_what_was_taken_back_is_not_put_back_once_the_record_was_reopened(app, clock, sent):
    taken = take_back(app, sent.id).value
    reopen_record(app, sent.id)
    with pytest.raises(RuleError, match="cannot be put back"):
        put_back(app, taken)
    finish_record(app, sent.id)
    with pytest.raises(RuleError, match="cannot be put back"):
        put_back(app, taken)
    assert handed_over(app, sent.id) == ()


def test_a_final_copy_that_was_taken_back_by_mistake_is_put_back(app, clock, sent):
    go(app, clock, sent, Stage.ACCURATE, Stage.FINAL, Stage.FINAL_SENT)
    put_back(app, take_back(app, sent.id).value)
    assert stages(app, sent)[-1] is Stage.FINAL_SENT
