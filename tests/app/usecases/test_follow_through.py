"""A finished note is followed through to the archive, each stage with who and when."""

from __future__ import annotations

import logging
from datetime import date

import pytest

from app import logs
from app.domain.follow_through import RecordStep, Stage, Way
from app.domain.records import HandedOver
from app.errors import InputError, RuleError
from app.usecases.documents import export_record
from app.usecases.follow_through import (
    correction_asked,
    put_back,
    record_step,
    steps,
    take_back,
)
from app.usecases.mail import handed_over
from app.usecases.records import finish_record, reopen_record, start_record
from app.usecases.schools import hand_over
from app.usecases.to_do import Due, ToDoKind
from app.usecases.today import today
from app.usecases.waiting import due
from tests.builders import a_finished_record, a_full_record, another_adviser
from tests.builders_filling import fill_record
from tests.builders_follow import TO, a_sent_note, send
from tests.builders_sharing import found

VISITED = date(2026, 1, 15)
HEAD = "headteacher"
SECRET = "The sentence on Year 4 is wrong"


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


@pytest.fixture
def sent(app, out):
    return a_sent_note(app, out, VISITED)


def stages(app, record):
    return [line.stage for line in steps(app, record.id).now]


def go(app, clock, record, *wanted, **more):
    """Keep stage after stage, an hour apart."""
    for stage in wanted:
        clock.go_on(hours=1)
        said = {"role": HEAD, "words": SECRET if stage is Stage.CORRECTION else ""}
        record_step(app, record.id, stage, **(said | more))


def to_do(app, kind):
    return [item for item in today(app).to_do if item.kind is kind]


def test_a_finished_note_says_who_finished_it_and_when(app):
    record = a_finished_record(app, on=VISITED)
    view = steps(app, record.id)
    (line,) = view.now
    assert (line.stage, line.who, line.at) == (Stage.FINISHED, "Sample Adviser", record.finished_at)
    assert view.way is Way.CHECKED
    assert view.following == (Stage.QUALITY_READ, Stage.SENT)


def test_a_note_that_was_handed_over_stands_as_sent_with_whom_it_went_to(app, sent):
    line = steps(app, sent.id).now[-1]
    assert (line.stage, line.who, line.role) == (Stage.SENT, "Sample Adviser", TO)


def test_a_note_goes_all_the_way(app, clock, sent, out):
    go(app, clock, sent, Stage.ACCURATE, Stage.FINAL)
    clock.go_on(hours=1)
    send(app, sent.id, out)
    go(app, clock, sent, Stage.ARCHIVED)
    assert stages(app, sent) == [
        Stage.FINISHED,
        Stage.SENT,
        Stage.ACCURATE,
        Stage.FINAL,
        Stage.FINAL_SENT,
        Stage.ARCHIVED,
    ]
    assert steps(app, sent.id).following == ()


def test_an_answer_keeps_role_day_and_words(app, clock, sent):
    clock.go_on(days=2)
    done = record_step(
        app, sent.id, Stage.CORRECTION, role="Head", on=date(2026, 1, 21), words=f" {SECRET}\n"
    )
    line = done.value.now[-1]
    assert (line.role, line.on, line.words) == ("Headteacher", date(2026, 1, 21), SECRET)
    assert line.at == clock.now
    (step,) = found(app, RecordStep)
    assert (step.adviser_id, step.role, step.revision) == (app.me, HEAD, 1)
    assert {change.scope for change in done.changes} == {"school:900001"}


