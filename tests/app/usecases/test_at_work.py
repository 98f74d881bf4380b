"""What was open when the program ended unexpectedly is known at the next start."""

from __future__ import annotations

from app.usecases.at_work import LeftOpen, begin_work, end_work, left_open
from app.usecases.discarding import discard_draft
from app.usecases.records import start_record
from tests.builders import a_finished_record


def test_a_draft_that_was_not_left_is_known_by_name_until_it_is_left(app):
    record = start_record(app, 900001, "visit_1").value.record
    assert left_open(app) is None
    begin_work(app, record.id)
    assert left_open(app) == LeftOpen(
        record.id, record.title, "Alderbrook Primary School", record.on
    )
    end_work(app)
    assert left_open(app) is None


def test_what_is_finished_or_gone_is_not_offered(app):
    begin_work(app, a_finished_record(app).id)
    assert left_open(app) is None
    record = start_record(app, 900001, "visit_1").value.record
    begin_work(app, record.id)
    discard_draft(app, record.id)
    assert left_open(app) is None