@pytest.mark.parametrize(
    ("stage", "said", "told"),
    [
        (Stage.ACCURATE, {"role": ""}, "role"),
        (Stage.CORRECTION, {"role": HEAD}, "corrected"),
        (Stage.CORRECTION, {"role": HEAD, "words": "x" * 20_001}, "letters"),
        (Stage.ACCURATE, {"role": HEAD, "on": date(2026, 1, 21)}, "still to come"),
        (Stage.ACCURATE, {"role": HEAD, "on": date(2026, 1, 19)}, "before"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_and_nothing_is_kept(app, sent, stage, said, told):
    with pytest.raises(InputError, match=told):
        record_step(app, sent.id, stage, **said)
    assert found(app, RecordStep) == ()


def test_what_may_not_follow_is_refused_with_what_may(app):
    record = a_finished_record(app, on=VISITED)
    with pytest.raises(RuleError, match=r"“Finished”.*“Quality read” or “Sent for accuracy”"):
        record_step(app, record.id, Stage.ACCURATE, role=HEAD)
    draft = start_record(app, 900001, "visit_2").value.record
    with pytest.raises(RuleError, match="draft"):
        record_step(app, draft.id, Stage.ARCHIVED)


def test_silence_is_agreement_only_once_the_day_has_passed(app, clock, sent):
    by = steps(app, sent.id).reply_by
    assert by == date(2026, 2, 3)
    with pytest.raises(RuleError, match="Tue 3 Feb 2026"):
        record_step(app, sent.id, Stage.NO_ANSWER)
    clock.go_on(days=14)
    with pytest.raises(RuleError):
        record_step(app, sent.id, Stage.NO_ANSWER)
    clock.go_on(days=1)
    line = record_step(app, sent.id, Stage.NO_ANSWER).value.now[-1]
    assert (line.stage, line.on) == (Stage.NO_ANSWER, by)


def test_a_school_that_was_silent_may_still_answer(app, clock, sent):
    clock.go_on(days=30)
    go(app, clock, sent, Stage.NO_ANSWER, Stage.ACCURATE, Stage.FINAL)
    assert stages(app, sent)[-1] is Stage.FINAL


def test_a_note_that_goes_out_late_leaves_the_school_time_to_read(app, clock, out):
    record = a_finished_record(app, on=VISITED)
    assert steps(app, record.id).reply_by == date(2026, 2, 3)
    clock.go_on(days=13)  # Mon 2 Feb, and half term comes
    send(app, record.id, out)
    assert steps(app, record.id).reply_by == date(2026, 2, 9)
    clock.go_on(days=2)
    assert steps(app, record.id).reply_by == date(2026, 2, 9)


def test_a_note_sent_on_paper_is_handed_over_too(app, clock, out):
    record = a_finished_record(app, on=VISITED)
    with pytest.raises(RuleError, match="Save the PDF"):
        record_step(app, record.id, Stage.SENT, role=HEAD)
    export_record(app, record.id, out)
    clock.go_on(days=2)
    record_step(app, record.id, Stage.SENT, role=HEAD, on=date(2026, 1, 21))
    (handed,) = handed_over(app, record.id)
    assert (handed.recipients, handed.how, handed.at.date()) == (
        "Headteacher",
        "by hand",
        date(2026, 1, 21),
    )
    assert to_do(app, ToDoKind.SEND_NOTE) == []


def test_the_last_stage_can_be_taken_back_and_put_back(app, clock, sent):
    go(app, clock, sent, Stage.CORRECTION)
    taken = take_back(app, sent.id).value
    assert taken.stage is Stage.CORRECTION
    assert stages(app, sent) == [Stage.FINISHED, Stage.SENT]
    put_back(app, taken)
    assert steps(app, sent.id).now[-1].words == SECRET


def test_taking_back_goes_as_far_as_finishing_and_no_further(app, clock, sent):
    go(app, clock, sent, Stage.ACCURATE, Stage.FINAL, Stage.ARCHIVED)
    for left in (4, 3, 2, 1):
        take_back(app, sent.id)
        assert len(stages(app, sent)) == left
    assert found(app, HandedOver) == ()
    with pytest.raises(RuleError, match="reopen"):
        take_back(app, sent.id)


def test_taking_back_the_final_copy_leaves_that_it_was_sent_before(app, clock, sent, out):
    go(app, clock, sent, Stage.ACCURATE, Stage.FINAL)
    clock.go_on(hours=1)
    send(app, sent.id, out)
    take_back(app, sent.id)
    assert stages(app, sent)[-1] is Stage.FINAL
    assert len(handed_over(app, sent.id)) == 1


def test_a_correction_is_a_new_revision_with_which_the_flow_begins_again(app, clock, sent, out):
    go(app, clock, sent, Stage.CORRECTION)
    clock.go_on(hours=1)
    reopen_record(app, sent.id)
    assert steps(app, sent.id).stage is Stage.DRAFT
    finish_record(app, sent.id)
    assert stages(app, sent) == [Stage.FINISHED]
    clock.go_on(hours=1)
    send(app, sent.id, out)
    go(app, clock, sent, Stage.ACCURATE)
    view = steps(app, sent.id)
    assert [(line.revision, line.stage) for line in view.lines] == [
        (1, Stage.FINISHED),
        (1, Stage.SENT),
        (1, Stage.CORRECTION),
        (2, Stage.FINISHED),
        (2, Stage.SENT),
        (2, Stage.ACCURATE),
    ]


def test_a_record_for_the_team_is_only_archived(app):
    record_id = start_record(app, 900001, "book_look").value.record.id
    fill_record(app, record_id)
    finish_record(app, record_id)
    view = steps(app, record_id)
    assert (view.way, view.following) == (Way.KEPT, (Stage.ARCHIVED,))
    assert not view.is_late
    record_step(app, record_id, Stage.ARCHIVED)
    assert to_do(app, ToDoKind.SEND_NOTE) == []


def test_who_does_not_hold_the_school_keeps_no_answer(app, sent):
    hand_over(app, 900001, another_adviser(app).id)
    with pytest.raises(RuleError, match="another adviser"):
        record_step(app, sent.id, Stage.ACCURATE, role=HEAD)
    with pytest.raises(RuleError, match="another adviser"):
        take_back(app, sent.id)


def test_today_asks_for_the_answer_and_says_when_it_is_late(app, clock, sent):
    (item,) = to_do(app, ToDoKind.ANSWER)
    assert (item.by, item.due, item.target) == (date(2026, 2, 3), Due.LATER, sent.id)
    clock.go_on(days=15)
    (item,) = to_do(app, ToDoKind.ANSWER)
    assert item.due is Due.LATE
    assert steps(app, sent.id).is_late
    go(app, clock, sent, Stage.NO_ANSWER)
    assert to_do(app, ToDoKind.ANSWER) == []
    assert len(to_do(app, ToDoKind.MAKE_FINAL)) == 1
    go(app, clock, sent, Stage.FINAL)
    assert to_do(app, ToDoKind.MAKE_FINAL) == []
    assert due(app) == ()


def test_today_asks_for_a_correction_until_it_is_made(app, clock, sent):
    go(app, clock, sent, Stage.CORRECTION)
    (item,) = to_do(app, ToDoKind.CORRECTION)
    assert item.by == date(2026, 1, 27)
    reopen_record(app, sent.id)
    assert to_do(app, ToDoKind.CORRECTION) == []


def test_what_can_be_done_now_stands_on_today_though_its_day_lies_behind_a_holiday(
    app, clock, tmp_path
):
    clock.now = clock.now.replace(month=12, day=18)
    record = a_sent_note(app, tmp_path / "holiday", date(2026, 12, 16))
    assert to_do(app, ToDoKind.ANSWER) == []  # the school has weeks to answer
    go(app, clock, record, Stage.ACCURATE)
    (item,) = to_do(app, ToDoKind.MAKE_FINAL)
    assert item.by > date(2027, 1, 2)


def test_a_draft_that_corrects_a_version_knows_what_was_asked(app, clock, sent):
    assert correction_asked(app, sent.id) is None
    go(app, clock, sent, Stage.CORRECTION)
    assert correction_asked(app, sent.id) is None
    reopen_record(app, sent.id)
    asked = correction_asked(app, sent.id)
    assert (asked.words, asked.role) == (SECRET, "Headteacher")
    clock.go_on(hours=1)
    finish_record(app, sent.id)
    reopen_record(app, sent.id)  # of one's own accord
    assert correction_asked(app, sent.id) is None


def test_nothing_is_asked_of_what_was_sent_long_ago(app, clock, sent):
    clock.go_on(days=200)
    assert to_do(app, ToDoKind.ANSWER) == []


def test_a_helper_reads_for_quality_and_the_holder_learns_of_it(asha, ben, give):
    record_id = a_full_record(asha, on=VISITED)
    finish_record(asha, record_id)
    give(asha, ben, record_id)
    with pytest.raises(RuleError):
        record_step(ben, record_id, Stage.SENT, role=HEAD)
    record_step(ben, record_id, Stage.QUALITY_READ)
    joined = give(ben, asha, record_id)
    assert dict(joined.counts)["record_step"] == 1
    assert not joined.brings_nothing
    line = steps(asha, record_id).now[-1]
    assert (line.stage, line.who) == (Stage.QUALITY_READ, "Second Adviser")


def test_steps_go_with_the_record_and_one_taken_back_goes_too(asha, ben, give, tmp_path, clock):
    record = a_sent_note(asha, tmp_path / "out", VISITED)
    go(asha, clock, record, Stage.ACCURATE, Stage.FINAL)
    give(asha, ben, record.id)
    assert steps(ben, record.id).stage is Stage.FINAL
    clock.go_on(hours=1)
    take_back(asha, record.id)
    give(asha, ben, record.id)
    assert steps(ben, record.id).stage is Stage.ACCURATE


def test_the_words_of_the_school_are_in_no_log(app, clock, sent, tmp_path, errors_logged):
    handler = logs.start(tmp_path)
    try:
        go(app, clock, sent, Stage.CORRECTION)
        with pytest.raises(InputError) as refused:
            record_step(app, sent.id, Stage.ACCURATE, role=HEAD, words=SECRET, on=date(2030, 1, 1))
        logs.unexpected(refused.value)
        logging.getLogger("app.usecases").error("a step was refused")
    except RuleError as refused:
        logs.unexpected(refused)
    finally:
        logs.stop(handler)
    errors_logged.clear()  # asked for above
    said = (tmp_path / "logs" / "visitbook.log").read_text(encoding="utf-8")
    assert said
    assert "Year 4" not in said


def test_the_words_of_the_school_are_readable_in_no_file(app, clock, sent):
    go(app, clock, sent, Stage.CORRECTION)
    for path in app.folder.rglob("*"):
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes()


def test_no_error_repeats_what_the_school_said(app, sent):
    with pytest.raises(InputError) as refused:
        record_step(app, sent.id, Stage.CORRECTION, role="", words=SECRET)
    assert "Year 4" not in str(refused.value)
    with pytest.raises(InputError) as refused:
        record_step(app, sent.id, Stage.CORRECTION, role=HEAD, words=SECRET * 2_000)
    assert "Year 4" not in str(refused.value)
